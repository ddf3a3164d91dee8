// The life of a connection: given up and taken up again, ended from HubSpot's side, with fewer and with more
// permissions; what is shared and counted meanwhile; and people who asked to be forgotten.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "api/hubspot_test_support.h"
#include "app/hubspot_tokens.h"
#include "base/text.h"
#include "store/mirror.h"
#include "store/runs.h"

namespace every::api {
namespace {

constexpr const char* kConnected = "/settings/integrations/hubspot?hubspot=connected";

class LifecycleTest : public HubSpotApiTest {
 protected:
  void imported() {
    connect();
    import({{"select", json::object{{"all", true}}}, {"default", "replace"}, {"includeNoEmail", true}});
  }
  // Consents with these permissions only.
  void connect_with(std::initializer_list<const char*> scopes) {
    clock.advance(Millis(1'000));  // so that the newest run is the newest
    std::string grants = "&decision=connect&picked=1&portal=147893001";
    for (const char* scope : scopes) grants += std::string("&grant=") + scope;
    EXPECT_EQ(go_back(consent(auth_url(), grants)), kConnected);
  }
  std::int64_t mirrored(const char* type) {
    return db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).count(type); });
  }
  // The sandbox's live contacts: id -> properties.
  std::map<std::string, json::object> portal_contacts() {
    std::map<std::string, json::object> out;
    std::istringstream lines(hubspot(http::Method::get, "/sandbox/portal?type=contacts").body);
    for (std::string line; std::getline(lines, line);) {
      const json::object record = parse_json(line)->as_object();
      out[std::string(record.at("id").as_string())] = record.at("properties").as_object();
    }
    return out;
  }
  std::vector<json::object> contacts_here() {
    std::vector<json::object> out;
    for (int offset = 0;; offset += 500) {
      const json::object window = ok(get("/api/contacts?limit=500&offset=" + std::to_string(offset)));
      for (const auto& item : window.at("items").as_array()) out.push_back(item.as_object());
      if (window.at("items").as_array().size() < 500) return out;
    }
  }
};

TEST_F(LifecycleTest, TheReceiptOfADisconnectCanBeReadLater) {
  imported();
  const json::object receipt = ok(post("/api/hubspot/disconnect"));
  EXPECT_EQ(text(receipt.at("portal"), "id"), "147893001");
  connect();
  const json::object list = ok(get("/api/hubspot/receipts"));
  ASSERT_EQ(number(list, "total"), 1);
  const json::object kept = ok(get("/api/hubspot/receipts/" + text(receipt, "id")));
  EXPECT_EQ(kept, list.at("items").as_array().at(0).as_object());
  EXPECT_EQ(text(kept, "kind"), "disconnect");
  EXPECT_EQ(text(kept, "by"), "Dana Reyes");
  EXPECT_EQ(kept.at("disconnect"), json::value(receipt));
  EXPECT_TRUE(kept.at("privacyDelete").is_null());
  EXPECT_EQ(number(ok(get("/api/hubspot/receipts?kind=privacy_delete")), "total"), 0);
  EXPECT_EQ(problem(get("/api/hubspot/receipts/none"), 404), "not_found");
}

TEST_F(LifecycleTest, AnAppThatWasTakenOutInHubSpotNeedsReconnectionAndNothingIsLost) {
  imported();
  const auto before = contacts_here().size();
  control("revoke", json::object{});
  clock.advance(Millis(1'000));
  ok(post("/api/hubspot/sync"), 202);
  EXPECT_EQ(text(settled(), "state"), "failed");
  const json::object now = status();
  EXPECT_EQ(text(now.at("connection"), "state"), "needs_reconnection");
  EXPECT_EQ(text(now.at("connection"), "reason"), "token_expired");
  EXPECT_EQ(text(now.at("sync"), "health"), "failing");
  EXPECT_TRUE(now.at("sync").at("nextRunAt").is_null());
  EXPECT_EQ(contacts_here().size(), before);
  EXPECT_TRUE(told("connection"));

  // Nobody keeps knocking: neither the schedule nor a person's click.
  const int asked = network.requests;
  for (int i = 0; i < 50; ++i) {
    clock.advance(std::chrono::minutes(30));
    EXPECT_FALSE(hub->start_run(tenant, {.kind = "incremental", .trigger = "schedule"}).ok());
  }
  EXPECT_EQ(problem(post("/api/hubspot/sync"), 409), "token_expired");
  EXPECT_EQ(network.requests, asked);
  connect();
  EXPECT_EQ(contacts_here().size(), before);
  EXPECT_EQ(text(status().at("sync"), "health"), "healthy");
}

TEST_F(LifecycleTest, FewerPermissionsSwitchOffWhatTheyOpenedAndKeepWhatIsThere) {
  connect();
  const auto lines = mirrored("line_item");
  ASSERT_GT(lines, 0);
  ok(post("/api/hubspot/disconnect"));
  connect_with({"oauth", "crm.objects.contacts.read", "crm.objects.companies.read", "crm.objects.deals.read",
                "crm.objects.owners.read"});
  const json::object run = settled();
  EXPECT_EQ(text(run, "state"), "partial");
  const json::array errors =
      ok(get("/api/hubspot/runs/" + text(run, "id") + "/errors")).at("items").as_array();
  EXPECT_TRUE(std::any_of(errors.begin(), errors.end(), [](const auto& e) {
    return text(e, "code") == "scope_missing" && text(e, "objectType") == "line_item";
  })) << json::serialize(errors);
  const json::object now = status();
  const auto& off = now.at("connection").at("scopes").at("off").as_array();
  EXPECT_TRUE(std::any_of(off.begin(), off.end(),
                          [](const auto& o) { return text(o, "scope") == "crm.objects.line_items.read"; }));
  EXPECT_EQ(mirrored("line_item"), lines) << "what is there stays";

  // More permissions again: what was off is read without anybody asking for it.
  const std::string made = text(
      control("create",
              {{"type", "line_items"},
               {"properties",
                json::object{{"name", "Made while it was off"}, {"price", "10.00"}, {"quantity", "1"}}}}),
      "id");
  ok(post("/api/hubspot/disconnect"));
  connect();
  EXPECT_EQ(mirrored("line_item"), lines + 1);
  EXPECT_TRUE(db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).find("line_item", made); }));
}

