// What tests of invoices and payments share: a client, lines, drafts and issued invoices.
#pragma once

#include "api/hubspot_test_support.h"

namespace every::api {

class MoneyTest : public HubSpotApiTest {
 protected:
  std::string client() {
    if (client_.empty()) client_ = text(ok(post("/api/clients", {{"name", client_name}}), 201), "id");
    return client_;
  }
  static json::object money(const char* amount, const char* currency = "USD") {
    return {{"amount", amount}, {"currency", currency}};
  }
  static json::object line(const char* price, const char* quantity = "1", const char* currency = "USD") {
    return {{"description", "Work"}, {"quantity", quantity}, {"unitPrice", money(price, currency)}};
  }
  // The path of a new draft with these lines.
  std::string draft(const json::array& lines, std::string of = {}) {
    return "/api/invoices/" +
           text(ok(post("/api/invoices", {{"clientId", of.empty() ? client() : of}, {"lines", lines}}), 201),
                "id");
  }
  std::string issued(const json::array& lines, std::string of = {}) {
    const std::string path = draft(lines, std::move(of));
    ok(post(path + "/issue"));
    return path;
  }
  http::Response patch(const std::string& target, const json::value& body) {
    return call(http::Method::patch, target, json::serialize(body),
                {{"If-Match", std::string(get(target).headers.get("ETag").value_or(""))}});
  }
  void sign_in_again() {
    const auto in = app::sign_in(
        *app_, json::object{{"email", "dana@fieldstone.example"}, {"password", "correct horse battery"}},
        "192.0.2.3");
    ASSERT_TRUE(in.ok());
    session = in->token;
  }
  static json::object payment(const char* amount, const char* currency = "USD") {
    return {{"amount", money(amount, currency)}, {"date", "2026-11-23"}, {"method", "bank_transfer"}};
  }
  static std::string amount(const json::value& object, std::string_view member) {
    return text(object.as_object().at(json::string_view(member)), "amount");
  }
  const char* client_name = "Acme";

 private:
  std::string client_;
};

}  // namespace every::api
