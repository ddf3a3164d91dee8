#include "app/invitations.h"

#include "app/account_mail.h"
#include "app/people.h"
#include "base/sentence.h"
#include "crypto/crypto.h"

namespace every::app {
namespace {

constexpr auto kInvitationLife = std::chrono::hours(24 * 7);
constexpr auto kRenewPause = std::chrono::minutes(1);
constexpr std::size_t kOpenMax = 200;
constexpr std::size_t kTokenMax = 200;

Error gone() {
  return Error(Code::not_found, "This invitation is not open any more.", "Load the list again.");
}

Error expired() {
  return Error(Code::link_expired, "It was used, taken back, or is too old.", "Ask for a new invitation.");
}

Error taken(const std::string& sentence, const std::string& fix) {
  Error error(Code::validation, sentence, fix);
  error.fields.push_back({"/email", "taken", sentence});
  return error;
}

InvitationView view(store::Tx& tx, const Actor& actor, store::Invitation invitation) {
  auto mail = store::Outbox(tx, actor.tenant).last_of_account(invitation.id);
  return {std::move(invitation), std::move(mail), ""};
}

Result<store::Invitation> open_one(store::Tx& tx, const Actor& actor, const std::string& id) {
  auto found = store::People(tx, actor.tenant).invitation(id);
  if (!found || !found->open()) return gone();
  return *std::move(found);
}

struct Opened {
  store::Tenant tenant;
  store::Invitation invitation;
};
Result<Opened> by_token(const App& app, store::Tx& tx, const std::string& token) {
  const auto link = store::once_link(tx, crypto::sha256_hex(token), app.now());
  if (!link || link->kind != "invitation") return expired();
  const store::Tenant tenant(link->workspace_id);
  auto invitation = store::People(tx, tenant).invitation(link->subject_id);
  if (!invitation || !invitation->open() || invitation->expires_at <= app.now()) return expired();
  return Opened{tenant, *std::move(invitation)};
}

// A person who was here before gets the account back; one of another workspace keeps theirs to themselves.
Result<store::User> account_for(const App& app, store::Tx& tx, const Opened& opened, const std::string& name,
                                const std::string& hash) {
  store::Accounts accounts(tx);
  const store::Invitation& invitation = opened.invitation;
  if (accounts.user_by_email(invitation.email))
    return Error(Code::validation, "Somebody signs in with this email address already.",
                 "Ask for an invitation to another address.");
  if (const std::string known = accounts.stranger_with_email(invitation.email); !known.empty()) {
    accounts.put_name(known, name);
    accounts.put_password(known, hash);
    store::People(tx, opened.tenant).join(known, invitation.role, app.now());
    return *accounts.user(opened.tenant, known);
  }
  const store::User user{.id = app.id(),
                         .name = name,
                         .email = invitation.email,
                         .password_hash = hash,
                         .role = invitation.role,
                         .created_at = app.now()};
  accounts.insert_user(opened.tenant, user);
  return user;
}

}  // namespace

Result<std::vector<InvitationView>> invitations(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::people));
  return app.db.read([&](store::Tx& tx) -> Result<std::vector<InvitationView>> {
    std::vector<InvitationView> out;
    for (store::Invitation& one : store::People(tx, actor.tenant).open_invitations())
      out.push_back(view(tx, actor, std::move(one)));
    return out;
  });
}

Result<InvitationView> invite(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::people));
  Fields in(body);
  const auto email = read_email(in, "email");
  const auto role = in.choice("role", {"owner", "admin", "member", "viewer"}, true);
  EVERY_CHECK(in.finish());
  EVERY_CHECK(check_grant(actor, *role));
  auto made = app.db.write([&](store::Tx& tx) -> Result<InvitationView> {
    store::People here(tx, actor.tenant);
    if (const auto user = store::Accounts(tx).user_by_email(*email))
      if (store::Accounts(tx).user(actor.tenant, user->id))
        return taken(sentence("{} is here already.", user->name), "Change the role in the list.");
    if (here.open_invitation_of(*email))
      return taken(sentence("{} is invited already.", *email), "Send the invitation again, or revoke it.");
    if (here.open_invitations().size() >= kOpenMax)
      return Error(Code::validation, "Too many invitations are open.", "Revoke some first.");
    const store::Invitation fresh{.id = app.id(),
                                  .email = *email,
                                  .role = *role,
                                  .invited_by = actor.name,
                                  .created_at = app.now(),
                                  .renewed_at = app.now(),
                                  .expires_at = app.now() + kInvitationLife,
                                  .accepted_at = {},
                                  .revoked_at = {},
                                  .user_id = ""};
    here.insert(fresh);
    queue_invitation(app, tx, actor, fresh);
    record(app, tx, actor, "invitation", fresh.id, "", "invitation.made",
           sentence("{} was invited as {}.", fresh.email, ours(fresh.role)));
    InvitationView out = view(tx, actor, fresh);
    out.url = once_url(app, tx, actor.tenant, "invitation", fresh.id, fresh.expires_at);
    return out;
  });
  if (made.ok()) tell_changed(app, actor, "person", made->invitation.id);
  return made;
}

