// What a sentence names: amounts, times, days, counts, places, names. Pure; each reads the whole sentence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chat/lexicon.h"

namespace every::chat {

struct Amount {
  std::string amount;    // "10000", "2500.50"
  std::string currency;  // "USD", or "" when none was said
  std::size_t at = 0;    // its first word
  int thousands = 0;     // 1 when it was said in thousands, 2 in millions
};
std::vector<Amount> amounts_in(const Reading& r);
// Bounds of a search by amount: "over 10k", "between 5 and 10k".
struct Bounds {
  std::optional<Amount> over, under;
};
Bounds bounds_in(const Reading& r);

int number_word(std::string_view word);                // "seven", "sieben", "7"; or -1
std::optional<std::string> time_in(const Reading& r);  // "09:30"
// "Move it from Mondays to Tuesdays": the day that is left.
bool leaves_day(const Reading& r, std::size_t i);
std::optional<std::string> weekday_in(const Reading& r);  // "monday"
std::optional<std::string> period_in(const Reading& r);   // "this_quarter"
std::optional<int> ordinal_in(const Reading& r);          // 1 … ; -1 is "the last one"
std::optional<int> count_in(const Reading& r);            // "last 5 syncs"
std::optional<std::string> phone_in(const Reading& r);
std::optional<std::string> id_in(const Reading& r);  // a number as HubSpot gives its records
std::optional<std::string> email_in(const Reading& r);
std::optional<std::string> stage_in(const Reading& r);  // as typed
std::optional<std::string> place_in(const Reading& r);  // one of `open`'s places

// The name that is spoken of, as typed: in quotes, else an address, else the likeliest words that are not
// ours. Words of a stage, when one is named, are left out.
std::optional<std::string> name_in(const Reading& r);
// Where that name stands; `sure` when a capital letter, quotes or a word before it say that it is one.
struct NamePlace {
  std::size_t first = 0, last = 0;
  bool sure = false;
};
std::optional<NamePlace> name_place(const Reading& r);
std::optional<std::string> name_at(const Reading& r, const NamePlace& place);
// Words that belong to no name and mean nothing to us.
int strangers_in(const Reading& r);

}  // namespace every::chat
