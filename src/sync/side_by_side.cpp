#include "sync/side_by_side.h"

#include <memory>

namespace every::sync {

Status side_by_side(RunContext& run, const std::vector<std::function<Status()>>& works) {
  {
    std::vector<std::unique_ptr<Task>> tasks;
    for (const auto& work : works)
      tasks.push_back(run.parts().tasks.start([&run, &work](const std::stop_token&) {
        try {
          if (auto status = work(); !status.ok()) run.fail(status.error());
        } catch (const std::exception& e) {
          run.parts().log.error("sync.lane_failed", {{"error", e.what()}});
          run.fail(Error(Code::storage_failed, "The database could not be read.",
                         "Check the disk, then sync again."));
        }
      }));
  }
  if (auto failed = run.failure()) return *failed;
  return done();
}

}  // namespace every::sync
