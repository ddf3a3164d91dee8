// What broke other people's integrations, tried on the whole application in front of the sandbox.
// test/edge-cases.md says which test answers which case.
#include "api/hubspot_test_support.h"
#include "store/mirror.h"

namespace every::api {
namespace {

using sandbox::Kind;

class EdgeCaseTest : public HubSpotApiTest {
 protected:
  json::object sync(bool full = false) {
    ok(post("/api/hubspot/sync", json::object{{"full", full}}), 202);
    json::object run = settled();
    EXPECT_TRUE(text(run, "state") == "succeeded" || text(run, "state") == "partial") << json::serialize(run);
    clock.advance(std::chrono::minutes(6));
    return run;
  }
  std::optional<store::MirrorRecord> mirrored(const char* type, const std::string& record) {
    return db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).find(type, record); });
  }
  std::int64_t mirrored(const char* type) {
    return db->read([&](store::Tx& tx) { return store::Mirror(tx, tenant).count(type); });
  }
  std::vector<std::string> linked(const char* from, const std::string& record, const char* to) {
    return db->read([&](store::Tx& tx) {
      std::vector<std::string> out;
      for (const auto& a : store::Mirror(tx, tenant).associations(from, record, to)) out.push_back(a.to_id);
      return out;
    });
  }
  std::size_t live(Kind kind) { return sandbox.portal().counts(kind).live; }
  json::object deal_here(const std::string& record) { return ok(get("/api/deals/" + deal_id(record))); }
  json::object invoice_of(const std::string& record, int status = 201) {
    return ok(post("/api/deals/" + text(deal_here(record), "id") + "/invoice"), status);
  }
  json::object contact_here(const std::string& record) {
    const json::object why = ok(get("/api/hubspot/why?type=contact&id=" + record));
    return ok(get("/api/contacts/" + text(why, "contactId")));
  }
};

TEST_F(EdgeCaseTest, A401AmongTheAssociationsIsRenewedLikeAnyOther) {
  fault({{"match", json::object{{"path", "/crm/associations/"}, {"nth", 2}}},
         {"do", "status"},
         {"status", 401},
         {"shape", "expired"}});
  connect();
  for (const auto& deal : sandbox.portal().records(Kind::deal))
    EXPECT_EQ(linked("deal", std::to_string(deal.id), "company").size(),
              sandbox.portal().links(deal, Kind::company).size());
}

TEST_F(EdgeCaseTest, ShortAndEmptyPagesAreNotTheEnd) {
  control("faults",
          {{"schedule",
            json::array{json::object{{"match", json::object{{"path", "/crm/objects/2026-09/contacts"},
                                                            {"method", "GET"}}},
                                     {"do", "short_page"},
                                     {"shown", 30},
                                     {"count", 2}},
                        json::object{{"match", json::object{{"path", "/crm/objects/2026-09/companies"},
                                                            {"method", "GET"}}},
                                     {"do", "short_page"}}}}});
  connect();
  EXPECT_EQ(mirrored("contact"), 120);
  EXPECT_EQ(mirrored("company"), 20);
}

TEST_F(EdgeCaseTest, ARecordOnTwoPagesIsOneRecord) {
  fault({{"match", json::object{{"path", "/crm/objects/2026-09/contacts"}, {"method", "GET"}, {"nth", 2}}},
         {"do", "duplicate"}});
  connect();
  EXPECT_EQ(mirrored("contact"), 120);
}

TEST_F(EdgeCaseTest, WhatChangesWhileItIsReadIsFoundByTheNextSync) {
  const std::string record = id(Kind::contact, 5);
  fault({{"match", json::object{{"path", "/crm/objects/2026-09/contacts"}, {"method", "GET"}}},
         {"do", "control"},
         {"control",
          json::object{{"verb", "change"},
                       {"body", json::object{{"type", "contacts"},
                                             {"id", record},
                                             {"properties", json::object{{"lastname", "Meanwhile"}}}}}}}});
  connect();
  EXPECT_EQ(mirrored("contact", record)->properties.find("Meanwhile"), std::string::npos);
  sync();
  EXPECT_NE(mirrored("contact", record)->properties.find("Meanwhile"), std::string::npos);
}

