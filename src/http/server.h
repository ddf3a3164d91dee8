// The HTTP/1.1 server: Asio for the sockets (coroutines, only inside this folder), Beast's parser, handlers
// as plain functions on a small pool. A handler may block on the database; it must not block on anything
// slower without a bound. TLS and HTTP/2 belong to the reverse proxy in front.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/error.h"
#include "base/log.h"
#include "http/message.h"

namespace every::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: the system chooses
  int workers = 8;            // threads that run handlers
  std::size_t header_bytes_max = 32 * 1024;
  std::size_t body_bytes_max = 4 * 1024 * 1024;
  int idle_seconds = 75;     // keep-alive without a request
  int request_seconds = 30;  // from the first byte of a request to its last
  int write_seconds = 60;
  std::size_t connections_max = 10'000;
  std::size_t stream_bytes_max = 1 << 20;  // unread bytes of one event stream
  std::size_t queue_max = 1024;  // requests that wait for a worker; beyond it they are refused with 503
};

class Server {
 public:
  // `handler` answers every request, errors included; an exception from it becomes a bare 500. Called from
  // several threads at once. What the server itself refuses (header too large, body too large, bad syntax,
  // too slow) is answered by `refuse`, which gets the status (400, 408, 413, 431, 501, 503) and makes the
  // response; 501 is an unknown method.
  // It too may be called from any thread, and must not block. Without one the answer is the status in plain
  // words.
  Server(ServerOptions options, Handler handler, std::function<Response(int status)> refuse, Log& log);
  ~Server();  // stops

  // Binds and begins to accept. Error: network, with the system's words (port in use).
  Status start();
  std::uint16_t port() const;
  // Stops accepting, lets running requests end for at most `grace_ms`, closes streams, joins. Idempotent.
  // Not to be called from a handler.
  void stop(int grace_ms = 10'000);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace every::http
