// From a draft proposal to the client's answer and its invoices, and everything that must not happen on the
// way.
#include "api/proposal_test_support.h"
#include "app/post.h"
#include "net/smtp_test_server.h"
#include "store/tx.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

TEST_F(ProposalTest, ADraftChangesUntilItIsOpen) {
  const std::string path = draft();
  const json::object made = ok(get(path));
  EXPECT_EQ(amount(made, "total"), "100.00");
  EXPECT_EQ(text(made, "number"), "null");
  EXPECT_EQ(text(made, "validUntil"), "2026-12-23");
  EXPECT_EQ(amount(made.at("lines").at(1).as_object(), "total"), "20.00");
  json::object chosen = line("Hosting", "20", "0", true);
  chosen["chosen"] = true;
  EXPECT_EQ(amount(ok(patch(path, {{"lines", json::array{line("Design", "100"), chosen}}})), "total"),
            "120.00");
  EXPECT_EQ(problem(call(http::Method::patch, path, R"({"title":"x"})", {{"If-Match", "\"1\""}}), 412),
            "stale");
  EXPECT_EQ(problem(patch(path, {{"discountAmount", money("1")}}), 422), "unknown_field");
  EXPECT_EQ(problem(patch(path, {{"lines", json::array{json::object{{"description", "x"}}}}}), 422),
            "validation");
  EXPECT_EQ(problem(patch(path, {{"clientId", "nobody"}}), 422), "validation");
  const json::object open = ok(post(path + "/open"));
  EXPECT_EQ(text(open, "number"), "PRO-0001");
  EXPECT_EQ(text(open, "displayStatus"), "open");
  EXPECT_EQ(problem(patch(path, {{"title", "Other"}}), 409), "proposal_not_draft");
  EXPECT_EQ(problem(call(http::Method::del, path), 409), "proposal_not_draft");
  EXPECT_EQ(problem(post(path + "/open"), 409), "proposal_not_draft");
  EXPECT_TRUE(get(path + "/pdf").body.starts_with("%PDF-"));
  EXPECT_EQ(get(path + "/pdf").body, get(path + "/pdf").body);
  const std::string other = draft();
  EXPECT_EQ(call(http::Method::del, other).status, 204);
  EXPECT_EQ(problem(get(other), 404), "not_found");
}

TEST_F(ProposalTest, WhatIsMissingIsSaidAtOnce) {
  const std::string path =
      "/api/proposals/" + text(ok(post("/api/proposals", {{"clientId", client()}}), 201), "id");
  ok(patch(path, {{"validUntil", "2026-11-22"}}));
  const http::Response no = post(path + "/open");
  EXPECT_EQ(problem(no, 422), "validation");
  for (const char* pointer : {"/title", "/lines", "/validUntil"}) EXPECT_THAT(no.body, HasSubstr(pointer));
  EXPECT_EQ(problem(post("/api/proposals", json::object{}), 422), "validation");
  EXPECT_EQ(problem(post("/api/proposals", {{"dealId", "nothing"}}), 404), "not_found");
  EXPECT_EQ(problem(post("/api/proposals/nothing/open"), 404), "not_found");
  EXPECT_EQ(problem(post(path + "/link"), 409), "proposal_not_open");
  become("viewer");
  EXPECT_EQ(problem(post(path + "/open"), 403), "forbidden");
}

TEST_F(ProposalTest, NumbersOfInvoicesAndProposalsDoNotShareACounter) {
  // The one is refused today, the other was the name of the proposals' counter.
  for (const char* prefix : {"PRO-", "proposals"}) {
    invoices_begin(prefix);
    const std::string path = accepted();
    EXPECT_EQ(text(ok(get(path)), "number"), *prefix == 'P' ? "PRO-0001" : "PRO-0002");
    const std::string invoice = "/api/invoices/" + text(ok(post(path + "/invoice"), 201), "id");
    EXPECT_EQ(text(ok(post(invoice + "/issue")), "number"), prefix + std::string("0001"));
  }
}

TEST_F(ProposalTest, AfterItsLastDayItCannotBeAccepted) {
  const std::string path = opened();
  const std::string target = link(path);
  clock.advance(std::chrono::hours(24 * 30));
  EXPECT_THAT(visit(target).body, HasSubstr("<form"));
  clock.advance(std::chrono::hours(24));
  sign_in_again();
  EXPECT_THAT(visit(target).body, HasSubstr("Expired on Dec 23, 2026"));
  EXPECT_THAT(visit(target).body, Not(HasSubstr("<form")));
  EXPECT_EQ(answer(target, "decision=accept&name=Ada&revision=1").status, 409);
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "expired");
  EXPECT_EQ(number(ok(get("/api/proposals?status=expired")), "total"), 1);
  EXPECT_EQ(number(ok(get("/api/proposals")).at("counts"), "expired"), 1);
}

