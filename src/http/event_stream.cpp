#include <utility>

#include "http/event_stream_detail.h"
#include "http/wire_detail.h"

namespace every::http {

EventStream::EventStream(std::size_t bytes_max, std::function<void()> wake)
    : bytes_max_(bytes_max), wake_(std::move(wake)) {}

bool EventStream::send(std::string_view id, std::string_view event, std::string_view data) {
  return append(event_text(id, event, data));
}

bool EventStream::comment(std::string_view text) {
  return append(comment_text(text));
}

bool EventStream::open() const {
  const std::lock_guard lock(mutex_);
  return open_;
}

void EventStream::close() {
  const std::lock_guard lock(mutex_);
  if (!open_) return;
  open_ = false;
  if (wake_) wake_();
}

bool EventStream::append(std::string text) {
  const std::lock_guard lock(mutex_);
  if (!open_) return false;
  if (pending_.size() + in_flight_bytes_ + text.size() > bytes_max_) {
    open_ = false;
    overflowed_ = true;
    pending_.clear();
    wake_();
    return false;
  }
  pending_ += text;
  if (!std::exchange(woken_, true)) wake_();
  return true;
}

std::string EventStream::take() {
  const std::lock_guard lock(mutex_);
  woken_ = false;
  in_flight_bytes_ = pending_.size();
  return std::exchange(pending_, {});
}

bool EventStream::ended() const {
  const std::lock_guard lock(mutex_);
  return !open_ && pending_.empty();
}

bool EventStream::overflowed() const {
  const std::lock_guard lock(mutex_);
  return overflowed_;
}

void EventStream::detach() {
  const std::lock_guard lock(mutex_);
  open_ = false;
  pending_.clear();
  wake_ = nullptr;
}

}  // namespace every::http
