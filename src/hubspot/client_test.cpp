#include "hubspot/client.h"

#include "base/json.h"
#include "base/sentence.h"
#include "hubspot/scopes.h"
#include "hubspot/test_portal.h"

namespace every::hubspot {
namespace {

using sync::ObjectType;
using test::answer;
using test::kEmptyPage;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using Texts = std::vector<std::string>;

class ClientTest : public test::PortalTest {
 protected:
  json::value body(std::size_t request) { return *parse_json(http.requests().at(request).body); }
  std::string url(std::size_t request) { return http.requests().at(request).url; }
};

std::string record(const std::string& id) {
  return R"({"id":")" + id + R"(","properties":{"hs_object_id":")" + id + R"("}})";
}
std::string page_of(const Texts& ids, const std::string& rest = "") {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : ",") + record(id);
  return R"({"results":[)" + out + "]" + rest + "}";
}
std::string missing(const Texts& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "\"" : ",\"") + id + "\"";
  return R"(,"numErrors":1,"errors":[{"category":"OBJECT_NOT_FOUND","context":{"ids":[)" + out + "]}}]";
}
Texts ids_of(const std::vector<sync::Record>& records) {
  Texts out;
  for (const auto& r : records) out.push_back(r.id);
  return out;
}

TEST_F(ClientTest, ListsAPage) {
  http.then(200, page_of({"1", "2"}, R"(,"paging":{"next":{"after":"3"}})"));
  const auto page = client().list(ObjectType::contact, Texts{"email", "firstname"}, "", {});
  ASSERT_TRUE(page);
  EXPECT_THAT(ids_of(page->records), ElementsAre("1", "2"));
  EXPECT_EQ(page->next, "3");
  EXPECT_GT(page->bytes, 0u);
  EXPECT_EQ(url(0),
            "https://api.hubapi.com/crm/objects/2026-09/"
            "contacts?limit=100&archived=false&properties=email,firstname");
}

TEST_F(ClientTest, AnEmptyPageWithACursorGoesOnAndAStandingCursorIsAnError) {
  http.then(200, page_of({}, R"(,"paging":{"next":{"after":"9"}})"));
  EXPECT_EQ(client().list(ObjectType::contact, Texts{"email"}, "8", {})->next, "9");
  http.then(200, page_of({"1"}, R"(,"paging":{"next":{"after":"9"}})"));
  EXPECT_EQ(client().list(ObjectType::contact, Texts{"email"}, "9", {}).error().code,
            Code::hubspot_bad_answer);
}

TEST_F(ClientTest, MorePropertiesThanAnAddressHoldsAreReadInABatch) {
  Texts many;
  for (int i = 0; i < 400; ++i) many.push_back("a_rather_long_property_name_" + std::to_string(i));
  http.then(200, page_of({"5", "12"}, R"(,"paging":{"next":{"after":"13"}})"))
      .then(200, page_of({"12", "5"}));
  const auto page = client().list(ObjectType::deal, many, "", {});
  ASSERT_TRUE(page);
  EXPECT_THAT(ids_of(page->records), ElementsAre("5", "12"));
  EXPECT_EQ(page->next, "13");
  EXPECT_LT(url(0).size(), 5000u);
  EXPECT_EQ(body(1).at("properties").as_array().size(), 400u);
}

TEST_F(ClientTest, SearchesForChangedIdsByKeyset) {
  http.then(
      200, R"({"total":3,"results":[{"id":"512","properties":{"lastmodifieddate":"2026-11-23T09:00:00.001Z"}},
                     {"id":"99","properties":{"lastmodifieddate":null}}],"paging":{"next":{"after":"200"}}})");
  const sync::Span span{*parse_rfc3339("2026-11-23T08:00:00Z"), *parse_rfc3339("2026-11-23T09:30:00Z")};
  const auto page = client().changed_ids(ObjectType::contact, std::span(&span, 1), "98", {});
  ASSERT_TRUE(page);
  ASSERT_EQ(page->ids.size(), 2u);
  EXPECT_EQ(page->ids[0].first, "99");
  EXPECT_FALSE(page->ids[0].second);
  EXPECT_EQ(page->ids[1].second, parse_rfc3339("2026-11-23T09:00:00.001Z"));
  EXPECT_TRUE(page->more);
  EXPECT_EQ(page->total, 3);
  EXPECT_EQ(body(0), *parse_json(R"({"filterGroups":[{"filters":[
      {"propertyName":"lastmodifieddate","operator":"GTE","value":"1795420800000"},
      {"propertyName":"lastmodifieddate","operator":"LT","value":"1795426200000"},
      {"propertyName":"hs_object_id","operator":"GT","value":"98"}]}],
      "sorts":[{"propertyName":"hs_object_id","direction":"ASCENDING"}],"properties":["lastmodifieddate"],"limit":200,"after":"0"})"));
}

