// What a CRM may hold to do harm, on its way out of the API: in mails as somebody writes them, and in every
// file for a spreadsheet.
#include <gmock/gmock.h>

#include "api/money_test_support.h"
#include "app/post.h"
#include "base/csv.h"
#include "base/hostile_test_support.h"
#include "net/smtp_test_server.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

class HostileTest : public MoneyTest {
 protected:
  void SetUp() override { ASSERT_GE(texts.size(), 500U); }

  // No cell is a formula, whatever stands in front of it, and no text makes a row or a cell. Gives the rows.
  std::vector<CsvRow> expect_table(const std::string& target, const http::Response& answer) {
    EXPECT_EQ(answer.status, 200) << target << answer.body.substr(0, 400);
    EXPECT_EQ(answer.headers.get("Content-Type").value_or(""), "text/csv; charset=utf-8") << target;
    const auto file = read_csv(answer.body, 20'000);
    EXPECT_TRUE(file.ok()) << target;
    if (!file.ok()) return {};
    for (const CsvRow& row : file->rows) {
      EXPECT_EQ(row.cells.size(), file->rows.front().cells.size()) << target << ": " << row.cells.front();
      for (const std::string& cell : row.cells) {
        const std::string written = csv_cell(cell);
        const char first = written.empty() ? ' ' : written[written.front() == '"' ? 1 : 0];
        const bool amount = written.find_first_not_of("-0123456789.") == std::string::npos;
        EXPECT_TRUE(amount || std::string_view("=+-@\t\r").find(first) == std::string_view::npos)
            << target << ": " << written;
        // As it stands in the file: after a separator or at the start of a line.
        if (!amount) {
          EXPECT_THAT(answer.body, HasSubstr(written)) << target;
        }
      }
    }
    return file->rows;
  }
  std::vector<CsvRow> expect_table(const std::string& target) { return expect_table(target, get(target)); }

  const std::vector<HostileText> texts = hostile_texts();
};

TEST_F(HostileTest, AMailSaysWhatWasWrittenToWhomItWasWritten) {
  net::SmtpTestServer smtp;
  ok(patch("/api/workspace/mail", {{"host", "127.0.0.1"},
                                   {"port", smtp.port},
                                   {"security", "none"},
                                   {"fromAddress", "bills@fieldstone.example"},
                                   {"fromName", "Fieldstone"}}));
  const std::string path = issued(json::array{line("100")});
  std::size_t sent = 0, refused = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    // Each makes the PDF anew: of the kinds that aim at mail all, of the others some.
    if (texts[i].kind != "header" && texts[i].kind != "control" && i % 12 != 0) continue;
    const json::object words{{"to", json::array{"h" + std::to_string(i) + "@people.example"}},
                             {"subject", shorten(texts[i].text, 400)},
                             {"text", texts[i].text + "\n{client} {link}"}};
    const http::Response answer = post(path + "/mails", words);
    if (answer.status == 422) {
      ++refused;
      continue;
    }
    EXPECT_EQ(text(ok(answer, 201), "state"), "queued") << answer.body;
    ++sent;
  }
  EXPECT_GE(sent, 80U);
  EXPECT_LE(refused, 10U);
  clock.advance(std::chrono::seconds(11));
  while (app::deliver_due_mail(*app_) > 0) {
  }
  ASSERT_THAT(smtp.received(), SizeIs(sent));
  for (const auto& mail : smtp.received()) {
    EXPECT_THAT(mail.to, SizeIs(1));
    EXPECT_THAT(mail.to[0], HasSubstr("@people.example>"));
    const std::string head = "\n" + mail.data.substr(0, mail.data.find("\n\n"));
    for (const char* header : {"\nSubject: ", "\nFrom: ", "\nTo: ", "\nContent-Type: "}) {
      const auto first = head.find(header);
      EXPECT_NE(first, std::string::npos) << head;
      EXPECT_EQ(head.find(header, first + 1), std::string::npos) << head;
    }
    for (const char* header : {"\nBcc:", "\nCc:", "\nReply-To:", "\nX-"})
      EXPECT_THAT(head, Not(HasSubstr(header))) << head;
  }
}

TEST_F(HostileTest, NoFileForASpreadsheetHasAFormula) {
  // HubSpot's people, companies and deals: some complete, some that need a person.
  std::string acme;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].kind != "formula" && i % 10 != 0) continue;
    create("contacts", {{"lastname", texts[i].text}, {"email", "h" + std::to_string(i) + "@people.example"}});
    create("contacts", {{"lastname", texts[i].text}, {"jobtitle", texts[i].text}});
    create("deals", {{"dealname", texts[i].text}, {"amount", "1"}, {"dealstage", texts[i].text}});
  }
  import_everything();
  // Clients, with an invoice each, what paid it, and where the money came from.
  std::size_t made = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].kind != "formula" && i % 10 != 0) continue;
    const std::string name = shorten(texts[i].text, 200);
    const http::Response client = post("/api/clients", {{"name", name}, {"taxId", name}});
    if (client.status != 201) continue;
    const std::string path = draft(json::array{line("100")}, text(parsed(client), "id"));
    static_cast<void>(patch(path, {{"poNumber", shorten(name, 60)}}));
    ok(post(path + "/issue"));
    json::object paid = payment("40");
    paid["reference"] = shorten(name, 100);
    paid["note"] = name;
    if (post(path + "/payments", paid).status == 201) ++made;
    acme = text(parsed(client), "id");
  }
  ASSERT_GE(made, 60U);

  EXPECT_GE(expect_table("/api/clients/export").size(), made);
  const std::string invoices = "/api/invoices/export";
  EXPECT_GE(expect_table(invoices, post(invoices, {{"all", true}})).size(), made);
  EXPECT_GE(expect_table("/api/reports/receivables").size(), made);
  EXPECT_GE(expect_table("/api/reports/payments?from=2026-11-01&to=2026-11-30").size(), made);
  EXPECT_GE(
      expect_table("/api/clients/" + acme + "/statement?from=2026-11-01&to=2026-11-30&format=csv").size(),
      4U);
  EXPECT_GE(expect_table("/api/audit/export").size(), made);
  EXPECT_GE(expect_table("/api/hubspot/attention/download").size(), made);
  const json::object runs = ok(get("/api/hubspot/runs"));
  for (const auto& run : runs.at("items").as_array())
    expect_table("/api/hubspot/runs/" + text(run, "id") + "/log");
  expect_table("/api/hubspot/parity/download");
}

}  // namespace
}  // namespace every::api
