#include "hubspot/pacer.h"

#include <algorithm>
#include <charconv>

namespace every::hubspot {
namespace {

constexpr int kMaxBelievable = 100'000;  // what a header may say; more is nonsense
constexpr int kPaceStep = 10;            // percent regained for each span without trouble
constexpr int kPaceOverranMin = 50, kPaceStrugglesMin = 25;

template <class N>
std::optional<N> number(std::optional<std::string_view> text, N min, N max) {
  if (!text) return std::nullopt;
  N value{};
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc() || end != text->data() + text->size() || value < min || value > max)
    return std::nullopt;
  return value;
}

}  // namespace

RateHeaders read_rate_headers(const net::HttpResponse& response) {
  RateHeaders out;
  out.max = number<int>(response.header("x-hubspot-ratelimit-max"), 1, kMaxBelievable);
  out.remaining = number<int>(response.header("x-hubspot-ratelimit-remaining"), 0, kMaxBelievable);
  if (const auto ms =
          number<int>(response.header("x-hubspot-ratelimit-interval-milliseconds"), 1'000, 60'000))
    out.interval = Millis(*ms);
  constexpr std::int64_t kDailyMax = 1'000'000'000;
  out.daily = number<std::int64_t>(response.header("x-hubspot-ratelimit-daily"), 1, kDailyMax);
  out.daily_remaining =
      number<std::int64_t>(response.header("x-hubspot-ratelimit-daily-remaining"), 0, kDailyMax);
  return out;
}

Pacer::Pacer(QuotaOptions options)
    : options_(options),
      max_(options.max),
      general_(options.span, options.guard),
      search_(Millis(1000), options.guard) {}

int Pacer::limit() const {
  const int percent = std::clamp(100 - options_.percent_for_others, 1, 100);
  return std::max(1, max_ * percent / 100 * pace_percent_ / 100);
}

Pacer::Verdict Pacer::decide(Lane lane, Priority priority, Tick now, int kept_free) {
  recover(now);
  if (portal_until_ > now) return {portal_until_, portal_why_};
  if (priority == Priority::background && background_until_ > now)
    return {background_until_, Code::daily_limit};
  const Tick lane_until = lane == Lane::search ? search_until_ : general_until_;
  if (lane_until > now) return {lane_until, Code::rate_limited};
  return {lane == Lane::search ? search_.free_at(now, std::max(1, options_.search_per_second))
                               : general_.free_at(now, std::max(1, limit() - kept_free)),
          std::nullopt};
}

std::uint64_t Pacer::sent(Lane lane, Tick now) {
  return (lane == Lane::search ? search_ : general_).sent(now);
}

void Pacer::answered(std::uint64_t id, Lane lane, Tick sent, Tick now, const RateHeaders& headers,
                     Millis until_midnight) {
  (lane == Lane::search ? search_ : general_).answered(id, now);
  if (headers.daily) daily_max_ = headers.daily;
  if (headers.daily_remaining) daily_remaining_ = headers.daily_remaining;
  if (headers.daily && headers.daily_remaining && options_.daily_percent_kept > 0) {
    const bool low = *headers.daily_remaining * 100 <= *headers.daily * options_.daily_percent_kept;
    background_until_ = low ? now + until_midnight : Tick{};
  }
  if (lane == Lane::search) return;  // its answers carry no window of ours
  if (headers.max) max_ = *headers.max;
  if (headers.interval) general_.set_span(*headers.interval);
  if (headers.max && headers.remaining) {
    const int used = *headers.max - *headers.remaining;
    general_.add_foreign(std::max(0, used - general_.countable_since(sent)), now);
  }
}

void Pacer::pause_portal(Code why, Tick until) {
  if (until <= portal_until_) return;
  portal_until_ = until;
  portal_why_ = why;
}

void Pacer::pause_lane(Lane lane, Tick until) {
  Tick& current = lane == Lane::search ? search_until_ : general_until_;
  current = std::max(current, until);
}

void Pacer::overran(Tick now) {
  pace_percent_ = std::max(std::min(pace_percent_, kPaceOverranMin), pace_percent_ * 9 / 10);
  paced_at_ = now;
}

void Pacer::struggles(Tick now) {
  pace_percent_ = std::max(kPaceStrugglesMin, pace_percent_ / 2);
  paced_at_ = now;
}

void Pacer::recover(Tick now) {
  while (pace_percent_ < 100 && now - paced_at_ >= general_.span()) {
    pace_percent_ = std::min(100, pace_percent_ + kPaceStep);
    paced_at_ += general_.span();
  }
}

std::optional<Tick> Pacer::paused_until(Tick now) const {
  const Tick latest = std::max({portal_until_, search_until_, general_until_, background_until_});
  return latest > now ? std::optional(latest) : std::nullopt;
}

}  // namespace every::hubspot
