// The own account: sessions, a new password, a forgotten one.
#include <atomic>
#include <thread>

#include "api/people_test_support.h"

namespace every::api {
namespace {

using ::testing::SizeIs;

class AccessTest : public PeopleTest {};

TEST_F(AccessTest, SessionsAreListedAndEnded) {
  const auto sign_in = [&](const char* agent) {
    return app::sign_in(*app_, json::object{{"email", "dana@fieldstone.example"}, {"password", kPassword}},
                        "198.51.100.7", agent)
        ->token;
  };
  const std::string phone =
      sign_in("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1");
  const std::string desk = sign_in("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0");
  json::array list = ok(get("/api/account/sessions")).at("items").as_array();
  ASSERT_THAT(list, SizeIs(3));
  std::string phone_id;
  int current = 0;
  for (const auto& one : list) {
    if (text(one, "device") == "Safari, iPhone") phone_id = text(one, "id");
    if (one.at("current").as_bool()) ++current;
  }
  EXPECT_EQ(current, 1);
  EXPECT_EQ(del("/api/account/sessions/" + phone_id).status, 204);
  EXPECT_EQ(problem(del("/api/account/sessions/" + phone_id), 404), "not_found");
  const std::string mine = std::exchange(session, phone);
  EXPECT_EQ(problem(get("/api/session"), 401), "not_signed_in");
  session = mine;
  EXPECT_EQ(number(ok(del("/api/account/sessions")), "ended"), 1);
  session = desk;
  EXPECT_EQ(problem(get("/api/session"), 401), "not_signed_in");
  session = mine;
  // Nobody ends another's.
  const std::string kim = join("kim@fieldstone.example", "viewer");
  const std::string dana_session = text(ok(get("/api/account/sessions")).at("items").as_array().at(0), "id");
  session = kim;
  EXPECT_EQ(problem(del("/api/account/sessions/" + dana_session), 404), "not_found");
}

TEST_F(AccessTest, ASessionSaysWhenAndWhereItWasLastSeen) {
  clock.advance(std::chrono::minutes(6));
  EXPECT_EQ(call(http::Method::get, "/api/session", "", {{"User-Agent", "curl/8.0"}}).status, 200);
  const json::object own = ok(get("/api/account/sessions")).at("items").as_array().at(0).as_object();
  EXPECT_EQ(text(own, "lastSeenAt"), to_rfc3339(clock.now()));
  EXPECT_EQ(text(own, "address"), "192.0.2.1");
  EXPECT_EQ(text(own, "device"), "curl");
}

TEST_F(AccessTest, ANewPasswordNeedsTheOldOneAndEndsOtherSessions) {
  const auto other = app::sign_in(
      *app_, json::object{{"email", "dana@fieldstone.example"}, {"password", kPassword}}, "198.51.100.7");
  EXPECT_EQ(
      problem(put("/api/account/password", {{"current", "not it"}, {"password", "a much better secret"}}),
              422),
      "validation");
  EXPECT_EQ(problem(put("/api/account/password", {{"current", kPassword}, {"password", "short"}}), 422),
            "validation");
  EXPECT_EQ(
      put("/api/account/password", {{"current", kPassword}, {"password", "a much better secret"}}).status,
      204);
  EXPECT_EQ(get("/api/session").status, 200);
  const std::string mine = std::exchange(session, other->token);
  EXPECT_EQ(problem(get("/api/session"), 401), "not_signed_in");
  session = mine;
  EXPECT_EQ(
      problem(open("/api/session", {{"email", "dana@fieldstone.example"}, {"password", kPassword}}), 401),
      "wrong_credentials");
  EXPECT_EQ(text(ok(put("/api/account", {{"name", "Dana R."}})), "name"), "Dana R.");
  for (int i = 0; i < 10; ++i)
    put("/api/account/password", {{"current", "not it"}, {"password", "a much better secret"}});
  EXPECT_EQ(
      problem(put("/api/account/password", {{"current", "not it"}, {"password", "a much better secret"}}),
              429),
      "too_many_attempts");
}

TEST_F(AccessTest, ManyGuessesAtOnceGetNoMoreTriesThanOneByOne) {
  std::atomic<int> tried = 0;
  {
    std::vector<std::jthread> many;
    for (int i = 0; i < 12; ++i)
      many.emplace_back([&, i] {
        const auto answer = app::sign_in(*app_,
                                         json::object{{"email", "dana@fieldstone.example"},
                                                      {"password", "guess number " + std::to_string(i)}},
                                         "198.51.100." + std::to_string(i));
        if (!answer.ok() && answer.error().code == Code::wrong_credentials) ++tried;
      });
  }
  EXPECT_EQ(tried, 5);
}

TEST_F(AccessTest, EachWaitIsTwiceTheLast) {
  const auto wait = [&] {
    const auto answer = open("/api/session", {{"email", "dana@fieldstone.example"}, {"password", "not it"}});
    return answer.status == 429 ? std::stoi(std::string(answer.headers.get("Retry-After").value_or("0"))) : 0;
  };
  for (int i = 0; i < 5; ++i) EXPECT_EQ(wait(), 0);
  for (const int seconds : {30, 60, 120, 240, 480, 900, 900}) {
    EXPECT_EQ(wait(), seconds);
    clock.advance(std::chrono::seconds(seconds));
    EXPECT_EQ(wait(), 0);
  }
  clock.advance(std::chrono::hours(1));
  EXPECT_EQ(post("/api/session", {{"email", "dana@fieldstone.example"}, {"password", kPassword}}).status,
            200);
  EXPECT_EQ(wait(), 0);  // forgiven
}

TEST_F(AccessTest, HowThePersonWantsTheScreensIsKeptForThemAlone) {
  const auto patch = [&](const json::value& body) {
    return call(http::Method::patch, "/api/account/preferences", json::serialize(body));
  };
  const json::object fresh = ok(get("/api/account/preferences"));
  EXPECT_EQ(json::serialize(fresh), R"({"theme":null,"timeZone":null,"lists":{}})");
  const json::object layout{
      {"hidden", json::array{"email"}}, {"order", json::array{"balance", "name"}}, {"dense", true}};
  ok(patch({{"theme", "dark"}, {"timeZone", "Europe/Berlin"}}));
  const json::object changed = ok(patch({{"lists", json::object{{"clients", layout}}}}));
  EXPECT_EQ(text(changed, "theme"), "dark") << "what is absent stays";
  EXPECT_EQ(text(changed, "timeZone"), "Europe/Berlin");
  EXPECT_EQ(changed.at("lists").at("clients"), json::value(layout));
  EXPECT_EQ(ok(get("/api/session")).at("preferences"), json::value(changed));
  for (const json::object& bad :
       {json::object{{"theme", "pink"}}, json::object{{"timeZone", "Mars/Olympus"}},
        json::object{{"lists", json::object{{"clients", json::object{{"hidden", json::array{"a b"}}}}}}}})
    EXPECT_EQ(problem(patch(bad), 422), "validation") << json::serialize(bad);
  EXPECT_EQ(problem(patch({{"lists", json::object{{"secrets", layout}}}}), 422), "unknown_field");
  EXPECT_EQ(ok(get("/api/account/preferences")), changed) << "what is wrong changes nothing";
  const std::string mine = std::exchange(session, join("kim@fieldstone.example", "viewer"));
  EXPECT_EQ(ok(get("/api/account/preferences")), fresh);
  ok(patch({{"theme", "light"}}));
  session = mine;
  EXPECT_EQ(text(ok(get("/api/account/preferences")), "theme"), "dark");
  const json::object back = ok(patch({{"timeZone", nullptr}, {"lists", json::object{{"clients", nullptr}}}}));
  EXPECT_TRUE(back.at("timeZone").is_null());
  EXPECT_TRUE(back.at("lists").as_object().empty());
}

TEST_F(AccessTest, ATokenHasNoAccount) {
  const auto token = app::create_token(*app_, "Fieldstone Studio", "robot", "owner");
  session.clear();
  for (const auto& [method, target] : {std::pair{http::Method::get, "/api/account/sessions"},
                                       {http::Method::del, "/api/account/sessions"},
                                       {http::Method::get, "/api/account/preferences"},
                                       {http::Method::put, "/api/account"}})
    EXPECT_EQ(problem(call(method, target, method == http::Method::put ? R"({"name":"R2"})" : "",
                           {{"Authorization", "Bearer " + *token}}),
                      403),
              "forbidden");
  EXPECT_FALSE(app::create_token(*app_, "Fieldstone Studio", "robot", "king").ok());
}

TEST_F(AccessTest, AForgottenPasswordIsReplacedByMailAndTellsNothing) {
  EXPECT_FALSE(ok(get("/api/setup")).at("mail").as_bool());
  set_up_mail();
  EXPECT_TRUE(ok(get("/api/setup")).at("mail").as_bool());
  const auto known = open("/api/password/forgot", {{"email", "dana@fieldstone.example"}});
  const auto unknown = open("/api/password/forgot", {{"email", "nobody@fieldstone.example"}});
  EXPECT_EQ(known.status, 202);
  EXPECT_EQ(unknown.status, 202);
  EXPECT_EQ(known.body, unknown.body);
  const std::string token = mailed_token();
  ASSERT_THAT(smtp.received(), SizeIs(1));
  EXPECT_EQ(text(ok(open("/api/password/look", {{"token", token}})), "email"), "dana@fieldstone.example");
  EXPECT_EQ(problem(open("/api/password/reset", {{"token", token}, {"password", "short"}}), 422),
            "validation");
  EXPECT_EQ(open("/api/password/reset", {{"token", token}, {"password", "a much better secret"}}).status,
            204);
  EXPECT_EQ(
      problem(open("/api/password/reset", {{"token", token}, {"password", "a much better secret"}}), 410),
      "link_expired");
  EXPECT_EQ(problem(get("/api/session"), 401), "not_signed_in");  // every session ended
  EXPECT_EQ(open("/api/session", {{"email", "dana@fieldstone.example"}, {"password", "a much better secret"}})
                .status,
            200);
}

TEST_F(AccessTest, ALinkToANewPasswordIsGoodForAnHour) {
  set_up_mail();
  EXPECT_EQ(open("/api/password/forgot", {{"email", "dana@fieldstone.example"}}).status, 202);
  const std::string token = mailed_token();
  clock.advance(std::chrono::minutes(59));
  EXPECT_EQ(open("/api/password/look", {{"token", token}}).status, 200);
  clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(
      problem(open("/api/password/reset", {{"token", token}, {"password", "a much better secret"}}), 410),
      "link_expired");
  // A link of another kind is none of this one.
  EXPECT_EQ(problem(open("/api/password/look", {{"token", token_of(invite("a@b.example", "viewer"))}}), 410),
            "link_expired");
}

TEST_F(AccessTest, NobodysMailboxIsFilled) {
  for (const char* email : {"dana@fieldstone.example", "nobody@fieldstone.example"}) {
    int answered = 0;
    while (answered < 20 && open("/api/password/forgot", {{"email", email}}).status == 202) ++answered;
    EXPECT_EQ(answered, 5);
    const auto refused = open("/api/password/forgot", {{"email", email}});
    EXPECT_EQ(problem(refused, 429), "too_many_attempts");
    EXPECT_EQ(refused.headers.get("Retry-After").value_or(""), "30");
  }
}

TEST_F(AccessTest, TheCommandLineGivesANewPassword) {
  EXPECT_FALSE(app::set_password(*app_, "nobody@fieldstone.example", "a much better secret").ok());
  EXPECT_FALSE(app::set_password(*app_, "dana@fieldstone.example", "short").ok());
  ASSERT_TRUE(app::set_password(*app_, "Dana@fieldstone.example", "a much better secret").ok());
  EXPECT_EQ(problem(get("/api/session"), 401), "not_signed_in");
  EXPECT_EQ(open("/api/session", {{"email", "dana@fieldstone.example"}, {"password", "a much better secret"}})
                .status,
            200);
}

}  // namespace
}  // namespace every::api
