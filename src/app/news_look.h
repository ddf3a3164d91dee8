// What there is to mail of, for each person of a workspace, as things stand in a transaction. Nothing is
// written here (news.h does that).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/news_words.h"
#include "domain/news.h"

namespace every::app {

// A person's mark of a kind moves on; with words, a mail goes with it.
struct NewsStep {
  store::User user;
  const domain::NewsKind* kind;
  domain::NewsMark mark;
  std::optional<NewsWords> words;
};

struct NewsLook {
  std::vector<NewsStep> steps;
  bool unnoted_wins = false;  // somebody waits for won deals, and there are new ones
  bool empty() const { return steps.empty() && !unnoted_wins; }
};

NewsLook look_for_news(const App& app, store::Tx& tx, const Actor& actor);

}  // namespace every::app
