#include <algorithm>

#include "net/transfer_detail.h"

#include "base/sentence.h"

namespace every::net {
namespace {

constexpr std::size_t kHeaderBytesMax = 256 * 1024;
constexpr const char* kFix = "Check this server's way to the internet and its proxy, then try again.";

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Whether all options were taken; the first that was not says no.
template <class Value>
bool set(CURL* easy, CURLoption option, Value value) {
  return curl_easy_setopt(easy, option, value) == CURLE_OK;
}

}  // namespace

std::optional<std::string_view> HttpResponse::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers) {
    if (name == lower_case_name) return value;
  }
  return std::nullopt;
}

Transfer::Transfer(const HttpRequest& request, Url url, const CurlOptions& options)
    : request_(request), options_(options), url_(std::move(url)) {}

bool Transfer::prepare() {
  easy_.reset(curl_easy_init());
  CURL* easy = easy_.get();
  if (easy == nullptr) return false;
  const auto timeout_ms = static_cast<long>(std::max<std::int64_t>(request_.timeout.count(), 1));
  const auto connect_ms = static_cast<long>(std::max<std::int64_t>(options_.connect_timeout.count(), 1));
  return set(easy, CURLOPT_CURLU, url_.get()) && set(easy, CURLOPT_PRIVATE, this) &&
         set(easy, CURLOPT_ERRORBUFFER, error_text_.data()) && set(easy, CURLOPT_NOSIGNAL, 1L) &&
         set(easy, CURLOPT_PROTOCOLS_STR, "http,https") && set(easy, CURLOPT_FOLLOWLOCATION, 0L) &&
         set(easy, CURLOPT_PROXY, "") && set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED)) &&
         // HTTP/2 of this curl loses requests when the server says GOAWAY.
         set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1)) &&
         set(easy, CURLOPT_SSL_VERIFYPEER, 1L) && set(easy, CURLOPT_SSL_VERIFYHOST, 2L) &&
         set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) &&
         set(easy, CURLOPT_TCP_KEEPALIVE, 1L) && set(easy, CURLOPT_ACCEPT_ENCODING, "") &&
         set(easy, CURLOPT_TIMEOUT_MS, timeout_ms) &&
         set(easy, CURLOPT_CONNECTTIMEOUT_MS, std::min(connect_ms, timeout_ms)) &&
         set(easy, CURLOPT_USERAGENT, options_.user_agent.c_str()) &&
         set(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header) && set(easy, CURLOPT_HEADERDATA, this) &&
         set(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body) && set(easy, CURLOPT_WRITEDATA, this) &&
         set_method() && set_headers();
}

bool Transfer::set_method() {
  CURL* easy = handle();
  if (request_.method == "HEAD") return set(easy, CURLOPT_NOBODY, 1L);
  if (request_.method == "GET" && request_.body.empty()) return set(easy, CURLOPT_HTTPGET, 1L);
  const bool sends_body = !request_.body.empty() || request_.method == "POST" || request_.method == "PUT" ||
                          request_.method == "PATCH";
  if (sends_body) {
    const auto size = static_cast<curl_off_t>(request_.body.size());
    if (!set(easy, CURLOPT_POST, 1L) || !set(easy, CURLOPT_POSTFIELDS, request_.body.c_str()) ||
        !set(easy, CURLOPT_POSTFIELDSIZE_LARGE, size)) {
      return false;
    }
  }
  return set(easy, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
}

bool Transfer::set_headers() {
  bool has_type = false;
  for (const auto& [name, value] : request_.headers) {
    has_type = has_type || lower(name) == "content-type";
    // curl's own notation: a name with ";" has an empty value, with ":" and nothing it would be left out.
    if (!append_header(value.empty() ? name + ";" : name + ": " + value)) return false;
  }
  // Neither the type curl would guess for a body, nor a round trip to ask whether the body is welcome.
  if (!has_type && !append_header("Content-Type:")) return false;
  return append_header("Expect:") && set(handle(), CURLOPT_HTTPHEADER, headers_.get());
}

bool Transfer::append_header(const std::string& line) {
  curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
  if (longer == nullptr) return false;
  headers_.release();  // now a part of `longer`
  headers_.reset(longer);
  return true;
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  const std::string_view line(data, size * count);
  return static_cast<Transfer*>(self)->take_header(line) ? line.size() : 0;
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  const std::string_view part(data, size * count);
  return static_cast<Transfer*>(self)->take_body(part) ? part.size() : 0;
}

bool Transfer::take_header(std::string_view line) {
  header_bytes_ += line.size();
  if (header_bytes_ > kHeaderBytesMax) {
    too_large_ = true;
    return false;
  }
  if (line.starts_with("HTTP/")) {
    response_.headers.clear();  // what came before belonged to an interim answer
    return true;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return true;
  response_.headers.emplace_back(lower(trim(line.substr(0, colon))),
                                 std::string(trim(line.substr(colon + 1))));
  return true;
}

// Counts what was unpacked, so that a small body that grows without end is caught too.
bool Transfer::take_body(std::string_view data) {
  if (response_.body.size() + data.size() > options_.body_bytes_max) {
    too_large_ = true;
    return false;
  }
  response_.body.append(data);
  return true;
}

bool Transfer::may_retry(CURLcode code) {
  const bool harmless = request_.method == "GET" || request_.method == "HEAD";
  const bool lost = code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_GOT_NOTHING;
  long new_connections = 0;
  curl_easy_getinfo(handle(), CURLINFO_NUM_CONNECTS, &new_connections);
  const bool silent = header_bytes_ == 0 && response_.body.empty();
  if (retried_ || !harmless || !lost || !silent || new_connections > 0) return false;
  retried_ = true;
  return set(handle(), CURLOPT_FRESH_CONNECT, 1L);
}

void Transfer::finish(CURLcode code) {
  if (code != CURLE_OK) return fail(error_of(code));
  long status = 0;
  curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
  response_.status = static_cast<int>(status);
  result_.set_value(std::move(response_));
}

// Never the URL: its query may hold what nobody should read in a log.
Error Transfer::error_of(CURLcode code) const {
  const std::string origin = origin_of(url_).value_or("the server");
  if (too_large_) return Error(Code::network, sentence("The answer of {} is larger than allowed.", origin));
  if (code == CURLE_OPERATION_TIMEDOUT) {
    return Error(Code::network, sentence("{} did not answer in time.", origin), kFix);
  }
  if (code == CURLE_PARTIAL_FILE)
    return Error(Code::network, sentence("The answer of {} was cut short.", origin), kFix);
  const std::string said = error_text_[0] != '\0' ? error_text_.data() : curl_easy_strerror(code);
  return Error(Code::network, sentence("No answer from {}: {}.", origin, said), kFix);
}

}  // namespace every::net
