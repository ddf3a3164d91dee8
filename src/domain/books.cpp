#include "domain/books.h"

#include "base/sentence.h"

namespace every::domain {

bool is_open(const ClosedUntil& closed, Date day) {
  return !closed || *closed < day;
}

Status check_open(const ClosedUntil& closed, Date day, std::string pointer, std::string way) {
  if (is_open(closed, day)) return done();
  if (way.empty()) way = "Choose a later day, or ask an owner to open the books again.";
  Error error(Code::period_closed,
              sentence("{} is in a closed period: the books are closed until {}.", day, *closed),
              std::move(way));
  error.fields.push_back({std::move(pointer), "closed", error.detail});
  return error;
}

std::optional<FieldError> closing_problem(const ClosedUntil& until, Date today) {
  if (is_open(until, add_days(today, 1))) return std::nullopt;
  return FieldError{"/booksClosedUntil", "range", "Books are closed until today at the latest."};
}

bool opens_again(const ClosedUntil& was, const ClosedUntil& will_be) {
  return was && (!will_be || *will_be < *was);
}

}  // namespace every::domain
