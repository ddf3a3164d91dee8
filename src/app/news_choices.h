// What a person chose to be mailed of. The bell tells it all, whatever is chosen here.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "base/json.h"
#include "domain/news.h"

namespace every::app {

// Who may do nothing about a kind is neither asked nor mailed.
Permission permission_of(const domain::NewsKind& kind);
bool wants(const std::map<std::string, bool>& choices, const domain::NewsKind& kind);

struct NewsChoices {
  struct One {
    const domain::NewsKind* kind;
    bool mail = false;
  };
  std::vector<One> items;  // of those that the person's role may do something about
  bool ready = false;      // the workspace can send mail
  std::string problem;     // why the last mail did not go; "": it did, or is on its way
};

// Errors: forbidden (a token is no person).
Result<NewsChoices> news_choices(const App& app, const Actor& actor);
// Body: {email: {kind: true or false}}; what is absent stays. What is switched on is told from now on.
// Errors: forbidden, validation.
Result<NewsChoices> change_news_choices(const App& app, const Actor& actor, const json::value& body);

}  // namespace every::app
