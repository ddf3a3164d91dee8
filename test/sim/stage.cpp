#include "stage.h"

#include <algorithm>
#include <limits>
#include <thread>

namespace every::sim {
namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

}  // namespace

struct Stage::Wish {
  const Signal* signal = nullptr;
  std::uint64_t told = 0;
  const std::stop_token* stop = nullptr;
  const bool* ended = nullptr;  // of another actor
  std::int64_t until_ms = 0;    // 0: at once
};

struct Stage::Actor {
  Wish wish;
  bool ended = false;
  std::condition_variable turn;
  std::stop_source stop;
  std::thread thread;
};

class Stage::ActorTask final : public Task {
 public:
  ActorTask(Stage& stage, std::shared_ptr<Actor> actor) : stage_(stage), actor_(std::move(actor)) {}
  ~ActorTask() override {
    request_stop();
    join();
  }
  void request_stop() override { actor_->stop.request_stop(); }
  void join() override {
    if (!actor_->thread.joinable()) return;
    if (!actor_->ended) stage_.pass({.ended = &actor_->ended, .until_ms = kNever});
    actor_->thread.join();  // it has nothing left to do but to end
  }

 private:
  Stage& stage_;
  std::shared_ptr<Actor> actor_;
};

Stage::Stage(std::uint64_t seed, Instant start, std::function<void(const std::string&)> stuck,
             std::uint64_t turns_max)
    : stuck_(std::move(stuck)),
      dice_(seed),
      now_ms_(to_ms(start)),
      start_ms_(now_ms_),
      turns_max_(turns_max) {
  actors_.push_back(std::make_shared<Actor>());
  running_ = actors_.front().get();
}

Stage::~Stage() = default;

std::chrono::steady_clock::time_point Stage::steady() const {
  return std::chrono::steady_clock::time_point(Millis(now_ms_ - start_ms_ + 1'000'000));
}

bool Stage::ready(const Actor& actor) const {
  const Wish& w = actor.wish;
  if (w.ended != nullptr && *w.ended) return true;
  if (w.signal != nullptr && w.signal->told() != w.told) return true;
  if (w.stop != nullptr && w.stop->stop_requested()) return true;
  return w.until_ms <= now_ms_;
}

Stage::Actor& Stage::choose() {
  if (++turns_ > turns_max_) stuck_("Nothing comes to an end.");
  std::vector<Actor*> able;
  while (true) {
    std::int64_t next = kNever;
    for (const auto& actor : actors_) {
      if (ready(*actor)) able.push_back(actor.get());
      next = std::min(next, actor->wish.until_ms);
    }
    if (!able.empty()) return *able[able.size() == 1 ? 0 : dice_() % able.size()];
    if (next == kNever) stuck_("Everybody waits for somebody else.");
    now_ms_ = next;
  }
}

void Stage::hand_to(Actor& next) {
  {
    const std::lock_guard lock(baton_);
    running_ = &next;
  }
  next.turn.notify_one();
}

bool Stage::pass(const Wish& wish) {
  Actor& me = *running_;
  me.wish = wish;
  Actor& next = choose();
  if (&next != &me) {
    hand_to(next);
    std::unique_lock lock(baton_);
    me.turn.wait(lock, [&] { return running_ == &me; });
  }
  return me.wish.until_ms > now_ms_ && (wish.stop == nullptr || !wish.stop->stop_requested());
}

bool Stage::wait(std::unique_lock<std::mutex>& lock, Signal& signal, const std::stop_token& stop,
                 Millis time) {
  const Wish wish{
      .signal = &signal, .told = signal.told(), .stop = &stop, .until_ms = now_ms_ + time.count()};
  lock.unlock();
  const bool told = pass(wish);
  lock.lock();
  return told;
}

void Stage::sleep_for(Millis time) {
  pass({.until_ms = now_ms_ + time.count()});
}

void Stage::step_aside() {
  if (dice_() % 2 == 0) pass({});
}

std::unique_ptr<Task> Stage::start(std::function<void(std::stop_token)> body) {
  auto actor = std::make_shared<Actor>();
  actors_.push_back(actor);
  actor->thread = std::thread([this, me = actor.get(), body = std::move(body)] {
    {
      std::unique_lock lock(baton_);
      me->turn.wait(lock, [&] { return running_ == me; });
    }
    body(me->stop.get_token());
    me->ended = true;
    std::erase_if(actors_, [&](const auto& a) { return a.get() == me; });
    hand_to(choose());
  });
  return std::make_unique<ActorTask>(*this, std::move(actor));
}

}  // namespace every::sim