TEST_F(LifecycleTest, AnotherAccountSaysBeforehandWhatItMeansAndDoesThat) {
  imported();
  const json::object receipt = ok(post("/api/hubspot/disconnect"));
  const json::object before = status().at("connection").at("before").as_object();
  EXPECT_EQ(text(before, "id"), "147893001");
  EXPECT_EQ(number(before, "contacts"), number(receipt, "contacts"));
  const std::string consequence = text(before, "consequence");
  EXPECT_NE(consequence.find(std::to_string(number(receipt, "contacts")) + " contacts"), std::string::npos)
      << consequence;
  const auto refused = go_back(consent(auth_url(), "&decision=connect&portal=147893002"));
  EXPECT_EQ(refused, "/settings/integrations/hubspot?hubspot=account_mismatch&expected=147893001");

  const auto records = contacts_here();
  EXPECT_EQ(go_back(consent(auth_url("?otherAccount=true"), "&decision=connect&portal=147893002")),
            kConnected);
  settled();
  const auto after = contacts_here();
  ASSERT_EQ(after.size(), records.size()) << "nothing of the new account comes in by itself, nothing goes";
  for (const json::object& contact : after) {
    EXPECT_TRUE(contact.at("hubspot").is_null());
    EXPECT_TRUE(contact.at("lockedFields").as_array().empty());
  }
  EXPECT_TRUE(status().at("connection").at("before").is_null());
}

// Whatever happens on both sides between a disconnect and a reconnect: every record finds its own again.
TEST_F(LifecycleTest, ReconnectingAfterEditsOnBothSidesMakesNoTwins) {
  imported();
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    SeededRandom dice(seed);
    ok(post("/api/hubspot/disconnect"));
    std::set<std::string> linked;
    for (const json::object& contact : contacts_here())
      if (!contact.at("hubspot").is_null()) linked.insert(text(contact.at("hubspot"), "id"));
    // A person edits here, what is unlocked now.
    const auto here = contacts_here();
    for (int i = 0; i < 12; ++i) {
      const json::object& contact = here[dice.below(here.size())];
      const std::string path = "/api/contacts/" + text(contact, "id");
      const http::Response before = get(path);
      const auto etag = before.headers.get("ETag");
      const auto edited =
          call(http::Method::patch, path,
               json::serialize(json::object{{"firstName", "Edited" + std::to_string(dice.below(100))}}),
               {{"If-Match", std::string(etag.value_or("*"))}});
      EXPECT_EQ(edited.status, 200) << edited.body;
    }
    // And somebody else in HubSpot.
    const auto portal = portal_contacts();
    std::vector<std::string> ids;
    for (const auto& [id, properties] : portal) ids.push_back(id);
    for (int i = 0; i < 8; ++i)
      control("change",
              {{"type", "contacts"},
               {"id", ids[dice.below(ids.size())]},
               {"properties", json::object{{"lastname", "Moved" + std::to_string(dice.below(100))}}}});
    const std::string gone = ids[dice.below(ids.size())];
    control("archive", {{"type", "contacts"}, {"id", gone}});
    const std::string fresh = text(
        control("create", {{"type", "contacts"},
                           {"properties",
                            json::object{{"firstname", "New"},
                                         {"lastname", "Seed" + std::to_string(seed)},
                                         {"email", "new" + std::to_string(seed) + "@elsewhere.example"}}}}),
        "id");
    clock.advance(std::chrono::hours(1));
    connect();

    const auto now = portal_contacts();
    std::map<std::string, int> times;
    for (const json::object& contact : contacts_here()) {
      if (contact.at("hubspot").is_null()) continue;
      const std::string id = text(contact.at("hubspot"), "id");
      ++times[id];
      const auto at = now.find(id);
      if (at == now.end()) continue;
      const auto value = [&](const char* name) {
        const auto* v = at->second.if_contains(name);
        return v != nullptr && v->is_string() ? trim(std::string_view(v->get_string())) : std::string();
      };
      EXPECT_EQ(text(contact, "firstName"), value("firstname")) << id;
      EXPECT_EQ(text(contact, "lastName"), value("lastname")) << id;
      EXPECT_FALSE(contact.at("lockedFields").as_array().empty()) << id;
    }
    for (const std::string& id : linked) EXPECT_EQ(times[id], 1) << id;
    for (const auto& [id, n] : times) EXPECT_EQ(n, 1) << id;
    EXPECT_EQ(times[fresh], 1) << "and who is new comes in, because everybody was chosen";
  }
}

