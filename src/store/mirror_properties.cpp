#include "store/mirror_properties.h"

#include "base/json.h"
#include "store/tx.h"

namespace every::store {
namespace {

std::map<std::string, std::string> options_from(std::string_view text) {
  std::map<std::string, std::string> out;
  const auto parsed = parse_json(text);
  const auto* object = parsed.ok() ? parsed->if_object() : nullptr;
  if (object == nullptr) return out;
  for (const auto& member : *object)
    if (const auto* label = member.value().if_string())
      out.emplace(member.key(), std::string(std::string_view(*label)));
  return out;
}

std::string options_text(const std::map<std::string, std::string>& options) {
  json::object out;
  for (const auto& [value, label] : options) out[value] = label;
  return json::serialize(out);
}

}  // namespace

std::map<std::string, MirrorProperty> MirrorProperties::all(const std::string& object_type) {
  std::map<std::string, MirrorProperty> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT name, label, type, options, frozen, begun, read FROM mirror_properties WHERE "
                    "workspace_id = $1 AND object_type = $2",
                    object_type);
  while (r.next())
    out[r.text(0)] = {r.text(0), r.text(1), r.text(2), options_from(r.view(3)),
                      r.flag(4), r.flag(5), r.flag(6)};
  return out;
}

void MirrorProperties::put(const std::string& object_type, const MirrorProperty& p) {
  tx_.run(
      tenant_,
      "INSERT INTO mirror_properties (workspace_id, object_type, name, label, type, options, frozen, begun, "
      "read) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (workspace_id, object_type, name) DO "
      "UPDATE SET label = excluded.label, type = excluded.type, options = excluded.options, frozen = "
      "excluded.frozen, begun = excluded.begun, read = excluded.read",
      object_type, p.name, p.label, p.type, options_text(p.options), p.frozen, p.begun, p.read);
}

void MirrorProperties::listed(const std::string& object_type) {
  tx_.run(tenant_, "UPDATE mirror_properties SET read = begun WHERE workspace_id = $1 AND object_type = $2",
          object_type);
}

}  // namespace every::store
