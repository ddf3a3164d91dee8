// What a projection did with each record of a batch, and what is wrong with it now: noted while the batch is
// projected, written in its transaction.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/run_records.h"
#include "sync/record_values.h"
#include "sync/run_context.h"

namespace every::sync {

// Codes that are for the review to settle, not faults of a record.
bool is_for_review(std::string_view code);
// The settings and permissions under which records failed; when they change, what failed is tried again.
std::string rules_now(store::Tx& tx, const store::Tenant& tenant);
// [{"field", "label", "from", "to"}], as the history and the run's log keep them.
std::string changes_json(const std::vector<FieldChange>& changes);

// What is kept of runs and of undoable imports for a time only.
void forget_old_logs(const Engine::Parts& parts);

class RunBook {
 public:
  // `every_id`: of the record here, "" when there is none.
  void note(const store::MirrorRecord& record, const std::string& name, std::string_view outcome,
            const std::string& every_id, std::string_view code, const std::vector<FieldChange>& changes);
  // Everything that is wrong with the record; nothing: it needs nobody any more.
  void judge(const Portal& portal, const store::MirrorRecord& record, const std::string& name,
             const std::vector<Remark>& remarks);
  void settle(const std::string& object_type, const std::string& object_id);  // the same without a fault
  // What was judged to be wrong with those of the ids that are of this type.
  std::vector<store::RunError> wrong_with(std::string_view object_type,
                                          const std::set<std::string>& ids) const;
  void write(store::Tx& tx, RunContext& run);

 private:
  struct Judged {
    std::string object_type, object_id;
    std::vector<store::RunError> errors;
  };
  std::vector<store::RunRecord> records_;
  std::vector<Judged> judged_;
};

}  // namespace every::sync
