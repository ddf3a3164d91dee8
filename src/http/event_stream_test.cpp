#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "http/server.h"
#include "http/testing_client.h"

namespace every::http {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view kAsk = "GET /events HTTP/1.1\r\nHost: x\r\n\r\n";

bool eventually(const std::function<bool()>& holds) {
  for (int i = 0; i < 500; ++i) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

class EventStreamTest : public ::testing::Test {
 protected:
  // Whatever is asked for, an event stream is the answer.
  void start(ServerOptions options = {}) {
    options.port = 0;
    const auto handler = [this](const Request&) {
      Response response;
      response.stream = [this](std::shared_ptr<EventWriter> writer) {
        writer->send("1", "hello", "first");
        writer_.set_value(std::move(writer));
      };
      return response;
    };
    server_ = std::make_unique<Server>(options, handler, nullptr, log_);
    ASSERT_TRUE(server_->start().ok());
  }
  std::shared_ptr<EventWriter> writer() { return writer_.get_future().get(); }

  Log log_{Log::Level::off};
  std::promise<std::shared_ptr<EventWriter>> writer_;
  std::unique_ptr<Server> server_;
};

TEST_F(EventStreamTest, DeliversEventsFromAnyThreadAsTheyCome) {
  start();
  TestingClient client(server_->port());
  client.say(kAsk);
  EXPECT_THAT(client.hear_until("\r\n\r\n"), AllOf(HasSubstr("Content-Type: text/event-stream\r\n"),
                                                   HasSubstr("Transfer-Encoding: chunked\r\n")));
  EXPECT_THAT(client.hear_until("\n\n"), EndsWith("id: 1\nevent: hello\ndata: first\n\n"));
  const auto events = writer();
  std::thread([&] { events->send("2", "run", "{\"a\":1}"); }).join();
  EXPECT_THAT(client.hear_until("\n\n"), EndsWith("id: 2\nevent: run\ndata: {\"a\":1}\n\n"));
  EXPECT_TRUE(events->comment("alive"));
  EXPECT_THAT(client.hear_until("\n\n"), EndsWith(": alive\n\n"));
  events->send("3", "", "last");
  events->close();
  EXPECT_THAT(client.hear_all(), AllOf(HasSubstr("data: last\n\n"), EndsWith("\r\n0\r\n\r\n")));
  EXPECT_TRUE(client.at_end());
  EXPECT_FALSE(events->send("4", "", "late"));
}

TEST_F(EventStreamTest, AnOldClientGetsTheSameUntilTheConnectionCloses) {
  start();
  TestingClient client(server_->port());
  client.say("GET /events HTTP/1.0\r\n\r\n");
  EXPECT_THAT(client.hear_until("\r\n\r\n"), Not(HasSubstr("chunked")));
  EXPECT_EQ(client.hear_until("\n\n"), "id: 1\nevent: hello\ndata: first\n\n");
  writer()->close();
  EXPECT_TRUE(client.at_end());
}

TEST_F(EventStreamTest, TheWriterLearnsThatThePeerIsGone) {
  start();
  TestingClient client(server_->port());
  client.say(kAsk);
  const auto events = writer();
  client.hear_until("first\n\n");
  EXPECT_TRUE(events->open());
  client.close();
  EXPECT_TRUE(eventually([&] { return !events->open(); }));
  EXPECT_FALSE(events->comment("alive"));
}

TEST_F(EventStreamTest, APeerThatDoesNotReadIsCutOffAtTheBound) {
  start({.stream_bytes_max = 256 * 1024});
  TestingClient client(server_->port(), 4096);
  client.say(kAsk);
  const auto events = writer();
  const std::string data(16 * 1024, 'x');
  int sent = 0;
  // The kernel's own buffers take some megabytes before ours begins to fill.
  while (sent < 10'000 && events->send("n", "big", data)) ++sent;
  EXPECT_LT(sent, 10'000);
  EXPECT_FALSE(events->open());
  client.hear_all();
  EXPECT_TRUE(client.at_end());
}

TEST_F(EventStreamTest, StopClosesStreamsAndTheWriterOutlivesTheServer) {
  start();
  TestingClient client(server_->port());
  client.say(kAsk);
  const auto events = writer();
  server_->stop();
  EXPECT_THAT(client.hear_all(), EndsWith("0\r\n\r\n"));
  server_.reset();
  EXPECT_FALSE(events->open());
  EXPECT_FALSE(events->send("9", "late", "x"));
  events->close();
}

TEST_F(EventStreamTest, ManyWritersOfOneStreamLoseNothing) {
  start();
  TestingClient client(server_->port());
  client.say("GET /events HTTP/1.0\r\n\r\n");
  const auto events = writer();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 250; ++i) events->send("", "tick", "z");
    });
  }
  for (std::thread& thread : threads) thread.join();
  events->close();
  const std::string heard = client.hear_all();
  int count = 0;
  for (auto at = heard.find("data: z\n\n"); at != std::string::npos; at = heard.find("data: z\n\n", at + 1))
    ++count;
  EXPECT_EQ(count, 1000);
}

TEST_F(EventStreamTest, HeadOfAStreamOpensNone) {
  start();
  TestingClient client(server_->port());
  client.say("HEAD /events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.hear_all(), AllOf(StartsWith("HTTP/1.1 200 "), EndsWith("\r\n\r\n")));
}

}  // namespace
}  // namespace every::http
