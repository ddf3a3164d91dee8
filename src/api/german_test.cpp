// Who reads German gets what the server says in German: problems, the history, the audit log, the chat,
// reasons and fixes, news and their mails. Each test asks the same in both languages and looks for English
// that was left.
#include <gmock/gmock.h>

#include <regex>

#include "api/chat_test_support.h"
#include "api/news_test_support.h"
#include "domain/client_import.h"
#include "domain/mapping.h"
#include "domain/news.h"
#include "words/words.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::vector<std::pair<std::string, std::string>> kGerman{{"Accept-Language", "de"}};

// Words that English sentences are full of and German ones have none of ("was" and "an" are German too).
bool english_in(const std::string& text) {
  static const std::regex words(
      R"((^|[ ("])(the|were|is|are|of|and|has|have|with|this|from|your|you|by|to|not|it|no|be|for)([ ,:;]|[.]( |$)|$))",
      std::regex::icase);
  return std::regex_search(text, words);
}

// What is read as sentences, with where it stands.
void english_left(const json::value& value, const std::string& at, std::vector<std::string>& out) {
  static const std::set<std::string> kSaid{"title",  "detail",     "fix",     "text", "lines",
                                           "button", "label",      "off",     "why",  "consequence",
                                           "say",    "notCarried", "problem", "actor"};
  if (value.is_string()) {
    const std::string text(value.get_string());
    const std::string name = at.substr(at.rfind('/', at.find_last_not_of("0123456789/") + 1) + 1);
    if (has_sentences(text)) out.push_back(at + ": not worded: " + text);
    if (kSaid.contains(name.substr(0, name.find('/'))) && english_in(text)) out.push_back(at + ": " + text);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.get_array().size(); ++i)
      english_left(value.get_array()[i], at + "/" + std::to_string(i), out);
  } else if (value.is_object()) {
    for (const auto& member : value.get_object())
      english_left(member.value(), at + "/" + std::string(member.key()), out);
  }
}
std::vector<std::string> english_left(const json::object& document) {
  std::vector<std::string> out;
  english_left(document, "", out);
  return out;
}

class GermanTest : public ChatTest {
 protected:
  json::object german(const std::string& target, int status = 200) {
    return ok(call(http::Method::get, target, "", kGerman), status);
  }
  json::object german_post(const std::string& target, const json::object& body, int status = 200) {
    return ok(call(http::Method::post, target, json::serialize(body), kGerman), status);
  }
  // In German there is none of it left; what is left in English is what it always was.
  void reads_german(const std::string& target) {
    SCOPED_TRACE(target);
    EXPECT_THAT(english_left(german(target)), IsEmpty());
    EXPECT_THAT(ok(get(target)), Not(::testing::Eq(german(target)))) << "nothing here is worded";
  }
};

TEST(GermanWords, AreThereForEveryErrorFieldAndColumn) {
  const Wording& de = words::in("de");
  const auto has = [&](std::string_view english) {
    EXPECT_NE(worded(ours(english), de), "") << english;
    bool found = false;
    for (const auto entries : words::german_entries())
      for (const words::Entry& entry : entries) found = found || entry.english == english;
    EXPECT_TRUE(found) << english;
  };
  for (int i = 0; i <= static_cast<int>(Code::internal); ++i) has(title(static_cast<Code>(i)));
  for (const auto object :
       {domain::MappedObject::contact, domain::MappedObject::company, domain::MappedObject::deal})
    for (const domain::FieldInfo& field : domain::fields_of(object)) has(field.label);
  for (const domain::ImportField& field : domain::import_fields()) has(field.label);
  for (const domain::NewsKind& kind : domain::news_kinds()) has(kind.what);
  for (const app::PermissionRow& row : app::permissions()) {
    has(row.refusal);
    has(row.refuge);
  }
}

TEST_F(GermanTest, ProblemsSayWhatHappenedWhereAndWhatToDo) {
  const json::object wrong = german_post("/api/clients", {{"name", ""}, {"email", "nobody"}}, 422);
  EXPECT_EQ(text(wrong, "title"), "Einige Angaben müssen noch einmal geprüft werden.");
  EXPECT_EQ(text(wrong.at("errors").as_array().at(0), "detail"), "Das wird gebraucht.");
  EXPECT_THAT(english_left(wrong), IsEmpty());
  const json::object none = german("/api/clients/none", 404);
  EXPECT_EQ(text(none, "detail"), "Diesen Kunden gibt es nicht.");
  EXPECT_EQ(text(none, "code"), "not_found");
  const json::object first = german_post("/api/clients", {{"name", "Acme"}}, 201);
  const json::object line{{"description", "Work"},
                          {"unitPrice", json::object{{"amount", "1200"}, {"currency", "EUR"}}}};
  const std::string invoice =
      "/api/invoices/" +
      text(german_post("/api/invoices",
                       {{"clientId", text(first, "id")}, {"currency", "EUR"}, {"lines", json::array{line}}},
                       201),
           "id");
  const json::object draft = german_post(invoice + "/payments",
                                         {{"amount", json::object{{"amount", "5"}, {"currency", "EUR"}}},
                                          {"method", "card"},
                                          {"date", "2026-11-20"}},
                                         409);
  EXPECT_EQ(text(draft, "fix"), "Stellen Sie zuerst die Rechnung aus.");
  ok(post(invoice + "/issue"));
  const json::object much = german_post(invoice + "/payments",
                                        {{"amount", json::object{{"amount", "5000"}, {"currency", "EUR"}}},
                                         {"method", "card"},
                                         {"date", "2026-11-20"}},
                                        409);
  EXPECT_EQ(text(much, "detail"), "Das sind 3.800,00\u00A0€ mehr, als offen ist.");
  EXPECT_EQ(text(much, "fix"), "Erfassen Sie es als Guthaben, oder ändern Sie den Betrag.");
  EXPECT_EQ(
      text(ok(post(invoice + "/payments", {{"amount", json::object{{"amount", "5000"}, {"currency", "EUR"}}},
                                           {"method", "card"},
                                           {"date", "2026-11-20"}}),
              409),
           "detail"),
      "This is 3800.00 EUR more than is due.");
  session.clear();
  const json::object out =
      german_post("/api/session", {{"email", "dana@fieldstone.example"}, {"password", "no"}}, 401);
  EXPECT_EQ(text(out, "detail"), "E-Mail oder Passwort stimmt nicht.");
}

