// The money reports: what finance adds up by hand has to come out, each currency by itself.
#include "api/money_test_support.h"

namespace every::api {
namespace {

class ReportTest : public MoneyTest {
 protected:
  ReportTest() { client_name = "=Acme, Inc."; }
  // An issued invoice; today is 2026-11-23.
  std::string invoice(const char* price, const char* issued, const char* due, const char* currency = "USD") {
    const json::object made = ok(post("/api/invoices", {{"clientId", client()},
                                                        {"currency", currency},
                                                        {"issueDate", issued},
                                                        {"dueDate", due},
                                                        {"lines", json::array{line(price, "1", currency)}}}),
                                 201);
    const std::string path = "/api/invoices/" + text(made, "id");
    ok(post(path + "/issue"));
    return path;
  }
  void pay(const std::string& path, const char* amount, const char* date, const char* currency = "USD") {
    json::object of = payment(amount, currency);
    of["date"] = date;
    of["reference"] = "+1 SUM";
    ok(post(path + "/payments", of), 201);
  }
  json::value currency(const json::object& report, std::size_t n) { return report.at("currencies").at(n); }
};

TEST_F(ReportTest, AgesWhatIsOwedByCurrency) {
  invoice("100", "2026-11-01", "2026-11-23");                           // due today is not late
  invoice("10", "2026-10-01", "2026-11-22");                            // 1 day
  invoice("20", "2026-10-01", "2026-10-24");                            // 30
  invoice("40", "2026-09-01", "2026-10-23");                            // 31
  invoice("80", "2026-08-01", "2026-08-25");                            // 90
  pay(invoice("200", "2026-08-01", "2026-08-24"), "40", "2026-09-02");  // 91
  invoice("7", "2026-08-01", "2026-11-01", "JPY");
  const json::object report = ok(get("/api/reports/money"));
  ASSERT_EQ(report.at("currencies").as_array().size(), 2U);
  const json::value usd = currency(report, 0), jpy = currency(report, 1);
  EXPECT_EQ(text(usd, "currency"), "USD");
  const json::value& ageing = usd.at("ageing");
  EXPECT_EQ(amount(ageing, "notDue"), "100.00");
  EXPECT_EQ(amount(ageing, "days1to30"), "30.00");
  EXPECT_EQ(amount(ageing, "days31to60"), "40.00");
  EXPECT_EQ(amount(ageing, "days61to90"), "80.00");
  EXPECT_EQ(amount(ageing, "over90"), "160.00");
  EXPECT_EQ(amount(usd, "outstanding"), "410.00");
  EXPECT_EQ(amount(usd, "overdue"), "310.00");
  EXPECT_EQ(amount(jpy, "overdue"), "7");
}

TEST_F(ReportTest, SaysWhatWasPaidEachMonthAndHowLongItTook) {
  const std::string one = invoice("100", "2026-09-01", "2026-09-30");
  pay(one, "40", "2026-09-20");
  pay(one, "60", "2026-10-11");                                        // 40 days
  pay(invoice("50", "2026-10-01", "2026-10-31"), "50", "2026-10-06");  // 5 days
  pay(invoice("999", "2026-10-01", "2026-10-31"), "1", "2026-10-06");  // not cleared
  pay(invoice("10", "2024-01-01", "2024-01-31"), "10", "2024-01-02");  // before the period
  const json::value usd = currency(ok(get("/api/reports/money?from=2026-09-01&to=2026-11-23")), 0);
  EXPECT_EQ(amount(usd, "paid"), "151.00");
  EXPECT_EQ(usd.at("paidByMonth").as_array().size(), 3U);
  EXPECT_EQ(amount(usd.at("paidByMonth").at(0), "paid"), "40.00");
  EXPECT_EQ(amount(usd.at("paidByMonth").at(1), "paid"), "111.00");
  EXPECT_EQ(text(usd.at("paidByMonth").at(2), "month"), "2026-11");
  EXPECT_EQ(amount(usd.at("paidByMonth").at(2), "paid"), "0.00");
  EXPECT_EQ(number(usd.as_object(), "invoicesPaid"), 2);
  EXPECT_EQ(text(usd, "averageDaysToPay"), "22.5");
}

TEST_F(ReportTest, NothingAddsUpToNothing) {
  const json::object report = ok(get("/api/reports/money"));
  EXPECT_TRUE(report.at("currencies").as_array().empty());
  EXPECT_EQ(text(report, "from"), "2025-12-01");
  EXPECT_EQ(text(report, "to"), "2026-11-23");
}

TEST_F(ReportTest, FilesOpenInASpreadsheetAsTheyAre) {
  pay(invoice("100", "2026-10-01", "2026-11-13"), "40", "2026-10-20");
  const auto open = get("/api/reports/receivables");
  EXPECT_EQ(open.headers.get("Content-Type").value_or(""), "text/csv; charset=utf-8");
  EXPECT_EQ(open.body,
            "invoice,client,issued,due,days late,currency,total,paid,credited,due now\r\n"
            "INV-0001,\"'=Acme, Inc.\",2026-10-01,2026-11-13,10,USD,100.00,40.00,0.00,60.00\r\n");
  const auto paid = get("/api/reports/payments?from=2026-10-01&to=2026-10-31");
  EXPECT_EQ(paid.body,
            "date,invoice,client,method,reference,currency,amount,credit left,note\r\n"
            "2026-10-20,INV-0001,\"'=Acme, Inc.\",bank_transfer,'+1 SUM,USD,40.00,0.00,\r\n");
}

TEST_F(ReportTest, APeriodThatCannotBeIsRefusedAtItsParameter) {
  const auto pointer = [&](const std::string& query) {
    for (const char* report : {"money", "payments"}) {
      const auto answer = get("/api/reports/" + std::string(report) + "?" + query);
      EXPECT_EQ(answer.status, 422) << answer.body;
      if (std::string(report) == "payments")
        return text(parse_json(answer.body)->at("errors").at(0), "pointer");
    }
    return std::string();
  };
  EXPECT_EQ(pointer("from=yesterday"), "?from");
  EXPECT_EQ(pointer("to=2026-02-30"), "?to");
  EXPECT_EQ(pointer("from=2026-02-01&to=2026-01-31"), "?to");
  EXPECT_EQ(pointer("from=2020-01-01"), "?from");
}

}  // namespace
}  // namespace every::api
