// The rules of the sync over the API: mapping, lists, and what a change of them would do.
#include "api/hubspot_test_support.h"

namespace every::api {
namespace {

class RulesApiTest : public HubSpotApiTest {
 protected:
  json::object settings() { return ok(get("/api/hubspot/settings")); }
  // The settings with the rules of one object replaced.
  static json::object with(json::object settings, const char* object, std::string_view rules) {
    settings.at("mapping").as_object()[object] = *parse_json(rules);
    return settings;
  }
  json::object sync_now() {
    ok(post("/api/hubspot/sync"), 202);
    return settled();
  }
  json::array notices() { return status().at("notices").as_array(); }
  json::object client_of_company() {
    const json::array items = ok(get("/api/clients?source=hubspot&limit=500")).at("items").as_array();
    for (const json::value& item : items)
      if (item.at("hubspot").is_object() && text(item.at("hubspot"), "objectType") == "company")
        return ok(get("/api/clients/" + text(item, "id")));
    ADD_FAILURE() << "no company came";
    return {};
  }
  static std::vector<std::string> texts(const json::value& array) {
    std::vector<std::string> out;
    for (const json::value& one : array.as_array()) out.emplace_back(one.as_string());
    return out;
  }
  static constexpr const char* kCompanies =
      R"([{"properties":["name"],"field":"name"},{"properties":["domain"],"field":"website","transform":"upper"},
          {"properties":["vat_number"],"field":"taxId","mode":"overwrite"},
          {"properties":["numberofemployees"],"field":"legalName","transform":"number","mode":"if_empty"}])";
};

TEST_F(RulesApiTest, TheStandardMappingIsThereAndSavingItAgainChangesNothing) {
  connect();
  const json::object before = settings();
  EXPECT_EQ(before.at("mapping").at("contacts").as_array().size(), 12U);
  EXPECT_EQ(before.at("lists").as_array().size(), 0U);
  EXPECT_EQ(before.at("pending"), false);
  EXPECT_EQ(ok(put_settings(before)), before);
  json::object off = before;
  off["mapping"] = nullptr;
  EXPECT_EQ(ok(put_settings(off)), before) << "null is the standard mapping";
}

TEST_F(RulesApiTest, PropertiesAreOfferedWithTheFieldsTheyFit) {
  connect();
  control("property", {{"type", "companies"}, {"name", "secret_number"}, {"sensitive", true}});
  const json::object found = ok(get("/api/hubspot/properties/companies"));
  bool revenue = false;
  for (const json::value& property : found.at("items").as_array()) {
    EXPECT_NE(text(property, "name"), "secret_number") << "sensitive ones are not offered";
    if (text(property, "name") != "annualrevenue") continue;
    revenue = true;
    EXPECT_TRUE(property.at("fits").as_array().empty()) << "a company has no field for a number";
  }
  EXPECT_TRUE(revenue);
  EXPECT_EQ(found.at("fields").as_array().size(), 12U);
  EXPECT_EQ(problem(get("/api/hubspot/properties/ships"), 404), "not_found");
}

TEST_F(RulesApiTest, AMappingIsShownWithTheValuesOfARealRecord) {
  const std::string path = "/api/hubspot/properties/contacts/example";
  EXPECT_EQ(problem(get(path), 409), "not_connected");
  connect();
  const json::object first = ok(get(path));
  const std::string id = text(first, "id");
  EXPECT_FALSE(text(first, "name").empty());
  EXPECT_TRUE(first.at("values").as_object().contains("lastmodifieddate")) << "also what is not mapped";
  const json::object next = ok(get(path + "?after=" + id));
  EXPECT_NE(text(next, "id"), id);
  EXPECT_EQ(ok(get(path + "?record=" + id)), first);
  EXPECT_EQ(text(ok(get(path + "?record=https%3A%2F%2Fapp.hubspot.com%2Fcontacts%2F1%2Frecord%2F0-1%2F" + id +
                        "%3Fa%3D2")),
                 "id"),
            id);
  EXPECT_EQ(problem(get(path + "?record=4242424242"), 404), "not_found");
  EXPECT_EQ(problem(get(path + "?record=nobody"), 404), "not_found");
  EXPECT_EQ(problem(get("/api/hubspot/properties/ships/example"), 404), "not_found");
  become("member");
  EXPECT_EQ(problem(get(path), 403), "forbidden");
}

