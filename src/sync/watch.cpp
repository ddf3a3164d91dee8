#include "sync/watch.h"

#include <algorithm>

#include "sync/hint_reader.h"
#include "sync/look.h"

namespace every::sync {
namespace {

constexpr int kStepsMax = 100;    // of one turn
constexpr Millis kGrace{60'000};  // a webhook may be this late before its change counts as missed
constexpr Millis kTellEvery{3'600'000};
constexpr Millis kGapLife{24 * 3'600'000};  // a gap without another miss for so long is over
constexpr Millis kTurnMin{5};
constexpr std::int64_t kMissedAtOnce = 1'000;

}  // namespace

void limit_queue(store::Tx& tx, const store::Tenant& tenant, store::WebhookState& state, Instant now) {
  store::Hints hints(tx, tenant);
  if (hints.count() <= kHintsMax) return;
  hints.collapse();
  state.sweep_owed_at = now;
}

Watch::Watch(Parts parts) : parts_(std::move(parts)) {
  parts_.engine.on_progress = nullptr;
  parts_.engine.on_done = nullptr;
}

Watch::~Watch() {
  stop();
}

void Watch::start() {
  const std::lock_guard lock(mutex_);
  if (task_ || stopping_) return;
  task_ = parts_.engine.tasks.start([this](std::stop_token stop) { loop(std::move(stop)); });
}

void Watch::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    stop_.request_stop();
    if (reading_) reading_->request_shutdown();
    if (task_) task_->request_stop();
  }
  changed_.notify_all();
  if (task_) task_->join();
}

void Watch::poke() {
  {
    const std::lock_guard lock(mutex_);
    poked_ = true;
  }
  changed_.notify_all();
}

void Watch::hinted() {
  poke();
}

void Watch::connection_changed() {
  {
    const std::lock_guard lock(mutex_);
    reopen_ = true;
  }
  poke();
}

void Watch::run_ended(const store::Run& run) {
  if (run.kind != "import" && (run.trigger == "manual" || run.trigger == "chat")) {
    const Instant now = parts_.engine.clock.now();
    const std::lock_guard lock(mutex_);
    trailing_.clear();
    for (const Millis after : kTrailingLooks) trailing_.push_back(now + after);
  }
  poke();
}

void Watch::loop(std::stop_token stop) {
  while (!stop.stop_requested()) {
    const Instant next = turn();
    const Millis pause = std::clamp(next - parts_.engine.clock.now(), kTurnMin, kRestMax);
    std::unique_lock lock(mutex_);
    if (!poked_) parts_.engine.tasks.wait(lock, changed_, stop, pause);
    poked_ = false;
  }
}

Instant Watch::turn() {
  const std::lock_guard lock(turn_mutex_);
  {
    const std::lock_guard state(mutex_);
    if (reopen_) {
      source_.reset();
      properties_.clear();
      held_until_.reset();
      failures_ = 0;
    }
    reopen_ = false;
  }
  WatchPlan plan{WatchStep::rest, parts_.engine.clock.now() + kRestMax};
  try {
    count_missed();
    for (int i = 0; i < kStepsMax && !stop_.stop_requested(); ++i) {
      plan = plan_watch(facts());
      if (plan.step == WatchStep::rest) break;
      const Status taken = take(plan.step);
      if (taken.ok()) {
        failures_ = 0;
        held_until_.reset();
      } else {
        failed(taken.error());
        plan.next = parts_.engine.clock.now() + kRestMax;
        break;
      }
    }
  } catch (const std::exception& e) {
    failed(Error(Code::storage_failed, e.what()));
  }
  // One that is over says nothing any more.
  if (held_until_ && *held_until_ > parts_.engine.clock.now()) plan.next = std::min(plan.next, *held_until_);
  return plan.next;
}

WatchFacts Watch::facts() {
  const store::Tenant& tenant = parts_.engine.tenant;
  WatchFacts f;
  f.now = parts_.engine.clock.now();
  f.held_until = held_until_;
  bool looks = false;
  std::optional<Instant> looked_at;
  parts_.engine.db.read([&](store::Tx& tx) {
    store::Connections connections(tx, tenant);
    f.connected = connections.get().state == store::ConnectionState::connected;
    if (!f.connected) return 0;
    looks = connections.settings().frequency != "off";
    f.loaded = mirror_complete(tx, tenant);
    f.busy = store::Runs(tx, tenant).active().has_value();
    const store::WebhookState state = store::Webhooks(tx, tenant).state();
    f.sweep_owed = state.sweep_owed_at.has_value();
    looked_at = state.looked_at;
    store::Hints hints(tx, tenant);
    f.oldest_hint = hints.oldest();
    if (const auto second = hints.waiting(true, 1); !second.empty()) f.oldest_second = second[0].received_at;
    return 0;
  });
  if (!f.connected) return f;
  if (read_due_) f.oldest_hint = f.now - kCollect;
  if (const auto pace = looks ? parts_.pace() : std::nullopt)
    f.look_at = looked_at ? *looked_at + *pace : f.now;
  const std::lock_guard lock(mutex_);
  for (const Instant at : trailing_) f.look_at = std::min(f.look_at.value_or(at), at);
  return f;
}