TEST_F(EdgeCaseTest, ASearchIndexThatLagsLosesNothing) {
  import_everything();
  sync();
  control("settings", {{"searchLagMinMs", 40'000}, {"searchLagMaxMs", 90'000}});
  const std::string record = id(Kind::contact, 3);
  change("contacts", record, {{"email", "moved@made.example"}});
  const std::string made = create("contacts", {{"email", "late@made.example"}});
  ok(post("/api/hubspot/sync"), 202);
  settled();
  EXPECT_FALSE(mirrored("contact", made)) << "the index does not know it yet";
  clock.advance(std::chrono::seconds(100));
  sync();
  EXPECT_TRUE(mirrored("contact", made));
  EXPECT_NE(mirrored("contact", record)->properties.find("moved@made.example"), std::string::npos);
}

TEST_F(EdgeCaseTest, AChangeWipesNoAssociationAndNothingThatTheAnswerLeavesOut) {
  import_everything();
  const std::string deal = won_deal("linked");
  sync();
  change("deals", deal, {{"amount", "77.00"}});
  sync();
  EXPECT_EQ(linked("deal", deal, "company").size(), 1u);
  EXPECT_EQ(text(deal_here(deal).at("amount"), "amount"), "77.00");
  control("property", {{"type", "deals"}, {"name", "amount"}, {"archived", true}});
  change("deals", deal, {{"dealname", "renamed"}});
  sync();
  EXPECT_EQ(text(deal_here(deal), "name"), "renamed");
  EXPECT_EQ(text(deal_here(deal).at("amount"), "amount"), "77.00")
      << "the property is gone, its last value is not";
}

TEST_F(EdgeCaseTest, AFullSyncFindsWhatNoSearchTells) {
  import_everything();
  const std::string gone = id(Kind::contact, 4), forgotten = id(Kind::contact, 6), deal = won_deal("apart");
  sync();
  control("archive", {{"type", "contacts"}, {"id", gone}});
  control("purge", {{"type", "contacts"}, {"id", forgotten}});
  control("associate", {{"fromType", "deals"},
                        {"fromId", deal},
                        {"toType", "companies"},
                        {"toId", linked("deal", deal, "company").at(0)},
                        {"remove", true}});
  control("recalculate",
          {{"type", "deals"}, {"id", deal}, {"properties", json::object{{"hs_is_closed_won", "false"}}}});
  sync();
  EXPECT_FALSE(mirrored("contact", gone)->gone_at) << "no search tells of it";
  const json::object run = sync(true);
  EXPECT_EQ(text(run, "kind"), "sweep");
  EXPECT_EQ(number(run.at("counts"), "deleted"), 2);
  EXPECT_TRUE(mirrored("contact", gone)->gone_at);
  EXPECT_TRUE(mirrored("contact", forgotten)->gone_at);
  EXPECT_TRUE(linked("deal", deal, "company").empty());
  EXPECT_NE(text(deal_here(deal), "state"), "won");
  EXPECT_EQ(static_cast<std::size_t>(mirrored("contact")), live(Kind::contact));
}

TEST_F(EdgeCaseTest, OnceADayTheScheduleReadsEverything) {
  import_everything();
  const std::string gone = id(Kind::contact, 4);
  control("archive", {{"type", "contacts"}, {"id", gone}});
  clock.advance(std::chrono::hours(25));
  ok(get("/api/hubspot/status"));
  ASSERT_TRUE(hub->start_run(tenant, {.kind = "incremental", .trigger = "schedule"}).ok());
  EXPECT_EQ(text(settled(), "kind"), "sweep");
  EXPECT_TRUE(mirrored("contact", gone)->gone_at);
  clock.advance(std::chrono::minutes(1));
  ASSERT_TRUE(hub->start_run(tenant, {.kind = "incremental", .trigger = "schedule"}).ok());
  EXPECT_EQ(text(settled(), "kind"), "incremental");
}

TEST_F(EdgeCaseTest, ARestoredRecordIsItselfAgain) {
  import_everything();
  const std::string record = id(Kind::contact, 4);
  const std::string here = text(contact_here(record), "id");
  control("archive", {{"type", "contacts"}, {"id", record}});
  sync(true);
  control("restore", {{"type", "contacts"}, {"id", record}});
  sync(true);
  EXPECT_FALSE(mirrored("contact", record)->gone_at);
  EXPECT_EQ(text(contact_here(record), "id"), here) << "no second contact";
}

