// What is known of a workspace's webhooks: whether they come at all, which calls were accepted already, what
// kinds of events the app is subscribed to (learnt from what came), and which changes were found by looking
// although a webhook should have told of them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct WebhookState {
  std::string portal_id;            // the account that all of this is about
  std::optional<Instant> first_at;  // of the first verified event; nothing: webhooks are not on
  std::optional<Instant> last_event_at;
  std::int64_t received = 0;                         // events, repeats not counted
  std::int64_t missed = 0;                           // changes that came without being told
  std::optional<Instant> gap_since, last_missed_at;  // when the first and the last of them happened
  std::optional<Instant>
      sweep_owed_at;                 // the queue overflowed: a run has to read everything, begun after this
  std::optional<Instant> looked_at;  // the last look for changes that got to its end
};

// A change that was found by looking. It is missed when no webhook tells of it within a grace time.
struct ExpectedEvent {
  std::string object_type, object_id;
  Instant changed_at, found_at;
};

class Webhooks {
 public:
  Webhooks(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}

  WebhookState state();
  void put(const WebhookState& state);

  // Remembers an accepted event by its key. False: it is known, so this one is a repeat.
  bool accept(const std::string& key, Instant at);
  void forget_accepted_before(Instant at);

  // Kinds are "contact.propertyChange.email", "deal.deletion", …: what was told once is subscribed to.
  void learn(const std::set<std::string>& kinds, Instant at);
  std::set<std::string> kinds();

  void expect(const ExpectedEvent& event);  // the first finding of a record stays
  void told(const std::string& object_type, const std::string& object_id);  // takes the expectation away
  std::vector<ExpectedEvent> expected(Instant found_before, std::int64_t limit);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
