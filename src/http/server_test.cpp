#include "http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <latch>
#include <thread>
#include <vector>

#include "http/testing_client.h"

namespace every::http {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Response echo(const Request& request) {
  if (request.path == "/throw") throw std::runtime_error("broken");
  if (request.path == "/empty") return Response{204, {}, {}};
  if (request.path == "/big") return Response::text(200, std::string(3'000'000, 'b'));
  std::string text = std::string(name(request.method)) + " " + request.path + " " + request.body;
  return Response::text(200, text + " from " + request.peer);
}

class ServerTest : public ::testing::Test {
 protected:
  void start(ServerOptions options = {}, Handler handler = echo) {
    options.port = 0;
    const auto refuse = [](int status) {
      return Response::text(status, "refused " + std::to_string(status));
    };
    server_ = std::make_unique<Server>(options, std::move(handler), refuse, log_);
    const Status started = server_->start();
    ASSERT_TRUE(started.ok()) << started.error().detail;
  }
  std::string ask(std::string_view text) {
    TestingClient client(server_->port());
    client.say(text);
    return client.hear_answer();
  }

  Log log_{Log::Level::off};
  std::unique_ptr<Server> server_;
};

TEST_F(ServerTest, AnswersWithLengthDateAndNoBanner) {
  start();
  const std::string answer = ask("GET /hello%20you?q=1 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\nDate: "));
  EXPECT_THAT(answer, HasSubstr("\r\nContent-Length: "));
  EXPECT_THAT(answer, Not(HasSubstr("Server:")));
  EXPECT_THAT(answer, EndsWith("GET /hello you  from 127.0.0.1"));
}

