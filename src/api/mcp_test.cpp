#include <gmock/gmock.h>

#include "api/money_test_support.h"
#include "app/accounts.h"

namespace every::api {
namespace {

using ::testing::HasSubstr;

class McpTest : public MoneyTest {
 protected:
  McpTest() { token_ = *app::create_token(*app_, "Fieldstone Studio", "assistant", "owner"); }

  http::Response send(const json::value& message,
                      std::vector<std::pair<std::string, std::string>> more = {}) {
    std::vector<std::pair<std::string, std::string>> headers{{"Cookie", ""},
                                                             {"Authorization", "Bearer " + token_}};
    headers.insert(headers.end(), more.begin(), more.end());
    return call(http::Method::post, "/mcp", json::serialize(message), headers);
  }
  json::object result(const std::string& method, json::object params = {}) {
    const json::object said =
        ok(send({{"jsonrpc", "2.0"}, {"id", 7}, {"method", method}, {"params", std::move(params)}}));
    EXPECT_EQ(said.at("id").as_int64(), 7);
    if (!said.contains("result")) ADD_FAILURE() << json::serialize(said);
    return said.contains("result") ? said.at("result").as_object() : json::object{};
  }
  json::object tool(const std::string& name, json::object arguments = {}) {
    return result("tools/call", {{"name", name}, {"arguments", std::move(arguments)}});
  }
  std::int64_t refused(const std::string& method, json::object params = {}) {
    const json::object said =
        ok(send({{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", std::move(params)}}));
    return said.at("error").at("code").as_int64();
  }
  std::string token_;
};

TEST_F(McpTest, AnAssistantLearnsWhatThereIsAndReadsIt) {
  const json::object hello =
      result("initialize", {{"protocolVersion", "2025-03-26"}, {"capabilities", json::object{}}});
  EXPECT_EQ(text(hello, "protocolVersion"), "2025-03-26");
  EXPECT_EQ(text(result("initialize", {{"protocolVersion", "1999-01-01"}}), "protocolVersion"), "2025-06-18");
  EXPECT_EQ(send({{"jsonrpc", "2.0"}, {"method", "notifications/initialized"}}).status, 202);
  EXPECT_GT(result("tools/list").at("tools").as_array().size(), 20U);
  const json::object status = tool("hubspot_status");
  EXPECT_FALSE(status.at("isError").as_bool());
  EXPECT_EQ(text(status.at("structuredContent").at("connection"), "state"), "not_connected");
  issued({line("100.00")});
  EXPECT_EQ(number(tool("invoices", {{"state", "open"}}).at("structuredContent"), "total"), 1);
  EXPECT_EQ(tool("find", {{"text", "acm"}}).at("structuredContent").at("clients").as_array().size(), 1U);
  EXPECT_TRUE(tool("show_client", {{"id", "nobody"}}).at("isError").as_bool());
  const json::object listed = result("resources/list");
  for (const auto& one : listed.at("resources").as_array())
    EXPECT_TRUE(result("resources/read", {{"uri", one.at("uri")}})
                    .at("contents")
                    .at(0)
                    .at("text")
                    .as_string()
                    .starts_with("{"));
}

TEST_F(McpTest, WhatIsWrongIsSaidInTheProtocolsWords) {
  EXPECT_EQ(refused("tools/eat"), -32601);
  EXPECT_EQ(refused("tools/call", {{"name", "rm"}}), -32602);
  EXPECT_EQ(refused("tools/call", {{"name", "why"}}), -32602);
  EXPECT_EQ(refused("tools/call", {{"name", "invoices"}, {"arguments", json::object{{"state", "eaten"}}}}),
            -32602);
  EXPECT_EQ(refused("resources/read", {{"uri", "every://secrets"}}), -32002);
  EXPECT_EQ(ok(send(json::array{})).at("error").at("code").as_int64(), -32600);
  token_ = "no token";
  EXPECT_EQ(problem(send({{"jsonrpc", "2.0"}, {"id", 1}, {"method", "ping"}}), 401), "not_signed_in");
  EXPECT_EQ(
      problem(send({{"jsonrpc", "2.0"}, {"id", 1}, {"method", "ping"}}, {{"Origin", "https://evil.example"}}),
              403),
      "bad_origin");
}

TEST_F(McpTest, AChangeIsAProposalThatOnlyAPersonConfirmsAndOnlyOnce) {
  const json::object proposed =
      tool("create_client", {{"name", "Quarry Foods"}, {"email", "pay@quarry.example"}});
  const json::object& said = proposed.at("structuredContent").as_object();
  EXPECT_THAT(text(said, "confirmUrl"), HasSubstr("/confirm/" + text(said, "id")));
  EXPECT_EQ(number(ok(get("/api/clients")), "total"), 0);
  const std::string path = "/api/chat/proposals/" + text(said, "id");
  EXPECT_EQ(problem(call(http::Method::post, path + "/confirm", "{}",
                         {{"Cookie", ""}, {"Authorization", "Bearer " + token_}}),
                    403),
            "forbidden");
  EXPECT_EQ(text(ok(post(path + "/confirm")), "state"), "done");
  EXPECT_EQ(text(ok(post(path + "/confirm")), "state"), "done");
  EXPECT_EQ(number(ok(get("/api/clients")), "total"), 1);
  // Who may only read proposes nothing.
  token_ = *app::create_token(*app_, "Fieldstone Studio", "reader", "viewer");
  EXPECT_TRUE(tool("create_client", {{"name", "Another"}}).at("isError").as_bool());
  EXPECT_FALSE(tool("hubspot_status").at("isError").as_bool());
}

}  // namespace
}  // namespace every::api
