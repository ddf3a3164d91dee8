// From a draft proposal to the client's answer and its invoices, and everything that must not happen on the
// way.
#include "api/hubspot_test_support.h"
#include "app/post.h"
#include "net/smtp_test_server.h"
#include "store/erasure.h"
#include "store/tx.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kBrowser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

class ProposalTest : public HubSpotApiTest {
 protected:
  static json::object money(const char* amount) { return {{"amount", amount}, {"currency", "USD"}}; }
  static json::object line(const char* what, const char* price, const char* tax = "0",
                           bool optional = false) {
    return {{"id", what},
            {"description", what},
            {"unitPrice", money(price)},
            {"taxRatePercent", tax},
            {"optional", optional}};
  }
  std::string client() {
    if (client_.empty()) {
      client_ = text(ok(post("/api/clients", {{"name", "Kestrel Media"}}), 201), "id");
      ok(post("/api/clients/" + client_ + "/contacts",
              {{"firstName", "Ada"}, {"email", "ada@kestrel.example"}, {"proposalRole", "primary"}}),
         201);
    }
    return client_;
  }
  std::string draft(const json::array& lines = {line("Design", "100"), line("Hosting", "20", "0", true)}) {
    return "/api/proposals/" +
           text(ok(post("/api/proposals",
                        {{"clientId", client()},
                         {"title", "Website"},
                         {"sections", json::array{json::object{{"title", "Scope"}, {"text", "All <of> it"}}}},
                         {"lines", lines}}),
                   201),
                "id");
  }
  std::string opened(const json::array& lines = {line("Design", "100"), line("Hosting", "20", "0", true)}) {
    const std::string path = draft(lines);
    ok(post(path + "/open"));
    return path;
  }
  std::string link(const std::string& path) {
    return text(ok(post(path + "/link")), "url").substr(std::string_view(kOrigin).size());
  }
  http::Response patch(const std::string& target, const json::value& body) {
    return call(http::Method::patch, target, json::serialize(body),
                {{"If-Match", std::string(get(target).headers.get("ETag").value_or(""))}});
  }
  http::Response visit(const std::string& target) {
    return call(http::Method::get, target, {}, {{"Cookie", ""}, {"User-Agent", kBrowser}});
  }
  // The form, as a browser sends it.
  http::Response answer(const std::string& target, const std::string& form,
                        const std::vector<std::pair<std::string, std::string>>& headers = {
                            {"Sec-Fetch-Site", "same-origin"}}) {
    auto all = headers;
    all.emplace_back("Cookie", "");
    all.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    return call(http::Method::post, target, form, all);
  }
  std::string accepted(const json::array& lines = {line("Design", "100"), line("Hosting", "20", "0", true)}) {
    const std::string path = opened(lines);
    EXPECT_EQ(answer(link(path), "decision=accept&name=Ada&revision=1").status, 303);
    return path;
  }
  static std::string amount(const json::value& object, std::string_view member) {
    return text(object.as_object().at(json::string_view(member)), "amount");
  }
  void sign_in_again() {
    session =
        app::sign_in(
            *app_, json::object{{"email", "dana@fieldstone.example"}, {"password", "correct horse battery"}},
            "192.0.2.3")
            ->token;
  }

 private:
  std::string client_;
};

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

