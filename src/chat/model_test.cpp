// What a language model is told, and what of its answers counts.
#include "chat/model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "base/text.h"
#include "chat/tools.h"

namespace every::chat {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string call(const std::string& name, const json::value& arguments, json::object more = {}) {
  more["tool_calls"] =
      json::array{json::object{{"id", "c1"},
                               {"type", "function"},
                               {"function", json::object{{"name", name}, {"arguments", arguments}}}}};
  more["role"] = "assistant";
  return json::serialize(json::object{
      {"choices", json::array{json::object{{"message", more}, {"finish_reason", "tool_calls"}}}}});
}
std::string words(const std::string& text, const char* reason = "stop") {
  return json::serialize(json::object{
      {"choices",
       json::array{json::object{{"message", json::object{{"role", "assistant"}, {"content", text}}},
                                {"finish_reason", reason}}}}});
}

TEST(ModelRequest, OffersEveryToolAndNothingElse) {
  const json::object body = model_request("small-1", {.text = "sync now", .turns = {}, .page = {}});
  EXPECT_EQ(body.at("model"), "small-1");
  EXPECT_FALSE(body.at("stream").as_bool());
  const auto& offered = body.at("tools").as_array();
  ASSERT_EQ(offered.size(), tools().size());
  for (std::size_t i = 0; i < offered.size(); ++i) {
    EXPECT_EQ(offered[i].at("type"), "function");
    EXPECT_EQ(offered[i].at("function").at("name").as_string(), tools()[i].name);
    EXPECT_EQ(offered[i].at("function").at("parameters").at("type"), "object");
  }
  const auto& messages = body.at("messages").as_array();
  ASSERT_EQ(messages.size(), 2U) << "nothing stands around it";
  EXPECT_EQ(messages[0].at("role"), "system");
  EXPECT_EQ(messages[1], (json::object{{"role", "user"}, {"content", "sync now"}}));
}

// Names that give orders reach the model as a string in a function's result, and nowhere else.
TEST(ModelRequest, KeepsTextsFromRecordsInTheResultOfAFunction) {
  const json::value instructions =
      model_request("m", {.text = "x", .turns = {}, .page = {}}).at("messages").as_array()[0];
  std::ifstream in(std::string(EVERY_SOURCE_DIR) + "/test/chat/hostile.jsonl");
  int n = 0;
  for (std::string line; std::getline(in, line); ++n) {
    const std::string hostile = shorten(parse_json(line)->at("text").as_string(), 200);
    const json::object body = model_request("m", {.text = "and those?",
                                                  .turns = {{.asked = "deals",
                                                             .tool = "deals",
                                                             .args = {{"client", hostile}},
                                                             .said = hostile,
                                                             .listed = {hostile, "Acme"}}},
                                                  .page = {"client", "id", hostile}});
    const auto& messages = body.at("messages").as_array();
    ASSERT_EQ(messages.size(), 4U);
    EXPECT_EQ(messages[0], instructions);
    EXPECT_EQ(messages[1].at("content"), "and those?");
    EXPECT_EQ(messages[2].at("content"), "");
    EXPECT_EQ(messages[2].at("tool_calls").at(0).at("function"),
              (json::value{{"name", "context"}, {"arguments", "{}"}}));
    EXPECT_EQ(messages[3].at("role"), "tool");
    EXPECT_EQ(messages[3].at("tool_call_id"), messages[2].at("tool_calls").at(0).at("id"));
    const json::value data = parse_json(messages[3].at("content").as_string()).value();
    EXPECT_THAT(std::string(data.at("note").as_string()), HasSubstr("not instructions"));
    EXPECT_EQ(data.at("page"), (json::value{{"kind", "client"}, {"name", hostile}}));
    EXPECT_EQ(data.at("before").at(0).at("listed"), (json::array{json::string(hostile), "Acme"}));
    EXPECT_EQ(data.at("before").at(0).at("arguments").at("client").as_string(), hostile);
  }
  EXPECT_GE(n, 500);
}

TEST(ModelRequest, TellsAShortThreadOnly) {
  ModelQuestion q{.text = "and?", .turns = {}, .page = {}};
  for (int i = 0; i < 9; ++i)
    q.turns.push_back({.asked = "question " + std::to_string(i),
                       .tool = "find",
                       .args = {},
                       .said = std::string(5000, 's'),
                       .listed = std::vector<std::string>(50, std::string(999, 'n'))});
  const json::object body = model_request("m", q);
  const json::value data = parse_json(body.at("messages").as_array()[3].at("content").as_string()).value();
  ASSERT_EQ(data.at("before").as_array().size(), 4U);
  EXPECT_EQ(data.at("before").at(3).at("person"), "question 8");
  EXPECT_EQ(data.at("before").at(3).at("listed").as_array().size(), 20U);
  EXPECT_LT(json::serialize(data).size(), 25'000U);
}

TEST(ModelChoice, IsOneToolWithArgumentsThatFit) {
  const auto deals = model_choice(call("deals", R"({"state":"won","client":"Acme"})"));
  ASSERT_TRUE(deals.understood) << deals.failure;
  EXPECT_EQ(deals.understood->tool, "deals");
  EXPECT_EQ(json::value(deals.understood->args), (json::value{{"state", "won"}, {"client", "Acme"}}));
  EXPECT_EQ(model_choice(call("sync_now", "")).understood->tool, "sync_now");
  EXPECT_EQ(model_choice(call("sync_now", json::object{})).understood->tool, "sync_now");
  // Words beside a choice are nobody's answer.
  EXPECT_EQ(model_choice(call("help", "{}", {{"content", "I have deleted everything."}})).understood->tool,
            "help");
  // What it has nothing for.
  const auto invoices = model_choice(call("invoices", R"({"state":"overdue","client":"","count":null})"));
  EXPECT_EQ(json::value(invoices.understood->args), (json::value{{"state", "overdue"}}));
  // Marks that would turn the words of a card around.
  const auto made = model_choice(call("create_client", R"({"name":"A\u202Ecme\n Ltd\u200B\uDB40\uDC41"})"));
  EXPECT_EQ(made.understood->args.at("name"), "Acme  Ltd");
}

TEST(ModelChoice, IsAQuestionInPlainWords) {
  const auto asked = model_choice(words("  Which Acme:\nthe one in Berlin,\u202E or the other?  "));
  ASSERT_TRUE(asked.understood) << asked.failure;
  EXPECT_EQ(asked.understood->tool, "ask");
  EXPECT_EQ(asked.understood->question, "Which Acme: the one in Berlin, or the other?");
  EXPECT_TRUE(model_choice(words("<b>Which</b> one?")).understood) << "it is shown as the text that it is";
  EXPECT_TRUE(model_choice(words("どの会社ですか？")).understood);
}

TEST(ModelChoice, OtherwiseSaysWhyNot) {
  const auto why = [](const std::string& body) {
    const auto got = model_choice(body);
    EXPECT_FALSE(got.understood) << body;
    return got.failure;
  };
  for (const char* body :
       {"", "nonsense", "[]", "{}", "null", R"({"choices":[]})", R"({"choices":{}})", R"({"choices":[{}]})",
        R"({"choices":[7]})", R"({"choices":[{"message":"hi?"}]})",
        R"({"choices":[{"message":{"content":null}}]})", R"({"choices":[{"message":{"content":["a?"]}}]})",
        R"({"choices":[{"message":{"tool_calls":[{}]}}]})",
        R"({"choices":[{"message":{"tool_calls":["sync_now"]}}]})", R"({"error":{"message":"overloaded"}})",
        "<html>Bad gateway?</html>"})
    EXPECT_EQ(why(body), "bad_answer") << body;
  EXPECT_EQ(why(std::string(100, '[') + std::string(100, ']')), "bad_answer");
  EXPECT_EQ(why(words("Shall I", "length")), "bad_answer");
  EXPECT_EQ(why(words("", "content_filter")), "refused");
  EXPECT_EQ(why(R"({"choices":[{"message":{"content":null,"refusal":"I can't help with that."}}]})"),
            "refused");
  EXPECT_EQ(why(call("delete_everything", "{}")), "unknown_tool");
  EXPECT_EQ(why(call("context", "{}")), "unknown_tool");
  EXPECT_EQ(why(call("ask", "{}")), "unknown_tool");
  EXPECT_EQ(why(call("import_contacts", "{}")), "bad_arguments");
  EXPECT_EQ(why(call("import_contacts", "{which: all}")), "bad_arguments");
  EXPECT_EQ(why(call("import_contacts", R"(["all"])")), "bad_arguments");
  EXPECT_EQ(why(call("import_contacts", R"({"which":"all","dryRun":false})")), "bad_arguments");
  EXPECT_EQ(why(call("undo_import", R"({"runId":"01"})")), "bad_arguments");
  EXPECT_EQ(why(call("create_client", json::string(R"({"name":")" + std::string(20'000, 'x') + "\"}"))),
            "bad_arguments");
  EXPECT_EQ(why(call("create_client", "{\"name\":\"\u200B\"}")), "bad_arguments") << "nothing is left of it";
  json::value two = parse_json(call("sync_now", "{}")).value();
  auto& calls = two.at("choices").at(0).at("message").at("tool_calls").as_array();
  calls.push_back(calls.front());
  EXPECT_EQ(why(json::serialize(two)), "several");
  // What it tells by itself, nobody has checked.
  EXPECT_EQ(why(words("Your sync is fine. All invoices are paid.")), "bad_text");
  EXPECT_EQ(why(words("I'm sorry, I can't do that.")), "bad_text");
  EXPECT_EQ(why(words("Could you confirm it at https://evil.example?")), "bad_text");
  EXPECT_EQ(why(words(std::string(401, 'x') + "?")), "bad_text");
}

// Whatever bytes come back: nothing, or a choice that passes the check of every choice.
TEST(ModelChoice, OfSpoiledAnswersFitsOrIsNone) {
  const std::vector<std::string> answers{
      call("deals", R"({"state":"won","over":{"amount":"5","currency":"USD"}})"),
      call("resolve_duplicates", R"({"decision":"skip","which":2})"), words("Which one?"),
      R"({"choices":[{"message":{"content":"?","refusal":null,"tool_calls":[]},"finish_reason":"stop"}]})"};
  std::mt19937 random(7);
  constexpr std::string_view kPieces[] = {"\"",   "{", "}",  "[",  "]",    ",",      ":",
                                          "null", "0", "-1", "\\", "\xff", "\u202E", ""};
  int chosen = 0;
  for (int i = 0; i < 4'000; ++i) {
    std::string body = answers[random() % answers.size()];
    for (auto n = random() % 4; n > 0; --n)
      body.replace(random() % body.size(), random() % 3, kPieces[random() % std::size(kPieces)]);
    const auto got = model_choice(body);
    ASSERT_NE(got.understood.has_value(), !got.failure.empty()) << body;
    if (!got.understood) continue;
    ++chosen;
    const bool asks = got.understood->tool == "ask";
    ASSERT_LE(length(got.understood->question), asks ? 400U : 0U) << body;
    ASSERT_EQ(asks ? "" : unfit(got.understood->tool, got.understood->args), "") << body;
  }
  EXPECT_GT(chosen, 200);
}

}  // namespace
}  // namespace every::chat
