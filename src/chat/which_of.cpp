// Which of them: one, all, or a part that cannot be chosen here.
#include <algorithm>
#include <set>

#include "chat/fill_detail.h"
#include "chat/name_words.h"
#include "chat/slots.h"

namespace every::chat {

// "All", "everyone", beside a name: then it is not clear who is meant.
bool says_all(const Reading& r) {
  return std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
    static constexpr std::string_view kAll[] = {"all",  "everyone", "everybody", "everything", "alle",
                                                "rest", "others",   "both",      "any"};
    return !w.quoted && std::find(std::begin(kAll), std::end(kAll), w.folded) != std::end(kAll);
  });
}

bool says_any(const Reading& r, std::initializer_list<std::string_view> list) {
  return std::any_of(r.words.begin(), r.words.end(), [&](const Word& w) {
    return !w.quoted && std::find(list.begin(), list.end(), w.folded) != list.end();
  });
}

// More than one is meant, and not all: "the first three", "the last two", "the skipped ones".
bool some_of_them(const Reading& r) {
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i) {
    const std::string& word = r.words[i].folded;
    static constexpr std::string_view kPlural[] = {"two",   "three", "four", "five",   "six", "seven",
                                                   "eight", "ten",   "few",  "couple", "half"};
    const std::string& next = r.words[i + 1].folded;
    const bool number =
        next.size() < 4 && next.find_first_not_of("0123456789") == std::string::npos && next != "1";
    if ((word == "first" || word == "last" || word == "next" || word == "top" || word == "other") &&
        (number || std::find(std::begin(kPlural), std::end(kPlural), next) != std::end(kPlural)))
      return true;
    if (word == "half" || word == "some" || word == "most") return true;
  }
  // "1 and 3"
  for (std::size_t i = 1; i + 1 < r.words.size(); ++i)
    if ((r.words[i].folded == "and" || r.words[i].folded == "und" || r.words[i].folded == "or") &&
        r.words[i - 1].number && r.words[i + 1].number)
      return true;
  int ordinals = 0;
  for (const Meaning& m : r.means)
    if (m.concept_name == "ordinal" && !r.words[m.first].number) ++ordinals;
  return ordinals > 1;
}

// "A contact", "the match": one, and not which.
bool one_of_them(const Reading& r, std::initializer_list<std::string_view> nouns) {
  static const std::set<std::string_view> kOne{"a",   "an",      "the", "that", "this",
                                               "one", "another", "den", "einen"};
  for (std::size_t i = 1; i < r.words.size(); ++i)
    if ((kOne.contains(r.words[i - 1].folded) ||
         (i > 1 && r.at(i - 1, "hubspot") && kOne.contains(r.words[i - 2].folded))) &&
        std::find(nouns.begin(), nouns.end(), r.words[i].folded) != nouns.end())
      return true;
  return false;
}

// "Duplicates with the same email", "those from last week": a part of them that cannot be chosen here.
bool some_kind_of_them(const Reading& r) {
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i) {
    const std::string &word = r.words[i].folded, &next = r.words[i + 1].folded;
    if (word == "without" && !r.at(i, "without_asking") && next != "asking") return true;
    if (word == "with" && (next == "different" || next == "other")) return true;
    if (word == "with" &&
        (next == "same" || (i + 2 < r.words.size() && next == "the" && r.words[i + 2].folded == "same")))
      return true;
    // "All the duplicates but the first"
    if (word == "but" && says_any(r, {"all", "every", "everything"}) && r.has("ordinal")) return true;
  }
  return says_any(r, {"newest", "oldest", "older", "newer"}) || (r.has("period") && !r.has("unattended"));
}

bool several_clients(const Reading& r) {
  if (!says_any(r, {"clients", "customers", "companies", "kunden"})) return false;
  for (std::size_t i = 1; i < r.words.size(); ++i) {
    const bool joined =
        r.words[i - 1].ends || r.words[i - 1].folded == "and" || r.words[i - 1].folded == "und";
    const std::size_t before = r.words[i - 1].ends || i < 2 ? i - 1 : i - 2;
    if (joined && r.words[i].capital && r.words[before].capital && before > 0) return true;
  }
  return false;
}

bool hardly_a_name(const Reading& r) {
  const auto place = name_place(r);
  if (!place || r.words[place->first].capital || r.words[place->first].email) return false;
  if (place->first == 0 || !is_cue(r.words[place->first - 1])) return true;
  // "Without an invoice" tells no name.
  static const std::set<std::string_view> kArticles{"a", "an", "the", "no", "any"};
  return r.at(place->first - 1, "deal") ||
         (place->first > 1 && is(r.words[place->first - 1], {"invoice", "bill"}) &&
          kArticles.contains(r.words[place->first - 2].folded));
}

bool several_addresses(const Reading& r) {
  // "Hugo Brandt and Lea Wolff"; "Stone and Sons" is one.
  if (const auto name = name_in(r))
    for (const std::string_view both : {" and ", " und ", " & "})
      if (const auto at = name->find(both); at != std::string::npos && name->find(' ') < at &&
                                            name->find(' ', at + both.size()) != std::string::npos)
        return true;
  // "Acme, Globex and Initech"
  if (const auto place = name_place(r))
    for (std::size_t i = place->last + 1; i < r.words.size(); ++i) {
      const bool joined =
          r.words[i - 1].ends || r.words[i - 1].folded == "and" || r.words[i - 1].folded == "und";
      if (joined && r.words[i].capital && !r.known[i] && !r.words[i].number && !r.words[i].quoted)
        return true;
    }
  if (const auto place = name_place(r); place && place->first > 0) {
    const Word& word = r.words[place->first - 1];
    if (word.ends && word.capital && !r.known[place->first - 1] && !word.number && !word.quoted) return true;
  }
  if (const auto place = name_place(r); place && place->last < r.words.size()) {
    const Word& next = r.words[place->last];
    if (r.words[place->last - 1].ends && next.capital && !r.known[place->last] && !next.number) return true;
  }
  // "Pia or Otto"
  for (std::size_t i = 1; i + 1 < r.words.size(); ++i)
    if ((r.words[i].folded == "or" || r.words[i].folded == "oder") &&
        (r.words[i - 1].quoted || !r.known[i - 1]) && (r.words[i + 1].quoted || !r.known[i + 1]))
      return true;
  return std::count_if(r.words.begin(), r.words.end(), [](const Word& w) { return w.email; }) > 1;
}

}  // namespace every::chat
