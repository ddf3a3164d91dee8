#include "chat/weigh.h"

#include <algorithm>
#include <climits>
#include <set>

#include "chat/fill.h"
#include "chat/intents.h"
#include "chat/nouns.h"
#include "chat/orders.h"
#include "chat/slots.h"
#include "chat/surround.h"
#include "chat/votes.h"

namespace every::chat {
namespace {

// What a change that the grammar chose has before the others, and one that it only thought of; and by how
// much a change has to have more votes than whatever reads where the grammar would ask, or did not see it.
constexpr int kOwnChange = 10, kOtherChange = -10, kClearly = 45;

// The best fit of each tool's rows, of changes only those that could be proposed.
std::map<std::string, int, std::less<>> fits_of(const Reading& r) {
  std::map<std::string, int, std::less<>> out;
  const int strangers = strangers_in(r);
  const bool talks = only_talks(r);
  for (const Intent& intent : intents()) {
    int loose = 0;
    const int score = fit(intent, r, strangers, loose);
    if (score <= 0 || (changes(intent.tool) && (talks || loose > 0 || !orders(r, intent)))) continue;
    int& best = out[intent.tool];
    best = std::max(best, score);
  }
  return out;
}

// What has to be spoken of, one of each group, where only the votes are for a change: "connect me with a
// human" sounds like one.
bool speaks_of(const Reading& r, std::string_view tool) {
  using Group = std::vector<std::string_view>;
  static const Group kRhythms{"hourly", "daily", "weekly", "off", "time", "weekday", "cancel", "clock"};
  static const std::map<std::string_view, std::vector<Group>> kTopics{
      {"connect_hubspot",
       {{"connect", "reconnect", "token", "connection"}, {"hubspot", "connection", "after:hubspot_status"}}},
      {"disconnect_hubspot",
       {{"disconnect", "cancel", "off", "delete"},
        {"hubspot", "connection", "after:hubspot_status", "after:disconnect_hubspot"}}},
      {"sync_now", {{"sync", "pull_latest", "freshness", "latest", "fetch", "after:sync_now"}}},
      {"cancel_sync", {{"cancel"}}},
      {"import_contacts", {{"import", "create", "imported", "fetch", "give"}}},
      {"undo_import",
       {{"undo", "delete"}, {"import", "imported", "last", "after:import_contacts", "list:records"}}},
      {"retry_errors", {{"retry", "again", "start", "error"}}},
      {"resolve_duplicates", {{"replace", "skip", "create_new", "keep"}}},
      {"create_invoice_drafts", {{"create", "draft", "bill", "start", "invoice"}}},
      {"set_schedule", {{"sync", "schedule", "hubspot", "after:schedule", "after:set_schedule"}, kRhythms}},
      {"set_match_policy", {{"replace", "skip", "ask_me", "keep", "wins", "after:resolve_duplicates"}}},
      {"create_client", {{"create", "new", "email_address"}, {"name", "email_address", "it", "this"}}}};
  const auto topics = kTopics.find(tool);
  return topics != kTopics.end() &&
         std::all_of(topics->second.begin(), topics->second.end(), [&](const Group& group) {
           return std::any_of(group.begin(), group.end(), [&](std::string_view name) { return r.has(name); });
         });
}

// "Dave says", "sales keep saying", "we ought to": what others said, or what somebody only thinks of.
bool hearsay(const Reading& r) {
  static const std::set<std::string_view> kSays{
      "says",       "said",        "say",       "saying",   "meint",  "sagt",      "meinte",
      "told",       "tells",       "ought",     "dreaming", "dream",  "dreamt",    "suggests",
      "suggested",  "thinks",      "thought",   "wants",    "wanted", "recommend", "mentions",
      "recommends", "recommended", "claims",    "claimed",  "chose",  "asked",     "asks",
      "wonders",    "mentioned",   "wondering", "sollten",  "himself"};
  return std::any_of(r.words.begin(), r.words.end(),
                     [](const Word& w) { return !w.quoted && kSays.contains(w.folded); });
}

std::string voted_name(const Understood& understood) {
  const auto* why = understood.args.if_contains("why");
  return understood.tool != "cannot" || why == nullptr ? understood.tool
                                                       : "cannot:" + std::string(why->as_string());
}

// Nothing in it asks, tells, is about something else or for another time.
bool may_order(const Reading& r) {
  return !only_talks(r) && !r.has("foreign_object") && !r.has("other_product") && !not_for_us_now(r);
}

// "Sync every Monday", "undo the import from yesterday": a few words that begin with what is to be done.
bool plainly_ordered(const Reading& r) {
  static constexpr std::size_t kFew = 6;
  static const std::set<std::string_view> kBefore{"please", "pls", "bitte", "just",
                                                  "now",    "ok",  "okay",  "kindly"};
  static const std::set<std::string_view> kAlone{"undo", "revert", "retry", "disconnect", "reconnect"};
  std::size_t first = 0;
  while (first + 1 < r.words.size() && kBefore.contains(r.words[first].folded)) ++first;
  const std::size_t n = r.words.size() - first;
  const std::string& verb = r.words[first].folded;
  const bool rhythm = r.has("hourly") || r.has("daily") || r.has("weekly") || r.has("weekday");
  return n <= kFew && !r.words[first].quoted &&
         ((n == 1 && kAlone.contains(verb)) || (verb == "undo" && r.has("import")) ||
          (verb == "sync" && rhythm)) &&
         strangers_in(r) == 0 && may_order(r) && !hearsay(r) && !r.has("asks") && !r.has("offtopic");
}

}  // namespace

Understood weighed(Understood understood, std::string_view said, const Thread& thread,
                   const Context& context) {
  // What goes on with the last question was understood by it.
  if (!thread.tool.empty() && understood.tool == thread.tool) return understood;
  Reading r = read(understood.part.empty() ? said : understood.part);
  if (r.words.size() == 1 && r.words[0].quoted) r = read(std::string(r.words[0].text));
  if (r.words.empty() || r.has("jailbreak")) return understood;
  // "Why?" says little of its own.
  if (!thread.tool.empty() && r.words.size() < 2) return understood;
  surround(r, thread, context);
  const auto fits = fits_of(r);
  const std::string own = voted_name(understood);
  const auto votes = votes_of(r);
  int reads = INT_MIN;  // the most votes of what changes nothing
  for (const auto& [tool, n] : votes)
    if (!changes(tool)) reads = std::max(reads, n);
  static const std::set<std::string_view> kNamed{"sync_now",          "set_schedule", "import_contacts",
                                                 "undo_import",       "cancel_sync",  "connect_hubspot",
                                                 "disconnect_hubspot"};
  static const std::set<std::string_view> kSupposes{"before", "not",     "no",     "nothing", "nobody",
                                                    "none",   "neither", "nichts", "kein",    "keine"};
  const bool said_by_others = hearsay(r);
  const bool ordered = may_order(r) && !kSupposes.contains(r.words[0].folded);
  std::string best;
  int most = 0;
  for (const auto& [tool, n] : votes) {
    const bool change = changes(tool);
    const auto fit = fits.find(tool);
    if (change && tool != own) {
      if (said_by_others) continue;
      const bool clearly = n - reads >= kClearly;
      if (fit == fits.end() ? !clearly || !ordered ||
                                  (tool == "set_schedule" && r.has("other_rhythm") && !r.has("daily")) ||
                                  !speaks_of(r, tool) || (kNamed.contains(tool) && only_names(r, tool))
                            : own == "ask" && !clearly)
        continue;
    }
    int sum = 2 * n + (fit == fits.end() ? 0 : fit->second);
    if (change) sum += 2 * (tool == own ? kOwnChange : kOtherChange);
    if (!best.empty() && sum <= most) continue;
    most = sum;
    best = tool;
  }
  if (best == own) return understood;
  Understood other{best, {}, "", most, understood.part};
  fill(other, r, thread, context);
  // What lacks what it is about was hardly meant.
  return other.tool == "ask" && best != "ask" ? understood : other;
}

bool rather_a_question(const Understood& change, const Reading& r, const Thread& thread) {
  // What goes on with the last question, or is a word, was understood by what it goes on with.
  if (!thread.tool.empty() && (change.tool == thread.tool || r.words.size() < 2)) return false;
  if (plainly_ordered(r)) return false;
  int own = 0, reads = INT_MIN;
  for (const auto& [tool, n] : votes_of(r)) {
    if (tool == change.tool) own = n;
    if (!changes(tool)) reads = std::max(reads, n);
  }
  return own < reads;
}

}  // namespace every::chat
