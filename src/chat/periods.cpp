// Spans of time in words: "next quarter", "in diesem Monat".
#include <array>
#include <map>

#include "chat/slots.h"

namespace every::chat {
namespace {

// "In diesem Quartal", "nächste Woche", "letzten Monats": which, and of what, in any case.
std::string german_period(const std::string& which, const std::string& what) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kWhich{
      {{"dies", "this"},
       {"laufend", "this"},
       {"aktuell", "this"},
       {"nächst", "next"},
       {"naechst", "next"},
       {"nachst", "next"},
       {"kommend", "next"},
       {"folgend", "next"},
       {"letzt", "last"},
       {"vorig", "last"},
       {"vergangen", "last"},
       {"vorherig", "last"},
       {"zurückliegend", "last"}}};
  static const std::map<std::string_view, std::string_view> kWhat{
      {"woche", "week"},       {"monat", "month"}, {"monats", "month"}, {"quartal", "quarter"},
      {"quartals", "quarter"}, {"jahr", "year"},   {"jahres", "year"}};
  const auto span = kWhat.find(what);
  if (span == kWhat.end()) return {};
  for (const auto& [stem, time] : kWhich) {
    if (!which.starts_with(stem)) continue;
    const std::string_view end = std::string_view(which).substr(stem.size());
    for (const std::string_view ending : {"e", "en", "em", "er", "es"})
      if (end == ending) return std::string(time) + "_" + std::string(span->second);
  }
  return {};
}

}  // namespace

std::optional<std::string> period_in(const Reading& r) {
  const auto pair = [&](std::size_t i) -> std::string {
    return i + 1 < r.words.size() ? r.words[i].folded + " " + r.words[i + 1].folded : "";
  };
  static const std::map<std::string, std::string, std::less<>> kPairs{
      {"this week", "this_week"},         {"next week", "next_week"},
      {"this month", "this_month"},       {"next month", "next_month"},
      {"this quarter", "this_quarter"},   {"next quarter", "next_quarter"},
      {"this year", "this_year"},         {"next year", "next_year"},
      {"last month", "last_month"},       {"last week", "last_week"},
      {"last quarter", "last_quarter"},   {"last year", "last_year"},
      {"the week", "this_week"},          {"the month", "this_month"},
      {"the quarter", "this_quarter"},    {"the year", "this_year"},
      {"current month", "this_month"},    {"current quarter", "this_quarter"},
      {"current week", "this_week"},      {"coming month", "next_month"},
      {"coming week", "next_week"},       {"coming quarter", "next_quarter"},
      {"fiscal quarter", "this_quarter"}, {"month end", "this_month"},
      {"quarter end", "this_quarter"},    {"of month", "this_month"},
      {"of quarter", "this_quarter"}};
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    if (const auto found = kPairs.find(pair(i)); found != kPairs.end()) return found->second;
    const std::string& f = r.words[i].folded;
    if (i + 1 < r.words.size())
      if (auto german = german_period(f, r.words[i + 1].folded); !german.empty()) return german;
    if (f == "today" || f == "heute") return "today";
    if (f == "tomorrow") return "tomorrow";
  }
  return std::nullopt;
}

}  // namespace every::chat
