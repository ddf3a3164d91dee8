// Payments: over several invoices, more than is due, credit that pays another invoice, taken back; receipts
// and the statement that says it all.
#include <latch>
#include <thread>

#include "api/money_test_support.h"

namespace every::api {
namespace {

class PaymentTest : public MoneyTest {
 protected:
  static json::object part(const std::string& path, const char* much) {
    return {{"invoiceId", path.substr(path.rfind('/') + 1)}, {"amount", money(much)}};
  }
  json::object of_client(const char* much, json::array parts, bool over = false) {
    json::object body = payment(much);
    body["clientId"] = client();
    body["allocations"] = std::move(parts);
    if (over) body["allowOverpayment"] = true;
    return body;
  }
  std::string due(const std::string& path) { return amount(ok(get(path)), "due"); }
  json::array credit() { return ok(get("/api/clients/" + client())).at("credit").as_array(); }
};

TEST_F(PaymentTest, MoreThanIsDueBecomesCreditOnceThatIsSaid) {
  const std::string path = issued({line("100")});
  const auto answer = post(path + "/payments", payment("200"));
  EXPECT_EQ(problem(answer, 409), "overpayment");
  EXPECT_EQ(text(parsed(answer), "detail"), "This is 100.00 USD more than is due.");
  json::object over = payment("200");
  over["allowOverpayment"] = true;
  const json::object saved = ok(post(path + "/payments", over), 201);
  EXPECT_EQ(amount(saved, "credit"), "100.00");
  EXPECT_EQ(amount(saved.at("allocations").at(0).as_object(), "amount"), "100.00");
  const json::object after = ok(get(path));
  EXPECT_EQ(text(after, "displayStatus"), "paid");
  EXPECT_EQ(amount(after, "due"), "0.00");
  EXPECT_EQ(amount(after, "clientCredit"), "100.00");
  EXPECT_EQ(amount(after.at("payments").at(0).as_object(), "received"), "200.00");
  EXPECT_EQ(text(credit().at(0), "amount"), "100.00");
  EXPECT_EQ(text(ok(get("/api/clients/" + client())).at("balance").at(0), "amount"), "-100.00");
  EXPECT_EQ(text(ok(get("/api/reports/money")).at("currencies").at(0).at("clientCredit"), "amount"),
            "100.00");
  EXPECT_EQ(number(ok(get("/api/payments?withCredit=true")), "total"), 1);
}

TEST_F(PaymentTest, CreditPaysAnotherInvoiceTheOldestFirstAndCanBeTakenBack) {
  const std::string first = issued({line("10")}), second = issued({line("70")});
  for (const char* day : {"2026-11-20", "2026-11-21"}) {
    json::object over = of_client("50", {}, true);
    over["date"] = day;
    ok(post("/api/payments", over), 201);
  }
  EXPECT_EQ(text(credit().at(0), "amount"), "100.00");
  ok(post(first + "/credit"));
  EXPECT_EQ(due(first), "0.00");
  EXPECT_EQ(problem(post(second + "/credit", {{"amount", money("70.01")}}), 422), "validation");
  ok(post(second + "/credit", {{"amount", money("60")}}));
  const json::object after = ok(get(second));
  EXPECT_EQ(amount(after, "due"), "10.00");
  EXPECT_EQ(text(after, "displayStatus"), "partial");
  ASSERT_EQ(after.at("payments").as_array().size(), 2U);
  EXPECT_EQ(amount(after.at("payments").at(0).as_object(), "amount"), "40.00")
      << "what was left of the older";
  EXPECT_EQ(text(after.at("history").as_array().back(), "kind"), "credit_used");
  ok(post(second + "/credit"));
  EXPECT_EQ(due(second), "0.00");
  EXPECT_EQ(text(credit().at(0), "amount"), "20.00");
  const std::string payment_id = text(after.at("payments").at(0), "id");
  const auto release = [&](const std::string& id, const char* why) {
    return call(http::Method::del, second + "/credit",
                json::serialize(json::object{{"paymentId", id}, {"reason", why}}));
  };
  EXPECT_EQ(problem(release(payment_id, ""), 422), "validation");
  EXPECT_EQ(release(payment_id, "wrong invoice").status, 200);
  EXPECT_EQ(due(second), "40.00");
  EXPECT_EQ(text(credit().at(0), "amount"), "60.00");
  EXPECT_NE(json::serialize(ok(get(second)).at("history")).find("wrong invoice"), std::string::npos);
  EXPECT_EQ(problem(release(payment_id, "again"), 404), "not_found");
  EXPECT_EQ(problem(post(first + "/credit"), 422), "validation") << "nothing is due";
  const std::string euros =
      "/api/invoices/" + text(ok(post("/api/invoices", {{"clientId", client()},
                                                        {"currency", "EUR"},
                                                        {"lines", json::array{line("5", "1", "EUR")}}}),
                                 201),
                              "id");
  EXPECT_EQ(problem(post(euros + "/credit"), 409), "invoice_not_issued");
  ok(post(euros + "/issue"));
  EXPECT_EQ(problem(post(euros + "/credit"), 409), "not_enough_credit") << "dollars pay no euros";
}

TEST_F(PaymentTest, OnePaymentPaysSeveralInvoicesOfTheClient) {
  const std::string a = issued({line("100")}), b = issued({line("50")});
  const json::object saved =
      ok(post("/api/payments", of_client("120", {part(a, "100"), part(b, "20")})), 201);
  EXPECT_EQ(amount(saved, "credit"), "0.00");
  EXPECT_EQ(due(a), "0.00");
  EXPECT_EQ(due(b), "30.00");
  EXPECT_EQ(ok(get("/api/payments/" + text(saved, "id"))), saved);
  EXPECT_EQ(ok(get("/api/payments?client=" + client())).at("items").at(0), saved);
  EXPECT_EQ(number(ok(get("/api/payments?client=nobody")), "total"), 0);
  // Removed, both are due again, and both say why.
  EXPECT_EQ(call(http::Method::del, "/api/payments/" + text(saved, "id"), R"({"reason":"bounced"})").status,
            204);
  EXPECT_EQ(due(a), "100.00");
  EXPECT_EQ(due(b), "50.00");
  for (const auto& path : {a, b})
    EXPECT_NE(json::serialize(ok(get(path)).at("history")).find("bounced"), std::string::npos);
  EXPECT_NE(get("/api/clients/" + client() + "/activity").body.find("bounced"), std::string::npos);
  EXPECT_EQ(problem(get("/api/payments/" + text(saved, "id")), 404), "not_found");
}

TEST_F(PaymentTest, WhatDoesNotAddUpIsSaidAtItsFieldAndChangesNothing) {
  const std::string a = issued({line("100")}), b = issued({line("50")}), open = draft({line("5")});
  const std::string other = text(ok(post("/api/clients", {{"name", "Bolt"}}), 201), "id");
  const std::string theirs = issued({line("10")}, other);
  const auto pointer = [&](json::object body) {
    const auto answer = post("/api/payments", body);
    EXPECT_EQ(answer.status, 422) << answer.body;
    return text(parsed(answer).at("errors").at(0), "pointer");
  };
  EXPECT_EQ(pointer(of_client("200", {part(a, "101")})), "/allocations/0/amount/amount");
  EXPECT_EQ(pointer(of_client("100", {part(b, "50"), part(a, "51")})), "/amount/amount");
  EXPECT_EQ(pointer(of_client("10", {part(theirs, "10")})), "/allocations/0/invoiceId");
  EXPECT_EQ(pointer(of_client("10", {part("/x/unknown", "10")})), "/allocations/0/invoiceId");
  EXPECT_EQ(pointer(of_client("10", {part(a, "5"), part(a, "5")})), "/allocations/1/invoiceId");
  for (const char* day : {"1969-12-31", "2201-01-01", "23.11.2026"}) {
    json::object when = of_client("10", {});
    when["date"] = day;
    EXPECT_EQ(pointer(when), "/date") << day;
  }
  json::object nobody = of_client("10", {});
  nobody["clientId"] = "nobody";
  EXPECT_EQ(pointer(nobody), "/clientId");
  EXPECT_EQ(problem(post("/api/payments", of_client("10", {part(open, "5")}, true)), 409),
            "invoice_not_issued");
  EXPECT_EQ(problem(post("/api/payments", of_client("110", {part(a, "100")})), 409), "overpayment");
  EXPECT_EQ(due(a), "100.00");
  EXPECT_EQ(number(ok(get("/api/payments")), "total"), 0);
  become("viewer");
  EXPECT_EQ(problem(post("/api/payments", of_client("100", {part(a, "100")})), 403), "forbidden");
  EXPECT_EQ(problem(post(a + "/credit"), 403), "forbidden");
}

TEST_F(PaymentTest, ACreditNoteOnAPaidInvoiceTurnsWhatWasPaidIntoCredit) {
  const std::string path = issued({line("60"), line("40")});
  ok(post(path + "/payments", payment("70")), 201);
  ok(post(path + "/payments", payment("30")), 201);
  const std::string line_id = text(ok(get(path)).at("lines").at(1), "id");
  ok(post(path + "/credit-notes",
          {{"reason", "Returned"},
           {"lines", json::array{json::object{{"lineId", line_id}, {"amount", money("40")}}}}}),
     201);
  const json::object after = ok(get(path));
  EXPECT_EQ(amount(after, "paid"), "60.00");
  EXPECT_EQ(amount(after, "credited"), "40.00");
  EXPECT_EQ(amount(after, "due"), "0.00");
  EXPECT_EQ(text(after, "displayStatus"), "paid");
  EXPECT_EQ(text(credit().at(0), "amount"), "40.00");
  const std::string next = issued({line("40")});
  ok(post(next + "/credit"));
  EXPECT_EQ(text(ok(get(next)), "displayStatus"), "paid");
  EXPECT_TRUE(credit().empty());
  EXPECT_TRUE(ok(get("/api/clients/" + client())).at("balance").as_array().empty());
}

TEST_F(PaymentTest, FiftyWhoUseTheSameCreditUseItOnce) {
  ok(post("/api/payments", of_client("100", {}, true)), 201);
  std::vector<std::string> paths;
  for (int i = 0; i < 50; ++i) paths.push_back(issued({line("7")}));
  std::latch together(50);
  {
    std::vector<std::jthread> threads;
    for (const auto& path : paths)
      threads.emplace_back([&] {
        together.arrive_and_wait();
        post(path + "/credit");
      });
  }
  int paid = 0;
  for (const auto& path : paths) paid += text(ok(get(path)), "displayStatus") == "paid" ? 1 : 0;
  EXPECT_EQ(paid, 14) << "14 × 7 = 98, and 2 of another";
  EXPECT_TRUE(credit().empty());
}

TEST_F(PaymentTest, TheReceiptSaysWhatWasPaid) {
  const std::string path = issued({line("100")});
  const json::object saved = ok(post(path + "/payments", payment("40")), 201);
  const auto receipt = get("/api/payments/" + text(saved, "id") + "/receipt");
  EXPECT_EQ(receipt.status, 200);
  EXPECT_EQ(receipt.headers.get("Content-Type").value_or(""), "application/pdf");
  EXPECT_NE(receipt.headers.get("Content-Disposition").value_or("").find("Receipt 2026-11-23 Acme"),
            std::string::npos);
  EXPECT_EQ(get("/api/payments/" + text(saved, "id") + "/receipt").body, receipt.body);
  EXPECT_EQ(problem(get("/api/payments/01m84hx38zkb2nc1sj5xr7qd47/receipt"), 404), "not_found");
}

TEST_F(PaymentTest, TheStatementAddsUpInAllThreeShapes) {
  const std::string path = draft({line("100")});
  ok(patch(path, {{"issueDate", "2026-10-05"}, {"dueDate", "2026-11-04"}}));
  ok(post(path + "/issue"));
  json::object october = payment("30");
  october["date"] = "2026-10-31";
  ok(post(path + "/payments", october), 201);
  ok(post(path + "/credit-notes", {{"reason", "Rest"}}), 201);  // 100, so that 30 become credit
  const std::string gone = issued({line("999")});
  ok(post(gone + "/void", {{"reason", "wrong"}}));
  draft({line("1")});
  const std::string base = "/api/clients/" + client() + "/statement?from=2026-11-01&to=2026-11-30";
  const json::object s = ok(get(base));
  ASSERT_EQ(s.at("currencies").as_array().size(), 1U);
  const json::object usd = s.at("currencies").at(0).as_object();
  EXPECT_EQ(amount(usd, "opening"), "70.00");
  EXPECT_EQ(amount(usd, "invoiced"), "0.00");
  EXPECT_EQ(amount(usd, "credited"), "100.00");
  EXPECT_EQ(amount(usd, "closing"), "-30.00");
  ASSERT_EQ(usd.at("entries").as_array().size(), 1U);
  EXPECT_EQ(text(usd.at("entries").at(0), "number"), "CN-0001");
  EXPECT_EQ(usd.at("closing"), ok(get("/api/clients/" + client())).at("balance").at(0)) << "one truth";
  const auto csv = get(base + "&format=csv");
  EXPECT_EQ(csv.body,
            "date,document,number,currency,invoiced,received,due,in credit\r\n"
            "2026-11-01,opening balance,,USD,,,70.00,0.00\r\n"
            "2026-11-23,credit_note,CN-0001,USD,,100.00,0.00,30.00\r\n"
            "2026-11-30,closing balance,,USD,0.00,100.00,0.00,30.00\r\n");
  const auto pdf = get(base + "&format=pdf");
  EXPECT_TRUE(pdf.body.starts_with("%PDF-"));
  EXPECT_EQ(problem(get(base + "&format=xml"), 422), "validation");
  EXPECT_EQ(problem(get("/api/clients/" + client() + "/statement?from=soon"), 422), "validation");
  EXPECT_EQ(problem(get("/api/clients/01m84hx38zkb2nc1sj5xr7qd47/statement"), 404), "not_found");
  const std::string nothing = text(ok(post("/api/clients", {{"name", "Bolt"}}), 201), "id");
  EXPECT_TRUE(ok(get("/api/clients/" + nothing + "/statement")).at("currencies").as_array().empty());
  EXPECT_TRUE(get("/api/clients/" + nothing + "/statement?format=pdf").body.starts_with("%PDF-"));
}

TEST_F(PaymentTest, WhatWasPaidBeforeAKillIsNotPaidAgain) {
  const std::string path = issued({line("100")});
  const auto pay = [&] {
    return call(http::Method::post, path + "/payments", json::serialize(payment("40")),
                {{"Idempotency-Key", "k-1"}});
  };
  EXPECT_EQ(problem(call(http::Method::post, path + "/payments", json::serialize(payment("400")),
                         {{"Idempotency-Key", "k-1"}}),
                    409),
            "overpayment");
  ok(pay(), 201);
  ok(pay(), 201);
  // The answer is kept after the payment; a kill comes between.
  db->write([&](store::Tx& tx) {
    tx.run(tenant, "UPDATE kept_answers SET status = 0, body = '', location = '' WHERE workspace_id = $1");
  });
  EXPECT_EQ(problem(pay(), 412), "stale");
  EXPECT_EQ(amount(ok(get(path)), "due"), "60.00");
}

}  // namespace
}  // namespace every::api
