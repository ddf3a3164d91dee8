// What a check compares: pure.
#include <map>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "sync/mirror_write.h"
#include "sync/parity.h"
#include "sync/values.h"

namespace every::sync {
namespace {

std::map<std::string, json::value> members(std::string_view properties) {
  std::map<std::string, json::value> out;
  const auto parsed = parse_json(properties);
  if (parsed.ok() && parsed->is_object())
    for (const auto& member : parsed->get_object()) out.emplace(member.key(), member.value());
  return out;
}

}  // namespace

store::MirrorRecord row_of(ObjectType type, const Record& record, const store::MirrorRecord* known) {
  store::MirrorRecord out = mirror_record(type, record);
  // A value that the answer leaves out is kept as it was last known (mirror_write.cpp).
  if (known != nullptr && known->properties != out.properties)
    out.properties = with_left_out(record.properties, known->properties);
  return out;
}

std::string difference(const store::MirrorRecord& hubspot, const store::CheckedRecord& here) {
  std::set<std::string> names;
  if (hubspot.properties != here.record.properties) {
    const auto there = members(hubspot.properties), now = members(here.record.properties);
    for (const auto& [name, value] : there)
      if (const auto at = now.find(name); at == now.end() || at->second != value) names.insert(name);
    for (const auto& [name, value] : now)
      if (!there.contains(name)) names.insert(name);
    if (names.empty()) names.insert("properties");
  }
  if (hubspot.url != here.record.url) names.insert("url");
  if (hubspot.created_at != here.record.created_at) names.insert("createdAt");
  if (hubspot.updated_at != here.record.updated_at) names.insert("updatedAt");
  // The row differs from what was once written, in a part that HubSpot does not tell about.
  if (names.empty() && !here.sound) names.insert("checksum");
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace every::sync
