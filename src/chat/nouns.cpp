#include "chat/nouns.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/text.h"

namespace every::chat {
namespace {

using Words = std::set<std::string_view>;

// "Invoice status Acme", "the bill Acme got", "drafts for Acme": the noun, and no order to write one.
bool names_an_invoice(const Reading& r) {
  static const Words kPolite{"please", "can",  "could", "you", "now", "ok",
                             "and",    "just", "then",  "yes", "so"};
  static const Words kNouns{"invoice", "bill", "draft"}, kPlurals{"drafts", "bills", "invoices"};
  static const Words kAfter{"of",     "to",      "from",   "due",      "sent", "open",    "total",
                            "amount", "status",  "number", "date",     "list", "history", "paid",
                            "unpaid", "overdue", "by",     "we",       "i",    "that",    "which",
                            "with",   "still",   "count",  "reminders"};
  static const Words kStates{"status", "due",  "overdue", "open",  "unpaid", "paid",
                             "sent",   "got",  "where",   "total", "still",  "yet",
                             "never",  "late", "amount",  "there", "already"};
  std::size_t head = 0;
  while (head + 1 < r.words.size() && kPolite.contains(r.words[head].folded)) ++head;
  const auto& word = r.words[head].folded;
  if (r.has("uninvoiced") && r.words.size() <= 3 && kNouns.contains(r.words.back().folded)) return true;
  if (kPlurals.contains(word)) return true;
  // "New client Acme invoices"
  if (r.words.size() <= 4 && kPlurals.contains(r.words.back().folded) && r.words[head].folded == "new")
    return true;
  // "Acme bill"
  if (r.words.size() <= 3 && kNouns.contains(r.words.back().folded) && (r.words[0].quoted || !r.known[0]))
    return true;
  if (word == "create" || word == "make")
    return head + 1 < r.words.size() && r.words[head + 1].folded == "date";
  if (!kNouns.contains(word) || head + 1 >= r.words.size() || head > 0) return false;
  const std::string& next = r.words[head + 1].folded;  // "amount acme" may be taken for a name
  if (kAfter.contains(std::string_view(next).substr(0, next.find(' ')))) return true;
  if (r.words.back().folded == "month" || r.words.back().folded == "week")
    if (r.words[r.words.size() - 2].folded == "last") return true;
  return std::any_of(r.words.begin() + static_cast<std::ptrdiff_t>(head) + 1, r.words.end(),
                     [](const Word& w) { return !w.quoted && kStates.contains(w.folded); });
}

// "HubSpot link", "link to HubSpot ok", "hubspot enabled": what there is, and no order to make it.
bool names_a_connection(const Reading& r) {
  static const Words kLooks{"status", "test", "check", "info", "health", "state"};
  if (std::any_of(r.words.begin(), r.words.end(), [](const Word& w) { return kLooks.contains(w.folded); }))
    return true;
  static const Words kWishes{"needs", "need",  "should", "must", "please", "again",
                             "now",   "bitte", "neu",    "it",   "back"};
  // "Set up HubSpot fields", "link this client to HubSpot", "enable HubSpot sync"
  static const Words kIn{"fields",    "field",     "stages",     "stage",  "list",   "lists",
                         "workflow",  "workflows", "webhooks",   "owner",  "owners", "pipeline",
                         "pipelines", "import",    "properties", "user",   "users",  "forms",
                         "form",      "badge",     "ticket",     "tickets"};
  static const Words kOn{"enable", "activate", "on"}, kThis{"this", "that", "the", "these", "a"};
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i) {
    if (r.at(i, "hubspot") && !r.words[i].ends &&
        (kIn.contains(r.words[i + 1].folded) ||
         (i > 0 && r.words[i + 1].folded == "sync" && kOn.contains(r.words[i - 1].folded))))
      return true;
    if (r.at(i, "connect") && i + 2 < r.words.size() && kThis.contains(r.words[i + 1].folded) &&
        (r.at(i + 2, "contact") || r.at(i + 2, "client") || r.at(i + 2, "company") || r.at(i + 2, "deal")))
      return true;
  }
  // "CRM link ok right now", "setup still fine": no verb where nothing follows that is linked or set up.
  static const Words kBoth{"link", "set", "setup", "hook", "hookup"},
      kLinked{"it", "this", "us", "every", "everything"};
  std::size_t verb = 0;
  while (verb < r.words.size() && !r.at(verb, "connect")) ++verb;
  if (verb < r.words.size() && kBoth.contains(r.words[verb].folded)) {
    bool object = false;
    for (std::size_t k = verb + 1; k < r.words.size() && k < verb + 6; ++k)
      object = object || r.at(k, "hubspot") || r.at(k, "connection") || r.at(k, "token") ||
               kLinked.contains(r.words[k].folded);
    if (!object) return true;
  }
  if (r.words[0].folded == "all" || r.words[0].folded == "still") return true;
  // "Can you connect to HubSpot" asks whether it is reached; who wants it says "connect us".
  for (std::size_t i = 2; i + 1 < r.words.size(); ++i)
    if ((r.words[0].folded == "can" || r.words[0].folded == "could") && r.at(i, "connect") &&
        (r.words[i + 1].folded == "to" || r.words[i + 1].folded == "with"))
      return true;
  // "HubSpot setup good right now": it stands before what is said of it, unless it needs something.
  static const Words kNeeds{"should", "must", "please", "bitte", "neu", "it"};
  bool needs =
      std::any_of(r.words.begin(), r.words.end(), [](const Word& w) { return kNeeds.contains(w.folded); });
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i)
    needs = needs ||
            ((r.words[i].folded == "needs" || r.words[i].folded == "need") && r.words[i + 1].folded == "to");
  if (r.at(0, "hubspot") && !r.words[0].ends && !needs && !r.words.back().folded.ends_with("en") &&
      r.words.size() <= 7)
    return true;
  // "Login to HubSpot alive", "nothing new since Tuesday, is it down"
  static const Words kUrges{"please", "it", "again", "reconnect", "bitte"},
      kGone{"down", "dead", "expired", "gone",    "alive", "fine",  "ok",
            "okay", "good", "working", "healthy", "valid", "green", "broken"};
  const auto any = [&](const Words& words) {
    return std::any_of(r.words.begin(), r.words.end(),
                       [&](const Word& w) { return words.contains(w.folded); });
  };
  if (any(kGone) && !any(kUrges)) return true;
  // "Set my mind at ease about the HubSpot connection"
  if (!r.has("connect") && !r.has("reconnect")) {
    bool near = false;
    for (std::size_t i = 0; i < r.words.size(); ++i)
      for (std::size_t k = i > 3 ? i - 3 : 0; k < r.words.size() && k < i + 4; ++k)
        near = near || ((r.at(i, "token") || r.at(i, "connection")) &&
                        (r.at(k, "edit") || r.at(k, "create") || r.at(k, "new") || r.at(k, "start")));
    if (!near) return true;
  }
  static const Words kMends{"fix", "renew", "restore", "refresh", "reconnect", "repair", "update"};
  if (r.has("error") && r.words.size() <= 4 && !kMends.contains(r.words[0].folded)) return true;
  const bool wished =
      std::any_of(r.words.begin(), r.words.end(), [](const Word& w) { return kWishes.contains(w.folded); });
  if (r.words.size() > 5 || wished || (r.words.back().folded.ends_with("en") && !r.has("error")))
    return false;

