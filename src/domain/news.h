// What people are told by mail of what the bell says: the kinds, how often each may come, and what a text
// from outside may look like in it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"

namespace every::domain {

enum class Pace {
  at_once,  // what happens while one mail is fresh goes together into the next
  hourly,   // likewise, an hour at a time
  daily,    // one from each eight o'clock to the next, at once if there was none
  morning,  // at eight o'clock, once a day
  weekly,   // at eight o'clock on Mondays
};

struct NewsKind {
  std::string_view name;  // as the bell calls it (app/notifications.h)
  std::string_view what;  // for people: "Proposal accepted"
  Pace pace;
  bool by_default;  // for who has not chosen
};
std::span<const NewsKind> news_kinds();
const NewsKind* news_kind(std::string_view name);  // nullptr: there is none

// Where a person stands with a kind.
struct NewsMark {
  Instant seen_at{};                 // what was until then is told, or was never theirs to hear
  std::optional<Instant> mailed_at;  // when the last mail was queued
  std::int64_t count = 0;            // of matches: how many there were in that mail
};

// The last eight o'clock, on a Monday for `weekly`, that is not after `now`, by the clocks of the zone.
Instant last_digest(Pace pace, Instant now, std::string_view zone);
// Whether a mail may be queued now, if there is something to tell.
bool may_mail(Pace pace, const NewsMark& mark, Instant now, std::string_view zone);

// How many matches are new: those that wait now, without those that were told of and are not decided since.
std::int64_t new_matches(std::int64_t waiting, std::int64_t told, std::int64_t decided_since);

// "10:04" by the clocks of the zone.
std::string clock_time(Instant at, std::string_view zone);
// A name from outside as a part of one line: no line breaks or other control characters, nothing that turns
// the direction of what follows, one blank between words, at most `max` characters.
std::string one_line(std::string_view text, std::size_t max);

}  // namespace every::domain
