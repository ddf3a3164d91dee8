#include "hubspot/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/json.h"
#include "base/sentence.h"

namespace every::hubspot {
namespace {

using sync::ObjectType;
using ::testing::ElementsAre;

TEST(ParseRecords, KeepsEveryValueAsHubSpotWroteIt) {
  const auto page =
      parse_records(R"({"results":[{"id":"406260751575","properties":{"name":" Zürich 🏔 \"AG\"\n",
      "phone":null,"cleared":"","amount":"0.200000000000000011102230246251565404236316680908203125",
      "as_number":1e3 ,"as_bool":true,"hs_object_id":"406260751575"},
      "createdAt":"2026-02-25T16:14:38.670Z","updatedAt":"2026-03-09T20:23:36.861Z","archived":false,
      "url":"https://app-eu1.hubspot.com/contacts/1/record/0-2/406260751575","unknown":{"deep":[1,{"x":null}]}}],
      "paging":{"next":{"after":"NTI1Cg%3D%3D","link":"https://elsewhere"}}})");
  ASSERT_TRUE(page) << page.error().detail;
  ASSERT_EQ(page->records.size(), 1u);
  const sync::Record& record = page->records[0];
  EXPECT_EQ(record.id, "406260751575");
  EXPECT_EQ(sync::value(record.properties, "name"), " Zürich 🏔 \"AG\"\n");
  EXPECT_EQ(sync::value(record.properties, "amount"),
            "0.200000000000000011102230246251565404236316680908203125");
  EXPECT_EQ(sync::value(record.properties, "as_number"), "1e3");
  EXPECT_EQ(sync::value(record.properties, "as_bool"), "true");
  EXPECT_THAT(record.properties, ::testing::Contains(sync::Properties::value_type("phone", std::nullopt)));
  EXPECT_THAT(record.properties, ::testing::Contains(sync::Properties::value_type("cleared", "")));
  EXPECT_EQ(record.updated_at, *parse_rfc3339("2026-03-09T20:23:36.861Z"));
  EXPECT_FALSE(record.archived);
  EXPECT_EQ(page->next, "NTI1Cg%3D%3D");
}

TEST(ParseRecords, ABatchSaysWhichIdsAreMissing) {
  const auto page =
      parse_records(R"({"status":"COMPLETE","results":[],"numErrors":1,"errors":[{"status":"error",
      "category":"OBJECT_NOT_FOUND","message":"Could not get some CONTACT objects","context":{"ids":["999",1000]}}]})");
  ASSERT_TRUE(page);
  EXPECT_THAT(page->missing, ElementsAre("999", "1000"));
}

