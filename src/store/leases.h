// Who works on a workspace: one process at a time, however many there are. A lease is taken before a run,
// made longer while it runs, and given up at its end. Each taking has a number of its own (the fencing
// token), and every commit of a run asks in its own transaction whether its number is still the current one:
// a process that was away for too long and lost its lease can write nothing more, whatever it believes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct Lease {
  std::string owner;       // a process; "" when nobody holds it
  std::int64_t token = 0;  // grows with every taking
  Instant expires_at;      // past it anybody may take it
};

// Every call in a write transaction, but current() and holds().
class Leases {
 public:
  Leases(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  // The token of the new lease; nothing while another owner's is alive. An owner takes its own lease again:
  // what it did under the former token is over.
  std::optional<std::int64_t> take(const std::string& owner, Instant now, Millis life);
  // False: it was lost.
  bool renew(std::int64_t token, Instant now, Millis life);
  bool holds(std::int64_t token);
  void give_up(std::int64_t token);  // nothing when it was lost
  std::optional<Lease> current();    // nothing when nobody ever took it

 private:
  Tx& tx_;
  Tenant tenant_;
};

// For an engine whose lock says that no other process can be alive: nobody waits for the leases of the dead.
void end_all_leases(Tx& tx);

}  // namespace every::store