TEST_F(ProposalTest, AClientReadsItChoosesAndAccepts) {
  const std::string path = opened();
  const std::string target = link(path);
  const http::Response page = visit(target);
  EXPECT_EQ(page.status, 200);
  for (const char* said : {"Website", "PRO-0001", "Scope", "All &lt;of&gt; it", "Open until Dec 23, 2026",
                           "Hosting", "type=\"checkbox\"", "Update the total", "Your name"})
    EXPECT_THAT(page.body, HasSubstr(said));
  EXPECT_THAT(page.body, Not(HasSubstr("<script")));
  EXPECT_LE(page.body.size(), 15'000U);
  EXPECT_THAT(std::string(page.headers.get("Content-Security-Policy").value_or("")),
              HasSubstr("form-action 'self'"));
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "viewed");
  const http::Response updated = answer(target, "decision=update&revision=1&option=Hosting&name=Ada+Novak");
  EXPECT_EQ(updated.status, 200);
  EXPECT_THAT(updated.body, HasSubstr("$120.00"));
  EXPECT_THAT(updated.body, HasSubstr("value=\"Ada Novak\""));
  EXPECT_EQ(text(ok(get(path)), "state"), "open");
  // The total that was on the screen did not have the option.
  const http::Response sneaky =
      answer(target, "decision=accept&revision=1&option=Hosting&name=Ada+Novak&shown=");
  EXPECT_EQ(sneaky.status, 422);
  EXPECT_THAT(sneaky.body, HasSubstr("the total below is the new one"));
  EXPECT_EQ(answer(target, "decision=accept&revision=1&name=++").status, 422);
  EXPECT_EQ(text(ok(get(path)), "state"), "open");
  const http::Response done =
      answer(target, "decision=accept&revision=1&option=Hosting&shown=Hosting&name=Ada+Nov%C3%A1k");
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.headers.get("Location").value_or(""), target);
  EXPECT_THAT(visit(target).body, HasSubstr("Accepted by Ada Novák on Nov 23, 2026"));
  EXPECT_THAT(visit(target).body, Not(HasSubstr("<form")));
  const json::object kept = ok(get(path));
  EXPECT_EQ(text(kept, "displayStatus"), "accepted");
  EXPECT_EQ(amount(kept, "total"), "120.00");
  EXPECT_EQ(text(kept.at("answer"), "name"), "Ada Novák");
  EXPECT_EQ(text(kept.at("answer"), "address"), "192.0.2.1");
  EXPECT_EQ(text(kept.at("answer"), "at"), to_rfc3339(clock.now()));
  EXPECT_TRUE(kept.at("lines").at(1).at("chosen").as_bool());
  // Sent again, by a reload or by somebody else, it stays what it was.
  EXPECT_EQ(answer(target, "decision=decline&revision=1").status, 409);
  EXPECT_EQ(answer(target, "decision=accept&revision=1&name=Mallory").status, 409);
  EXPECT_EQ(text(ok(get(path)).at("answer"), "name"), "Ada Novák");
}

TEST_F(ProposalTest, WhatWasAcceptedCannotBeChangedByAnybody) {
  const std::string path = accepted();
  EXPECT_EQ(problem(patch(path, {{"title", "Cheaper"}}), 409), "proposal_not_draft");
  EXPECT_EQ(problem(post(path + "/revise"), 409), "proposal_not_open");
  EXPECT_EQ(problem(call(http::Method::del, path), 409), "proposal_not_draft");
  for (const char* sql : {"UPDATE proposal_answers SET name = 'x' WHERE workspace_id = $1",
                          "DELETE FROM proposal_answers WHERE workspace_id = $1",
                          "UPDATE proposals SET document = '{}' WHERE workspace_id = $1",
                          "UPDATE proposals SET total = 1 WHERE workspace_id = $1",
                          "UPDATE proposals SET state = 'open' WHERE workspace_id = $1",
                          "DELETE FROM proposals WHERE workspace_id = $1"})
    EXPECT_THROW(db->write([&](store::Tx& tx) { tx.run(tenant, sql); }), store::StorageError) << sql;
  // The client that it names may be called otherwise later; the document is not.
  ok(patch("/api/clients/" + client(), {{"name", "Renamed"}}));
  EXPECT_EQ(text(ok(get(path)).at("billTo"), "name"), "Kestrel Media");
  EXPECT_EQ(problem(call(http::Method::del, "/api/clients/" + client(), {}, {{"If-Match", "*"}}), 409),
            "has_documents");
}

