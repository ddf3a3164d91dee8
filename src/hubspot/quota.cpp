#include "hubspot/quota.h"

#include "base/sentence.h"

#include <algorithm>

namespace every::hubspot {
namespace {

constexpr Millis kSecondlyPause{1000};
constexpr Millis kMigrationPause{10 * 60'000};  // a 477 without Retry-After, which HubSpot does not promise
constexpr Millis kUnknownMax{60'000};
constexpr Millis kShareWait{250};             // what is kept free for another is asked again
constexpr Millis kTimedMax = kUntilTold / 2;  // what ends by its time is waited for in pieces

std::size_t index(Lane lane) {
  return lane == Lane::search ? 1 : 0;
}

}  // namespace

Quota::Quota(QuotaOptions options, const Services& services)
    : options_(options),
      clock_(services.clock),
      random_(services.random),
      tasks_(services.tasks),
      pacer_(options) {}

void Quota::set_zone(std::string zone) {
  if (!is_zone(zone)) return;
  const std::lock_guard lock(mutex_);
  zone_ = std::move(zone);
}

void Quota::leave_to_others(int percent) {
  const std::lock_guard lock(mutex_);
  pacer_.leave_to_others(percent);
  changed_.notify_all();
}

Result<Quota::Ticket> Quota::acquire(const Ask& ask, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  std::set<Key>& queue = waiting_[index(ask.lane)];
  const Key key{ask.priority, -ask.weight, ++turn_};
  queue.insert(key);
  auto result = wait_turn(lock, key, ask, stop);
  queue.erase(key);
  changed_.notify_all();
  return result;
}

Result<Quota::Ticket> Quota::wait_turn(std::unique_lock<std::mutex>& lock, const Key& key, const Ask& ask,
                                       std::stop_token stop) {
  const Millis patience =
      ask.priority == Priority::interactive ? options_.longest_pause_interactive : options_.longest_pause;
  while (!stop.stop_requested()) {
    const Tick now = clock_.steady();
    const int kept = ask.lane == Lane::general && ask.priority == Priority::background
                         ? chains_.kept_free(ask.chain, pacer_.limit(), pacer_.span(), now)
                         : 0;
    const Pacer::Verdict verdict = pacer_.decide(ask.lane, ask.priority, now, kept);
    if (verdict.pause && verdict.at - now > patience) return pause_error(verdict);
    const bool first = *waiting_[index(ask.lane)].begin() == key;
    if (first && verdict.at <= now) {
      chains_.sent(ask.chain, now);
      return Ticket{pacer_.sent(ask.lane, now), ask.lane, now};
    }
    // A place behind others is woken when the queue moves.
    auto time = first ? std::min(std::chrono::ceil<Millis>(verdict.at - now), kTimedMax) : kUntilTold;
    if (first && kept > 0) time = std::min(time, kShareWait);
    tasks_.wait(lock, changed_, stop, time);
  }
  return Error(Code::cancelled, "The request to HubSpot was given up.");
}

void Quota::expect(int chain, std::int64_t requests_left) {
  const std::lock_guard lock(mutex_);
  chains_.expect(chain, requests_left);
  changed_.notify_all();
}

void Quota::answered(const Ticket& ticket, const net::HttpResponse& response) {
  const RateHeaders headers = read_rate_headers(response);
  const std::lock_guard lock(mutex_);
  pacer_.answered(ticket.id, ticket.lane, ticket.sent, clock_.steady(), headers, until_midnight());
  changed_.notify_all();
}

void Quota::lost(const Ticket& ticket) {
  const std::lock_guard lock(mutex_);
  pacer_.answered(ticket.id, ticket.lane, ticket.sent, clock_.steady(), {}, Millis(0));
}

void Quota::limited(const Ticket& ticket, const Failure& failure, int tries) {
  const std::lock_guard lock(mutex_);
  const Tick now = clock_.steady();
  const auto jitter = [this](Millis up_to) {
    return Millis(random_.below(static_cast<std::uint64_t>(up_to.count()) + 1));
  };
  switch (limit_policy(failure)) {
    case LimitPolicy::daily:
      pacer_.pause_portal(Code::daily_limit, now + failure.retry_after.value_or(until_midnight()));
      break;
    case LimitPolicy::ten_secondly:
      // All that were in flight meet the same wall; they are one overrun.
      if (!pacer_.paused_until(now)) pacer_.overran(now);
      pacer_.pause_portal(Code::rate_limited,
                          now + failure.retry_after.value_or(pacer_.span()) + jitter(Millis(250)));
      break;
    case LimitPolicy::secondly:
      pacer_.pause_lane(ticket.lane,
                        now + failure.retry_after.value_or(kSecondlyPause) + jitter(Millis(500)));
      break;
    case LimitPolicy::unknown: {
      const Millis wait = std::min(kUnknownMax, kSecondlyPause * (1 << std::min(tries, 6)));
      pacer_.pause_lane(ticket.lane, now + failure.retry_after.value_or(wait) + jitter(wait / 2));
      break;
    }
  }
  changed_.notify_all();
}

void Quota::migrating(std::optional<Millis> retry_after) {
  const std::lock_guard lock(mutex_);
  pacer_.pause_portal(Code::hubspot_migrating, clock_.steady() + retry_after.value_or(kMigrationPause));
  changed_.notify_all();
}

void Quota::struggles() {
  const std::lock_guard lock(mutex_);
  pacer_.struggles(clock_.steady());
}

std::optional<Instant> Quota::resumes_at() const {
  const std::lock_guard lock(mutex_);
  const auto until = pacer_.paused_until(clock_.steady());
  if (!until) return std::nullopt;
  return wall(*until);
}

Quota::State Quota::state() const {
  const std::lock_guard lock(mutex_);
  State state{pacer_.max(),       pacer_.limit(),           pacer_.span(),
              pacer_.daily_max(), pacer_.daily_remaining(), std::nullopt};
  const auto taken = pacer_.taken(clock_.steady());
  state.used = taken.ours;
  state.used_by_others = taken.others;
  if (const auto until = pacer_.paused_until(clock_.steady())) state.resumes_at = wall(*until);
  return state;
}

Millis Quota::until_midnight() const {
  const Instant now = clock_.now();
  return start_of_day(add_days(local_date(now, zone_), 1), zone_) - now;
}

Instant Quota::wall(Tick tick) const {
  return clock_.now() + std::chrono::ceil<Millis>(tick - clock_.steady());
}

Error Quota::pause_error(const Pacer::Verdict& verdict) const {
  const Instant until = wall(verdict.at);
  const Fact when = Fact::moment(until, "UTC", to_rfc3339(until));
  Error error(*verdict.pause);
  switch (*verdict.pause) {
    case Code::daily_limit:
      error.detail =
          sentence("The daily number of HubSpot requests is used up, or nearly so, until {}.", when);
      error.fix =
          "The sync can go on then. Other private apps of the HubSpot account use the same allowance.";
      break;
    case Code::hubspot_migrating:
      error.detail =
          sentence("HubSpot is moving this account to another data centre and asks to wait until {}.", when);
      error.fix = "Nothing to do: sync again after that.";
      break;
    default:
      error.detail = sentence("HubSpot asks to wait until {}.", when);
      error.fix = "Try again then.";
  }
  error.retry_at_ms = to_ms(until);
  return error;
}

}  // namespace every::hubspot