Status Watch::take(WatchStep step) {
  switch (step) {
    case WatchStep::rest:
      return done();
    case WatchStep::sweep:
      return owed_sweep();
    case WatchStep::read_hints:
      return read_hints(false);
    case WatchStep::read_again:
      return read_hints(true);
    case WatchStep::look:
      return look();
  }
  return done();
}

Result<std::shared_ptr<Source>> Watch::source() {
  if (!source_) {
    EVERY_TRY(opened, parts_.engine.source());
    source_ = std::move(opened);
  }
  return source_;
}

Status Watch::read_hints(bool again) {
  EVERY_TRY(open, source());
  const Engine::Parts& parts = parts_.engine;
  const auto work = begin_hints(parts);
  if (!work) return Error(Code::run_conflict, "Another process works on this workspace.");
  const auto run =
      std::make_shared<RunContext>(parts, work->row, std::vector<std::string_view>{}, work->lease);
  run->use(open);
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return Error(Code::cancelled, "The server is stopping.");
    reading_ = run;
  }
  read_due_ = true;
  const auto began = parts.clock.steady();
  const auto read = HintReader(*run, properties_).read(again);
  {
    const std::lock_guard lock(mutex_);
    reading_.reset();
  }
  if (!work->borrowed) parts.db.write([&](store::Tx& tx) { run->give_up_lease(tx); });
  read_due_ = !read.ok();
  if (!read.ok()) return read.error();
  parts.metrics.seconds("every_hints_read_seconds", {{"again", again ? "yes" : "no"}},
                        std::chrono::duration<double>(parts.clock.steady() - began).count());
  const bool anything = read->too_many || std::any_of(read->ids.begin(), read->ids.end(),
                                                      [](const auto& one) { return !one.second.empty(); });
  if (anything && parts_.on_changed) parts_.on_changed(*read);
  return done();
}

Status Watch::look() {
  const Instant began = parts_.engine.clock.now();
  EVERY_TRY(open, source());
  EVERY_TRY(looked, look_for_changes(parts_.engine, *open, stop_.get_token()));
  parts_.engine.metrics.count("every_looks_total", {{"found", looked.found > 0 ? "yes" : "no"}});
  if (looked.too_many) {
    const auto run = parts_.start_run({.kind = "incremental", .trigger = "schedule"});
    if (!run.ok()) return run.error();
  }
  parts_.engine.db.write([&](store::Tx& tx) {
    store::Webhooks webhooks(tx, parts_.engine.tenant);
    store::WebhookState state = webhooks.state();
    state.looked_at = parts_.engine.clock.now();
    webhooks.put(state);
  });
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(trailing_, [&](Instant at) { return at <= began; });
  }
  // What a look found was collected long enough.
  if (looked.found > 0 && !looked.too_many) EVERY_CHECK(read_hints(false));
  if (parts_.on_looked) parts_.on_looked();
  return done();
}

Status Watch::owed_sweep() {
  EVERY_TRY(run, parts_.start_run({.kind = "sweep", .trigger = "webhook"}));
  if (run.kind != "sweep" && run.kind != "first_load") return done();  // joined another; later
  parts_.engine.db.write([&](store::Tx& tx) {
    store::Webhooks webhooks(tx, parts_.engine.tenant);
    store::WebhookState state = webhooks.state();
    if (state.sweep_owed_at && *state.sweep_owed_at <= run.created_at) state.sweep_owed_at.reset();
    webhooks.put(state);
  });
  return done();
}

void Watch::count_missed() {
  const store::Tenant& tenant = parts_.engine.tenant;
  const Instant now = parts_.engine.clock.now();
  const auto overdue = [&](store::Tx& tx) {
    return store::Webhooks(tx, tenant).expected(now - kGrace, kMissedAtOnce);
  };
  if (parts_.engine.db.read(overdue).empty()) return;
  std::int64_t missed = 0;
  bool first = false;
  store::WebhookState state;
  parts_.engine.db.write([&](store::Tx& tx) {
    store::Webhooks webhooks(tx, tenant);
    store::Hints hints(tx, tenant);
    state = webhooks.state();
    first = !state.last_missed_at || now - *state.last_missed_at > kTellEvery;
    if (state.last_missed_at && now - *state.last_missed_at > kGapLife) state.gap_since.reset();
    for (const auto& event : overdue(tx)) {
      webhooks.told(event.object_type, event.object_id);
      // A webhook did tell, and waits to be read.
      if (hints.told(event.object_type, event.object_id)) continue;
      ++missed;
      state.gap_since = std::min(state.gap_since.value_or(event.changed_at), event.changed_at);
      state.last_missed_at = now;
    }
    state.missed += missed;
    webhooks.put(state);
  });
  if (missed == 0) return;
  parts_.engine.metrics.count("every_webhooks_missed_total", {}, static_cast<double>(missed));
  if (first && parts_.on_missed) parts_.on_missed(missed, *state.gap_since);
}

void Watch::failed(const Error& error) {
  // A run began or ended meanwhile, and the lease with it: the hints wait, and are read under the next one.
  if (error.code == Code::cancelled) {
    held_until_ = parts_.engine.clock.now() + kCollect;
    return;
  }
  ++failures_;
  held_until_ = parts_.engine.clock.now() + watch_pause(failures_);
  parts_.engine.log.warn("watch.failed", {{"workspace", parts_.engine.tenant.id()},
                                          {"code", every::name(error.code)},
                                          {"detail", error.detail},
                                          {"failures", failures_}});
}

}  // namespace every::sync
