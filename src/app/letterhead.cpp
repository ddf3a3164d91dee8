#include "app/letterhead.h"

#include "crypto/crypto.h"
#include "store/billing_profiles.h"
#include "store/letterheads.h"
#include "store/logos.h"

namespace every::app {

domain::Letterhead letterhead_now(store::Tx& tx, const Actor& actor) {
  const store::Workspace w = workspace_of(tx, actor);
  return {.from = {w.name, "", "", w.tax_id, w.address,
                   store::BillingProfiles(tx, actor.tenant).find("").profile},
          .bank_details = w.bank_details,
          .locale = w.locale,
          .logo = store::Logos(tx, actor.tenant).current()};
}

std::string keep_letterhead(store::Tx& tx, const Actor& actor, const domain::PartySnapshot& from) {
  domain::Letterhead now = letterhead_now(tx, actor);
  now.from = from;
  return store::Letterheads(tx, actor.tenant).keep(now);
}

domain::Letterhead letterhead_of(store::Tx& tx, const Actor& actor, const std::string& kept) {
  if (!kept.empty())
    if (auto found = store::Letterheads(tx, actor.tenant).find(kept)) return *std::move(found);
  return letterhead_now(tx, actor);
}

std::optional<render::Logo> logo_on(store::Tx& tx, const Actor& actor, const domain::Letterhead& letterhead) {
  if (letterhead.logo.empty()) return std::nullopt;
  const auto stored = store::Logos(tx, actor.tenant).find(letterhead.logo);
  if (!stored) return std::nullopt;
  auto bytes = crypto::from_base64(stored->image);
  if (!bytes.ok()) return std::nullopt;
  auto logo = render::read_logo(std::move(*bytes));
  return logo.ok() ? std::optional(std::move(*logo)) : std::nullopt;
}

}  // namespace every::app
