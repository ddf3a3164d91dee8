// Fills the database of an Every that was just set up with a large workspace, through the store's own classes
// in large transactions: so counters, search indexes and whatever one table carries of another are what the
// product would have written. The same arguments give the same rows. `./dev bench serve` starts `every serve`
// over it. Built with the release only.
//
//   every_bench_seed DATABASE CLIENTS DEALS INVOICES PROPOSALS
#include "seed.h"

#include <array>
#include <charconv>

namespace every {
namespace {

Status seed(const std::string& path, const std::array<std::int64_t, 4>& counts) {
  Log log(Log::Level::warn);
  EVERY_TRY(db, store::Database::open({.url = "sqlite:" + path}, log));
  const auto all = db->read([](store::Tx& tx) { return store::Accounts(tx).workspaces(); });
  if (all.size() != 1) return Error(Code::validation, "The database has to hold one workspace, just set up.");
  const SystemClock clock;
  Seed into(*db, store::Tenant(all.front().id), all.front());
  into.pipelines();
  const auto timed = [&](const char* what, std::int64_t count, auto&& work) {
    const auto start = clock.steady();
    work(count);
    fmt::print(stderr, "  {} {} in {:.0f} s\n", count, what,
               std::chrono::duration<double>(clock.steady() - start).count());
  };
  timed("clients", counts[0], [&](std::int64_t n) { into.clients(n); });
  timed("deals", counts[1], [&](std::int64_t n) { into.deals(n); });
  timed("invoices", counts[2], [&](std::int64_t n) { into.invoices(n); });
  timed("proposals", counts[3], [&](std::int64_t n) { into.proposals(n); });
  return done();
}

}  // namespace
}  // namespace every

int main(int count, char** arguments) {
  std::array<std::int64_t, 4> counts{};
  bool right = count == 6;
  for (std::size_t i = 0; right && i < counts.size(); ++i) {
    const std::string_view text = arguments[i + 2];
    right =
        std::from_chars(text.data(), text.data() + text.size(), counts[i]).ptr == text.data() + text.size() &&
        counts[i] >= 0;
  }
  if (!right || counts[0] == 0) {
    fmt::print(stderr, "usage: every_bench_seed DATABASE CLIENTS DEALS INVOICES PROPOSALS\n");
    return 2;
  }
  const auto status = every::seed(arguments[1], counts);
  if (status.ok()) return 0;
  fmt::print(stderr, "seed: {} {}\n", status.error().detail, status.error().fix);
  return 1;
}
