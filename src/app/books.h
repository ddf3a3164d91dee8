// Closed books (domain/books.h), asked by every use case that makes, changes or takes away what has a day.
#pragma once

#include <optional>
#include <string>

#include "app/context.h"

namespace every::app {

// `pointer` and `way` as domain::check_open takes them. Error: period_closed.
Status check_books(store::Tx& tx, const Actor& actor, Date day, std::string pointer, std::string way = {});

// The day of a draft that nobody chose one for: today. None while today is closed: issuing decides it then.
std::optional<Date> day_of_draft(const App& app, const store::Workspace& workspace);

}  // namespace every::app