TEST_F(ClientTest, OtherTypesHaveAnotherModifiedPropertyAndTheEpochIsAvoided) {
  http.then(200, R"({"total":0,"results":[]})");
  const sync::Span spans[]{{Instant{}, test::kStart}, {test::kStart, test::kStart + Millis(5)}};
  ASSERT_TRUE(client().changed_ids(ObjectType::deal, spans, "", {}));
  ASSERT_EQ(body(0).at("filterGroups").as_array().size(), 2u) << "either span";
  const auto filters = body(0).at("filterGroups").at(0).at("filters").as_array();
  ASSERT_EQ(filters.size(), 2u);
  EXPECT_EQ(filters[0].at("propertyName"), "hs_lastmodifieddate");
  EXPECT_EQ(filters[0].at("value"), "1000");
}

TEST_F(ClientTest, ASearchThatMakesNoProgressIsAnError) {
  http.then(200, R"({"total":3,"results":[{"id":"7","properties":{}}],"paging":{"next":{"after":"200"}}})");
  const sync::Span span{Instant{}, test::kStart};
  EXPECT_EQ(client().changed_ids(ObjectType::deal, std::span(&span, 1), "7", {}).error().code,
            Code::hubspot_bad_answer);
}

TEST_F(ClientTest, TheLastIdsComeFromTheFarEnd) {
  http.then(
      200,
      R"({"total":5,"results":[{"id":"1001","properties":{"hs_lastmodifieddate":"2026-11-23T09:00:00.001Z"}},
                     {"id":"99","properties":{}}],"paging":{"next":{"after":"200"}}})");
  const auto page = client().last_ids(ObjectType::deal, "1002", {});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->total, 5);
  EXPECT_TRUE(page->more);
  ASSERT_EQ(page->ids.size(), 2u);
  EXPECT_EQ(page->ids[0].first, "1001");
  EXPECT_EQ(page->ids[1].first, "99");
  const auto filter = body(0).at("filterGroups").at(0).at("filters").at(0);
  EXPECT_EQ(filter.at("operator"), "LT");
  EXPECT_EQ(filter.at("value"), "1002");
  EXPECT_EQ(body(0).at("sorts").at(0).at("direction"), "DESCENDING");
}

TEST_F(ClientTest, TheBinIsAnAddressOfItsOwn) {
  http.then(207, R"({"results":[{"id":"7","archived":true,"properties":{}}],"numErrors":1,
      "errors":[{"category":"OBJECT_NOT_FOUND","context":{"ids":["8"]}}]})");
  const auto bin = client().read_archived(ObjectType::contact, Texts{"7", "8"}, Texts{"email"}, {});
  ASSERT_TRUE(bin);
  ASSERT_EQ(bin->records.size(), 1u);
  EXPECT_EQ(bin->missing, Texts{"8"});
  EXPECT_EQ(url(0), "https://api.hubapi.com/crm/objects/2026-09/contacts/batch/read?archived=true");
}

TEST_F(ClientTest, CountsWithoutBelievingTooMuch) {
  http.then(200, R"({"total":100123,"results":[]})");
  EXPECT_EQ(*client().count(ObjectType::company, {}), 100123);
  EXPECT_EQ(body(0).at("limit"), 1);
}

