// What is billed of a deal that changes more than once, when supplements, parts and whole invoices go again:
// the sum of the live documents is what the deal says, and nothing is lost or billed twice.
#include "api/deal_billing_test_support.h"
#include "store/deal_billing.h"
#include "store/tx.h"

namespace every::api {
namespace {

class DealChangeTest : public DealBillingTest {};

TEST_F(DealChangeTest, TheLaterOfTwoSupplementsGoesFirst) {
  const std::string deal = won_deal("twice", {{"amount", "100.00"}});
  const json::object invoice = issued_whole(deal);
  becomes(deal, "120.00");
  const json::object first = supplement(invoice);
  becomes(deal, "150.00");
  const json::object second = supplement(invoice);
  EXPECT_EQ(amount(second, "total"), "30.00");
  EXPECT_EQ(problem(call(http::Method::del, path(first)), 409), "has_documents");
  EXPECT_EQ(get(path(first)).status, 200);
  EXPECT_TRUE(drift(invoice).is_null());
  EXPECT_EQ(call(http::Method::del, path(second)).status, 204);
  EXPECT_EQ(amount(drift(invoice), "difference"), "30.00");
  EXPECT_EQ(call(http::Method::del, path(first)).status, 204);
  EXPECT_EQ(amount(drift(invoice), "difference"), "50.00");
}

TEST_F(DealChangeTest, ASupplementStaysWhenACreditNoteBuildsOnIt) {
  const std::string deal = won_deal("upanddown", {{"amount", "100.00"}});
  const json::object invoice = issued_whole(deal);
  becomes(deal, "150.00");
  const json::object draft = supplement(invoice);
  becomes(deal, "130.00");
  const json::value line_id = ok(get(path(invoice))).at("lines").at(0).at("id");
  ok(post(path(invoice) + "/credit-notes",
          {{"reason", "Less"},
           {"settlesDrift", true},
           {"lines", json::array{json::object{{"lineId", line_id}, {"amount", eur("20")}}}}}),
     201);
  EXPECT_EQ(problem(call(http::Method::del, path(draft)), 409), "has_documents");
}

TEST_F(DealChangeTest, AVoidSupplementIsAskedForAgain) {
  const std::string deal = won_deal("voided", {{"amount", "100.00"}});
  const json::object invoice = issued_whole(deal);
  becomes(deal, "120.00");
  const json::object more = supplement(invoice);
  ok(post(path(more) + "/issue"));
  EXPECT_TRUE(drift(invoice).is_null());
  // A copy takes its place: it is not asked for a second time.
  const json::object copy = ok(post(path(more) + "/copy", {{"voidReason", "Wrong words"}}), 201);
  EXPECT_TRUE(drift(invoice).is_null());
  ok(post(path(copy) + "/issue"));
  ok(post(path(copy) + "/void", {{"reason", "Not yet"}}));
  EXPECT_EQ(amount(drift(invoice), "difference"), "20.00");
  EXPECT_EQ(number(ok(get("/api/deals/drifts")), "total"), 1);
}

TEST_F(DealChangeTest, TheFirstInvoiceStaysWhileASupplementLives) {
  const std::string deal = won_deal("alive", {{"amount", "100.00"}});
  const json::object invoice = issued_whole(deal);
  becomes(deal, "120.00");
  const json::object more = supplement(invoice);
  EXPECT_EQ(problem(post(path(invoice) + "/void", {{"reason", "Again"}}), 409), "has_documents");
  EXPECT_EQ(text(ok(get(path(invoice))), "status"), "issued");
  // A copy says the same in its place.
  const json::object copy = ok(post(path(invoice) + "/copy", {{"voidReason", "Wrong words"}}), 201);
  EXPECT_EQ(amount(copy, "total"), "100.00");
  EXPECT_EQ(problem(call(http::Method::del, path(copy)), 409), "has_documents");
  becomes(deal, "125.00");
  EXPECT_EQ(text(drift(copy), "proposal"), "supplement") << "the draft does not take what another one bills";
  becomes(deal, "120.00");
  EXPECT_EQ(call(http::Method::del, path(more)).status, 204);
  EXPECT_EQ(call(http::Method::del, path(copy)).status, 204);
  EXPECT_EQ(amount(ok(post(path_of(deal) + "/invoice"), 201), "total"), "120.00");
}

TEST_F(DealChangeTest, WhereOnlyASupplementIsLeftTheWholeIsNotBilledBesideIt) {
  const std::string deal = won_deal("orphan", {{"amount", "100.00"}});
  const json::object invoice = issued_whole(deal);
  becomes(deal, "120.00");
  const json::object more = supplement(invoice);
  // As it could come about before voiding was refused.
  db->write([&](store::Tx& tx) {
    tx.run(tenant, "UPDATE invoices SET status = 'void' WHERE workspace_id = $1 AND id = $2",
           text(invoice, "id"));
  });
  EXPECT_EQ(problem(post(path_of(deal) + "/invoice"), 409), "has_documents");
  EXPECT_EQ(call(http::Method::del, path(more)).status, 204);
  EXPECT_EQ(amount(ok(post(path_of(deal) + "/invoice"), 201), "total"), "120.00");
}

TEST_F(DealChangeTest, ALaterPartDoesNotHideWhatTheDealBecameMore) {
  const std::string deal = won_deal("grows", {{"amount", "100.00"}});
  sync();
  const json::object plan = halves_of(deal);
  const std::string at = path_of(deal);
  const json::object first = ok(post(at + "/invoice", {{"partId", plan.at("parts").at(0).at("id")}}), 201);
  ok(post(path(first) + "/issue"));
  becomes(deal, "140.00");
  EXPECT_EQ(text(drift(first), "proposal"), "parts");
  const json::object second = ok(post(at + "/invoice", {{"partId", plan.at("parts").at(1).at("id")}}), 201);
  EXPECT_EQ(amount(drift(second), "difference"), "40.00");
  EXPECT_EQ(text(drift(second), "proposal"), "supplement");
  EXPECT_EQ(amount(supplement(second), "total"), "40.00");
  // Nor is it billed by a supplement and by a further part.
  EXPECT_EQ(problem(put(at + "/parts", {{"parts", json::array{plan.at("parts").at(0), plan.at("parts").at(1),
                                                              json::object{{"label", "More"}}}}}),
                    422),
            "unknown_field");
  const auto again = [&](std::size_t n) {
    return json::object{{"id", plan.at("parts").at(n).at("id")}, {"label", "Half"}, {"amount", eur("50")}};
  };
  EXPECT_EQ(problem(put(at + "/parts",
                        {{"parts", json::array{again(0), again(1), json::object{{"label", "More"}}}}}),
                    409),
            "deal_invoiced");
}

TEST_F(DealChangeTest, PartsPlannedAnewSettleTheChange) {
  const std::string deal = won_deal("planned", {{"amount", "100.00"}});
  sync();
  const json::object plan = halves_of(deal);
  const std::string at = path_of(deal);
  const json::object first = ok(post(at + "/invoice", {{"partId", plan.at("parts").at(0).at("id")}}), 201);
  becomes(deal, "140.00");
  const json::object anew =
      ok(put(at + "/parts", {{"parts", json::array{json::object{{"id", plan.at("parts").at(0).at("id")},
                                                                {"label", "First"},
                                                                {"amount", eur("50")}},
                                                   json::object{{"label", "Rest"}}}}}));
  EXPECT_TRUE(drift(first).is_null()) << "the parts are the deal again";
  const json::object second = ok(post(at + "/invoice", {{"partId", anew.at("parts").at(1).at("id")}}), 201);
  EXPECT_EQ(amount(second, "total"), "90.00");
  EXPECT_TRUE(drift(second).is_null());
}

TEST_F(DealChangeTest, PartsThatAreNotTheDealAnyMoreAreNotInvoiced) {
  const std::string deal = won_deal("stale", {{"amount", "100.00"}});
  sync();
  const json::object plan = halves_of(deal);
  becomes(deal, "140.00");
  const http::Response refused =
      post(path_of(deal) + "/invoice", {{"partId", plan.at("parts").at(0).at("id")}});
  EXPECT_EQ(problem(refused, 422), "validation");
  EXPECT_EQ(text(parsed(refused).at("errors").at(0), "pointer"), "/partId");
  const json::object anew = halves_of(deal);
  EXPECT_EQ(amount(ok(post(path_of(deal) + "/invoice", {{"partId", anew.at("parts").at(0).at("id")}}), 201),
                   "total"),
            "70.00");
}

TEST_F(DealChangeTest, ChangesThatAreNoDriftAreForgottenAndHideNothing) {
  const std::string deal = won_deal("seen", {{"amount", "100.00"}});
  const json::object invoice = issued_whole(deal);
  becomes(deal, "120.00");
  // More than one look's worth, before it in the order of ids.
  db->write([&](store::Tx& tx) {
    for (int n = 0; n < 450; ++n) store::DealBilling(tx, tenant).note_changed("0" + std::to_string(1000 + n));
  });
  EXPECT_NE(get("/api/home").body.find("deals_changed"), std::string::npos);
  const json::object all = ok(get("/api/deals/drifts"));
  EXPECT_EQ(number(all, "total"), 1);
  EXPECT_EQ(text(all.at("items").at(0).at("invoice"), "id"), text(invoice, "id"));
  EXPECT_EQ(db->read([&](store::Tx& tx) {
    return tx.number(tenant, "SELECT count(*) FROM deal_changes WHERE workspace_id = $1");
  }),
            1);
}

}  // namespace
}  // namespace every::api
