#include "chat/objects.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "chat/name_words.h"

namespace every::chat {
namespace {

using Words = std::set<std::string_view>;

// What can be done here to something of ours.
bool acts(const Reading& r, std::size_t i) {
  for (const char* name : {"sync", "pull_latest", "connect", "reconnect", "disconnect", "cancel", "replace",
                           "skip", "import", "undo", "retry"})
    if (r.at(i, name)) return true;
  return false;
}

// Parts of verbs: "pull in", "set up".
bool particle(const Word& word) {
  static const Words kParticles{"up", "in", "over", "off", "out", "down", "on", "back", "across"};
  return kParticles.contains(word.folded);
}

bool determiner(const Word& word) {
  static const Words kDeterminers{"a", "an", "the", "my", "our", "your", "his", "her", "their", "another"};
  return kDeterminers.contains(word.folded);
}

// Nouns that may stand for what is done or shown here, or say when.
bool any_thing(const Word& word) {
  static const Words kAny{
      "moment",  "minute",   "second",      "time",    "way",        "thing",   "things",    "stuff",
      "lot",     "rest",     "list",        "favor",   "favour",     "go",      "try",       "bit",
      "day",     "week",     "month",       "hour",    "system",     "account", "accounts",  "latest",
      "newest",  "other",    "others",      "same",    "first",      "last",    "one",       "ones",
      "whole",   "numbers",  "figures",     "process", "job",        "task",    "operation", "run",
      "pull",    "update",   "refresh",     "data",    "database",   "app",     "portal",    "state",
      "status",  "next",     "current",     "new",     "old",        "entire",  "full",      "present",
      "running", "existing", "end",         "morning", "evening",    "night",   "weekend",   "half",
      "few",     "lots",     "failed",      "wrong",   "right",      "above",   "thingy",    "batch",
      "group",   "lists",    "following",   "version", "changes",    "change",  "steps",     "step",
      "action",  "mistake",  "people",      "folks",   "records",    "record",  "entries",   "entry",
      "rows",    "info",     "information", "content", "difference", "button"};
  return kAny.contains(word.folded);
}

bool another_product(std::string_view word) {
  static const Words kOthers{"outlook",    "gmail",    "google",     "linkedin", "salesforce", "pipedrive",
                             "zoho",       "xero",     "quickbooks", "datev",    "lexoffice",  "sevdesk",
                             "stripe",     "paypal",   "mailchimp",  "excel",    "slack",      "zapier",
                             "notion",     "airtable", "asana",      "trello",   "jira",       "dropbox",
                             "sharepoint", "facebook", "instagram",  "whatsapp", "shopify",    "woocommerce",
                             "freshbooks", "iphone",   "android"};
  return kOthers.contains(word);
}

// Says nothing of ours: an everyday word, or a part of something.
bool foreign(const Reading& r, std::size_t i) {
  const Word& word = r.words[i];
  if (word.quoted || word.email || word.number || any_thing(word)) return false;
  static const Words kWeak{"change_field",  "other", "offtopic", "file",       "token",     "email_place",
                           "client_record", "stage", "result",   "place_word", "settings",  "send",
                           "record_it",     "edit",  "know",     "summary",    "with_email"};
  return std::all_of(r.means.begin(), r.means.end(), [&](const Meaning& m) {
    return i < m.first || i >= m.last || kWeak.contains(m.concept_name);
  });
}

}  // namespace

bool names_another_product(const Reading& r) {
  return std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
    return another_product(std::string_view(w.folded).substr(0, w.folded.find(' ')));
  });
}

bool comes_from_another_product(const Reading& r) {
  for (std::size_t i = 1; i < r.words.size(); ++i)
    if (is(r.words[i - 1], {"from", "aus"}) && another_product(r.words[i].folded)) return true;
  return false;
}

bool has_foreign_object(const Reading& r) {
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i) {
    if (!acts(r, i) || r.words[i].ends) continue;
    std::size_t at = i + 1;
    if (particle(r.words[at]) && at + 1 < r.words.size()) ++at;
    if (!determiner(r.words[at])) {
      // "Cancel notifications"
      const bool last = at + 1 == r.words.size() || r.words[at].ends || politeness(r.words[at + 1]);
      if (last && r.words[at].folded.size() > 5 && r.words[at].folded.ends_with("s") && foreign(r, at) &&
          r.known[at] && !adverb(r.words[at]) && !glue(r.words[at]))
        return true;
      continue;
    }
    // All of it, up to where another part begins.
    std::size_t end = at + 1;
    while (end < r.words.size() && !r.words[end - 1].ends && !glue(r.words[end]) && !politeness(r.words[end]))
      ++end;
    if (end == at + 1 || r.words[at].ends) continue;
    bool all = true, any = false;
    for (std::size_t k = at + 1; k < end; ++k) {
      all = all && (foreign(r, k) || any_thing(r.words[k]));
      any = any || foreign(r, k);
    }
    if (all && any) return true;
  }
  return false;
}

}  // namespace every::chat
