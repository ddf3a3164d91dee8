#include "run.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "base/text.h"
#include "planted.h"
#include "world.h"

namespace every::sim {
namespace {

constexpr unsigned kSecondsMax = 120;  // a history takes a tenth of one

// One outcome as text: turns, what is wrong, the story.
std::string packed(const Outcome& outcome) {
  return fmt::format("{}\n{}\n{}", outcome.turns, outcome.ok ? "" : outcome.what + "\x01", outcome.story);
}

Outcome unpacked(const std::string& text) {
  Outcome out;
  const auto first = text.find('\n');
  if (first == std::string::npos) {
    out.what = "the process ended before it said anything";
    return out;
  }
  out.turns = std::strtoull(text.c_str(), nullptr, 10);
  const auto end = text.find('\x01', first);
  out.ok = end == std::string::npos;
  if (!out.ok) out.what = text.substr(first + 1, end - first - 1);
  out.story = text.substr((out.ok ? first : end) + 2);
  return out;
}

void write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const auto n = ::write(fd, text.data(), text.size());
    if (n <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

Outcome play(const History& history, const Plant& plant, int stuck_fd) {
  Outcome out;
  World world(history, [&](const std::string& why) {
    out.what = why;
    if (stuck_fd >= 0)
      write_all(stuck_fd, packed(out));
    else
      std::fprintf(stderr, "seed %llu: %s\n%s", static_cast<unsigned long long>(history.seed), why.c_str(),
                   out.story.c_str());
    std::_Exit(3);
  });
  if (!plant.empty()) world.spoil([&](auto source) { return planted(plant, std::move(source)); });
  const auto tell = [&](const std::string& words) {
    if (!words.empty()) out.story += to_rfc3339(world.keep().stage.now()).substr(5, 18) + "  " + words + "\n";
  };
  try {
    for (const Step& step : history.steps) tell(world.take(step));
    out.ok = true;
  } catch (const Failure& failure) {
    out.what = failure.what;
  } catch (const std::exception& e) {
    out.what = std::string("an exception: ") + e.what();
  }
  out.turns = world.keep().stage.turns();
  return out;
}

Outcome play_apart(const History& history, const Plant& plant) {
  int ends[2];
  if (::pipe(ends) != 0) return {.ok = false, .what = "no pipe", .story = "", .turns = 0};
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    ::alarm(kSecondsMax);
    write_all(ends[1], packed(play(history, plant, ends[1])));
    std::_Exit(0);
  }
  ::close(ends[1]);
  std::string text;
  char buffer[65536];
  for (ssize_t n = 0; (n = ::read(ends[0], buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(n));
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  Outcome out = unpacked(text);
  if (WIFSIGNALED(status)) {
    out.ok = false;
    out.what = fmt::format("the process was ended by signal {} {}", WTERMSIG(status), out.what);
  } else if (WEXITSTATUS(status) != 0) {
    out.ok = false;
  }
  return out;
}

History shorten(History history, const Plant& plant, std::chrono::seconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  const auto late = [&] { return std::chrono::steady_clock::now() > end; };
  const auto fails = [&](const History& h) { return !play_apart(h, plant).ok; };
  for (std::size_t part = history.steps.size() / 2; part > 0 && !late();) {
    bool shorter = false;
    for (std::size_t at = 0; at + part < history.steps.size() && !late();) {
      History less = history;
      const auto from = less.steps.begin() + static_cast<std::ptrdiff_t>(at);
      less.steps.erase(from, from + static_cast<std::ptrdiff_t>(part));
      if (fails(less))
        history = std::move(less), shorter = true;
      else
        at += part;
    }
    if (!shorter || part > 1) part = part == 1 ? 0 : part / 2;
  }
  for (int History::* size : {&History::contacts, &History::companies, &History::deals})
    while (history.*size > 1 && !late()) {
      History less = history;
      less.*size /= 2;
      if (!fails(less)) break;
      history = less;
    }
  return history;
}

}  // namespace every::sim
