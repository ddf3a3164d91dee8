// ./dev sim SEED | --count N [--from SEED] [--jobs J] | --test FIXED FRESH | --plants
// --load CONTACTS COMPANIES DEALS LATENCY_MS is what `./dev bench virtual` asks.
#include <fmt/format.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "run.h"
#include "virtual_load.h"

namespace {

using namespace every::sim;
using Seeds = std::vector<std::uint64_t>;

constexpr std::chrono::seconds kShortenFor{60};
constexpr int kStoriesMax = 2;
constexpr std::uint64_t kPlantSeedsMax = 60;

void say(const std::string& line) {
  std::fputs((line + "\n").c_str(), stdout);
  std::fflush(stdout);
}

// The seeds that fail, over some processes, each on a processor of its own: handing the baton between threads
// is far quicker there.
Seeds failing(const Seeds& seeds, unsigned jobs) {
  int ends[2];
  if (::pipe(ends) != 0) std::exit(1);
  std::fflush(nullptr);
  std::vector<pid_t> children;
  for (unsigned job = 0; job < jobs; ++job) {
    const pid_t child = ::fork();
    if (child != 0) {
      children.push_back(child);
      continue;
    }
    cpu_set_t mine;
    CPU_ZERO(&mine);
    CPU_SET(job % static_cast<unsigned>(::sysconf(_SC_NPROCESSORS_ONLN)), &mine);
    ::sched_setaffinity(0, sizeof mine, &mine);
    for (std::size_t i = job; i < seeds.size(); i += jobs) {
      // One history, told as one short line: "seed turns ok", written at once.
      const Outcome outcome = play_apart(history_of(seeds[i]), "");
      const std::string line = fmt::format("{} {}\n", seeds[i], outcome.ok ? 1 : 0);
      if (::write(ends[1], line.data(), line.size()) < 0) std::_Exit(1);
    }
    std::_Exit(0);
  }
  ::close(ends[1]);
  Seeds bad;
  std::size_t done = 0;
  std::FILE* in = ::fdopen(ends[0], "r");
  char line[64];
  const bool terminal = ::isatty(STDERR_FILENO) != 0;
  while (std::fgets(line, sizeof line, in) != nullptr) {
    ++done;
    char* rest = nullptr;
    const std::uint64_t seed = std::strtoull(line, &rest, 10);
    if (std::strtol(rest, nullptr, 10) == 0) bad.push_back(seed);
    if (terminal && done % 50 == 0)
      std::fprintf(stderr, "\r%zu of %zu, %zu failed", done, seeds.size(), bad.size());
  }
  std::fclose(in);
  for (const pid_t child : children) ::waitpid(child, nullptr, 0);
  if (terminal) std::fputs("\r", stderr);
  if (done < seeds.size()) say(fmt::format("{} histories were never told", seeds.size() - done));
  return bad;
}

void tell(const History& history, const Outcome& outcome) {
  say(outcome.story + "FAILED: " + outcome.what);
  say(fmt::format("It replays with ./dev sim {} (a portal of {} contacts, {} companies, {} deals).",
                  history.seed, history.contacts, history.companies, history.deals));
}

// The short story of a seed that fails.
void tell_shortened(std::uint64_t seed) {
  say(fmt::format("\nSeed {} fails; its story, shortened:", seed));
  const History less = shorten(history_of(seed), "", kShortenFor);
  Outcome outcome = play_apart(less, "");
  if (outcome.ok) outcome = play_apart(history_of(seed), "");
  tell(less, outcome);
}

int judge(const Seeds& seeds, unsigned jobs) {
  const auto began = std::chrono::steady_clock::now();
  const Seeds bad = failing(seeds, jobs);
  const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  for (std::size_t i = 0; i < bad.size() && i < kStoriesMax; ++i) tell_shortened(bad[i]);
  if (!bad.empty()) {
    std::string all;
    for (const auto seed : bad) all += " " + std::to_string(seed);
    say("\nFailing seeds:" + all);
  }
  say(fmt::format("note: {} histories in {:.1f} s, {:.1f} a second", seeds.size(), took,
                  static_cast<double>(seeds.size()) / took));
  say(fmt::format("{} passed, {} failed", seeds.size() - bad.size(), bad.size()));
  return bad.empty() ? 0 : 1;
}

int one(std::uint64_t seed) {
  const History history = history_of(seed);
  const Outcome outcome = play_apart(history, ""), again = play_apart(history, "");
  if (outcome.turns != again.turns || outcome.story != again.story) {
    say("The seed does not replay exactly: that is a bug of the simulation.");
    return 1;
  }
  if (!outcome.ok) {
    tell(history, outcome);
    tell_shortened(seed);
    return 1;
  }
  say(outcome.story + fmt::format("Everything holds. ({} turns)", outcome.turns));
  return 0;
}

// Every planted bug is found within some seeds, and a seed replays exactly.
int plants_found() {
  int missed = 0;
  for (const Plant& plant : plants()) {
    std::optional<std::uint64_t> found;
    for (std::uint64_t seed = 1; seed <= kPlantSeedsMax && !found; ++seed)
      if (!play_apart(history_of(seed), plant).ok) found = seed;
    say(found ? fmt::format("{}: found by seed {}", plant, *found) : plant + ": NOT FOUND");
    if (!found) ++missed;
  }
  for (const std::uint64_t seed : {3, 4, 5}) {
    const Outcome a = play_apart(history_of(seed), ""), b = play_apart(history_of(seed), "");
    if (a.turns == b.turns && a.story == b.story) continue;
    say(fmt::format("seed {} does not replay exactly", seed));
    ++missed;
  }
  say(fmt::format("{} passed, {} failed", plants().size() + 3 - static_cast<std::size_t>(missed), missed));
  return missed == 0 ? 0 : 1;
}

std::uint64_t number(const char* text) {
  return std::strtoull(text, nullptr, 10);
}

int usage() {
  std::fputs("usage: ./dev sim SEED | --count N [--from SEED] [--jobs J] | --test FIXED FRESH | --plants\n",
             stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) return usage();
  const auto value = [&](const char* name) -> std::optional<std::uint64_t> {
    for (std::size_t i = 0; i + 1 < words.size(); ++i)
      if (words[i] == name) return number(words[i + 1].c_str());
    return std::nullopt;
  };
  const auto jobs = static_cast<unsigned>(value("--jobs").value_or(2));
  if (words[0] == "--plants") return plants_found();
  if (words[0] == "--load" && words.size() == 5) {
    const auto at = [&](std::size_t i) { return number(words[i].c_str()); };
    say(play_load({at(1), at(2), at(3), static_cast<int>(at(4))}));
    return 0;
  }
  Seeds seeds;
  if (const auto count = value("--count")) {
    for (std::uint64_t i = 0; i < *count; ++i) seeds.push_back(value("--from").value_or(1) + i);
    return judge(seeds, jobs);
  }
  if (words[0] == "--test" && words.size() >= 3) {
    for (std::uint64_t i = 1; i <= number(words[1].c_str()); ++i) seeds.push_back(i);
    std::random_device device;
    std::string fresh;
    for (std::uint64_t i = 0; i < number(words[2].c_str()); ++i) {
      seeds.push_back(1'000'000 + device() % 1'000'000'000);
      fresh += " " + std::to_string(seeds.back());
    }
    say("note: new seeds:" + fresh);
    return judge(seeds, jobs);
  }
  if (words[0].find_first_not_of("0123456789") != std::string::npos) return usage();
  return one(number(words[0].c_str()));
}
