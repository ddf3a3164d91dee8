#include "chat/surround.h"

#include <algorithm>
#include <map>
#include <set>

#include "chat/clauses.h"
#include "chat/new_client.h"
#include "chat/objects.h"
#include "chat/slots.h"
#include "chat/turns.h"

namespace every::chat {
namespace {

// "In March", "since 12 May", "2026-03-31", "15.03.": a time that is named by its date.
bool names_a_date(const Reading& r) {
  static const std::set<std::string_view> kMonths{
      "january", "february", "march",    "april",  "june",    "july", "august", "september",
      "october", "november", "december", "januar", "februar", "märz", "mai",    "juni",
      "juli",    "oktober",  "dezember", "jan",    "feb",     "apr",  "jun",    "jul",
      "aug",     "sep",      "sept",     "oct",    "nov",     "dec"};
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    const std::string& word = r.words[i].folded;
    if (kMonths.contains(word)) return true;
    if (word == "may" && i > 0 &&
        (r.words[i - 1].number || r.words[i - 1].folded == "in" || r.words[i - 1].folded == "since" ||
         r.words[i - 1].folded == "last"))
      return true;
    if (!r.words[i].number || word.size() < 6) continue;
    const auto marks =
        std::count_if(word.begin(), word.end(), [](char c) { return c == '-' || c == '.' || c == '/'; });
    if (marks >= 2 && word.find_first_not_of("0123456789-./") == std::string::npos) return true;
  }
  return false;
}

// What may be open by itself.
bool opened_kind(std::string_view word) {
  return word == "deals" || word == "invoices" || word == "proposals" || word == "quotes" ||
         word == "bills" || word == "opportunities" || word == "estimates";
}

}  // namespace

