#include "http/files.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "crypto/crypto.h"

namespace every::http {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kFilesMax = 5'000;
constexpr std::uintmax_t kTotalBytesMax = 256ULL * 1024 * 1024;
constexpr std::string_view kPage = "/index.html";
constexpr std::string_view kNoncePlace = "__CSP_NONCE__";

constexpr std::string_view kNoClient = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Every</title></head>
<body><h1>Every is running</h1>
<p>The server works, but the web client has not been built. In the source tree, run:</p>
<pre>./dev build</pre>
<p>and start the server again. The API is there already, under <code>/api</code>.</p>
</body></html>
)";

std::string_view type_of(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kTypes{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".map", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".txt", "text/plain; charset=utf-8"},
      {".xml", "application/xml"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".jpeg", "image/jpeg"},
      {".gif", "image/gif"},
      {".webp", "image/webp"},
      {".avif", "image/avif"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".woff", "font/woff"},
      {".ttf", "font/ttf"},
      {".wasm", "application/wasm"},
      {".pdf", "application/pdf"},
  }};
  for (const auto& [suffix, type] : kTypes) {
    if (path.ends_with(suffix)) return type;
  }
  return "application/octet-stream";
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Calls `visit` with each entry of a comma-separated header; the server bounds the header's length.
template <class Visit>
void for_each_entry(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    visit(trim(list.substr(0, comma)));
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
  }
}

// The weight of one content coding in Accept-Encoding; zero when it is not welcome.
double weight(std::string_view accept, std::string_view coding) {
  std::optional<double> named;
  std::optional<double> any;
  for_each_entry(accept, [&](std::string_view entry) {
    const auto semicolon = entry.find(';');
    const std::string_view name = trim(entry.substr(0, semicolon));
    double q = 1;
    if (semicolon != std::string_view::npos) {
      const std::string_view parameter = trim(entry.substr(semicolon + 1));
      if (parameter.starts_with("q=")) {
        std::from_chars(parameter.data() + 2, parameter.data() + parameter.size(), q);
      }
    }
    if (name == coding) named = q;
    if (name == "*") any = q;
  });
  return named.value_or(any.value_or(0));
}

bool matches_etag(std::string_view header, std::string_view etag) {
  bool found = false;
  for_each_entry(header, [&](std::string_view entry) {
    if (entry.starts_with("W/")) entry.remove_prefix(2);
    found = found || entry == "*" || entry == etag;
  });
  return found;
}

std::string content_security_policy(std::string_view nonce) {
  const std::string with_nonce = "'self' 'nonce-" + std::string(nonce) + "'";
  return "default-src 'self'; script-src " + with_nonce + "; style-src " + with_nonce +
         "; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors "
         "'none'; "
         "base-uri 'none'; form-action 'self'; object-src 'none'";
}

Result<std::string> read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream)
    return Error(Code::storage_failed, "Cannot read " + path.filename().string() + " of the web client.");
  return text;
}

bool looks_like_file(std::string_view path) {
  const std::string_view last = path.substr(path.rfind('/') + 1);
  return path.starts_with("/assets/") || last.find('.') != std::string_view::npos;
}

Response not_found() {
  return Response::text(404, "Not found\n");
}

}  // namespace

Result<Files> Files::load(const std::string& dir) {
  Files files;
  std::error_code error;
  if (!fs::is_directory(dir, error)) return files;
  std::uintmax_t total_bytes = 0;
  std::map<std::string, std::string> bodies;
  for (fs::recursive_directory_iterator it(dir, error), end; !error && it != end; it.increment(error)) {
    if (!it->is_regular_file(error)) continue;
    total_bytes += it->file_size(error);
    if (bodies.size() >= kFilesMax || total_bytes > kTotalBytesMax) {
      return Error(Code::storage_failed, "The web client's directory holds too much to be a web client.",
                   "Point it to the built client, not to its sources.");
    }
    EVERY_TRY(body, read_file(it->path()));
    bodies.emplace("/" + fs::relative(it->path(), dir, error).generic_string(), std::move(body));
  }
  if (error)
    return Error(Code::storage_failed, "Cannot read the web client's directory: " + error.message() + ".");

  const auto variant = [](std::string body) {
    std::string etag = "\"" + crypto::sha256_hex(body).substr(0, 32) + "\"";
    return Variant{std::move(body), std::move(etag)};
  };
  for (auto& [path, body] : bodies) {
    const bool packed = path.ends_with(".br") || path.ends_with(".gz");
    if (packed && bodies.contains(path.substr(0, path.size() - 3))) continue;
    File file{std::string(type_of(path)), variant(body), std::nullopt, std::nullopt};
    if (const auto br = bodies.find(path + ".br"); br != bodies.end()) file.br = variant(br->second);
    if (const auto gz = bodies.find(path + ".gz"); gz != bodies.end()) file.gz = variant(gz->second);
    files.files_.emplace(path, std::move(file));
  }
  return files;
}

Response Files::serve(const Request& request, std::string_view nonce) const {
  Response response;
  const auto found = files_.find(request.path);
  if (request.method != Method::get && request.method != Method::head) {
    response = Response::text(405, "Method not allowed\n");
    response.headers.set("Allow", "GET, HEAD");
  } else if (found != files_.end() && found->first != kPage) {
    response = file(request, found->first, found->second);
  } else if (looks_like_file(request.path) && request.path != kPage) {
    response = not_found();
  } else {
    response = page(nonce);
  }
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "same-origin");
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  return response;
}

// No ETag here: a 304 would pair the cached page's nonce with the new header's.
Response Files::page(std::string_view nonce) const {
  std::string body(kNoClient);
  if (const auto found = files_.find(kPage); found != files_.end()) {
    body = found->second.plain.body;
    for (auto at = body.find(kNoncePlace); at != std::string::npos;
         at = body.find(kNoncePlace, at + nonce.size())) {
      body.replace(at, kNoncePlace.size(), nonce);
    }
  }
  Response response = Response::text(200, std::move(body), "text/html; charset=utf-8");
  response.headers.set("Cache-Control", "no-cache");
  response.headers.set("Content-Security-Policy", content_security_policy(nonce));
  return response;
}

Response Files::file(const Request& request, const std::string& path, const File& file) const {
  const std::string_view accept = request.headers.get("Accept-Encoding").value_or("");
  const double br = file.br ? weight(accept, "br") : 0;
  const double gz = file.gz ? weight(accept, "gzip") : 0;
  const Variant* variant = &file.plain;
  std::string_view coding;
  if (br > 0 && br >= gz) {
    variant = &*file.br;
    coding = "br";
  } else if (gz > 0) {
    variant = &*file.gz;
    coding = "gzip";
  }
  Response response;
  response.headers.set("Content-Type", file.type);
  response.headers.set("ETag", variant->etag);
  if (file.br || file.gz) response.headers.set("Vary", "Accept-Encoding");
  // What the build put under /assets/ has a hash in its name: it never changes.
  const bool hashed = path.starts_with("/assets/");
  response.headers.set("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  if (const auto known = request.headers.get("If-None-Match"); known && matches_etag(*known, variant->etag)) {
    response.status = 304;
    return response;
  }
  if (!coding.empty()) response.headers.set("Content-Encoding", std::string(coding));
  response.body = variant->body;
  return response;
}

}  // namespace every::http
