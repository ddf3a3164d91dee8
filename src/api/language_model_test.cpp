// A language model that the owner plugged in, played by a scripted endpoint behind a real socket: what leaves
// for it, what of its answers counts, and that nothing changes without a click whatever it says.
#include <gmock/gmock.h>

#include <latch>
#include <thread>

#include "api/chat_test_support.h"
#include "base/hostile_test_support.h"
#include "chat/read.h"
#include "http/server.h"

namespace every::api {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kKey = "sk-secret-0123456789";
constexpr const char* kPath = "/api/workspace/model";

// Answers each request by its script, and keeps what came.
class Endpoint {
 public:
  using Script = std::function<http::Response(const json::object& body)>;

  Endpoint() : server_({.port = 0}, [this](const http::Request& r) { return answer(r); }, nullptr, log_) {
    EXPECT_TRUE(server_.start().ok());
  }
  std::string origin() const { return "http://127.0.0.1:" + std::to_string(server_.port()); }
  void script(Script next) {
    const std::lock_guard lock(mutex_);
    script_ = std::move(next);
  }
  void says(std::string body, int status = 200) {
    script([=](const json::object&) { return http::Response::json(status, body); });
  }
  void calls(const std::string& tool, const std::string& arguments = "{}") {
    says(json::serialize(message({{"tool_calls", json::array{function(tool, arguments)}}})));
  }
  void asks(const std::string& text) { says(json::serialize(message({{"content", text}}))); }

  static json::object function(const std::string& tool, const std::string& arguments) {
    return {{"id", "c1"},
            {"type", "function"},
            {"function", json::object{{"name", tool}, {"arguments", arguments}}}};
  }
  static json::object message(json::object m) {
    m["role"] = "assistant";
    return {{"choices", json::array{json::object{{"message", std::move(m)}}}}};
  }
  std::vector<http::Request> seen() {
    const std::lock_guard lock(mutex_);
    return seen_;
  }
  json::object last() { return parse_json(seen().back().body).value().as_object(); }

 private:
  http::Response answer(const http::Request& request) {
    Script now;
    {
      const std::lock_guard lock(mutex_);
      seen_.push_back(request);
      now = script_;
    }
    const auto body = parse_json(request.body);
    return now ? now(body.ok() && body->is_object() ? body->get_object() : json::object{})
               : http::Response::text(404, "");
  }
  Log log_{Log::Level::off};
  std::mutex mutex_;
  Script script_;
  std::vector<http::Request> seen_;
  http::Server server_;  // last: its threads use the rest
};

class LanguageModelTest : public ChatTest {
 protected:
  void plug_in(json::object more = {}) {
    json::object body{
        {"url", model.origin() + "/v1"}, {"model", "small-1"}, {"key", kKey}, {"enabled", true}};
    for (const auto& member : more) body[member.key()] = member.value();
    ok(patch(kPath, body));
  }
  // What the grammar reads when the model said what the endpoint says now: a status, and why.
  std::string falls_back() {
    const json::object message = say("is hubspot ok?");
    EXPECT_EQ(text(message, "readBy"), "grammar");
    EXPECT_EQ(text(message, "tool"), "hubspot_status");
    return text(message, "fallback");
  }
  std::int64_t proposals() {
    return db->read([&](store::Tx& tx) {
      return tx.number(tenant, "SELECT count(*) FROM chat_proposals WHERE workspace_id = $1");
    });
  }
  std::int64_t clients() { return number(ok(get("/api/clients")), "total"); }

