#include "hubspot/errors.h"

#include <gtest/gtest.h>

#include "hubspot/test_portal.h"

namespace every::hubspot {
namespace {

using test::answer;

Error error_of(int status, std::string body, std::vector<std::pair<std::string, std::string>> headers = {}) {
  return to_error(
      read_failure(answer(status, std::move(body), std::move(headers)), "the-secret-token", test::kStart));
}
Code oauth_code(std::string body, int status = 400) {
  return to_oauth_error(read_failure(answer(status, std::move(body)), "the-secret-token", test::kStart)).code;
}

TEST(ApiErrors, EveryStatusHasItsCode) {
  const std::pair<int, Code> rows[] = {
      {400, Code::hubspot_bad_request}, {401, Code::token_expired},       {403, Code::scope_missing},
      {404, Code::hubspot_not_found},   {405, Code::hubspot_bad_request}, {409, Code::hubspot_bad_request},
      {414, Code::hubspot_bad_request}, {423, Code::hubspot_down},        {429, Code::rate_limited},
      {477, Code::hubspot_migrating},   {500, Code::hubspot_down},        {502, Code::hubspot_down},
      {503, Code::hubspot_down},        {504, Code::hubspot_down},        {521, Code::hubspot_down},
      {524, Code::hubspot_down},        {302, Code::hubspot_bad_answer}};
  for (const auto& [status, code] : rows) EXPECT_EQ(name(error_of(status, "").code), name(code)) << status;
}

TEST(ApiErrors, AnyBodyIsSurvived) {
  for (const char* body :
       {"", "<html><body><h1>502</h1></body></html>", "{\"message\":\"cut", "null", "[]", "\"text\"", "{}",
        "{\"message\":12,\"errors\":\"x\",\"context\":[]}", "{\"errors\":[1,null,{}]}", "\xff\xfe"})
    EXPECT_EQ(error_of(502, body).code, Code::hubspot_down) << body;
}

TEST(ApiErrors, TellsHubSpotsMessageAndCorrelationId) {
  const Error error =
      error_of(400, R"({"status":"error","message":"Property \"x\" does not exist","correlationId":"aa-bb",
                                         "category":"VALIDATION_ERROR"})");
  EXPECT_NE(error.detail.find("Property \"x\" does not exist"), std::string::npos);
  EXPECT_NE(error.detail.find("aa-bb"), std::string::npos);
  EXPECT_FALSE(error.fix.empty());
  const Error html = error_of(503, "<html>", {{"x-hubspot-correlation-id", "cc-dd"}});
  EXPECT_NE(html.detail.find("cc-dd"), std::string::npos);
}

TEST(ApiErrors, BothShapesOfAMissingScopeNameIt) {
  const Error top =
      error_of(403, R"({"status":"error","message":"One or more of the following scopes are required.",
      "context":{"requiredGranularScopes":["crm.objects.deals.read"],"links":["https://developers.hubspot.com/scopes"]},
      "category":"MISSING_SCOPES"})");
  const Error inner =
      error_of(403, R"({"status":"error","message":"This app hasn't been granted all required scopes",
      "errors":[{"message":"…","context":{"requiredGranularScopes":["crm.objects.deals.read"]}}],
      "category":"MISSING_SCOPES"})");
  for (const Error& error : {top, inner}) {
    EXPECT_EQ(error.code, Code::scope_missing);
    EXPECT_EQ(error.extra.at("scopes"), "crm.objects.deals.read");
    EXPECT_NE(error.fix.find("crm.objects.deals.read"), std::string::npos);
  }
}

TEST(ApiErrors, ATokenThatHubSpotEchoesNeverShows) {
  const Error error =
      error_of(403, R"({"message":"token the-secret-token and pat-na1-0123456789abcdef of abc"})");
  EXPECT_EQ(error.detail.find("the-secret-token"), std::string::npos);
  EXPECT_EQ(error.detail.find("0123456789abcdef"), std::string::npos);
  EXPECT_NE(error.detail.find("of abc"), std::string::npos);
  EXPECT_EQ(scrub(std::string(80, 'a') + " tail", ""), "[hidden] tail");
}

