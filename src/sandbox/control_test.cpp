#include <fmt/format.h>
#include <gmock/gmock.h>

#include "sandbox/test_sandbox.h"

namespace every::sandbox {
namespace {

using testing::HasSubstr;
using ControlTest = SandboxTest;

TEST_F(ControlTest, TheDumpEqualsTheList) {
  const auto dump = get("/sandbox/portal?type=deals").body;
  EXPECT_EQ(std::count(dump.begin(), dump.end(), '\n'), 60);
  const auto line = parse_json(dump.substr(0, dump.find('\n')));
  ASSERT_TRUE(line.ok());
  const std::string id(line->at("id").as_string());
  const auto& properties = line->at("properties").as_object();
  std::string names;
  for (const auto& [name, value] : properties) names += std::string(name) + ",";
  const auto record = parsed(get("/crm/objects/2026-09/deals/" + id + "?properties=" + names));
  EXPECT_EQ(record.at("properties").as_object(), properties);
}

TEST_F(ControlTest, RequestsAreCountedByKindAndKept) {
  get("/crm/objects/2026-09/contacts?limit=1");
  post("/crm/objects/2026-09/contacts/search", "{}");
  get("/crm/objects/2026-09/contacts", "");
  const auto requests = parsed(get("/sandbox/state")).at("requests").as_object();
  EXPECT_EQ(json::serialize(requests.at("byKind")), R"({"list":2,"search":1})");
  EXPECT_EQ(json::serialize(requests.at("byStatus")), R"({"200":2,"401":1})");
  const auto log_of = parsed(get("/sandbox/requests?since=1")).at("requests").as_array();
  ASSERT_EQ(log_of.size(), 2u);
  EXPECT_EQ(log_of[0].at("kind").as_string(), "search");
  control("reset-counters", {});
  EXPECT_EQ(parsed(get("/sandbox/state")).at("requests").at("total").as_int64(), 0);
}

TEST_F(ControlTest, WrongOrdersAreRefusedAndChangeNothing) {
  const auto before = get("/sandbox/portal?type=contacts").body;
  for (const auto& [verb, body] : std::initializer_list<std::pair<const char*, const char*>>{
           {"change", R"({"type":"contacts","id":"1","properties":{}})"},
           {"change", R"({"type":"contacts","id":"x","properties":{}})"},
           {"change", R"({"type":"ships","id":"1","properties":{"email":7}})"},
           {"merge", R"({"type":"contacts","primary":"1","secondary":"1"})"},
           {"archive", R"({"type":"contacts"})"},
           {"settings", R"({"latency":3})"},
           {"faults", R"({"schedule":[{"do":"explode"}]})"},
           {"faults", R"([])"},
           {"no-such-thing", "{}"}}) {
    const auto response = post("/sandbox/" + std::string(verb), body);
    EXPECT_THAT(response.status, testing::AnyOf(400, 404)) << verb << body;
  }
  EXPECT_EQ(get("/sandbox/portal?type=contacts").body, before);
}

TEST_F(ControlTest, FaultsHitTheRequestTheyName) {
  control("faults",
          {{"schedule", json::array{json::object{
                            {"match", json::object{{"path", "/crm/objects/2026-09/deals"}, {"nth", 2}}},
                            {"do", "status"},
                            {"status", 503},
                            {"count", 2}}}}});
  const auto status = [&](const char* target) { return get(target).status; };
  EXPECT_EQ(status("/crm/objects/2026-09/deals"), 200);
  EXPECT_EQ(status("/crm/objects/2026-09/contacts"), 200);
  EXPECT_EQ(status("/crm/objects/2026-09/deals"), 503);
  EXPECT_EQ(status("/crm/objects/2026-09/deals"), 503);
  EXPECT_EQ(status("/crm/objects/2026-09/deals"), 200);
  EXPECT_EQ(parsed(get("/sandbox/state")).at("faultsDone").as_int64(), 2);
}

TEST_F(ControlTest, EachKindOfFaultLooksLikeItself) {
  const auto with = [&](const json::object& fault) {
    control("faults", {{"schedule", json::array{fault}}});
    return get("/crm/objects/2026-09/contacts");
  };
  const auto good = get("/crm/objects/2026-09/contacts");
  EXPECT_TRUE(with({{"do", "reset"}}).no_answer);
  const auto cut = with({{"do", "truncate"}, {"afterBytes", 20}});
  EXPECT_EQ(cut.cut_after, 20u);
  EXPECT_EQ(cut.body, good.body);
  const auto html = with({{"do", "html"}});
  EXPECT_EQ(html.status, 502);
  EXPECT_EQ(html.headers.get("Content-Type"), "text/html");
  EXPECT_EQ(with({{"do", "empty"}}).body, "");
  const auto half = with({{"do", "half_json"}});
  EXPECT_EQ(half.body, good.body.substr(0, good.body.size() / 2));
  EXPECT_EQ(half.status, 200);
  EXPECT_EQ(with({{"do", "status"}, {"status", 477}, {"retryAfter", 3600}}).headers.get("Retry-After"),
            "3600");
  EXPECT_THAT(with({{"do", "status"}, {"status", 429}, {"policy", "DAILY"}}).body,
              HasSubstr(R"("policyName":"DAILY")"));
  EXPECT_EQ(get("/crm/objects/2026-09/contacts").status, 200);
}

TEST_F(ControlTest, FaultsThatOnlyAnEndpointCanCommit) {
  const auto with = [&](const json::object& fault) { control("faults", {{"schedule", json::array{fault}}}); };
  const std::string all = "/crm/objects/2026-09/contacts?limit=10";
  const auto page = parsed(get(all));
  const std::string after(page.at("paging").at("next").at("after").as_string());
  with({{"do", "short_page"}, {"shown", 3}});
  const auto short_page = parsed(get(all));
  EXPECT_EQ(short_page.at("results").as_array().size(), 3u);
  EXPECT_TRUE(short_page.contains("paging"));
  with({{"do", "short_page"}});
  const auto empty = parsed(get(all + "&after=" + after));
  EXPECT_TRUE(empty.at("results").as_array().empty());
  const std::string again(empty.at("paging").at("next").at("after").as_string());
  EXPECT_NE(again, after);
  EXPECT_EQ(get(all + "&after=" + again).body, get(all + "&after=" + after).body) << "nothing is lost by it";
  with({{"do", "duplicate"}});
  const auto twice = parsed(get(all + "&after=" + after)).at("results").as_array();
  EXPECT_EQ(twice[0].at("id"), page.at("results").as_array().back().at("id"));
  EXPECT_EQ(twice.size(), 10u);
  with({{"do", "partial"}});
  const std::string ids = fmt::format(R"({{"properties":[],"inputs":[{{"id":"{}"}},{{"id":"{}"}}]}})",
                                      first(Kind::contact), first(Kind::contact, 1));
  const auto partial = post("/crm/objects/2026-09/contacts/batch/read", ids);
  EXPECT_EQ(partial.status, 207);
  EXPECT_EQ(parsed(partial).at("results").as_array().size(), 1u);
  EXPECT_THAT(partial.body, HasSubstr("INTERNAL_ERROR"));
  with({{"do", "error_as_ok"}});
  const auto ok = get(all);
  EXPECT_EQ(ok.status, 200);
  EXPECT_FALSE(parsed(ok).contains("results"));
  with({{"do", "slow"}, {"ms", 500}});
  EXPECT_EQ(get(all).drip_ms, 50);
  with({{"do", "oauth_error"}, {"error", "BAD_HUB"}, {"match", json::object{{"path", "/oauth/"}}}});
  EXPECT_EQ(parsed(refresh("x")).at("status").as_string(), "BAD_HUB");
}

TEST_F(ControlTest, ARecordChangesWhileItIsBeingPaged) {
  const std::string id = std::to_string(first(Kind::contact, 15));
  control("faults",
          {{"schedule",
            json::array{json::object{
                {"match", json::object{{"path", "/crm/objects/2026-09/contacts"}}},
                {"do", "control"},
                {"control", json::object{{"verb", "archive"},
                                         {"body", json::object{{"type", "contacts"}, {"id", id}}}}}}}}});
  const auto page = get("/crm/objects/2026-09/contacts?limit=100");
  EXPECT_THAT(page.body, HasSubstr("\"id\":\"" + id + "\"")) << "this page is from before";
  EXPECT_EQ(get("/crm/objects/2026-09/contacts/" + id).status, 404);
}

TEST_F(ControlTest, FaultsByChanceAreTheSameForTheSameSeed) {
  const auto story = [&](int seed) {
    control("faults", {{"seed", seed},
                       {"schedule", json::array{json::object{
                                        {"do", "status"}, {"status", 503}, {"percent", 30}, {"count", 0}}}}});
    std::string out;
    for (int i = 0; i < 40; ++i) out += get("/crm/objects/2026-09/contacts").status == 200 ? '.' : 'x';
    return out;
  };
  const std::string one = story(1);
  EXPECT_EQ(story(1), one);
  EXPECT_NE(story(2), one);
  EXPECT_THAT(one, HasSubstr("x"));
  EXPECT_THAT(one, HasSubstr("."));
}

TEST_F(ControlTest, APersonChangesMergesAndDeletesOnThePages) {
  const auto form_post = [&](const std::string& verb, const std::string& body,
                             const char* site = "same-origin") {
    http::Request request;
    request.method = http::Method::post;
    request.target = request.path = "/sandbox/page/" + verb;
    request.headers.set("Sec-Fetch-Site", site);
    request.body = body;
    return sandbox.handle(request);
  };
  const std::string deal = std::to_string(first(Kind::deal)),
                    base = fmt::format("portalId={}&type=deals&id={}", sandbox.portal().id(), deal);
  const auto moved = form_post("change", base + "&dealname=Renamed&stage=default%7Cclosedwon&amount=");
  EXPECT_EQ(moved.status, 303);
  const std::string page_of_it(moved.headers.get("Location").value_or(""));
  EXPECT_THAT(get(page_of_it, "").body, HasSubstr("<bdi>Renamed</bdi>"));
  const auto record =
      parsed(get("/crm/objects/2026-09/deals/" + deal + "?properties=dealstage,hs_is_closed_won"));
  EXPECT_EQ(text(record, "hs_is_closed_won"), "true");
  EXPECT_EQ(form_post("change", base + "&dealname=Evil", "cross-site").status, 403);
  const auto merged = form_post("merge", base + "&other=" + std::to_string(first(Kind::deal, 1)));
  EXPECT_EQ(merged.status, 303);
  EXPECT_EQ(form_post("merge", base + "&other=77").status, 400);
  const std::string contact = std::to_string(first(Kind::contact)),
                    person = fmt::format("portalId={}&type=contacts&id={}", sandbox.portal().id(), contact);
  EXPECT_EQ(form_post("archive", person).status, 303);
  EXPECT_EQ(get("/crm/objects/2026-09/contacts/" + contact).status, 404);
  EXPECT_EQ(form_post("restore", person).status, 303);
  EXPECT_EQ(form_post("purge", person).status, 303);
  EXPECT_EQ(form_post("restore", person).status, 400);
  EXPECT_THAT(get("/?type=deals&q=renamed", "").body, HasSubstr("<bdi>Renamed</bdi>"));
}

TEST_F(ControlTest, LatencyIsSleptAndSettingsApply) {
  control("settings", {{"latencyMs", 300}, {"quota", 5}});
  const auto before = clock.now();
  EXPECT_EQ(get("/crm/objects/2026-09/contacts").headers.get("X-HubSpot-RateLimit-Max"), "5");
  EXPECT_EQ(clock.now() - before, Millis(300));
}

TEST_F(ControlTest, RevokingEndsTheConnection) {
  const auto tokens = connect();
  control("revoke", {});
  EXPECT_EQ(get("/account-info/2026-09/details", tokens.access).status, 401);
  EXPECT_EQ(parsed(refresh(tokens.refresh)).at("status").as_string(), "BAD_REFRESH_TOKEN");
}

TEST_F(ControlTest, PagesShowThePortalAndEscapeWhatIsInIt) {
  const std::string id(
      control("create", {{"type", "companies"}, {"properties", json::object{{"name", "<b>Tom & Jerry</b>"}}}})
          .at("id")
          .as_string());
  EXPECT_THAT(get("/?type=companies", "").body, HasSubstr("&lt;b&gt;Tom &amp; Jerry"));
  const std::string url(parsed(get("/crm/objects/2026-09/companies/" + id)).at("url").as_string());
  const auto page = get(url.substr(url.find("/contacts/")), "");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("&lt;b&gt;Tom &amp; Jerry"));
  EXPECT_EQ(get("/contacts/1/record/0-2/1", "").status, 404);
}

}  // namespace
}  // namespace every::sandbox
