#include "mortal.h"

namespace every::sim {

thread_local int MortalDatabase::Undisturbed::depth = 0;

void MortalDatabase::run_write(const std::function<bool(store::Tx&)>& body) {
  if (Undisturbed::depth == 0) stage_.step_aside();
  if (dead_) throw store::StorageError("killed");
  const bool last = left_ >= 0 && left_-- == 0;
  const auto written = inner_.write([&](store::Tx& tx) -> Status {
    const bool keep = body(tx);
    if (last && !after_) {
      dead_ = true;
      throw store::StorageError("killed");
    }
    return keep ? done() : Status(Error(Code::internal, "undone"));
  });
  static_cast<void>(written.ok());
  if (!last) return;
  dead_ = true;
  throw store::StorageError("killed");
}

}  // namespace every::sim