TEST_F(ProposalTest, HalvesAreInvoicedAndSumToWhatWasAccepted) {
  const std::string path = accepted({line("Design", "100.01", "19"), line("Text", "33.33", "7")});
  const std::string total = amount(ok(get(path)), "total");
  EXPECT_EQ(total, "154.67");
  EXPECT_EQ(ok(get("/api/home")).at("decisions").as_array().size(), 1U);
  const json::object first = ok(post(path + "/invoice", {{"percent", "50"}}), 201);
  EXPECT_EQ(problem(post(path + "/invoice", {{"percent", "50.5"}}), 409), "proposal_invoiced");
  const json::object second = ok(post(path + "/invoice"), 201);
  const auto a = Money::parse(amount(first, "total"), *Currency::from("USD"));
  const auto b = Money::parse(amount(second, "total"), *Currency::from("USD"));
  EXPECT_EQ((*a + *b).decimal(), total);
  EXPECT_EQ(text(ok(post(path + "/invoice")), "id"), text(second, "id"));  // all of it again: nothing new
  const json::object invoice = ok(get("/api/invoices/" + text(first, "id")));
  EXPECT_EQ(text(invoice.at("proposal"), "number"), "PRO-0001");
  EXPECT_EQ(text(invoice.at("lines").at(0), "description"), "50 % of PRO-0001: Website");
  EXPECT_EQ(text(ok(get(path)), "invoicedPercent"), "100");
  EXPECT_EQ(ok(get("/api/home")).at("decisions").as_array().size(), 0U);
  // A deleted draft gives its share back, and the rest is what is left to the cent.
  EXPECT_EQ(call(http::Method::del, "/api/invoices/" + text(first, "id")).status, 204);
  EXPECT_EQ(text(ok(get(path)), "invoicedPercent"), "50");
  EXPECT_EQ(amount(ok(post(path + "/invoice"), 201), "total"), amount(first, "total"));
  EXPECT_EQ(problem(post(path + "/invoice", {{"percent", "0"}}), 422), "validation");
  // Who voids one and copies it has the same share in its place.
  const std::string issued = "/api/invoices/" + text(second, "id");
  ok(post(issued + "/issue"));
  const json::object copy = ok(post(issued + "/copy", {{"voidReason", "Wrong words"}}), 201);
  EXPECT_EQ(text(copy.at("proposal"), "number"), "PRO-0001");
  EXPECT_EQ(text(ok(get(path)), "invoicedPercent"), "100");
}

TEST_F(ProposalTest, AllOfItKeepsItsLinesAndIsTheDealsInvoice) {
  connect();
  import({{"select", json::object{{"all", true}}}, {"default", "replace"}, {"includeDeals", true}});
  const json::object deals = ok(get("/api/deals?limit=200"));
  json::object deal;
  for (const auto& one : deals.at("items").as_array())
    if (one.at("client").is_object() && one.at("amount").is_object() && one.at("invoice").is_null() &&
        amount(one, "amount") != "0.00")
      deal = one.as_object();
  ASSERT_FALSE(deal.empty());
  const json::object made = ok(post("/api/proposals", {{"dealId", deal.at("id")}}), 201);
  EXPECT_EQ(text(made, "title"), text(deal, "name"));
  EXPECT_EQ(text(made.at("client"), "id"), text(deal.at("client"), "id"));
  const std::string path = "/api/proposals/" + text(made, "id");
  EXPECT_EQ(number(ok(get("/api/proposals?deal=" + text(deal, "id"))), "total"), 1);
  ok(post(path + "/open"));
  EXPECT_EQ(answer(link(path), "decision=accept&name=Ada&revision=1").status, 303);
  const json::object invoice = ok(post(path + "/invoice"), 201);
  EXPECT_EQ(amount(invoice, "total"), amount(made, "total"));
  EXPECT_EQ(text(ok(get("/api/deals/" + text(deal, "id"))).at("invoice"), "id"), text(invoice, "id"));
  // A second proposal of the same deal does not bill it again.
  const std::string other =
      "/api/proposals/" + text(ok(post("/api/proposals", {{"dealId", deal.at("id")}}), 201), "id");
  ok(post(other + "/open"));
  EXPECT_EQ(answer(link(other), "decision=accept&name=Ada&revision=1").status, 303);
  EXPECT_EQ(problem(post(other + "/invoice"), 409), "has_documents");
  EXPECT_EQ(text(ok(get(other)), "invoicedPercent"), "0");
}

