#include <curl/curl.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <unordered_map>

#include "base/sentence.h"
#include "net/http_client.h"
#include "net/transfer_detail.h"

namespace every::net {
namespace {

constexpr int kPollMs = 1000;
constexpr long kConnectionsKept = 64;

void need_curl() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("libcurl cannot start");
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool is_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

bool well_formed(const HttpRequest& request) {
  return is_token(request.method) &&
         std::all_of(request.headers.begin(), request.headers.end(),
                     [](const auto& header) { return is_token(header.first) && is_line(header.second); });
}

class CurlClient final : public HttpClient {
 public:
  explicit CurlClient(CurlOptions options);
  ~CurlClient() override;

  Result<HttpResponse> send(const HttpRequest& request) override;

 private:
  void run();
  void add_new();
  void take_finished();
  void cancel_all();

  const CurlOptions options_;
  std::set<std::string> allowed_;
  CURLM* multi_ = nullptr;

  std::mutex mutex_;
  std::vector<std::unique_ptr<Transfer>> new_;  // bounded by the callers: each waits for its own
  bool stopping_ = false;

  std::unordered_map<CURL*, std::unique_ptr<Transfer>> running_;  // the curl thread's
  std::thread thread_;
};

CurlClient::CurlClient(CurlOptions options) : options_(std::move(options)) {
  need_curl();
  for (const std::string& text : options_.allowed_origins) {
    const auto origin = origin_of(parse_url(text));
    if (!origin) throw std::runtime_error("not an http or https address: " + text);
    allowed_.insert(*origin);
  }
  multi_ = curl_multi_init();
  if (multi_ == nullptr) throw std::runtime_error("libcurl cannot start");
  curl_multi_setopt(multi_, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
  curl_multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS,
                    static_cast<long>(options_.connections_per_host_max));
  curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, kConnectionsKept);
  thread_ = std::thread([this] { run(); });
}

CurlClient::~CurlClient() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  curl_multi_wakeup(multi_);
  thread_.join();
  curl_multi_cleanup(multi_);
}

Result<HttpResponse> CurlClient::send(const HttpRequest& request) {
  Url url = parse_url(request.url);
  const auto origin = origin_of(url);
  if (!origin) return Error(Code::network, "This is not an http or https address.");
  if (!allowed_.contains(*origin)) {
    return Error(Code::network, sentence("Requests to {} are not allowed.", *origin),
                 "Only the configured hosts are asked.");
  }
  if (!well_formed(request)) return Error(Code::network, "The request has a malformed method or header.");
  auto transfer = std::make_unique<Transfer>(request, std::move(url), options_);
  auto result = transfer->result();
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return Error(Code::cancelled, "The HTTP client is shutting down.");
    new_.push_back(std::move(transfer));
    // Under the lock: after it, a destructor may end the handle that is woken here.
    curl_multi_wakeup(multi_);
  }
  return result.get();
}

void CurlClient::run() {
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) break;
    }
    add_new();
    int running = 0;
    curl_multi_perform(multi_, &running);
    take_finished();
    curl_multi_poll(multi_, nullptr, 0, kPollMs, nullptr);
  }
  cancel_all();
}

void CurlClient::add_new() {
  std::vector<std::unique_ptr<Transfer>> added;
  {
    const std::lock_guard lock(mutex_);
    added.swap(new_);
  }
  for (auto& transfer : added) {
    if (!transfer->prepare() || curl_multi_add_handle(multi_, transfer->handle()) != CURLM_OK) {
      transfer->fail(Error(Code::network, "The request could not be started."));
      continue;
    }
    CURL* const handle = transfer->handle();
    running_.emplace(handle, std::move(transfer));
  }
}

void CurlClient::take_finished() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    const auto found = running_.find(message->easy_handle);
    curl_multi_remove_handle(multi_, found->first);
    if (found->second->may_retry(code) && curl_multi_add_handle(multi_, found->first) == CURLM_OK) {
      curl_multi_wakeup(multi_);  // do not sleep on it
      continue;
    }
    found->second->finish(code);
    running_.erase(found);
  }
}

void CurlClient::cancel_all() {
  const Error cancelled(Code::cancelled, "The request was given up because the server is shutting down.");
  for (auto& [handle, transfer] : running_) {
    curl_multi_remove_handle(multi_, handle);
    transfer->fail(cancelled);
  }
  running_.clear();
  const std::lock_guard lock(mutex_);
  for (auto& transfer : new_) transfer->fail(cancelled);
  new_.clear();
}

}  // namespace

std::unique_ptr<HttpClient> make_curl_client(CurlOptions options) {
  return std::make_unique<CurlClient>(std::move(options));
}

}  // namespace every::net
