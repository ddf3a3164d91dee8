#include "app/people.h"

#include "app/sessions.h"
#include "app/tokens.h"
#include "base/sentence.h"
#include "store/people.h"

namespace every::app {
namespace {

Error nobody() {
  return Error(Code::not_found, "This person does not belong to the workspace.", "Load the list again.");
}

// An owner who goes, or is none any more, leaves another one behind.
Status check_owner_stays(store::Tx& tx, const Actor& actor, const store::User& user) {
  if (user.role != "owner") return done();
  EVERY_CHECK(require(actor, Permission::own));
  if (store::People(tx, actor.tenant).owners() > 1) return done();
  return Error(Code::last_owner, sentence("{} is the only owner.", user.name),
               "Make somebody else an owner first.");
}

}  // namespace

Status check_grant(const Actor& actor, const std::string& role) {
  return role == "owner" ? require(actor, Permission::own) : require(actor, Permission::people);
}

Result<std::vector<store::User>> people(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) { return store::Accounts(tx).users(actor.tenant); });
}

Result<store::User> change_role(const App& app, const Actor& actor, const std::string& user_id,
                                const json::value& body) {
  EVERY_CHECK(require(actor, Permission::people));
  auto changed = app.db.write([&](store::Tx& tx) -> Result<store::User> {
    store::Accounts accounts(tx);
    const auto user = accounts.user(actor.tenant, user_id);
    if (!user) return nobody();
    Fields in(body);
    const auto role = in.choice("role", {"owner", "admin", "member", "viewer"}, true);
    EVERY_CHECK(in.finish());
    if (*role == user->role) return *user;
    EVERY_CHECK(check_grant(actor, *role));
    EVERY_CHECK(check_owner_stays(tx, actor, *user));
    store::People(tx, actor.tenant).put_role(user_id, *role);
    record(app, tx, actor, "user", user_id, "", "person.role_changed",
           sentence("The role of {} was changed from {} to {}.", user->name, ours(user->role), ours(*role)));
    return *accounts.user(actor.tenant, user_id);
  });
  if (changed.ok()) tell_changed(app, actor, "person", user_id);
  return changed;
}

Status remove_person(const App& app, const Actor& actor, const std::string& user_id) {
  EVERY_CHECK(require(actor, Permission::people));
  std::vector<std::string> ended;
  const Status removed = app.db.write([&](store::Tx& tx) -> Status {
    const auto user = store::Accounts(tx).user(actor.tenant, user_id);
    if (!user) return nobody();
    EVERY_CHECK(check_owner_stays(tx, actor, *user));
    store::People here(tx, actor.tenant);
    here.remove(user_id);
    ended = here.end_sessions(user_id, "");
    for (const std::string& stream : revoke_tokens_of(app, tx, actor, user_id)) ended.push_back(stream);
    store::spend_once_links(tx, "password_reset", user_id);
    record(app, tx, actor, "user", user_id, "", "person.removed",
           sentence("{} ({}) was removed.", user->name, ours(user->role)));
    return done();
  });
  if (!removed.ok()) return removed;
  close_streams(app, actor.tenant, ended);
  tell_changed(app, actor, "person", user_id);
  return done();
}

Result<store::User> hand_over(const App& app, const Actor& actor, const std::string& user_id) {
  EVERY_CHECK(require(actor, Permission::own));
  auto handed = app.db.write([&](store::Tx& tx) -> Result<store::User> {
    store::Accounts accounts(tx);
    const auto user = accounts.user(actor.tenant, user_id);
    if (!user) return nobody();
    const auto self = accounts.user(actor.tenant, actor.user_id);
    if (!self || self->id == user->id)
      return Error(Code::validation, "The workspace is handed over by one person to another.",
                   "Choose somebody else.");
    store::People here(tx, actor.tenant);
    here.put_role(user->id, "owner");
    here.put_role(self->id, "admin");
    record(app, tx, actor, "user", user->id, "", "ownership.transferred",
           sentence("{} handed the workspace over to {}.", self->name, user->name));
    return *accounts.user(actor.tenant, user_id);
  });
  if (handed.ok()) tell_changed(app, actor, "person", user_id);
  return handed;
}

}  // namespace every::app
