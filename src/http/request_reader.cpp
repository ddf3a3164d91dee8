#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "http/request_reader_detail.h"

namespace every::http {
namespace beast = boost::beast::http;
namespace {

using Parser = beast::request_parser<beast::string_body>;

std::optional<Method> method_of(beast::verb verb) {
  switch (verb) {
    case beast::verb::get:
      return Method::get;
    case beast::verb::head:
      return Method::head;
    case beast::verb::post:
      return Method::post;
    case beast::verb::put:
      return Method::put;
    case beast::verb::patch:
      return Method::patch;
    case beast::verb::delete_:
      return Method::del;
    case beast::verb::options:
      return Method::options;
    default:
      return std::nullopt;
  }
}

int status_of(const boost::system::error_code& error) {
  if (error == beast::error::body_limit || error == beast::error::buffer_overflow) return 413;
  if (error == beast::error::header_limit) return 431;
  return 400;
}

std::string_view view(boost::beast::string_view text) {
  return {text.data(), text.size()};
}

// "http://host/path" (a proxy's form) becomes "/path"; nothing when the target is neither that nor a path.
std::optional<std::string> origin_form(std::string_view target) {
  if (target == "*") return std::string(target);
  if (target.starts_with('/')) return std::string(target);
  const auto scheme = target.find("://");
  if (scheme == std::string_view::npos) return std::nullopt;
  const auto path = target.find_first_of("/?", scheme + 3);
  if (path == std::string_view::npos) return "/";
  return (target[path] == '?' ? "/" : "") + std::string(target.substr(path));
}

bool is_loopback(std::string_view address) {
  return address == "::1" || address.starts_with("127.");
}

// Behind a proxy on this machine, the last entry is the one that this proxy saw itself; earlier ones are
// hearsay.
std::string client_address(const Headers& headers, const std::string& peer) {
  if (!is_loopback(peer)) return peer;
  std::string_view last;
  for (const auto& [name, value] : headers.all()) {
    if (name.size() != 15 || !boost::beast::iequals(name, "X-Forwarded-For")) continue;
    last = value;
  }
  if (const auto comma = last.rfind(','); comma != std::string_view::npos) last.remove_prefix(comma + 1);
  while (!last.empty() && last.front() == ' ') last.remove_prefix(1);
  while (!last.empty() && last.back() == ' ') last.remove_suffix(1);
  return last.empty() || last.size() > 64 ? peer : std::string(last);
}

}  // namespace

struct RequestReader::Impl {
  RequestLimits limits;
  std::optional<Parser> parser;

  // What the parser lets through and HTTP/1.1 does not.
  int refusal() const {
    const auto& message = parser->get();
    if (!method_of(message.method())) return 501;
    if (!origin_form(view(message.target()))) return 400;
    const auto hosts = message.count(beast::field::host);
    if (hosts > 1 || (hosts == 0 && message.version() >= 11)) return 400;
    // Only "chunked" is understood; anything else would leave the body's end in doubt.
    if (message.count(beast::field::transfer_encoding) > 0 && !parser->chunked()) return 501;
    return 0;
  }
};

RequestReader::RequestReader(RequestLimits limits) : impl_(std::make_unique<Impl>()) {
  impl_->limits = limits;
  begin();
}

RequestReader::~RequestReader() = default;

void RequestReader::begin() {
  Parser& parser = impl_->parser.emplace();
  parser.header_limit(static_cast<std::uint32_t>(impl_->limits.header_bytes_max));
  parser.body_limit(impl_->limits.body_bytes_max);
  parser.eager(true);
}

RequestReader::Progress RequestReader::feed(std::string_view data) {
  Parser& parser = *impl_->parser;
  const bool header_was_done = parser.is_header_done();
  boost::system::error_code error;
  const boost::asio::const_buffer bytes(data.data(), data.size());
  Progress progress;
  progress.consumed = parser.put(bytes, error);
  if (error && error != beast::error::need_more) {
    progress.state = State::refused;
    progress.status = status_of(error);
    return progress;
  }
  if (!header_was_done && parser.is_header_done()) progress.status = impl_->refusal();
  if (progress.status != 0) {
    progress.state = State::refused;
  } else if (parser.is_done()) {
    progress.state = State::done;
  } else if (data.size() - progress.consumed > impl_->limits.header_bytes_max) {
    // A chunk's own header has no end: the parser alone would wait for it for ever.
    progress.state = State::refused;
    progress.status = 431;
  }
  return progress;
}

bool RequestReader::expects_continue() const {
  const Parser& parser = *impl_->parser;
  if (!parser.is_header_done() || parser.is_done() || parser.get().version() < 11) return false;
  return boost::beast::iequals(parser.get()[beast::field::expect], "100-continue");
}

bool RequestReader::keep_alive() const {
  return impl_->parser->keep_alive();
}

bool RequestReader::is_http_1_0() const {
  return impl_->parser->get().version() < 11;
}

Request RequestReader::take(const std::string& peer) {
  auto& message = impl_->parser->get();
  Request request = request_of(*method_of(message.method()),
                               std::string(*origin_form(view(message.target()))), std::move(message.body()));
  for (const auto& field : message)
    request.headers.add(view(field.name_string()), std::string(view(field.value())));
  request.peer = client_address(request.headers, peer);
  return request;
}

}  // namespace every::http
