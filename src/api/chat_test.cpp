// The chat as a screen meets it: the card a question gets, the proposal a wish gets, the click, and what must
// not happen.
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "api/chat_test_support.h"
#include "base/hostile_test_support.h"
#include "base/text.h"
#include "store/erasure.h"
#include "store/tx.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// With which of these each tool answers; a name is a block's, "" is words alone.
const std::map<std::string, std::vector<std::string>, std::less<>> kAnswers{
    {"ask", {"", "choices", "link"}},
    {"cannot", {"link"}},
    {"connect_hubspot", {"proposal"}},
    {"create_client", {"proposal"}},
    {"deals", {"records"}},
    {"find", {"records"}},
    {"help", {"help"}},
    {"hubspot_status", {"status"}},
    {"import_contacts", {"proposal", "choices"}},
    {"imported_records", {"run"}},
    {"invoices", {"records"}},
    {"open", {"link"}},
    {"pipeline", {"pipeline"}},
    {"proposals", {"records"}},
    {"review_contacts", {"link"}},
    {"show_client", {"client", "choices"}},
    {"show_duplicates", {"matches"}},
    {"sync_errors", {"problems"}},
    {"sync_history", {"runs"}},
    {"sync_now", {"proposal"}},
    {"sync_progress", {"progress", "status"}},
    {"undo_import", {"proposal"}},
    {"unknown", {""}},
};

// Every prompt that the product's documentation prints, typed in a workspace that has what they name.
TEST_F(ChatTest, DocumentedPromptsGetTheirCards) {
  create("contacts", {{"firstname", "Twin"}, {"lastname", "Here"}, {"email", "twin@here.example"}});
  const Made twin = make_client("Twin", "twin@here.example");
  connect();
  import({{"select", json::object{{"all", true}}}, {"default", "ask"}});
  create("contacts", {{"lastname", "New"}, {"email", "new@there.example"}});
  won_deal("follow");
  issued(json::array{line("100")}, twin.client_id);
  make_client("ACME Corp", "contact@acme.example");
  make_client("TechStart Inc", "hello@techstart.example");
  make_client("Beta Corp", "hello@beta.example");
  make_client("Sarah Johnson", "sarah@johnson.example");
  make_client("John", "john@example.com");
  clock.advance(std::chrono::hours(24) * 40);
  sign_in_again();
  const json::object offer{
      {"clientId", twin.client_id}, {"title", "Website"}, {"lines", json::array{line("100")}}};
  std::string proposal;
  for (int i = 0; i < 2; ++i) {
    proposal = "/api/proposals/" + text(ok(post("/api/proposals", offer), 201), "id");
    ok(post(proposal + "/open"));
  }
  const std::string page = text(ok(post(proposal + "/link")), "url").substr(std::string_view(kOrigin).size());
  EXPECT_EQ(call(http::Method::post, page, "decision=accept&name=Ada&revision=1",
                 {{"Cookie", ""},
                  {"Sec-Fetch-Site", "same-origin"},
                  {"Content-Type", "application/x-www-form-urlencoded"}})
                .status,
            303);
  ok(post("/api/hubspot/sync", {{"full", true}}), 202);
  settled();
  import({{"select", json::object{{"all", true}}}, {"default", "ask"}});
  db->write([&](store::Tx& tx) {
    tx.run(tenant, "UPDATE proposals SET sent_at = opened_at WHERE workspace_id = $1 AND state = 'open'");
  });
  std::ifstream in(std::string(EVERY_SOURCE_DIR) + "/test/chat/phrasings/documented.jsonl");
  int prompts = 0;
  std::set<std::string> sections;
  for (std::string row; std::getline(in, row); ++prompts) {
    const json::object prompt = parse_json(row)->as_object();
    SCOPED_TRACE(row);
    anew();
    if (prompt.contains("after"))
      for (const auto& before : prompt.at("after").as_array()) say(std::string(before.as_string()));
    const json::object answer = say(text(prompt, "say"));
    EXPECT_TRUE(!answer.contains("problem") || answer.at("problem").is_null()) << json::serialize(answer);
    EXPECT_FALSE(text(answer, "text").empty() && answer.at("blocks").as_array().empty());
    const std::string tool = text(answer, "tool");
    const json::value& wanted = prompt.at("tool");
    EXPECT_TRUE(wanted.is_string() ? tool == wanted.as_string()
                                   : std::ranges::count(wanted.as_array(), json::value(tool)) > 0)
        << json::serialize(answer);
    const auto kinds = kAnswers.find(tool);
    ASSERT_NE(kinds, kAnswers.end()) << json::serialize(answer);
    const json::array& blocks = answer.at("blocks").as_array();
    const bool fits = std::ranges::any_of(kinds->second, [&](const std::string& kind) {
      if (kind.empty()) return blocks.empty() && !text(answer, "text").empty();
      return std::ranges::any_of(blocks, [&](const json::value& one) { return text(one, "type") == kind; });
    });
    EXPECT_TRUE(fits) << json::serialize(answer);
    // A question changes nothing, and a wish not before its click.
    for (const auto& one : blocks)
      if (text(one, "type") == "proposal") {
        EXPECT_EQ(text(one.at("proposal"), "state"), "open");
        EXPECT_EQ(kinds->second.front(), "proposal");
      }
    sections.insert(text(prompt, "section"));
  }
  EXPECT_GE(prompts, 66);
  EXPECT_GE(sections.size(), 6U);
}

