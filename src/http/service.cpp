#include <exception>
#include <utility>

#include "base/time.h"
#include "http/connection_detail.h"
#include "http/wire_detail.h"

namespace every::http {

Service::Service(ServerOptions options_, Handler handler_, std::function<Response(int)> refuse_, Log& log_)
    : options(std::move(options_)),
      handler(std::move(handler_)),
      refuse(std::move(refuse_)),
      log(log_),
      workers(options.workers, options.queue_max) {}

Response Service::answer(const Request& request) {
  if (abandoned) return refusal(503);
  try {
    return handler(request);
  } catch (const std::exception& error) {
    log.error("http.handler_failed", {{"what", error.what()}});
  } catch (...) {
    log.error("http.handler_failed");
  }
  return Response::text(500, "Internal server error\n");
}

bool Service::begin_stream(const Response& response, const std::shared_ptr<EventStream>& stream) {
  try {
    response.stream(stream);
    return true;
  } catch (const std::exception& error) {
    log.error("http.handler_failed", {{"what", error.what()}});
  } catch (...) {
    log.error("http.handler_failed");
  }
  return false;
}

Response Service::refusal(int status) {
  try {
    if (refuse) return refuse(status);
  } catch (const std::exception& error) {
    log.error("http.refusal_failed", {{"what", error.what()}});
  }
  return Response::text(status, std::string(reason(status)) + "\n");
}

std::string_view Service::date() {
  const std::time_t now = to_ms(SystemClock().now()) / 1'000;
  if (std::exchange(date_seconds_, now) != now) date_text_ = http_date(now);
  return date_text_;
}

}  // namespace every::http
