#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <latch>
#include <mutex>
#include <thread>
#include <vector>

#include "base/log.h"
#include "base/sentence.h"
#include "crypto/crypto.h"
#include "http/server.h"
#include "net/http_client.h"

namespace every::net {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Answers each connection, one after the other, with the bytes that `script` says; it is asked once per
// request with the connection's number and the request's within it. Nothing: the connection is closed.
class RawServer {
 public:
  using Script = std::function<std::optional<std::string>(int connection, int request)>;

  explicit RawServer(Script script) : script_(std::move(script)), fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(fd_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(fd_, 16), 0);
    EXPECT_EQ(::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~RawServer() {
    ::shutdown(fd_, SHUT_RDWR);
    {
      const std::lock_guard lock(mutex_);
      if (peer_ >= 0) ::shutdown(peer_, SHUT_RDWR);
    }
    thread_.join();
    ::close(fd_);
  }
  std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
  int connections() const { return connections_; }

 private:
  void run() {
    for (;;) {
      const int peer = ::accept(fd_, nullptr, nullptr);
      if (peer < 0) return;
      set_peer(peer);
      serve(peer, ++connections_);
      set_peer(-1);
      ::close(peer);
    }
  }

  void set_peer(int peer) {
    const std::lock_guard lock(mutex_);
    peer_ = peer;
  }

  void serve(int peer, int connection) {
    std::string heard;
    for (int request = 1;; ++request) {
      while (heard.find("\r\n\r\n") == std::string::npos) {
        char buffer[4096];
        const ssize_t got = ::recv(peer, buffer, sizeof buffer, 0);
        if (got <= 0) return;
        heard.append(buffer, static_cast<std::size_t>(got));
      }
      heard.erase(0, heard.find("\r\n\r\n") + 4);
      const auto answer = script_(connection, request);
      if (!answer) return;
      ::send(peer, answer->data(), answer->size(), MSG_NOSIGNAL);
      if (answer->find("Connection: close") != std::string::npos) return;
    }
  }

  Script script_;
  int fd_;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_{0};
  std::mutex mutex_;
  int peer_ = -1;  // under the mutex: the connection being served
  std::thread thread_;
};

class CurlClientTest : public ::testing::Test {
 protected:
  // Our own server at the other end.
  void start(http::Handler handler) {
    server_ =
        std::make_unique<http::Server>(http::ServerOptions{.port = 0}, std::move(handler), nullptr, log_);
    ASSERT_TRUE(server_->start().ok());
    connect("http://127.0.0.1:" + std::to_string(server_->port()));
  }
  void connect(const std::string& origin, std::size_t body_bytes_max = 1 << 20) {
    origin_ = origin;
    client_ = make_curl_client({.allowed_origins = {origin}, .body_bytes_max = body_bytes_max});
  }
  Result<HttpResponse> get(const std::string& path, milliseconds timeout = milliseconds(10'000)) {
    return client_->send({.url = origin_ + path, .timeout = timeout});
  }
  std::string failure(const std::string& path, milliseconds timeout = milliseconds(10'000)) {
    const auto answer = get(path, timeout);
    if (answer.ok()) return "answered " + std::to_string(answer->status) + " with " + answer->body;
    EXPECT_EQ(answer.error().code, Code::network);
    return answer.error().detail;
  }

  Log log_{Log::Level::off};
  std::unique_ptr<http::Server> server_;
  std::string origin_;
  std::unique_ptr<HttpClient> client_;
};

TEST_F(CurlClientTest, SendsMethodHeadersAndBodyAndBringsTheWholeAnswerBack) {
  start([](const http::Request& request) {
    http::Response response = http::Response::json(
        429, std::string(http::name(request.method)) + " " + request.target + " [" + request.body + "]");
    for (const auto& [name, value] : request.headers.all()) response.headers.add("X-Got-" + name, value);
    return response;
  });
  for (const std::string method : {"GET", "POST", "PUT", "PATCH", "DELETE"}) {
    const std::string body = method == "GET" ? "" : "{\"a\":1}";
    const auto answer = client_->send({.method = method,
                                       .url = origin_ + "/p?q=a%20b",
                                       .headers = {{"Authorization", "Bearer t"}, {"X-Empty", ""}},
                                       .body = body});
    ASSERT_TRUE(answer.ok()) << answer.error().detail;
    EXPECT_EQ(answer->status, 429);
    EXPECT_EQ(answer->body, method + " /p?q=a%20b [" + body + "]");
    EXPECT_EQ(answer->header("content-type"), "application/json");
    EXPECT_EQ(answer->header("x-got-authorization"), "Bearer t");
    EXPECT_EQ(answer->header("x-got-x-empty"), "");
    EXPECT_EQ(answer->header("x-got-content-type"), std::nullopt);
    EXPECT_EQ(answer->header("x-got-expect"), std::nullopt);
    EXPECT_THAT(std::string(answer->header("x-got-user-agent").value_or("")), HasSubstr("Every/"));
  }
}

TEST_F(CurlClientTest, DoesNotFollowRedirects) {
  start([](const http::Request&) { return http::Response::redirect("/elsewhere", 302); });
  const auto answer = get("/");
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->status, 302);
  EXPECT_EQ(answer->header("location"), "/elsewhere");
}

TEST_F(CurlClientTest, AsksOnlyTheAllowedOrigin) {
  std::atomic<int> asked{0};
  start([&](const http::Request&) {
    ++asked;
    return http::Response::text(200, "");
  });
  const std::string port = std::to_string(server_->port());
  for (const std::string& url : {
           "http://localhost:" + port + "/",            // another name
           std::string("http://127.0.0.1:1/"),          // another port
           "https://127.0.0.1:" + port + "/",           // another scheme
           "http://127.0.0.1:" + port + "@evil.test/",  // the origin as a user name
           "http://user:pw@127.0.0.1:" + port + "/",    //
           std::string("file:///etc/hostname"),
           std::string("127.0.0.1"),
           std::string(),
       }) {
    const auto answer = client_->send({.url = url});
    ASSERT_FALSE(answer.ok()) << url;
    EXPECT_EQ(answer.error().code, Code::network) << url;
  }
  EXPECT_EQ(asked, 0);
  EXPECT_TRUE(client_->send({.url = "HTTP://127.0.0.1:" + port + "/x"}).ok());
}

TEST_F(CurlClientTest, RefusesAHeaderThatWouldStartAnother) {
  start([](const http::Request&) { return http::Response::text(200, ""); });
  const auto answer = client_->send({.url = origin_ + "/", .headers = {{"X", "a\r\nY: b"}}});
  EXPECT_FALSE(answer.ok());
  EXPECT_FALSE(client_->send({.method = "GET /x HTTP/1.1\r\n", .url = origin_ + "/"}).ok());
}

TEST_F(CurlClientTest, ACutAnswerIsAnErrorNotAShortAnswer) {
  start([](const http::Request& request) {
    http::Response response = http::Response::text(200, std::string(5000, 'x'));
    if (request.path == "/cut") response.cut_after = 1000;
    if (request.path == "/none") response.no_answer = true;
    return response;
  });
  EXPECT_THAT(failure("/cut"), Not(HasSubstr("answered")));
  EXPECT_THAT(failure("/none"), Not(HasSubstr("answered")));
  EXPECT_TRUE(get("/whole").ok());
}

TEST_F(CurlClientTest, AnOrderlyCloseBeforeTheEndIsAnErrorToo) {
  RawServer server([](int connection, int) {
    const std::string head = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
    return head +
           (connection == 1 ? "Content-Length: 10\r\n\r\nabc" : "Transfer-Encoding: chunked\r\n\r\na\r\nabc");
  });
  connect(server.origin());
  EXPECT_THAT(failure("/"), HasSubstr("cut short"));
  EXPECT_THAT(failure("/"), Not(HasSubstr("answered")));
}

TEST_F(CurlClientTest, TimesOutWithoutNamingThePath) {
  start([](const http::Request&) {
    std::this_thread::sleep_for(milliseconds(500));
    return http::Response::text(200, "late");
  });
  EXPECT_THAT(failure("/?code=secret", milliseconds(100)),
              AllOf(HasSubstr("in time"), Not(HasSubstr("secret"))));
}

TEST_F(CurlClientTest, ARefusedConnectionIsAnError) {
  std::string origin;
  {
    const RawServer gone([](int, int) { return std::nullopt; });
    origin = gone.origin();
  }
  connect(origin);
  EXPECT_THAT(english(failure("/")), HasSubstr("No answer from http://127.0.0.1:"));
}

TEST_F(CurlClientTest, UnpacksGzipAndBoundsWhatComesOut) {
  constexpr std::string_view kHello = "H4sIAAAAAAACA8tIzcnJV8hAkACAiPnlEQAAAA==";
  // 200,000 zero bytes in 229.
  constexpr std::string_view kZeros =
      "H4sIAAAAAAACA+3BMQEAAADCoPVPbQZ/oAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      "AAAAAAAAAAAAAAAAAAAACA1wB7WOBcQA0DAA==";
  start([&](const http::Request& request) {
    const auto packed = crypto::from_base64(request.path == "/zeros" ? kZeros : kHello);
    http::Response response = http::Response::text(200, packed.ok() ? *packed : "bad test data");
    response.headers.set("Content-Encoding", "gzip");
    return response;
  });
  const auto answer = get("/hello");
  ASSERT_TRUE(answer.ok()) << answer.error().detail;
  EXPECT_EQ(answer->body, "hello hello hello");
  EXPECT_EQ(get("/zeros")->body.size(), 200'000U);
  connect(origin_, 100'000);
  EXPECT_THAT(failure("/zeros"), HasSubstr("larger than allowed"));
}

TEST_F(CurlClientTest, KeepsConnectionsAndAsksAgainWhenAPooledOneIsDead) {
  RawServer server([](int connection, int request) -> std::optional<std::string> {
    if (connection == 1 && request == 3) return std::nullopt;  // closes instead of answering
    return "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + std::to_string(connection);
  });
  connect(server.origin());
  EXPECT_EQ(get("/")->body, "1");
  EXPECT_EQ(get("/")->body, "1");
  EXPECT_EQ(server.connections(), 1);
  EXPECT_EQ(get("/")->body, "2");
  EXPECT_EQ(server.connections(), 2);
}

TEST_F(CurlClientTest, DoesNotAskAgainForeverWhenTheServerNeverAnswers) {
  RawServer server([](int, int) { return std::nullopt; });
  connect(server.origin());
  EXPECT_THAT(english(failure("/")), HasSubstr("No answer"));
  EXPECT_LE(server.connections(), 2);
}

TEST_F(CurlClientTest, HeadersOfAnInterimAnswerAreNotTheAnswers) {
  RawServer server([](int, int) {
    return "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  });
  connect(server.origin());
  const auto answer = get("/");
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->status, 200);
  EXPECT_FALSE(answer->header("x-early"));
}

TEST_F(CurlClientTest, ServesManyThreadsAtOnce) {
  start([](const http::Request& request) { return http::Response::text(200, request.path); });
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 30; ++i) {
        const std::string path = "/" + std::to_string(t * 100 + i);
        const auto answer = get(path);
        if (answer.ok() && answer->body == path) ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 16 * 30);
}

TEST_F(CurlClientTest, DestructionGivesUpWhatIsInFlight) {
  std::latch asked(1);
  std::promise<void> release;
  start([&, released = release.get_future().share()](const http::Request&) {
    asked.count_down();
    released.wait();
    return http::Response::text(200, "");
  });
  auto pending = std::async(std::launch::async, [client = client_.get(), url = origin_ + "/"] {
    return client->send({.url = url});
  });
  asked.wait();
  client_.reset();
  const auto answer = pending.get();
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.error().code, Code::cancelled);
  release.set_value();
}

}  // namespace
}  // namespace every::net
