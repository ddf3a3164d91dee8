#include "chat/corrections.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "base/text.h"

namespace every::chat {
namespace {

using Words = std::set<std::string_view>;

// Where each tool has the name that it is about.
std::string_view named_in(std::string_view tool) {
  static const std::map<std::string_view, std::string_view> kNames{{"create_invoice_drafts", "deals"},
                                                                   {"import_contacts", "which"},
                                                                   {"create_client", "name"},
                                                                   {"resolve_duplicates", "which"},
                                                                   {"show_client", "client"},
                                                                   {"find", "text"},
                                                                   {"why", "who"},
                                                                   {"invoices", "client"},
                                                                   {"payments", "client"},
                                                                   {"proposals", "client"},
                                                                   {"deals", "client"}};
  const auto found = kNames.find(tool);
  return found == kNames.end() ? std::string_view() : found->second;
}

// The name as it was typed, from `first` up to `last`; "" where a word of ours is in it.
std::string name_between(const Reading& r, std::size_t first, std::size_t last) {
  std::string out;
  bool strange = false;
  for (std::size_t i = first; i < last; ++i) {
    const Word& word = r.words[i];
    const bool name = word.quoted || word.email || !r.known[i];
    if (!name && !word.capital && word.folded != "and" && word.folded != "und" && word.folded != "&")
      return {};
    strange = strange || name;
    out += (out.empty() ? "" : " ") + word.text;
  }
  return strange ? out : std::string();
}

}  // namespace

std::optional<Understood> corrected(const Reading& r, const Thread& thread) {
  static const Words kCorrects{"meant", "mean", "meinte", "meine", "actually", "rather", "sorry", "lieber"};
  static const Words kBefore{
      "no",     "nein", "oops",   "ups",     "wait",  "ah",   "oh",    "hm",  "hmm", "i",       "we",
      "ich",    "wir",  "of",     "was",     "that",  "for",  "für",   "the", "it",  "is",      "just",
      "course", "doch", "client", "company", "kunde", "deal", "about", "den", "die", "contact", "kunden"};
  static const Words kAfter{"not", "instead", "please", "nicht", "statt", "bitte", "of", "course", "thanks"};
  const auto key = named_in(thread.tool);
  const auto* before = key.empty() ? nullptr : thread.args.if_contains(key);
  if (before == nullptr || !before->is_string() || r.words.size() > 10) return std::nullopt;
  static const Words kNoNames{"all", "new", "this", "these", "uninvoiced", "last"};
  const std::string_view was = before->get_string();
  if (kNoNames.contains(was)) return std::nullopt;
  // "Not Acme, Globex": the one that it was, first.
  std::size_t first = 0;
  bool corrects = false;
  while (first < r.words.size() && kBefore.contains(r.words[first].folded) &&
         r.words[first].folded != "nicht")
    ++first;
  if (first + 2 < r.words.size() && (r.words[first].folded == "not" || r.words[first].folded == "nicht")) {
    std::size_t last = first + 2;
    while (last < r.words.size() && !r.words[last - 1].ends) ++last;
    if (last < r.words.size() && fold(name_between(r, first + 1, last)) == fold(was)) {
      corrects = true;
      first = last;
      if (r.words[first].folded == "but" || r.words[first].folded == "sondern") ++first;
    }
  }
  while (first < r.words.size() &&
         (kBefore.contains(r.words[first].folded) || kCorrects.contains(r.words[first].folded)) &&
         !(r.words[first].quoted || r.words[first].email)) {
    corrects = corrects || kCorrects.contains(r.words[first].folded);
    ++first;
  }
  if (!corrects) return std::nullopt;
  std::size_t last = first;
  while (last < r.words.size() && !kAfter.contains(r.words[last].folded) &&
         !(last > first && r.words[last - 1].ends))
    ++last;
  const std::string name = name_between(r, first, last);
  // What follows the name says only whom it is not, or is polite.
  if (name.empty() || (last < r.words.size() && !kAfter.contains(r.words[last].folded))) return std::nullopt;
  Understood out{thread.tool, thread.args, "", 1, ""};
  out.args[key] = name;
  return out;
}

}  // namespace every::chat
