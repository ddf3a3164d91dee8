#include "hubspot/token.h"

#include "base/sentence.h"

namespace every::hubspot {
namespace {

// Two to five minutes ahead, so that several connections do not all refresh at once; a short-lived token is
// renewed when a fifth of its life is left.
constexpr Millis kAheadMin{2 * 60'000}, kAheadSpread{3 * 60'000};
constexpr int kLifeParts = 5;
constexpr Millis kRetryAfterFailure{15'000};

}  // namespace

TokenKeeper::TokenKeeper(TokenStore& store, const OAuth& oauth, Options options, const Services& services)
    : store_(store),
      oauth_(oauth),
      options_(std::move(options)),
      services_(services),
      ahead_(kAheadMin + Millis(services.random.below(static_cast<std::uint64_t>(kAheadSpread.count())))) {}

Status TokenKeeper::ensure_loaded() {
  if (dead_) return *dead_;
  if (tokens_) return done();
  EVERY_TRY(tokens, store_.load());
  if (tokens.access.empty() && tokens.refresh.empty())
    return Error(Code::not_connected, "There is no HubSpot token.", "Connect HubSpot.");
  tokens_ = std::move(tokens);
  return done();
}

TokenKeeper::Need TokenKeeper::need(Instant now) const {
  if (tokens_->refresh.empty()) return Need::none;
  if (tokens_->access.empty() || !tokens_->expires_at || *tokens_->expires_at <= now) return Need::now;
  return *tokens_->expires_at - now <= ahead_ ? Need::soon : Need::none;
}

Result<std::string> TokenKeeper::access(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (true) {
    EVERY_CHECK(ensure_loaded());
    const Instant now = services_.clock.now();
    const Need need_now = need(now);
    if (need_now == Need::none) return tokens_->access;
    if (need_now == Need::soon && (renewing_ || now < not_before_)) return tokens_->access;
    if (!renewing_) {
      auto renewed = renew(lock, stop);
      // A token that is still good bridges HubSpot's trouble.
      if (!renewed && !dead_ && tokens_ && need(services_.clock.now()) == Need::soon) return tokens_->access;
      return renewed;
    }
    if (stop.stop_requested()) return Error(Code::cancelled, "The request to HubSpot was given up.");
    services_.tasks.wait(lock, changed_, stop, kUntilTold);
  }
}

Result<std::string> TokenKeeper::after_rejection(const std::string& rejected, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (true) {
    EVERY_CHECK(ensure_loaded());
    if (tokens_->access != rejected) return tokens_->access;  // somebody renewed it meanwhile
    if (tokens_->refresh.empty())
      return die(lock,
                 Error(Code::token_invalid,
                       "HubSpot does not accept the access token: it is wrong, was replaced or was deleted.",
                       "Create a token in HubSpot and connect with it."));
    if (!renewing_) return renew(lock, stop);
    if (stop.stop_requested()) return Error(Code::cancelled, "The request to HubSpot was given up.");
    services_.tasks.wait(lock, changed_, stop, kUntilTold);
  }
}

Error TokenKeeper::give_up(const std::string& rejected, std::string detail) {
  std::unique_lock lock(mutex_);
  const bool is_static = tokens_ && tokens_->refresh.empty();
  Error error(is_static ? Code::token_invalid : Code::token_expired, std::move(detail),
              is_static ? "Create a token in HubSpot and connect with it." : "Connect HubSpot again.");
  // Another thread may hold a newer token by now; then only this request failed.
  if (dead_ || !tokens_ || tokens_->access != rejected) return error;
  return die(lock, std::move(error));
}

void TokenKeeper::accepted() {
  const std::lock_guard lock(mutex_);
  accepted_ = true;
}

bool TokenKeeper::unproven_static() {
  const std::lock_guard lock(mutex_);
  return tokens_ && tokens_->refresh.empty() && !accepted_;
}

// Called with the lock; gives it up while HubSpot is asked.
Result<std::string> TokenKeeper::renew(std::unique_lock<std::mutex>& lock, const std::stop_token& stop) {
  renewing_ = true;
  const std::string refresh_token = tokens_->refresh;
  lock.unlock();
  auto grant = oauth_.refresh(refresh_token, stop);
  lock.lock();
  renewing_ = false;
  changed_.notify_all();
  services_.metrics.count("every_hubspot_token_refreshes_total", {{"result", grant ? "ok" : "failed"}});
  if (grant && !options_.portal_id.empty() && !grant->portal_id.empty() &&
      grant->portal_id != options_.portal_id)
    grant = Error(Code::account_mismatch,
                  sentence("HubSpot's token is for another account ({}).", grant->portal_id),
                  "Connect the HubSpot account of this workspace again.");
  if (!grant && (grant.error().code == Code::token_expired || grant.error().code == Code::account_mismatch))
    return die(lock, grant.error());
  return take(std::move(grant));
}

Result<std::string> TokenKeeper::take(Result<Grant> grant) {
  if (!grant) {
    not_before_ = services_.clock.now() + kRetryAfterFailure;
    services_.log.warn("hubspot.refresh_failed",
                       {{"code", name(grant.error().code)}, {"detail", grant.error().detail}});
    return grant.error();
  }
  const Millis life = std::chrono::seconds(grant->expires_in_s);
  tokens_ = Tokens{grant->access_token, grant->refresh_token, services_.clock.now() + life};
  ahead_ = std::min(ahead_, life / kLifeParts);
  save();
  services_.log.info("hubspot.token_refreshed", {{"expires_in_s", grant->expires_in_s}});
  return tokens_->access;
}

// A token that could not be stored is still used: HubSpot's refresh token normally stays the same, so a
// restart works with the stored one, and the next refresh stores again.
void TokenKeeper::save() {
  const Status saved = store_.save(*tokens_);
  if (!saved)
    services_.log.error("hubspot.token_not_saved",
                        {{"code", name(saved.error().code)}, {"detail", saved.error().detail}});
}

// Called with the lock; gives it up for the callback.
Error TokenKeeper::die(std::unique_lock<std::mutex>& lock, Error error) {
  if (dead_) return *dead_;
  dead_ = error;
  changed_.notify_all();
  lock.unlock();
  services_.log.warn("hubspot.connection_dead", {{"code", name(error.code)}, {"detail", error.detail}});
  if (options_.on_dead) options_.on_dead(error);
  lock.lock();
  return error;
}

}  // namespace every::hubspot
