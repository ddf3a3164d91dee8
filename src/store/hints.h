// Hints: records that may differ from the mirror, because HubSpot's webhook named them or a look at HubSpot's
// index showed a newer date. A hint says nothing of what the record is now: it is read again, and the hint is
// forgotten in the transaction that writes what was read. One row for each record, however often it is named.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct Hint {
  std::string object_type;  // as the mirror keys it
  std::string object_id;
  bool told = true;          // by a webhook; else found by looking
  bool privacy = false;      // of a privacy deletion: stays true whatever is told afterwards
  Instant occurred_at{};     // the newest change that was told, by HubSpot's clock
  Instant received_at{};     // of the first that is still to be read
  std::int64_t version = 0;  // grows with each repeat; filled in by reading
};

class Hints {
 public:
  Hints(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}

  // A repeat of a record that waits joins its row and makes it unread again.
  void put(const Hint& hint);
  // Oldest first. `read_once`: those that keep_for_second_reading() put aside, else the fresh ones.
  std::vector<Hint> waiting(bool read_once, std::int64_t limit);
  std::optional<Instant> oldest();  // when the first fresh one was received
  std::int64_t count();
  bool told(const std::string& object_type, const std::string& object_id);  // a webhook's hint waits

  // Both leave alone what was named again since it was read from here.
  void done(std::span<const Hint> hints);
  void keep_for_second_reading(std::span<const Hint> hints);
  // The queue became too long and a run reads everything instead: only privacy deletions stay.
  void collapse();

  // The row of the history that the hints of this hour are written to. It exists once something changed.
  struct Log {
    std::string run_id;
    Instant began_at;
  };
  std::optional<Log> log();
  void put_log(const Log& log);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
