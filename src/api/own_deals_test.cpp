// Deals that are made here: what they need, what follows from them, and which ones can be deleted.
#include "api/deal_rules_test_support.h"

namespace every::api {
namespace {

class OwnDealsTest : public DealRulesTest {
 protected:
  static json::object eur(const char* amount) { return {{"amount", amount}, {"currency", "EUR"}}; }
  static json::object wanted(json::object more = {}) {
    json::object out{{"name", "Support plan"}, {"pipeline", "default"}, {"stage", kOpen}};
    for (auto& [name, value] : more) out[name] = value;
    return out;
  }
  json::object made(json::object more = {}) { return ok(post("/api/deals", wanted(std::move(more))), 201); }
  static std::string path(const json::object& deal) { return "/api/deals/" + text(deal, "id"); }
  std::string client(const char* name) { return text(ok(post("/api/clients", {{"name", name}}), 201), "id"); }
};

TEST_F(OwnDealsTest, WithoutAPipelineThereIsNoneToMakeOneIn) {
  const auto refused = post("/api/deals", wanted());
  EXPECT_EQ(problem(refused, 409), "not_connected");
  EXPECT_EQ(text(parsed(refused), "detail"), "There is no pipeline to put a deal into.");
  EXPECT_EQ(text(parsed(refused), "fix"), "Connect HubSpot: deals go through its pipelines and stages.");
  EXPECT_EQ(number(ok(get("/api/deals")), "total"), 0);
}

TEST_F(OwnDealsTest, OneThatIsMadeHereIsOnTheBoardAndFree) {
  import_everything();
  const json::object before = column(kOpen);
  const std::string acme = client("Acme");
  clock.advance(Millis(1'000));
  const auto answer =
      post("/api/deals", wanted({{"client", acme}, {"amount", eur("700.50")}, {"closeDate", "2027-01-31"}}));
  const json::object deal = ok(answer, 201);
  EXPECT_EQ(answer.headers.get("Location").value_or(""), path(deal));
  EXPECT_EQ(answer.headers.get("ETag").value_or(""), get(path(deal)).headers.get("ETag").value_or("-"));
  EXPECT_EQ(ok(get(path(deal))), deal);
  EXPECT_EQ(text(deal, "name"), "Support plan");
  EXPECT_EQ(text(deal, "state"), "open");
  EXPECT_EQ(text(deal, "source"), "manual");
  EXPECT_EQ(text(deal, "closeDate"), "2027-01-31");
  EXPECT_EQ(text(deal.at("client"), "name"), "Acme");
  EXPECT_EQ(deal.at("amount"), json::value(eur("700.50")));
  EXPECT_EQ(deal.at("probability"), before.at("probability"));
  EXPECT_TRUE(deal.at("hubspot").is_null());
  EXPECT_TRUE(deal.at("lockedFields").as_array().empty()) << "HubSpot is connected, and this is ours";
  EXPECT_EQ(number(column(kOpen), "count"), number(before, "count") + 1);
  EXPECT_EQ(number(ok(get("/api/deals?q=support")), "total"), 1);
  EXPECT_EQ(number(ok(get("/api/clients/" + acme)), "dealsCount"), 1);
  const std::string said = "Deal Support plan was made in " + text(deal.at("stage"), "label") + ".";
  EXPECT_EQ(text(ok(get("/api/clients/" + acme + "/activity")).at("items").at(0), "text"), said);
  EXPECT_EQ(text(ok(get("/api/audit?limit=1")).at("items").at(0), "text"), said);
  // No sync has anything to say about it.
  sync();
  EXPECT_EQ(ok(get(path(deal))), deal);
  // It moves, is changed and invoiced as any deal that is ours.
  EXPECT_EQ(text(ok(patch(path(deal), {{"stage", kWon}})), "state"), "won");
  EXPECT_EQ(ok(post(path(deal) + "/invoice"), 201).at("total"), json::value(eur("700.50")));
}

TEST_F(OwnDealsTest, OneThatIsMadeWonWaitsForItsInvoice) {
  connect();
  const std::int64_t waited = waiting();
  const json::object deal = made({{"stage", kWon}, {"amount", eur("1")}});
  EXPECT_EQ(text(deal, "state"), "won");
  EXPECT_EQ(number(deal, "probability"), 1);
  EXPECT_EQ(waiting(), waited + 1);
}

TEST_F(OwnDealsTest, WhatIsWrongIsNamedAndChangesNothing) {
  connect();
  const std::int64_t before = number(ok(get("/api/deals")), "total");
  const auto refused = [&](json::object more) {
    return wrong(post("/api/deals", wanted(std::move(more))), 422);
  };
  EXPECT_EQ(wrong(post("/api/deals", {{"pipeline", "default"}, {"stage", kOpen}}), 422),
            "validation /name required");
  EXPECT_EQ(wrong(post("/api/deals", {{"name", "x"}, {"stage", kOpen}}), 422),
            "validation /pipeline required");
  EXPECT_EQ(wrong(post("/api/deals", {{"name", "x"}, {"pipeline", "default"}}), 422),
            "validation /stage required");
  EXPECT_EQ(refused({{"name", " "}}), "validation /name required");
  EXPECT_EQ(refused({{"name", "\u200b"}}), "validation /name required");
  EXPECT_EQ(refused({{"name", std::string(501, 'x')}}), "validation /name too_long");
  EXPECT_EQ(refused({{"pipeline", "nowhere"}}), "validation /pipeline no_such_pipeline");
  EXPECT_EQ(refused({{"stage", "nowhere"}}), "validation /stage no_such_stage");
  EXPECT_EQ(refused({{"client", "nobody"}}), "validation /client no_such_client");
  EXPECT_THAT(refused({{"amount", json::object{{"amount", "1.001"}, {"currency", "EUR"}}}}),
              testing::StartsWith("validation /amount"));
  EXPECT_EQ(refused({{"amount", "5"}}), "validation /amount type");
  EXPECT_EQ(refused({{"closeDate", "soon"}}), "validation /closeDate format");
  EXPECT_EQ(problem(post("/api/deals", wanted({{"owner", "me"}})), 422), "unknown_field");
  EXPECT_EQ(number(ok(get("/api/deals")), "total"), before);
  // What is not said may be null.
  EXPECT_TRUE(
      made({{"client", nullptr}, {"amount", nullptr}, {"closeDate", nullptr}}).at("client").is_null());
}

TEST_F(OwnDealsTest, AskedForTwiceItIsMadeOnce) {
  connect();
  const std::string body = json::serialize(wanted());
  const auto ask = [&] {
    return call(http::Method::post, "/api/deals", body, {{"Idempotency-Key", "01m84hx38zkb2nc1sj5xr7qd47"}});
  };
  const json::object first = ok(ask(), 201);
  EXPECT_EQ(ok(ask(), 201), first);
  EXPECT_EQ(number(ok(get("/api/deals?q=support")), "total"), 1);
}

TEST_F(OwnDealsTest, ARuleOfItsStageCountsItAsEntering) {
  import_everything();
  made({{"stage", kWon}, {"client", client("Before")}, {"amount", eur("1")}});
  const std::string id = rule();
  const json::object deal = made({{"stage", kWon}, {"client", client("Acme")}, {"amount", eur("90")}});
  made({{"client", client("Elsewhere")}, {"amount", eur("1")}});
  EXPECT_EQ(draft(), 1);
  EXPECT_EQ(draft(), 0);
  const json::object invoice = ok(get("/api/invoices/" + text(ok(get(path(deal))).at("invoice"), "id")));
  EXPECT_EQ(text(invoice.at("byRule"), "id"), id);
  EXPECT_EQ(invoice.at("total"), json::value(eur("90.00")));
}

TEST_F(OwnDealsTest, ItsClientIsChosenLater) {
  import_everything();
  const json::object deal = made({{"stage", kWon}, {"amount", eur("10")}});
  const std::string acme = client("Acme");
  EXPECT_EQ(problem(post(path(deal) + "/invoice"), 409), "deal_no_client");
  EXPECT_EQ(wrong(patch(path(deal), {{"client", "nobody"}}), 422), "validation /client no_such_client");
  clock.advance(Millis(1'000));
  EXPECT_EQ(text(ok(patch(path(deal), {{"client", acme}})).at("client"), "name"), "Acme");
  EXPECT_EQ(text(ok(get("/api/clients/" + acme + "/activity")).at("items").at(0), "text"),
            "Deal Support plan: client changed from none to Acme.");
  EXPECT_TRUE(ok(patch(path(deal), {{"client", nullptr}})).at("client").is_null());
  ok(patch(path(deal), {{"client", acme}}));
  ok(post(path(deal) + "/invoice"), 201);
}

TEST_F(OwnDealsTest, OneWithoutDocumentsIsDeleted) {
  import_everything();
  const std::int64_t count = number(column(kWon), "count"), waited = waiting();
  const std::string acme = client("Acme");
  const json::object deal = made({{"stage", kWon}, {"client", acme}, {"amount", eur("100")}});
  const json::object half{{"label", "Half"}, {"percent", "50"}}, rest{{"label", "Rest"}};
  ok(put(path(deal) + "/parts", {{"parts", json::array{half, rest}}}));
  const json::object plan = ok(get(path(deal) + "/parts"));
  const json::object draft =
      ok(post(path(deal) + "/invoice", {{"partId", plan.at("parts").at(0).at("id")}}), 201);
  const auto refused = del(path(deal));
  EXPECT_EQ(problem(refused, 409), "has_documents");
  EXPECT_EQ(text(parsed(refused), "detail"), "Support plan has invoices or proposals and cannot be deleted.");
  EXPECT_EQ(del("/api/invoices/" + text(draft, "id")).status, 204);
  const json::object line{{"description", "Work"}, {"unitPrice", eur("1")}};
  const json::object offer = ok(post("/api/proposals", {{"clientId", acme},
                                                        {"dealId", text(deal, "id")},
                                                        {"title", "Plan"},
                                                        {"currency", "EUR"},
                                                        {"lines", json::array{line}}}),
                                201);
  EXPECT_EQ(problem(del(path(deal)), 409), "has_documents");
  EXPECT_EQ(del("/api/proposals/" + text(offer, "id")).status, 204);
  clock.advance(Millis(1'000));
  EXPECT_EQ(del(path(deal)).status, 204);
  EXPECT_EQ(problem(get(path(deal)), 404), "not_found");
  EXPECT_EQ(problem(del(path(deal)), 404), "not_found");
  EXPECT_EQ(number(column(kWon), "count"), count);
  EXPECT_EQ(waiting(), waited);
  EXPECT_EQ(number(ok(get("/api/clients/" + acme)), "dealsCount"), 0);
  EXPECT_EQ(number(ok(get("/api/deals?q=support")), "total"), 0);
  EXPECT_EQ(text(ok(get("/api/audit?group=deletes&limit=1")).at("items").at(0), "kind"), "deal.deleted");
}

TEST_F(OwnDealsTest, AVoidInvoiceKeepsItsDeal) {
  import_everything();
  const json::object deal = made({{"stage", kWon}, {"client", client("Acme")}, {"amount", eur("100")}});
  const std::string invoice = "/api/invoices/" + text(ok(post(path(deal) + "/invoice"), 201), "id");
  ok(post(invoice + "/issue"));
  ok(post(invoice + "/void", {{"reason", "A mistake"}}));
  EXPECT_EQ(problem(del(path(deal)), 409), "has_documents");
}

TEST_F(OwnDealsTest, WhatCameFromHubSpotIsNotDeletedHere) {
  import_everything();
  const std::string record = won_deal("theirs");
  sync();
  const std::string theirs = "/api/deals/" + deal_id(record);
  const auto managed = del(theirs);
  EXPECT_EQ(problem(managed, 409), "locked_field");
  EXPECT_EQ(text(parsed(managed), "detail"), "theirs is managed in HubSpot.");
  EXPECT_EQ(text(parsed(managed), "url"), text(ok(get(theirs)).at("hubspot"), "url"));
  ok(post("/api/hubspot/disconnect"));
  const auto former = del(theirs);
  EXPECT_EQ(problem(former, 409), "locked_field");
  EXPECT_EQ(text(parsed(former), "detail"),
            "theirs came from HubSpot. Only deals made here can be deleted here.");
  EXPECT_EQ(ok(get(theirs)).at("name"), "theirs");
  // Pipelines stay, and so does the way to make one.
  const json::object ours = made();
  clock.advance(Millis(1'000));
  EXPECT_EQ(del(path(ours)).status, 204);
  EXPECT_EQ(text(ok(get("/api/audit?group=deletes&limit=1")).at("items").at(0), "text"),
            "Deal Support plan was deleted.");
}

TEST_F(OwnDealsTest, WhoOnlyReadsMakesAndDeletesNone) {
  connect();
  const json::object deal = made();
  become("viewer");
  EXPECT_EQ(problem(post("/api/deals", wanted()), 403), "forbidden");
  EXPECT_EQ(problem(del(path(deal)), 403), "forbidden");
  EXPECT_EQ(ok(get(path(deal))), deal);
}

}  // namespace
}  // namespace every::api
