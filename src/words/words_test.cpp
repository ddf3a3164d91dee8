// The German of what Every says: each entry whole, numbers and dates as they are written there, and which
// language a reader gets.
#include "words/words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace every::words {
namespace {

std::size_t facts(std::string_view pattern) {
  std::size_t n = 0;
  for (std::size_t at = 0; at < pattern.size(); ++at)
    if (pattern[at] == '{' && (pattern.substr(at, 2) == "{}" || pattern.substr(at + 2, 1) == "}")) ++n;
  return n;
}

TEST(German, HasEachSentenceOnceWithAllItsFacts) {
  std::set<std::string_view> seen;
  std::size_t all = 0;
  for (const auto entries : german_entries())
    for (const Entry& entry : entries) {
      EXPECT_TRUE(seen.insert(entry.english).second) << entry.english;
      EXPECT_FALSE(entry.german.empty()) << entry.english;
      EXPECT_EQ(facts(entry.english), facts(entry.german)) << entry.english;
      ++all;
    }
  EXPECT_GT(all, 1000U);
}

TEST(German, WritesNumbersMoneyAndDates) {
  const Wording& de = in("de");
  EXPECT_EQ(worded(sentence("{} of this line is left to credit.", Money{123450, *Currency::from("EUR")}), de),
            "Von dieser Position sind noch 1.234,50\u00A0€ zu korrigieren.");
  EXPECT_EQ(worded(sentence("{} records found.", 12345), de), "12.345 Datensätze gefunden.");
  EXPECT_EQ(worded(sentence("{} % of {} was invoiced.", *Decimal::parse("12.5"), "PRO-1"), de),
            "12,5 % von PRO-1 wurden abgerechnet.");
  EXPECT_EQ(worded(sentence("HubSpot was disconnected on {}.", *parse_date("2026-11-02")), de),
            "HubSpot wurde am 02.11.2026 getrennt.");
  // As the workspace's country does, when it writes German.
  const std::string owed = sentence("{} is still due.", Money{123450, *Currency::from("EUR")});
  EXPECT_EQ(worded(owed, in("de", "de-AT")), "€\u00A01.234,50 sind noch offen.");
  EXPECT_EQ(worded(owed, in("de", "en-US")), "1.234,50\u00A0€ sind noch offen.");
  EXPECT_EQ(worded(owed, in("fr")), "1234.50 EUR is still due.");
}

TEST(Languages, AreTheBestThatAReaderAsksForAndEverySpeaks) {
  EXPECT_EQ(best_of("de"), "de");
  EXPECT_EQ(best_of("de-AT,de;q=0.9,en;q=0.8"), "de-AT");
  EXPECT_EQ(best_of("fr-FR,fr;q=0.9,en;q=0.5,de;q=0.7"), "de");
  EXPECT_EQ(best_of("en-US,en;q=0.9,de;q=0.8"), "en-US");
  EXPECT_EQ(best_of("fr, *;q=0.5"), "");
  EXPECT_EQ(best_of("*"), "");
  EXPECT_EQ(best_of("de;q=0"), "");
  EXPECT_EQ(best_of(""), "");
  EXPECT_EQ(best_of(";;,=,q"), "");
}

}  // namespace
}  // namespace every::words
