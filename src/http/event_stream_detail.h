// The writer of one open event stream and the queue between it and the connection. Writers are any thread's;
// the connection takes from the io thread. Neither waits for the other.
#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <string>

#include "http/message.h"

namespace every::http {

class EventStream final : public EventWriter {
 public:
  // `wake` is called, from any thread and with the lock held, when the connection has something to do: it may
  // only post. It is never called after detach().
  EventStream(std::size_t bytes_max, std::function<void()> wake);

  bool send(std::string_view id, std::string_view event, std::string_view data) override;
  bool comment(std::string_view text) override;
  bool open() const override;
  void close() override;

  // The connection's side. take() returns what is to be written next and counts the batch before as read.
  std::string take();
  bool ended() const;       // closed and everything taken
  bool overflowed() const;  // the peer reads too slowly: close at once
  void detach();            // the connection is gone; the writer may live on

 private:
  bool append(std::string text);

  const std::size_t bytes_max_;
  mutable std::mutex mutex_;
  std::function<void()> wake_;
  std::string pending_;
  std::size_t in_flight_bytes_ = 0;
  bool woken_ = false;
  bool open_ = true;
  bool overflowed_ = false;
};

}  // namespace every::http