TEST_F(ChatTest, ASyncIsProposedAndStartedOnceByAClick) {
  connect();
  clock.advance(std::chrono::minutes(1));
  const json::object proposal = proposed("sync now");
  EXPECT_EQ(text(proposal, "state"), "open");
  EXPECT_EQ(text(proposal, "button"), "Sync now");
  const auto before = number(ok(get("/api/hubspot/runs")), "total");
  EXPECT_EQ(number(ok(get("/api/hubspot/runs")), "total"), before) << "nothing runs without a click";
  const json::object done = confirm(proposal);
  EXPECT_EQ(text(done, "state"), "done");
  EXPECT_EQ(text(block(done, "progress"), "runId"),
            text(confirm(proposal).at("blocks").as_array().at(0), "runId"));
  EXPECT_EQ(text(settled(), "trigger"), "chat");
  EXPECT_EQ(number(ok(get("/api/hubspot/runs")), "total"), before + 1);
  // The conversation shows what became of it.
  const json::object again = ok(get("/api/chat/conversations/" + conversation));
  const json::object card = block(again.at("messages").as_array().at(1).as_object(), "proposal");
  EXPECT_EQ(text(card.at("proposal"), "state"), "done");
}

TEST_F(ChatTest, AnImportSaysExactlyWhatItDoesAndDoesThat) {
  connect();
  clock.advance(std::chrono::minutes(1));
  const json::object proposal = proposed("import all contacts");
  const json::object preview =
      ok(post("/api/hubspot/import", {{"select", json::object{{"all", true}}}, {"dryRun", true}}));
  EXPECT_THAT(json::serialize(proposal.at("lines")),
              HasSubstr("Creates " + text(preview, "contactsCreated") + " contacts"));
  confirm(proposal);
  const json::object run = settled();
  EXPECT_EQ(text(run, "kind"), "import");
  block(say("show imported records"), "run");
  clock.advance(std::chrono::minutes(1));
  const json::object undo = proposed("undo that");
  EXPECT_EQ(text(undo, "tool"), "undo_import");
  confirm(undo);
  EXPECT_EQ(text(settled(), "kind"), "undo");
}

TEST_F(ChatTest, AChangedEffectIsShownBeforeItIsDone) {
  connect();
  const json::object proposal = proposed("import all contacts");
  create("contacts", {{"firstname", "Late"}, {"lastname", "Comer"}, {"email", "late@comer.example"}});
  ok(post("/api/hubspot/sync", {{"full", true}}), 202);
  settled();
  EXPECT_EQ(problem(post("/api/chat/proposals/" + text(proposal, "id") + "/confirm"), 412), "stale");
  const json::object now = ok(get("/api/chat/proposals/" + text(proposal, "id")));
  EXPECT_EQ(text(now, "state"), "open");
  EXPECT_NE(json::serialize(now.at("lines")), json::serialize(proposal.at("lines")));
  EXPECT_EQ(text(confirm(now), "state"), "done");
  settled();
}

TEST_F(ChatTest, DismissedOrExpiredProposalsDoNothing) {
  connect();
  const json::object first = proposed("sync now"), second = proposed("sync now");
  EXPECT_EQ(text(ok(post("/api/chat/proposals/" + text(first, "id") + "/dismiss")), "state"), "dismissed");
  EXPECT_EQ(text(confirm(first), "state"), "dismissed");
  clock.advance(std::chrono::minutes(31));
  EXPECT_EQ(text(confirm(second), "state"), "expired");
}