TEST_F(LifecycleTest, WorkspacesOfOneAccountShareItsQuota) {
  connect();
  const store::Tenant second("second");
  db->write([&](store::Tx& tx) {
    store::Workspace workspace;
    workspace.id = second.id();
    workspace.name = "Second";
    workspace.created_at = workspace.updated_at = clock.now();
    store::Accounts(tx).insert_workspace(workspace);
    store::Connection c = store::Connections(tx, tenant).get();
    app::seal_tokens(*sealer, second, *app::open_tokens(*sealer, tenant, c), c);
    store::Connections(tx, second).put(c);
  });
  const auto ours = hub->portal(tenant), theirs = hub->portal(second);
  ASSERT_TRUE(ours.ok() && theirs.ok());
  EXPECT_NE(*ours, *theirs);
  EXPECT_EQ(&(*ours)->quota(), &(*theirs)->quota());
  EXPECT_EQ(hub->usage(tenant).share_percent, 90);
  db->write([&](store::Tx& tx) {
    store::Connections connections(tx, second);
    store::SyncSettings settings = connections.settings();
    settings.quota_share = 40;
    connections.put_settings(settings);
  });
  hub->connection_changed(second);
  EXPECT_EQ(hub->usage(tenant).share_percent, 40) << "the most careful of them decides";
  EXPECT_LE((*ours)->quota().state().limit, (*ours)->quota().state().max * 40 / 100);
  // An account that is connected with a token of its own has limits of its own.
  db->write([&](store::Tx& tx) {
    store::Connection c = store::Connections(tx, second).get();
    c.kind = "token";
    ++c.epoch;
    app::seal_tokens(*sealer, second, {"pat-na1-other", "", std::nullopt}, c);
    store::Connections(tx, second).put(c);
  });
  hub->connection_changed(second);
  const auto apart = hub->portal(second);
  ASSERT_TRUE(apart.ok());
  EXPECT_NE(&(*ours)->quota(), &(*apart)->quota());
  EXPECT_EQ(hub->usage(tenant).share_percent, 90);
}

TEST_F(LifecycleTest, TheMeterTellsWhatWasAskedAndSurvivesARestart) {
  connect();
  fault({{"match", json::object{{"path", "/crm/objects/"}}},
         {"do", "status"},
         {"status", 429},
         {"policy", "TEN_SECONDLY_ROLLING"},
         {"count", 1}});
  ok(post("/api/hubspot/sync", {{"full", true}}), 202);
  settled();
  const json::object quota = status().at("quota").as_object();
  const json::object today = quota.at("today").as_object();
  EXPECT_GT(number(today.at("byKind"), "list"), 3);
  EXPECT_GT(number(today.at("byKind"), "associations"), 0);
  EXPECT_GT(number(today.at("byKind"), "settings"), 2);
  EXPECT_EQ(number(today.at("byAnswer"), "limited"), 1);
  EXPECT_EQ(number(today.at("limitedBy"), "tenSecondly"), 1);
  EXPECT_GT(number(today.at("byAnswer"), "ok"), 5);
  EXPECT_GT(number(quota.at("recent").at("hour"), "requests"), 5);
  EXPECT_TRUE(quota.at("recent").at("hour").at("share").is_number());
  EXPECT_EQ(number(quota, "sharePercent"), 90);
  EXPECT_FALSE(quota.at("shareUsed").is_null());
  EXPECT_FALSE(quota.at("windowRemaining").is_null());
  const std::string page = get("/metrics").body;
  EXPECT_NE(page.find("every_hubspot_kind_requests_total"), std::string::npos);
  EXPECT_NE(page.find("every_hubspot_limited_total{policy=\"ten_secondly\"} 1"), std::string::npos);
  EXPECT_NE(page.find("every_hubspot_window_used_ratio"), std::string::npos);

  stop_server();
  start_server();
  EXPECT_EQ(status().at("quota").at("today"), json::value(today));
  clock.advance(std::chrono::hours(24));
  EXPECT_EQ(number(status().at("quota").at("today"), "requests"), 0) << "another day of the account";
}