TEST_F(ProposalTest, AnswersThatMustNotCountDoNot) {
  const std::string path = opened();
  const std::string target = link(path);
  // Another site's form, an older browser's, an unknown link, an older revision.
  EXPECT_EQ(answer(target, "decision=accept&name=Eve&revision=1", {{"Sec-Fetch-Site", "cross-site"}}).status,
            404);
  EXPECT_EQ(
      answer(target, "decision=accept&name=Eve&revision=1", {{"Origin", "https://evil.example"}}).status,
      404);
  EXPECT_EQ(answer("/p/unknown1", "decision=accept&name=Eve&revision=1").status, 404);
  EXPECT_EQ(answer("/i" + target.substr(2), "decision=accept&name=Eve&revision=1").status, 405);
  EXPECT_EQ(visit("/i" + target.substr(2)).status, 404);
  ok(post(path + "/revise"));
  EXPECT_THAT(visit(target).body, HasSubstr("is being changed"));
  EXPECT_THAT(visit(target).body, Not(HasSubstr("Website")));
  EXPECT_EQ(visit(target + ".pdf").status, 404);
  EXPECT_EQ(answer(target, "decision=accept&name=Ada&revision=1").status, 409);
  ok(patch(path, {{"lines", json::array{line("Design", "150")}}}));
  ok(post(path + "/open"));
  const http::Response old = answer(target, "decision=accept&name=Ada&revision=1");
  EXPECT_EQ(old.status, 409);
  EXPECT_THAT(old.body, HasSubstr("was changed while you read it"));
  EXPECT_THAT(old.body, HasSubstr("$150.00"));
  EXPECT_EQ(text(ok(get(path)), "state"), "open");
  EXPECT_EQ(text(ok(get(path)), "number"), "PRO-0001");
  EXPECT_EQ(answer(target, "decision=accept&name=Ada&revision=2").status, 303);
}

TEST_F(ProposalTest, ItIsDeclinedWithAReasonAndCanBeOfferedAgain) {
  const std::string path = opened();
  const std::string target = link(path);
  EXPECT_EQ(answer(target, "decision=decline&reason=Too+late&revision=1").status, 303);
  const json::object declined = ok(get(path));
  EXPECT_EQ(text(declined, "displayStatus"), "declined");
  EXPECT_EQ(text(declined.at("answer"), "reason"), "Too late");
  EXPECT_THAT(visit(target).body, HasSubstr("Declined on Nov 23, 2026"));
  EXPECT_EQ(problem(post(path + "/invoice"), 409), "proposal_not_accepted");
  ok(post(path + "/revise"));
  ok(post(path + "/open"));
  EXPECT_EQ(answer(target, "decision=accept&name=Ada&revision=2").status, 303);
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "accepted");
}

TEST_F(ProposalTest, WhoDeclinedCanBeForgottenAndWhatWasAcceptedRemains) {
  const std::string declined = opened();
  EXPECT_EQ(answer(link(declined), "decision=decline&name=Ada+Novak&reason=Ask+Ada+Novak&revision=1").status,
            303);
  const std::string kept = opened();
  EXPECT_EQ(answer(link(kept), "decision=accept&name=Ada+Novak&revision=1").status, 303);
  const std::vector<std::string> words{"Ada Novak"}, clients{client()};
  db->write([&](store::Tx& tx) {
    store::Erasure erasure(tx, tenant);
    erasure.words(words, "[erased]");
    ASSERT_THAT(erasure.documents(clients, {}), SizeIs(1));
    EXPECT_EQ(erasure.documents(clients, {})[0].number, "PRO-0002");
  });
  EXPECT_EQ(text(ok(get(declined)).at("answer"), "reason"), "Ask [erased]");
  EXPECT_EQ(get(declined).body.find("Ada Novak"), std::string::npos);
  EXPECT_EQ(text(ok(get(kept)).at("answer"), "name"), "Ada Novak");
}

TEST_F(ProposalTest, AnOptionWithAnIdThatNoFormCanSendGetsAnother) {
  const std::string path = opened({line("Design", "100"), line("two words", "20", "0", true)});
  const std::string option = text(ok(get(path)).at("lines").at(1), "id");
  EXPECT_EQ(
      answer(link(path), "decision=accept&name=Ada&revision=1&option=" + option + "&shown=" + option).status,
      303);
  EXPECT_EQ(amount(ok(get(path)), "total"), "120.00");
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
  // What was taken back while its mail waited is not sent.
  ok(post(path + "/mails"), 201);
  ok(post(path + "/revise"));
  clock.advance(std::chrono::seconds(11));
  app::deliver_due_mail(*app_);
  EXPECT_THAT(smtp.received(), SizeIs(1));
  EXPECT_EQ(text(ok(get(path + "/mails")).at("items").at(0), "state"), "refused");
  EXPECT_EQ(call(http::Method::del, path + "/link").status, 204);
  EXPECT_EQ(text(ok(get(path + "/link")), "url"), "null");
  for (const char* nobody : {"/mail", "/mails", "/link", "/pdf"})
    EXPECT_EQ(get("/api/proposals/nothing" + std::string(nobody)).status, 404);
}

}  // namespace
}  // namespace every::api
