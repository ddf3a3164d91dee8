// The language of documents: chosen for the workspace, a client or a draft, fixed at issue, and the same on
// paper, on the client's page and in the mail.
#include "api/money_test_support.h"
#include "crypto/crypto.h"
#include "render/facturx.h"
#include "render/test_logos.h"
#include "store/invoices.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class DocumentLanguageTest : public MoneyTest {
 protected:
  void speak(const std::string& of, const json::value& language) {
    ok(patch(of + "/billing", {{"language", language}}));
  }
  std::string client_path() { return "/api/clients/" + client(); }
  std::string page(const std::string& path) {
    return get(text(ok(post(path + "/link")), "url").substr(std::string_view(kOrigin).size())).body;
  }
  std::string written_in(const std::string& path) { return text(ok(get(path)), "writtenIn"); }
  // What a PDF says of itself: cairo and qpdf write titles that ASCII cannot as UTF-16.
  static std::string lang(const http::Response& pdf) {
    const std::size_t at = pdf.body.find("/Lang (");
    if (at == std::string::npos) return "none";
    return pdf.body.substr(at + 7, pdf.body.find(')', at) - at - 7);
  }
  std::string proposal() {
    return "/api/proposals/" +
           text(ok(post("/api/proposals",
                        {{"clientId", client()}, {"title", "Website"}, {"lines", json::array{line("100")}}}),
                   201),
                "id");
  }
};

TEST_F(DocumentLanguageTest, ADraftTakesItsOwnElseItsClientsElseTheWorkspaces) {
  const std::string path = draft({line("100")});
  EXPECT_EQ(written_in(path), "en");
  EXPECT_TRUE(ok(get(path)).at("language").is_null());
  speak("/api/workspace", "fr");
  EXPECT_EQ(written_in(path), "fr");
  speak(client_path(), "de");
  EXPECT_EQ(written_in(path), "de");
  EXPECT_EQ(text(ok(patch(path, {{"language", "ja"}})), "writtenIn"), "ja");
  EXPECT_EQ(lang(get(path + "/pdf")), "ja");
  EXPECT_EQ(text(ok(patch(path, {{"notes", "Hello"}})), "language"), "ja") << "what is absent stays";
  EXPECT_EQ(text(ok(patch(path, {{"language", nullptr}})), "writtenIn"), "de");
  speak(client_path(), nullptr);
  speak("/api/workspace", nullptr);
  EXPECT_EQ(written_in(path), "en");
  EXPECT_EQ(problem(patch(path, {{"language", "sv"}}), 422), "validation");
  EXPECT_EQ(problem(patch(client_path() + "/billing", {{"language", "Deutsch"}}), 422), "validation");
  ok(patch("/api/workspace", {{"locale", "de-AT"}}));
  EXPECT_EQ(written_in(path), "de") << "without a choice, as the workspace's locale";
}

TEST_F(DocumentLanguageTest, WhatIsIssuedStaysInItsLanguageWithItsCreditNotes) {
  ok(patch(client_path(), {{"address", json::object{{"country", "AT"}}}}));
  speak(client_path(), "de");
  const std::string path = issued({line("1000")});
  const http::Response pdf = get(path + "/pdf");
  EXPECT_EQ(lang(pdf), "de-AT");
  const std::string before = page(path);
  EXPECT_THAT(before, HasSubstr("<html lang=\"de-AT\">"));
  EXPECT_THAT(before, HasSubstr("<h1>Rechnung INV-0001</h1>"));
  EXPECT_THAT(before, HasSubstr("Offener Betrag"));
  speak(client_path(), "es");
  ok(patch("/api/workspace", {{"locale", "fr-FR"}}));
  EXPECT_EQ(written_in(path), "de");
  EXPECT_EQ(get(path + "/pdf").body, pdf.body);
  EXPECT_EQ(page(path), before);
  EXPECT_EQ(problem(patch(path, {{"language", "it"}}), 409), "invoice_not_draft");
  const std::string note =
      "/api/invoices/" + text(ok(post(path + "/credit-notes", {{"reason", "Zu viel"}}), 201), "id");
  EXPECT_EQ(written_in(note), "de");
  EXPECT_THAT(page(note), HasSubstr("Gutschrift zu Rechnung INV-0001"));
  EXPECT_EQ(written_in(issued({line("1")})), "es");
  EXPECT_EQ(text(ok(post(path + "/copy"), 201), "writtenIn"), "es") << "a copy is a new document";
}

