#include "api/reply.h"

#include <fmt/format.h>

#include "base/sentence.h"

namespace every::api {

http::Response reply(int status, const json::value& body) {
  http::Response response = http::Response::json(status, json::serialize(body));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

http::Response reply(int status, const json::value& body, std::int64_t version) {
  http::Response response = reply(status, body);
  response.headers.set("ETag", fmt::format("\"{}\"", version));
  return response;
}

http::Response created(const std::string& location, const json::value& body, std::int64_t version) {
  http::Response response = reply(201, body, version);
  response.headers.set("Location", location);
  return response;
}

http::Response no_content() {
  http::Response response;
  response.status = 204;
  return response;
}

http::Response attachment(std::string text, const std::string& name, std::string_view format) {
  const bool csv = format != "ndjson";
  http::Response response =
      http::Response::text(200, std::move(text), csv ? "text/csv; charset=utf-8" : "application/x-ndjson");
  response.headers.set("Content-Disposition",
                       fmt::format("attachment; filename=\"{}.{}\"", name, csv ? "csv" : "ndjson"));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

http::Response pdf_reply(const std::string& bytes, const std::string& file_name) {
  http::Response response = http::Response::text(200, bytes, "application/pdf");
  response.headers.set("Content-Disposition", disposition("inline", file_name));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

std::string disposition(std::string_view kind, const std::string& name) {
  std::string plain;
  for (const char ch : name)
    plain.push_back(static_cast<unsigned char>(ch) < 0x80 && ch != '"' && ch != '\\' && ch >= ' ' ? ch : '_');
  return std::string(kind) + "; filename=\"" + plain + "\"; filename*=UTF-8''" + http::percent_encode(name);
}

http::Response problem(const Error& error, const std::string& reference) {
  json::object body{{"type", "about:blank"},
                    {"title", ours(title(error.code))},
                    {"status", http_status(error.code)},
                    {"detail", ours(error.detail)},
                    {"code", json::string(name(error.code))},
                    {"reference", reference}};
  if (!error.fix.empty()) body["fix"] = ours(error.fix);
  if (error.retry_at_ms) body["retryAt"] = to_rfc3339(from_ms(*error.retry_at_ms));
  for (const auto& [key, value] : error.extra) body[key] = value;
  json::array fields;
  for (const FieldError& field : error.fields)
    fields.push_back(
        json::object{{"pointer", field.pointer}, {"code", field.code}, {"detail", ours(field.detail)}});
  body["errors"] = std::move(fields);
  http::Response response =
      http::Response::text(http_status(error.code), json::serialize(body), "application/problem+json");
  response.headers.set("Cache-Control", "no-store");
  return response;
}

std::string new_reference(Random& random) {
  static constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string out(8, '0');
  std::uint64_t bits = random.next();
  for (char& c : out) {
    c = kAlphabet[bits & 31];
    bits >>= 5;
  }
  return out;
}

}  // namespace every::api