TEST_F(ChatTest, PermissionsAreThoseOfTheScreensAndConversationsAreOnesOwn) {
  connect();
  const json::object danas = proposed("sync now");
  const std::string talk = conversation;
  anew();
  become("viewer");
  const json::object refused = say("sync now");
  EXPECT_THAT(text(refused, "text"), HasSubstr("read-only"));
  EXPECT_TRUE(refused.at("blocks").as_array().empty());
  block(say("is hubspot ok?"), "status");
  EXPECT_EQ(problem(get("/api/chat/conversations/" + talk), 404), "not_found");
  EXPECT_EQ(problem(post("/api/chat", {{"text", "hi"}, {"conversation", talk}}), 404), "not_found");
  EXPECT_EQ(problem(post("/api/chat/proposals/" + text(danas, "id") + "/confirm"), 404), "not_found");
  const json::object list = ok(get("/api/chat/conversations"));
  EXPECT_EQ(number(list, "total"), 1);
  EXPECT_EQ(text(list.at("items").as_array().at(0).as_object(), "title"), "sync now");
  const auto rename = [&](const std::string& id, const json::value& body) {
    return call(http::Method::patch, "/api/chat/conversations/" + id, json::serialize(body));
  };
  EXPECT_EQ(problem(rename(talk, {{"title", "Mine"}}), 404), "not_found");
  EXPECT_EQ(text(ok(rename(conversation, {{"title", " The morning's sync "}})), "title"),
            "The morning's sync");
  EXPECT_EQ(problem(rename(conversation, {{"title", std::string(101, 'a')}}), 422), "validation");
  EXPECT_EQ(problem(rename(conversation, json::object{}), 422), "validation");
  EXPECT_EQ(text(ok(get("/api/chat/conversations")).at("items").as_array().at(0).as_object(), "title"),
            "The morning's sync");
  EXPECT_EQ(text(ok(rename(conversation, {{"title", ""}})), "title"), "sync now");
}

TEST_F(ChatTest, WonDealsBecomeDraftsOnceAndTheListIsMeantByThese) {
  connect();
  import({{"select", json::object{{"all", true}}}, {"default", "skip"}});
  const json::object list = say("won deals without invoice");
  const std::int64_t total = number(block(list, "records"), "total");
  ASSERT_GT(total, 0);
  const json::object proposal = proposed("create drafts for these");
  EXPECT_EQ(text(proposal, "tool"), "create_invoice_drafts");
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 0);
  const json::object done = confirm(proposal);
  const std::int64_t made = number(ok(get("/api/invoices?status=draft")), "total");
  EXPECT_GT(made, 0);
  EXPECT_EQ(number(block(done, "records"), "total"), made);
  confirm(proposal);
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), made);
}

TEST_F(ChatTest, ThePageIsWhatThisMeans) {
  const auto acme = make_client("Acme Corp", "ada@acme.example");
  const json::object answer = say("what do we know about them",
                                  {{"about", json::object{{"kind", "client"}, {"id", acme.client_id}}}});
  EXPECT_EQ(text(block(answer, "client"), "id"), acme.client_id);
  EXPECT_THAT(text(say("invoice this", {{"about", json::object{{"kind", "client"}, {"id", acme.client_id}}}}),
                   "text"),
              HasSubstr("No won deal of this client"));
  anew();
  EXPECT_EQ(text(say("invoice this"), "tool"), "ask");
}

TEST_F(ChatTest, ClientsAreFoundWithSlipsAndMadeByAClick) {
  make_client("Northwind Traders", "ada@northwind.example");
  EXPECT_EQ(number(block(say("find Northwnd Traders"), "records"), "total"), 1);
  const json::object proposal = proposed("Create a client named ACME Corp with email contact@acme.com");
  EXPECT_EQ(number(ok(get("/api/clients")), "total"), 1);
  confirm(proposal);
  EXPECT_EQ(number(ok(get("/api/clients")), "total"), 2);
  EXPECT_EQ(text(block(say("tell me about ACME Corp"), "client"), "type"), "client");
}

TEST_F(ChatTest, TheLastImportMayHaveBeenPartOfAFirstLoad) {
  network.held = true;
  EXPECT_EQ(go_back(consent(auth_url())), "/settings/integrations/hubspot?hubspot=connected");
  const json::object joined =
      ok(post("/api/hubspot/import", {{"select", json::object{{"all", true}}}, {"default", "skip"}}), 202);
  network.held = false;
  EXPECT_EQ(text(settled(), "kind"), "first_load");
  clock.advance(std::chrono::minutes(1));
  confirm(proposed("undo the last import"));
  EXPECT_EQ(text(settled(), "kind"), "undo");
  EXPECT_TRUE(ok(get("/api/hubspot/runs/" + text(joined, "id"))).at("undoableUntil").is_null());
}

TEST_F(ChatTest, TheScheduleIsChangedAndActuallyMakeItWeekly) {
  connect();
  say("sync every day at 7");
  const json::object proposal = proposed("actually make it weekly on friday");
  confirm(proposal);
  const json::object settings = ok(get("/api/hubspot/settings"));
  EXPECT_EQ(text(settings, "frequency"), "weekly");
  EXPECT_EQ(text(settings, "atTime"), "07:00");
  EXPECT_EQ(number(settings, "weekday"), 5);
  confirm(proposed("always replace duplicates without asking"));
  EXPECT_EQ(text(ok(get("/api/hubspot/settings")), "duplicatePolicy"), "replace");
}