TEST_F(EdgeCaseTest, DeletedAndMadeAgainIsAnotherRecord) {
  import_everything();
  const std::string first = create("contacts", {{"email", "again@made.example"}, {"lastname", "Again"}});
  sync();
  const std::string here = text(contact_here(first), "id");
  control("archive", {{"type", "contacts"}, {"id", first}});
  create("contacts", {{"email", "again@made.example"}, {"lastname", "Again"}});
  sync(true);
  const json::object kept = ok(get("/api/contacts/" + here));
  EXPECT_EQ(text(kept.at("hubspot"), "id"), first) << "never linked anew without a word";
}

TEST_F(EdgeCaseTest, AMergeOfAMergeLeadsToTheLastOne) {
  import_everything();
  const std::string a = id(Kind::contact, 2), b = id(Kind::contact, 3), c = id(Kind::contact, 4);
  const auto merge = [&](const std::string& first, const std::string& second) {
    return std::string(control("merge", {{"type", "contacts"}, {"primary", first}, {"secondary", second}})
                           .at("id")
                           .as_string());
  };
  const std::string last = merge(merge(a, b), c);
  sync();
  db->read([&](store::Tx& tx) {
    for (const std::string& old : {a, b, c})
      EXPECT_EQ(store::Mirror(tx, tenant).resolve("contact", old), last);
    return 0;
  });
  EXPECT_EQ(static_cast<std::size_t>(mirrored("contact")), live(Kind::contact));
}

TEST_F(EdgeCaseTest, MergedDealsAreBilledOnce) {
  import_everything();
  const std::string a = won_deal("one"), b = won_deal("two");
  sync();
  const std::string invoice = text(invoice_of(b), "id");
  const std::string survivor(
      control("merge", {{"type", "deals"}, {"primary", a}, {"secondary", b}}).at("id").as_string());
  sync();
  EXPECT_EQ(text(deal_here(survivor).at("invoice"), "id"), invoice) << "whichever of the two had it";
  EXPECT_EQ(text(invoice_of(survivor, 200), "id"), invoice);
}

TEST_F(EdgeCaseTest, ADealThatIsWonAgainIsBilledOnce) {
  import_everything();
  const std::string deal = won_deal("twice");
  sync();
  const std::string invoice = text(invoice_of(deal), "id");
  for (const char* stage : {"contractsent", "closedwon"}) {
    change("deals", deal, {{"dealstage", stage}});
    sync();
  }
  EXPECT_EQ(text(invoice_of(deal, 200), "id"), invoice);
}

TEST_F(EdgeCaseTest, AnotherPrimaryCompanyLeavesTheInvoiceAlone) {
  import_everything();
  const std::string deal = won_deal("billed");
  sync();
  const json::object invoice = invoice_of(deal);
  const std::string other = create("companies", {{"name", "Another"}, {"domain", "another.example"}});
  link("deals", deal, "companies", other, true);
  change("deals", deal, {{"dealname", "billed elsewhere"}});
  sync();
  EXPECT_EQ(ok(get("/api/invoices/" + text(invoice, "id"))).at("client"), invoice.at("client"));
}

TEST_F(EdgeCaseTest, AnEmailThatMovesToAnotherContactMovesInOneSync) {
  import_everything();
  const std::string a = create("contacts", {{"email", "a@swap.example"}, {"lastname", "A"}}),
                    b = create("contacts", {{"email", "b@swap.example"}, {"lastname", "B"}});
  sync();
  const std::string here_a = text(contact_here(a), "id");
  change("contacts", a, {{"email", "c@swap.example"}, {"hs_additional_emails", "a@old.example"}});
  change("contacts", b, {{"email", "a@swap.example"}});
  sync();
  EXPECT_EQ(text(contact_here(a), "id"), here_a) << "who somebody is does not hang on the address";
  EXPECT_EQ(text(contact_here(a), "email"), "c@swap.example");
  EXPECT_EQ(text(contact_here(b), "email"), "a@swap.example");
}

TEST_F(EdgeCaseTest, AForgottenPersonsPlaceholderIsNoAddress) {
  import_everything();
  const std::string record = create("contacts", {{"email", "real@made.example"}, {"lastname", "Person"}});
  sync();
  change("contacts", record, {{"email", "4d1f8e2a-7c11@gdpr-forgotten.hubspot.com"}});
  sync();
  EXPECT_EQ(number(ok(get("/api/contacts?q=real")), "total"), 0) << "it says that the person was erased";
  const json::object receipts = ok(get("/api/hubspot/receipts?kind=privacy_delete"));
  EXPECT_EQ(text(receipts.at("items").as_array().at(0).at("privacyDelete"), "hubspotId"), record);
}

