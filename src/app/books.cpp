#include "app/books.h"

namespace every::app {

Status check_books(store::Tx& tx, const Actor& actor, Date day, std::string pointer, std::string way) {
  return domain::check_open(workspace_of(tx, actor).books_closed_until, day, std::move(pointer),
                            std::move(way));
}

std::optional<Date> day_of_draft(const App& app, const store::Workspace& workspace) {
  const Date today = local_date(app.now(), workspace.time_zone);
  if (!domain::is_open(workspace.books_closed_until, today)) return std::nullopt;
  return today;
}

}  // namespace every::app