TEST_F(ServerTest, KeepsTheConnectionAndAnswersPipelinedRequestsInOrder) {
  start();
  TestingClient client(server_->port());
  client.say(
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET /3 "
      "HTTP/1.1\r\nHo");
  EXPECT_THAT(client.hear_answer(), HasSubstr("GET /1"));
  EXPECT_THAT(client.hear_answer(), HasSubstr("POST /2 abc"));
  client.say("st: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.hear_answer(), AllOf(HasSubstr("GET /3"), HasSubstr("Connection: close")));
  EXPECT_TRUE(client.at_end());
}

TEST_F(ServerTest, ClosesAfterAnHttp10RequestUnlessAskedNotTo) {
  start();
  TestingClient closing(server_->port());
  closing.say("GET / HTTP/1.0\r\n\r\n");
  EXPECT_THAT(closing.hear_all(), HasSubstr("Connection: close"));
  TestingClient keeping(server_->port());
  keeping.say("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_THAT(keeping.hear_answer(), HasSubstr("Connection: keep-alive"));
  keeping.say("GET /again HTTP/1.0\r\n\r\n");
  EXPECT_THAT(keeping.hear_answer(), HasSubstr("GET /again"));
}

TEST_F(ServerTest, HeadHasTheLengthOfTheBodyItDoesNotSend) {
  start();
  TestingClient client(server_->port());
  client.say("HEAD /big HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.hear_all(), AllOf(HasSubstr("Content-Length: 3000000\r\n"), EndsWith("\r\n\r\n")));
}

TEST_F(ServerTest, NoContentHasNoLength) {
  start();
  EXPECT_THAT(ask("GET /empty HTTP/1.1\r\nHost: x\r\n\r\n"),
              AllOf(StartsWith("HTTP/1.1 204 No Content\r\n"), Not(HasSubstr("Content-Length"))));
}

TEST_F(ServerTest, SendsABigBodyWhole) {
  start();
  const std::string answer = ask("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.size() - answer.find("\r\n\r\n") - 4, 3'000'000U);
}

TEST_F(ServerTest, ReadsAChunkedBodyInAnyPieces) {
  start();
  TestingClient client(server_->port());
  const std::string text =
      "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;ext=1\r\nhello\r\n6\r\n "
      "world\r\n0\r\nX: y\r\n\r\n";
  for (const char c : text) client.say(std::string(1, c));
  EXPECT_THAT(client.hear_answer(), HasSubstr("POST /c hello world"));
  client.say(text);
  EXPECT_THAT(client.hear_answer(), HasSubstr("POST /c hello world"));
}

TEST_F(ServerTest, SaysContinueOnlyWhenTheBodyWillBeRead) {
  start({.body_bytes_max = 10});
  TestingClient client(server_->port());
  client.say("POST /e HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  EXPECT_EQ(client.hear_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.say("body");
  EXPECT_THAT(client.hear_answer(), HasSubstr("POST /e body"));
  client.say("POST /e HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");
  EXPECT_THAT(client.hear_answer(), StartsWith("HTTP/1.1 413 "));
}

TEST_F(ServerTest, RefusesABodyOverTheLimitAnnouncedOrNot) {
  start({.body_bytes_max = 1000});
  TestingClient client(server_->port());
  client.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n");
  client.say(std::string(200'000, 'x'));
  EXPECT_THAT(client.hear_all(), AllOf(StartsWith("HTTP/1.1 413 "), EndsWith("refused 413")));
  EXPECT_THAT(
      ask("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'x')),
      StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(ask("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, 'x')),
              StartsWith("HTTP/1.1 200 "));
}

TEST_F(ServerTest, RefusesAHeaderOverTheLimit) {
  start({.header_bytes_max = 4096});
  EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(5000, 'x')), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(ask("GET /" + std::string(5000, 'x')), StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(
      ask("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(20'000, 'x')),
      StartsWith("HTTP/1.1 4"));
}

TEST_F(ServerTest, RefusesWhatIsNotHttp) {
  start();
  for (const std::string_view text : {
           "nonsense\r\n\r\n",
           "GET / HTTP/1.1\r\n\r\n",                                   // no Host
           "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",             // two
           "GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n",                  // not a path
           "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",  //
           "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
           "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
           "GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n",
           "GET / HTTP/3.7\r\nHost: x\r\n\r\n",
       }) {
    EXPECT_THAT(ask(text), StartsWith("HTTP/1.1 400 ")) << text;
  }
  EXPECT_THAT(ask("BREW / HTTP/1.1\r\nHost: x\r\n\r\n"), StartsWith("HTTP/1.1 501 "));
  EXPECT_THAT(ask("GET http://other/path?x=1 HTTP/1.1\r\nHost: x\r\n\r\n"), HasSubstr("GET /path "));
}

TEST_F(ServerTest, TellsASlowSenderAndQuietlyClosesAnIdleOne) {
  start({.idle_seconds = 1, .request_seconds = 1});
  TestingClient slow(server_->port());
  TestingClient idle(server_->port());
  slow.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_THAT(slow.hear_all(), StartsWith("HTTP/1.1 408 "));
  EXPECT_EQ(idle.hear_all(), "");
  EXPECT_TRUE(idle.at_end());
}

TEST_F(ServerTest, BelievesTheProxyOnThisMachineAboutTheLastHopOnly) {
  start();
  EXPECT_THAT(ask("GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.9\r\n\r\n"),
              EndsWith("from 203.0.113.9"));
  EXPECT_THAT(
      ask("GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6\r\nx-forwarded-for: 203.0.113.8\r\n\r\n"),
      EndsWith("from 203.0.113.8"));
}

TEST_F(ServerTest, AnExceptionIsABare500AndTheConnectionLivesOn) {
  start();
  TestingClient client(server_->port());
  client.say("GET /throw HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.hear_answer(), AllOf(StartsWith("HTTP/1.1 500 "), Not(HasSubstr("broken"))));
  client.say("GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.hear_answer(), HasSubstr("GET /next"));
}

TEST_F(ServerTest, ServesManyClientsAtOnce) {
  start({.workers = 4});
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&, t] {
      TestingClient client(server_->port());
      for (int i = 0; i < 50; ++i) {
        const std::string path = "/" + std::to_string(t) + "-" + std::to_string(i);
        client.say("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
        if (client.hear_answer().ends_with("GET " + path + "  from 127.0.0.1")) ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 16 * 50);
}

TEST_F(ServerTest, RefusesWith503WhenTheQueueIsFull) {
  std::promise<void> release;
  const std::shared_future<void> released = release.get_future().share();
  std::latch started(1);
  start({.workers = 1, .queue_max = 1}, [&, released](const Request& request) {
    if (request.path == "/first") started.count_down();
    released.wait();
    return Response::text(200, "done");
  });
  TestingClient first(server_->port());
  first.say("GET /first HTTP/1.1\r\nHost: x\r\n\r\n");
  started.wait();
  std::vector<std::unique_ptr<TestingClient>> others;
  for (int i = 0; i < 3; ++i) {
    others.push_back(std::make_unique<TestingClient>(server_->port()));
    others.back()->say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  // One waits in the queue, the other two are refused while the worker is still busy.
  int refused = 0;
  for (auto& other : others)
    refused += other->hear_until("\r\n\r\n", 500).starts_with("HTTP/1.1 503 ") ? 1 : 0;
  EXPECT_EQ(refused, 2);
  release.set_value();
  EXPECT_THAT(first.hear_answer(), EndsWith("done"));
}

TEST_F(ServerTest, TurnsAwayConnectionsOverTheLimit) {
  start({.connections_max = 1});
  TestingClient first(server_->port());
  first.say("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(first.hear_answer(), HasSubstr("GET /1"));
  TestingClient second(server_->port());
  EXPECT_THAT(second.hear_all(), StartsWith("HTTP/1.1 503 "));
  first.close();
  for (int i = 0; i < 100; ++i) {  // the server learns of the close on its own time
    if (ask("GET /2 HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200 ")) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  FAIL() << "the place of a closed connection was not given to another";
}

TEST_F(ServerTest, CanCutAnAnswerAfterSomeBytesOrGiveNone) {
  start({}, [](const Request& request) {
    Response response = Response::text(200, "0123456789");
    if (request.path == "/none") response.no_answer = true;
    if (request.path == "/head") response.cut_after = 0;
    if (request.path == "/four") response.cut_after = 4;
    return response;
  });
  const auto all = [&](const std::string& path) {
    TestingClient client(server_->port());
    client.say("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    std::string heard = client.hear_all();
    EXPECT_TRUE(client.at_end() && client.was_reset()) << path;
    return heard;
  };
  EXPECT_EQ(all("/none"), "");
  EXPECT_THAT(all("/head"), AllOf(HasSubstr("Content-Length: 10\r\n"), EndsWith("\r\n\r\n")));
  EXPECT_THAT(all("/four"), AllOf(HasSubstr("Content-Length: 10\r\n"), EndsWith("\r\n\r\n0123")));
}

TEST_F(ServerTest, StopLetsARunningRequestEnd) {
  std::latch started(1);
  start({}, [&](const Request&) {
    started.count_down();
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    return Response::text(200, "finished");
  });
  TestingClient idle(server_->port());
  TestingClient busy(server_->port());
  busy.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  started.wait();
  const std::uint16_t port = server_->port();
  server_->stop();
  EXPECT_THAT(busy.hear_all(), AllOf(HasSubstr("Connection: close"), EndsWith("finished")));
  EXPECT_TRUE(idle.at_end());
  EXPECT_THROW(TestingClient{port}, std::runtime_error);
  server_->stop();  // again: nothing happens
}

TEST_F(ServerTest, StopDoesNotWaitLongerThanItsGraceForAPeer) {
  start();
  TestingClient half(server_->port());
  half.say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const auto begin = std::chrono::steady_clock::now();
  server_->stop(100);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  EXPECT_TRUE(half.at_end());
}

TEST_F(ServerTest, APortInUseIsAnErrorWithItsFix) {
  start();
  Server second({.port = server_->port()}, echo, nullptr, log_);
  const Status started = second.start();
  ASSERT_FALSE(started.ok());
  EXPECT_EQ(started.error().code, Code::network);
  EXPECT_THAT(started.error().detail, HasSubstr("in use"));
  EXPECT_THAT(started.error().fix, Not(HasSubstr("127")));
}

}  // namespace
}  // namespace every::http