bool only_talks(const Reading& r) {
  // "The sync should have run at six"
  static const std::set<std::string_view> kModals{"should", "must", "could", "would", "might", "may"};
  for (std::size_t i = 1; i + 2 < r.words.size(); ++i)
    if (kModals.contains(r.words[i].folded) && r.words[i + 1].folded == "have" &&
        (r.words[i + 2].folded.ends_with("ed") || r.words[i + 2].folded == "run" ||
         r.words[i + 2].folded == "been"))
      return true;
  if (r.has("negated") || r.has("conditional") || r.has("except")) return true;
  if (r.words.empty()) return true;
  // "Will we need to reconnect"
  if (r.words.size() > 3 && r.words[0].folded == "will" &&
      (r.words[1].folded == "we" || r.words[1].folded == "i") && r.words[2].folded == "need")
    return true;
  // "It needs to be reconnected, doesn't it", "we skip those, right"
  const std::size_t n = r.words.size();
  if (n > 3 && r.words[n - 2].folded == "not" && !r.words[n - 3].ends) {
    static const std::set<std::string_view> kTags{"does", "is",  "do",  "are", "did",
                                                  "have", "has", "was", "will"};
    static const std::set<std::string_view> kOf{"it", "we", "they", "i", "you", "that"};
    if (kTags.contains(r.words[n - 3].folded) && kOf.contains(r.words[n - 1].folded)) return true;
  }
  if (n > 2 && r.words[n - 2].ends &&
      (r.words[n - 1].folded == "right" || r.words[n - 1].folded == "correct"))
    return true;
  // A question mark makes a question of what asks for nothing.
  static const std::set<std::string_view> kRequests{"can",    "could",   "would",   "will",    "please",
                                                    "let",    "kindly",  "kannst",  "bitte",   "mind",
                                                    "würden", "könnten", "würdest", "könntest"};
  const bool requests =
      std::any_of(r.words.begin(), r.words.end(), [](const Word& w) { return kRequests.contains(w.folded); });
  if (r.words.back().asks && !requests && (r.words.size() > 1 || !r.at(0, "sync"))) return true;
  // "Undo? Is that possible"
  if (r.words[0].asks && !requests && r.words.size() > 1 && r.words[1].folded == "is") return true;
  static const std::set<std::string_view> kAsking{
      "what", "which", "who",  "when", "where", "why", "did",  "does", "is",     "are",   "was",
      "were", "has",   "have", "had",  "whose", "how", "wann", "wer",  "welche", "warum", "should"};
  std::size_t first = 0;
  while (first < r.words.size() && (r.at(first, "hello") || r.words[first].folded == "and" ||
                                    r.words[first].folded == "so" || r.words[first].folded == "ok"))
    ++first;
  if (first == r.words.size()) return true;
  // "Can you" and "can we" ask for it, "can I" and "can it" whether.
  static const std::set<std::string_view> kModal{"can", "could", "will",  "would",
                                                 "may", "might", "shall", "must"};
  static const std::set<std::string_view> kAsked{"you", "we", "u"};
  // "Could the invoice for Acme be drafted, please?"
  const bool wished = (r.words[first].folded == "could" || r.words[first].folded == "can") &&
                      std::any_of(r.words.begin(), r.words.end(),
                                  [](const Word& w) { return w.folded == "please" || w.folded == "kindly"; });
  if (kModal.contains(r.words[first].folded) && first + 1 < r.words.size() && !wished &&
      !kAsked.contains(r.words[first + 1].folded) && r.words[first + 1].folded != "please")
    return true;
  static const std::set<std::string_view> kPersons{"i", "we", "you", "they"};
  // "Have another go" tells.
  static const std::set<std::string_view> kTold{"a", "an", "another", "it"};
  if (r.words[first].folded == "have" && first + 3 < r.words.size() && r.at(first + 2, "sync") &&
      r.words[first + 3].folded == "run")
    return false;
  if (r.words[first].folded == "have" && first + 1 < r.words.size() &&
      kTold.contains(r.words[first + 1].folded))
    return false;
  const bool asks = kAsking.contains(r.words[first].folded) ||
                    (r.words[first].folded == "do" && first + 1 < r.words.size() &&
                     kPersons.contains(r.words[first + 1].folded));
  if (!asks) return false;
  // "Have a look" tells, and a request may come after a question.
  for (std::size_t i = first + 1; i + 1 < r.words.size(); ++i)
    if (r.words[i].ends) return false;
  return true;
}

namespace {

// "I need Lucia imported today", "get the import undone": the order as what is to be done, which it gives.
std::string done_for_do(Reading& r) {
  static const std::map<std::string_view, const char*> kDone{{"imported", "import"},
                                                             {"undone", "undo"},
                                                             {"synced", "sync"},
                                                             {"skipped", "skip"},
                                                             {"replaced", "replace"},
                                                             {"overwritten", "replace"},
                                                             {"retried", "retry"},
                                                             {"invoiced", "bill"},
                                                             {"billed", "bill"},
                                                             {"connected", "connect"},
                                                             {"drafted", "draft"},
                                                             {"reconnected", "reconnect"},
                                                             {"disconnected", "disconnect"},
                                                             {"cancelled", "cancel"},
                                                             {"canceled", "cancel"}};
  static const std::set<std::string_view> kWishes{"want", "need", "like", "get", "have"};
  // "I want to be sure it is connected"
  static const std::set<std::string_view> kWhether{"is",   "are",  "was", "were",   "has",
                                                   "sure", "know", "if",  "whether"};
  if (only_talks(r)) return {};
  // "Could the invoice be drafted, please?"
  const bool asked = r.words[0].folded == "could" || r.words[0].folded == "can";
  for (std::size_t wish = 0; wish + 2 < r.words.size(); ++wish) {
    if (r.words[wish].quoted || !(kWishes.contains(r.words[wish].folded) || (asked && wish == 0))) continue;
    for (std::size_t i = wish + 2; i < r.words.size() && !r.words[i - 1].ends; ++i) {
      if (kWhether.contains(r.words[i - 1].folded)) break;
      const auto done = kDone.find(r.words[i].folded);
      if (done == kDone.end() || r.words[i].quoted || (r.words[i - 1].folded == "be") != (asked && wish == 0))
        continue;
      std::erase_if(r.means, [&](const Meaning& m) {
        return m.first == i && m.last == i + 1 &&
               (m.concept_name == "imported" || m.concept_name == "invoiced" || m.concept_name == "skipped");
      });
      r.means.push_back({done->second, i, i + 1});
      r.concepts.clear();
      for (const Meaning& m : r.means) r.concepts.insert(m.concept_name);
      return done->second;
    }
  }
  return {};
}

// Takes these meanings of a concept away, and the concept with the last of them.
template <class F>
void without(Reading& r, std::string_view name, F&& which) {
  if (std::erase_if(r.means, [&](const Meaning& m) { return m.concept_name == name && which(m); }) == 0)
    return;
  if (std::none_of(r.means.begin(), r.means.end(), [&](const Meaning& m) { return m.concept_name == name; }))
    r.concepts.erase(std::string(name));
}

}  // namespace

