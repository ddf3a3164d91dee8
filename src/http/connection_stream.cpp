// The event stream half of a connection.
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/write.hpp>

#include "http/connection_detail.h"
#include "http/wire_detail.h"

namespace every::http {
namespace {

// A reader of events has nothing to say; this much is forgiven.
constexpr std::size_t kStreamInputBytesMax = 64 * 1024;

void set_default(Headers& headers, std::string_view name, std::string_view value) {
  if (!headers.get(name)) headers.set(name, std::string(value));
}

}  // namespace

Awaitable<void> Connection::serve_stream() {
  set_default(response_.headers, "Content-Type", "text/event-stream");
  set_default(response_.headers, "Cache-Control", "no-store");
  set_default(response_.headers, "X-Accel-Buffering", "no");  // nginx would hold events back
  boost::system::error_code ignored;
  socket_.set_option(asio::socket_base::keep_alive(true), ignored);
  const Framing framing = http_1_0_ ? Framing::until_close : Framing::chunked;
  const std::string head = head_text(response_, framing, false, service_.date());
  const std::string_view nothing;
  bool written = co_await write_all(head, nothing);
  if (closing_) stream_->close();
  if (written) watch_stream_peer();
  while (written && socket_.is_open() && !stream_->overflowed()) {
    const std::string batch = stream_->take();
    if (!batch.empty()) {
      const std::string text = framing == Framing::chunked ? chunk_text(batch) : batch;
      written = co_await write_all(text, nothing);
      continue;
    }
    if (stream_->ended()) {
      const std::string_view end = framing == Framing::chunked ? kLastChunk : nothing;
      co_await write_all(end, nothing);
      break;
    }
    // A wake cannot be lost: it is posted to this very thread, which is busy here until the wait has begun.
    stream_wake_.expires_at(Steady::time_point::max());
    auto token = asio::redirect_error(kAwait, ignored);
    co_await stream_wake_.async_wait(token);
  }
  stream_->detach();
  socket_.shutdown(Socket::shutdown_send, ignored);
}

void Connection::watch_stream_peer() {
  const asio::mutable_buffer space = asio::buffer(discard_);
  socket_.async_read_some(space,
                          [self = shared_from_this()](boost::system::error_code error, std::size_t bytes) {
                            self->discarded_bytes_ += bytes;
                            if (error || self->discarded_bytes_ > kStreamInputBytesMax) return self->abort();
                            self->watch_stream_peer();
                          });
}

void Connection::wake_stream() {
  if (stream_ && stream_->overflowed()) return abort();
  stream_wake_.cancel();
}

}  // namespace every::http
