// Access tokens: what one is made for, whom it acts for, and its end.
#include <gmock/gmock.h>

#include "api/people_test_support.h"

namespace every::api {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class TokensTest : public PeopleTest {
 protected:
  static json::object wish(json::array scopes, json::value days = 30, const char* name = "Reports") {
    return {{"name", name}, {"scopes", std::move(scopes)}, {"expiresInDays", std::move(days)}};
  }
  json::object make(json::array scopes, json::value days = 30) {
    return ok(post("/api/tokens", wish(std::move(scopes), std::move(days))), 201);
  }
  // As the program that has the token.
  http::Response as(const json::object& token, http::Method method, const std::string& target,
                    const json::value& body = nullptr) {
    return call(method, target, body.is_null() ? "" : json::serialize(body),
                {{"Cookie", ""}, {"Authorization", "Bearer " + text(token, "token")}});
  }
  json::array list() { return ok(get("/api/tokens")).at("items").as_array(); }
};

TEST_F(TokensTest, ATokenMayWhatItWasMadeForAndNoMore) {
  const json::object reads = make({"records.read"});
  EXPECT_TRUE(text(reads, "token").starts_with("evy_"));
  EXPECT_EQ(text(reads, "hint"), text(reads, "token").substr(text(reads, "token").size() - 4));
  EXPECT_EQ(as(reads, http::Method::get, "/api/clients").status, 200);
  const json::object refused = parsed(as(reads, http::Method::post, "/api/clients", {{"name", "Acme"}}));
  EXPECT_EQ(text(refused, "code"), "forbidden");
  EXPECT_THAT(text(refused, "detail"), HasSubstr("records.write"));
  EXPECT_EQ(problem(as(reads, http::Method::get, "/api/audit"), 403), "forbidden");
  EXPECT_EQ(json::serialize(parsed(as(reads, http::Method::get, "/api/session")).at("permissions")),
            R"(["records.read"])");
  const json::object writes = make({"records.write"});
  EXPECT_EQ(json::serialize(writes.at("scopes")), R"(["records.read","records.write"])")
      << "reading is in it";
  EXPECT_EQ(as(writes, http::Method::post, "/api/clients", {{"name", "Acme"}}).status, 201);
  EXPECT_EQ(problem(as(writes, http::Method::post, "/api/hubspot/sync"), 403), "forbidden");
  // What belongs to a person, and other tokens, are no token's.
  EXPECT_EQ(problem(as(writes, http::Method::get, "/api/tokens"), 403), "forbidden");
  EXPECT_EQ(problem(as(writes, http::Method::post, "/api/tokens", wish({"records.read"})), 403), "forbidden");
  EXPECT_EQ(problem(as(writes, http::Method::get, "/api/account/sessions"), 403), "forbidden");
}

TEST_F(TokensTest, AnAssistantComesInWithIt) {
  const json::object token = make({"records.read"});
  const auto said = as(token, http::Method::post, "/mcp",
                       {{"jsonrpc", "2.0"},
                        {"id", 1},
                        {"method", "tools/call"},
                        {"params", json::object{{"name", "sync_now"}, {"arguments", json::object{}}}}});
  EXPECT_TRUE(ok(said).at("result").at("isError").as_bool()) << "it may only read";
  EXPECT_EQ(
      as(token, http::Method::post, "/mcp", {{"jsonrpc", "2.0"}, {"id", 1}, {"method", "tools/list"}}).status,
      200);
}

TEST_F(TokensTest, TheListSaysWhenAndWhereOneWasUsed) {
  const json::object token = make({"records.read", "audit.read"});
  json::array items = list();
  ASSERT_THAT(items, SizeIs(1));
  EXPECT_FALSE(items[0].as_object().contains("token"));
  EXPECT_TRUE(items[0].at("usedAt").is_null());
  EXPECT_EQ(text(items[0], "madeBy"), "Dana Reyes");
  clock.advance(std::chrono::minutes(3));
  as(token, http::Method::get, "/api/clients");
  EXPECT_EQ(text(list()[0], "usedAt"), to_rfc3339(clock.now()));
  EXPECT_EQ(text(list()[0], "usedFrom"), "192.0.2.1");
  // The secret is nowhere in the database.
  EXPECT_EQ(db->read([&](store::Tx& tx) {
    return tx.number(tenant, "SELECT count(*) FROM api_tokens WHERE workspace_id = $1 AND token_hash = $2",
                     text(token, "token"));
  }),
            0);
}

TEST_F(TokensTest, AskedForAgainWithTheSameKeyNoSecondOneIsMade) {
  const auto keyed = [&](const json::value& body, const std::string& key) {
    return call(http::Method::post, "/api/tokens", json::serialize(body), {{"Idempotency-Key", key}});
  };
  const json::object first = ok(keyed(wish({"records.read"}), "one wish"), 201);
  EXPECT_EQ(as(first, http::Method::get, "/api/clients").status, 200);
  const http::Response again = keyed(wish({"records.read"}), "one wish");
  EXPECT_EQ(problem(again, 409), "told_once");
  EXPECT_THAT(again.body, HasSubstr("Revoke it"));
  EXPECT_THAT(list(), SizeIs(1));
  // Its secret is not in what is kept for repeats.
  EXPECT_EQ(db->read([&](store::Tx& tx) {
    return tx.number(tenant, "SELECT count(*) FROM kept_answers WHERE workspace_id = $1 AND body <> ''");
  }),
            0);
  // Revoked, the same wish is still the one that was granted; another one is made.
  EXPECT_EQ(del("/api/tokens/" + text(first, "id")).status, 204);
  EXPECT_EQ(problem(keyed(wish({"records.read"}), "one wish"), 409), "told_once");
  ok(keyed(wish({"records.read"}), "another wish"), 201);
  EXPECT_EQ(problem(keyed(wish({"nothing"}), "a third"), 422), "validation");
  ok(keyed(wish({"records.read"}), "a third"), 201);
  EXPECT_THAT(list(), SizeIs(2));
}

TEST_F(TokensTest, ItEndsByItsDayByRevokingAndWithItsPerson) {
  const json::object brief = make({"records.read"}, 1);
  const json::object endless = make({"records.read"}, nullptr);
  EXPECT_TRUE(endless.at("expiresAt").is_null());
  clock.advance(std::chrono::hours(24));
  const json::object late = parsed(as(brief, http::Method::get, "/api/clients"));
  EXPECT_EQ(text(late, "code"), "not_signed_in");
  EXPECT_THAT(text(late, "detail"), HasSubstr("expired"));
  EXPECT_EQ(as(endless, http::Method::get, "/api/clients").status, 200);
  for (const auto& one : list()) EXPECT_EQ(one.at("expired").as_bool(), text(one, "id") == text(brief, "id"));
  EXPECT_EQ(del("/api/tokens/" + text(endless, "id")).status, 204);
  EXPECT_EQ(problem(as(endless, http::Method::get, "/api/clients"), 401), "not_signed_in");
  EXPECT_EQ(problem(del("/api/tokens/" + text(endless, "id")), 404), "not_found");
  EXPECT_THAT(log(), Contains("token.created"));
  EXPECT_THAT(log(), Contains("token.revoked"));

  // It may what its person may, as they are now, and goes with them.
  const std::string dana = session;
  const std::string kim = join("kim@fieldstone.example", "admin");
  session = kim;
  const json::object of_kim = make({"records.read", "settings.write"});
  EXPECT_EQ(as(of_kim, http::Method::get, "/api/clients").status, 200);
  session = dana;
  const std::string id = id_of("kim@fieldstone.example");
  ok(put("/api/users/" + id + "/role", role("viewer")));
  EXPECT_EQ(json::serialize(list()[0].at("scopes")), R"(["records.read"])");
  const auto forbidden = as(of_kim, http::Method::put, "/api/hubspot/settings", json::object{});
  EXPECT_EQ(problem(forbidden, 403), "forbidden");
  EXPECT_EQ(del("/api/users/" + id).status, 204);
  EXPECT_EQ(problem(as(of_kim, http::Method::get, "/api/clients"), 401), "not_signed_in");
  EXPECT_THAT(list(), SizeIs(1)) << "and is on no list";
}

TEST_F(TokensTest, OnlyWhatCanBeGivenIsGiven) {
  EXPECT_EQ(problem(post("/api/tokens", wish({"people.manage"})), 422), "validation");
  EXPECT_EQ(problem(post("/api/tokens", wish({"nothing"})), 422), "validation");
  EXPECT_EQ(problem(post("/api/tokens", wish({"records.read"}, 0)), 422), "validation");
  EXPECT_EQ(problem(post("/api/tokens", wish({"records.read"}, 30, "\u200b")), 422), "validation");
  EXPECT_EQ(problem(post("/api/tokens", {{"name", "x"}, {"scopes", json::array{}}}), 422), "validation");
  EXPECT_THAT(list(), SizeIs(0));
  session = join("sam@fieldstone.example", "member");
  EXPECT_EQ(problem(get("/api/tokens"), 403), "forbidden");
  EXPECT_EQ(problem(post("/api/tokens", wish({"records.read"})), 403), "forbidden");
}

}  // namespace
}  // namespace every::api