TEST(ParseRecords, WhatIsNoPageIsAnErrorAndNeverAnEmptyPage) {
  for (const char* body : {"",
                           " ",
                           "null",
                           "[]",
                           "{}",
                           "<html></html>",
                           R"({"status":"error","message":"x"})",
                           R"({"results":null})",
                           R"({"results":[{"id":"1","properties":{)",
                           R"({"results":[{"id":"1","properties":{"a":"b"}}])",
                           R"({"results":[]} trailing)",
                           R"({"results":[]}{"results":[]})",
                           R"({"results":[{"properties":{}}]})",
                           R"({"results":[{"id":null,"properties":{}}]})",
                           R"({"results":[{"id":"abc","properties":{}}]})",
                           R"({"results":[{"id":"1"}]})",
                           R"({"results":[],"results":[]})",
                           R"({"results":[{"id":"1","id":"2","properties":{}}]})",
                           R"({"results":[{"id":"1","properties":{},"properties":{}}]})",
                           R"({"results":[{"id":"1","properties":{"a":"1","a":"2"}}]})",
                           R"({"results":[{"id":"1","properties":{"a":tru}}]})",
                           R"({"results":[{"id":"1","properties":{"a":01.2.3}}]})",
                           R"({"results":[{"id":"1","properties":{"a":"\ud800"}}]})",
                           R"({"results":[{"id":"1","properties":{"a":nul}}]})",
                           "{\"results\":[{\"id\":\"1\",\"properties\":{\"a\":\"\xff\"}}]}"}) {
    const auto page = parse_records(body);
    ASSERT_FALSE(page) << body;
    EXPECT_EQ(page.error().code, Code::hubspot_bad_answer) << body;
    EXPECT_EQ(english(page.error().detail).find(".."), std::string::npos) << page.error().detail;
  }
  EXPECT_TRUE(english(parse_records(R"({"results":[{"id":"1)").error().detail).ends_with("."))
      << "one sentence";
  EXPECT_FALSE(english(parse_records(R"({"results":[{"id":"1)").error().detail).ends_with(".."))
      << "and one full stop";
}

TEST(ParseRecords, EveryTruncationIsNoticed) {
  const std::string whole =
      R"({"total":1,"results":[{"id":"1","properties":{"a":"b","c":null},"archived":false}],"paging":{"next":{"after":"2"}}})";
  ASSERT_TRUE(parse_records(whole));
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(parse_records(whole.substr(0, size))) << size;
}

// A page as HubSpot would send it, made at random; compared with what Boost.JSON reads in it.
json::value random_page(std::mt19937_64& engine) {
  const auto below = [&](std::uint64_t n) { return engine() % n; };
  static const char* const kTexts[] = {
      "",     "plain", "ünïcode",   "🏔️",   "quote \" and \\", "line\nbreak\ttab", "\u0001", "  ", "0.1000",
      "true", "null",  "</script>", "a;b;c"};
  json::array results;
  for (std::uint64_t n = below(8), i = 0; i < n; ++i) {
    json::object properties;
    for (std::uint64_t p = 0, count = below(12); p < count; ++p) {
      const std::string key = kTexts[below(std::size(kTexts))] + std::to_string(below(6));
      if (below(4) == 0)
        properties[key] = nullptr;
      else
        properties[key] = kTexts[below(std::size(kTexts))];
    }
    json::object record{{"id", std::to_string(engine() % 1'000'000'000'000)}, {"properties", properties}};
    if (below(2)) record["archived"] = below(2) == 0;
    if (below(2)) record["extra"] = json::array{1, json::object{{"a", nullptr}}, "x"};
    results.push_back(record);
  }
  json::object page{{"results", results}};
  if (below(2))
    page["paging"] = json::object{{"next", json::object{{"after", std::to_string(engine() % 1000)}}}};
  if (below(2)) page["total"] = below(5000);
  return page;
}

TEST(ParseRecords, AgreesWithAnotherParserOnAThousandPages) {
  std::mt19937_64 engine(20261123);
  for (int round = 0; round < 1000; ++round) {
    const json::value expected = random_page(engine);
    const auto page = parse_records(json::serialize(expected));
    ASSERT_TRUE(page) << page.error().detail << json::serialize(expected);
    const json::array& results = expected.at("results").as_array();
    ASSERT_EQ(page->records.size(), results.size());
    for (std::size_t i = 0; i < results.size(); ++i) {
      EXPECT_EQ(page->records[i].id, std::string_view(results[i].at("id").as_string()));
      const json::object& properties = results[i].at("properties").as_object();
      ASSERT_EQ(page->records[i].properties.size(), properties.size());
      for (const auto& [name, value] : page->records[i].properties) {
        const json::value* other = properties.if_contains(name);
        ASSERT_NE(other, nullptr) << name;
        if (value)
          EXPECT_EQ(*value, std::string_view(other->as_string()));
        else
          EXPECT_TRUE(other->is_null());
      }
    }
    const json::value* paging = expected.as_object().if_contains("paging");
    EXPECT_EQ(page->next, paging ? std::string(paging->at("next").at("after").as_string()) : "");
  }
}

TEST(ParseTime, ReadsEveryFormSeenInPortals) {
  const Instant t = *parse_rfc3339("2021-10-11T20:00:00Z");
  EXPECT_EQ(parse_time("2021-10-11T20:00:00Z"), t);
  EXPECT_EQ(parse_time("2021-10-11T22:00:00.000+02:00"), t);
  EXPECT_EQ(parse_time("1633982400000"), t);
  EXPECT_EQ(parse_time("1633982400000.0"), t);
  EXPECT_FALSE(parse_time(""));
  EXPECT_FALSE(parse_time("5/12/25"));
}

constexpr const char* kLinks = R"({"status":"COMPLETE","results":[
  {"from":{"id":"515690208449"},"to":[
    {"toObjectId":442222359747,"associationTypes":[{"category":"HUBSPOT_DEFINED","typeId":341,"label":null},
                                                   {"category":"HUBSPOT_DEFINED","typeId":5,"label":"Primary"}]},
    {"toObjectId":"9007199254740993","associationTypes":[{"category":"USER_DEFINED","typeId":5,"label":"Payer"}]},
    {"toObjectId":442222359747,"associationTypes":[{"category":"USER_DEFINED","typeId":7,"label":"Reseller"}]},
    {"toObjectId":null,"associationTypes":[]}],
   "paging":{"next":{"after":"NTI1"}}}],
  "numErrors":36,"errors":[{"status":"error","category":"OBJECT_NOT_FOUND","subCategory":"crm.associations.NO_ASSOCIATIONS_FOUND",
    "message":"No company is associated with deal 515690208448.","context":{"fromObjectId":["515690208448"]}}]})";

TEST(ParseLinks, PrimaryLabelsAndExactIds) {
  const auto page = parse_links(kLinks, primary_type(ObjectType::deal, ObjectType::company));
  ASSERT_TRUE(page) << page.error().detail;
  ASSERT_EQ(page->results.size(), 1u);
  const auto& from = page->results[0];
  EXPECT_EQ(from.id, "515690208449");
  EXPECT_EQ(from.next, "NTI1");
  ASSERT_EQ(from.links.size(), 2u);
  EXPECT_EQ(from.links[0].to_id, "442222359747");
  EXPECT_TRUE(from.links[0].primary);
  EXPECT_THAT(from.links[0].labels, ElementsAre("Primary", "Reseller"));
  EXPECT_EQ(from.links[1].to_id, "9007199254740993");
  EXPECT_FALSE(from.links[1].primary) << "a user's own type 5 is not HubSpot's primary";
  EXPECT_TRUE(page->failed.empty());
}

TEST(ParseLinks, PrimaryTypesByDirection) {
  EXPECT_EQ(primary_type(ObjectType::contact, ObjectType::company), 1);
  EXPECT_EQ(primary_type(ObjectType::company, ObjectType::contact), 2);
  EXPECT_EQ(primary_type(ObjectType::deal, ObjectType::company), 5);
  EXPECT_EQ(primary_type(ObjectType::company, ObjectType::deal), 6);
  EXPECT_EQ(primary_type(ObjectType::deal, ObjectType::contact), 0);
}

TEST(ParseLinks, AnotherErrorIsAFailureOfThatId) {
  const auto page = parse_links(
      R"({"results":[],"errors":[{"category":"INTERNAL","message":"try later","context":{"fromObjectId":["7"]}}]})",
      0);
  ASSERT_TRUE(page);
  EXPECT_THAT(page->failed, ElementsAre("7"));
  EXPECT_EQ(page->failure, "try later");
  EXPECT_FALSE(parse_links(R"({"results":[],"errors":[{"category":"INTERNAL","message":"try later"}]})", 0));
  EXPECT_FALSE(parse_links(R"({"status":"COMPLETE"})", 0));
  EXPECT_FALSE(parse_links(R"({"results":[{"from":{"id":"1"}}]})", 0));
}

TEST(ParseSettings, Account) {
  const auto account = parse_account(
      R"({"portalId":147893286,"accountType":"STANDARD","timeZone":"US/Eastern","companyCurrency":"USD",
      "uiDomain":"app-eu1.hubspot.com","portalName":"Acme"})");
  ASSERT_TRUE(account);
  EXPECT_EQ(account->portal_id, "147893286");
  EXPECT_EQ(account->ui_domain, "app-eu1.hubspot.com");
  EXPECT_EQ(account->currency, "USD");
  EXPECT_EQ(account->time_zone, "US/Eastern");
  EXPECT_EQ(account->name, "Acme");
  EXPECT_FALSE(parse_account("{}"));
}

