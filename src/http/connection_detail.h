// One client's connection: a coroutine that reads a request, has a worker answer it, writes the answer, and
// again. Everything here runs on the io thread, save the handler itself.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "http/event_stream_detail.h"
#include "http/request_reader_detail.h"
#include "http/server.h"
#include "http/worker_pool_detail.h"

namespace every::http {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Steady = std::chrono::steady_clock;
// The concrete executor: the type-erased one costs a tenth of the throughput.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<Tcp, Executor>;
using Timer = asio::basic_waitable_timer<Steady, asio::wait_traits<Steady>, Executor>;
template <class T>
using Awaitable = asio::awaitable<T, Executor>;
inline constexpr asio::use_awaitable_t<Executor> kAwait;

// What all connections of a server share.
struct Service {
  Service(ServerOptions options_, Handler handler_, std::function<Response(int)> refuse_, Log& log_);

  // On a worker's thread: an exception becomes a bare 500.
  Response answer(const Request& request);
  bool begin_stream(const Response& response, const std::shared_ptr<EventStream>& stream);  // false: it threw
  Response refusal(int status);
  std::string_view date();  // io thread; made once a second

  const ServerOptions options;
  const Handler handler;
  const std::function<Response(int)> refuse;
  Log& log;
  asio::io_context io{1};
  bool stopping = false;               // io thread
  std::atomic<bool> abandoned{false};  // grace is over: what still waits for a worker is not run
  WorkerPool workers;

 private:
  std::time_t date_seconds_ = -1;
  std::string date_text_;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Service& service, Socket socket, std::string peer);
  ~Connection();

  // Runs until the connection ends, then calls `ended` on the io thread.
  void start(std::function<void(Connection*)> ended);
  void stop();   // ends after the request at hand; an idle connection ends now
  void abort();  // ends now

 private:
  enum class Read { request, refused, closed };
  struct Answer {
    Response response;
    std::shared_ptr<EventStream> stream;
  };

  Awaitable<void> run();
  Awaitable<Read> read_request();
  Awaitable<bool> read_more();
  Awaitable<void> refuse_and_linger();
  Awaitable<void> answer();
  Answer work_out();  // on a worker's thread, while the coroutine waits
  Awaitable<bool> write_response(bool keep_alive);
  Awaitable<bool> write_all(std::string_view head, std::string_view body);
  Awaitable<void> serve_stream();
  Awaitable<void> linger();
  void watch_stream_peer();
  void wake_stream();
  void reset();  // closes with RST
  void close();

  void set_deadline(Steady::duration from_now);
  void clear_deadline() { deadline_ = Steady::time_point::max(); }
  void schedule(Steady::time_point at);
  void on_timer();

  Service& service_;
  Socket socket_;
  const std::string peer_;

  RequestReader reader_;
  std::string in_;  // read and not yet parsed
  bool idle_ = true;
  bool closing_ = false;
  int refused_status_ = 0;
  bool http_1_0_ = false;
  bool keep_alive_ = false;
  Request request_;
  Response response_;

  // One timer for every operation. Moving the deadline later costs nothing: the timer finds out when it
  // fires.
  Timer timer_;
  Steady::time_point deadline_ = Steady::time_point::max();
  Steady::time_point scheduled_ = Steady::time_point::max();
  bool timed_out_ = false;

  std::shared_ptr<EventStream> stream_;
  Timer stream_wake_;
  std::array<char, 512> discard_{};
  std::size_t discarded_bytes_ = 0;
};

}  // namespace every::http
