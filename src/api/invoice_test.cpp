// From a draft to a paid invoice, and everything that must not happen on the way.
#include <latch>
#include <thread>

#include "api/money_test_support.h"

namespace every::api {
namespace {

class InvoiceTest : public MoneyTest {};

TEST_F(InvoiceTest, SumsAreExactInEveryKindOfCurrency) {
  json::object a = line("19.99", "3");
  a["discountPercent"] = "10";
  a["taxRatePercent"] = "7.25";
  const json::object usd = ok(get(draft({a, line("0.05")})));
  // 59.97 − 6.00 (half-even of 5.997) = 53.97; tax 3.91 (of 3.9128); and 0.05.
  EXPECT_EQ(amount(usd, "subtotal"), "60.02");
  EXPECT_EQ(amount(usd, "discountTotal"), "6.00");
  EXPECT_EQ(amount(usd, "taxTotal"), "3.91");
  EXPECT_EQ(amount(usd, "total"), "57.93");
  const json::object jpy =
      ok(post("/api/invoices",
              {{"clientId", client()}, {"currency", "JPY"}, {"lines", json::array{line("333", "3", "JPY")}}}),
         201);
  EXPECT_EQ(amount(jpy, "total"), "999");
  const json::object kwd = ok(
      post("/api/invoices",
           {{"clientId", client()}, {"currency", "KWD"}, {"lines", json::array{line("0.001", "7", "KWD")}}}),
      201);
  EXPECT_EQ(amount(kwd, "total"), "0.007");
}

TEST_F(InvoiceTest, DiscountsAndPricesWithTaxAreKeptOnTheDocument) {
  json::object a = line("119");
  a["taxRatePercent"] = "19";
  json::object b = line("107");
  b["taxRatePercent"] = "7";
  b["discountAmount"] = money("7");
  const std::string path = draft({a, b});
  ok(patch(path, {{"taxInclusive", true}, {"discountAmount", money("19")}, {"footer", "Thank you"}}));
  const json::object kept = ok(post(path + "/issue"));
  EXPECT_EQ(amount(kept, "subtotal"), "226.00");
  EXPECT_EQ(amount(kept, "discountTotal"), "26.00");
  EXPECT_EQ(amount(kept, "documentDiscount"), "19.00");
  EXPECT_EQ(amount(kept, "total"), "200.00");
  EXPECT_EQ(amount(kept.at("lines").at(1).as_object(), "discountAmount"), "7.00");
  EXPECT_EQ(text(kept, "footer"), "Thank you");
  EXPECT_EQ(get(path + "/pdf").status, 200);
}

TEST_F(InvoiceTest, WhatIsWrongWithADraftIsSaidAtItsFieldAndChangesNothing) {
  const std::string path = draft({line("100")});
  const auto pointer = [&](const json::value& body) {
    const auto answer = patch(path, body);
    EXPECT_EQ(answer.status, 422) << answer.body;
    return text(parse_json(answer.body)->at("errors").at(0), "pointer");
  };
  EXPECT_EQ(pointer({{"discountAmount", money("100.01")}}), "/discountAmount/amount");
  EXPECT_EQ(pointer({{"discountAmount", money("-1")}}), "/discountAmount/amount");
  EXPECT_EQ(pointer({{"discountAmount", money("1", "EUR")}}), "/discountAmount");
  EXPECT_EQ(pointer({{"discountAmount", money("1")}, {"discountPercent", "1"}}), "/discountAmount");
  EXPECT_EQ(pointer({{"discountPercent", "100.5"}}), "/discountPercent");
  EXPECT_EQ(pointer({{"taxInclusive", "yes"}}), "/taxInclusive");
  for (const char* day : {"1969-12-31", "2201-01-01", "0001-01-01", "9999-12-31", "2026-02-30", "tomorrow"}) {
    EXPECT_EQ(pointer({{"issueDate", day}}), "/issueDate") << day;
    EXPECT_EQ(pointer({{"dueDate", day}}), "/dueDate") << day;
  }
  EXPECT_EQ(pointer({{"lines", json::array{line("1"), line("99999999999", "99999999999")}}}),
            "/lines/1/quantity");
  EXPECT_EQ(pointer({{"lines", json::array(20, line("100000000000"))}}), "/lines");
  const json::object after = ok(get(path));
  EXPECT_EQ(amount(after, "total"), "100.00");
}

TEST_F(InvoiceTest, WhatCannotBeInvoicedIsRefused) {
  const auto refused = [&](const json::object& body) { return problem(post("/api/invoices", body), 422); };
  EXPECT_EQ(refused({{"clientId", "nobody"}}), "validation");
  EXPECT_EQ(refused({{"clientId", client()}, {"currency", "ZZZ"}}), "validation");
  EXPECT_EQ(refused({{"clientId", client()}, {"lines", json::array{line("1.001")}}}), "validation");
  EXPECT_EQ(refused({{"clientId", client()}, {"lines", json::array{line("1", "1", "EUR")}}}), "validation");
  EXPECT_EQ(refused({{"clientId", client()}, {"lines", json::array{line("92233720368547758", "1000")}}}),
            "validation");
  EXPECT_EQ(refused({{"clientId", client()}, {"lines", json::array{line("abc")}}}), "validation");
  EXPECT_EQ(refused({{"clientId", client()}, {"dueDate", "2026-02-30"}}), "validation");
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 0);
}

TEST_F(InvoiceTest, ADraftChangesUntilItIsIssuedAndNeverAfterwards) {
  const std::string path = draft({line("100")});
  const std::string first(get(path).headers.get("ETag").value_or(""));
  EXPECT_EQ(amount(ok(patch(path, {{"lines", json::array{line("250")}}, {"poNumber", "PO 7"}})), "total"),
            "250.00");
  EXPECT_EQ(problem(call(http::Method::patch, path, R"({"notes":"late"})", {{"If-Match", first}}), 412),
            "stale");
  const json::object one = ok(post(path + "/issue"));
  EXPECT_EQ(text(one, "number"), "INV-0001");
  EXPECT_EQ(text(one, "displayStatus"), "issued");
  EXPECT_EQ(text(one, "issueDate"), "2026-11-23");
  EXPECT_EQ(text(one, "dueDate"), "2026-12-23");
  EXPECT_EQ(problem(patch(path, {{"notes", "changed"}}), 409), "invoice_not_draft");
  EXPECT_EQ(problem(call(http::Method::del, path), 409), "invoice_not_draft");
  EXPECT_EQ(problem(post(path + "/issue"), 409), "invoice_not_draft");
  EXPECT_EQ(text(ok(get(path)), "notes"), "");
  // Neither does the client's new name change what was issued.
  patch("/api/clients/" + client(), {{"name", "Acme Renamed"}});
  EXPECT_EQ(text(ok(get(path)).at("billTo"), "name"), "Acme");
  // A draft that is not wanted leaves no gap in the numbers.
  EXPECT_EQ(call(http::Method::del, draft({line("1")})).status, 204);
  EXPECT_EQ(text(ok(get(issued({line("1")}))), "number"), "INV-0002");
  EXPECT_EQ(problem(post(draft({}) + "/issue"), 422), "invoice_empty");
}

TEST_F(InvoiceTest, ADraftThatIsDueBeforeItIsIssuedIsNotIssued) {
  const std::string path = draft({line("1")});
  ok(patch(path, {{"issueDate", "2026-11-23"}, {"dueDate", "2026-11-22"}}));
  EXPECT_EQ(problem(post(path + "/issue"), 422), "validation");
  EXPECT_TRUE(ok(get(path)).at("number").is_null());
}

TEST_F(InvoiceTest, NumbersHaveNoGapsWhenFiftyIssueAtOnce) {
  // Every fifth cannot be issued: it takes no number, and leaves no gap.
  std::vector<std::string> paths;
  for (int i = 0; i < 100; ++i) paths.push_back(draft(i % 5 == 0 ? json::array{} : json::array{line("1")}));
  std::latch together(50);
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < 50; ++t)
      threads.emplace_back([&, t] {
        together.arrive_and_wait();
        for (std::size_t i = t; i < paths.size(); i += 50) post(paths[i] + "/issue");
      });
  }
  std::set<std::string> numbers;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const json::object one = ok(get(paths[i]));
    EXPECT_EQ(one.at("number").is_null(), i % 5 == 0);
    if (!one.at("number").is_null()) EXPECT_TRUE(numbers.insert(text(one, "number")).second);
  }
  EXPECT_EQ(numbers.size(), 80U);
  EXPECT_EQ(*numbers.begin(), "INV-0001");
  EXPECT_EQ(*numbers.rbegin(), "INV-0080");
}

