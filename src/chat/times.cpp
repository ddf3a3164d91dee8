// Times of the day and days of the week, in digits and in words.
#include <algorithm>
#include <array>
#include <map>

#include "chat/fill_detail.h"
#include "chat/slots.h"

namespace every::chat {
namespace {

bool digits(std::string_view s) {
  return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string two(int n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}

}  // namespace

int number_word(std::string_view word) {
  static constexpr std::string_view kHours[] = {"one",   "two",   "three", "four", "five",   "six",
                                                "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
  static constexpr std::string_view kGerman[] = {"eins",   "zwei", "drei", "vier", "fünf", "sechs",
                                                 "sieben", "acht", "neun", "zehn", "elf",  "zwölf"};
  const auto found = std::find(std::begin(kHours), std::end(kHours), word);
  if (found != std::end(kHours)) return static_cast<int>(found - std::begin(kHours)) + 1;
  const auto german = std::find(std::begin(kGerman), std::end(kGerman), word);
  if (german != std::end(kGerman)) return static_cast<int>(german - std::begin(kGerman)) + 1;
  return digits(word) && word.size() < 3 ? std::stoi(std::string(word)) : -1;
}

namespace {

int minutes_of(std::string_view word) {
  static constexpr std::pair<std::string_view, int> kMinutes[] = {
      {"five", 5}, {"ten", 10}, {"twenty", 20}, {"fünf", 5}, {"zehn", 10}, {"zwanzig", 20},
      {"5", 5},    {"10", 10},  {"20", 20},     {"25", 25},  {"15", 15}};
  for (const auto& [name, n] : kMinutes)
    if (word == name) return n;
  return 0;
}

// "Every evening at half past nine": after noon.
bool says_late(const Reading& r, int hour) {
  return (hour > 5 && says_any(r, {"night", "nights", "nacht", "nachts"})) ||
         says_any(r, {"evening", "evenings", "afternoon", "afternoons", "abend", "abends", "nachmittag",
                      "nachmittags"});
}

// "half past six", "quarter to seven", "at seven thirty", each with its part of the day.
std::optional<std::string> spoken_time(const Reading& r) {
  const auto word = [&](std::size_t i) {
    return i < r.words.size() ? std::string_view(r.words[i].folded) : std::string_view();
  };
  std::optional<std::string> found;
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    int hour = -1, minute = 0;
    std::size_t last = i;
    if ((word(i) == "half" || word(i) == "quarter") && (word(i + 1) == "past" || word(i + 1) == "to")) {
      hour = number_word(word(i + 2));
      last = i + 2;
      minute = word(i) == "half" ? 30 : word(i + 1) == "past" ? 15 : 45;
      if (hour > 0 && word(i + 1) == "to") hour = hour == 1 ? 12 : hour - 1;
    } else if (minutes_of(word(i)) > 0 && (word(i + 1) == "past" || word(i + 1) == "to") &&
               number_word(word(i + 2)) > 0) {  // "ten past four"
      hour = number_word(word(i + 2));
      last = i + 2;
      minute = minutes_of(word(i));
      if (word(i + 1) == "to") minute = 60 - minute, hour = hour == 1 ? 12 : hour - 1;
    } else if ((word(i) == "viertel" || minutes_of(word(i)) > 0) &&
               (word(i + 1) == "nach" || word(i + 1) == "vor") &&
               number_word(word(i + 2)) > 0) {  // "Viertel nach sechs"
      hour = number_word(word(i + 2));
      last = i + 2;
      minute = word(i) == "viertel" ? 15 : minutes_of(word(i));
      if (word(i + 1) == "vor") minute = 60 - minute, hour = hour == 1 ? 12 : hour - 1;
    } else if (number_word(word(i)) > 0 && !r.words[i].number && word(i + 1) == "in" &&
               word(i + 2) == "the" &&
               (word(i + 3) == "morning" || word(i + 3) == "afternoon" || word(i + 3) == "evening")) {
      hour = number_word(word(i));  // "five in the afternoon"
      last = i + 3;
    } else if (number_word(word(i)) > 0 && word(i + 1) == "hundred" &&
               (word(i + 2) == "hours" || (i > 0 && (word(i - 1) == "oh" || word(i - 1) == "at")))) {
      hour = number_word(word(i));  // "oh seven hundred"
      last = i + 1;
    } else if (word(i) == "half" && number_word(word(i + 1)) > 0) {  // "half seven"
      hour = number_word(word(i + 1));
      last = i + 1;
      minute = 30;
    } else if (word(i) == "halb" && number_word(word(i + 1)) > 0) {  // an hour that is half over: "halb 7"
      hour = number_word(word(i + 1)) - 1;
      last = i + 1;
      minute = 30;
    } else if ((word(i) == "at" || word(i) == "around") && number_word(word(i + 1)) > 0 &&
               !r.words[i + 1].number && word(i + 2) != "past" && word(i + 2) != "to") {
      hour = number_word(word(i + 1));
      last = i + 1;
      if (word(i + 2) == "thirty") minute = 30, last = i + 2;
      if (word(i + 2) == "fifteen") minute = 15, last = i + 2;
    }
    if (hour < 0 || hour > 23) continue;
    const bool late = word(last + 1) == "pm" || word(last + 1) == "p.m" || says_late(r, hour);
    if (late && hour < 12) hour += 12;
    // "She comes in at nine, so sync at half past eight": the reason has a time of its own.
    std::size_t so = last + 1;
    while (so < r.words.size() && !(word(so) == "so" && r.words[so - 1].ends)) ++so;
    found = two(hour) + ":" + two(minute);
    if (so == r.words.size()) return found;
    i = so;
  }
  return found;
}

}  // namespace

std::optional<std::string> time_in(const Reading& r) {
  if (auto spoken = spoken_time(r)) return spoken;
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    const std::string& f = r.words[i].folded;
    if (f == "noon" || f == "midday") return "12:00";
    if (f == "midnight") return "00:00";
    if (!r.words[i].number) continue;
    std::string s = f;
    // "18h30"
    if (const auto h = s.find('h'); h != std::string::npos && h > 0 && h < 3 && h + 3 == s.size() &&
                                    digits(s.substr(0, h)) && digits(s.substr(h + 1)))
      s[h] = ':';
    int add = -1;  // am 0, pm 12
    for (const auto& [end, n] :
         {std::pair{"am", 0}, {"pm", 12}, {"a.m", 0}, {"p.m", 12}, {"h", -1}, {"uhr", -1}})
      if (s.ends_with(end)) {
        s.resize(s.size() - std::string_view(end).size());
        add = n;
        break;
      }
    const std::string next = i + 1 < r.words.size() ? r.words[i + 1].folded : "";
    const bool said = add >= 0 || s.size() < f.size();
    if (next == "am" || next == "a.m") add = 0;
    if (next == "pm" || next == "p.m") add = 12;
    if (add < 0 && next == "in" && i + 3 < r.words.size() && r.words[i + 2].folded == "the") {
      const std::string& part = r.words[i + 3].folded;
      add = part == "morning" ? 0 : part == "evening" || part == "afternoon" ? 12 : -1;
    }
    if (add < 0 && next == "at" && i + 2 < r.words.size() && r.words[i + 2].folded == "night") add = 12;
    const bool oclock = next == "o'clock" || next == "oclock" || next == "uhr" || next == "o" ||
                        next == "sharp" ||
                        (next == "hours" && (s.size() == 4 || s.find_first_of(":.") != std::string::npos));
    // "Make it 8"
    const bool made = i > 1 && (r.words[i - 1].folded == "it" || r.words[i - 1].folded == "that") &&
                      r.words[i - 2].folded == "make";
    const bool after_at =
        made || (i > 0 && (r.words[i - 1].folded == "at" || r.words[i - 1].folded == "um" ||
                           r.words[i - 1].folded == "to" || r.words[i - 1].folded == "around"));
    auto colon = s.find_first_of(":.");
    std::string hour = s.substr(0, colon), minute = colon == std::string::npos ? "0" : s.substr(colon + 1);
    if (colon == std::string::npos && s.size() == 4 && digits(s) && (after_at || next == "hours"))
      hour = s.substr(0, 2), minute = s.substr(2);
    // "6 Uhr 15"
    if (oclock && next == "uhr" && colon == std::string::npos && i + 2 < r.words.size() &&
        digits(r.words[i + 2].folded) && r.words[i + 2].folded.size() == 2)
      minute = r.words[i + 2].folded;
    // "Sync time 21.40 every day"
    const bool dotted = colon != std::string::npos && s[colon] == '.' && minute.size() == 2 &&
                        (r.has("daily") || r.has("weekly") || r.has("schedule"));
    if (!digits(hour) || !digits(minute) || hour.size() > 2 || minute.size() > 2) continue;
    if (!said && add < 0 && !oclock && !after_at && !dotted &&
        (colon == std::string::npos || s[colon] != ':'))
      continue;
    int h = std::stoi(hour);
    const int m = std::stoi(minute);
    if (add < 0 && !said && says_late(r, h)) add = 12;
    if (add == 12 && h < 12) h += 12;
    if (add == 0 && h == 12) h = 0;
    if (h > 23 || m > 59) continue;
    return two(h) + ":" + two(m);
  }
  return std::nullopt;
}

bool leaves_day(const Reading& r, std::size_t i) {
  // "Sync from Monday to Friday" is each of them.
  const bool moves = says_any(r, {"move", "moved", "shift", "change", "changed", "switch", "verschieb",
                                  "verschiebe", "verleg", "verlege", "stell", "stelle", "wechsle"});
  const auto next = static_cast<std::ptrdiff_t>(i + 1);
  return moves && i > 0 && (r.words[i - 1].folded == "from" || r.words[i - 1].folded == "von") &&
         std::any_of(r.words.begin() + next, r.words.end(),
                     [](const Word& w) { return w.folded == "to" || w.folded == "auf"; });
}

std::optional<std::string> weekday_in(const Reading& r) {
  static const std::map<std::string_view, std::string_view> kGerman{
      {"montag", "monday"},  {"dienstag", "tuesday"}, {"mittwoch", "wednesday"}, {"donnerstag", "thursday"},
      {"freitag", "friday"}, {"samstag", "saturday"}, {"sonntag", "sunday"}};
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    if (leaves_day(r, i)) continue;
    std::string f = r.words[i].folded;
    for (const char* day : {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
      if (f == day || f == std::string(day) + "s") return day;
    if (f.ends_with("s")) f.pop_back();
    if (const auto day = kGerman.find(f); day != kGerman.end()) return std::string(day->second);
  }
  return std::nullopt;
}

}  // namespace every::chat
