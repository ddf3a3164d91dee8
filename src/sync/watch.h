// Keeps a workspace in step with HubSpot between its runs. Hints (store/hints.h) are collected for a second
// and read again; about every 40 seconds the search index is asked what changed, which makes hints of its
// own, so that webhooks, looks and a crash in between all end in the same reading. What is read is projected
// at once and told to whoever listens.
//
// A run may be under way at the same time: both write whole batches, each in one transaction. What the run
// held in its hands when a hint was read may be older, so such records are read once more when it is over.
//
// Nothing is lost: a hint is forgotten in the transaction that writes its record and remembers that it is to
// be projected; that is forgotten when the projection is done. Too many hints become one sweep.
//
// What came this way is one row of the history for each hour ("hints"), and none where nothing changed.
//
// Thread rule: every method may be called from any thread. The callbacks come from the watch's own thread, or
// from turn(), and hold no lock of it.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "store/hints.h"
#include "store/webhooks.h"
#include "sync/engine.h"
#include "sync/hint_reader.h"
#include "sync/watch_plan.h"

namespace every::sync {

// More hints than this are not read one by one.
inline constexpr std::int64_t kHintsMax = 20'000;

// To be called by whoever puts hints: a queue that is too long collapses into a sweep that is owed.
void limit_queue(store::Tx& tx, const store::Tenant& tenant, store::WebhookState& state, Instant now);

class Watch {
 public:
  struct Parts {
    Engine::Parts engine;  // its source stays open between turns; its callbacks are not used
    std::function<Result<store::Run>(const StartRequest&)> start_run;
    // The pause between two regular looks; nothing: none now.
    std::function<std::optional<Millis>()> pace;
    std::function<void(const Changed&)> on_changed;  // after the projection
    std::function<void()> on_looked;                 // nothing more is known to have changed
    // So many changes were not told since then, for the first time in an hour.
    std::function<void(std::int64_t missed, Instant since)> on_missed;
  };
  explicit Watch(Parts parts);
  ~Watch();  // stop()
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  void start();  // its thread; without it everything happens in turn()
  void stop();
  void hinted();              // there are new hints
  void connection_changed();  // a new source is to be opened
  void run_ended(const store::Run& run);
  // One turn: does all that is due; when to come again.
  Instant turn();

 private:
  void loop(std::stop_token stop);
  void poke();
  WatchFacts facts();
  Status take(WatchStep step);
  Status read_hints(bool again);
  Status look();
  Status owed_sweep();
  void count_missed();
  void failed(const Error& error);
  Result<std::shared_ptr<Source>> source();

  Parts parts_;
  std::mutex turn_mutex_;  // one turn at a time; guards what only turns touch
  std::shared_ptr<Source> source_;
  PropertyMemory properties_;
  int failures_ = 0;  // in a row
  std::optional<Instant> held_until_;
  bool read_due_ = true;  // what a dead process, or a failed reading, left to project

  std::mutex mutex_;  // guards what follows; never held while calling out
  bool reopen_ = false, poked_ = false, stopping_ = false;
  std::vector<Instant> trailing_;
  std::shared_ptr<RunContext> reading_;
  std::stop_source stop_;
  Signal changed_;
  std::unique_ptr<Task> task_;
};

}  // namespace every::sync
