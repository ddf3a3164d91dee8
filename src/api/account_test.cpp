// Setting up, signing in, the workspace, and what every address has in common: origins, bodies, methods.
#include "api/hubspot_test_support.h"

namespace every::api {
namespace {

class AccountTest : public HubSpotApiTest {
 protected:
  http::Response send(http::Method method, const std::string& target, const std::string& body,
                      const std::vector<std::pair<std::string, std::string>>& headers = {}) {
    return call(method, target, body, headers);
  }
  json::object credentials(const std::string& password) {
    return {{"email", "dana@fieldstone.example"}, {"password", password}};
  }
};

TEST_F(AccountTest, ASecondSetupIsRefusedAndChangesNothing) {
  EXPECT_FALSE(ok(get("/api/setup")).at("needed").as_bool());
  const auto again = post(
      "/api/setup",
      {{"workspace", {{"name", "Other"}, {"currency", "EUR"}, {"timeZone", "Europe/Berlin"}}},
       {"user", {{"name", "Eve"}, {"email", "eve@example.org"}, {"password", "a long enough password"}}}});
  EXPECT_EQ(problem(again, 409), "already_set_up");
  EXPECT_EQ(text(ok(get("/api/workspace")), "name"), "Fieldstone Studio");
  EXPECT_EQ(number(ok(get("/api/users")), "total"), 1);
}

// Each step is kept, so whoever comes back, in another browser too, goes on where it was left.
TEST_F(AccountTest, AFirstRunThatWasLeftGoesOnWhereItStood) {
  stop_server();
  db = store::fresh_database(dir / "fresh.db", log);
  start_server();
  session.clear();
  EXPECT_TRUE(ok(get("/api/setup")).at("needed").as_bool());
  const json::object dana{
      {"name", "Dana Reyes"}, {"email", "dana@fieldstone.example"}, {"password", "correct horse battery"}};
  json::object weak = dana;
  weak["password"] = "short";
  EXPECT_EQ(problem(post("/api/setup", {{"user", weak}}), 422), "validation");
  EXPECT_TRUE(ok(get("/api/setup")).at("needed").as_bool()) << "nobody is here yet";
  const json::object made = ok(post("/api/setup", {{"user", dana}}), 201);
  EXPECT_EQ(text(made.at("workspace"), "setup"), "business");
  EXPECT_EQ(problem(post("/api/setup", {{"user", dana}}), 409), "already_set_up");

  const auto signed_in = post("/api/session", credentials("correct horse battery"));
  const std::string cookie(signed_in.headers.get("Set-Cookie").value_or(""));
  session = cookie.substr(14, cookie.find(';') - 14);
  EXPECT_EQ(text(parsed(signed_in).at("workspace"), "setup"), "business");
  const auto step = [&](const json::object& change) {
    return send(http::Method::patch, "/api/workspace", json::serialize(change),
                {{"If-Match", std::string(get("/api/workspace").headers.get("ETag").value_or(""))}});
  };
  ok(step({{"name", "Fieldstone Studio"}, {"currency", "EUR"}, {"setup", "invoices"}}));
  const json::object now = ok(get("/api/session")).at("workspace").as_object();
  EXPECT_EQ(text(now, "setup"), "invoices");
  EXPECT_EQ(text(now, "currency"), "EUR");
  EXPECT_EQ(problem(step({{"setup", "lunch"}}), 422), "validation");
  ok(step({{"setup", "done"}}));
  EXPECT_TRUE(ok(get("/api/session")).at("workspace").at("setup").is_null());
  ok(step({{"setup", "business"}}));
  EXPECT_TRUE(ok(get("/api/session")).at("workspace").at("setup").is_null()) << "what is done stays done";
}

TEST_F(AccountTest, SigningInAndOut) {
  const json::object me = ok(get("/api/session"));
  EXPECT_EQ(text(me.at("user"), "name"), "Dana Reyes");
  EXPECT_EQ(text(me.at("workspace"), "currency"), "USD");
  EXPECT_EQ(send(http::Method::del, "/api/session", "").status, 204);
  EXPECT_EQ(problem(get("/api/session"), 401), "not_signed_in");
  EXPECT_EQ(problem(post("/api/session", credentials("not the password")), 401), "wrong_credentials");
  EXPECT_EQ(
      problem(post("/api/session", {{"email", "nobody@example.org"}, {"password", "whatever it is"}}), 401),
      "wrong_credentials");
  const auto in = post("/api/session", credentials("correct horse battery"));
  EXPECT_EQ(in.status, 200);
  const std::string cookie(in.headers.get("Set-Cookie").value_or(""));
  EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
  EXPECT_NE(cookie.find("SameSite=Lax"), std::string::npos);
}

TEST_F(AccountTest, GuessingPasswordsIsSlowedDown) {
  std::string last;
  for (int i = 0; i < 30 && last != "too_many_attempts"; ++i) {
    const auto answer = post("/api/session", credentials("guess number " + std::to_string(i)));
    last = text(parsed(answer), "code");
  }
  EXPECT_EQ(last, "too_many_attempts");
  // Even the right one has to wait, so that guessing learns nothing.
  EXPECT_EQ(problem(post("/api/session", credentials("correct horse battery")), 429), "too_many_attempts");
  clock.advance(std::chrono::hours(1));
  EXPECT_EQ(post("/api/session", credentials("correct horse battery")).status, 200);
}

TEST_F(AccountTest, NoInvoiceIsNumberedAsAnotherKindOfDocument) {
  for (const char* taken : {"CN-", "CRN-", "pro-"}) {
    const auto answer =
        send(http::Method::patch, "/api/workspace", json::serialize(json::object{{"invoicePrefix", taken}}),
             {{"If-Match", std::string(get("/api/workspace").headers.get("ETag").value_or(""))}});
    EXPECT_EQ(problem(answer, 422), "validation") << taken;
    EXPECT_EQ(text(parse_json(answer.body)->at("errors").at(0), "pointer"), "/invoicePrefix");
  }
}

TEST_F(AccountTest, TheWorkspaceChangesOnlyFromWhatWasSeen) {
  const auto seen = get("/api/workspace");
  const std::string tag(seen.headers.get("ETag").value_or(""));
  ASSERT_FALSE(tag.empty());
  const std::string change = R"({"invoicePrefix":"FS-","paymentTermsDays":14,"address":{"city":"Oakland"}})";
  EXPECT_EQ(problem(send(http::Method::patch, "/api/workspace", change), 428), "precondition_required");
  const json::object after = ok(send(http::Method::patch, "/api/workspace", change, {{"If-Match", tag}}));
  EXPECT_EQ(text(after, "invoicePrefix"), "FS-");
  EXPECT_EQ(text(after.at("address"), "city"), "Oakland");
  EXPECT_EQ(problem(send(http::Method::patch, "/api/workspace", change, {{"If-Match", tag}}), 412), "stale");
  EXPECT_EQ(problem(send(http::Method::patch, "/api/workspace", change, {{"If-Match", "nonsense"}}), 412),
            "stale");
  const std::string now(get("/api/workspace").headers.get("ETag").value_or(""));
  for (const char* bad : {R"({"currency":"XXX1"})", R"({"timeZone":"Mars/Olympus"})",
                          R"({"paymentTermsDays":366})", R"({"name":""})", R"({"country":"usa"})",
                          R"({"country":"us"})", R"({"country":"1A"})", R"({"country":"ZZ"})",
                          R"({"address":{"country":"Atlantis"}})", R"({"booksClosedUntil":"1969-12-31"})",
                          R"({"address":{"postalCode":"11111111111111111111111111111111111111111"}})",
                          R"({"paymentTermsDays":1.5})"})
    EXPECT_EQ(problem(send(http::Method::patch, "/api/workspace", bad, {{"If-Match", now}}), 422),
              "validation")
        << bad;
  EXPECT_EQ(
      problem(send(http::Method::patch, "/api/workspace", R"({"colour":"red"})", {{"If-Match", now}}), 422),
      "unknown_field");
  EXPECT_EQ(ok(get("/api/workspace")), after);
  become("viewer");
  EXPECT_EQ(problem(send(http::Method::patch, "/api/workspace", change, {{"If-Match", now}}), 403),
            "forbidden");
}

TEST_F(AccountTest, ATokenWorksWithoutOriginAndIsRefusedWhenUnknown) {
  const auto token = app::create_token(*app_, "Fieldstone Studio", "reports", "viewer");
  ASSERT_TRUE(token.ok()) << token.error().detail;
  session.clear();
  EXPECT_EQ(send(http::Method::get, "/api/clients", "", {{"Authorization", "Bearer " + *token}}).status, 200);
  EXPECT_EQ(problem(send(http::Method::post, "/api/clients", R"({"name":"Acme"})",
                         {{"Authorization", "Bearer " + *token}, {"Origin", "https://elsewhere.example"}}),
                    403),
            "forbidden");
  EXPECT_EQ(
      problem(send(http::Method::get, "/api/clients", "", {{"Authorization", "Bearer every_nothing"}}), 401),
      "not_signed_in");
}

TEST_F(AccountTest, BadRequestsAreToldApartAndChangeNothing) {
  EXPECT_EQ(problem(send(http::Method::post, "/api/clients", "{\"name\":"), 400), "bad_json");
  EXPECT_EQ(problem(send(http::Method::post, "/api/clients", "{\"name\":\"a\",}"), 400), "bad_json");
  EXPECT_EQ(problem(send(http::Method::post, "/api/clients", "\xff\xfe"), 400), "bad_json");
  EXPECT_EQ(
      problem(send(http::Method::post, "/api/clients", std::string(200, '[') + std::string(200, ']')), 400),
      "bad_json");
  EXPECT_EQ(problem(send(http::Method::post, "/api/clients", "[1]"), 422), "validation");
  EXPECT_EQ(problem(send(http::Method::post, "/api/clients", "name=Acme",
                         {{"Content-Type", "application/x-www-form-urlencoded"}}),
                    415),
            "unsupported_media_type");
  EXPECT_EQ(problem(send(http::Method::put, "/api/clients", "{}"), 405), "method_not_allowed");
  EXPECT_EQ(problem(get("/api/nothing"), 404), "not_found");
  EXPECT_EQ(problem(send(http::Method::post, "/api/clients", R"({"name":"A"})",
                         {{"Origin", "https://evil.example"}}),
                    403),
            "bad_origin");
  EXPECT_EQ(problem(get("/api/clients?limit=0"), 422), "validation");
  EXPECT_EQ(problem(get("/api/clients?limit=501"), 422), "validation");
  EXPECT_EQ(problem(get("/api/clients?offset=-1"), 422), "validation");
  EXPECT_EQ(problem(get("/api/clients?sort=shoe_size"), 422), "validation");
  EXPECT_EQ(problem(get("/api/clients?status=lost"), 422), "validation");
  EXPECT_EQ(number(ok(get("/api/clients")), "total"), 0);
  const auto large = api->refuse(413);
  EXPECT_EQ(large.status, 413);
  EXPECT_EQ(text(parsed(large), "code"), "body_too_large");
}

TEST_F(AccountTest, TheServerSaysHowItIs) {
  EXPECT_EQ(text(ok(get("/healthz")), "status"), "ok");
  EXPECT_EQ(text(ok(get("/readyz")), "status"), "ready");
  const auto answer = get("/metrics");
  EXPECT_EQ(answer.status, 200);
  EXPECT_NE(answer.body.find("every_http_requests_total"), std::string::npos);
  EXPECT_NE(answer.body.find("every_database_bytes"), std::string::npos);
  EXPECT_EQ(get("/api/openapi.json").status, 200);
  const auto stream = get("/api/events");
  EXPECT_EQ(stream.headers.get("Content-Type").value_or(""), "text/event-stream");
}

TEST_F(AccountTest, AnotherWorkspaceSeesNothing) {
  const Made made = make_client("Acme", "ada@acme.example");
  db->write([&](store::Tx& tx) {
    store::Workspace second;
    second.id = app_->id();
    second.name = "Second House";
    second.currency = "EUR";
    second.created_at = second.updated_at = clock.now();
    store::Accounts(tx).insert_workspace(second);
  });
  ASSERT_TRUE(
      app::add_user(*app_, "Second House", "Eve", "eve@second.example", "owner", "a long enough password")
          .ok());
  const auto in = app::sign_in(
      *app_, json::object{{"email", "eve@second.example"}, {"password", "a long enough password"}},
      "192.0.2.9");
  ASSERT_TRUE(in.ok());
  session = in->token;
  EXPECT_EQ(number(ok(get("/api/clients")), "total"), 0);
  EXPECT_EQ(problem(get("/api/clients/" + made.client_id), 404), "not_found");
  EXPECT_EQ(problem(get("/api/contacts/" + made.contact_id), 404), "not_found");
  EXPECT_EQ(problem(send(http::Method::patch, "/api/clients/" + made.client_id, R"({"name":"Mine"})",
                         {{"If-Match", "\"1\""}}),
                    404),
            "not_found");
  EXPECT_EQ(problem(send(http::Method::del, "/api/clients/" + made.client_id, ""), 404), "not_found");
  EXPECT_EQ(problem(post("/api/invoices", {{"clientId", made.client_id}}), 422), "validation");
  EXPECT_TRUE(ok(get("/api/search?q=acme")).at("clients").as_array().empty());
}

}  // namespace
}  // namespace every::api
