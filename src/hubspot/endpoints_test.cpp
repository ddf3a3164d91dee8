#include "hubspot/endpoints.h"

#include <gtest/gtest.h>

#include "hubspot/http_date.h"

namespace every::hubspot {
namespace {

TEST(Endpoints, EveryPathCarriesTheOneVersion) {
  const Endpoints endpoints("https://api.hubapi.com/", "https://app.hubspot.com");
  const std::vector<std::string> names{"dealname", "amount"};
  EXPECT_EQ(endpoints.account(), "https://api.hubapi.com/account-info/2026-09/details");
  EXPECT_EQ(endpoints.token(), "https://api.hubapi.com/oauth/2026-09/token");
  EXPECT_EQ(endpoints.introspect(), "https://api.hubapi.com/oauth/2026-09/token/introspect");
  EXPECT_EQ(endpoints.revoke(), "https://api.hubapi.com/oauth/2026-09/token/revoke");
  EXPECT_EQ(endpoints.uninstall(), "https://api.hubapi.com/appinstalls/2026-09/external-install");
  EXPECT_EQ(endpoints.properties(sync::ObjectType::company),
            "https://api.hubapi.com/crm/properties/2026-09/companies");
  EXPECT_EQ(endpoints.deal_pipelines(), "https://api.hubapi.com/crm/pipelines/2026-09/deals");
  EXPECT_EQ(endpoints.owners("", true), "https://api.hubapi.com/crm/owners/2026-09?limit=100&archived=true");
  EXPECT_EQ(endpoints.list(sync::ObjectType::deal, names, "42"),
            "https://api.hubapi.com/crm/objects/2026-09/"
            "deals?limit=100&archived=false&properties=dealname,amount&after=42");
  EXPECT_EQ(endpoints.batch_read(sync::ObjectType::line_item),
            "https://api.hubapi.com/crm/objects/2026-09/line_items/batch/read");
  EXPECT_EQ(endpoints.search(sync::ObjectType::contact),
            "https://api.hubapi.com/crm/objects/2026-09/contacts/search");
  EXPECT_EQ(endpoints.associations(sync::ObjectType::deal, sync::ObjectType::company),
            "https://api.hubapi.com/crm/associations/2026-09/deals/companies/batch/read");
  EXPECT_EQ(endpoints.authorize("12"), "https://app.hubspot.com/oauth/12/authorize");
}

TEST(Endpoints, CursorsAndNamesAreEncodedExactlyOnce) {
  const std::vector<std::string> names{"odd name&x=1"};
  const std::string url = Endpoints().list(sync::ObjectType::contact, names, "MC0yLTc1MDI%3D=");
  EXPECT_NE(url.find("properties=odd%20name%26x%3D1"), std::string::npos);
  EXPECT_NE(url.find("after=MC0yLTc1MDI%253D%3D"), std::string::npos);
  EXPECT_EQ(encode_pairs({{"a b", "ü/"}, {"c", ""}}), "a%20b=%C3%BC%2F&c=");
}

TEST(HttpDate, ReadsTheDateHeader) {
  EXPECT_EQ(parse_http_date("Wed, 18 Mar 2026 10:53:55 GMT"), parse_rfc3339("2026-03-18T10:53:55Z"));
  EXPECT_FALSE(parse_http_date("Wed, 31 Feb 2026 10:53:55 GMT"));
  EXPECT_FALSE(parse_http_date("2026-03-18T10:53:55Z"));
  EXPECT_FALSE(parse_http_date(""));
}

TEST(HttpDate, RetryAfterInBothFormsAndNeverAbsurd) {
  const Instant now = *parse_rfc3339("2026-03-18T10:53:50Z");
  EXPECT_EQ(parse_retry_after("7", now), Millis(7000));
  EXPECT_EQ(parse_retry_after("Wed, 18 Mar 2026 10:53:55 GMT", now), Millis(5000));
  EXPECT_EQ(parse_retry_after("Wed, 18 Mar 2020 10:53:55 GMT", now), Millis(0));
  EXPECT_EQ(parse_retry_after("9223372036854775807", now), std::chrono::hours(48));
  EXPECT_FALSE(parse_retry_after("soon", now));
  EXPECT_FALSE(parse_retry_after("-5", now));
}

}  // namespace
}  // namespace every::hubspot
