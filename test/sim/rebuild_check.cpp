#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "checks.h"
#include "store/accounts.h"
#include "store/clients.h"
#include "store/connection.h"
#include "store/deals.h"
#include "store/fresh_database.h"
#include "store/mirror.h"
#include "store/review.h"
#include "sync/first_load.h"
#include "sync/review.h"

namespace every::sim {
namespace {

const Date kToday = *parse_date("2026-11-23");

// What the projection made of one HubSpot record, by the record.
struct Made {
  std::map<std::string, std::string> values;   // "contact 17" -> its fields
  std::map<std::string, std::string> clients;  // "deal 17" -> the HubSpot record of its client
};

std::string key_of(const domain::HubSpotLink& link) {
  return link.object_type + " " + link.object_id;
}

// `frozen`: properties that HubSpot did not have for a while. What is here keeps their last values, those of
// a record that was merged in the meantime too; nothing but its history tells which.
Made made(store::Tx& tx, const store::Tenant& tenant, const std::set<std::string>& frozen) {
  Made out;
  const auto unless_frozen = [&](const char* property, std::string value) {
    return frozen.contains(property) ? std::string() : value;
  };
  store::Clients clients(tx, tenant);
  const auto live = [](const std::optional<domain::HubSpotLink>& link) { return link && !link->gone_at; };
  const auto client_key = [&](const std::string& id) {
    const auto client = clients.find(id);
    return client && live(client->hubspot) ? key_of(*client->hubspot) : std::string();
  };
  for (std::int64_t at = 0;; at += 500) {
    const auto window = clients.list({}, {"name", false, at, 500}, kToday);
    for (const auto& row : window.items)
      if (live(row.client.hubspot) && !row.client.is_person)
        out.values["client of " + key_of(*row.client.hubspot)] =
            fmt::format("{}|{}|{}|{}", row.client.name, unless_frozen("phone", row.client.phone),
                        row.client.website, unless_frozen("city", row.client.address.one_line()));
    if (window.items.size() < 500) break;
  }
  for (std::int64_t at = 0;; at += 500) {
    const auto window = store::Contacts(tx, tenant).list({}, {"name", false, at, 500});
    for (const auto& c : window.items) {
      if (!live(c.hubspot)) continue;
      std::vector<std::string> companies;
      for (const auto& m : store::Contacts(tx, tenant).memberships_of_contact(c.id))
        if (const auto key = client_key(m.client_id); m.from_hubspot && key.starts_with("company"))
          companies.push_back(key);
      std::sort(companies.begin(), companies.end());
      out.values[key_of(*c.hubspot)] = fmt::format(
          "{}|{}|{}|{}|{}|{}|{}", c.first_name, c.last_name, c.email, unless_frozen("phone", c.phone),
          unless_frozen("jobtitle", c.job_title), c.address.one_line(), fmt::join(companies, ","));
    }
    if (window.items.size() < 500) break;
  }
  for (std::int64_t at = 0;; at += 500) {
    const auto window = store::Deals(tx, tenant).list({}, {"name", false, at, 500}, kToday);
    for (const auto& [d, a, b, c] : window.items) {
      if (!live(d.hubspot)) continue;
      const std::string key = key_of(*d.hubspot);
      out.values[key] = fmt::format(
          "{}|{}|{}|{}|{}|{}", d.name,
          d.amount ? d.amount->decimal() + std::string(d.amount->currency.code()) : "", d.pipeline_id,
          d.stage_id, d.won, unless_frozen("closedate", d.close_date ? to_text(*d.close_date) : ""));
      out.clients[key] = client_key(d.client_id);
    }
    if (window.items.size() < 500) break;
  }
  return out;
}

// The mirror, the decisions, the selection and the settings, into another database.
void copy(World& world, store::Tx& from, store::Tx& to) {
  const store::Tenant& tenant = world.tenant();
  store::Workspace workspace;
  workspace.id = tenant.id();
  workspace.name = "Fieldstone";
  store::Accounts(to).insert_workspace(workspace);
  store::Connections(to, tenant).put(store::Connections(from, tenant).get());
  store::Connections(to, tenant).put_settings(store::Connections(from, tenant).settings());
  store::Runs(to, tenant).put_watermark(std::string(sync::kLoadedMark), world.keep().stage.now());
  store::Mirror mine(from, tenant), theirs(to, tenant);
  theirs.put_owners(mine.owners());
  theirs.put_pipelines(mine.pipelines());
  for (const sync::ObjectType type : sync::kObjectTypes) {
    const std::string key(sync::name(type));
    std::string after;
    for (auto records = mine.after(key, "", 1000); !records.empty(); records = mine.after(key, after, 1000)) {
      theirs.upsert(records);
      after = records.back().id;
    }
  }
  for (const auto& pair : sync::kPairs) {
    const std::string a(sync::name(pair.from)), b(sync::name(pair.to));
    const auto ids = mine.live_ids(a, "", "");
    theirs.replace_associations(a, b, ids, mine.associations(a, ids, b));
  }
  store::Review decided(from, tenant), fresh(to, tenant);
  const auto contacts = mine.live_ids("contact", "", "");
  std::vector<std::string> selected;
  for (const auto& id : contacts) {
    if (const auto decision = decided.decision(id)) fresh.put_decision(*decision);
    if (decided.selected(id)) selected.push_back(id);
  }
  fresh.select(selected);
  sync::ReviewDesk(to, tenant).refresh(contacts);
}

}  // namespace

// What is here may be more than what comes out anew: a record that once came in stays. What comes out anew
// has to be here, with the same values.
void check_rebuild(World& world) {
  if (world.persons_made()) return;  // whoever was linked with somebody here has a history of their own
  const auto settings =
      world.file().read([&](store::Tx& tx) { return store::Connections(tx, world.tenant()).settings(); });
  if (!settings.imported_once) return;
  Log log(Log::Level::off);
  static int rebuilt = 0;
  const auto path = world.folder() / ("again" + std::to_string(++rebuilt) + ".db");
  const auto db = store::fresh_database(path, log, 1);
  std::vector<std::string> selected;
  world.file().read([&](store::Tx& from) {
    db->write([&](store::Tx& to) { copy(world, from, to); });
    store::Review review(from, world.tenant());
    for (const auto& id : store::Mirror(from, world.tenant()).live_ids("contact", "", ""))
      if (review.selected(id)) selected.push_back(id);
    return 0;
  });
  Keep& keep = world.keep();
  Keep again{*db, keep.stage, keep.network, keep.random, keep.log, keep.metrics};
  {
    Process process(again);
    sync::ImportRequest request;
    request.all = settings.select_all;
    if (!request.all) request.ids = selected;
    request.undecided = sync::match_policy_from(settings.duplicate_policy).value_or(sync::MatchPolicy::ask);
    request.include_deals = settings.include_deals;
    request.include_no_email = settings.include_no_email;
    const auto run =
        process.engine().start({.kind = "import", .trigger = "import", .by = "Dana", .import = request});
    if (!run.ok()) throw Failure{"the mirror cannot be projected anew: " + run.error().detail};
    while (!process.engine().wait_idle(std::chrono::hours(1)));
  }
  const Made here =
      world.file().read([&](store::Tx& tx) { return made(tx, world.tenant(), world.frozen()); });
  const Made anew = db->read([&](store::Tx& tx) { return made(tx, world.tenant(), world.frozen()); });
  bool somebody_waits = false;
  const auto waits = [&](const std::string& key) {
    if (!key.starts_with("contact ")) return false;
    const std::string id = key.substr(8);
    const auto row =
        world.file().read([&](store::Tx& tx) { return store::Review(tx, world.tenant()).find(id); });
    return row && row->state == "duplicate";
  };
  // A company comes in with the contacts who work there, and waits with them.
  const auto members_wait = [&](const std::string& key) {
    if (!key.starts_with("client of company ")) return false;
    const auto members = world.file().read([&](store::Tx& tx) {
      return store::Mirror(tx, world.tenant()).associated_from("contact", "company", key.substr(18));
    });
    return std::any_of(members.begin(), members.end(),
                       [&](const std::string& id) { return waits("contact " + id); });
  };
  for (const auto& [key, values] : anew.values) {
    const auto at = here.values.find(key);
    // Whoever has the address of somebody who was deleted in HubSpot, and stays here, waits for a person.
    if (at == here.values.end() && (waits(key) || members_wait(key))) {
      somebody_waits = true;
      continue;
    }
    if (at == here.values.end()) throw Failure{fmt::format("{} should be here and is not: {}", key, values)};
    if (at->second != values)
      throw Failure{fmt::format("{} is here\n  {}\nand projected anew\n  {}", key, at->second, values)};
  }
  // Who once came in, and would not any more, is still the client of a deal.
  const auto came_before = [&](const std::string& client) {
    return !anew.values.contains(client.starts_with("contact ") ? client : "client of " + client);
  };
  // So is who a contact who once came in belongs to.
  const auto contact_came_before = [&](const std::string& deal) {
    const auto links = world.file().read([&](store::Tx& tx) {
      return store::Mirror(tx, world.tenant()).associations("deal", deal.substr(5), "contact");
    });
    return std::any_of(links.begin(), links.end(), [&](const auto& link) {
      const std::string contact = "contact " + link.to_id;
      return here.values.contains(contact) && !anew.values.contains(contact);
    });
  };
  for (const auto& [key, client] : anew.clients)
    if (!client.empty() && !somebody_waits && here.clients.at(key) != client &&
        !came_before(here.clients.at(key)) && !contact_came_before(key))
      throw Failure{
          fmt::format("the client of {} is [{}], projected anew [{}]", key, here.clients.at(key), client)};
}

}  // namespace every::sim
