// What happens, told to every open screen: one stream of server-sent events for each workspace. Ids grow by
// one; the last thousand are kept, so that a stream that broke goes on where it stood (Last-Event-ID).
// A stream begins with `version`, which also tells the reader where it stands before anything happened.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "http/message.h"
#include "store/database.h"

namespace every::app {

class EventHub {
 public:
  // Beats every `heartbeat` so that proxies keep the connection and dead peers are noticed. Ids begin after
  // `began`: larger than those of any process before, so that what is known from one of them is known as old.
  explicit EventHub(Millis heartbeat = std::chrono::seconds(15), std::string version = {},
                    std::uint64_t began = 0);
  ~EventHub();  // closes all streams
  EventHub(const EventHub&) = delete;

  void publish(const store::Tenant& tenant, std::string_view kind, const json::value& data);
  // Sends what was missed since `last_id` (when it is still kept; else a `resync` event says that it is not),
  // then all that follows, until the session ends. `session_hash`: of a session, or the
  // key of a token (app/sessions.h, stream_key).
  void subscribe(const store::Tenant& tenant, std::shared_ptr<http::EventWriter> writer,
                 std::optional<std::uint64_t> last_id, const std::string& session_hash = {});
  // Closes what these sessions hold open: who was removed hears nothing more.
  void end_sessions(const store::Tenant& tenant, const std::vector<std::string>& session_hashes);
  std::size_t listeners() const;
  void close();

 private:
  struct Event {
    std::uint64_t id;
    std::string kind, data;
  };
  struct Listener {
    std::shared_ptr<http::EventWriter> writer;
    std::string session_hash;
  };
  struct Channel {
    std::uint64_t last;
    std::deque<Event> kept;
    std::vector<Listener> listeners;
  };
  static constexpr std::size_t kKept = 1000;
  Channel& of(const store::Tenant& tenant);  // with mutex_ held

  const std::string version_;
  const std::uint64_t began_;

  mutable std::mutex mutex_;
  std::map<std::string, Channel> channels_;
  std::jthread beat_;
};

}  // namespace every::app