TEST_F(ProposalTest, ItIsSentWithItsLinkAndFoundAgain) {
  net::SmtpTestServer smtp;
  const auto set_up = [&](json::object settings) {
    ok(call(http::Method::patch, "/api/workspace/mail", json::serialize(settings),
            {{"If-Match", std::string(get("/api/workspace/mail").headers.get("ETag").value_or(""))}}));
  };
  const std::string path = draft();
  EXPECT_EQ(problem(post(path + "/mails"), 422), "validation");  // mail is not set up
  EXPECT_EQ(text(ok(get(path)), "state"), "draft");
  set_up({{"host", "127.0.0.1"},
          {"port", smtp.port},
          {"security", "none"},
          {"fromAddress", "us@fieldstone.example"}});
  EXPECT_THAT(text(ok(get(path + "/mail")), "subject"), HasSubstr("Website: proposal {number}"));
  ok(post(path + "/mails"), 201);
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "open");
  clock.advance(std::chrono::seconds(11));
  app::deliver_due_mail(*app_);
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "sent");
  ASSERT_THAT(smtp.received(), SizeIs(1));
  EXPECT_THAT(smtp.received()[0].data, HasSubstr("PRO-0001 Kestrel Media.pdf"));
  EXPECT_THAT(smtp.received()[0].data, HasSubstr(text(ok(get(path + "/link")), "url").substr(30)));
  EXPECT_EQ(text(ok(get(path + "/mails")).at("items").at(0), "state"), "sent");
  EXPECT_EQ(number(ok(get("/api/proposals?q=kestrel")), "total"), 1);
  EXPECT_EQ(ok(get("/api/search?q=website")).at("proposals").as_array().size(), 1U);
  EXPECT_EQ(number(ok(get("/api/proposals?client=" + client())), "total"), 1);
  clock.advance(std::chrono::hours(24 * 8));
  sign_in_again();
  const json::object waiting = ok(get("/api/home")).at("decisions").as_array().at(0).as_object();
  EXPECT_EQ(text(waiting, "kind"), "unanswered_proposals");
  EXPECT_EQ(text(waiting.at("only"), "name"), "Kestrel Media");
  // The list shows the very same, until it is asked about once more.
  EXPECT_EQ(number(ok(get("/api/proposals?unanswered=true")), "total"), 1);
  EXPECT_EQ(number(ok(get("/api/proposals?unanswered=true&q=nobody")), "total"), 0);
  EXPECT_EQ(problem(get("/api/proposals?unanswered=maybe"), 422), "validation");
  // What was taken back while its mail waited is not sent.
  ok(post(path + "/mails"), 201);
  EXPECT_EQ(number(ok(get("/api/proposals?unanswered=true")), "total"), 0);
  EXPECT_EQ(ok(get("/api/home")).at("decisions").as_array(), json::array());
  ok(post(path + "/revise"));
  clock.advance(std::chrono::seconds(11));
  app::deliver_due_mail(*app_);
  EXPECT_THAT(smtp.received(), SizeIs(1));
  EXPECT_EQ(text(ok(get(path + "/mails")).at("items").at(0), "state"), "refused");
  // Nor are the words of the old one with the file of the new one.
  ok(post(path + "/mails"), 201);
  ok(post(path + "/revise"));
  ok(patch(path, {{"lines", json::array{line("Design", "150")}}}));
  ok(post(path + "/open"));
  clock.advance(std::chrono::seconds(11));
  app::deliver_due_mail(*app_);
  EXPECT_THAT(smtp.received(), SizeIs(1));
  const json::object old = ok(get(path + "/mails")).at("items").at(0).as_object();
  EXPECT_EQ(text(old, "state"), "refused");
  EXPECT_EQ(text(old, "problem"), "The proposal was changed after this mail was written.");
  ok(post("/api/mails/" + text(old, "id") + "/retry"));
  app::deliver_due_mail(*app_);
  EXPECT_THAT(smtp.received(), SizeIs(1));
  ok(post(path + "/mails"), 201);
  clock.advance(std::chrono::seconds(11));
  app::deliver_due_mail(*app_);
  EXPECT_THAT(smtp.received(), SizeIs(2));
  EXPECT_EQ(call(http::Method::del, path + "/link").status, 204);
  EXPECT_EQ(text(ok(get(path + "/link")), "url"), "null");
  for (const char* nobody : {"/mail", "/mails", "/link", "/pdf"})
    EXPECT_EQ(get("/api/proposals/nothing" + std::string(nobody)).status, 404);
}

}  // namespace
}  // namespace every::api