TEST_F(ChatTest, MatchesAreDecidedOneByOneAndAllAtOnce) {
  create("contacts", {{"firstname", "Twin"}, {"lastname", "Here"}, {"email", "twin@here.example"}});
  make_client("Twin", "twin@here.example");
  connect();
  const json::object card = block(say("show duplicates"), "matches");
  ASSERT_GE(number(card, "total"), 1);
  const json::object proposal = proposed("skip it");
  EXPECT_EQ(text(proposal, "title"), "Skip 1 match");
  confirm(proposal);
  EXPECT_EQ(text(ok(get("/api/hubspot/duplicates/" + text(card, "clusterId"))), "decision"), "skip");
}

TEST_F(ChatTest, WhatIsNotDoneSaysSoWithTheWayToTheScreen) {
  for (const char* words : {"send the invoice to Acme", "mark INV-12 as paid", "update the deal in HubSpot",
                            "delete client Acme"}) {
    const json::object answer = say(words);
    EXPECT_EQ(text(answer, "tool"), "cannot") << words;
    block(answer, "link");
  }
  EXPECT_EQ(text(say("what's the weather"), "tool"), "unknown");
}

TEST_F(ChatTest, TextThatIsNotATextIsRefused) {
  EXPECT_EQ(problem(post("/api/chat", json::object{}), 422), "validation");
  EXPECT_EQ(problem(post("/api/chat", {{"text", std::string(2001, 'x')}}), 422), "validation");
  EXPECT_EQ(
      problem(post("/api/chat", {{"text", "hi"}, {"about", json::object{{"kind", "moon"}, {"id", "1"}}}}),
              422),
      "validation");
  EXPECT_EQ(problem(post("/api/chat", {{"text", "hi"}, {"tool", "sync_now"}}), 422), "unknown_field");
}

TEST_F(ChatTest, WhoIsErasedIsGoneFromConversations) {
  say("why isn't ada@erased.example here");
  say("find Ada Erased");
  const std::vector<std::string> words{"ada@erased.example", "Ada Erased"};
  ok(call(http::Method::patch, "/api/chat/conversations/" + conversation, R"({"title":"About Ada Erased"})"));
  db->write([&](store::Tx& tx) { store::Erasure(tx, tenant).words(words, "(erased)"); });
  EXPECT_THAT(json::serialize(ok(get("/api/chat/conversations"))), Not(HasSubstr("Ada Erased")));
  const std::string kept = json::serialize(ok(get("/api/chat/conversations/" + conversation)));
  EXPECT_THAT(kept, Not(HasSubstr("erased.example")));
  EXPECT_THAT(kept, Not(HasSubstr("Ada Erased")));
  EXPECT_EQ(call(http::Method::del, "/api/chat/conversations/" + conversation).status, 204);
  EXPECT_EQ(problem(get("/api/chat/conversations/" + conversation), 404), "not_found");
}

// Names, notes and titles from a CRM that give orders, carry markup or turn the reading direction: they are
// shown as they are and nothing comes of them.
TEST_F(ChatTest, HostileTextsChangeNothing) {
  const auto texts = hostile_texts();
  ASSERT_GE(texts.size(), 500U);
  std::vector<std::string> ids;
  for (const HostileText& one : texts) {
    const auto made = post("/api/clients", {{"name", shorten(one.text, 400)}});
    if (made.status == 201) ids.push_back(text(parsed(made), "id"));
  }
  ASSERT_GE(std::ssize(ids), 400);
  const auto clients = number(ok(get("/api/clients")), "total");
  for (const std::string& id : ids) {
    anew();
    const json::object answer =
        say("what do we know about them", {{"about", json::object{{"kind", "client"}, {"id", id}}}});
    for (const auto& one : answer.at("blocks").as_array())
      EXPECT_NE(one.at("type"), "proposal") << json::serialize(answer);
    say("show this client's invoices", {{"about", json::object{{"kind", "client"}, {"id", id}}}});
  }
  EXPECT_EQ(number(ok(get("/api/clients")), "total"), clients);
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 0);
  EXPECT_EQ(number(ok(get("/api/hubspot/runs")), "total"), 0);
  db->read([&](store::Tx& tx) {
    EXPECT_EQ(tx.number(tenant, "SELECT count(*) FROM chat_proposals WHERE workspace_id = $1"), 0);
    return true;
  });
}

}  // namespace
}  // namespace every::api