// As it was before documents had a language: English words, the workspace's numbers, the same bytes.
TEST_F(DocumentLanguageTest, WhatWasIssuedBeforeStaysAsItWas) {
  const std::string path = draft({line("1000")});
  app_->db.write([&](store::Tx& tx) {
    store::Invoices all(tx, tenant);
    domain::Invoice one = *all.find(path.substr(std::string_view("/api/invoices/").size()));
    one.status = domain::DocumentStatus::issued;
    one.number = "INV-0001";
    one.issue_date = one.due_date = parse_date("2026-11-23");
    one.bill_to.name = "Acme";
    return all.update_issued(one, 0);
  });
  speak(client_path(), "de");
  EXPECT_EQ(written_in(path), "en");
  EXPECT_EQ(lang(get(path + "/pdf")), "none");
  EXPECT_THAT(page(path), HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(page(path), HasSubstr("$1,000.00"));
  ok(post(path + "/void", {{"reason", "Twice"}}));
  EXPECT_THAT(page(path), HasSubstr("Void: this invoice was cancelled."));
}

TEST_F(DocumentLanguageTest, AProposalIsFixedWhileItIsOpenAndAnsweredInItsLanguage) {
  speak(client_path(), "nl");
  const std::string path = proposal();
  EXPECT_EQ(written_in(path), "nl");
  EXPECT_EQ(text(ok(patch(path, {{"language", "de"}})), "writtenIn"), "de");
  ok(post(path + "/open"));
  const std::string target = text(ok(post(path + "/link")), "url").substr(std::string_view(kOrigin).size());
  EXPECT_THAT(get(target).body, HasSubstr(">Annehmen</button>"));
  EXPECT_EQ(lang(get(target + ".pdf")), "de");
  const http::Response refused =
      call(http::Method::post, target,
           "decision=accept&revision=1&shown=&name=", {{"Cookie", ""}, {"Sec-Fetch-Site", "same-origin"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Geben Sie Ihren Namen ein, um anzunehmen."));
  EXPECT_EQ(call(http::Method::post, target, "decision=accept&revision=1&shown=&name=Ada",
                 {{"Cookie", ""}, {"Sec-Fetch-Site", "same-origin"}})
                .status,
            303);
  EXPECT_THAT(get(target).body, HasSubstr("Angenommen von Ada am "));
  const json::object made = ok(post(path + "/invoice", json::object{}), 201);
  EXPECT_EQ(written_in("/api/invoices/" + text(made, "id")), "de") << "what was chosen goes on";
}

TEST_F(DocumentLanguageTest, ReceiptAndStatementAreTheClients) {
  const std::string path = issued({line("100")});
  const std::string receipt =
      "/api/payments/" + text(ok(post(path + "/payments", payment("100")), 201), "id") + "/receipt";
  EXPECT_EQ(lang(get(receipt)), "en-US");
  const std::string before = get(receipt).body;
  speak(client_path(), "ar");
  EXPECT_EQ(get(receipt).body, before) << "a receipt stays as it was given";
  const std::string next = "/api/payments/" +
                           text(ok(post(issued({line("50")}) + "/payments", payment("50")), 201), "id") +
                           "/receipt";
  for (const std::string& target : {next, client_path() + "/statement?format=pdf"}) {
    const http::Response pdf = get(target);
    EXPECT_EQ(lang(pdf), "ar") << target;
    EXPECT_EQ(get(target).body, pdf.body);
  }
}

TEST_F(DocumentLanguageTest, MailSaysItInTheSameLanguageUnlessTheWorkspaceHasWordsOfItsOwn) {
  speak(client_path(), "de");
  const std::string path = issued({line("1000")});
  const json::object mail = ok(get(path + "/mail"));
  EXPECT_THAT(text(mail, "subject"), HasSubstr("Rechnung INV-0001 von "));
  EXPECT_THAT(text(mail, "text"), HasSubstr("über 1.000,00"));
  EXPECT_THAT(text(ok(get(path + "/mail?kind=reminder")), "subject"), HasSubstr("Erinnerung: Rechnung"));
  EXPECT_THAT(text(ok(get(proposal() + "/mail")), "text"), HasSubstr("Angebot für Website"));
  speak("/api/workspace", "it");
  const json::object settings = ok(get("/api/workspace/mail"));
  EXPECT_THAT(text(settings.at("defaults").at("invoice"), "subject"), HasSubstr("Fattura {number}"));
  ok(patch("/api/workspace/mail", {{"subject", "Bill {number}"}}));
  EXPECT_EQ(text(ok(get(path + "/mail")), "subject"), "Bill INV-0001");
}

// PDF/A has pictures too, but none that is smoothed.
TEST_F(DocumentLanguageTest, TheHybridHasTheLogoAndTheLanguage) {
  ok(patch("/api/workspace",
           {{"taxId", "DE123456789"}, {"address", json::object{{"city", "Hamburg"}, {"country", "DE"}}}}));
  ok(patch("/api/workspace/billing",
           {{"iban", "DE89 3704 0044 0532 0130 00"}, {"contactPhone", "+49 40 1"}}));
  ok(patch(client_path(), {{"address", json::object{{"country", "DE"}}}}));
  json::object taxed = line("100", "1", "EUR");
  taxed["taxRatePercent"] = "19";
  const auto issue = [&] {
    const std::string path =
        "/api/invoices/" +
        text(ok(post("/api/invoices",
                     {{"clientId", client()}, {"currency", "EUR"}, {"lines", json::array{taxed}}}),
                201),
             "id");
    ok(post(path + "/issue"));
    return path;
  };
  const std::string english = issue();
  const std::string ubl = get(english + "/ubl").body;
  speak(client_path(), "de");
  const std::string german = issue();
  const std::string without = get(german + "/facturx").body;
  EXPECT_THAT(without, Not(HasSubstr("/Subtype /Image")));
  for (const char* picture : {render::kTestPng, render::kTestJpeg}) {
    ok(call(http::Method::put, "/api/workspace/logo", json::serialize(json::object{{"data", picture}})));
    const std::string pictured = issue();
    const http::Response pdf = get(pictured + "/facturx");
    EXPECT_THAT(pdf.body, HasSubstr("/Subtype /Image"));
    EXPECT_THAT(pdf.body, Not(HasSubstr("/Interpolate true")));
    EXPECT_THAT(get(pictured + "/pdf").body, HasSubstr("/Interpolate true"))
        << "or the check above sees nothing";
    EXPECT_THAT(pdf.body, HasSubstr("<pdfaid:part>3</pdfaid:part>"));
    EXPECT_THAT(pdf.body, HasSubstr("Rechnung " + text(ok(get(pictured)), "number") + "</rdf:li>"));
    EXPECT_EQ(lang(pdf), "de-DE");
    EXPECT_EQ(get(pictured + "/facturx").body, pdf.body);
    EXPECT_EQ(*render::read_facturx(pdf.body), get(pictured + "/cii").body);
  }
  EXPECT_EQ(get(english + "/ubl").body, ubl) << "what programs read knows no language";
}

// Where there is no document, the reader's browser says in which language; a workspace answers for who says
// none.
TEST_F(DocumentLanguageTest, AGoneLinkSpeaksTheReadersLanguageElseTheWorkspaces) {
  const std::string path = issued({line("100")});
  const std::string target = text(ok(post(path + "/link")), "url").substr(std::string_view(kOrigin).size());
  EXPECT_EQ(call(http::Method::del, path + "/link").status, 204);
  const auto visit = [&](const std::string& at, const char* asked) {
    return call(http::Method::get, at, "", {{"Accept-Language", asked}}).body;
  };
  for (const std::string& at :
       {target, target + ".pdf", std::string("/p/unknown"), std::string("/i/.logo")}) {
    EXPECT_THAT(visit(at, "sv, de-CH;q=0.9, en;q=0.5"), HasSubstr("<html lang=\"de\">")) << at;
    EXPECT_THAT(visit(at, "de"), HasSubstr("<title>Dieser Link gilt nicht mehr.</title>"));
    EXPECT_THAT(visit(at, "ar"), HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
    EXPECT_THAT(visit(at, "sv"), HasSubstr("This link is no longer valid."));
  }
  speak("/api/workspace", "hi");
  EXPECT_THAT(visit(target, "sv"), HasSubstr("<html lang=\"hi"));
  EXPECT_EQ(visit(target, ""), visit("/i/unknown", "*"))
      << "what was revoked says no more than what never was";
  EXPECT_THAT(visit(target, "fr"), HasSubstr("Ce lien"));
}

TEST_F(DocumentLanguageTest, AScreenGetsTheWordsAndTheWayOfWritingOfADocument) {
  speak(client_path(), "de");
  const std::string path = draft({line("100")});
  EXPECT_EQ(text(ok(get(path)), "locale"), "de");
  const json::object answer = ok(get("/api/documents/words?language=de"));
  EXPECT_FALSE(answer.at("rightToLeft").as_bool());
  const json::object& words = answer.at("words").as_object();
  EXPECT_EQ(text(words, "invoice"), "Rechnung");
  EXPECT_EQ(text(words, "taxId"), "USt-IdNr./Steuernr. {0}");
  EXPECT_THAT(text(words, "creditsOf"), testing::AllOf(HasSubstr("{0}"), HasSubstr("{1}")));
  EXPECT_TRUE(ok(get("/api/documents/words?language=ar")).at("rightToLeft").as_bool());
  EXPECT_EQ(text(ok(get("/api/documents/words")), "language"), "en");
  EXPECT_EQ(get("/api/documents/words?language=sv").status, 422);
}

}  // namespace
}  // namespace every::api
