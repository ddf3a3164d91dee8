// A list of clients is narrowed by tag, owner, HubSpot, documents and money, alone and together; tags are
// given to many at once.
#include "api/money_test_support.h"

namespace every::api {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class ClientFilterTest : public MoneyTest {
 protected:
  std::string make(const char* name, const json::array& tags = {}) {
    return text(ok(post("/api/clients", {{"name", name}, {"tags", tags}}), 201), "id");
  }
  std::vector<std::string> names(const std::string& query) {
    std::vector<std::string> out;
    const json::object list = ok(get("/api/clients" + query));
    for (const auto& one : list.at("items").as_array()) out.push_back(text(one, "name"));
    EXPECT_EQ(number(list, "total"), std::ssize(out)) << query;
    return out;
  }
  std::vector<std::string> tags(const std::string& id) {
    std::vector<std::string> out;
    const json::object client = ok(get("/api/clients/" + id));
    for (const auto& tag : client.at("tags").as_array()) out.emplace_back(tag.as_string());
    return out;
  }
  static json::array choice(const json::object& choices, const char* what) {
    return choices.at(what).as_array();
  }
};

TEST_F(ClientFilterTest, ByTagAlsoWhenTheyChangeOrAreArchived) {
  const std::string a = make("Acme", {"vip", "print"}), b = make("Bolt", {"vip"}),
                    c = make("Core", {"Übersee \"x\""});
  EXPECT_THAT(names("?tag=vip"), ElementsAre("Acme", "Bolt"));
  EXPECT_THAT(names("?tag=vip&sort=name&dir=desc"), ElementsAre("Bolt", "Acme"));
  EXPECT_THAT(names("?tag=vip&q=bo"), ElementsAre("Bolt"));
  EXPECT_THAT(names("?tag=VIP"), IsEmpty());
  EXPECT_THAT(names("?tag=%C3%9Cbersee%20%22x%22"), ElementsAre("Core"));
  EXPECT_THAT(names("?tag=vip&source=hubspot"), IsEmpty());
  // Found by the words of a tag as well.
  EXPECT_THAT(names("?q=pri"), ElementsAre("Acme"));
  EXPECT_THAT(names("?q=ubersee"), ElementsAre("Core"));
  EXPECT_EQ(choice(ok(get("/api/clients/choices")), "tags"), (json::array{"print", "vip", "Übersee \"x\""}));
  ok(patch("/api/clients/" + a, {{"tags", {"print"}}}));
  ok(patch("/api/clients/" + b, {{"status", "archived"}}));
  EXPECT_THAT(names("?tag=vip"), IsEmpty());
  EXPECT_THAT(names("?tag=vip&status=archived"), ElementsAre("Bolt"));
  EXPECT_THAT(names("?q=vip&status=archived"), ElementsAre("Bolt"));
  EXPECT_EQ(choice(ok(get("/api/clients/choices?status=archived")), "tags"), json::array{"vip"});
  EXPECT_EQ(call(http::Method::del, "/api/clients/" + c).status, 204);
  EXPECT_EQ(choice(ok(get("/api/clients/choices")), "tags"), json::array{"print"});
  EXPECT_EQ(get("/api/clients/export?tag=print").body, get("/api/clients/export?q=acme").body);
}

TEST_F(ClientFilterTest, ByWhatTheyOwe) {
  const std::string paid = make("Paid"), late = make("Late"), open = make("Open"), over = make("Over");
  make("None");
  const std::string one = issued({line("10")}, paid);
  ok(post(one + "/payments", payment("10")), 201);
  ok(post("/api/invoices/" +
          text(ok(post("/api/invoices", {{"clientId", late},
                                         {"lines", {line("10")}},
                                         {"issueDate", "2026-01-02"},
                                         {"dueDate", "2026-02-01"}}),
                  201),
               "id") +
          "/issue"));
  issued({line("10")}, open);
  clock.advance(std::chrono::seconds(1));
  draft({line("1")}, open);  // its last one
  json::object more = payment("25");
  more["clientId"] = over;
  more["allowOverpayment"] = true;
  ok(post("/api/payments", more), 201);
  EXPECT_THAT(names("?owes=true"), ElementsAre("Late", "Open"));
  EXPECT_THAT(names("?overdue=true"), ElementsAre("Late"));
  EXPECT_THAT(names("?credit=true"), ElementsAre("Over"));
  EXPECT_THAT(names("?invoice=overdue"), ElementsAre("Late"));
  EXPECT_THAT(names("?invoice=paid"), ElementsAre("Paid"));
  EXPECT_THAT(names("?invoice=draft"), ElementsAre("Open"));
  EXPECT_THAT(names("?invoice=issued"), IsEmpty());
  EXPECT_THAT(names("?owes=true&invoice=draft"), ElementsAre("Open"));
  EXPECT_THAT(names("?owes=true&credit=true"), IsEmpty());
  EXPECT_THAT(names("?owes=true&sort=balance&dir=desc"), UnorderedElementsAre("Late", "Open"));
  for (const char* query : {"?owes=yes", "?invoice=unpaid", "?hubspot=maybe", "?overdue=1"})
    EXPECT_EQ(problem(get(std::string("/api/clients") + query), 422), "validation") << query;
}

TEST_F(ClientFilterTest, ByHubSpotAndItsOwners) {
  import_everything();
  make("Here");
  const auto all = number(ok(get("/api/clients?source=hubspot")), "total");
  ASSERT_GT(all, 2);
  EXPECT_EQ(number(ok(get("/api/clients?hubspot=in_sync")), "total"), all);
  EXPECT_THAT(names("?hubspot=gone"), IsEmpty());
  const json::object found = ok(get("/api/clients?source=hubspot&limit=1")).at("items").at(0).as_object();
  control("archive",
          {{"type", text(found.at("hubspot"), "objectType") == "company" ? "companies" : "contacts"},
           {"id", text(found.at("hubspot"), "id")}});
  ok(post("/api/hubspot/sync", {{"full", true}}), 202);
  settled();
  if (number(ok(get("/api/clients?hubspot=gone")), "total") == 1) {
    EXPECT_THAT(names("?hubspot=gone"), ElementsAre(text(found, "name")));
    EXPECT_EQ(number(ok(get("/api/clients?hubspot=in_sync")), "total"), all - 1);
  }
  // Owners are chosen by their names; each list has who is theirs.
  const json::object choices = ok(get("/api/clients/choices"));
  std::int64_t owned = 0;
  for (const auto& owner : choices.at("owners").as_array()) {
    std::string name;
    for (const char c : std::string(owner.as_string()))
      name += c == ' ' ? std::string("%20") : std::string(1, c);
    const json::object theirs = ok(get("/api/clients?limit=500&owner=" + name));
    owned += number(theirs, "total");
    for (const auto& one : theirs.at("items").as_array()) EXPECT_EQ(one.at("ownerName"), owner);
  }
  EXPECT_GT(owned, 0);
  EXPECT_THAT(names("?owner=Nobody"), IsEmpty());
}

TEST_F(ClientFilterTest, ByTheListsOfHubSpotAndOfTheirContacts) {
  const auto list = [&](const char* type, const char* called) {
    return json::serialize(control("create-list", {{"type", type}, {"name", called}}).at("id"));
  };
  const auto id_in = [](const std::string& id) {
    return id.substr(id.find_first_not_of('"'), id.size() - 2 * id.find_first_not_of('"'));
  };
  const std::string companies = id_in(list("companies", "Key accounts")),
                    people = id_in(list("contacts", "Newsletter")), deals = id_in(list("deals", "Big ones"));
  const std::string company = create("companies", {{"name", "Northwind"}, {"domain", "northwind.example"}}),
                    member = create("contacts", {{"email", "m@northwind.example"}, {"firstname", "Mia"}}),
                    alone = create("contacts", {{"email", "solo@solo.example"}, {"firstname", "Solo"}});
  link("contacts", member, "companies", company, true);
  import_everything();
  control("list", {{"id", companies}, {"add", json::array{json::string(company)}}});
  control("list", {{"id", people}, {"add", json::array{json::string(member), json::string(alone)}}});
  std::vector<std::string> offered;
  const json::object lists = ok(get("/api/clients/lists"));
  for (const auto& one : lists.at("items").as_array()) offered.push_back(text(one, "name"));
  EXPECT_THAT(offered, testing::IsSupersetOf({"Key accounts", "Newsletter"}));
  EXPECT_THAT(offered, testing::Not(testing::Contains("Big ones")));
  EXPECT_THAT(names("?list=" + companies), ElementsAre("Northwind"));
  EXPECT_THAT(names("?list=" + people), ElementsAre("Northwind", "Solo"));
  EXPECT_THAT(names("?list=" + people + "&q=north"), ElementsAre("Northwind"));
  EXPECT_THAT(names("?list=" + people + "&status=archived"), IsEmpty());
  EXPECT_EQ(get("/api/clients/export?list=" + companies).body, get("/api/clients/export?q=northwind").body);
  const json::object tagged =
      ok(post("/api/clients/tags", {{"filter", {{"list", people}}}, {"add", {"news"}}}));
  EXPECT_EQ(tagged.at("changed").as_array().size(), 2U);
  EXPECT_THAT(names("?tag=news"), ElementsAre("Northwind", "Solo"));
  // A list that there is not, and one of something else, is no empty list: many would be chosen by mistake.
  for (const std::string& wrong : {std::string("4242"), deals}) {
    EXPECT_EQ(problem(get("/api/clients?list=" + wrong), 404), "not_found");
    EXPECT_EQ(problem(post("/api/clients/tags", {{"filter", {{"list", wrong}}}, {"add", {"x"}}}), 404),
              "not_found");
    EXPECT_EQ(problem(post("/api/clients/export", {{"filter", {{"list", wrong}}}}), 404), "not_found");
  }
  // Who left it is read again when that was long ago; what was read is kept while HubSpot cannot be asked.
  control("list", {{"id", people}, {"remove", json::array{json::string(alone)}}});
  clock.advance(std::chrono::minutes(6));
  EXPECT_THAT(names("?list=" + people), ElementsAre("Northwind"));
}

TEST_F(ClientFilterTest, ByTheRunThatTheyCameWith) {
  const std::string mine = text(ok(post("/api/clients", {{"name", "Mine"}}), 201), "id");
  EXPECT_EQ(choice(ok(get("/api/clients/choices")), "runs"), json::array());
  import_everything();
  const json::object first =
      ok(get("/api/hubspot/runs?trigger=import&limit=1")).at("items").at(0).as_object();
  const std::string run = text(first, "id");
  const auto all = number(ok(get("/api/clients?source=hubspot&limit=1")), "total");
  EXPECT_EQ(number(ok(get("/api/clients?run=" + run + "&limit=1")), "total"), all);
  EXPECT_EQ(choice(ok(get("/api/clients/choices")), "runs"),
            (json::array{json::object{{"id", run}, {"createdAt", first.at("createdAt")}}}));
  EXPECT_THAT(names("?run=nobody"), IsEmpty());
  EXPECT_THAT(names("?run=" + run + "&q=mine"), IsEmpty());

  // A later one brings a client of its own, and a contact to a client that was here: both are its.
  const std::string company = create("companies", {{"name", "Later"}, {"domain", "later.example"}}),
                    person = create("contacts", {{"email", "a@later.example"}});
  link("contacts", person, "companies", company, true);
  ok(post("/api/hubspot/sync", {{"full", true}}), 202);
  settled();
  const json::array runs = choice(ok(get("/api/clients/choices")), "runs");
  ASSERT_EQ(runs.size(), 2U);
  const std::string second = text(runs.at(0), "id");
  EXPECT_THAT(names("?run=" + second), ElementsAre("Later"));
  const std::string later = text(ok(get("/api/clients?run=" + second)).at("items").at(0), "id");
  ok(patch("/api/clients/" + later, {{"status", "archived"}}));
  EXPECT_THAT(names("?run=" + second), IsEmpty());
  EXPECT_THAT(names("?run=" + second + "&status=archived"), ElementsAre("Later"));
  EXPECT_EQ(choice(ok(get("/api/clients/choices")), "runs").size(), 1U);
}

TEST_F(ClientFilterTest, OfAnImportThatWasTakenBackNobodyIsLeft) {
  const std::string mine = text(ok(post("/api/clients", {{"name", "Mine"}}), 201), "id");
  ok(post("/api/clients/" + mine + "/contacts",
          {{"firstName", "Ada"}, {"lastName", "Mine"}, {"email", "ada@mine.example"}}),
     201);
  create("contacts", {{"email", "ada@mine.example"}, {"firstname", "Ada"}, {"lastname", "Theirs"}});
  import_everything();
  const std::string run = text(ok(get("/api/hubspot/runs?trigger=import&limit=1")).at("items").at(0), "id");
  EXPECT_EQ(number(ok(get("/api/clients?q=ada@mine&run=" + run)), "total"), 1) << "it was taken over";
  ok(post("/api/hubspot/runs/" + run + "/undo"), 202);
  settled();
  EXPECT_EQ(number(ok(get("/api/clients")), "total"), 1);
  EXPECT_THAT(names("?run=" + run), IsEmpty());
  EXPECT_EQ(choice(ok(get("/api/clients/choices")), "runs"), json::array());
}

TEST_F(ClientFilterTest, ManyAreTaggedAtOnceAndItCanBeTakenBack) {
  const std::string a = make("Acme", {"old"}), b = make("Bolt"), c = make("Core", {"new"});
  const json::object done = ok(post(
      "/api/clients/tags", {{"ids", {a, b, c, "nobody"}}, {"add", {"new", " new "}}, {"remove", {"old"}}}));
  EXPECT_EQ(done.at("changed").as_array(), (json::array{json::string(a), json::string(b)}))
      << "the third had it";
  EXPECT_THAT(tags(a), ElementsAre("new"));
  EXPECT_THAT(tags(b), ElementsAre("new"));
  ok(post("/api/clients/tags", {{"ids", done.at("changed")}, {"add", {"old"}}, {"remove", {"new"}}}));
  EXPECT_THAT(tags(a), ElementsAre("old"));
  EXPECT_THAT(tags(c), ElementsAre("new"));
  clock.advance(std::chrono::seconds(1));
  const json::object rest =
      ok(post("/api/clients/tags", {{"filter", {{"tag", "old"}}}, {"except", {b}}, {"add", {"x"}}}));
  EXPECT_EQ(rest.at("changed").as_array(), json::array{json::string(a)});
  EXPECT_EQ(text(ok(get("/api/clients/" + a + "/activity")).at("items").at(0).at("changes").at(0), "to"),
            "old, x");
  for (const json::object& wrong :
       {json::object{{"ids", {a}}}, json::object{{"add", {"x"}}}, json::object{{"ids", {a}}, {"add", {"  "}}},
        json::object{{"filter", {{"tag", 1}}}, {"add", {"x"}}},
        json::object{{"ids", {a}}, {"add", {std::string(101, 'x')}}}})
    EXPECT_EQ(problem(post("/api/clients/tags", wrong), 422), "validation") << json::serialize(wrong);
  become("viewer");
  EXPECT_EQ(problem(post("/api/clients/tags", {{"ids", {a}}, {"add", {"x"}}}), 403), "forbidden");
}

}  // namespace
}  // namespace every::api
