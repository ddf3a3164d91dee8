// An invoice by its link: what the client sees, what is counted, and that nothing is told to anybody else.
#include "api/hubspot_test_support.h"
#include "crypto/crypto.h"
#include "render/html.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kBrowser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

class PublicInvoiceTest : public HubSpotApiTest {
 protected:
  static json::object money(const char* amount) { return {{"amount", amount}, {"currency", "USD"}}; }
  std::string issued(const json::array& lines = json::array{
                         json::object{{"description", "Work <b>& more</b>"}, {"unitPrice", money("100")}}}) {
    const std::string client = text(ok(post("/api/clients", {{"name", "Quarry \"Foods\""}}), 201), "id");
    const std::string path =
        "/api/invoices/" +
        text(ok(post("/api/invoices", {{"clientId", client}, {"lines", lines}}), 201), "id");
    ok(post(path + "/issue"));
    return path;
  }
  // The path of the link, as a client has it.
  std::string link(const std::string& path) {
    const std::string url = text(ok(post(path + "/link")), "url");
    EXPECT_TRUE(url.starts_with(std::string(kOrigin) + "/i/")) << url;
    return url.substr(std::string_view(kOrigin).size());
  }
  http::Response visit(const std::string& target, const char* agent = kBrowser,
                       http::Method method = http::Method::get) {
    return call(method, target, {}, {{"Cookie", ""}, {"User-Agent", agent}});
  }
  http::Response patch_workspace(const json::object& body) {
    return call(http::Method::patch, "/api/workspace", json::serialize(body),
                {{"If-Match", std::string(get("/api/workspace").headers.get("ETag").value_or(""))}});
  }
  std::int64_t views(const std::string& path) { return number(ok(get(path + "/link")), "views"); }
  void pay(const std::string& path, const char* amount) {
    ok(post(path + "/payments", {{"amount", money(amount)}, {"date", "2026-11-24"}, {"method", "cash"}}),
       201);
  }
};

TEST_F(PublicInvoiceTest, AClientSeesTheInvoiceAndNothingElse) {
  const std::string path = issued();
  const std::string target = link(path);
  const http::Response page = visit(target);
  EXPECT_EQ(page.status, 200);
  for (const char* said :
       {"Invoice INV-0001", "Fieldstone Studio", "Quarry &quot;Foods&quot;", "$100.00",
        "Open, due Dec 23, 2026", "Work &lt;b&gt;&amp; more&lt;/b&gt;", "Download PDF", "None yet."})
    EXPECT_THAT(page.body, HasSubstr(said));
  EXPECT_THAT(page.body, Not(HasSubstr("<script")));
  EXPECT_LE(page.body.size(), 15'000U);
  EXPECT_FALSE(page.headers.get("Set-Cookie").has_value());
  EXPECT_EQ(page.headers.get("X-Robots-Tag").value_or(""), "noindex, nofollow");
  EXPECT_EQ(page.headers.get("Cache-Control").value_or(""), "no-store");
  const std::string policy(page.headers.get("Content-Security-Policy").value_or(""));
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("'sha256-" + crypto::base64(crypto::sha256(render::page_style())) + "'"));
  const http::Response pdf = visit(target + ".pdf");
  EXPECT_EQ(pdf.headers.get("Content-Type").value_or(""), "application/pdf");
  EXPECT_TRUE(pdf.body.starts_with("%PDF-"));
  EXPECT_EQ(pdf.body, get(path + "/pdf").body);
  EXPECT_THAT(std::string(pdf.headers.get("Content-Disposition").value_or("")),
              HasSubstr("inline; filename=\"INV-0001"));
}

TEST_F(PublicInvoiceTest, EachStatusHasItsWords) {
  const std::string path = issued();
  const std::string target = link(path);
  pay(path, "40");
  EXPECT_THAT(visit(target).body, HasSubstr("Partly paid: $40.00 received"));
  clock.advance(std::chrono::hours(24 * 31));
  EXPECT_THAT(visit(target).body, HasSubstr("Overdue since Dec 23, 2026. $40.00 received"));
  session =
      app::sign_in(*app_,
                   json::object{{"email", "dana@fieldstone.example"}, {"password", "correct horse battery"}},
                   "192.0.2.3")
          ->token;
  pay(path, "60");
  EXPECT_THAT(visit(target).body, HasSubstr("Paid on Nov 24, 2026. Thank you."));
  const std::string other = issued();
  const std::string gone = link(other);
  ok(post(other + "/void", {{"reason", "secret reason"}}));
  EXPECT_THAT(visit(gone).body, HasSubstr("Void: this invoice was cancelled."));
  EXPECT_THAT(visit(gone).body, Not(HasSubstr("secret reason")));
}