TEST_F(LifecycleTest, TheNightsSweepAndTheShareAreRulesOfTheSync) {
  const json::object rules{{"frequency", "hourly"}, {"duplicatePolicy", "ask"}, {"includeDeals", true}};
  const json::object before = ok(get("/api/hubspot/settings"));
  EXPECT_EQ(text(before, "sweepTime"), "02:30");
  EXPECT_EQ(number(before, "quotaSharePercent"), 90);
  json::object change = rules;
  change["sweepTime"] = "04:15";
  change["quotaSharePercent"] = 35;
  EXPECT_EQ(text(ok(put_settings(change)), "sweepTime"), "04:15");
  EXPECT_EQ(number(ok(put_settings(rules)), "quotaSharePercent"), 35) << "absent: it stays";
  change["sweepTime"] = nullptr;
  EXPECT_TRUE(ok(put_settings(change)).at("sweepTime").is_null());
  for (const auto& [name, value] : std::vector<std::pair<std::string, json::value>>{
           {"sweepTime", "25:00"}, {"quotaSharePercent", 9}, {"quotaSharePercent", 101}}) {
    json::object wrong = rules;
    wrong[name] = value;
    EXPECT_EQ(problem(put_settings(wrong), 422), "validation") << name;
  }
  // Off means off, however long nothing was swept.
  connect();
  clock.advance(std::chrono::hours(50));
  ASSERT_TRUE(hub->start_run(tenant, {.kind = "incremental", .trigger = "schedule"}).ok());
  EXPECT_EQ(text(settled(), "kind"), "incremental");
}

TEST_F(LifecycleTest, AnOwnerErasesWhomHubSpotHasDeleted) {
  const std::string id =
      text(control("create", {{"type", "contacts"},
                              {"properties", json::object{{"firstname", "Zebulon"},
                                                          {"lastname", "Quackenbush"},
                                                          {"email", "zebulon@oddmail.example"},
                                                          {"phone", "+1 919 555 7788"}}}}),
           "id");
  imported();
  const std::string path = "/api/hubspot/contacts/" + id + "/erase";
  ASSERT_EQ(number(ok(get("/api/contacts?q=quackenbush")), "total"), 1);
  EXPECT_EQ(problem(post(path), 409), "locked_field") << "it would come back";
  EXPECT_EQ(problem(post("/api/hubspot/contacts/4242424242/erase"), 404), "not_found");
  control("purge", {{"type", "contacts"}, {"id", id}});
  ok(post("/api/hubspot/sync", {{"full", true}}), 202);
  settled();
  const json::object receipt = ok(post(path));
  EXPECT_EQ(text(receipt.at("privacyDelete"), "hubspotId"), id);
  EXPECT_EQ(text(ok(post(path)), "id"), text(receipt, "id")) << "once is enough";
  EXPECT_EQ(number(ok(get("/api/hubspot/receipts?kind=privacy_delete")), "total"), 1);
  for (const char* list : {"/api/contacts?q=quackenbush", "/api/clients?q=zebulon", "/api/clients?q=oddmail",
                           "/api/hubspot/contacts?q=zebulon"})
    EXPECT_EQ(number(ok(get(list)), "total"), 0) << list;
  // Not in the files either.
  for (const auto& file : std::filesystem::directory_iterator(dir)) {
    std::ifstream in(file.path(), std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    const std::string bytes = to_lower_ascii(all.str());
    for (const char* word : {"zebulon", "quackenbush", "oddmail", "555 7788"})
      EXPECT_EQ(bytes.find(word), std::string::npos) << word << " in " << file.path().filename();
  }
  become("member");
  EXPECT_EQ(problem(post(path), 403), "forbidden");
}

}  // namespace
}  // namespace every::api
