// Over a real socket: what only the wire can show.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "sandbox/sandbox.h"

namespace every::sandbox {
namespace {

// Everything that came until the peer closed; `reset` tells how it closed.
struct Raw {
  std::string bytes;
  bool reset = false;
};
Raw fetch(std::uint16_t port, const std::string& method, const std::string& path,
          const std::string& body = {}) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Raw out;
  if (connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) {
    const std::string request =
        method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " +
        std::string(kDefaultStaticToken) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
        body;
    EXPECT_EQ(send(fd, request.data(), request.size(), MSG_NOSIGNAL), static_cast<ssize_t>(request.size()));
    char buffer[4096];
    ssize_t n = 0;
    while ((n = recv(fd, buffer, sizeof buffer, 0)) > 0)
      out.bytes.append(buffer, static_cast<std::size_t>(n));
    out.reset = n < 0;
  }
  close(fd);
  return out;
}

class ServerTest : public testing::Test {
 protected:
  ServerTest() { EXPECT_TRUE(sandbox.start().ok()); }
  static Options options() {
    Options o;
    o.port = 0;
    o.contacts = 50;
    o.companies = 5;
    o.deals = 5;
    return o;
  }
  SystemClock clock;
  Log log{Log::Level::off};
  Sandbox sandbox{options(), clock, log};
};

TEST_F(ServerTest, ServesAndCutsConnections) {
  const std::string path = "/crm/objects/2026-09/contacts";
  const auto good = fetch(sandbox.port(), "GET", path);
  EXPECT_EQ(good.bytes.substr(0, 15), "HTTP/1.1 200 OK");
  fetch(sandbox.port(), "POST", "/sandbox/faults",
        R"({"schedule":[{"match":{"path":"/crm"},"do":"truncate","afterBytes":30}]})");
  const auto cut = fetch(sandbox.port(), "GET", path);
  const auto head = cut.bytes.find("\r\n\r\n");
  ASSERT_NE(head, std::string::npos);
  EXPECT_LE(cut.bytes.size() - head - 4, 30u);
  EXPECT_TRUE(cut.reset);
  fetch(sandbox.port(), "POST", "/sandbox/faults",
        R"({"schedule":[{"match":{"path":"/crm"},"do":"reset"}]})");
  const auto none = fetch(sandbox.port(), "GET", path);
  EXPECT_EQ(none.bytes, "");
}

TEST_F(ServerTest, ManyRequestsSleepAtOnce) {
  fetch(sandbox.port(), "POST", "/sandbox/settings", R"({"latencyMs":300})");
  const auto began = std::chrono::steady_clock::now();
  std::vector<std::thread> threads;
  std::atomic<int> ok = 0;
  for (int i = 0; i < 40; ++i)
    threads.emplace_back(
        [&] { ok += fetch(sandbox.port(), "GET", "/crm/owners/2026-09").bytes.starts_with("HTTP/1.1 200"); });
  for (auto& t : threads) t.join();
  EXPECT_EQ(ok, 40);
  // One after the other they would need 12 seconds.
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(4));
}

TEST_F(ServerTest, AHangingAnswerDoesNotKeepTheSandboxFromStopping) {
  fetch(sandbox.port(), "POST", "/sandbox/faults", R"({"schedule":[{"match":{"path":"/crm"},"do":"hang"}]})");
  const auto began = std::chrono::steady_clock::now();
  std::thread waiting([&] { fetch(sandbox.port(), "GET", "/crm/owners/2026-09"); });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  sandbox.stop();
  waiting.join();
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10));
}

}  // namespace
}  // namespace every::sandbox
