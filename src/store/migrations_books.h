// The steps of the schema for what was reported and printed: it stays as it was. Private to migrations.cpp,
// which says their order.
#pragma once

#include <string_view>

namespace every::store {

// Books that are closed until a day. The use cases say so with the way on (domain/books); these triggers hold
// for whatever else reaches the database.
inline constexpr std::string_view kBooksStep = R"sql(
ALTER TABLE workspaces ADD COLUMN books_closed_until TEXT;
CREATE TRIGGER invoices_in_closed_books BEFORE UPDATE OF status ON invoices WHEN NEW.status <> OLD.status AND
  EXISTS (SELECT 1 FROM workspaces w WHERE w.id = NEW.workspace_id AND NEW.issue_date <= w.books_closed_until)
BEGIN SELECT RAISE(ABORT, 'the books are closed for the day of this document'); END;
CREATE TRIGGER payments_into_closed_books BEFORE INSERT ON payments WHEN EXISTS (SELECT 1 FROM workspaces w WHERE
  w.id = NEW.workspace_id AND NEW.date <= w.books_closed_until)
BEGIN SELECT RAISE(ABORT, 'the books are closed for the day of this payment'); END;
CREATE TRIGGER payments_out_of_closed_books BEFORE DELETE ON payments WHEN EXISTS (SELECT 1 FROM workspaces w WHERE
  w.id = OLD.workspace_id AND OLD.date <= w.books_closed_until)
BEGIN SELECT RAISE(ABORT, 'the books are closed for the day of this payment'); END;
)sql";

}  // namespace every::store
