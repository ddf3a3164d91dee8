#include "app/context.h"

#include "base/sentence.h"
#include "domain/audit.h"

namespace every::app {

Status require(const Actor& actor, Permission permission) {
  const PermissionRow& row = row_of(permission);
  if (may(actor.role, permission)) {
    if ((actor.scopes & scope_bit(permission)) != 0) return done();
    return Error(Code::forbidden, sentence("This access token was not made for {}.", row.name),
                 "Make one with this scope in Settings › Access tokens.");
  }
  return Error(Code::forbidden, std::string(row.refusal), std::string(row.refuge));
}

store::Workspace workspace_of(store::Tx& tx, const Actor& actor) {
  auto workspace = store::Accounts(tx).workspace(actor.tenant);
  if (!workspace) throw store::StorageError("a session of a workspace that does not exist");
  return *workspace;
}

void record(const App& app, store::Tx& tx, const Actor& actor, std::string_view subject_kind,
            const std::string& subject_id, const std::string& client_id, std::string_view kind,
            std::string text, std::string data, std::vector<std::string> also) {
  store::Journal(tx, actor.tenant)
      .add({.id = app.id(),
            .subject_kind = std::string(subject_kind),
            .subject_id = subject_id,
            .client_id = client_id,
            .kind = std::string(kind),
            .actor = actor.name,
            .run_id = "",
            .text = std::move(text),
            .data = std::move(data),
            .at = app.now(),
            .actor_id = actor.user_id,
            .address = actor.address,
            .agent = actor.agent,
            .audit = std::string(domain::audit_group(kind)),
            .also = std::move(also)});
}

Status use_key(const App& app, store::Tx& tx, const Actor& actor) {
  if (actor.key.empty() || store::Journal(tx, actor.tenant).use_key(actor.key, actor.key_of, app.now()))
    return done();
  return Error(Code::stale, "This was done before Every was restarted.", "Load it again to see it.");
}

void tell_changed(const App& app, const Actor& actor, std::string_view kind, const std::string& id) {
  app.events.publish(
      actor.tenant, "records.changed",
      json::object{{"kinds", json::array{json::string(kind)}}, {"ids", json::array{json::string(id)}}});
}

}  // namespace every::app
