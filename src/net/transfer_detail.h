// One request on its way: the curl handle that carries it, and what has come back so far.
#pragma once

#include <curl/curl.h>

#include <array>
#include <future>
#include <memory>
#include <string>

#include "net/http_client.h"
#include "net/origin_detail.h"

namespace every::net {

class Transfer {
 public:
  Transfer(const HttpRequest& request, Url url, const CurlOptions& options);
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  // The curl thread's: makes the handle ready to be added to the multi handle. False: curl is out of memory.
  bool prepare();
  CURL* handle() const { return easy_.get(); }

  // A pooled connection turned out to be dead before a byte came back, and asking again is harmless: true
  // once, with the handle ready to be added again, for a new connection.
  bool may_retry(CURLcode code);
  void finish(CURLcode code);
  void fail(Error error) { result_.set_value(std::move(error)); }

  std::future<Result<HttpResponse>> result() { return result_.get_future(); }

 private:
  struct EasyDeleter {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  };
  struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  bool take_header(std::string_view line);
  bool take_body(std::string_view data);
  bool set_method();
  bool set_headers();
  bool append_header(const std::string& line);
  Error error_of(CURLcode code) const;

  const HttpRequest request_;
  const CurlOptions& options_;
  Url url_;
  std::unique_ptr<curl_slist, ListDeleter> headers_;
  std::array<char, CURL_ERROR_SIZE> error_text_{};
  HttpResponse response_;
  std::size_t header_bytes_ = 0;
  bool too_large_ = false;
  bool retried_ = false;
  std::promise<Result<HttpResponse>> result_;
  std::unique_ptr<CURL, EasyDeleter> easy_;  // last: it refers to all of the above
};

}  // namespace every::net