// What the sentence carries beside its words, and what stands around it.
void surround(Reading& r, const Thread& thread, const Context& context) {
  const auto put = [&](std::string name) { r.concepts.insert(std::move(name)); };
  without_signature(r);
  without_occasion(r);
  without_reason(r);
  without_tale(r);
  pipelines_have_names(r);
  // The words of a name mean nothing else.
  read_own_words(r);
  const std::string wished = done_for_do(r);
  const bool new_client = join_new_client_name(r);
  auto place = name_place(r);
  const bool sure = place && place->sure;
  if (sure && !new_client && !r.words[place->first].quoted)
    if (auto name = name_at(r, *place)) join(r, place->first, place->last, *std::move(name));
  take_turns(r, listed_by(thread.tool) == "contacts");
  // "Update all matching clients with HubSpot's data"
  if (r.has("duplicate") && r.has("edit") && !only_talks(r))
    for (std::size_t i = 0; i + 1 < r.words.size(); ++i)
      if (r.words[i].folded == "with" &&
          (r.at(i + 1, "hubspot") || (i + 2 < r.words.size() && r.at(i + 2, "hubspot"))))
        put("replace");
  // "Leave them all as they are"
  if (r.has("keep") && r.has("unchanged")) put("skip");
  // "Run a sync manually" asks for one, "sync only manually" for no others.
  if (r.has("off") && !r.has("schedule") && !r.has("unattended") && (r.has("start") || r.has("run")) &&
      std::all_of(r.means.begin(), r.means.end(), [&](const Meaning& m) {
        return m.concept_name != "off" || r.words[m.first].folded.starts_with("manual");
      })) {
    r.concepts.erase("off");
    std::erase_if(r.means, [](const Meaning& m) { return m.concept_name == "off"; });
  }
  // "Hourly syncs" are no history.
  if (r.has("hourly") || r.has("daily") || r.has("weekly") || r.has("off") ||
      (r.has("schedule") && !r.has("past"))) {
    without(r, "history", [&](const Meaning& m) {
      return m.last - m.first == 1 &&
             (r.words[m.first].folded == "syncs" || r.words[m.first].folded == "runs");
    });
  }
  if (!wished.empty()) put("wished:" + wished);
  if (phone_in(r) || (name_in(r) && !(email_in(r) && strangers_in(r) == 0))) put("name");
  if (sure || (place && r.words.size() <= 3)) put("proper");
  if (sure) put("sure_name");
  if (r.words.size() <= 2) put("bare");
  if (r.words.size() <= 4) put("short");
  if (names_a_date(r) || period_in(r)) put("period");
  if (email_in(r)) put("email_address");
  if (phone_in(r)) put("phone");
  if (time_in(r)) put("time");
  if (ordinal_in(r)) put("ordinal");
  if (count_in(r)) put("count");
  if (place_in(r)) put("place");
  if (stage_in(r)) put("stage");
  const Bounds bounds = bounds_in(r);
  if (bounds.over || bounds.under) put("bounds");
  if (!amounts_in(r).empty()) put("amount");
  if (!thread.tool.empty()) put("after:" + thread.tool);
  if (const auto listed = listed_by(thread.tool); !listed.empty()) put("list:" + std::string(listed));
  if (!context.kind.empty()) put("about:" + context.kind);
  for (const Meaning& m : r.means)
    if (m.concept_name == "off" && m.last - m.first == 1 && m.first > 0 &&
        std::set<std::string_view>{"kick", "fire", "start", "set", "take", "sign", "log", "better", "day"}
            .contains(r.words[m.first - 1].folded) &&
        !r.has("schedule"))
      r.concepts.erase("off");
  // "Ok, sync": no question how it is.
  if (r.words.size() > 1 &&
      (r.words[0].folded == "ok" || r.words[0].folded == "okay" || r.words[0].folded == "fine" ||
       r.words[0].folded == "good" || r.words[0].folded == "well" || r.words[0].folded == "great"))
    if (std::none_of(r.means.begin(), r.means.end(),
                     [](const Meaning& m) { return m.concept_name == "status" && m.first > 0; }))
      r.concepts.erase("status");
  // "Kill the sync, it takes ages": why, after what is ordered.
  without(r, "conditional", [&](const Meaning& m) {
    return m.first > 2 && r.words[m.first - 1].folded == "it" && r.words[m.first - 2].ends &&
           !r.words[m.first - 2].asks;
  });
  if (r.has("pull_latest"))
    for (const char* name : {"last", "latest", "past", "new"}) r.concepts.erase(name);
  // "Leave it, do not touch it" decides a match.
  const bool kept = r.has("duplicate") && r.has("keep") && r.has("unchanged");
  if (r.has("negated") && r.has("skip") && (kept || r.has("list:duplicates") || r.has("about:duplicate"))) {
    const auto covered = [&](const Meaning& m) {
      return std::any_of(r.means.begin(), r.means.end(), [&](const Meaning& o) {
        return o.concept_name == "skip" && o.first <= m.first && m.last < o.last;
      });
    };
    without(r, "negated", covered);
  }
  // "I don't want automatic syncs any more, turn them off"
  if (r.has("off") && r.has("schedule") && r.has("negated"))
    for (std::size_t i = 0; i + 1 < r.words.size(); ++i)
      if (r.words[i].folded == "not" && r.words[i + 1].folded == "want" && r.words.front().folded != "do")
        r.concepts.erase("negated");
  if (has_foreign_object(r)) put("foreign_object");
  if (names_another_product(r)) put("other_product");
  if (comes_from_another_product(r)) put("from_product");
  if (only_talks(r) && !r.has("negated")) put("question");
  std::size_t head = 0;
  while (head < r.words.size() &&
         (r.words[head].folded == "please" || r.words[head].folded == "no" || r.at(head, "hello")))
    ++head;
  if (head + 1 < r.words.size() &&
      (r.words[head].folded == "never" ||
       (r.words[head].folded == "do" && r.words[head + 1].folded == "not")) &&
      !(head + 2 < r.words.size() &&
        (r.words[head + 2].folded == "i" || r.words[head + 2].folded == "we" ||
         r.words[head + 2].folded == "know" || r.words[head + 2].folded == "see")))
    put("refuses");
  // "Leg die Zimmerei als Kunden an", "hol die Frau aus HubSpot rein": German parts its verbs.
  static const std::set<std::string_view> kLay{"leg", "lege", "legt"}, kFetch{"hol", "hole", "holt"},
      kIn{"rein", "rüber", "herein", "herüber", "her"};
  for (std::size_t i = 0; i + 2 < r.words.size(); ++i) {
    const bool lays = kLay.contains(r.words[i].folded) && r.words.back().folded == "an" && r.has("client");
    if (!lays && !(kFetch.contains(r.words[i].folded) && kIn.contains(r.words.back().folded))) continue;
    put(lays ? "create" : "import");
    r.means.push_back({lays ? "create" : "import", i, i + 1});
  }
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i)
    if ((r.words[i].folded == "take" || r.words[i].folded == "roll" || r.words[i].folded == "put") &&
        std::any_of(r.words.begin() + static_cast<std::ptrdiff_t>(i) + 1, r.words.end(),
                    [](const Word& w) { return w.folded == "back"; })) {
      put("undo");
      r.means.push_back({"undo", i, i + 1});
    }
  // "Open deals" are not to be opened.
  bool opens = false;
  static const std::set<std::string_view> kAsking{"please", "you",    "me",    "to",  "and",
                                                  "just",   "now",    "then",  "btw", "so",
                                                  "but",    "kindly", "ahead", "ok",  "hey"};
  for (const Meaning& m : r.means)
    if (m.concept_name == "open")
      opens = opens || (r.words[m.first].folded == "open" && m.first + 1 < r.words.size() &&
                        opened_kind(r.words[m.first + 1].folded) && !r.has("place_word"))
                  ? opens
                  : opens || r.words[m.first].folded != "open" || m.first == 0 || r.words[m.first - 1].ends ||
                        kAsking.contains(r.words[m.first - 1].folded);
  if (!opens) r.concepts.erase("open");
  // "Invoice Acme" and "please invoice the won ones": the noun as a verb.
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    const std::string& word = r.words[i].folded;
    static const std::set<std::string_view> kSending{"email", "mail", "message", "text"};
    const bool sending = kSending.contains(word);
    if (word != "invoice" && word != "bill" && !sending) continue;
    static const std::set<std::string_view> kBefore{
        "please", "and", "to",     "you", "us",    "now",    "just", "then", "go", "ok",  "okay",
        "also",   "can", "should", "yes", "ahead", "kindly", "btw",  "but",  "so", "hey", "hi"};
    static const std::set<std::string_view> kNot{"status",   "list", "page",   "history", "number",
                                                 "numbers",  "for",  "drafts", "draft",   "tab",
                                                 "settings", "is",   "was"};
    // "New client Acme, email a@b.c" gives an address.
    const bool address = sending && i + 1 < r.words.size() && r.words[i + 1].email && r.has("client");
    const bool verb = !address && (i == 0 || r.words[i - 1].ends || kBefore.contains(r.words[i - 1].folded));
    if (verb && i + 1 < r.words.size() && !r.words[i].ends && !kNot.contains(r.words[i + 1].folded) &&
        !r.words[i + 1].number) {
      r.concepts.insert(sending ? "send" : "bill");
      r.means.push_back({sending ? "send" : "bill", i, i + 1});
      if (sending) r.concepts.erase("with_email");
    }
  }
  // "to HubSpot": the way that nothing goes.
  for (std::size_t i = 1; i < r.words.size(); ++i) {
    if (!r.at(i, "hubspot")) continue;
    std::size_t before = i - 1;
    while (before > 0 && (r.words[before].folded == "the" || r.words[before].folded == "our" ||
                          r.words[before].folded == "my"))
      --before;
    const std::string& word = r.words[before].folded;
    bool connecting = false, moving = false;
    for (std::size_t k = 0; k < before; ++k) {
      connecting = connecting || r.at(k, "connect");
      moving = moving || r.at(k, "edit") || r.at(k, "sync") || r.at(k, "send") || r.at(k, "record_it");
    }
    if (word == "from" || word == "aus") put("from_hubspot");
    if ((word == "to" || word == "into") && moving && !connecting) put("to_hubspot");
    if (word == "in") put("in_hubspot");
    // "Update HubSpot with the new address"
    if (i + 1 < r.words.size() && r.words[i + 1].folded == "with" && r.at(i - 1, "edit") &&
        r.words[i - 1].folded != "set" && !r.has("duplicate"))
      put("to_hubspot");
  }
}

}  // namespace every::chat
