// The database of a process that may die: at one commit of your choice (before it, or right after it), or at
// once. From then on nothing is written any more; a new process opens the same file.
#pragma once

#include "stage.h"
#include "store/database.h"

namespace every::sim {

class MortalDatabase final : public store::Database {
 public:
  MortalDatabase(store::Database& inner, Stage& stage) : inner_(inner), stage_(stage) {}
  bool healthy() override { return inner_.healthy(); }
  std::int64_t bytes_on_disk() override { return inner_.bytes_on_disk(); }

  void die() { dead_ = true; }
  void die_at(int commits, bool after) { left_ = commits, after_ = after; }
  bool dead() const { return dead_; }

  // While one lives on this thread, its writes go on at once: a lock may be held around them.
  struct Undisturbed {
    Undisturbed() { ++depth; }
    ~Undisturbed() { --depth; }
    Undisturbed(const Undisturbed&) = delete;
    static thread_local int depth;
  };

 protected:
  void run_read(const std::function<void(store::Tx&)>& body) override {
    inner_.read([&](store::Tx& tx) {
      body(tx);
      return 0;
    });
  }
  void run_write(const std::function<bool(store::Tx&)>& body) override;

 private:
  store::Database& inner_;
  Stage& stage_;
  int left_ = -1;  // commits until the end; negative: it is not near
  bool after_ = false, dead_ = false;
};

}  // namespace every::sim