TEST_F(ClientTest, ReadsInHundredsEachIdOnce) {
  Texts ids;
  for (int i = 1; i <= 250; ++i) ids.push_back(std::to_string(i));
  ids.push_back("1");
  ids.push_back("not-an-id");
  http.always([&](const net::HttpRequest& request) -> Result<net::HttpResponse> {
    Texts asked;
    const json::value sent = *parse_json(request.body);
    for (const auto& input : sent.at("inputs").as_array()) asked.emplace_back(input.at("id").as_string());
    EXPECT_LE(asked.size(), 100u);
    return answer(200, page_of(asked));
  });
  const auto result = client().read(ObjectType::contact, ids, Texts{"email"}, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->records.size(), 250u);
  EXPECT_THAT(result->missing, ElementsAre("not-an-id"));
  EXPECT_EQ(http.requests().size(), 3u);
}

TEST_F(ClientTest, AMultiStatusTellsWhatIsMissing) {
  http.then(207, page_of({"1"}, missing({"2", "3"})));
  const auto result = client().read(ObjectType::deal, Texts{"1", "2", "3"}, Texts{"dealname"}, {});
  ASSERT_TRUE(result);
  EXPECT_THAT(ids_of(result->records), ElementsAre("1"));
  EXPECT_THAT(result->missing, UnorderedElementsAre("2", "3"));
  EXPECT_EQ(http.requests().size(), 1u);
}

TEST_F(ClientTest, AMergedIdGivesItsSurvivorOnce) {
  http.then(200, page_of({"1", "900"})).then(200, page_of({"900"})).then(200, page_of({"900"}));
  const auto result = client().read(ObjectType::contact, Texts{"1", "2", "3"}, Texts{"email"}, {});
  ASSERT_TRUE(result);
  EXPECT_THAT(ids_of(result->records), ElementsAre("1", "900"));
  EXPECT_TRUE(result->missing.empty());
}

TEST_F(ClientTest, SilenceIsNeverTakenForADeletion) {
  http.then(200, page_of({"1"})).then(200, kEmptyPage);
  EXPECT_EQ(client().read(ObjectType::contact, Texts{"1", "2"}, Texts{"email"}, {}).error().code,
            Code::hubspot_bad_answer);
  http.then(200, page_of({"1"})).then(207, page_of({}, missing({"2"})));
  EXPECT_THAT(client().read(ObjectType::contact, Texts{"1", "2"}, Texts{"email"}, {})->missing,
              ElementsAre("2"));
}

TEST_F(ClientTest, AssociationsAreFollowedToTheEndForEachId) {
  http.then(207, R"({"results":[
        {"from":{"id":"1"},"to":[{"toObjectId":10,"associationTypes":[{"category":"HUBSPOT_DEFINED","typeId":279,"label":null}]}],"paging":{"next":{"after":"x"}}},
        {"from":{"id":"2"},"to":[{"toObjectId":20,"associationTypes":[{"category":"HUBSPOT_DEFINED","typeId":1,"label":"Primary"}]}]}],
        "errors":[{"category":"OBJECT_NOT_FOUND","subCategory":"crm.associations.NO_ASSOCIATIONS_FOUND","context":{"fromObjectId":["3"]}}]})")
      .then(200, R"({"results":[{"from":{"id":"1"},"to":[
        {"toObjectId":10,"associationTypes":[{"category":"HUBSPOT_DEFINED","typeId":1,"label":"Primary"}]},
        {"toObjectId":11,"associationTypes":[]}]}]})");
  const auto found =
      client().associations(ObjectType::contact, ObjectType::company, Texts{"1", "2", "3", "2"}, {});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 3u);
  EXPECT_EQ(found->at(0).to_id, "10");
  EXPECT_TRUE(found->at(0).primary) << "the primary type came on the second page";
  EXPECT_EQ(found->at(1).from_id, "2");
  EXPECT_TRUE(found->at(1).primary);
  EXPECT_EQ(found->at(2).to_id, "11");
  EXPECT_EQ(body(0), *parse_json(R"({"inputs":[{"id":"1"},{"id":"2"},{"id":"3"}]})"));
  EXPECT_EQ(body(1), *parse_json(R"({"inputs":[{"id":"1","after":"x"}]})"));
}

TEST_F(ClientTest, AssociationsAskAThousandIdsACall) {
  Texts ids;
  for (int i = 1; i <= 2100; ++i) ids.push_back(std::to_string(i));
  http.then(200, kEmptyPage).then(200, kEmptyPage).then(200, kEmptyPage);
  ASSERT_TRUE(client().associations(ObjectType::deal, ObjectType::contact, ids, {}));
  EXPECT_EQ(body(0).at("inputs").as_array().size(), 1000u);
  EXPECT_EQ(body(2).at("inputs").as_array().size(), 100u);
}

