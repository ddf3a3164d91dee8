// For tests only: a client that says exactly the bytes it is told to and shows exactly what came back.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace every::http {

class TestingClient {
 public:
  explicit TestingClient(std::uint16_t port, int receive_buffer_bytes = 0)
      : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer_bytes > 0) {
      ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      ::close(fd_);
      throw std::runtime_error("cannot connect");
    }
  }
  ~TestingClient() { close(); }
  TestingClient(const TestingClient&) = delete;
  TestingClient& operator=(const TestingClient&) = delete;

  // False when the peer has closed.
  bool say(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = ::send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // Everything until `end` has come, the peer closes, or `timeout_ms` pass without a byte; what lies behind
  // `end` stays for the next call.
  std::string hear_until(std::string_view end, int timeout_ms = 10'000) {
    for (;;) {
      if (const auto at = heard_.find(end); !end.empty() && at != std::string::npos) {
        std::string out = heard_.substr(0, at + end.size());
        heard_.erase(0, out.size());
        return out;
      }
      if (!more(timeout_ms)) return std::exchange(heard_, {});
    }
  }

  std::string hear_all(int timeout_ms = 10'000) { return hear_until("", timeout_ms); }

  // One answer with a Content-Length, head and body.
  std::string hear_answer() {
    std::string head = hear_until("\r\n\r\n");
    const auto at = head.find("Content-Length: ");
    if (at == std::string::npos) return head;
    const std::size_t size = std::stoul(head.substr(at + 16));
    while (heard_.size() < size && more(10'000)) {
    }
    head += heard_.substr(0, size);
    heard_.erase(0, size);
    return head;
  }

  // The peer has closed, orderly or not, and nothing more came before.
  bool at_end(int timeout_ms = 10'000) { return heard_.empty() && !more(timeout_ms) && ended_; }
  bool was_reset() const { return reset_; }

  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  bool more(int timeout_ms) {
    pollfd wait{fd_, POLLIN, 0};
    if (ended_ || ::poll(&wait, 1, timeout_ms) <= 0) return false;
    char buffer[65536];
    const ssize_t got = ::recv(fd_, buffer, sizeof buffer, 0);
    if (got > 0) {
      heard_.append(buffer, static_cast<std::size_t>(got));
      return true;
    }
    ended_ = true;
    reset_ = got < 0 && errno == ECONNRESET;
    return false;
  }

  int fd_;
  std::string heard_;
  bool ended_ = false;
  bool reset_ = false;
};

}  // namespace every::http