TEST_F(InvoiceTest, PaymentsMoveTheStatusAndTheBalance) {
  const std::string path = issued({line("100")});
  EXPECT_EQ(problem(post(draft({line("5")}) + "/payments", payment("5")), 409), "invoice_not_issued");
  ok(post(path + "/payments", payment("40")), 201);
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "partial");
  EXPECT_EQ(text(ok(get("/api/clients/" + client())).at("balance").at(0), "amount"), "60.00");
}

TEST_F(InvoiceTest, PaymentsAreCheckedAndCanBeTakenBack) {
  const std::string path = issued({line("100")});
  const json::object part = ok(post(path + "/payments", payment("40")), 201);
  EXPECT_EQ(problem(post(path + "/payments", payment("60.01")), 409), "overpayment");
  EXPECT_EQ(problem(post(path + "/payments", payment("0")), 422), "validation");
  EXPECT_EQ(problem(post(path + "/payments", payment("-1")), 422), "validation");
  EXPECT_EQ(problem(post(path + "/payments", payment("60", "EUR")), 422), "validation");
  ok(post(path + "/payments", payment("60")), 201);
  EXPECT_EQ(text(ok(get(path)), "paymentStatus"), "paid");
  EXPECT_EQ(number(ok(get(path + "/payments")), "total"), 2);
  EXPECT_EQ(problem(call(http::Method::del, "/api/payments/" + text(part, "id"), "{}"), 422), "validation");
  EXPECT_EQ(call(http::Method::del, "/api/payments/" + text(part, "id"), R"({"reason":"bounced"})").status,
            204);
  const json::object after = ok(get(path));
  EXPECT_EQ(text(after, "displayStatus"), "partial");
  EXPECT_EQ(amount(after, "due"), "40.00");
  EXPECT_NE(json::serialize(after.at("history")).find("bounced"), std::string::npos);
  const json::object home = ok(get("/api/home"));
  EXPECT_EQ(text(home.at("outstanding").at(0), "amount"), "40.00");
}