TEST_F(ClientTest, AnIdThatFailsIsAskedForAgainThenNamed) {
  const char* failing =
      R"({"results":[],"errors":[{"category":"INTERNAL_ERROR","message":"later","context":{"fromObjectId":["5"]}}]})";
  http.then(207, failing)
      .then(200, R"({"results":[{"from":{"id":"5"},"to":[{"toObjectId":6,"associationTypes":[]}]}]})");
  EXPECT_EQ(client().associations(ObjectType::deal, ObjectType::contact, Texts{"5"}, {})->size(), 1u);
  http.then(207, failing).then(207, failing).then(207, failing);
  const auto found = client().associations(ObjectType::deal, ObjectType::contact, Texts{"5"}, {});
  ASSERT_FALSE(found);
  EXPECT_NE(english(found.error().detail).find("record 5"), std::string::npos);
}

TEST_F(ClientTest, AnAssociationCursorThatStandsStillIsAnError) {
  const char* stuck = R"({"results":[{"from":{"id":"5"},"to":[],"paging":{"next":{"after":"x"}}}]})";
  http.then(200, stuck).then(200, stuck);
  EXPECT_EQ(client().associations(ObjectType::deal, ObjectType::contact, Texts{"5"}, {}).error().code,
            Code::hubspot_bad_answer);
}

TEST_F(ClientTest, OwnersLiveAndArchivedAllPages) {
  http.then(
          200,
          R"({"results":[{"id":"1","email":"a@x.example","firstName":"A","lastName":""}],"paging":{"next":{"after":"p2"}}})")
      .then(200, R"({"results":[{"id":"2"}]})")
      .then(200, R"({"results":[{"id":"3","archived":true},{"id":"2"}]})");
  const auto live = client().owners(false, {});
  ASSERT_TRUE(live);
  ASSERT_EQ(live->size(), 2u);
  EXPECT_EQ(live->at(0).email, "a@x.example");
  EXPECT_FALSE(live->at(0).archived);
  const auto archived = client().owners(true, {});
  ASSERT_TRUE(archived);
  ASSERT_EQ(archived->size(), 2u);
  EXPECT_TRUE(archived->at(0).archived);
  EXPECT_TRUE(archived->at(1).archived) << "HubSpot need not say so in each row";
  EXPECT_EQ(url(1), "https://api.hubapi.com/crm/owners/2026-09?limit=100&archived=false&after=p2");
  EXPECT_EQ(url(2), "https://api.hubapi.com/crm/owners/2026-09?limit=100&archived=true");
}

TEST_F(ClientTest, SettingsComeFromTheirAddresses) {
  http.then(
          200,
          R"({"portalId":5,"timeZone":"Europe/Zurich","companyCurrency":"CHF","uiDomain":"app-eu1.hubspot.com"})")
      .then(200, R"({"results":[{"name":"email","label":"Email","type":"string","fieldType":"text"}]})")
      .then(200, R"({"results":[{"id":"default","label":"Sales","displayOrder":0,"stages":[]}]})");
  EXPECT_EQ(client().account({})->currency, "CHF");
  EXPECT_EQ(client().properties(ObjectType::contact, {})->at(0).name, "email");
  EXPECT_EQ(client().pipelines({})->at(0).id, "default");
}

TEST(Scopes, OnlyReadingIsEverAskedForAndOnlyTheCoreIsRequired) {
  for (const auto list : {required_scopes(), optional_scopes()})
    for (const std::string_view scope : list)
      EXPECT_TRUE(scope == "oauth" || scope.ends_with(".read")) << scope;
  for (const std::string_view scope : required_scopes())
    for (const char* dear : {"custom", "sensitive", "quotes", "line_items", "lists"})
      EXPECT_EQ(scope.find(dear), std::string_view::npos) << "a free account could not connect";
}

