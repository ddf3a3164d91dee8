#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>
#include <utility>

#include "http/connection_detail.h"
#include "http/wire_detail.h"

// House rule for coroutines: an argument gets a name before the co_await (g++ 12 destroys some temporaries
// twice).
namespace every::http {
namespace {

constexpr std::size_t kReadBytes = 8 * 1024;
constexpr std::size_t kKeptBufferBytes = 16 * 1024;
// Written under one deadline, so that the slowest reader we serve takes 256 KiB in write_seconds.
constexpr std::size_t kDrips = 10;
constexpr std::size_t kSliceBytes = 256 * 1024;
constexpr std::size_t kJoinedBodyBytes = 16 * 1024;
constexpr std::size_t kLingerBytesMax = 1024 * 1024;
constexpr auto kLingerTime = std::chrono::seconds(2);

void skip_blank_lines(std::string& in) {
  const auto begin = in.find_first_not_of("\r\n");
  in.erase(0, begin);
}

}  // namespace

Connection::Connection(Service& service, Socket socket, std::string peer)
    : service_(service),
      socket_(std::move(socket)),
      peer_(std::move(peer)),
      reader_({service.options.header_bytes_max, service.options.body_bytes_max}),
      timer_(service.io.get_executor()),
      stream_wake_(service.io.get_executor()) {}

Connection::~Connection() {
  if (stream_) stream_->detach();
}

void Connection::start(std::function<void(Connection*)> ended) {
  auto self = shared_from_this();
  auto finish = [self, ended = std::move(ended)](std::exception_ptr error) {
    if (error) self->service_.log.error("http.connection_failed");
    self->close();
    ended(self.get());
  };
  asio::co_spawn(service_.io.get_executor(), run(), std::move(finish));
}

void Connection::stop() {
  closing_ = true;
  if (stream_) stream_->close();
  if (idle_) abort();
}

void Connection::abort() {
  closing_ = true;
  close();
  stream_wake_.cancel();
}

void Connection::close() {
  timer_.cancel();
  clear_deadline();
  if (stream_) stream_->detach();
  boost::system::error_code ignored;
  socket_.close(ignored);
}

void Connection::reset() {
  boost::system::error_code ignored;
  socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  close();
}

Awaitable<void> Connection::run() {
  while (!closing_) {
    const Read read = co_await read_request();
    if (read == Read::closed) co_return;
    if (read == Read::refused) {
      co_await refuse_and_linger();
      co_return;
    }
    co_await answer();
    if (response_.no_answer) {
      reset();
      co_return;
    }
    if (stream_) {
      co_await serve_stream();
      co_return;
    }
    const bool keep_alive = keep_alive_ && !closing_ && !service_.stopping;
    const bool written = co_await write_response(keep_alive);
    if (!written) co_return;
    if (!keep_alive) {
      boost::system::error_code ignored;
      if (!in_.empty() || socket_.available(ignored) > 0) co_await linger();
      co_return;
    }
  }
}

Awaitable<Connection::Read> Connection::read_request() {
  reader_.begin();
  skip_blank_lines(in_);
  idle_ = in_.empty();
  bool continued = false;
  set_deadline(
      std::chrono::seconds(idle_ ? service_.options.idle_seconds : service_.options.request_seconds));
  for (;;) {
    if (!in_.empty()) {
      if (std::exchange(idle_, false)) set_deadline(std::chrono::seconds(service_.options.request_seconds));
      const RequestReader::Progress progress = reader_.feed(in_);
      in_.erase(0, progress.consumed);
      if (progress.state == RequestReader::State::refused) {
        refused_status_ = progress.status;
        co_return Read::refused;
      }
      if (progress.state == RequestReader::State::done) break;
      if (!continued && in_.empty() && reader_.expects_continue()) {
        continued = true;
        const asio::const_buffer text = asio::buffer("HTTP/1.1 100 Continue\r\n\r\n", 25);
        boost::system::error_code error;
        auto token = asio::redirect_error(kAwait, error);
        co_await asio::async_write(socket_, text, token);
        if (error) co_return Read::closed;
      }
    }
    const bool more = co_await read_more();
    if (!more) {
      // A peer that began a request and then fell silent is told so; one that never spoke is not.
      refused_status_ = 408;
      co_return timed_out_ && !idle_ ? Read::refused : Read::closed;
    }
    if (idle_) skip_blank_lines(in_);
  }
  clear_deadline();
  http_1_0_ = reader_.is_http_1_0();
  keep_alive_ = reader_.keep_alive();
  request_ = reader_.take(peer_);
  if (in_.empty() && in_.capacity() > kKeptBufferBytes) in_.shrink_to_fit();
  co_return Read::request;
}

Awaitable<bool> Connection::read_more() {
  const std::size_t before = in_.size();
  in_.resize(before + kReadBytes);
  const asio::mutable_buffer space = asio::buffer(in_.data() + before, kReadBytes);
  boost::system::error_code error;
  auto token = asio::redirect_error(kAwait, error);
  const std::size_t got = co_await socket_.async_read_some(space, token);
  in_.resize(before + (error ? 0 : got));
  co_return !error;
}

Awaitable<void> Connection::refuse_and_linger() {
  request_ = Request{};
  response_ = service_.refusal(refused_status_);
  const bool written = co_await write_response(false);
  if (written) co_await linger();
}

Awaitable<void> Connection::answer() {
  auto initiate = [this](auto handler) {
    auto resume = std::make_shared<decltype(handler)>(std::move(handler));
    auto job = [self = shared_from_this(), resume, work = asio::make_work_guard(service_.io)]() mutable {
      Answer answer = self->work_out();
      // The worker keeps nothing of the connection, so that it never is the one to destroy it.
      auto done = [self = std::move(self), resume = std::move(resume), answer = std::move(answer)]() mutable {
        self->response_ = std::move(answer.response);
        self->stream_ = std::move(answer.stream);
        std::move (*resume)();
      };
      asio::post(work.get_executor(), std::move(done));
    };
    if (service_.workers.submit(std::move(job))) return;
    response_ = service_.refusal(503);
    asio::post(service_.io, [resume] { std::move (*resume)(); });
  };
  auto token = kAwait;
  co_await asio::async_initiate<asio::use_awaitable_t<Executor>, void()>(initiate, token);
}

Connection::Answer Connection::work_out() {
  Answer answer{service_.answer(request_), nullptr};
  if (!answer.response.stream || request_.method == Method::head) return answer;
  auto wake = [weak = weak_from_this(), &io = service_.io] {
    asio::post(io, [weak] {
      if (const auto connection = weak.lock()) connection->wake_stream();
    });
  };
  answer.stream = std::make_shared<EventStream>(service_.options.stream_bytes_max, wake);
  if (service_.begin_stream(answer.response, answer.stream)) return answer;
  answer.stream->detach();
  return {Response::text(500, "Internal server error\n"), nullptr};
}

Awaitable<bool> Connection::write_response(bool keep_alive) {
  const bool sends_body = request_.method != Method::head && carries_body(response_.status);
  std::string head =
      head_text(response_, Framing::length, keep_alive && !response_.cut_after, service_.date());
  std::string_view body = sends_body ? std::string_view(response_.body) : std::string_view{};
  if (response_.cut_after) body = body.substr(0, *response_.cut_after);
  bool written = true;
  if (response_.drip_ms > 0) {
    const std::size_t part = body.size() / kDrips + 1;
    for (; written && !(head.empty() && body.empty()); body.remove_prefix(std::min(part, body.size()))) {
      written = co_await write_all(head, body.substr(0, part));
      head.clear();
      decltype(timer_) pause(socket_.get_executor(), std::chrono::milliseconds(response_.drip_ms));
      boost::system::error_code ignored;
      auto token = asio::redirect_error(kAwait, ignored);
      co_await pause.async_wait(token);
    }
    head = {};
    body = {};
  } else if (body.size() <= kJoinedBodyBytes) {
    head.append(body);
    body = {};
  }
  if (written) written = co_await write_all(head, body);
  if (response_.cut_after) reset();
  co_return written && !response_.cut_after;
}

Awaitable<bool> Connection::write_all(std::string_view head, std::string_view body) {
  while (!head.empty() || !body.empty()) {
    const std::string_view slice = body.substr(0, kSliceBytes);
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(slice)};
    boost::system::error_code error;
    auto token = asio::redirect_error(kAwait, error);
    set_deadline(std::chrono::seconds(service_.options.write_seconds));
    co_await asio::async_write(socket_, buffers, token);
    clear_deadline();
    if (error) co_return false;
    head = {};
    body.remove_prefix(slice.size());
  }
  co_return true;
}

// Closing while the peer still sends would make the kernel send RST, and the answer could be lost with it.
Awaitable<void> Connection::linger() {
  boost::system::error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  set_deadline(kLingerTime);
  const asio::mutable_buffer space = asio::buffer(discard_);
  for (std::size_t read_bytes = 0; !error && read_bytes < kLingerBytesMax;) {
    auto token = asio::redirect_error(kAwait, error);
    read_bytes += co_await socket_.async_read_some(space, token);
  }
}

void Connection::set_deadline(Steady::duration from_now) {
  timed_out_ = false;
  deadline_ = Steady::now() + from_now;
  if (deadline_ < scheduled_) schedule(deadline_);
}

void Connection::schedule(Steady::time_point at) {
  scheduled_ = at;
  timer_.expires_at(at);
  timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
    if (!error) self->on_timer();
  });
}

void Connection::on_timer() {
  scheduled_ = Steady::time_point::max();
  if (deadline_ == Steady::time_point::max()) return;
  if (Steady::now() < deadline_) return schedule(deadline_);
  timed_out_ = true;
  clear_deadline();
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

}  // namespace every::http
