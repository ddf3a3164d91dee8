#include "app/events.h"

#include <algorithm>
#include <condition_variable>
#include <utility>

namespace every::app {

EventHub::EventHub(Millis heartbeat, std::string version, std::uint64_t began)
    : version_(std::move(version)), began_(began), beat_([this, heartbeat](const std::stop_token& stop) {
        std::mutex waiting;
        std::condition_variable_any never;
        while (!stop.stop_requested()) {
          std::unique_lock lock(waiting);
          never.wait_for(lock, stop, heartbeat, [] { return false; });
          if (stop.stop_requested()) return;
          const std::lock_guard guard(mutex_);
          for (auto& [workspace, channel] : channels_)
            std::erase_if(channel.listeners, [](const auto& one) { return !one.writer->comment("beat"); });
        }
      }) {}

EventHub::~EventHub() {
  beat_.request_stop();
  close();
}

EventHub::Channel& EventHub::of(const store::Tenant& tenant) {
  return channels_.try_emplace(tenant.id(), Channel{began_, {}, {}}).first->second;
}

void EventHub::publish(const store::Tenant& tenant, std::string_view kind, const json::value& data) {
  const std::string text = json::serialize(data);
  const std::lock_guard guard(mutex_);
  Channel& channel = of(tenant);
  channel.kept.push_back({++channel.last, std::string(kind), text});
  if (channel.kept.size() > kKept) channel.kept.pop_front();
  const std::string id = std::to_string(channel.last);
  std::erase_if(channel.listeners, [&](const auto& one) { return !one.writer->send(id, kind, text); });
}

void EventHub::subscribe(const store::Tenant& tenant, std::shared_ptr<http::EventWriter> writer,
                         std::optional<std::uint64_t> last_id, const std::string& session_hash) {
  const std::lock_guard guard(mutex_);
  Channel& channel = of(tenant);
  const bool whole = last_id && *last_id <= channel.last && *last_id + channel.kept.size() >= channel.last;
  const std::string stands = std::to_string(whole ? *last_id : channel.last);
  writer->send(stands, "version", json::serialize(json::object{{"version", version_}}));
  if (last_id && !whole) writer->send(stands, "resync", "{}");
  for (const Event& event : channel.kept)
    if (whole && event.id > *last_id) writer->send(std::to_string(event.id), event.kind, event.data);
  channel.listeners.push_back({std::move(writer), session_hash});
}

void EventHub::end_sessions(const store::Tenant& tenant, const std::vector<std::string>& session_hashes) {
  const std::lock_guard guard(mutex_);
  const auto channel = channels_.find(tenant.id());
  if (channel == channels_.end()) return;
  std::erase_if(channel->second.listeners, [&](const Listener& one) {
    const bool over = !one.session_hash.empty() && std::find(session_hashes.begin(), session_hashes.end(),
                                                             one.session_hash) != session_hashes.end();
    if (over) one.writer->close();
    return over;
  });
}

std::size_t EventHub::listeners() const {
  const std::lock_guard guard(mutex_);
  std::size_t n = 0;
  for (const auto& [workspace, channel] : channels_) n += channel.listeners.size();
  return n;
}

void EventHub::close() {
  const std::lock_guard guard(mutex_);
  for (auto& [workspace, channel] : channels_) {
    for (const Listener& one : channel.listeners) one.writer->close();
    channel.listeners.clear();
  }
}

}  // namespace every::app