TEST(ParseSettings, PipelinesWithTextMetadataInOrder) {
  const auto pipelines =
      parse_pipelines(R"({"results":[{"id":"default","label":"Sales","displayOrder":0,"stages":[
      {"id":"b","label":"Won!","displayOrder":2,"metadata":{"isClosed":"true","probability":"1.0"}},
      {"id":"a","label":"Closed Lost","displayOrder":1,"metadata":{"isClosed":"false","probability":"0.1"}},
      {"id":"c","label":"Lost","displayOrder":3,"metadata":{"isClosed":"true","probability":"0.0"},"archived":true}]}]})");
  ASSERT_TRUE(pipelines);
  const auto& stages = pipelines->at(0).stages;
  ASSERT_EQ(stages.size(), 3u);
  EXPECT_EQ(stages[0].id, "a");
  EXPECT_FALSE(stages[0].lost()) << "labels lie";
  EXPECT_EQ(stages[0].probability, Decimal::parse("0.1"));
  EXPECT_TRUE(stages[1].won());
  EXPECT_TRUE(stages[2].lost());
  EXPECT_TRUE(stages[2].archived);
  EXPECT_FALSE(parse_pipelines(R"({"results":[{"id":"default"}]})"));
}

TEST(ParseSettings, PropertiesHideSensitiveOnes) {
  const auto properties = parse_properties(R"({"results":[
      {"name":"amount","label":"Amount","type":"number","fieldType":"number","calculated":false,"hidden":false,"currencyPropertyName":"deal_currency_code"},
      {"name":"ssn","label":"SSN","type":"string","fieldType":"text","dataSensitivity":"highly_sensitive"},
      {"name":"hubspot_owner_id","label":"Owner","type":"enumeration","referencedObjectType":"OWNER","options":[{"label":"A","value":"1"}]}]})");
  ASSERT_TRUE(properties);
  ASSERT_EQ(properties->size(), 3u);
  EXPECT_EQ(properties->at(0).currency_property, "deal_currency_code");
  EXPECT_FALSE(properties->at(0).hidden);
  EXPECT_TRUE(properties->at(1).hidden);
  EXPECT_EQ(properties->at(2).referenced_object_type, "OWNER");
  EXPECT_EQ(properties->at(2).options[0], (std::pair<std::string, std::string>("1", "A")));
}

