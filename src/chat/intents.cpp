#include "chat/intents.h"

#include <algorithm>

#include "base/text.h"
#include "chat/intents_cannot_table.h"
#include "chat/intents_changes_table.h"
#include "chat/intents_last_table.h"
#include "chat/intents_records_table.h"
#include "chat/intents_sync_table.h"
#include "chat/understand.h"

namespace every::chat {
namespace {

// Words with one of these meanings have to be explained.
const std::set<std::string, std::less<>>& topics() {
  static const std::set<std::string, std::less<>> kTopics{
      "contact",  "company",   "deal",      "pipeline",   "client",   "invoice",  "uninvoiced", "payment",
      "proposal", "duplicate", "error",     "import",     "imported", "schedule", "policy",     "undo",
      "retry",    "cancel",    "connect",   "disconnect", "delete",   "send",     "meeting",    "why",
      "offtopic", "quota",     "follow_up", "history",    "review",   "sync",     "overdue",    "unpaid",
      "won",      "lost",      "accepted",  "hourly",     "daily",    "weekly",   "replace",    "skip",
      "refund",   "other",     "draft",     "paid"};
  return kTopics;
}

std::vector<std::vector<std::string>> groups_of(std::string_view needs) {
  std::vector<std::vector<std::string>> out;
  for (const std::string& group : split(needs, ' ')) out.push_back(split(group, '|'));
  return out;
}

}  // namespace

bool Intent::takes(std::string_view name) const {
  if (also.contains(name)) return true;
  return std::any_of(needs.begin(), needs.end(), [&](const auto& group) {
    return std::find(group.begin(), group.end(), name) != group.end();
  });
}

const std::vector<Intent>& intents() {
  static const std::vector<Intent> kIntents = [] {
    std::vector<Intent> out;
    const auto add = [&](const Row& row, bool strict) {
      Intent intent{std::string(row.tool), groups_of(row.needs), {}, {}, row.extra, strict};
      for (std::string& name : split(row.also, ' ')) intent.also.insert(std::move(name));
      for (std::string& name : split(row.never, ' ')) intent.never.insert(std::move(name));
      // Who speaks of one of these wants no other change.
      if (strict)
        for (const char* other : {"undo", "disconnect", "refund"})
          if (!intent.takes(other)) intent.never.insert(other);
      out.push_back(std::move(intent));
    };
    for (const Row& row : kSyncRows) add(row, false);
    for (const Row& row : kRecordRows) add(row, false);
    for (const Row& row : kLast) add(row, changes(row.tool));
    for (const Row& row : kChanges) add(row, changes(row.tool));
    for (const Row& row : kCannot) add(row, false);
    return out;
  }();
  return kIntents;
}

int fit(const Intent& intent, const Reading& r, int strangers, int& loose) {
  loose = 0;
  int score = intent.extra;
  for (const std::string& name : intent.never) {
    if (!r.has(name)) continue;
    if (intent.strict) return 0;
    score -= 5;
  }
  for (const auto& group : intent.needs) {
    if (std::none_of(group.begin(), group.end(), [&](const std::string& name) { return r.has(name); }))
      return 0;
    score += 10;
  }
  for (const std::string& name : intent.also)
    if (r.has(name)) score += 1;
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    bool topic = false, explained = false;
    for (const Meaning& m : r.means) {
      if (i < m.first || i >= m.last) continue;
      topic = topic || topics().contains(m.concept_name);
      explained = explained || intent.takes(m.concept_name);
    }
    if (topic && !explained) ++loose;
  }
  if (strangers > 0 && !intent.takes("name")) loose += strangers;
  // "Connect my bank account": whatever is done to it, it is none of ours.
  if (r.has("foreign_object") && changes(intent.tool)) ++loose;
  return score - 5 * loose;
}

}  // namespace every::chat