TEST_F(EdgeCaseTest, ADeactivatedOwnerKeepsTheName) {
  import_everything();
  const std::string owner = std::to_string(sandbox.portal().account().owners.front().id);
  const std::string deal = won_deal("owned", {{"hubspot_owner_id", owner}});
  sync();
  EXPECT_EQ(text(deal_here(deal).at("owner"), "name"), "Maja Lindqvist");
  control("owner", {{"id", owner}});
  change("deals", deal, {{"amount", "501.00"}});
  sync();
  EXPECT_EQ(text(deal_here(deal).at("owner"), "name"), "Maja Lindqvist");
}

TEST_F(EdgeCaseTest, ARenamedStageIsTheSameAndADeletedOneKeepsItsDeals) {
  import_everything();
  const std::string deal = won_deal("staged");
  change("deals", deal, {{"dealstage", "contractsent"}});
  sync();
  control("stage", {{"pipeline", "default"}, {"id", "contractsent"}, {"label", "Paper out"}});
  sync();
  EXPECT_EQ(text(deal_here(deal).at("stage"), "label"), "Paper out");
  control("stage", {{"pipeline", "default"}, {"id", "contractsent"}, {"remove", true}});
  sync();
  EXPECT_EQ(text(deal_here(deal).at("stage"), "id"), "contractsent");
  EXPECT_EQ(text(deal_here(deal), "state"), "open");
}

TEST_F(EdgeCaseTest, ADealWithoutAnythingIsShownAndNotBilledAtNothing) {
  import_everything();
  const std::string bare = create("deals", {{"dealname", "Bare"}});
  sync();
  const json::object deal = deal_here(bare);
  EXPECT_TRUE(deal.at("amount").is_null());
  EXPECT_TRUE(deal.at("closeDate").is_null());
  EXPECT_TRUE(deal.at("client").is_null());
  EXPECT_EQ(problem(post("/api/deals/" + text(deal, "id") + "/invoice"), 409), "deal_no_client");
}

TEST_F(EdgeCaseTest, LinesAreBilledAtHubSpotsOwnNetAndOnlyThoseThatAreThere) {
  import_everything();
  const std::string deal = won_deal("lined", {{"amount", "999.00"}});
  const auto line = [&](json::object values) {
    const std::string made = create("line_items", std::move(values));
    link("deals", deal, "line_items", made, false);
    return made;
  };
  line({{"name", "Percent"},
        {"quantity", "2"},
        {"price", "100"},
        {"hs_discount_percentage", "10"},
        {"amount", "180.00"}});
  line({{"name", "Each"}, {"quantity", "2"}, {"price", "100"}, {"discount", "15"}, {"amount", "170.00"}});
  line({{"name", "No quantity"}, {"price", "40"}, {"amount", "40.00"}});
  line({{"name", "Hosting"},
        {"quantity", "1"},
        {"price", "10"},
        {"amount", "10.00"},
        {"recurringbillingfrequency", "monthly"}});
  const std::string archived =
      line({{"name", "Gone"}, {"quantity", "1"}, {"price", "1000"}, {"amount", "1000.00"}});
  sync();
  control("archive", {{"type", "line_items"}, {"id", archived}});
  sync(true);
  const json::object invoice = invoice_of(deal);
  const auto& lines = invoice.at("lines").as_array();
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(text(invoice.at("total"), "amount"), "400.00") << "not the deal's 999, not the archived line";
  EXPECT_NE(json::serialize(lines).find("Hosting (monthly)"), std::string::npos)
      << "a recurring price says so";
}

TEST_F(EdgeCaseTest, MoneyOfADealIsInTheDealsCurrencyOrTheAccounts) {
  import_everything();
  const std::string dollars = won_deal("dollars", {{"amount", "10.00"}, {"deal_currency_code", "USD"}}),
                    plain = won_deal("plain", {{"amount", "10.00"}});
  control("recalculate", {{"type", "deals"},
                          {"id", dollars},
                          {"properties", json::object{{"amount_in_home_currency", "9.21"}}}});
  sync();
  EXPECT_EQ(json::serialize(deal_here(dollars).at("amount")), R"({"amount":"10.00","currency":"USD"})");
  EXPECT_EQ(text(deal_here(plain).at("amount"), "currency"), "EUR");
}

}  // namespace
}  // namespace every::api