TEST_F(PublicInvoiceTest, WhatIsCreditedIsNotAskedFor) {
  const std::string path = issued();
  const std::string target = link(path);
  const std::string line = text(ok(get(path)).at("lines").at(0), "id");
  const auto credit = [&](const char* amount) {
    ok(post(path + "/credit-notes",
            {{"reason", "Late"},
             {"lines", json::array{json::object{{"lineId", line}, {"amount", money(amount)}}}}}),
       201);
  };
  credit("30");
  EXPECT_THAT(visit(target).body, HasSubstr("<dt>Credited</dt><dd>-$30.00</dd>"));
  EXPECT_THAT(visit(target).body, HasSubstr("$70.00 <small>due of $100.00</small>"));
  EXPECT_THAT(visit(target).body, HasSubstr("Open, due Dec 23, 2026"));
  clock.advance(std::chrono::hours(24 * 31));
  EXPECT_THAT(visit(target).body, HasSubstr("Overdue since Dec 23, 2026"));
  session =
      app::sign_in(*app_,
                   json::object{{"email", "dana@fieldstone.example"}, {"password", "correct horse battery"}},
                   "192.0.2.3")
          ->token;
  pay(path, "70");
  EXPECT_THAT(visit(target).body, HasSubstr("Paid on Nov 24, 2026. Thank you."));
  const std::string whole = issued();
  ok(post(whole + "/credit-notes", {{"reason", "Never delivered"}}), 201);
  clock.advance(std::chrono::hours(24 * 31));
  session =
      app::sign_in(*app_,
                   json::object{{"email", "dana@fieldstone.example"}, {"password", "correct horse battery"}},
                   "192.0.2.3")
          ->token;
  EXPECT_EQ(text(ok(get(whole)), "displayStatus"), "credited");
  const http::Response page = visit(link(whole));
  EXPECT_THAT(page.body, HasSubstr("<p class=\"state\">Credited: nothing to pay.</p>"));
  EXPECT_THAT(page.body, HasSubstr("<dt>Credited</dt><dd>-$100.00</dd>"));
  EXPECT_THAT(page.body, Not(HasSubstr("Overdue")));
}

TEST_F(PublicInvoiceTest, WhatAPaymentPaidElsewhereIsNotTold) {
  const std::string path = issued();
  const std::string client = text(ok(get(path)).at("client"), "id");
  const std::string id = path.substr(std::string_view("/api/invoices/").size());
  // 900 came in, 40 of it for this one; the rest is another matter.
  ok(post("/api/payments",
          {{"clientId", client},
           {"amount", money("900")},
           {"date", "2026-11-23"},
           {"method", "cash"},
           {"allowOverpayment", true},
           {"allocations", json::array{json::object{{"invoiceId", id}, {"amount", money("40")}}}}}),
     201);
  const http::Response page = visit(link(path));
  EXPECT_THAT(page.body, HasSubstr("<p>$40.00 on Nov 23, 2026</p>"));
  EXPECT_THAT(page.body, Not(HasSubstr("900")));
}

TEST_F(PublicInvoiceTest, ACreditNoteSaysWhatItIs) {
  const std::string path = issued();
  ok(patch_workspace({{"bankDetails", "IBAN DE00 1234"}}));
  const json::object note = ok(post(path + "/credit-notes", {{"reason", "Never delivered"}}), 201);
  const std::string target = link("/api/invoices/" + text(note, "id"));
  const http::Response page = visit(target);
  for (const char* said : {"<h1>Credit note CN-0001</h1>", "<title>Credit note CN-0001",
                           "Credits invoice INV-0001 of Nov 23, 2026.", "$100.00 <small>credited</small>",
                           "<dt>Credit</dt><dd>$100.00</dd>", "Never delivered", "Reason"})
    EXPECT_THAT(page.body, HasSubstr(said));
  for (const char* wrong : {"Invoice CN", "Open", " due", "How to pay", "IBAN", "Payments received"})
    EXPECT_THAT(page.body, Not(HasSubstr(wrong)));
  EXPECT_TRUE(visit(target + ".pdf").body.starts_with("%PDF-"));
  EXPECT_THAT(visit(link(path)).body, HasSubstr("Invoice INV-0001"));
}