TEST_F(GermanTest, TheHistoryIsWordedWhenItIsRead) {
  import_everything();
  const json::object client = ok(post("/api/clients", {{"name", "שלום"}}), 201);
  const std::string id = text(client, "id");
  ok(call(http::Method::patch, "/api/clients/" + id, R"({"name":"Acme","email":"a@acme.example"})",
          {{"If-Match", "\"1\""}}));
  ok(post("/api/clients/" + id + "/notes", {{"text", "Called of the day"}}), 201);
  const json::object line{{"description", "Work"},
                          {"unitPrice", json::object{{"amount", "1200"}, {"currency", "USD"}}}};
  const std::string invoice =
      "/api/invoices/" +
      text(ok(post("/api/invoices", {{"clientId", id}, {"lines", json::array{line}}}), 201), "id");
  ok(post(invoice + "/issue"));
  ok(post(invoice + "/payments", {{"amount", json::object{{"amount", "100"}, {"currency", "USD"}}},
                                  {"method", "card"},
                                  {"date", "2026-11-20"}}),
     201);
  const std::string proposal =
      "/api/proposals/" +
      text(ok(post("/api/proposals", {{"clientId", id}, {"title", "Plan"}, {"lines", json::array{line}}}),
              201),
           "id");
  ok(post(proposal + "/open"));
  const json::object history = german("/api/clients/" + id + "/activity");
  EXPECT_THAT(english_left(history), IsEmpty());
  const std::string all = json::serialize(history);
  EXPECT_THAT(all, HasSubstr("\u2068שלום\u2069 wurde angelegt."));
  EXPECT_THAT(all, HasSubstr("Geändert: Name, E-Mail."));
  EXPECT_THAT(all, HasSubstr("100,00\u00A0$ wurden auf INV-0001 gezahlt."));
  const std::string as_ever = json::serialize(ok(get("/api/clients/" + id + "/activity")));
  EXPECT_THAT(as_ever, HasSubstr("100.00 USD was paid on INV-0001."));
  EXPECT_THAT(as_ever, HasSubstr("Changed: name, email."));
  reads_german(invoice);
  reads_german(proposal);
  EXPECT_THAT(english_left(german("/api/home")), IsEmpty());
  EXPECT_THAT(english_left(german("/api/notifications")), IsEmpty());
  reads_german("/api/audit");
  const http::Response csv = call(http::Method::get, "/api/audit/export?lang=de");
  EXPECT_THAT(csv.body, Not(HasSubstr("\x01")));
}

TEST_F(GermanTest, HubSpotsPartSaysItsReasonsAndFixes) {
  const std::string bad = create("contacts", {{"email", "nowhere"}, {"lastname", "Moss"}});
  const std::string lost =
      create("deals", {{"dealname", "Lost"}, {"dealstage", "nowhere"}, {"amount", "12"}});
  import_everything();
  reads_german("/api/hubspot/status");
  reads_german("/api/hubspot/attention");
  const json::object runs = german("/api/hubspot/runs");
  for (const auto& run : runs.at("items").as_array())
    EXPECT_THAT(english_left(german("/api/hubspot/runs/" + text(run, "id") + "/errors")), IsEmpty());
  for (const auto kind : {sandbox::Kind::contact, sandbox::Kind::company, sandbox::Kind::deal})
    for (const auto& record : sandbox.portal().records(kind))
      EXPECT_THAT(english_left(german("/api/hubspot/why?id=" + std::to_string(record.id))), IsEmpty());
  reads_german("/api/hubspot/why?id=" + bad);
  reads_german("/api/hubspot/why?id=" + lost);
  EXPECT_THAT(english_left(german("/api/hubspot/why?id=999999999")), IsEmpty());
  EXPECT_THAT(english_left(german("/api/hubspot/why?id=", 422)), IsEmpty());
}

