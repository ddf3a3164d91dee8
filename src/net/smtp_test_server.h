// A few lines of SMTP (RFC 5321) for tests: takes what it is given, refuses whom it is told to refuse. One
// connection after the other.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace every::net {

class SmtpTestServer {
 public:
  struct Received {
    std::string from, data;
    std::vector<std::string> to;
  };
  std::string refused;             // the recipient that gets 550
  std::atomic<bool> busy = false;  // 451 to everybody
  std::atomic<bool> hang_up_after_data = false;

  SmtpTestServer() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    auto* name = reinterpret_cast<sockaddr*>(&at);
    if (::bind(socket_, name, size) != 0 || ::listen(socket_, 8) != 0) std::abort();
    ::getsockname(socket_, name, &size);
    port = ntohs(at.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~SmtpTestServer() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  std::vector<Received> received() {
    const std::scoped_lock lock(mutex_);
    return received_;
  }
  int port = 0;

 private:
  void serve() {
    for (int peer; (peer = ::accept(socket_, nullptr, nullptr)) >= 0; ::close(peer)) talk(peer);
  }
  static void say(int peer, const std::string& line) {
    const std::string out = line + "\r\n";
    static_cast<void>(::send(peer, out.data(), out.size(), MSG_NOSIGNAL));
  }
  static bool hear(int peer, std::string& line) {
    line.clear();
    for (char c; ::recv(peer, &c, 1, 0) == 1;) {
      if (c == '\n') return true;
      if (c != '\r') line.push_back(c);
    }
    return false;
  }
  void talk(int peer) {
    Received mail;
    say(peer, "220 test ESMTP");
    for (std::string line; hear(peer, line);) {
      if (line.starts_with("MAIL FROM:")) {
        mail = {line.substr(10), "", {}};
        say(peer, busy ? "451 Try again later" : "250 Fine");
      } else if (line.starts_with("RCPT TO:")) {
        const bool no = !refused.empty() && line.find(refused) != std::string::npos;
        if (!no) mail.to.push_back(line.substr(8));
        say(peer, no ? "550 No such mailbox" : "250 Fine");
      } else if (line == "DATA") {
        say(peer, "354 Go on");
        while (hear(peer, line) && line != ".") mail.data += line + "\n";
        if (hang_up_after_data) return;
        {
          const std::scoped_lock lock(mutex_);
          received_.push_back(mail);
        }
        say(peer, "250 Queued");
      } else if (line == "QUIT") {
        say(peer, "221 Bye");
        return;
      } else {
        say(peer, "250 Fine");
      }
    }
  }

  int socket_;
  std::thread thread_;
  std::mutex mutex_;
  std::vector<Received> received_;
};

}  // namespace every::net
