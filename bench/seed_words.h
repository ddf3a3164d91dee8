// What the rows of a benchmark are called and how much they are about: the same on every machine.
#pragma once

#include <array>
#include <cmath>
#include <string>

#include "base/id.h"
#include "base/money.h"

namespace every {

inline constexpr std::array kFirstNames{
    "Maria", "Marco",  "Martin", "Mark",  "Anna",   "Jonas",  "Ines",   "Yusuf",  "Chloé", "Lars",
    "Aiko",  "Priya",  "Tomás",  "Elena", "Samuel", "Nora",   "Victor", "Zoë",    "Ivan",  "Grace",
    "Omar",  "Lucía",  "Felix",  "Hana",  "Daniel", "Sofia",  "Peter",  "Amara",  "Björn", "Ruth",
    "Kofi",  "Ingrid", "Paolo",  "Mei",   "Oscar",  "Fatima", "Louis",  "Katrin", "Diego", "Wanda"};
inline constexpr std::array kTrades{"Marine",    "Logistics",  "Foods",    "Studio",   "Energy",
                                    "Textiles",  "Consulting", "Robotics", "Market",   "Dental",
                                    "Analytics", "Bakery",     "Motors",   "Design",   "Partners",
                                    "Labs",      "Systems",    "Builders", "Printing", "Clinic"};
inline constexpr std::array kForms{"GmbH", "Inc", "Ltd", "SARL", "AG", "LLC", "BV", "SpA", "KG", "AB"};
inline constexpr std::array kSyllables{"al",  "ber", "cor", "dan", "el",  "fen", "gar", "hol",
                                       "is",  "jor", "kel", "lun", "mor", "nes", "or",  "pel",
                                       "qui", "ros", "sol", "tan", "ul",  "ves", "wil", "yor",
                                       "zan", "mar", "bri", "sto", "len", "dor", "vik", "gra"};
inline constexpr std::array kCities{"Berlin", "Lyon", "Austin", "Porto", "Osaka", "Leeds", "Turin", "Bergen"};
inline constexpr std::array kCountries{"DE", "FR", "US", "PT", "JP", "GB", "IT", "NO"};
inline constexpr std::array kCurrencies{"USD", "EUR", "GBP", "JPY"};
inline constexpr std::array kLines{"Design of the spring catalogue",
                                   "Hours on site",
                                   "Licence for a year",
                                   "Maintenance, monthly",
                                   "Workshop",
                                   "Delivery and installation",
                                   "Translation",
                                   "Hosting"};

class Invention {
 protected:
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(bound)));
  }
  bool percent(std::int64_t p) { return below(100) < p; }
  template <class List>
  std::string one_of(const List& list) {
    return std::string(list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))]);
  }
  // A few words are everywhere, most are rare.
  std::string word() {
    std::string out;
    for (int i = 0, n = percent(30) ? 2 : 3; i < n; ++i) out += one_of(kSyllables);
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
    return out;
  }
  Currency currency() {
    const auto p = below(100);
    return *Currency::from(kCurrencies[p < 55 ? 0 : p < 85 ? 1 : p < 95 ? 2 : 3]);
  }
  // Most amounts are small, some are large.
  Money amount(Currency currency) {
    const double u = static_cast<double>(1 + below(1'000'000)) / 1'000'001.0;
    const auto minor = static_cast<std::int64_t>(20'000.0 * std::pow(u, -0.6));
    return {currency.digits() == 0 ? minor : minor + below(100), currency};
  }
  std::string id(Instant at) { return new_id(ManualClock(at), random_); }

 private:
  SeededRandom random_{7};
};

}  // namespace every
