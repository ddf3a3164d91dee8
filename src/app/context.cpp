#include "app/context.h"

#include <fmt/format.h>

namespace every::app {

Status require(const Actor& actor, Permission permission) {
  const bool admin = actor.role == "owner" || actor.role == "admin";
  const bool member = admin || actor.role == "member";
  const bool viewer = member || actor.role == "viewer";
  const bool allowed = permission == Permission::read     ? viewer
                       : permission == Permission::manage ? admin
                                                          : member;
  if (allowed) return done();
  return permission == Permission::manage
             ? Error(Code::forbidden, "Only an owner or administrator can do this.",
                     "Ask an administrator of the workspace.")
             : Error(Code::forbidden, "Your role is read-only.", "Ask an administrator for another role.");
}

store::Workspace workspace_of(store::Tx& tx, const Actor& actor) {
  auto workspace = store::Accounts(tx).workspace(actor.tenant);
  if (!workspace) throw store::StorageError("a session of a workspace that does not exist");
  return *workspace;
}

void record(const App& app, store::Tx& tx, const Actor& actor, std::string_view subject_kind,
            const std::string& subject_id, const std::string& client_id, std::string_view kind,
            std::string text, std::string data) {
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
            .at = app.now()});
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
