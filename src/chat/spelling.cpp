#include "chat/spelling.h"

#include <algorithm>
#include <set>

#include "chat/vocabulary.h"

namespace every::chat {
namespace {

// How many slips this word may have to be that one: those of the shorter, and one more for a long word that
// begins the same ("overdew").
int allowed_slips(std::string_view word, std::string_view ours) {
  const int most = std::min(slips(word), slips(ours));
  const bool begins = word.size() >= 7 && ours.size() >= 7 && word.substr(0, 4) == ours.substr(0, 4);
  return begins ? std::max(most, 2) : most;
}

// "Fnd", "shw": three letters that cannot be said are a word of four that lost its vowel.
std::string without_vowels(const std::string& word) {
  if (word.size() != 3 || word.find_first_of("aeiouyäöü0123456789") != std::string::npos) return {};
  for (const std::string& ours : vocabulary().spelled)
    if (ours.size() == 4 && ours[0] == word[0] && distance(word, ours, 1) == 1) return ours;
  return {};
}

// "Mcuh", "whcih": one of the small words that phrases are made of, with two letters that changed places.
std::string unswapped(const std::string& word) {
  static constexpr std::string_view kSmall[] = {
      "much",  "many",  "what",  "which",  "when",   "where", "show",  "from",    "with",    "about",
      "there", "have",  "does",  "still",  "from",   "this",  "that",  "these",   "those",   "they",
      "them",  "been",  "last",  "next",   "week",   "month", "year",  "today",   "open",    "list",
      "every", "could", "would", "should", "please", "need",  "want",  "without", "because", "already",
      "their", "not",   "are",   "the",    "and",    "for",   "how",   "who",     "why",     "all",
      "any",   "did",   "has",   "welche", "sind",   "noch",  "nicht", "alle"};
  if (word.size() < 3) return {};
  for (const std::string_view small : kSmall) {
    // "Wihout": a long one may also lack a letter.
    if (small.size() > 6 && word.size() + 1 == small.size() && distance(word, small, 1) == 1)
      return std::string(small);
    if (small.size() != word.size() || distance(word, small, 1) != 1) continue;
    std::string a = word, b(small);
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    if (a == b) return std::string(small);
  }
  return {};
}

// The vocabulary's word that this one is a slip of. The first letter is seldom wrong, and a word that is
// nearly two of ours is none.
std::string corrected(const std::string& word) {
  if (slips(word) == 0) return without_vowels(word);
  std::string best;
  int best_distance = 3;
  for (const std::string& ours : vocabulary().spelled) {
    const bool swapped = ours.size() > 1 && word.size() > 1 && ours[0] == word[1] && ours[1] == word[0];
    int allowed = allowed_slips(word, ours);
    // Two slips, and not even the beginning: another word ("redesign" is no "reassign").
    if (allowed > 1 && word.compare(0, 3, ours, 0, 3) != 0 && !swapped) allowed = 1;
    if (ours[0] != word[0] && !swapped) {
      // Only the first letter is wrong, or one too many, or missing.
      const std::string_view a = word, b = ours;
      if (a.size() < 6 || b.size() < 6 ||
          (a.substr(1) != b.substr(1) && a.substr(1) != b && a != b.substr(1)))
        continue;
      allowed = 1;
    }
    const int d = distance(word, ours, allowed);
    // Four letters: only two that changed places, or one that is missing; "five" is no "file".
    if (word.size() == 4 && ours.size() == 4) {
      std::string a = word, b = ours;
      std::sort(a.begin(), a.end());
      std::sort(b.begin(), b.end());
      if (a != b) continue;
    }
    if (word.size() == 4 && d > 0 && (ours == "start" || ours == "stop" || ours == "starts")) continue;
    if (d <= allowed && d < best_distance) {
      best_distance = d;
      best = ours;
    }
  }
  return best;
}

// "Synchs", "uploads": more of what the vocabulary has one of.
std::string without_plural(const std::string& word) {
  if (word.size() < 5 || !word.ends_with("s")) return {};
  const std::string stem = word.substr(0, word.size() - 1);
  const auto found = vocabulary().phrases.find(stem);
  if (found == vocabulary().phrases.end() || found->second.empty()) return {};
  const auto& concepts = found->second;
  return std::find(concepts.begin(), concepts.end(), "offtopic") == concepts.end() ? stem : std::string();
}

// "Nowww", "pleeease": drawn out.
std::string without_drawl(const std::string& word) {
  std::string once, twice;
  bool drawn = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool again = i > 0 && word[i] == word[i - 1];
    drawn = drawn || (i > 1 && again && word[i] == word[i - 2]);
    if (!again) once += word[i];
    if (!(i > 1 && again && word[i] == word[i - 2])) twice += word[i];
  }
  if (!drawn || word.find_first_of("0123456789") != std::string::npos) return {};
  for (const std::string& one : {once, twice})
    if (in_vocabulary(one) || is_plain(one)) return one;
  return {};
}

// "Forecasting", "overviewed": another form of a word of ours. Not of what one orders: "syncing" orders
// nothing.
std::string without_ending(const std::string& word) {
  static const std::set<std::string_view> kOrdered{
      "sync",   "pull_latest", "fetch",  "connect",    "reconnect", "disconnect", "cancel", "replace",
      "skip",   "create_new",  "import", "undo",       "retry",     "create",     "draft",  "bill",
      "ask_me", "policy",      "delete", "unattended", "start",     "edit",       "off",    "offtopic"};
  for (const std::string_view end : {"ing", "ed", "er", "ers"}) {
    if (word.size() < end.size() + 4 || !word.ends_with(end)) continue;
    const std::string stem = word.substr(0, word.size() - end.size());
    const bool twice = stem[stem.size() - 1] == stem[stem.size() - 2];
    for (const std::string& one : {stem, stem + "e", twice ? stem.substr(0, stem.size() - 1) : stem}) {
      const auto found = vocabulary().phrases.find(one);
      if (found != vocabulary().phrases.end() && !found->second.empty() &&
          std::none_of(found->second.begin(), found->second.end(),
                       [](const std::string& name) { return kOrdered.contains(name); }))
        return one;
    }
  }
  return {};
}

bool is_doing(const std::string& word) {
  static const std::set<std::string_view> kDoing{"other",   "edit",      "create", "create_new", "send",
                                                 "delete",  "start",     "check",  "find",       "show",
                                                 "resolve", "record_it", "import", "also"};
  const auto found = vocabulary().phrases.find(word);
  return found != vocabulary().phrases.end() && !found->second.empty() &&
         std::all_of(found->second.begin(), found->second.end(),
                     [](const std::string& name) { return kDoing.contains(name); });
}

}  // namespace