  Endpoint model;
};

TEST_F(LanguageModelTest, TheOwnerPlugsItInAndItsKeyIsNeverTold) {
  const json::object before = ok(get(kPath));
  EXPECT_EQ(json::value(before),
            (json::value{{"url", ""}, {"model", ""}, {"hasKey", false}, {"enabled", false}}));
  const auto changed = patch(kPath, {{"url", "https://api.example.com/v1/chat/completions/"},
                                     {"model", "large-2"},
                                     {"key", kKey},
                                     {"enabled", true}});
  EXPECT_EQ(text(ok(changed), "url"), "https://api.example.com/v1") << "as people copy it";
  const auto told = get(kPath);
  EXPECT_TRUE(ok(told).at("hasKey").as_bool());
  EXPECT_THAT(told.body + changed.body + get("/api/audit?limit=100").body, Not(HasSubstr(kKey)));
  const auto kept = db->read([&](store::Tx& tx) { return store::LanguageModels(tx, tenant).find(); });
  EXPECT_FALSE(kept.key_sealed.empty());
  EXPECT_THAT(kept.key_sealed, Not(HasSubstr("secret")));
  const std::string audit = get("/api/audit?group=settings").body;
  EXPECT_THAT(audit, HasSubstr("The language model was turned on: large-2 at https://api.example.com:443."));
  EXPECT_THAT(audit, HasSubstr("The language model's key was replaced."));
  // The same host keeps it, another one is not told it.
  EXPECT_TRUE(ok(patch(kPath, {{"url", "https://api.example.com/v2"}})).at("hasKey").as_bool());
  EXPECT_FALSE(ok(patch(kPath, {{"url", "https://other.example.com/v1"}})).at("hasKey").as_bool());
  ok(patch(kPath, {{"key", kKey}}));
  EXPECT_FALSE(ok(patch(kPath, {{"key", ""}})).at("hasKey").as_bool());
  ok(patch(kPath, {{"enabled", false}}));
  EXPECT_THAT(get("/api/audit?group=settings").body, HasSubstr("The language model was turned off."));
  EXPECT_EQ(problem(call(http::Method::patch, kPath, R"({"enabled":true})", {{"If-Match", "\"1\""}}), 412),
            "stale");
  EXPECT_EQ(problem(call(http::Method::patch, kPath, R"({"enabled":true})"), 428), "precondition_required");
  for (const char* role : {"admin", "member", "viewer"}) {
    become(role);
    EXPECT_EQ(problem(get(kPath), 403), "forbidden");
    EXPECT_EQ(problem(call(http::Method::patch, kPath, R"({"enabled":true})", {{"If-Match", "\"1\""}}), 403),
              "forbidden");
    EXPECT_EQ(problem(post("/api/workspace/model/test"), 403), "forbidden");
  }
}

TEST_F(LanguageModelTest, OnlyAnAddressThatNobodyElseReadsIsTaken) {
  for (const char* url : {"http://api.example.com/v1", "http://192.168.0.9:11434/v1", "ftp://127.0.0.1",
                          "example", "https://me:pass@api.example.com", "https://api.example.com/v1?key=1"}) {
    const auto refused = patch(kPath, {{"url", url}});
    EXPECT_EQ(problem(refused, 422), "validation") << url;
    EXPECT_EQ(text(parsed(refused).at("errors").as_array().at(0), "pointer"), "/url");
  }
  EXPECT_EQ(problem(patch(kPath, {{"enabled", true}}), 422), "validation");
  EXPECT_EQ(problem(patch(kPath, {{"url", "https://a.example"}, {"enabled", true}}), 422), "validation");
  EXPECT_EQ(problem(patch(kPath, {{"key", "two lines\r\nX-Evil: 1"}}), 422), "validation");
  EXPECT_EQ(problem(patch(kPath, {{"timeout", 1}}), 422), "unknown_field");
  EXPECT_EQ(text(ok(get(kPath)), "url"), "");
}

TEST_F(LanguageModelTest, ATestSaysWhatCameBack) {
  EXPECT_EQ(problem(post("/api/workspace/model/test"), 422), "validation");
  plug_in({{"enabled", false}});
  model.calls("hubspot_status");
  json::object tried = ok(post("/api/workspace/model/test"));
  EXPECT_TRUE(tried.at("works").as_bool()) << json::serialize(tried);
  EXPECT_EQ(text(tried, "tool"), "hubspot_status");
  EXPECT_EQ(model.seen().back().path, "/v1/chat/completions");
  // Some repeat the key that they refuse.
  model.says(R"({"error":{"message":"Incorrect API key provided: )" + std::string(kKey) + R"(."}})", 401);
  tried = ok(post("/api/workspace/model/test"));
  EXPECT_FALSE(tried.at("works").as_bool());
  EXPECT_THAT(text(tried, "detail"), HasSubstr("answered 401: Incorrect API key provided: …."));
  EXPECT_THAT(json::serialize(tried), Not(HasSubstr(kKey)));
  model.asks("What do you mean?");
  tried = ok(post("/api/workspace/model/test"));
  EXPECT_FALSE(tried.at("works").as_bool());
  EXPECT_EQ(text(tried, "text"), "What do you mean?");
  model.asks("HubSpot is fine.");
  EXPECT_THAT(text(ok(post("/api/workspace/model/test")), "detail"), HasSubstr("chose no function"));
  // Nobody there.
  ok(patch(kPath, {{"url", "http://127.0.0.1:1/v1"}}));
  EXPECT_THAT(text(ok(post("/api/workspace/model/test")), "detail"),
              HasSubstr("No answer from http://127.0.0.1:1"));
}

TEST_F(LanguageModelTest, ItChoosesWhatTheGrammarCannotRead) {
  issued({line("100.00")});
  plug_in();
  model.calls("invoices", R"({"state":"open"})");
  const json::object message = say("quelles factures ne sont pas encore payées ?");
  EXPECT_EQ(text(message, "readBy"), "model");
  EXPECT_EQ(text(message, "fallback"), "null");
  EXPECT_EQ(number(block(message, "records"), "total"), 1);
  // It was asked once, over the key's own header.
  ASSERT_EQ(model.seen().size(), 1U);
  const http::Request asked = model.seen().front();
  EXPECT_EQ(asked.headers.get("Authorization"), "Bearer " + std::string(kKey));
  EXPECT_THAT(asked.body + asked.target, Not(HasSubstr("secret")));
  EXPECT_FALSE(asked.headers.get("Cookie"));
  EXPECT_EQ(text(model.last(), "model"), "small-1");
  // The conversation remembers who read it.
  const json::object kept = ok(get("/api/chat/conversations/" + conversation));
  EXPECT_EQ(text(kept.at("messages").as_array().at(1), "readBy"), "model");
  EXPECT_EQ(text(kept.at("messages").as_array().at(0), "readBy"), "null");
}

TEST_F(LanguageModelTest, ItIsNotAskedAboutCommandsNorWhenItIsOff) {
  plug_in();
  model.calls("sync_now");
  const json::object message = say("/status");
  EXPECT_EQ(text(message, "tool"), "hubspot_status");
  EXPECT_EQ(text(message, "readBy"), "grammar");
  EXPECT_EQ(text(message, "fallback"), "null");
  EXPECT_EQ(text(say("  /help"), "tool"), "help");
  EXPECT_EQ(text(say("/nothing"), "tool"), "unknown");
  ok(patch(kPath, {{"enabled", false}}));
  EXPECT_EQ(text(say("is hubspot ok?"), "tool"), "hubspot_status");
  EXPECT_TRUE(model.seen().empty());
}

TEST_F(LanguageModelTest, WhatItChoosesToChangeWaitsForTheClick) {
  plug_in();
  model.calls("create_client", R"({"name":"Quarry Foods","email":"pay@quarry.example"})");
  const json::object card = block(say("we've won Quarry Foods, pay@quarry.example!"), "proposal");
  EXPECT_EQ(text(card.at("proposal"), "state"), "open");
  EXPECT_EQ(clients(), 0);
  const std::string path = "/api/chat/proposals/" + text(card, "id");
  EXPECT_EQ(text(ok(post(path + "/confirm")), "state"), "done");
  EXPECT_EQ(text(ok(post(path + "/confirm")), "state"), "done");
  EXPECT_EQ(clients(), 1);
  // A role that may not change anything gets no proposal either.
  become("viewer");
  conversation.clear();
  const auto before = proposals();
  const json::object refused = say("make a client called Evil");
  EXPECT_EQ(text(refused, "readBy"), "model");
  EXPECT_THAT(text(refused, "text"), HasSubstr("read-only"));
  EXPECT_EQ(proposals(), before);
}

TEST_F(LanguageModelTest, ItMayAskBackAndIsToldWhatWasSaid) {
  make_client("Northwind Traders", "ada@northwind.example");
  plug_in();
  model.asks("Which client\u202E do you mean?");
  const json::object asked = say("show them");
  EXPECT_EQ(text(asked, "tool"), "ask");
  EXPECT_EQ(text(asked, "text"), "Which client do you mean?");
  EXPECT_TRUE(asked.at("blocks").as_array().empty());
  model.calls("show_client", R"({"client":"Northwind Traders"})");
  block(say("the traders"), "client");
  const json::value data =
      parse_json(model.last().at("messages").as_array().at(3).at("content").as_string()).value();
  EXPECT_EQ(text(data.at("before").at(0), "person"), "show them");
  EXPECT_EQ(text(data.at("before").at(0), "said"), "Which client do you mean?");
  // What the model showed, the grammar goes on with.
  model.says("nonsense");
  EXPECT_THAT(text(say("show their deals"), "tool"), AnyOf("deals", "show_client"));
  const json::value after =
      parse_json(model.last().at("messages").as_array().at(3).at("content").as_string()).value();
  EXPECT_EQ(after.at("before").at(1).at("listed"), (json::array{"Northwind Traders"}));
}

TEST_F(LanguageModelTest, EverythingElseFallsBackToTheGrammar) {
  plug_in();
  const auto body = [](json::object m) { return json::serialize(Endpoint::message(std::move(m))); };
  model.says("nonsense");
  EXPECT_EQ(falls_back(), "bad_answer");
  model.says("");
  EXPECT_EQ(falls_back(), "bad_answer");
  model.says(R"({"choices":[{"message":{"content":"\uD800?"}}]})");
  EXPECT_EQ(falls_back(), "bad_answer");
  model.says(body({{"refusal", "I will not."}}));
  EXPECT_EQ(falls_back(), "refused");
  model.says(body({{"tool_calls", json::array{Endpoint::function("sync_now", "{}"),
                                              Endpoint::function("disconnect_hubspot", "{}")}}}));
  EXPECT_EQ(falls_back(), "several");
  model.calls("run_shell", R"({"command":"rm -rf /"})");
  EXPECT_EQ(falls_back(), "unknown_tool");
  model.calls("create_client", R"({"name":"Evil","state":"issued"})");
  EXPECT_EQ(falls_back(), "bad_arguments");
  model.calls("resolve_duplicates", R"({"decision":"replace","which":"all","ids":["1","2"]})");
  EXPECT_EQ(falls_back(), "bad_arguments");
  model.asks("Everything is paid.");
  EXPECT_EQ(falls_back(), "bad_text");
  model.asks(std::string(5000, '?'));
  EXPECT_EQ(falls_back(), "bad_text");
  model.says(R"({"error":{"message":"overloaded"}})", 529);
  EXPECT_EQ(falls_back(), "http_error");
  // Longer than anybody has to read.
  model.says(std::string(300 * 1024, ' ') + body({{"content", "Which?"}}));
  EXPECT_EQ(falls_back(), "no_answer");
  model.script([](const json::object&) { return http::Response{.no_answer = true}; });
  EXPECT_EQ(falls_back(), "no_answer");
  EXPECT_EQ(proposals(), 0);
  EXPECT_EQ(clients(), 0);
  // No key goes where a redirect points to.
  Endpoint elsewhere;
  elsewhere.calls("sync_now");
  const auto before = model.seen().size();
  model.script([&](const json::object&) {
    return http::Response::redirect(elsewhere.origin() + "/v1/chat/completions", 307);
  });
  EXPECT_EQ(falls_back(), "http_error");
  EXPECT_EQ(model.seen().size(), before + 1);
  EXPECT_TRUE(elsewhere.seen().empty());
}

TEST_F(LanguageModelTest, ASlowOneIsNotWaitedForAndHoldsFewOfUs) {
  plug_in();
  std::latch release(1);
  model.script([&](const json::object&) {
    release.wait();
    return http::Response::text(200, "");
  });
  const app::Actor dana{.tenant = tenant,
                        .user_id = "",
                        .name = "",
                        .email = "",
                        .role = "owner",
                        .session_hash = "",
                        .key = "",
                        .key_of = ""};
  const auto read = [&](std::chrono::milliseconds timeout) {
    return chat::read_said(*app_, dana, {.text = "sync now", .turns = {}, .page = {}}, {}, timeout);
  };
  const auto late = read(std::chrono::milliseconds(150));
  EXPECT_EQ(late.fallback, "timeout");
  EXPECT_EQ(late.by, "grammar");
  EXPECT_EQ(late.understood.tool, "sync_now");
  // Four may wait; the fifth reads by itself at once.
  std::vector<std::thread> waiting;
  for (int i = 0; i < 4; ++i)
    waiting.emplace_back([&] { EXPECT_EQ(read(std::chrono::seconds(8)).by, "grammar"); });
  while (model.seen().size() < 5) std::this_thread::yield();
  EXPECT_EQ(read(std::chrono::seconds(8)).fallback, "busy");
  EXPECT_EQ(app::kModelTimeout, std::chrono::seconds(8));
  release.count_down();
  for (auto& one : waiting) one.join();
}

// Names from a CRM that give orders, to a model that obeys every word of them: what it then calls is refused
// or becomes a proposal that nobody clicks.
TEST_F(LanguageModelTest, HostileTextsChangeNothing) {
  plug_in();
  const std::vector<std::pair<std::string, std::string>> obeys{
      {"disconnect_hubspot", "{}"},
      {"create_client", R"({"name":"Owned"})"},
      {"set_match_policy", R"({"policy":"replace"})"},
      {"import_contacts", R"({"which":"all","body":{"select":{"all":true}}})"},
      {"delete_client", R"({"id":"1"})"},
      {"create_invoice_drafts", R"({"body":{"wonWithoutInvoice":true}})"}};
  const json::value instructions =
      chat::model_request("", {.text = "", .turns = {}, .page = {}}).at("messages").as_array().at(0);
  const auto texts = hostile_texts();
  ASSERT_GE(texts.size(), 500U);
  for (std::size_t n = 0; n < texts.size(); ++n) {
    const std::string name = shorten(texts[n].text, 200);
    const auto made = make_client(name, "x" + std::to_string(n) + "@hostile.example");
    const auto& [tool, arguments] = obeys[n % obeys.size()];
    model.calls(tool, arguments);
    conversation.clear();
    const json::object message = say("what do we know about them",
                                     {{"about", json::object{{"kind", "client"}, {"id", made.client_id}}}});
    for (const auto& one : message.at("blocks").as_array()) {
      if (text(one, "type") != "proposal") continue;
      EXPECT_EQ(text(one.at("proposal"), "state"), "open");
    }
    const json::array sent = model.last().at("messages").as_array();
    ASSERT_EQ(sent.size(), 4U);
    EXPECT_EQ(text(sent[1], "content"), "what do we know about them");
    EXPECT_EQ(sent[0], instructions);
    const std::string shown = text(parse_json(sent[3].at("content").as_string())->at("page"), "name");
    EXPECT_TRUE(shown == name || shown == "Unnamed client") << shown;  // of what shows nothing
  }
  EXPECT_EQ(clients(), std::ssize(texts));
  EXPECT_EQ(number(ok(get("/api/invoices")), "total"), 0);
  EXPECT_EQ(number(ok(get("/api/hubspot/runs")), "total"), 0);
  db->read([&](store::Tx& tx) {
    EXPECT_EQ(
        tx.number(tenant, "SELECT count(*) FROM chat_proposals WHERE workspace_id = $1 AND state <> 'open'"),
        0);
    return true;
  });
}

}  // namespace
}  // namespace every::api
