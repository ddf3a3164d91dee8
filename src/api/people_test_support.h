// What tests of people and their accounts share: inviting, joining, mailed links, the log.
#pragma once

#include "api/hubspot_test_support.h"
#include "app/post.h"
#include "net/smtp_test_server.h"
#include "store/outbox.h"
#include "store/people.h"

namespace every::api {

class PeopleTest : public HubSpotApiTest {
 protected:
  static constexpr const char* kPassword = "correct horse battery";

  http::Response del(const std::string& target) { return call(http::Method::del, target); }
  // As somebody who is not signed in.
  http::Response open(const std::string& target, const json::value& body) {
    const std::string mine = std::exchange(session, "");
    auto response = post(target, body);
    session = mine;
    return response;
  }
  static std::string token_of(const std::string& url) { return url.substr(url.find('#') + 1); }
  static std::string token_of(const json::object& invitation) { return token_of(text(invitation, "url")); }
  static json::object acceptance(const std::string& token, const char* name = "Kim Park") {
    return {{"token", token}, {"name", name}, {"password", "a long enough password"}};
  }
  json::object invite(const char* email, const char* role, int status = 201) {
    return ok(post("/api/invitations", {{"email", email}, {"role", role}}), status);
  }
  // Joins and gives the new person's session.
  std::string join(const char* email, const char* role, const char* name = "Kim Park") {
    return session_of(open("/api/invitations/accept", acceptance(token_of(invite(email, role)), name)), 201);
  }
  std::string session_of(const http::Response& response, int status) {
    EXPECT_EQ(response.status, status) << response.body;
    const std::string cookie(response.headers.get("Set-Cookie").value_or(""));
    return cookie.substr(std::string_view("every_session=").size(),
                         cookie.find(';') - std::string_view("every_session=").size());
  }
  std::string me() { return text(ok(get("/api/session")).at("user"), "id"); }
  std::string id_of(const std::string& email) {
    const json::object users = ok(get("/api/users"));
    for (const auto& one : users.at("items").as_array())
      if (text(one, "email") == email) return text(one, "id");
    return "";
  }
  json::object role(const char* name) { return {{"role", name}}; }
  std::vector<std::string> log(const std::string& query = "") {
    std::vector<std::string> out;
    const json::object entries = ok(get("/api/audit" + query));
    for (const auto& one : entries.at("items").as_array()) out.push_back(text(one, "kind"));
    return out;
  }
  void set_up_mail() {
    const std::string tag(get("/api/workspace/mail").headers.get("ETag").value_or(""));
    ok(call(http::Method::patch, "/api/workspace/mail",
            json::serialize(json::object{{"host", "127.0.0.1"},
                                         {"port", smtp.port},
                                         {"security", "none"},
                                         {"fromAddress", "team@fieldstone.example"}}),
            {{"If-Match", std::string(tag)}}));
  }
  // The token in the last mail that arrived, of quoted-printable.
  std::string mailed_token() {
    app::deliver_due_mail(*app_);
    std::string data = smtp.received().back().data;
    for (std::size_t at;
         (at = data.find("=\n")) != std::string::npos || (at = data.find("=\r\n")) != std::string::npos;)
      data.erase(at, data[at + 1] == '\r' ? 3 : 2);
    const auto mark = data.find('#') + 1;
    return data.substr(mark, data.find_first_of("= \r\n", mark) - mark);
  }
  net::SmtpTestServer smtp;
};

}  // namespace every::api
