#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/client_choice.h"
#include "app/client_tags.h"
#include "app/clients.h"
#include "app/clients_csv.h"
#include "app/contacts.h"
#include "app/invoices.h"
#include "app/locks.h"
#include "app/review_filters.h"
#include "store/runs.h"

namespace every::api {
namespace {

// The client as it is now, with what lists and details show beside it.
http::Response client_reply(const Call& c, const std::string& id, int status) {
  struct Loaded {
    store::ClientRow row;
    app::Locks locks;
  };
  const Loaded loaded = c.app.db.read([&](store::Tx& tx) {
    const Date today = app::today_of(c.app, app::workspace_of(tx, c.actor));
    return Loaded{*store::Clients(tx, c.actor.tenant).row(id, today), app::locks_of(tx, c.actor.tenant)};
  });
  const json::value body = client_json(loaded.row, loaded.locks);
  return status == 201 ? created("/api/clients/" + id, body, loaded.row.client.version)
                       : reply(status, body, loaded.row.client.version);
}

Error no_client() {
  return Error(Code::not_found, "This client does not exist.");
}

bool exists(const Call& c) {
  return c.app.db.read(
      [&](store::Tx& tx) { return store::Clients(tx, c.actor.tenant).find(c.path("id")).has_value(); });
}

Result<store::ClientFilter> filter_of(const Call& c) {
  store::ClientFilter out;
  out.q = c.query("q");
  EVERY_TRY(source, c.choice("source", {"manual", "csv", "hubspot", "here"}));
  EVERY_TRY(status, c.choice("status", {"active", "archived"}));
  EVERY_TRY(hubspot, c.choice("hubspot", {"in_sync", "attention", "gone"}));
  EVERY_TRY(invoice, c.choice("invoice", {"draft", "issued", "sent", "viewed", "partial", "overdue", "paid",
                                          "credited", "void"}));
  EVERY_TRY(owes, c.choice("owes", {"true"}));
  EVERY_TRY(overdue, c.choice("overdue", {"true"}));
  EVERY_TRY(credit, c.choice("credit", {"true"}));
  out.source = source;
  out.status = status;
  out.tag = c.query("tag");
  out.owner = c.query("owner");
  out.hubspot = hubspot;
  out.invoice = invoice;
  out.list = c.query("list");
  out.run = c.query("run");
  out.owes = !owes.empty();
  out.overdue = !overdue.empty();
  out.credit = !credit.empty();
  EVERY_CHECK(app::know_filter(c.app, c.actor, out));
  return out;
}

Result<http::Response> choices(const Call& c) {
  constexpr std::int64_t kMost = 500;
  EVERY_TRY(status, c.choice("status", {"active", "archived"}));
  constexpr std::int64_t kRunsMost = 50;
  json::array tags, owners, runs;
  c.app.db.read([&](store::Tx& tx) {
    store::Clients clients(tx, c.actor.tenant);
    for (const std::string& tag : clients.tags(status == "archived", kMost))
      tags.push_back(json::string(tag));
    for (const std::string& owner : clients.owners(status == "archived", kMost))
      owners.push_back(json::string(owner));
    for (const std::string& id : clients.runs(status == "archived", kRunsMost))
      if (const auto run = store::Runs(tx, c.actor.tenant).find(id))
        runs.push_back(json::object{{"id", id}, {"createdAt", to_rfc3339(run->created_at)}});
    return true;
  });
  return reply(
      200, json::object{{"tags", std::move(tags)}, {"owners", std::move(owners)}, {"runs", std::move(runs)}});
}

Result<http::Response> lists(const Call& c) {
  EVERY_TRY(items, app::lists_to_choose(c.app.hubspot, c.actor, app::ListsOf::clients));
  const auto total = static_cast<std::int64_t>(items.size());
  return reply(200, list_json(std::move(items), total));
}

}  // namespace

void add_client_routes(Api& api) {
  api.add(http::Method::get, "/api/clients", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(slice, c.slice({"name", "email", "updatedAt", "createdAt", "balance"},
                             {"updatedAt", "createdAt", "balance"}));
    EVERY_TRY(filter, filter_of(c));
    struct Loaded {
      store::Window<store::ClientRow> window;
      app::Locks locks;
    };
    const Loaded loaded = c.app.db.read([&](store::Tx& tx) {
      const Date today = app::today_of(c.app, app::workspace_of(tx, c.actor));
      return Loaded{store::Clients(tx, c.actor.tenant).list(filter, slice, today),
                    app::locks_of(tx, c.actor.tenant)};
    });
    json::array items;
    for (const auto& row : loaded.window.items) items.push_back(client_json(row, loaded.locks));
    return reply(200, list_json(std::move(items), loaded.window.total));
  });
  api.add(http::Method::post, "/api/clients", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(client, app::create_client(c.app, c.actor, c.body));
    return client_reply(c, client.id, 201);
  });
  api.add(http::Method::get, "/api/clients/export", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(filter, filter_of(c));
    EVERY_TRY(text, app::clients_csv(c.app, c.actor, filter));
    return exported(c, std::move(text), "clients", "csv", "clients");
  });
  api.add(http::Method::post, "/api/clients/export", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(text, app::chosen_clients_csv(c.app, c.actor, c.body));
    return exported(c, std::move(text), "clients", "csv", "clients");
  });
  api.add(http::Method::get, "/api/clients/choices", choices);
  api.add(http::Method::get, "/api/clients/lists", lists);
  api.add(http::Method::post, "/api/clients/tags", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(changed, app::tag_clients(c.app, c.actor, c.body));
    json::array ids;
    for (const std::string& id : changed) ids.push_back(json::string(id));
    return reply(200, json::object{{"changed", std::move(ids)}});
  });
  api.add(http::Method::get, "/api/clients/{id}", [](const Call& c) -> Result<http::Response> {
    if (!exists(c)) return no_client();
    return client_reply(c, c.path("id"), 200);
  });
  api.add(http::Method::patch, "/api/clients/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_CHECK(app::change_client(c.app, c.actor, c.path("id"), c.body, version));
    return client_reply(c, c.path("id"), 200);
  });
  api.add(http::Method::del, "/api/clients/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::delete_client(c.app, c.actor, c.path("id")));
    return no_content();
  });
  api.add(http::Method::get, "/api/clients/{id}/contacts", [](const Call& c) -> Result<http::Response> {
    if (!exists(c)) return no_client();
    EVERY_TRY(slice, c.slice({"name"}));
    json::array items;
    std::int64_t total = 0;
    c.app.db.read([&](store::Tx& tx) {
      const auto locks = app::locks_of(tx, c.actor.tenant);
      const auto window =
          store::Contacts(tx, c.actor.tenant).list({.q = "", .source = "", .client_id = c.path("id")}, slice);
      for (const auto& contact : window.items) items.push_back(contact_json(contact, locks));
      total = window.total;
      return true;
    });
    return reply(200, list_json(std::move(items), total));
  });
  api.add(http::Method::post, "/api/clients/{id}/contacts", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(contact, app::add_client_contact(c.app, c.actor, c.path("id"), c.body));
    const auto locks = c.app.db.read([&](store::Tx& tx) { return app::locks_of(tx, c.actor.tenant); });
    return created("/api/contacts/" + contact.id, contact_json(contact, locks), contact.version);
  });
  api.add(http::Method::del, "/api/clients/{id}/contacts/{contact}",
          [](const Call& c) -> Result<http::Response> {
            EVERY_CHECK(app::detach_contact(c.app, c.actor, c.path("id"), c.path("contact")));
            return no_content();
          });
  api.add(http::Method::get, "/api/clients/{id}/activity", [](const Call& c) -> Result<http::Response> {
    if (!exists(c)) return no_client();
    EVERY_TRY(slice, c.slice({}));
    const auto window = c.app.db.read(
        [&](store::Tx& tx) { return store::Journal(tx, c.actor.tenant).of_client(c.path("id"), slice); });
    json::array items;
    for (const auto& activity : window.items) items.push_back(activity_json(activity));
    return reply(200, list_json(std::move(items), window.total));
  });
}

}  // namespace every::api
