#include "network.h"

#include <algorithm>

#include "base/text.h"

namespace every::sim {

Result<net::HttpResponse> Network::send(const net::HttpRequest& request) {
  ++requests;
  const auto one_way = [&] {
    const int least = quickest_ms / 2, more = std::max(slowest_ms / 2 - least, 0);
    stage_.sleep_for(
        Millis(least + static_cast<std::int64_t>(stage_.dice() % (static_cast<std::uint64_t>(more) + 1))));
  };
  const auto lose = [&](int percent) {
    return percent > 0 && stage_.dice() % 100 < static_cast<std::uint64_t>(percent);
  };
  const Error reset(Code::network, "The connection was reset.", "Try again later.");
  one_way();
  if (lose(lost_percent / 2)) return reset;
  if (lose(silent_percent)) {
    stage_.sleep_for(request.timeout);
    return Error(Code::network, "No answer in time.", "Try again later.");
  }
  const auto method = request.method == "GET"      ? http::Method::get
                      : request.method == "DELETE" ? http::Method::del
                                                   : http::Method::post;
  auto to = http::request_of(method, request.url.substr(request.url.find('/', request.url.find("://") + 3)),
                             request.body);
  for (const auto& [name, value] : request.headers) to.headers.set(name, value);
  const http::Response answer = sandbox_.handle(to);
  if (answer.drip_ms > 0) stage_.sleep_for(Millis(10 * answer.drip_ms));
  one_way();
  if (lose(lost_percent / 2)) return reset;
  if (answer.no_answer) return reset;
  if (answer.cut_after && *answer.cut_after < answer.body.size())
    return Error(Code::network, "The answer was cut short.", "Try again later.");
  net::HttpResponse out{.status = answer.status, .headers = {}, .body = answer.body};
  for (const auto& [name, value] : answer.headers.all())
    out.headers.emplace_back(to_lower_ascii(name), value);
  return out;
}

}  // namespace every::sim
