#include "base/tasks.h"

#include <algorithm>
#include <deque>
#include <thread>

namespace every {
namespace {

constexpr std::size_t kIdleMax = 16;  // threads that are kept for the next piece of work

struct Job {
  explicit Job(std::function<void(std::stop_token)> work) : body(std::move(work)) {}
  std::function<void(std::stop_token)> body;
  std::stop_source stop;
  std::atomic<bool> done{false};
};

// Threads that go from one piece of work to the next: a load has one for each request, and a new thread costs
// more than most of them. There are as many as work at once; nobody waits for a free one.
//
// The crew is never taken down: whoever is torn down at the very end of the process still needs it. A thread
// touches nothing but the crew once its work is done.
class Crew {
 public:
  static Crew& instance() {
    static Crew& crew = *new Crew;
    return crew;
  }

  void start(const std::shared_ptr<Job>& job) {
    bool more = false;
    {
      const std::lock_guard lock(mutex_);
      jobs_.push_back(job);
      more = jobs_.size() > idle_;
    }
    if (!more) return work_.notify_one();
    try {
      std::thread([this] { work(); }).detach();
    } catch (...) {
      // The system has no thread left. Whoever asked is told, and nobody does the work later, unless it is
      // under way already.
      const std::lock_guard lock(mutex_);
      const auto at = std::find(jobs_.begin(), jobs_.end(), job);
      if (at == jobs_.end()) return;
      jobs_.erase(at);
      throw;
    }
  }

 private:
  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      ++idle_;
      work_.wait(lock, [&] { return !jobs_.empty(); });
      --idle_;
      const std::shared_ptr<Job> job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      job->body(job->stop.get_token());
      job->body = nullptr;
      job->done = true;
      job->done.notify_all();
      lock.lock();
      if (idle_ >= kIdleMax) return;
    }
  }

  std::mutex mutex_;
  std::condition_variable work_;
  std::deque<std::shared_ptr<Job>> jobs_;
  std::size_t idle_ = 0;
};

class RealTask final : public Task {
 public:
  explicit RealTask(std::function<void(std::stop_token)> body)
      : job_(std::make_shared<Job>(std::move(body))) {
    Crew::instance().start(job_);
  }
  ~RealTask() override {
    request_stop();
    join();
  }
  void request_stop() override { job_->stop.request_stop(); }
  void join() override { job_->done.wait(false); }

 private:
  std::shared_ptr<Job> job_;
};

}  // namespace

std::unique_ptr<Task> RealTasks::start(std::function<void(std::stop_token)> body) {
  return std::make_unique<RealTask>(std::move(body));
}

bool RealTasks::wait(std::unique_lock<std::mutex>& lock, Signal& signal, const std::stop_token& stop,
                     Millis time) {
  return signal.waiting().wait_for(lock, stop, time,
                                   [&, before = signal.told()] { return signal.told() != before; });
}

bool ClockTasks::wait(std::unique_lock<std::mutex>& lock, Signal& signal, const std::stop_token& stop,
                      Millis time) {
  if (time >= kUntilTold) return RealTasks::wait(lock, signal, stop, time);
  lock.unlock();
  if (!stop.stop_requested()) clock_.sleep_for(time);
  lock.lock();
  return false;
}

}  // namespace every
