#include "sync/follow_up.h"

#include "base/json.h"

namespace every::sync {
namespace {

constexpr const char* kLane = "next";
const std::string kStanding(store::kStandingCursors);

}  // namespace

bool follows(const StartRequest& request, const store::Run& running) {
  return request.kind == "sweep" && running.kind != "sweep" && running.kind != "first_load";
}

void note_follow_up(store::Tx& tx, const store::Tenant& tenant, const StartRequest& request) {
  store::Cursor cursor;
  cursor.lane = kLane;
  cursor.position =
      json::serialize(json::object{{"kind", request.kind}, {"trigger", request.trigger}, {"by", request.by}});
  store::Runs(tx, tenant).put_cursor(kStanding, cursor);
}

std::optional<StartRequest> take_follow_up(store::Tx& tx, const store::Tenant& tenant) {
  store::Runs runs(tx, tenant);
  const auto cursors = runs.cursors(kStanding);
  const auto at = cursors.find(kLane);
  if (at == cursors.end()) return std::nullopt;
  runs.forget_cursors(kStanding, kLane);
  const auto parsed = parse_json(at->second.position);
  const auto* object = parsed.ok() ? parsed->if_object() : nullptr;
  if (object == nullptr) return std::nullopt;
  const auto text = [&](const char* name) {
    const auto* value = object->if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
  };
  return StartRequest{
      .kind = text("kind"), .trigger = text("trigger"), .by = text("by"), .import = {}, .subject = ""};
}

}  // namespace every::sync