TEST(ParseAccess, GrantAndTokenInfo) {
  const auto grant = parse_grant(
      R"({"access_token":"a","refresh_token":"r","expires_in":1800,"hub_id":12,"scopes":["oauth"]})");
  ASSERT_TRUE(grant);
  EXPECT_EQ(grant->portal_id, "12");
  EXPECT_EQ(grant->expires_in_s, 1800);
  EXPECT_FALSE(parse_grant(R"({"access_token":"a"})"));
  const auto dead = parse_token_info(R"({"active":false})");
  ASSERT_TRUE(dead);
  EXPECT_FALSE(dead->active) << "200 does not mean that the token lives";
  EXPECT_FALSE(parse_token_info("{}"));
}

TEST(ParseTaxRates, ReadsThePercentageAsItIsWritten) {
  const auto rates = parse_tax_rates(
      R"({"results":[{"id":"9001","name":"VAT 19 %","label":"Standard","percentageRate":19,"active":true},)"
      R"({"id":"9002","name":"GST","label":"","percentageRate":7.25,"active":false}]})");
  ASSERT_TRUE(rates.ok());
  ASSERT_EQ(rates->size(), 2U);
  EXPECT_EQ((*rates)[0].percent, Decimal::whole(19));
  EXPECT_TRUE((*rates)[0].active);
  EXPECT_EQ((*rates)[1].percent.text(), "7.25");
  EXPECT_FALSE((*rates)[1].active);
  EXPECT_FALSE(parse_tax_rates(R"({"results":[{"id":"9001"}]})").ok());
  EXPECT_FALSE(parse_tax_rates("[]").ok());
}

}  // namespace
}  // namespace every::hubspot
