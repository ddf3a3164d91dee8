#include "base/tasks.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <thread>

namespace every {
namespace {

TEST(TasksTest, WhatACallThrowsArrivesWhereItsAnswerIsAskedFor) {
  RealTasks tasks;
  Pending<std::string> said(tasks, [] { return std::string("here"); });
  Pending<std::string> threw(tasks, []() -> std::string { throw std::runtime_error("disk"); });
  EXPECT_EQ(said.get(), "here");
  EXPECT_THROW(threw.get(), std::runtime_error);
}

TEST(TasksTest, AWaitEndsByItsSignalItsStopOrItsTime) {
  RealTasks tasks;
  std::mutex mutex;
  Signal signal;
  bool ready = false;
  const auto waiting = [&](const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    return tasks.wait_until(lock, signal, stop, [&] { return ready; });
  };
  std::optional<bool> told, stopped;
  auto one = tasks.start([&](const std::stop_token& stop) { stopped = waiting(stop); });
  one->request_stop();
  one->join();
  auto two = tasks.start([&](const std::stop_token& stop) { told = waiting(stop); });
  {
    const std::lock_guard lock(mutex);
    ready = true;
  }
  signal.notify_all();
  two->join();
  EXPECT_EQ(stopped, false);
  EXPECT_EQ(told, true);
  std::unique_lock lock(mutex);
  EXPECT_FALSE(tasks.wait(lock, signal, {}, Millis(1)));
  EXPECT_TRUE(lock.owns_lock());
}

// However long whoever gives the signal is kept from it.
TEST(TasksTest, AClockThatWaitingMovesStandsStillWhereASignalIsWaitedFor) {
  ManualClock clock(from_ms(0));
  ClockTasks tasks(clock);
  std::mutex mutex;
  Signal signal;
  bool ready = false;
  auto waiting = tasks.start([&](const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    tasks.wait_until(lock, signal, stop, [&] { return ready; });
  });
  std::this_thread::sleep_for(Millis(20));
  EXPECT_EQ(to_ms(clock.now()), 0);
  {
    const std::lock_guard lock(mutex);
    ready = true;
  }
  signal.notify_all();
  waiting->join();
  EXPECT_EQ(to_ms(clock.now()), 0);
  // A wait that its time ends is over at once, as late as it would be.
  std::unique_lock lock(mutex);
  EXPECT_FALSE(tasks.wait(lock, signal, {}, Millis(1'000)));
  EXPECT_EQ(to_ms(clock.now()), 1'000);
}

}  // namespace
}  // namespace every
