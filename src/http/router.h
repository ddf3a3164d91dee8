// Routes by method and path pattern ("/api/clients/{id}"). A literal segment wins over a parameter. HEAD is
// answered by GET's handler without the body. Filled once at start, then read from any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace every::http {

class Router {
 public:
  // Throws std::logic_error for a pattern that is malformed or already there for this method: a bug, found at
  // start.
  void add(Method method, std::string pattern, Handler handler);

  struct Match {
    const Handler* handler = nullptr;  // null: nothing at this path for this method
    std::string pattern;               // for metrics: bounded, no ids
    std::map<std::string, std::string> parameters;
    std::vector<Method> allowed;  // when the path exists for other methods only
  };
  Match find(Method method, std::string_view path) const;

 private:
  struct Route {
    Method method;
    std::string pattern;
    std::vector<std::string> segments;
    Handler handler;
  };
  std::vector<Route> routes_;
};

}  // namespace every::http
