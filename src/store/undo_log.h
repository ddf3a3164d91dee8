// What an import wrote, so that it can be taken back: one short row for each record that it made, and for
// each one that it changed the row as it was. `after` is the state in which the import, or a later sync, left
// the record: a record in another state was changed by a person.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

// Kinds: client, contact, deal, decision, selection (by HubSpot contact id), settings (one row).
struct UndoRow {
  std::string kind, id;
  std::string before;   // the row (undo_codec.h); "": there was none
  std::string after;    // fingerprint; "gone": the import removed it
  std::string verdict;  // "" until undone; then "undone", or why it stays
  std::string name;     // of one that stays, for people
};

struct UndoRun {
  std::string run_id;
  Instant at;              // of the import's last write
  std::int64_t epoch = 0;  // of the connection
  std::string undone_by;   // id of the run that took it back, or is taking it back; "" if none
  bool undone = false;     // and that run got to its end
};

class UndoLog {
 public:
  UndoLog(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}

  void open(const UndoRun& run);  // or moves its time
  std::optional<UndoRun> find(const std::string& run_id);
  std::vector<UndoRun> all();  // newest first; those that are older than `forget` was told are not among them
  void set_undone(const std::string& run_id, const std::string& by, bool done);
  // Removes at most `limit` rows of imports before `at`; true when there may be more.
  bool forget_before(Instant at, std::int64_t limit);

  std::vector<UndoRow> after(const std::string& run_id, const std::string& kind, const std::string& after_id,
                             std::int64_t limit);
  std::optional<UndoRow> row(const std::string& run_id, const std::string& kind, const std::string& id);
  void put(const std::string& run_id, const UndoRow& row);  // keeps `before` of a row that is there
  void set_verdict(const std::string& run_id, const std::string& kind, const std::string& id,
                   const std::string& verdict, const std::string& name);
  // Clients, contacts and deals that stay: verdicts other than "" and "undone".
  Window<UndoRow> staying(const std::string& run_id, const Slice& slice);
  std::int64_t count(const std::string& run_id, const std::string& kind, bool made);

  // The state of a row now; "gone" when there is none.
  std::string fingerprint(const std::string& kind, const std::string& id);

 private:
  Tx& tx_;
  Tenant tenant_;
};

// Keeps the log of everything that is written in `tx` while it lives: rows of `run_id` (none when that is
// ""), and of every other import in the log that had left the record as it was found.
class UndoRecorder {
 public:
  UndoRecorder(Tx& tx, const Tenant& tenant, const std::string& run_id);
  ~UndoRecorder();
  UndoRecorder(const UndoRecorder&) = delete;
  UndoRecorder& operator=(const UndoRecorder&) = delete;
  void write();  // after the last write of the transaction

 private:
  class Notes;
  std::unique_ptr<Notes> notes_;
};

}  // namespace every::store
