// The tax of a deal's lines: it comes along into whatever is made of the deal, or is said to be missing, and
// HubSpot is asked for its rates seldom.
#include "api/deal_billing_test_support.h"

namespace every::api {
namespace {

class DealTaxTest : public DealBillingTest {};

TEST_F(DealTaxTest, AProposalOfADealHasItsTaxOrSaysWhatItLacks) {
  const std::string deal = won_deal("offered");
  line(deal, taxed_line("100", "9001"));
  sync();
  const json::object made = ok(post("/api/proposals", {{"dealId", deal_id(deal)}}), 201);
  EXPECT_EQ(amount(made, "total"), "119.00");
  EXPECT_TRUE(made.at("notCarried").as_array().empty());
  line(deal, taxed_line("10", "777"));
  sync();
  const json::object lacking = ok(post("/api/proposals", {{"dealId", deal_id(deal)}}), 201);
  EXPECT_EQ(amount(lacking, "total"), "129.00");
  const json::object kept = ok(get("/api/proposals/" + text(lacking, "id")));
  ASSERT_EQ(kept.at("notCarried").as_array().size(), 1U);
  EXPECT_NE(json::serialize(kept.at("notCarried")).find("tax rate that could not be read"),
            std::string::npos);
  EXPECT_NE(text(kept.at("history").at(0), "detail").find("tax rate that could not be read"),
            std::string::npos)
      << "where a person sees it";
}

TEST_F(DealTaxTest, DraftsOfAllWonDealsHaveTheirTax) {
  const std::string deal = won_deal("bulk");
  line(deal, taxed_line("100", "9001"));
  sync();
  ok(post("/api/deals/invoices", {{"wonWithoutInvoice", true}}), 201);
  const std::string id = text(ok(get(path_of(deal))).at("invoice"), "id");
  EXPECT_EQ(amount(ok(get("/api/invoices/" + id)), "total"), "119.00");
  EXPECT_EQ(tax_requests(), 1);
}

TEST_F(DealTaxTest, HubSpotIsAskedForItsRatesSeldomAndNeverByARead) {
  const std::string deal = won_deal("unknown"), other = won_deal("unknown-too");
  line(deal, taxed_line("100", "777"));
  line(other, taxed_line("100", "778"));
  sync();
  ok(get(path_of(deal) + "/parts"));
  EXPECT_EQ(tax_requests(), 0);
  ok(post("/api/deals/invoices", {{"ids", json::array{deal_id(deal), deal_id(other)}}}), 201);
  ok(post("/api/proposals", {{"dealId", deal_id(deal)}}), 201);
  EXPECT_EQ(tax_requests(), 1) << "one list for all";
  clock.advance(std::chrono::minutes(6));
  ok(post("/api/proposals", {{"dealId", deal_id(deal)}}), 201);
  EXPECT_EQ(tax_requests(), 2);
}

}  // namespace
}  // namespace every::api
