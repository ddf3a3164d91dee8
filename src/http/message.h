// What the server hands to a handler and gets back. Plain values; no Asio or Beast above this folder.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace every::http {

enum class Method { get, head, post, put, patch, del, options };
std::string_view name(Method method);  // "GET"

// Header names are compared without case; order and repeats are kept.
class Headers {
 public:
  void set(std::string_view name, std::string value);  // replaces
  void add(std::string_view name, std::string value);  // keeps what is there
  // The first value, or nothing.
  std::optional<std::string_view> get(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return entries_; }

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

// Query or form parameters, percent-decoded ("+" is a blank), in order.
class Parameters {
 public:
  static Parameters parse(std::string_view text);
  std::optional<std::string_view> get(std::string_view name) const;  // the first
  std::vector<std::string_view> all(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& entries() const { return entries_; }

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

std::string percent_encode(std::string_view text);  // everything but RFC 3986's unreserved
std::string percent_decode(std::string_view text);

struct Request {
  Method method = Method::get;
  std::string target;  // as sent: "/api/clients?q=a"
  std::string path;    // percent-decoded, without the query
  std::string query_text;
  Parameters query;
  Headers headers;
  std::string body;
  std::string peer;  // the client's address; the last X-Forwarded-For entry when the peer is loopback
  std::map<std::string, std::string> path_parameters;  // "{id}" of the route that matched

  std::optional<std::string> cookie(std::string_view name) const;
};

// As a client sends it: path and query are read from the target.
Request request_of(Method method, std::string target, std::string body = {});

class EventWriter;

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  // When set, the connection stays open and `stream` is called once with a writer (server-sent events);
  // `body` is not sent. The writer may be kept and used from any thread until it says that the peer is gone.
  // Called on the worker's thread right after the handler, before anything is on the wire.
  std::function<void(std::shared_ptr<EventWriter>)> stream;

  // Faults, for the sandbox. `cut_after`: Content-Length announces the whole body, that many bytes of it are
  // sent, and the connection is reset. `no_answer`: the connection is reset without a byte.
  // `drip_ms`: the body goes out in ten parts with so long a wait before each.
  std::optional<std::size_t> cut_after;
  bool no_answer = false;
  int drip_ms = 0;

  static Response text(int status, std::string body, std::string_view type = "text/plain; charset=utf-8");
  static Response json(int status, std::string body);
  static Response redirect(std::string location, int status = 303);
};

// One open event stream. Thread-safe, never blocks; what a slow peer has not read is bounded, and past that
// bound the connection is closed (the browser comes back with Last-Event-ID).
class EventWriter {
 public:
  virtual ~EventWriter() = default;
  // `data` goes out preceded by id and event name (an empty one is left out); each of its lines becomes a
  // "data:" line, which the reader joins again. False once the peer is gone.
  virtual bool send(std::string_view id, std::string_view event, std::string_view data) = 0;
  virtual bool comment(std::string_view text) = 0;  // a heartbeat
  virtual bool open() const = 0;
  virtual void close() = 0;
};

using Handler = std::function<Response(const Request&)>;

}  // namespace every::http
