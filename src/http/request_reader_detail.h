// Bytes in, one request out. The only place that knows which parser we use (Beast's).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.h"

namespace every::http {

struct RequestLimits {
  std::size_t header_bytes_max = 0;
  std::size_t body_bytes_max = 0;
};

class RequestReader {
 public:
  explicit RequestReader(RequestLimits limits);
  ~RequestReader();

  void begin();  // forgets the last request

  enum class State { more, done, refused };
  struct Progress {
    State state = State::more;
    std::size_t consumed = 0;  // the rest of `data` must be offered again, with more behind it
    int status = 0;            // of a refusal: 400, 413, 431, 501
  };
  Progress feed(std::string_view data);

  // The header section is complete and the sender waits for "100 Continue" before the body.
  bool expects_continue() const;
  bool keep_alive() const;
  bool is_http_1_0() const;
  // After State::done. `peer` is the socket's address.
  Request take(const std::string& peer);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace every::http