  if (r.words.size() > 1 && r.words[0].folded == "link" &&
      (r.words[1].folded == "to" || r.words[1].folded == "with"))
    return true;
  return r.has("status_noun") || r.words.back().folded == "ok" || r.words.back().folded == "date";
}

// "Reconnected", "sync cancelled", "replaced duplicates": what is done.
bool names_what_is_done(const Reading& r) {
  static const Words kDone{"synced",   "imported", "connected", "reconnected", "disconnected", "cancelled",
                           "canceled", "stopped",  "replaced",  "skipped",     "undone",       "reverted",
                           "retried",  "retries",  "invoiced",  "billed",      "created",      "overwritten"};
  static const Words kWishes{"needs", "need", "should", "must",  "please",
                             "be",    "get",  "want",   "bitte", "new"};
  const auto any = [&](auto&& test) { return std::any_of(r.words.begin(), r.words.end(), test); };
  // As it was said, before it was spelled as another.
  return r.words.size() <= 3 &&
         any([](const Word& w) { return !w.quoted && kDone.contains(to_lower(w.text)); }) &&
         !any([](const Word& w) { return kWishes.contains(w.folded); });
}

// "Import status Acme", "daily sync result", "retry count": something about it.
bool names_something_of_it(const Reading& r) {
  static const Words kOf{"status", "result",  "results", "count",  "rate",     "date",
                         "time",   "log",     "name",    "report", "duration", "of",
                         "by",     "history", "missing", "failed", "late"};
  // "Out of sync"
  for (std::size_t i = 1; i < r.words.size(); ++i)
    if (r.words[i].folded == "sync" && r.words[i - 1].folded == "of") return true;
  if (r.words.size() > 4 || r.words.size() < 2) return false;
  // "Sync from yesterday"
  if (r.words.size() == 3 && r.words[1].folded == "from" &&
      (r.words[2].folded == "yesterday" || r.words[2].folded == "today" || r.words[2].folded == "gestern"))
    return true;
  for (std::size_t i = 1; i < r.words.size(); ++i)
    if (kOf.contains(r.words[i].folded) && !r.words[i].quoted && !r.words[i - 1].ends &&
        (i + 1 == r.words.size() || (i == 1 && (r.at(0, "import") || r.at(0, "sync") || r.at(0, "retry")))))
      return r.words[0].folded != "check" && r.words[0].folded != "start";
  return false;
}

}  // namespace

bool only_names(const Reading& r, std::string_view tool) {
  if (tool == "create_invoice_drafts" && names_an_invoice(r)) return true;
  if (tool == "connect_hubspot" && names_a_connection(r)) return true;
  return names_what_is_done(r) || names_something_of_it(r);
}

}  // namespace every::chat