TEST(Scopes, TellsWhatIsOffAndWhy) {
  const Texts granted{"oauth", "crm.objects.contacts.read", "crm.objects.companies.read",
                      "crm.objects.owners.read", "e-commerce"};
  const auto off = missing_scopes(granted);
  ASSERT_FALSE(off.empty());
  EXPECT_EQ(off[0].scope, "crm.objects.deals.read");
  EXPECT_TRUE(off[0].required);
  for (const auto& one : off) {
    EXPECT_FALSE(one.off.empty());
    EXPECT_FALSE(one.why.empty());
    EXPECT_NE(one.scope, "crm.objects.line_items.read") << "the older scope covers it";
  }
  EXPECT_TRUE(can_read(ObjectType::line_item, granted));
  EXPECT_FALSE(can_read(ObjectType::deal, granted));
}

TEST_F(ClientTest, ListsSayWhatTheyAreOfAndWhetherTheyAreReady) {
  http.then(
          200,
          R"({"results":[{"listId":"3","name":"Customers","objectTypeId":"0-1","processingStatus":"COMPLETE"},
                                {"listId":"4","name":"New","objectTypeId":"0-2","processingStatus":"PROCESSING"}],
                     "paging":{"next":{"after":"5"}}})")
      .then(200,
            R"({"results":[{"listId":"4","name":"New","objectTypeId":"0-2","processingStatus":"PROCESSING"},
                                {"listId":"5","name":"Old","objectTypeId":"0-1","deletedAt":"2026-01-01T00:00:00Z"},
                                {"listId":"6","name":"Tickets","objectTypeId":"0-5","processingStatus":"COMPLETE"}]})");
  const auto lists = client().lists({});
  ASSERT_TRUE(lists) << lists.error().detail;
  ASSERT_EQ(lists->size(), 3u) << "each once, the deleted one not at all";
  EXPECT_EQ(lists->at(0).type, ObjectType::contact);
  EXPECT_TRUE(lists->at(0).complete);
  EXPECT_EQ(lists->at(1).type, ObjectType::company);
  EXPECT_FALSE(lists->at(1).complete) << "its members would be a part of them";
  EXPECT_FALSE(lists->at(2).type);
  EXPECT_EQ(url(0), "https://api.hubapi.com/crm/lists/2026-09/all");
  EXPECT_EQ(body(1).at("after").as_string(), "5") << "a cursor, no offset with a wall";
}

TEST_F(ClientTest, MembersOfAListAreReadToTheEndAndOnlyTheirs) {
  http.then(
          200,
          R"({"results":[{"recordId":"9007199254740993"},{"recordId":"2"}],"paging":{"next":{"after":"Mg%3D%3D"}}})")
      .then(200, R"({"results":[{"recordId":"2"},{"recordId":"3"}]})");
  EXPECT_THAT(*client().list_members("7", {}), ElementsAre("9007199254740993", "2", "3"));
  EXPECT_EQ(url(1), "https://api.hubapi.com/crm/lists/2026-09/7/memberships?limit=250&after=Mg%253D%253D");
  http.then(200, kEmptyPage);
  EXPECT_TRUE(client().list_members("8", {})->empty()) << "nobody is not everybody";
  http.then(400,
            R"({"category":"VALIDATION_ERROR","subCategory":"INVALID_OBJECT_TYPE_FOR_LIST","message":"no"})");
  EXPECT_EQ(client().list_members("9", {}).error().code, Code::hubspot_bad_request) << "of this list alone";
  http.then(200, R"({"results":[{"recordId":null}]})").always([](const auto&) { return answer(200, "{}"); });
  EXPECT_EQ(client().list_members("9", {}).error().code, Code::hubspot_bad_answer);
}

TEST_F(ClientTest, APastedTokensScopesAreTried) {
  http.always([](const net::HttpRequest& request) -> Result<net::HttpResponse> {
    if (request.url.find("line_items") != std::string::npos)
      return answer(403, R"({"category":"MISSING_SCOPES"})");
    return answer(200, kEmptyPage);
  });
  const auto granted = probe_scopes(client(), {});
  ASSERT_TRUE(granted);
  EXPECT_THAT(*granted, ElementsAre("oauth", "crm.objects.contacts.read", "crm.objects.companies.read",
                                    "crm.objects.deals.read", "crm.objects.owners.read"));
}

}  // namespace
}  // namespace every::hubspot
