#include "sandbox/answer.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace every::sandbox {

void quote(std::string& out, std::string_view text) {
  out.push_back('"');
  std::size_t plain = 0;  // where the run begins that needs no escape
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
    out.append(text, plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    }
  }
  out.append(text, plain, text.size() - plain);
  out.push_back('"');
}

std::string json_text(std::string_view text) {
  std::string out;
  quote(out, text);
  return out;
}

Response json_answer(int status, std::string body) {
  Response response;
  response.status = status;
  response.headers.set("Content-Type", "application/json;charset=utf-8");
  response.body = std::move(body);
  return response;
}

Response problem(const Problem& p, std::string_view correlation) {
  std::string body = fmt::format(R"({{"status":"error","message":{},"correlationId":{})",
                                 json_text(p.message), json_text(correlation));
  if (!p.category.empty()) body += ",\"category\":" + json_text(p.category);
  if (!p.sub_category.empty()) body += ",\"subCategory\":" + json_text(p.sub_category);
  if (!p.context_json.empty()) body += ",\"context\":" + p.context_json;
  if (!p.errors_json.empty()) body += ",\"errors\":" + p.errors_json;
  return json_answer(p.status, body + "}");
}

Response validation(std::string_view message, std::string_view correlation) {
  return problem({.status = 400, .category = "VALIDATION_ERROR", .message = std::string(message)},
                 correlation);
}

Response missing_scopes(const std::vector<std::string>& scopes, ScopeShape shape,
                        std::string_view correlation) {
  std::string list = "[";
  for (const std::string& scope : scopes) {
    if (list.size() > 1) list += ",";
    quote(list, scope);
  }
  list += "]";
  Problem p{.status = 403, .category = "MISSING_SCOPES"};
  if (shape == ScopeShape::in_context) {
    p.message = "One or more of the following scopes are required.";
    p.context_json = fmt::format(
        R"({{"requiredGranularScopes":{},"links":["https://developers.hubspot.com/scopes"]}})", list);
  } else {
    p.message =
        "This app hasn't been granted all required scopes to make this call. Read more about required scopes "
        "here: "
        "https://developers.hubspot.com/scopes.";
    p.errors_json = fmt::format(
        R"([{{"message":"One or more of the following scopes are required.","context":{{"requiredGranularScopes":{}}}}}])",
        list);
  }
  return problem(p, correlation);
}

std::string http_date(std::int64_t ms) {
  using namespace std::chrono;
  static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto t = sys_time<milliseconds>(milliseconds(ms));
  const auto day = floor<days>(t);
  const year_month_day date(day);
  const hh_mm_ss time(floor<seconds>(t - day));
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

}  // namespace every::sandbox
