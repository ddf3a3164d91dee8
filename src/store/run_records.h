// What a run did with each record, its errors by cause, and the records that need a person, whatever run said
// so. Records that a run left as they were are counted on the run only.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"
#include "store/runs.h"

namespace every::store {

inline constexpr std::int64_t kRunRecordsMax = 50'000;  // of one run; later ones are counted on the run only

struct RunRecord {
  std::int64_t seq = 0;  // given by add()
  std::string object_type, object_id;
  std::string every_id;  // of the client, contact or deal here; "" when there is none
  std::string name;
  std::string outcome;  // created, updated, skipped, failed, deleted, merged, unlinked, removed, restored
  std::string code;     // why, when it was skipped, failed or stays
  std::string changes = "[]";  // JSON: [{"field", "label", "from", "to"}]
  Instant at;
};

struct RunRecordFilter {
  std::string outcome;  // "" = all
  std::string q;        // a part of the name, or the HubSpot id
};

// Errors of a run that have one code.
struct RunCause {
  std::string code, detail, fix;
  std::int64_t count = 0;  // records, each once
  bool waits = false;
  std::vector<RunError> examples;
};

class RunRecords {
 public:
  RunRecords(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void add(const std::string& run_id, std::span<const RunRecord> records);
  Window<RunRecord> list(const std::string& run_id, const RunRecordFilter& filter, const Slice& slice);
  std::vector<RunRecord> after(const std::string& run_id, std::int64_t seq, std::int64_t limit);
  std::map<std::string, std::int64_t> counts(const std::string& run_id);  // by outcome

  std::vector<RunCause> causes(const std::string& run_id, std::int64_t examples);
  // (object type, id) of the records that the run has errors about; of one code, or "" for all.
  std::vector<std::pair<std::string, std::string>> failed(const std::string& run_id, const std::string& code);

  // Forgets the records of finished runs that are older than `at` or not among the newest `runs`, at most
  // `limit` rows at once, and the cursors of those older than `at`. True: there may be more.
  bool forget(Instant at, std::int64_t runs, std::int64_t limit);

 private:
  Tx& tx_;
  Tenant tenant_;
};

struct AttentionRow {
  RunError error;      // `at`: when it was last said
  std::string run_id;  // that said it last
  Instant first_at;
  std::string rules;  // under which settings and permissions it failed: when they change it is tried again
};

struct AttentionFilter {
  std::string object_type, code, q;  // "" = all
};

class Attention {
 public:
  Attention(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  bool any();
  void put(const AttentionRow& row);  // keeps first_at
  // The record was looked at again: what it no longer has goes.
  void settle(const std::string& object_type, const std::string& object_id,
              const std::set<std::string>& codes);
  Window<AttentionRow> list(const AttentionFilter& filter, const Slice& slice);  // newest first
  std::map<std::string, std::int64_t> counts();                                  // by code
  std::int64_t total();  // records, each once, however many causes it has
  // (type, id) of those with this code, or of all when it is empty.
  std::vector<std::pair<std::string, std::string>> records(const std::string& code);
  // Of those that failed under other rules than these.
  std::vector<std::pair<std::string, std::string>> outdated(const std::string& rules, std::int64_t limit);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
