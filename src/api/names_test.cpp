// A name of blanks and format characters is no name: nobody meets an empty link.
#include "api/hubspot_test_support.h"

namespace every::api {
namespace {

class NamesTest : public HubSpotApiTest {
 protected:
  std::string name_of(const std::string& hubspot_type, const std::string& record) {
    const std::string client = db->read(
        [&](store::Tx& tx) { return store::Clients(tx, tenant).id_by_hubspot(hubspot_type, record); });
    EXPECT_FALSE(client.empty());
    return text(ok(get("/api/clients/" + client)), "name");
  }
};

constexpr const char* kHidden[] = {"\u200b", "\u200b\u200d\u2060", "\ufeff", "\u00ad",
                                   "\u3164", "\u2800 \u00a0",      "\u202e"};

TEST_F(NamesTest, WhatComesFromHubSpotIsCalledByItsDomainOrAddress) {
  std::vector<std::string> companies, people;
  for (std::size_t n = 0; n < std::size(kHidden); ++n) {
    const std::string at = "hidden" + std::to_string(n) + ".example";
    companies.push_back(create("companies", {{"name", kHidden[n]}, {"domain", at}}));
    const std::string member = create("contacts", {{"firstname", kHidden[n]}, {"email", "m@" + at}});
    link("contacts", member, "companies", companies.back(), true);
    people.push_back(
        create("contacts", {{"firstname", kHidden[n]}, {"lastname", kHidden[n]}, {"email", "p@" + at}}));
  }
  const std::string bare = create("contacts", {{"firstname", "\u200b"}, {"lastname", "\u200b"}});
  import_everything();
  for (std::size_t n = 0; n < std::size(kHidden); ++n) {
    const std::string at = "hidden" + std::to_string(n) + ".example";
    EXPECT_EQ(name_of("company", companies[n]), at);
    EXPECT_EQ(name_of("contact", people[n]), "p@" + at);
  }
  EXPECT_EQ(name_of("contact", bare), "Unnamed contact");
  // Found by what they are called, in a list that sorts them by it.
  const json::object found = ok(get("/api/search?q=hidden3.example"));
  EXPECT_FALSE(found.at("clients").as_array().empty());
  for (const auto& hit : found.at("clients").as_array()) EXPECT_TRUE(is_visible(text(hit, "title")));
  std::vector<std::string> names;
  const json::object list = ok(get("/api/clients?sort=name&limit=500"));
  for (const auto& one : list.at("items").as_array()) {
    names.push_back(fold(text(one, "name")));
    EXPECT_TRUE(is_visible(names.back()));
  }
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  // The next sync finds them as they are.
  ok(post("/api/hubspot/sync", {{"full", true}}), 202);
  EXPECT_EQ(number(settled().at("counts"), "updated"), 0);
  // A document is made out to something that can be read.
  const std::string client = db->read(
      [&](store::Tx& tx) { return store::Clients(tx, tenant).id_by_hubspot("company", companies.front()); });
  const json::object draft =
      ok(post("/api/invoices",
              {{"clientId", client},
               {"lines", json::array{json::object{
                             {"description", "Work"},
                             {"unitPrice", json::object{{"amount", "1.00"}, {"currency", "USD"}}}}}}}),
         201);
  EXPECT_EQ(text(draft.at("client"), "name"), "hidden0.example");
  EXPECT_EQ(get("/api/invoices/" + text(draft, "id") + "/pdf").status, 200);
  EXPECT_EQ(
      text(ok(post("/api/chat", {{"text", "show client hidden0.example"}})).at("messages").as_array().back(),
           "role"),
      "every");
}

TEST_F(NamesTest, NobodyTypesANameThatShowsNothing) {
  for (const char* hidden : kHidden) {
    const json::object refused = parsed(post("/api/clients", {{"name", hidden}, {"email", "x@y.example"}}));
    EXPECT_EQ(text(refused, "code"), "validation");
    EXPECT_EQ(text(refused.at("errors").at(0), "pointer"), "/name");
  }
  const json::object client = ok(post("/api/clients", {{"name", "Acme"}}), 201);
  const auto changed = call(http::Method::patch, "/api/clients/" + text(client, "id"),
                            json::serialize(json::object{{"name", "\u200b\u200b"}}), {{"If-Match", "\"1\""}});
  EXPECT_EQ(problem(changed, 422), "validation");
  EXPECT_EQ(text(ok(get("/api/clients/" + text(client, "id"))), "name"), "Acme");
}

}  // namespace
}  // namespace every::api
