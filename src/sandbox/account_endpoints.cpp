// Who the account is and who works in it.
#include <fmt/format.h>

#include <chrono>

#include "sandbox/call.h"

namespace every::sandbox {
namespace {

constexpr std::uint64_t kOwnersMax = 500;
constexpr std::int64_t kAccountsSince = 1'610'634'000'000;

std::string when(std::int64_t ms) {
  return to_rfc3339(from_ms(ms));
}

json::object owner_json(const Owner& o) {
  if (o.type == "QUEUE")
    return json::object{{"id", std::to_string(o.id)},      {"type", o.type},
                        {"firstName", o.first_name},       {"createdAt", when(o.created_ms)},
                        {"updatedAt", when(o.updated_ms)}, {"archived", o.archived}};
  json::object out{{"id", std::to_string(o.id)},
                   {"email", o.email},
                   {"type", o.type},
                   {"firstName", o.first_name},
                   {"lastName", o.last_name},
                   {"userId", o.archived ? json::value(nullptr) : json::value(o.user_id)},
                   {"userIdIncludingInactive", o.user_id},
                   {"createdAt", when(o.created_ms)},
                   {"updatedAt", when(o.updated_ms)},
                   {"archived", o.archived}};
  if (!o.team.empty())
    out["teams"] = json::array{json::object{{"id", "178588"}, {"name", o.team}, {"primary", true}}};
  return out;
}

}  // namespace

Response owners(const Call& call) {
  const auto& query = call.request.query;
  const bool archived = flag(call, "archived");
  const auto lock = call.portal.reading();
  const auto& all = call.portal.account().owners;
  if (call.route.endpoint == Endpoint::owner) {
    const bool by_user = query.get("idProperty").value_or("id") == "userId";
    for (const Owner& o : all)
      if (o.archived == archived && std::to_string(by_user ? o.user_id : o.id) == call.route.id)
        return json_answer(200, json::serialize(owner_json(o)));
    return not_found(call);
  }
  const auto page = page_query(call, 100, kOwnersMax);
  if (!page.ok()) return call.invalid(page.error().detail);
  const auto email = query.get("email");
  json::array results;
  json::object out;
  for (const Owner& o : all) {
    if (o.archived != archived || o.id < page->after || (email && *email != o.email)) continue;
    if (results.size() == page->limit) {
      out["paging"] = json::object{{"next", json::object{{"after", std::to_string(o.id)}}}};
      break;
    }
    results.push_back(owner_json(o));
  }
  out["results"] = std::move(results);
  return json_answer(200, json::serialize(out));
}

Response account_details(const Call& call) {
  const auto lock = call.portal.reading();
  const Account& a = call.portal.account();
  // The zone's offset at this moment: local midnight of today against midnight in UTC.
  const Date today = local_date(call.now, a.time_zone);
  const std::int64_t offset =
      to_ms(Instant(std::chrono::sys_days(today))) - to_ms(start_of_day(today, a.time_zone));
  json::array more;
  for (const std::string& c : a.additional_currencies) more.emplace_back(c);
  json::object out{{"portalId", call.portal.id()},
                   {"accountType", "STANDARD"},
                   {"timeZone", a.time_zone},
                   {"companyCurrency", a.company_currency},
                   {"additionalCurrencies", std::move(more)},
                   {"utcOffset", fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+',
                                             std::abs(offset) / 3'600'000, std::abs(offset) / 60'000 % 60)},
                   {"utcOffsetMilliseconds", offset},
                   {"uiDomain", "app.hubspot.com"},
                   {"dataHostingLocation", "na1"}};
  if (call.route.version == Version::v2026_09) {
    out["portalName"] = a.name;
    out["createdAt"] = when(kAccountsSince);
  }
  return json_answer(200, json::serialize(out));
}

// Custom objects are of larger editions; these accounts have none.
Response schemas(const Call&) {
  return json_answer(200, R"({"results":[]})");
}

}  // namespace every::sandbox
