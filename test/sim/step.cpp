#include "step.h"

#include <random>
#include <utility>

namespace every::sim {
namespace {

constexpr std::pair<Verb, int> kWeights[] = {
    {Verb::create, 12},   {Verb::change, 20},       {Verb::clear, 4},      {Verb::recalculate, 4},
    {Verb::touch_all, 2}, {Verb::merge, 8},         {Verb::archive, 7},    {Verb::restore, 5},
    {Verb::purge, 3},     {Verb::associate, 10},    {Verb::dissociate, 5}, {Verb::list, 2},
    {Verb::property, 2},  {Verb::stage, 3},         {Verb::owner, 1},      {Verb::sync, 14},
    {Verb::sweep, 4},     {Verb::scheduled, 3},     {Verb::import_all, 5}, {Verb::import_some, 5},
    {Verb::decide, 5},    {Verb::person, 4},        {Verb::invoice, 6},    {Verb::pay, 4},
    {Verb::cancel, 2},    {Verb::wait, 22},         {Verb::long_wait, 4},  {Verb::fault, 7},
    {Verb::calm, 3},      {Verb::network, 3},       {Verb::limits, 2},     {Verb::lag, 2},
    {Verb::webhooks, 2},  {Verb::kill, 4},          {Verb::kill_at, 5},    {Verb::revoke, 1},
    {Verb::reconnect, 1}, {Verb::expire_tokens, 2}, {Verb::settle, 4},     {Verb::settle_fully, 2},
};

}  // namespace

History history_of(std::uint64_t seed) {
  std::mt19937_64 dice(seed * 0x9e3779b97f4a7c15ULL + 0x51);
  const auto below = [&](std::uint64_t n) { return static_cast<int>(dice() % n); };
  History out{.seed = seed, .contacts = 0, .companies = 0, .deals = 0, .steps = {}};
  // Mostly small; some cross the edge of a page (100).
  out.contacts = 2 + below(below(8) == 0 ? 130 : 25);
  out.companies = 1 + below(8);
  out.deals = 1 + below(10);
  int sum = 0;
  for (const auto& [verb, weight] : kWeights) sum += weight;
  const int length = 10 + below(50);
  for (int i = 0; i < length; ++i) {
    int at = below(static_cast<std::uint64_t>(sum));
    Step step;
    for (const auto& [verb, weight] : kWeights) {
      step.verb = verb;
      if ((at -= weight) < 0) break;
    }
    for (auto& die : step.dice) die = static_cast<std::uint32_t>(dice() >> 32);
    out.steps.push_back(step);
  }
  out.steps.push_back({Verb::settle_fully, {}});
  return out;
}

}  // namespace every::sim
