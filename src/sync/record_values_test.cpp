#include "sync/record_values.h"

#include <gtest/gtest.h>

#include "sync/project.h"

namespace every::sync {
namespace {

const Portal kPortal{"77", "app-eu1.hubspot.com", "EUR", "America/New_York"};

store::MirrorRecord record(const std::string& type, const std::string& id, Properties properties) {
  properties.sort();
  store::MirrorRecord out;
  out.object_type = type;
  out.id = id;
  out.properties = canonical_json(properties);
  return out;
}

domain::Deal deal(Properties properties, std::vector<Remark>& remarks) {
  return deal_of(kPortal, record("deal", "31", std::move(properties)), {}, "", remarks);
}

TEST(Values, KeepWhatHubSpotSentByteForByte) {
  const Properties properties = {{"a", "line\none \"quoted\" \\ é\x01"}, {"b", std::nullopt}, {"c", ""}};
  const Values values = Values::parse(canonical_json(properties));
  EXPECT_EQ(values.raw("a"), *properties[0].second);
  EXPECT_FALSE(values.has("b"));
  EXPECT_FALSE(values.has("c"));
  EXPECT_FALSE(Values::parse("{not json").has("a"));
}

TEST(Values, OnlyDefinedPropertiesAreAskedForAndTheEnginesOwnAlways) {
  PropertyDefinition amount;
  amount.name = "amount";
  amount.currency_property = "my_currency";
  PropertyDefinition other;
  other.name = "my_currency";
  const auto wanted = wanted_properties(ObjectType::deal, {amount, other});
  EXPECT_EQ(wanted, (std::vector<std::string>{"amount", "hs_lastmodifieddate", "hs_merged_object_ids",
                                              "hs_object_id", "my_currency"}));
}

TEST(DealValues, AmountsAreExactAndBadOnesAreSaid) {
  struct Case {
    const char *amount, *currency, *money;
    std::optional<Code> remark;
  };
  const Case cases[] = {
      {"1500.00", "USD", "1500.00 USD", {}},
      {"60000", "", "60000.00 EUR", {}},
      {"1.5E3", "JPY", "1500 JPY", {}},
      {"0.1234", "KWD", "0.123 KWD", {}},
      {"", "USD", "", {}},
      {"a lot", "USD", "", Code::deal_amount_missing},
      {"1,800.00", "USD", "", Code::deal_amount_missing},
      {"134376773869;137654776000", "USD", "", Code::deal_amount_missing},
      {"12", "XXY", "", Code::currency_unknown},
      {"99999999999999999999999", "USD", "", Code::deal_amount_missing},
  };
  for (const Case& c : cases) {
    std::vector<Remark> remarks;
    Properties p = {{"amount", c.amount}};
    if (c.currency[0] != 0) p.emplace_back("deal_currency_code", c.currency);
    const domain::Deal d = deal(p, remarks);
    EXPECT_EQ(d.amount ? d.amount->decimal() + " " + std::string(d.amount->currency.code()) : "", c.money)
        << c.amount;
    EXPECT_EQ(remarks.empty() ? std::optional<Code>() : remarks[0].code, c.remark) << c.amount;
  }
}

TEST(DealValues, TheCloseDateIsTheAccountsDay) {
  std::vector<Remark> remarks;
  const auto close = [&](const char* text) {
    const auto d = deal({{"closedate", text}}, remarks).close_date;
    return d ? to_text(*d) : "";
  };
  EXPECT_EQ(close("2026-06-01T03:30:00.000Z"), "2026-05-31");
  EXPECT_EQ(close("2026-06-01"), "2026-06-01");
  EXPECT_EQ(close("soon"), "");
  // As older records and imports have it: milliseconds; and what is scaled wrongly, which is no date.
  EXPECT_EQ(close("1653696000000"), "2022-05-27") << "midnight in UTC is the evening before in New York";
  EXPECT_EQ(close("1408312892"), "") << "seconds";
  EXPECT_EQ(close("1653696000000000"), "");
  EXPECT_EQ(close("12026-06-01T00:00:00Z"), "");
  EXPECT_EQ(close("0001-01-01"), "");
  EXPECT_EQ(close("5/12/25"), "");
  EXPECT_EQ(close(""), "");
}

TEST(DealValues, WonIsWhatTheDealSaysThenWhatTheStageSays) {
  domain::Pipeline pipeline{
      "p", "Sales", 0, false, {{"s", "Closed Lost", 0, Decimal::whole(1), true, false}}};
  std::vector<Remark> remarks;
  const auto of = [&](Properties p) {
    p.emplace_back("pipeline", "p");
    p.emplace_back("dealstage", "s");
    return deal_of(kPortal, record("deal", "31", std::move(p)), {pipeline}, "", remarks);
  };
  EXPECT_TRUE(of({}).won) << "the metadata counts, not the label";
  EXPECT_FALSE(of({{"hs_is_closed", "false"}, {"hs_is_closed_won", "false"}}).won);
  EXPECT_TRUE(of({{"hs_is_closed", "true"}, {"hs_is_closed_won", "false"}}).lost);
  EXPECT_TRUE(remarks.empty());
  const auto unknown = deal_of(kPortal, record("deal", "31", {{"pipeline", "p"}, {"dealstage", "zz"}}),
                               {pipeline}, "", remarks);
  EXPECT_EQ(unknown.stage_id, "zz");
  ASSERT_EQ(remarks.size(), 1U);
  EXPECT_EQ(remarks[0].code, Code::deal_stage_unknown);
}

TEST(ContactValues, TooLongValuesAreShortenedAndSaid) {
  std::vector<Remark> remarks;
  std::string name;
  for (int i = 0; i < 300; ++i) name += "é";
  const auto c = contact_of(
      kPortal, record("contact", "5", {{"firstname", name}, {"email", " Ana@X.example "}}), remarks);
  EXPECT_EQ(c.first_name.size(), 400U);
  EXPECT_EQ(c.email, "Ana@X.example");
  EXPECT_EQ(c.hubspot->url, "https://app-eu1.hubspot.com/contacts/77/record/0-1/5");
  ASSERT_EQ(remarks.size(), 1U);
  EXPECT_EQ(remarks[0].code, Code::value_too_long);
}

TEST(Take, KeepsWhatHubSpotDoesNotFill) {
  std::vector<Remark> remarks;
  domain::Client here;
  here.id = "c";
  here.name = "Pinecrest Works";
  here.tax_id = "US-1";
  here.tags = {"vip"};
  Given given;
  const auto hubspot = company_of(
      kPortal, record("company", "9", {{"name", "Pinecrest Works Inc."}, {"domain", "pinecrest.example"}}),
      "", remarks, &given);
  const auto changes = take(here, hubspot, given);
  EXPECT_EQ(here.tax_id, "US-1");
  EXPECT_EQ(here.tags, std::vector<std::string>{"vip"});
  EXPECT_EQ(here.source, domain::Source::hubspot);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0], (FieldChange{"name", "Name", "Pinecrest Works", "Pinecrest Works Inc."}));
  EXPECT_TRUE(take(here, hubspot, given).empty()) << "taking it again changes nothing";
}

