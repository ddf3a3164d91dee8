#include "chat/weigh.h"

#include <algorithm>

#include "chat/fill.h"
#include "chat/intents.h"
#include "chat/orders.h"
#include "chat/slots.h"
#include "chat/surround.h"
#include "chat/votes.h"

namespace every::chat {
namespace {

// What the grammar's own choice has before the others, in tenths of a vote, and more the surer it was; a
// change that it chose has more, and one that it only thought of has less.
constexpr int kOwn = 5, kOwnChange = 10, kOtherChange = -10, kSure = 20;

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
  std::string best;
  int most = 0;
  for (const auto& [tool, votes] : votes_of(r)) {
    const bool change = changes(tool);
    const auto fit = fits.find(tool);
    // Where the grammar would ask it has a reason to.
    if (change && tool != own && (fit == fits.end() || own == "ask")) continue;
    int sum = votes + (fit == fits.end() ? 0 : fit->second);
    if (tool == own)
      sum += change ? kOwnChange : kOwn + 2 * std::max(0, understood.score - kSure);
    else if (change)
      sum += kOtherChange;
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
