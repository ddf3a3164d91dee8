#include "chat/weigh.h"

#include <algorithm>
#include <climits>

#include "chat/fill.h"
#include "chat/intents.h"
#include "chat/orders.h"
#include "chat/slots.h"
#include "chat/surround.h"
#include "chat/votes.h"

namespace every::chat {
namespace {

// What a change that the grammar chose has before the others, and one that it only thought of; and by how
// much a change has to have more votes than whatever reads where the grammar would ask, or did not see it.
constexpr int kOwnChange = 10, kOtherChange = -10, kClearly = 25;

// The best fit of each tool's rows, of changes only those that could be proposed.
std::map<std::string, int, std::less<>> fits_of(const Reading& r) {
  std::map<std::string, int, std::less<>> out;
  const int strangers = strangers_in(r);
  const bool talks = only_talks(r);
  for (const Intent& intent : intents()) {
    int loose = 0;
    const int score = fit(intent, r, strangers, loose);
    if (score <= 0 || (changes(intent.tool) && (talks || loose > 0 || !orders(r, intent)))) continue;
    int& best = out[intent.tool];
    best = std::max(best, score);
  }
  return out;
}

std::string voted_name(const Understood& understood) {
  const auto* why = understood.args.if_contains("why");
  return understood.tool != "cannot" || why == nullptr ? understood.tool
                                                       : "cannot:" + std::string(why->as_string());
}

}  // namespace

Understood weighed(Understood understood, std::string_view said, const Thread& thread,
                   const Context& context) {
  // What goes on with the last question was understood by it.
  if (!thread.tool.empty() && understood.tool == thread.tool) return understood;
  Reading r = read(understood.part.empty() ? said : understood.part);
  if (r.words.size() == 1 && r.words[0].quoted) r = read(std::string(r.words[0].text));
  if (r.words.empty() || r.has("jailbreak")) return understood;
  // "Why?" says little of its own.
  if (!thread.tool.empty() && r.words.size() < 2) return understood;
  surround(r, thread, context);
  const auto fits = fits_of(r);
  const std::string own = voted_name(understood);
  const auto votes = votes_of(r);
  int reads = INT_MIN;  // the most votes of what changes nothing
  for (const auto& [tool, n] : votes)
    if (!changes(tool)) reads = std::max(reads, n);
  const bool ordered =
      !only_talks(r) && !r.has("foreign_object") && !r.has("other_product") && !not_for_us_now(r);
  std::string best;
  int most = 0;
  for (const auto& [tool, n] : votes) {
    const bool change = changes(tool);
    const auto fit = fits.find(tool);
    if (change && tool != own) {
      const bool clearly = n - reads >= kClearly;
      if (fit == fits.end() ? !clearly || !ordered : own == "ask" && !clearly) continue;
    }
    int sum = 2 * n + (fit == fits.end() ? 0 : fit->second);
    if (change) sum += 2 * (tool == own ? kOwnChange : kOtherChange);
    if (!best.empty() && sum <= most) continue;
    most = sum;
    best = tool;
  }
  if (best == own) return understood;
  Understood other{best, {}, "", most, understood.part};
  fill(other, r, thread, context);
  // What lacks what it is about was hardly meant.
  return other.tool == "ask" && best != "ask" ? understood : other;
}

}  // namespace every::chat
