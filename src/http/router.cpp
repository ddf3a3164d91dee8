#include "http/router.h"

#include <algorithm>
#include <stdexcept>

namespace every::http {
namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  path.remove_prefix(1);
  for (;;) {
    const auto slash = path.find('/');
    segments.emplace_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool is_parameter(const std::string& segment) {
  return segment.size() > 2 && segment.front() == '{';
}

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  if (pattern.size() != path.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_parameter(pattern[i]) ? path[i].empty() : pattern[i] != path[i]) return false;
  }
  return true;
}

// Both match the same path. The one with a literal where the other has a parameter, seen from the left, wins.
bool more_literal(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (is_parameter(a[i]) != is_parameter(b[i])) return is_parameter(b[i]);
  }
  return false;
}

void check_pattern(const std::string& pattern, const std::vector<std::string>& segments) {
  for (const std::string& segment : segments) {
    const bool braces = segment.find_first_of("{}") != std::string::npos;
    if (braces && !(is_parameter(segment) && segment.back() == '}')) {
      throw std::logic_error("malformed route: " + pattern);
    }
  }
}

}  // namespace

void Router::add(Method method, std::string pattern, Handler handler) {
  if (pattern.empty() || pattern.front() != '/') throw std::logic_error("malformed route: " + pattern);
  std::vector<std::string> segments = split(pattern);
  check_pattern(pattern, segments);
  for (const Route& route : routes_) {
    if (route.method == method && route.pattern == pattern)
      throw std::logic_error("route is there twice: " + pattern);
  }
  routes_.push_back({method, std::move(pattern), std::move(segments), std::move(handler)});
}

Router::Match Router::find(Method method, std::string_view path) const {
  Match match;
  if (path.empty() || path.front() != '/') return match;
  const std::vector<std::string> segments = split(path);
  const Route* best = nullptr;
  for (const Route& route : routes_) {
    if (!matches(route.segments, segments)) continue;
    if (std::find(match.allowed.begin(), match.allowed.end(), route.method) == match.allowed.end()) {
      match.allowed.push_back(route.method);
    }
    const bool fits = route.method == method || (method == Method::head && route.method == Method::get);
    if (!fits) continue;
    const bool better = best == nullptr || more_literal(route.segments, best->segments) ||
                        (!more_literal(best->segments, route.segments) && route.method == method);
    if (better) best = &route;
  }
  if (best == nullptr) {
    const auto has = [&](Method m) {
      return std::find(match.allowed.begin(), match.allowed.end(), m) != match.allowed.end();
    };
    if (has(Method::get) && !has(Method::head)) match.allowed.push_back(Method::head);
    std::sort(match.allowed.begin(), match.allowed.end());
    return match;
  }
  match.allowed.clear();
  match.handler = &best->handler;
  match.pattern = best->pattern;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string& segment = best->segments[i];
    if (is_parameter(segment)) match.parameters.emplace(segment.substr(1, segment.size() - 2), segments[i]);
  }
  return match;
}

}  // namespace every::http