TEST(ImportRequest, GoesThroughItsJsonAndBack) {
  const auto parsed = import_request_from(*parse_json(
      R"({"select":{"filter":{"state":"new","q":"ana"},"except":["7"]},"decisions":{"5":{"decision":"replace","targetId":"x"}},
          "default":"skip","includeDeals":false,"includeNoEmail":true,"dryRun":true})"));
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->filter->q, "ana");
  EXPECT_EQ(parsed->decisions.at("5").target_id, "x");
  EXPECT_EQ(parsed->undecided, MatchPolicy::skip);
  const auto again = import_request_from(to_json(*parsed));
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(to_json(*again), to_json(*parsed));
}

TEST(ImportRequest, BadOnesAreRefused) {
  for (const char* text :
       {R"({})", R"({"select":{}})", R"({"select":{"all":true,"ids":["1"]}})", R"({"select":{"ids":["x"]}})",
        R"({"select":{"all":true},"default":"merge"})",
        R"({"select":{"all":true},"decisions":{"5":{"decision":"eat"}}})",
        R"({"select":{"all":true},"decisions":[]})", R"({"select":{"all":true},"more":1})", R"([1])"})
    EXPECT_FALSE(import_request_from(*parse_json(text)).ok()) << text;
}

}  // namespace
}  // namespace every::sync