std::string meant(const std::string& word, Before before) {
  if (std::string one = without_drawl(word); !one.empty()) return one;
  if (std::string one = without_plural(word); !one.empty()) return one;
  if (std::string one = without_ending(word); !one.empty()) return one;
  if (before == Before::unknown && word.size() < 6) return {};
  if (std::string small = unswapped(word); !small.empty()) return small;
  std::string right = corrected(word);
  if (right.empty()) return {};
  // "For trask": no verb ("task").
  if (before == Before::name_is_due && is_doing(right)) return {};
  if ((before == Before::unknown || before == Before::capital) && distance(word, right, 1) > 1) return {};
  return right;
}

std::string without_case(const std::string& word) {
  for (const std::string_view end : {"n", "en", "e", "s", "es", "er", "em"}) {
    if (word.size() < end.size() + 5 || !word.ends_with(end)) continue;
    std::string stem = word.substr(0, word.size() - end.size());
    if (vocabulary().phrases.contains(stem)) return stem;
  }
  return {};
}

void mend_times(std::vector<Word>& words) {
  static const std::set<std::string_view> kWhich{"next", "this", "last", "nxt", "past", "coming", "current"};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    Word& span = words[i + 1];
    if (!kWhich.contains(words[i].folded) || words[i].ends || span.quoted || span.capital || span.number)
      continue;
    for (const std::string_view right : {"week", "month", "quarter", "year", "weekend"}) {
      const bool sure =
          (span.folded == "weak" && right == "week") || (span.folded == "moth" && right == "month");
      if (!sure && (span.folded.size() < 4 || span.folded[0] != right[0] || in_vocabulary(span.folded) ||
                    is_plain(span.folded) || distance(span.folded, right, 1) > 1))
        continue;
      if (words[i].folded == "nxt") words[i].folded = "next";
      span.folded = right;
    }
    if (words[i].folded == "nxt" && in_vocabulary(span.folded)) words[i].folded = "next";
  }
}

}  // namespace every::chat