TEST_F(PublicInvoiceTest, ALookOfTheClientIsCountedAndTold) {
  const std::string path = issued();
  const std::string target = link(path);
  get(target);                                  // our own preview
  visit(target, "curl/8.14.1");                 // a program
  visit(target, kBrowser, http::Method::head);  // a mail scanner that asks for the headers
  // Not this link, whatever it begins with.
  visit((target[3] == '0' ? "/i/1" : "/i/0") + target.substr(4));
  call(http::Method::get, target, {},
       {{"Cookie", ""}, {"User-Agent", kBrowser}, {"Sec-Purpose", "prefetch"}});
  EXPECT_EQ(views(path), 0);
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "issued");
  visit(target);
  visit(target);  // loaded again: the same look
  EXPECT_EQ(views(path), 1);
  const json::object seen = ok(get(path));
  EXPECT_EQ(text(seen, "displayStatus"), "viewed");
  EXPECT_EQ(text(seen, "viewedAt"), to_rfc3339(clock.now()));
  EXPECT_EQ(text(seen.at("history").as_array().back(), "kind"), "viewed");
  EXPECT_EQ(number(ok(get("/api/invoices?status=viewed")), "total"), 1);
  clock.advance(std::chrono::hours(2));
  visit(target);
  const json::object link = ok(get(path + "/link"));
  EXPECT_EQ(number(link, "views"), 2);
  EXPECT_EQ(text(link, "lastViewedAt"), to_rfc3339(clock.now()));
  EXPECT_EQ(text(ok(get(path)), "viewedAt"), text(seen, "viewedAt"));
  EXPECT_EQ(ok(get(path)).at("history").as_array().size(), seen.at("history").as_array().size());
}

TEST_F(PublicInvoiceTest, ARevokedLinkSaysWhatAnUnknownOneSays) {
  const std::string path = issued();
  EXPECT_EQ(text(ok(get(path + "/link")), "url"), "null");
  const std::string target = link(path);
  EXPECT_EQ(link(path), target);  // the same again
  visit(target);
  EXPECT_EQ(call(http::Method::del, path + "/link").status, 204);
  EXPECT_EQ(call(http::Method::del, path + "/link").status, 204);
  const http::Response revoked = visit(target), unknown = visit("/i/abc123"), odd = visit("/i/.pdf");
  EXPECT_EQ(revoked.status, 404);
  EXPECT_THAT(revoked.body, HasSubstr("This link is no longer valid."));
  EXPECT_THAT(revoked.body, HasSubstr("Ask the sender for a new one."));
  EXPECT_EQ(revoked.body, unknown.body);
  EXPECT_EQ(odd.status, 404);
  EXPECT_EQ(revoked.headers.get("Content-Security-Policy"), unknown.headers.get("Content-Security-Policy"));
  EXPECT_EQ(visit(target + ".pdf").status, 404);
  EXPECT_EQ(text(ok(get(path + "/link")), "url"), "null");
  EXPECT_EQ(views(path), 1);  // what was seen was seen
  EXPECT_NE(link(path), target);
  EXPECT_EQ(visit(target).status, 404);
}

TEST_F(PublicInvoiceTest, NobodyFindsATokenInTheDatabaseOrInTheAnswers) {
  const std::string path = issued();
  const std::string token = link(path).substr(3);
  const std::string file = (dir / "every.db").string();
  for (const char* one : {"", "-wal"}) {
    std::ifstream stream(file + one, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    EXPECT_EQ(bytes.find(token), std::string::npos) << one;
  }
  EXPECT_EQ(get(path).body.find(token), std::string::npos);
}

TEST_F(PublicInvoiceTest, WhoMayMakeALink) {
  const std::string path = issued();
  const std::string client = text(ok(post("/api/clients", {{"name", "Other"}}), 201), "id");
  const std::string draft =
      "/api/invoices/" + text(ok(post("/api/invoices", {{"clientId", client}}), 201), "id");
  EXPECT_EQ(problem(post(draft + "/link"), 409), "invoice_not_issued");
  for (const auto method : {http::Method::get, http::Method::post, http::Method::del})
    EXPECT_EQ(problem(call(method, "/api/invoices/nobody/link"), 404), "not_found");
  link(path);
  become("viewer");
  EXPECT_EQ(problem(post(path + "/link"), 403), "forbidden");
  EXPECT_EQ(problem(call(http::Method::del, path + "/link"), 403), "forbidden");
  EXPECT_EQ(get(path + "/link").status, 200);
}

TEST_F(PublicInvoiceTest, VeryManyLinesStayInThePdf) {
  json::array lines;
  for (int i = 0; i < 300; ++i)
    lines.push_back(json::object{{"description", "Line " + std::to_string(i)}, {"unitPrice", money("1")}});
  const http::Response page = visit(link(issued(lines)));
  EXPECT_LE(page.body.size(), 15'000U);
  EXPECT_THAT(page.body, HasSubstr("more in the PDF"));
  EXPECT_THAT(page.body, HasSubstr("$300.00"));
}

}  // namespace
}  // namespace every::api
