// How orders of the control plane are read and answered.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <map>

#include "sandbox/record_json.h"
#include "sandbox/sandbox_detail.h"

namespace every::sandbox {

inline constexpr std::int64_t kMostInteger = 9'000'000'000'000'000;
inline constexpr std::size_t kPropertiesMax = 1000;

inline Response ok(json::object body = {}) {
  body["ok"] = true;
  return json_answer(200, json::serialize(body));
}

Response failed(const Error& error);
Response answer(const Result<RecordId>& made);
Response answer(const Status& status);

// The members that most changes have.
class Order {
 public:
  // `now` is when it is given, or was given when it is carried out again after a restart.
  Order(const json::value& body, Sandbox::Impl& sandbox, Instant now)
      : in(body), sandbox_(sandbox), now_(now) {}

  Portal& portal() {
    const auto id = in.integer("portalId", 1, kMostInteger);
    if (!id) return sandbox_.main;
    if (Portal* p = sandbox_.portal_of(*id)) return *p;
    in.complain("portalId", "unknown", "No such portal.");
    return sandbox_.main;
  }
  Kind kind(std::string_view member = "type") {
    const auto text = in.text(member, {.required = true});
    if (const auto k = kind_from(text.value_or(""))) return *k;
    if (text) in.complain(member, "unknown", "contacts, companies, deals, line_items, products or quotes.");
    return Kind::contact;
  }
  RecordId id(std::string_view member = "id") {
    const auto text = in.text(member, {.required = true});
    if (const auto id = parse_id(text.value_or(""))) return *id;
    if (text) in.complain(member, "format", "An id is digits.");
    return 0;
  }
  // {"name": "text" or null}; null clears, which HubSpot stores as "".
  Values values() {
    Values out;
    const json::value* v = in.any("properties");
    if (v == nullptr || !v->is_object() || v->get_object().size() > kPropertiesMax) {
      in.complain("properties", "type", "An object of texts is needed here.");
      return out;
    }
    for (const auto& [key, text] : v->get_object()) {
      if (text.is_string())
        out.emplace(key, std::string(text.get_string()));
      else if (text.is_null())
        out.emplace(key, "");
      else
        in.complain("properties", "type", fmt::format("\"{}\" has to be a text or null.", std::string(key)));
    }
    return out;
  }

  Instant now() const { return now_; }

  Fields in;

 private:
  Sandbox::Impl& sandbox_;
  const Instant now_;
};

using Change = std::function<Response(Sandbox::Impl&, Order&)>;
// By verb: what people do to records, and what they do to everything else.
const std::map<std::string_view, Change>& record_orders();
const std::map<std::string_view, Change>& settings_orders();

}  // namespace every::sandbox
