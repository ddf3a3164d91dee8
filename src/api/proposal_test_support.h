// What tests of proposals share: a client, drafts, what is open to the client, and the client's answers.
#pragma once

#include "api/hubspot_test_support.h"

namespace every::api {

class ProposalTest : public HubSpotApiTest {
 protected:
  static json::object money(const char* amount) { return {{"amount", amount}, {"currency", "USD"}}; }
  static json::object line(const char* what, const char* price, const char* tax = "0",
                           bool optional = false) {
    return {{"id", what},
            {"description", what},
            {"unitPrice", money(price)},
            {"taxRatePercent", tax},
            {"optional", optional}};
  }
  std::string client() {
    if (client_.empty()) {
      client_ = text(ok(post("/api/clients", {{"name", "Kestrel Media"}}), 201), "id");
      ok(post("/api/clients/" + client_ + "/contacts",
              {{"firstName", "Ada"}, {"email", "ada@kestrel.example"}, {"proposalRole", "primary"}}),
         201);
    }
    return client_;
  }
  std::string draft(const json::array& lines = {line("Design", "100"), line("Hosting", "20", "0", true)}) {
    return "/api/proposals/" +
           text(ok(post("/api/proposals",
                        {{"clientId", client()},
                         {"title", "Website"},
                         {"sections", json::array{json::object{{"title", "Scope"}, {"text", "All <of> it"}}}},
                         {"lines", lines}}),
                   201),
                "id");
  }
  std::string opened(const json::array& lines = {line("Design", "100"), line("Hosting", "20", "0", true)}) {
    const std::string path = draft(lines);
    ok(post(path + "/open"));
    return path;
  }
  std::string link(const std::string& path) {
    return text(ok(post(path + "/link")), "url").substr(std::string_view(kOrigin).size());
  }
  http::Response patch(const std::string& target, const json::value& body) {
    return call(http::Method::patch, target, json::serialize(body),
                {{"If-Match", std::string(get(target).headers.get("ETag").value_or(""))}});
  }
  http::Response visit(const std::string& target) {
    return call(http::Method::get, target, {},
                {{"Cookie", ""},
                 {"User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}});
  }
  // The form, as a browser sends it.
  http::Response answer(const std::string& target, const std::string& form,
                        const std::vector<std::pair<std::string, std::string>>& headers = {
                            {"Sec-Fetch-Site", "same-origin"}}) {
    auto all = headers;
    all.emplace_back("Cookie", "");
    all.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    return call(http::Method::post, target, form, all);
  }
  std::string accepted(const json::array& lines = {line("Design", "100"), line("Hosting", "20", "0", true)}) {
    const std::string path = opened(lines);
    EXPECT_EQ(answer(link(path), "decision=accept&name=Ada&revision=1").status, 303);
    return path;
  }
  static std::string amount(const json::value& object, std::string_view member) {
    return text(object.as_object().at(json::string_view(member)), "amount");
  }
  void sign_in_again() {
    session =
        app::sign_in(
            *app_, json::object{{"email", "dana@fieldstone.example"}, {"password", "correct horse battery"}},
            "192.0.2.3")
            ->token;
  }

 private:
  std::string client_;
};

}  // namespace every::api