TEST_F(RulesApiTest, RulesThatDoNotFitAreRefusedWithAPointer) {
  connect();
  struct Case {
    const char *rules, *pointer;
  };
  const Case cases[] = {
      {R"([{"properties":["annualrevenue"],"field":"phone"}])", "/mapping/companies/0/properties/0"},
      {R"([{"properties":["name","nowhere"],"field":"name"}])", "/mapping/companies/0/properties/1"},
      {R"([{"properties":["name"],"field":"colour"}])", "/mapping/companies/0/field"},
  };
  const json::object before = settings();
  for (const Case& c : cases) {
    const json::object refused = parsed(put_settings(with(before, "companies", c.rules)));
    EXPECT_EQ(text(refused, "code"), "validation") << c.rules;
    EXPECT_EQ(text(refused.at("errors").as_array().at(0), "pointer"), c.pointer) << c.rules;
  }
  json::object lists = before;
  lists["lists"] = json::array{"987654"};
  EXPECT_EQ(problem(put_settings(lists), 422), "validation");
  json::object stages = before;
  stages.at("mapping").as_object()["stages"] =
      json::array{json::object{{"pipeline", "default"}, {"stage", "nowhere"}, {"group", "won"}}};
  EXPECT_EQ(problem(put_settings(stages), 422), "validation");
  EXPECT_EQ(settings(), before) << "nothing was changed";
  become("member");
  EXPECT_EQ(problem(put_settings(before), 403), "forbidden");
}

TEST_F(RulesApiTest, AMappingDecidesWhatIsFilledAndWhatIsLocked) {
  control("property",
          {{"type", "companies"}, {"name", "vat_number"}, {"label", "VAT"}, {"valueType", "string"}});
  for (const auto& company : sandbox.portal().records(sandbox::Kind::company))
    control("change", {{"type", "companies"},
                       {"id", std::to_string(company.id)},
                       {"properties", json::object{{"vat_number", "DE 123"}}}});
  connect();
  import({{"select", json::object{{"all", true}}}});
  const std::string id = text(client_of_company(), "id");
  EXPECT_EQ(ok(put_settings(with(settings(), "companies", kCompanies))).at("pending"), true);
  // Saving does not touch the records; the next sync does.
  EXPECT_NE(text(ok(get("/api/clients/" + id)), "taxId"), "DE 123");
  sync_now();
  EXPECT_EQ(settings().at("pending"), false);
  const json::object client = ok(get("/api/clients/" + id));
  EXPECT_EQ(text(client, "taxId"), "DE 123");
  EXPECT_EQ(texts(client.at("lockedFields")), (std::vector<std::string>{"name", "taxId", "website"}));

  // The property is deleted in HubSpot: the value stays, and one notice says so.
  control("property", {{"type", "companies"}, {"name", "vat_number"}, {"archived", true}});
  control("touch-all", {{"type", "companies"}});
  sync_now();
  EXPECT_EQ(text(ok(get("/api/clients/" + id)), "taxId"), "DE 123");
  ASSERT_EQ(notices().size(), 1U);
  EXPECT_EQ(text(notices().at(0), "code"), "property_gone");
  // It does not stand in the way of another rule.
  json::object off = settings();
  off["frequency"] = "off";
  ok(put_settings(off));
  control("property", {{"type", "companies"}, {"name", "vat_number"}, {"archived", false}});
  control("touch-all", {{"type", "companies"}});
  sync_now();
  EXPECT_TRUE(notices().empty());
}