TEST_F(InvoiceTest, AVoidedInvoiceKeepsItsNumberAndItsReason) {
  const std::string path = issued({line("100")});
  EXPECT_EQ(problem(post(path + "/void"), 422), "validation");
  const json::object gone = ok(post(path + "/void", {{"reason", "Wrong client"}}));
  EXPECT_EQ(text(gone, "displayStatus"), "void");
  EXPECT_EQ(text(gone, "voidReason"), "Wrong client");
  EXPECT_EQ(text(gone, "number"), "INV-0001");
  EXPECT_EQ(problem(post(path + "/payments", payment("1")), 409), "invoice_not_issued");
  EXPECT_EQ(problem(post(path + "/void", {{"reason", "again"}}), 409), "invoice_not_issued");
}

TEST_F(InvoiceTest, OverdueIsADateInTheWorkspacesZone) {
  const std::string path = issued({line("100")});
  clock.advance(std::chrono::hours(24 * 30));
  sign_in_again();
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "issued");
  clock.advance(std::chrono::hours(24));
  EXPECT_EQ(text(ok(get(path)), "displayStatus"), "overdue");
  EXPECT_EQ(number(ok(get("/api/invoices?status=overdue")), "total"), 1);
  EXPECT_EQ(number(ok(get("/api/invoices?status=issued")), "total"), 0);
}

TEST_F(InvoiceTest, ThePdfIsThere) {
  const std::string path = issued({line("100")});
  const auto pdf = get(path + "/pdf");
  EXPECT_EQ(pdf.status, 200);
  EXPECT_EQ(pdf.headers.get("Content-Type").value_or(""), "application/pdf");
  EXPECT_TRUE(pdf.body.starts_with("%PDF-"));
  EXPECT_NE(pdf.headers.get("Content-Disposition").value_or("").find("INV-0001"), std::string::npos);
  EXPECT_EQ(get(path + "/pdf").body, pdf.body);
  EXPECT_EQ(problem(get("/api/invoices/01m84hx38zkb2nc1sj5xr7qd47/pdf"), 404), "not_found");
}

}  // namespace
}  // namespace every::api