Result<InvitationView> renew_invitation(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::people));
  auto renewed = app.db.write([&](store::Tx& tx) -> Result<InvitationView> {
    EVERY_TRY(before, open_one(tx, actor, id));
    EVERY_CHECK(check_grant(actor, before.role));
    if (before.renewed_at + kRenewPause > app.now()) {
      Error error(Code::too_many_attempts, "This invitation went out a moment ago.", "Wait a minute.");
      error.retry_at_ms = to_ms(before.renewed_at + kRenewPause);
      return error;
    }
    store::People here(tx, actor.tenant);
    here.renew(id, app.now(), app.now() + kInvitationLife);
    const store::Invitation now = *here.invitation(id);
    queue_invitation(app, tx, actor, now);
    record(app, tx, actor, "invitation", id, "", "invitation.renewed",
           sentence("{} was invited again.", now.email));
    InvitationView out = view(tx, actor, now);
    out.url = once_url(app, tx, actor.tenant, "invitation", id, now.expires_at);
    return out;
  });
  if (renewed.ok()) tell_changed(app, actor, "person", id);
  return renewed;
}

Result<InvitationView> invitation_link(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::people));
  return app.db.write([&](store::Tx& tx) -> Result<InvitationView> {
    EVERY_TRY(found, open_one(tx, actor, id));
    EVERY_CHECK(check_grant(actor, found.role));
    if (found.expires_at <= app.now()) return expired();
    record(app, tx, actor, "invitation", id, "", "invitation.link_made",
           sentence("A link of the invitation of {} was made.", found.email));
    InvitationView out = view(tx, actor, found);
    out.url = once_url(app, tx, actor.tenant, "invitation", id, found.expires_at);
    return out;
  });
}

Status revoke_invitation(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::people));
  const Status revoked = app.db.write([&](store::Tx& tx) -> Status {
    EVERY_TRY(found, open_one(tx, actor, id));
    EVERY_CHECK(check_grant(actor, found.role));
    store::People(tx, actor.tenant).revoke(id, app.now());
    store::spend_once_links(tx, "invitation", id);
    record(app, tx, actor, "invitation", id, "", "invitation.revoked",
           sentence("The invitation of {} was revoked.", found.email));
    return done();
  });
  if (revoked.ok()) tell_changed(app, actor, "person", id);
  return revoked;
}

Result<InvitationFace> look_at_invitation(const App& app, const json::value& body) {
  Fields in(body);
  const auto token = in.text("token", {.required = true, .max = kTokenMax});
  EVERY_CHECK(in.finish());
  return app.db.read([&](store::Tx& tx) -> Result<InvitationFace> {
    EVERY_TRY(opened, by_token(app, tx, *token));
    const store::Invitation& i = opened.invitation;
    return InvitationFace{i.email, i.role, i.invited_by, store::Accounts(tx).workspace(opened.tenant)->name,
                          i.expires_at};
  });
}

Result<SignedIn> accept_invitation(const App& app, const json::value& body, const Visit& visit) {
  Fields in(body);
  const auto token = in.text("token", {.required = true, .max = kTokenMax});
  const auto name = in.text("name", {.required = true, .max = 200});
  const auto password = read_password(in);
  EVERY_CHECK(in.finish());
  // A link that leads nowhere is not worth the work of a password's hash.
  EVERY_CHECK(app.db.read([&](store::Tx& tx) { return by_token(app, tx, *token); }));
  const std::string hash = crypto::hash_password(*password);
  auto in_now = app.db.write([&](store::Tx& tx) -> Result<SignedIn> {
    EVERY_TRY(opened, by_token(app, tx, *token));
    EVERY_TRY(user, account_for(app, tx, opened, *name, hash));
    store::People(tx, opened.tenant).accept(opened.invitation.id, user.id, app.now());
    store::spend_once_links(tx, "invitation", opened.invitation.id);
    SignedIn out{user, *store::Accounts(tx).workspace(opened.tenant), ""};
    out.token = start_session(app, tx, user.id, opened.tenant.id(), visit);
    record(app, tx, actor_of(user, opened.tenant.id(), visit), "user", user.id, "", "person.joined",
           sentence("{} accepted the invitation of {} as {}.", user.name, opened.invitation.invited_by,
                    ours(user.role)));
    return out;
  });
  if (in_now.ok())
    app.events.publish(store::Tenant(in_now->workspace.id), "records.changed",
                       json::object{{"kinds", json::array{"person"}}, {"ids", json::array{in_now->user.id}}});
  return in_now;
}

}  // namespace every::app