TEST_F(GermanTest, TheChatAnswersInTheLanguageOfTheScreen) {
  const auto ask = [&](const std::string& words) {
    anew();
    const json::object answer = german_post("/api/chat", {{"text", words}});
    EXPECT_THAT(english_left(answer.at("messages").as_array().at(1).as_object()), IsEmpty()) << words;
    return answer.at("messages").as_array().at(1).as_object();
  };
  EXPECT_EQ(text(ask("How is HubSpot doing, what is imported?"), "role"), "every");
  EXPECT_EQ(text(ask("review new contacts"), "text"), "HubSpot ist nicht verbunden.");
  ask("connect hubspot");
  import_everything();
  EXPECT_EQ(text(ask("Zeig mir Dubletten"), "text"), "Keine möglichen Dubletten. Nichts zu entscheiden.");
  for (const char* words : {"help",
                            "show imported records",
                            "review contacts without email",
                            "which contacts were skipped",
                            "who left the lists",
                            "find Nobodyatall",
                            "why isn't Nobodyatall here",
                            "open settings",
                            "send the invoice to Acme",
                            "delete the client Acme",
                            "move the deal to won in hubspot",
                            "record a payment of 5 dollars",
                            "show won deals",
                            "won deals without invoice",
                            "deals of Nobodyatall",
                            "deals that need a follow-up",
                            "deals in stage Nowhere",
                            "create drafts for all won deals",
                            "import all contacts",
                            "sync now",
                            "sync every monday at 7",
                            "turn the automatic sync off",
                            "undo the last import",
                            "retry failed records",
                            "skip all duplicates",
                            "disconnect hubspot",
                            "always skip duplicates",
                            "create a client called Fresh Ltd with email fresh@fresh.example",
                            "what is the weather like",
                            "draft an invoice for Nobodyatall",
                            "import Nobodyatall"})
    ask(words);
  const json::object card = block(ask("sync every monday at 7"), "proposal").at("proposal").as_object();
  EXPECT_EQ(text(card, "title"), "Abgleich wöchentlich am Montag um 07:00");
  // A conversation is read in the language of who opens it, and the model is told it in English.
  EXPECT_EQ(text(say("Zeig mir Dubletten"), "text"), "No matches. Nothing to resolve.");
}

TEST_F(GermanTest, WithoutAScreenItIsThePersonsElseTheWorkspaces) {
  const auto refused = [&] { return text(ok(get("/api/clients/none"), 404), "detail"); };
  EXPECT_EQ(refused(), "This client does not exist.");
  const auto locale = [&](const char* tag) {
    const http::Response now = get("/api/workspace");
    ok(call(http::Method::patch, "/api/workspace", json::serialize(json::object{{"locale", tag}}),
            {{"If-Match", std::string(now.headers.get("ETag").value_or(""))}}));
  };
  locale("de-AT");
  EXPECT_EQ(refused(), "Diesen Kunden gibt es nicht.");
  locale("fr-FR");
  EXPECT_EQ(refused(), "This client does not exist.");
  EXPECT_EQ(put("/api/account/language", {{"language", "de"}}).status, 204);
  EXPECT_EQ(refused(), "Diesen Kunden gibt es nicht.");
  EXPECT_EQ(text(ok(call(http::Method::get, "/api/clients/none", "", {{"Accept-Language", "en-GB"}}), 404),
                 "detail"),
            "This client does not exist.");
  EXPECT_EQ(problem(put("/api/account/language", {{"language", "fr"}}), 422), "validation");
  EXPECT_EQ(text(ok(get("/api/clients/none?lang=en"), 404), "detail"), "This client does not exist.");
}

class GermanNewsTest : public NewsTest {};

TEST_F(GermanNewsTest, AMailIsInTheLanguageOfItsReader) {
  begin();
  nothing_for_dana();
  const std::string kim = reader("kim@fieldstone.example", "member", "Kim Park", {"invoice_paid"});
  const std::string lee = reader("lee@fieldstone.example", "member", "Lee Wood", {"invoice_paid"});
  as(kim, [&] { EXPECT_EQ(put("/api/account/language", {{"language", "de"}}).status, 204); });
  const std::string invoice = issued("1200.00");
  ok(post(invoice + "/payments", {{"amount", money("1000")}, {"method", "card"}, {"date", "2026-11-20"}}),
     201);
  std::map<std::string, Arrived> mails;
  for (const Arrived& one : after(std::chrono::seconds(10))) mails[one.to] = one;
  EXPECT_THAT(mails["kim"].data, HasSubstr("INV-0001 wurde teilweise bezahlt: 1.000,00\u00A0$."));
  EXPECT_EQ(mails["lee"].subject, "INV-0001 was paid in part: $1,000.00.");
  EXPECT_THAT(mails["kim"].data, HasSubstr("Sie erhalten dies, weil E-Mail für „Rechnung bezahlt“ in"));
  EXPECT_THAT(mails["kim"].data, HasSubstr("Rechnung öffnen"));
  EXPECT_THAT(mails["lee"].data, HasSubstr("You get this because email is on for"));
}

}  // namespace
}  // namespace every::api
