#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/contacts.h"
#include "app/locks.h"

namespace every::api {
namespace {

json::value as_json(const Call& c, const domain::Contact& contact) {
  return contact_json(contact,
                      c.app.db.read([&](store::Tx& tx) { return app::locks_of(tx, c.actor.tenant); }));
}

}  // namespace

void add_contact_routes(Api& api) {
  api.add(http::Method::get, "/api/contacts", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(slice, c.slice({"name", "email", "updatedAt", "createdAt"}, {"updatedAt", "createdAt"}));
    EVERY_TRY(source, c.choice("source", {"manual", "csv", "hubspot", "here"}));
    json::array items;
    std::int64_t total = 0;
    c.app.db.read([&](store::Tx& tx) {
      const auto locks = app::locks_of(tx, c.actor.tenant);
      const auto window =
          store::Contacts(tx, c.actor.tenant)
              .list({.q = c.query("q"), .source = source, .client_id = c.query("client")}, slice);
      for (const auto& contact : window.items) items.push_back(contact_json(contact, locks));
      total = window.total;
      return true;
    });
    return reply(200, list_json(std::move(items), total));
  });
  api.add(http::Method::post, "/api/contacts", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(contact, app::create_contact(c.app, c.actor, c.body));
    return created("/api/contacts/" + contact.id, as_json(c, contact), contact.version);
  });
  api.add(http::Method::get, "/api/contacts/{id}", [](const Call& c) -> Result<http::Response> {
    const auto contact =
        c.app.db.read([&](store::Tx& tx) { return store::Contacts(tx, c.actor.tenant).find(c.path("id")); });
    if (!contact) return Error(Code::not_found, "This contact does not exist.");
    return reply(200, as_json(c, *contact), contact->version);
  });
  api.add(http::Method::patch, "/api/contacts/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_TRY(contact, app::change_contact(c.app, c.actor, c.path("id"), c.body, version));
    return reply(200, as_json(c, contact), contact.version);
  });
  api.add(http::Method::del, "/api/contacts/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::delete_contact(c.app, c.actor, c.path("id")));
    return no_content();
  });
}

}  // namespace every::api