TEST_F(RulesApiTest, APreviewSaysWhatTheNextSyncDoes) {
  connect();
  import({{"select", json::object{{"all", true}}}});
  const json::object wanted =
      with(settings(), "companies", R"([{"properties":["name"],"field":"name","transform":"upper"}])");
  const json::object preview = ok(post("/api/hubspot/settings/preview?limit=500", wanted));
  EXPECT_EQ(settings().at("pending"), false) << "nothing is saved";
  EXPECT_GT(number(preview, "records"), 0);
  EXPECT_EQ(number(preview, "records"), number(preview.at("clients"), "updated"));
  EXPECT_TRUE(preview.at("reread").as_array().empty());
  ok(put_settings(wanted));
  sync_now();
  for (const json::value& record : preview.at("first").as_array()) {
    const json::object client = ok(get("/api/clients/" + text(record, "id")));
    for (const json::value& change : record.at("changes").as_array()) {
      EXPECT_EQ(text(change, "field"), "name");
      EXPECT_EQ(text(client, "name"), text(change, "to"));
    }
  }
  EXPECT_EQ(number(ok(post("/api/hubspot/settings/preview", wanted)), "records"), 0) << "it is done";
  const json::object more =
      with(wanted, "companies",
           R"([{"properties":["name"],"field":"name"},{"properties":["industry"],"field":"legalName",
                              "transform":"label"}])");
  EXPECT_EQ(texts(ok(post("/api/hubspot/settings/preview", more)).at("reread")),
            std::vector<std::string>{"companies"});
  become("member");
  EXPECT_EQ(problem(post("/api/hubspot/settings/preview", wanted), 403), "forbidden");
}

TEST_F(RulesApiTest, ListsLimitTheSyncAndWhoLeavesIsUnlockedAndStays) {
  connect();
  import({{"select", json::object{{"all", true}}}, {"includeNoEmail", true}});
  const json::object made = control("create-list", {{"type", "contacts"}, {"name", "Active clients"}});
  const std::string list =
      json::serialize(made.at("id")).find('"') == 0 ? text(made, "id") : json::serialize(made.at("id"));
  const auto& contacts = sandbox.portal().records(sandbox::Kind::contact);
  const std::string stays = std::to_string(contacts[0].id);
  control("list", {{"id", list}, {"add", json::array{stays}}});
  bool offered = false;
  const json::object lists = ok(get("/api/hubspot/lists"));
  for (const json::value& one : lists.at("items").as_array())
    if (text(one, "id") == list)
      offered = text(one, "name") == "Active clients" && text(one, "object") == "contacts";
  EXPECT_TRUE(offered);

  json::object wanted = settings();
  wanted["lists"] = json::array{list};
  const json::object preview = ok(post("/api/hubspot/settings/preview?limit=10", wanted));
  EXPECT_GT(number(preview.at("contacts"), "left"), 100);
  ok(put_settings(wanted));
  sync_now();
  const json::object review = ok(get("/api/hubspot/review"));
  EXPECT_EQ(number(review, "left"), number(preview.at("contacts"), "left"));
  EXPECT_EQ(number(review, "imported"), 1);
  const json::object gone =
      ok(get("/api/hubspot/contacts?state=left&limit=1")).at("items").as_array().at(0).as_object();
  const json::object contact = ok(get("/api/contacts/" + text(gone, "contactId")));
  EXPECT_TRUE(contact.at("hubspot").at("leftAt").is_string());
  EXPECT_TRUE(contact.at("lockedFields").as_array().empty()) << "ours to edit from now on";

  control("list", {{"id", list}, {"deleted", true}});
  sync_now();
  EXPECT_EQ(text(notices().at(0), "code"), "list_gone");
  EXPECT_EQ(number(ok(get("/api/hubspot/review")), "imported"), 1) << "its last members stay";
  wanted["lists"] = json::array{};
  ok(put_settings(wanted));
  sync_now();
  EXPECT_TRUE(notices().empty());
  EXPECT_EQ(number(ok(get("/api/hubspot/review")), "left"), 0);
}

}  // namespace
}  // namespace every::api
