// From what was found in HubSpot to clients here: review, decisions, import, locks.
#include <set>

#include "api/hubspot_test_support.h"
#include "app/import_contacts.h"
#include "domain/matching.h"

namespace every::api {
namespace {

class ReviewTest : public HubSpotApiTest {
 protected:
  // E-mail addresses that exactly one HubSpot contact has, normalised, with that contact's id.
  std::vector<std::pair<std::string, std::string>> single_emails() {
    std::map<std::string, std::vector<std::string>> found;
    const std::string dump = hubspot(http::Method::get, "/sandbox/portal?type=contacts").body;
    for (std::size_t at = 0; at < dump.size();) {
      const auto end = dump.find('\n', at);
      const auto line = parse_json(std::string_view(dump).substr(at, end - at));
      at = end + 1;
      const json::object& properties = line->at("properties").as_object();
      const auto* email = properties.if_contains("email");
      if (email == nullptr || !email->is_string()) continue;
      if (const auto normal = domain::normal_email(email->get_string()))
        found[*normal].push_back(std::string(line->at("id").as_string()));
    }
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& [email, ids] : found)
      if (ids.size() == 1) out.emplace_back(email, ids.front());
    return out;
  }
  json::object review() { return ok(get("/api/hubspot/review")); }
  json::array clusters(const std::string& query = {}) {
    return ok(get("/api/hubspot/duplicates" + query)).at("items").as_array();
  }
  std::int64_t total(const std::string& target) { return number(ok(get(target)), "total"); }
  // The other side of a preview: what is here after the import.
  struct Here {
    std::int64_t clients, contacts, deals;
    bool operator==(const Here&) const = default;
  };
  Here here() {
    return {total("/api/clients?limit=1"), total("/api/contacts?limit=1"), total("/api/deals?limit=1")};
  }
};

TEST_F(ReviewTest, NothingIsImportedUntilSomebodySaysSo) {
  connect();
  const json::object counts = review();
  EXPECT_EQ(number(counts, "found"), 120);
  EXPECT_FALSE(counts.at("reading").as_bool());
  EXPECT_EQ(number(counts, "imported"), 0);
  EXPECT_EQ(total("/api/clients?limit=1"), 0);
  EXPECT_EQ(total("/api/hubspot/contacts?limit=1"), 120);
  EXPECT_EQ(total("/api/hubspot/contacts?state=no_email&limit=1"), number(counts, "noEmail"));
}

TEST_F(ReviewTest, ContactsAreListedByStateWordsAndOrder) {
  connect();
  const json::array by_name = ok(get("/api/hubspot/contacts?sort=name&limit=500")).at("items").as_array();
  ASSERT_EQ(by_name.size(), 120U);
  const json::array last = ok(get("/api/hubspot/contacts?sort=name&dir=desc&limit=1")).at("items").as_array();
  EXPECT_EQ(text(last[0], "id"), text(by_name.back(), "id"));
  const std::string email = single_emails().front().first;
  EXPECT_EQ(total("/api/hubspot/contacts?q=" + http::percent_encode(email)), 1);
  EXPECT_EQ(problem(get("/api/hubspot/contacts?state=nonsense"), 422), "validation");
  EXPECT_EQ(problem(get("/api/hubspot/contacts?limit=501"), 422), "validation");
}

TEST_F(ReviewTest, ContactsAreNarrowedByListOwnerAndWhenTheyChanged) {
  const json::object made = control("create-list", {{"type", "contacts"}, {"name", "Active clients"}});
  const std::string list =
      json::serialize(made.at("id")).find('"') == 0 ? text(made, "id") : json::serialize(made.at("id"));
  const auto& contacts = sandbox.portal().records(sandbox::Kind::contact);
  json::array members;
  for (int i = 0; i < 7; ++i) members.emplace_back(std::to_string(contacts[static_cast<std::size_t>(i)].id));
  control("list", {{"id", list}, {"add", members}});
  connect();
  const json::object choices = ok(get("/api/hubspot/review/filters"));
  bool offered = false;
  for (const json::value& one : choices.at("lists").as_array()) offered = offered || text(one, "id") == list;
  EXPECT_TRUE(offered);
  EXPECT_EQ(total("/api/hubspot/contacts?list=" + list), 7);
  EXPECT_EQ(problem(get("/api/hubspot/contacts?list=4242"), 404), "not_found");

  // Each contact is its owner's, and nobody is left out.
  std::int64_t owned = 0;
  for (const json::value& owner : choices.at("owners").as_array()) {
    const std::string name(owner.as_string());
    const json::object theirs =
        ok(get("/api/hubspot/contacts?limit=500&owner=" + http::percent_encode(name)));
    for (const json::value& one : theirs.at("items").as_array()) EXPECT_EQ(text(one, "ownerName"), name);
    owned += number(theirs, "total");
  }
  EXPECT_GT(choices.at("owners").as_array().size(), 1U);
  std::int64_t with_owner = 0;
  const json::object all = ok(get("/api/hubspot/contacts?limit=500"));
  for (const json::value& one : all.at("items").as_array())
    with_owner += one.at("ownerName").is_null() ? 0 : 1;
  EXPECT_EQ(owned, with_owner);

  // Days of the last change: what is until a day and what is after it are all there are.
  const json::array by_time =
      ok(get("/api/hubspot/contacts?sort=modifiedAt&dir=asc&limit=500")).at("items").as_array();
  const std::string day =
      to_text(local_date(*parse_rfc3339(text(by_time[60], "modifiedAt")), "America/Los_Angeles"));
  const std::string next = to_text(add_days(*parse_date(day), 1));
  const std::int64_t until = total("/api/hubspot/contacts?to=" + day);
  EXPECT_GT(until, 60);
  EXPECT_EQ(until + total("/api/hubspot/contacts?from=" + next), 120);
  EXPECT_EQ(problem(get("/api/hubspot/contacts?from=yesterday"), 422), "validation");
}

TEST_F(ReviewTest, AMatchShowsBothSidesAndItsDecisionIsRemembered) {
  const auto [email, hubspot_id] = single_emails().front();
  const Made mine = make_client("Pinecrest Works", email);
  connect();
  ASSERT_EQ(number(review(), "undecided"), 1);
  const json::object cluster = clusters("?decided=false").at(0).as_object();
  const std::string id = text(cluster, "id");
  EXPECT_EQ(text(cluster.at("every").at(0), "contactId"), mine.contact_id);
  EXPECT_EQ(text(cluster.at("every").at(0), "company"), "Pinecrest Works");
  EXPECT_EQ(text(cluster.at("hubspot").at(0), "id"), hubspot_id);
  EXPECT_TRUE(cluster.at("decision").is_null());
  EXPECT_FALSE(cluster.at("fields").as_array().empty());

  const json::object decided = ok(put("/api/hubspot/duplicates/" + id, {{"decision", "skip"}}));
  EXPECT_EQ(text(decided, "decision"), "skip");
  EXPECT_EQ(text(decided, "decidedBy"), "Dana Reyes");
  EXPECT_EQ(number(review(), "undecided"), 0);
  EXPECT_EQ(text(ok(get("/api/hubspot/duplicates/" + id)), "decision"), "skip");
  EXPECT_EQ(clusters("?decided=true").size(), 1U);

  const json::object open = ok(put("/api/hubspot/duplicates/" + id, {{"decision", nullptr}}));
  EXPECT_TRUE(open.at("decision").is_null());
  EXPECT_EQ(number(review(), "undecided"), 1);
}

TEST_F(ReviewTest, ADecisionHasToMakeSense) {
  make_client("Pinecrest Works", single_emails().front().first);
  connect();
  const std::string at = "/api/hubspot/duplicates/" + text(clusters().at(0), "id");
  EXPECT_EQ(problem(put(at, {{"decision", "merge"}}), 422), "validation");
  EXPECT_EQ(problem(put(at, json::object{}), 422), "validation");
  EXPECT_EQ(problem(put(at, {{"decision", "replace"}, {"targetId", "01K00000000000000000000000"}}), 422),
            "validation");
  EXPECT_EQ(problem(put(at, {{"decision", "skip"}, {"extra", 1}}), 422), "unknown_field");
  EXPECT_EQ(problem(put("/api/hubspot/duplicates/00000000000000000000000000", {{"decision", "skip"}}), 404),
            "not_found");
  EXPECT_EQ(problem(get("/api/hubspot/duplicates/00000000000000000000000000"), 404), "not_found");
  EXPECT_EQ(number(review(), "undecided"), 1);
  become("viewer");
  EXPECT_EQ(problem(put(at, {{"decision", "skip"}}), 403), "forbidden");
}

TEST_F(ReviewTest, OneDecisionForAllOpenMatches) {
  const auto emails = single_emails();
  for (std::size_t i = 0; i < 5; ++i) make_client("Client " + std::to_string(i), emails.at(i).first);
  connect();
  ASSERT_EQ(number(review(), "undecided"), 5);
  const json::array all = clusters("?sort=name");
  const json::object two =
      ok(post("/api/hubspot/duplicates/decide",
              {{"select", json::object{{"ids", json::array{all[0].at("id"), all[1].at("id")}}}},
               {"decision", "create"}}));
  EXPECT_EQ(number(two, "decided"), 2);
  const json::object rest = ok(post("/api/hubspot/duplicates/decide",
                                    {{"select", json::object{{"all", true}}}, {"decision", "skip"}}));
  EXPECT_EQ(number(rest, "decided"), 3);
  EXPECT_EQ(number(review(), "undecided"), 0);
  EXPECT_EQ(text(ok(get("/api/hubspot/duplicates/" + text(all[0], "id"))), "decision"), "create");
  EXPECT_EQ(clusters("?kind=formatting").size() + clusters("?kind=conflict").size(), 5U);
  EXPECT_EQ(problem(post("/api/hubspot/duplicates/decide", {{"decision", "skip"}}), 422), "validation");
}

TEST_F(ReviewTest, ThePreviewIsExactlyWhatTheImportDoes) {
  const auto emails = single_emails();
  make_client("Stays apart", emails.at(0).first);
  make_client("Takes HubSpot's values", emails.at(1).first);
  make_client("Waits", emails.at(2).first);
  connect();
  json::object request{{"select", json::object{{"all", true}}}, {"default", "ask"}};
  json::object decisions;
  for (const auto& cluster : clusters()) {
    const std::string email = text(cluster, "email");
    if (email == emails.at(0).first) decisions[text(cluster, "id")] = "skip";
    if (email == emails.at(1).first) decisions[text(cluster, "id")] = "replace";
  }
  request["decisions"] = decisions;
  json::object dry = request;
  dry["dryRun"] = true;
  const Here before = here();
  const json::object preview = ok(post("/api/hubspot/import", dry));
  EXPECT_EQ(here(), before);  // a preview writes nothing
  EXPECT_EQ(number(preview, "undecided"), 1);
  EXPECT_EQ(number(preview, "updated"), 1);

  const json::object run = import(request);
  EXPECT_EQ(run.at("state").as_string(), "succeeded") << json::serialize(run);
  const Here after = here();
  EXPECT_EQ(after.clients - before.clients, number(preview, "clientsCreated"));
  EXPECT_EQ(after.contacts - before.contacts, number(preview, "contactsCreated"));
  EXPECT_EQ(after.deals - before.deals, number(preview, "deals"));
  EXPECT_EQ(number(review(), "imported"), number(preview, "contactsCreated") + 1);
  EXPECT_EQ(number(review(), "skipped"), 1);
  EXPECT_EQ(number(review(), "undecided"), 1);
}

TEST_F(ReviewTest, ImportingTwiceMakesNoTwin) {
  connect();
  const json::object request{{"select", json::object{{"all", true}}}, {"includeNoEmail", true}};
  import(request);
  const Here once = here();
  EXPECT_EQ(once.contacts, 120);
  import(request);
  EXPECT_EQ(here(), once);
}

TEST_F(ReviewTest, WhatIsTickedIsKeptForWhoComesNextUntilAnImportBegins) {
  connect();
  const std::string target = "/api/hubspot/import/choice";
  const auto put_choice = [&](const json::value& body, const std::string& tag) {
    return call(http::Method::put, target, json::serialize(body), {{"If-Match", tag}});
  };
  const auto tag = [](const http::Response& response) {
    return std::string(response.headers.get("ETag").value_or(""));
  };
  const http::Response fresh = get(target);
  EXPECT_EQ(
      fresh.body,
      R"({"select":{"all":true,"except":[]},"includeDeals":true,"includeNoEmail":false,"by":null,"at":null})");
  const auto people = ok(get("/api/hubspot/contacts?limit=2")).at("items").as_array();
  const std::string first = text(people.at(0).as_object(), "id"),
                    second = text(people.at(1).as_object(), "id");
  const http::Response changed = put_choice(
      {{"select", json::object{{"all", true}, {"except", json::array{first}}}}, {"includeDeals", false}},
      tag(fresh));
  const json::object now = ok(changed);
  EXPECT_EQ(text(now, "by"), "Dana Reyes");
  EXPECT_EQ(ok(get(target)), now);
  // Who looked before that is told, and changes nothing.
  const http::Response late =
      put_choice({{"select", json::object{{"ids", json::array{second}}}}}, tag(fresh));
  EXPECT_EQ(problem(late, 412), "stale");
  EXPECT_THAT(late.body, testing::HasSubstr("Dana Reyes changed meanwhile"));
  for (const json::object& bad :
       {json::object{{"select", json::object{}}},
        json::object{{"select", json::object{{"ids", json::array{"x"}}}}},
        json::object{{"select", json::object{{"all", true}, {"ids", json::array{first}}}}}, json::object{}})
    EXPECT_EQ(problem(put_choice(bad, tag(changed)), 422), "validation") << json::serialize(bad);
  EXPECT_EQ(ok(get(target)), now);
  const json::object few =
      ok(put_choice({{"select", json::object{{"ids", json::array{first, second}}}}, {"includeNoEmail", true}},
                    tag(changed)));
  EXPECT_EQ(few.at("select").at("ids").as_array().size(), 2U);
  const std::string before = tag(get(target));
  import({{"select", few.at("select")}, {"default", "skip"}});
  EXPECT_EQ(get(target).body, fresh.body) << "the next import begins with everybody";
  EXPECT_EQ(problem(put_choice({{"select", json::object{{"all", true}}}}, before), 412), "stale");
}

TEST_F(ReviewTest, OnlyTheChosenContactsComeIn) {
  connect();
  const auto emails = single_emails();
  const json::object request{
      {"select", json::object{{"ids", json::array{emails.at(0).second, emails.at(1).second}}}}};
  import(request);
  EXPECT_EQ(here().contacts, 2);
  EXPECT_EQ(total("/api/hubspot/contacts?state=imported&limit=1"), 2);
  // A search with an exception is a selection as well.
  import({{"select", json::object{{"filter", json::object{{"q", emails.at(2).first}}},
                                  {"except", json::array{emails.at(2).second}}}}});
  EXPECT_EQ(here().contacts, 2);
  import({{"select", json::object{{"filter", json::object{{"q", emails.at(2).first}}}}}});
  EXPECT_EQ(here().contacts, 3);
}

TEST_F(ReviewTest, AReplacedRecordKeepsItsPlaceAndIsLocked) {
  const auto [email, hubspot_id] = single_emails().front();
  const Made mine = make_client("Pinecrest Works", email);
  connect();
  ok(post("/api/hubspot/duplicates/decide",
          {{"select", json::object{{"all", true}}}, {"decision", "replace"}}));
  import({{"select", json::object{{"ids", json::array{hubspot_id}}}}});
  const auto response = get("/api/contacts/" + mine.contact_id);
  const json::object contact = ok(response);
  EXPECT_EQ(text(contact.at("hubspot"), "id"), hubspot_id);
  EXPECT_FALSE(contact.at("lockedFields").as_array().empty());
  const auto refused =
      call(http::Method::patch, "/api/contacts/" + mine.contact_id, R"({"firstName":"Somebody else"})",
           {{"If-Match", std::string(response.headers.get("ETag").value_or(""))}});
  EXPECT_EQ(problem(refused, 409), "locked_field");
  EXPECT_NE(text(parsed(refused), "url").find(hubspot_id), std::string::npos);

  ok(post("/api/hubspot/disconnect"));
  const auto unlocked = get("/api/contacts/" + mine.contact_id);
  EXPECT_TRUE(ok(unlocked).at("lockedFields").as_array().empty());
  ok(call(http::Method::patch, "/api/contacts/" + mine.contact_id, R"({"firstName":"Somebody else"})",
          {{"If-Match", std::string(unlocked.headers.get("ETag").value_or(""))}}));
}

TEST_F(ReviewTest, ABadImportRequestChangesNothing) {
  EXPECT_EQ(problem(post("/api/hubspot/import", {{"select", json::object{{"all", true}}}}), 409),
            "not_connected");
  connect();
  for (const char* body : {R"({})", R"({"select":{}})", R"({"select":{"all":true,"ids":["1"]}})",
                           R"({"select":{"ids":["x"]}})", R"({"select":{"all":true},"default":"maybe"})",
                           R"({"select":{"all":true},"decisions":{"1":"merge"}})",
                           R"({"select":{"all":true},"decisions":{"999999999999":"skip"}})"})
    EXPECT_EQ(problem(call(http::Method::post, "/api/hubspot/import", body), 422), "validation") << body;
  EXPECT_EQ(
      problem(post("/api/hubspot/import", {{"select", json::object{{"all", true}}}, {"everything", true}}),
              422),
      "unknown_field");
  EXPECT_EQ(number(ok(get("/api/hubspot/runs")), "total"), 1);  // the first load alone
}

TEST_F(ReviewTest, ARepeatedImportWithItsKeyGetsTheFirstAnswer) {
  connect();
  const std::string body = R"({"select":{"all":true}})";
  const auto first = call(http::Method::post, "/api/hubspot/import", body, {{"Idempotency-Key", "k-1"}});
  settled();
  const auto again = call(http::Method::post, "/api/hubspot/import", body, {{"Idempotency-Key", "k-1"}});
  EXPECT_EQ(text(ok(first, 202), "id"), text(ok(again, 202), "id"));
  EXPECT_EQ(number(ok(get("/api/hubspot/runs")), "total"), 2);
}

TEST_F(ReviewTest, EveryHubSpotRecordSaysWhyItIsHereOrNot) {
  const auto emails = single_emails();
  make_client("Undecided", emails.at(0).first);
  connect();
  const auto why = [&](const std::string& query) { return ok(get("/api/hubspot/why" + query)); };
  EXPECT_EQ(text(why("?email=" + http::percent_encode(emails.at(1).first)), "answer"), "not_selected");
  EXPECT_EQ(text(why("?id=" + emails.at(0).second), "answer"), "undecided");
  import({{"select", json::object{{"ids", json::array{emails.at(1).second}}}}});
  const json::object here_now = why("?id=" + emails.at(1).second);
  EXPECT_EQ(text(here_now, "answer"), "in_step");
  EXPECT_FALSE(here_now.at("contactId").is_null());
  EXPECT_FALSE(here_now.at("trail").as_array().empty());
  ok(put("/api/hubspot/duplicates/" + text(clusters().at(0), "id"), {{"decision", "skip"}}));
  EXPECT_EQ(text(why("?id=" + emails.at(0).second), "answer"), "skipped_duplicate");
  EXPECT_EQ(text(why("?email=nobody%40nowhere.example"), "answer"), "not_in_hubspot");
  EXPECT_EQ(problem(get("/api/hubspot/why"), 422), "validation");
}

TEST_F(ReviewTest, WhatIsOnlyPossibleIsShownWithItsEvidenceAndMergedByNobodyButAPerson) {
  connect();
  // Somebody of ours with the phone number of a HubSpot contact, and another address.
  json::object there;
  const json::array all = ok(get("/api/hubspot/contacts?state=new&limit=500")).at("items").as_array();
  std::map<std::string, int> shared;
  for (const json::value& one : all)
    if (one.at("phone").is_string()) ++shared[text(one, "phone")];
  for (const json::value& one : all)
    if (one.at("phone").is_string() && one.at("email").is_string() && text(one, "phone").starts_with("+") &&
        shared[text(one, "phone")] == 1)
      there = one.as_object();
  ASSERT_FALSE(there.empty());
  ok(post("/api/contacts",
          {{"firstName", "Somebody"}, {"email", "somebody@else.example"}, {"phone", text(there, "phone")}}),
     201);
  const json::array possible = clusters("?match=possible");
  ASSERT_EQ(possible.size(), 1U);
  EXPECT_EQ(clusters("?match=exact").size(), 0U);
  EXPECT_EQ(text(possible[0], "kind"), "possible");
  EXPECT_EQ(possible[0].at("evidence"), (json::array{"phone"}));
  const std::string id = text(possible[0], "id");
  // Replacing everything at once leaves it alone, and so does an import that replaces.
  EXPECT_EQ(number(ok(post("/api/hubspot/duplicates/decide",
                           {{"select", json::object{{"all", true}}}, {"decision", "replace"}})),
                   "decided"),
            0);
  const std::string contact = text(there, "id");
  const json::object only{
      {"select", json::object{{"ids", json::array{contact}}}}, {"default", "replace"}, {"dryRun", true}};
  EXPECT_EQ(number(ok(post("/api/hubspot/import", only)), "undecided"), 1);
  // "Not a duplicate" is remembered; taking everything back asks again.
  const json::object said = ok(put("/api/hubspot/duplicates/" + id, {{"decision", "not_duplicate"}}));
  EXPECT_EQ(text(said, "decision"), "not_duplicate");
  EXPECT_EQ(clusters().size(), 0U);
  EXPECT_EQ(problem(get("/api/hubspot/duplicates/" + id), 404), "not_found");
  EXPECT_EQ(number(ok(post("/api/hubspot/import", only)), "contactsCreated"), 1);
  EXPECT_EQ(text(ok(put("/api/hubspot/contacts/" + contact, {{"decision", nullptr}})), "matchReason"),
            "possible");
  EXPECT_EQ(text(ok(put("/api/hubspot/contacts/" + contact, {{"decision", "skip"}})), "state"), "skipped");
  EXPECT_EQ(problem(put("/api/hubspot/contacts/1", {{"decision", "skip"}}), 404), "not_found");
}

}  // namespace
}  // namespace every::api