TEST(ApiErrors, LimitPolicyByNameElseByWords) {
  const auto policy = [](std::string body) {
    return limit_policy(read_failure(answer(429, std::move(body)), "", test::kStart));
  };
  EXPECT_EQ(policy(R"({"policyName":"DAILY"})"), LimitPolicy::daily);
  EXPECT_EQ(policy(R"({"policyName":"TEN_SECONDLY_ROLLING"})"), LimitPolicy::ten_secondly);
  EXPECT_EQ(policy(R"({"policyName":"SECONDLY"})"), LimitPolicy::secondly);
  EXPECT_EQ(policy(R"({"message":"You have reached your secondly limit.","category":"RATE_LIMITS"})"),
            LimitPolicy::secondly);
  EXPECT_EQ(policy(R"({"message":"You have reached your ten_secondly_rolling limit."})"),
            LimitPolicy::ten_secondly);
  EXPECT_EQ(policy(R"({"message":"You have reached your daily limit."})"), LimitPolicy::daily);
  EXPECT_EQ(policy(""), LimitPolicy::unknown);
  EXPECT_EQ(error_of(429, R"({"policyName":"DAILY"})").code, Code::daily_limit);
}

TEST(OAuthErrors, OnlyWithdrawnAccessEndsTheConnection) {
  EXPECT_EQ(
      oauth_code(
          R"({"error":"invalid_grant","status":"BAD_REFRESH_TOKEN","message":"refresh token is invalid"})"),
      Code::token_expired);
  EXPECT_EQ(oauth_code(R"({"message":"missing or invalid refresh token"})"), Code::token_expired);
  EXPECT_EQ(oauth_code(R"({"error":"access_denied","status":"BAD_HUB"})"), Code::token_expired);
  EXPECT_EQ(oauth_code(R"({"status":"BAD_AUTH_CODE"})"), Code::oauth_failed);
  EXPECT_EQ(oauth_code(R"({"status":"EXPIRED_AUTH_CODE"})"), Code::oauth_failed);
  for (const char* ours : {"BAD_CLIENT_ID", "BAD_CLIENT_SECRET", "BAD_REDIRECT_URI", "BAD_GRANT_TYPE",
                           "BAD_CODE_VERIFIER", "BAD_SCOPES", "SOMETHING_NEW"})
    EXPECT_EQ(oauth_code(std::string(R"({"error":"invalid_grant","status":")") + ours + "\"}"),
              Code::oauth_failed)
        << ours;
  EXPECT_EQ(oauth_code("<html>", 400), Code::oauth_failed);
  EXPECT_EQ(oauth_code("", 503), Code::hubspot_down);
  EXPECT_EQ(oauth_code("", 429), Code::rate_limited);
}

TEST(OAuthErrors, EachSaysWhatToDo) {
  for (const char* status :
       {"BAD_REFRESH_TOKEN", "BAD_AUTH_CODE", "BAD_CLIENT_SECRET", "BAD_REDIRECT_URI", "OTHER"}) {
    const auto failure =
        read_failure(answer(400, std::string(R"({"status":")") + status + "\"}"), "", test::kStart);
    EXPECT_FALSE(to_oauth_error(failure).fix.empty()) << status;
  }
}

TEST(Errors, ATokenEchoedInAnyPlaceIsHidden) {
  const std::string token = "opaque-token-of-some-app";
  for (const char* body :
       {R"({"message":"bad @","category":"@","subCategory":"@","correlationId":"@","policyName":"@"})",
        R"({"category":"MISSING_SCOPES","context":{"requiredGranularScopes":["crm.@.read"]}})",
        R"({"error":"@","status":"@","error_description":"@"})"}) {
    std::string text = body;
    for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@'))
      text.replace(at, 1, token);
    const Failure failure = read_failure({403, {}, text}, token, Instant{});
    for (const Error& error : {to_error(failure), to_oauth_error(failure)}) {
      EXPECT_EQ(error.detail.find(token), std::string::npos) << error.detail;
      for (const auto& [name, value] : error.extra) EXPECT_EQ(value.find(token), std::string::npos) << value;
    }
    EXPECT_EQ((failure.category + failure.oauth_status + failure.policy).find(token), std::string::npos);
  }
}

}  // namespace
}  // namespace every::hubspot
