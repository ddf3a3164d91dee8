// A mutex that serves its waiters in their order.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace every::store {

// First come, first served: a long sync between two commits lets everybody pass who waited.
class FairLock {
 public:
  void lock() {
    std::unique_lock guard(mutex_);
    const std::uint64_t ticket = next_++;
    turn_.wait(guard, [&] { return ticket == serving_; });
  }
  void unlock() {
    const std::lock_guard guard(mutex_);
    ++serving_;
    turn_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint64_t next_ = 0, serving_ = 0;
};

}  // namespace every::store
