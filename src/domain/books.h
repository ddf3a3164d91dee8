// Closed books: what is dated up to a day that was reported stays as it was reported. No document and no
// payment of that time is made, changed or taken away, by whatever path; what was wrong is put right by a
// document of a later day.
#pragma once

#include <optional>
#include <string>

#include "base/error.h"
#include "base/time.h"

namespace every::domain {

// The last day that is closed; none while everything is open.
using ClosedUntil = std::optional<Date>;

bool is_open(const ClosedUntil& closed, Date day);

// What keeps something of `day` from being made or changed; `pointer` is where a request says that day
// ("/issueDate"), `way` what leads on if it is not another day. Error: period_closed.
Status check_open(const ClosedUntil& closed, Date day, std::string pointer, std::string way = {});

// What keeps the books from being closed until `until`, whatever it was: days to come stay open, so that
// what is done today can be dated today.
std::optional<FieldError> closing_problem(const ClosedUntil& until, Date today);

// Days that were closed would be open again: that is for who answers for what was reported.
bool opens_again(const ClosedUntil& was, const ClosedUntil& will_be);

}  // namespace every::domain
