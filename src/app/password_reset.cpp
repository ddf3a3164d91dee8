#include "app/password_reset.h"

#include "app/account_mail.h"
#include "base/sentence.h"
#include "crypto/crypto.h"
#include "store/people.h"

namespace every::app {
namespace {

constexpr std::size_t kTokenMax = 200;

Error expired() {
  return Error(Code::link_expired, "It was used already, or is older than an hour.", "Ask for a new one.");
}

struct Opened {
  store::Tenant tenant;
  store::User user;
};
Result<Opened> by_token(const App& app, store::Tx& tx, const std::string& token) {
  const auto link = store::once_link(tx, crypto::sha256_hex(token), app.now());
  if (!link || link->kind != "password_reset") return expired();
  const store::Tenant tenant(link->workspace_id);
  auto user = store::Accounts(tx).user(tenant, link->subject_id);
  if (!user) return expired();
  return Opened{tenant, *std::move(user)};
}

}  // namespace

Status ask_for_password(const App& app, const json::value& body, const Visit& visit) {
  Fields in(body);
  const auto email = read_email(in, "email");
  EVERY_CHECK(in.finish());
  // Each request counts, whoever's the address is: nobody's mailbox is filled, and nothing can be told from
  // it.
  EVERY_CHECK(take_try(app, {"reset:" + *email, "reset-peer:" + visit.address}));
  app.db.write([&](store::Tx& tx) {
    store::Accounts accounts(tx);
    const auto user = accounts.user_by_email(*email);
    if (!user) return;
    const Opened of{store::Tenant(accounts.first_workspace_of(user->id)), *user};
    const Actor actor = actor_of(of.user, of.tenant.id(), visit);
    const bool queued = queue_password_reset(app, tx, actor, of.user);
    record(app, tx, somebody_as(actor), "user", user->id, "", "password.reset_asked",
           queued ? sentence("A new password was asked for {}.", user->name)
                  : sentence("A new password was asked for {}; mail is not set up.", user->name));
  });
  return done();
}

Result<ResetFace> look_at_reset(const App& app, const json::value& body) {
  Fields in(body);
  const auto token = in.text("token", {.required = true, .max = kTokenMax});
  EVERY_CHECK(in.finish());
  return app.db.read([&](store::Tx& tx) -> Result<ResetFace> {
    EVERY_TRY(opened, by_token(app, tx, *token));
    return ResetFace{opened.user.email, opened.user.name};
  });
}

Status reset_password(const App& app, const json::value& body, const Visit& visit) {
  Fields in(body);
  const auto token = in.text("token", {.required = true, .max = kTokenMax});
  const auto password = read_password(in);
  EVERY_CHECK(in.finish());
  EVERY_CHECK(app.db.read([&](store::Tx& tx) { return by_token(app, tx, *token); }));
  const std::string hash = crypto::hash_password(*password);
  std::vector<std::string> ended;
  EVERY_TRY(of, app.db.write([&](store::Tx& tx) -> Result<Opened> {
    EVERY_TRY(opened, by_token(app, tx, *token));
    store::Accounts accounts(tx);
    accounts.put_password(opened.user.id, hash);
    accounts.clear_failures("email:" + opened.user.email);
    store::spend_once_links(tx, "password_reset", opened.user.id);
    ended = store::end_all_sessions(tx, opened.user.id);
    record(app, tx, actor_of(opened.user, opened.tenant.id(), visit), "user", opened.user.id, "",
           "password.reset",
           sentence("{} chose a new password by a mailed link; every session ended.", opened.user.name));
    return opened;
  }));
  close_streams(app, of.tenant, ended);
  return done();
}

}  // namespace every::app
