#include "app/logo.h"

#include "app/letterhead.h"
#include "crypto/crypto.h"
#include "store/logos.h"

namespace every::app {

std::optional<render::Logo> logo_of(store::Tx& tx, const Actor& actor) {
  return logo_on(tx, actor, letterhead_now(tx, actor));
}

Result<std::optional<render::Logo>> logo(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) { return logo_of(tx, actor); });
}

Result<render::Logo> put_logo(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::manage));
  Fields in(body);
  const auto data = in.text("data", {.required = true, .max = 2 * render::kLogoBytesMax});
  EVERY_CHECK(in.finish());
  const auto wrong = [](Error error) {
    error.fields.push_back({"/data", "format", error.detail});
    return error;
  };
  auto bytes = crypto::from_base64(*data);
  if (!bytes.ok()) return wrong(bytes.error());
  auto logo = render::read_logo(std::move(*bytes));
  if (!logo.ok()) return wrong(logo.error());
  app.db.write([&](store::Tx& tx) {
    store::Logos(tx, actor.tenant).put({logo->type, *data}, app.now());
    record(app, tx, actor, "workspace", actor.tenant.id(), "", "workspace.logo", "The logo was changed.");
  });
  tell_changed(app, actor, "workspace", actor.tenant.id());
  return logo;
}

Status remove_logo(const App& app, const Actor& actor) {
  EVERY_CHECK(require(actor, Permission::manage));
  const bool removed = app.db.write([&](store::Tx& tx) {
    if (!store::Logos(tx, actor.tenant).remove()) return false;
    record(app, tx, actor, "workspace", actor.tenant.id(), "", "workspace.logo", "The logo was removed.");
    return true;
  });
  if (removed) tell_changed(app, actor, "workspace", actor.tenant.id());
  return done();
}

}  // namespace every::app
