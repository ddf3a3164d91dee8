#include "sandbox/record_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/text.h"
#include "crypto/crypto.h"
#include "sandbox/answer.h"

namespace every::sandbox {
namespace {

constexpr std::uint16_t kNone = 0xffff;
constexpr std::size_t kInlineMax = 100;  // the first page only, as HubSpot does

}  // namespace

Projection::Projection(const Portal& portal, Kind kind, const std::vector<std::string>& wanted,
                       std::string_view ui_url, const std::vector<std::string>& with_history)
    : portal_(portal),
      kind_(kind),
      url_(fmt::format("{}/contacts/{}/record/{}/", ui_url, portal.id(), type_id(kind))),
      slot_of_(portal.names().size(), kNone) {
  std::set<std::string> names(wanted.begin(), wanted.end());
  if (wanted.empty())
    for (const std::string_view name : default_properties(kind)) names.emplace(name);
  for (const std::string_view name :
       {std::string_view("createdate"), std::string_view("hs_object_id"), modified_property(kind)})
    names.emplace(name);
  for (const std::string& name : names) {
    if (portal.definition(kind, name) == nullptr || slots_.size() >= kNamesMax) continue;
    const auto id = portal.names().find(name);
    if (id) slot_of_[*id] = static_cast<std::uint16_t>(slots_.size());
    const bool created = name == "createdate" || (name == "hs_createdate" && kind == Kind::deal);
    slots_.push_back({name, json_text(name) + ":", id,
                      created                           ? Derived::created
                      : name == "hs_object_id"          ? Derived::id
                      : name == modified_property(kind) ? Derived::modified
                                                        : Derived::none});
  }
  for (const std::string& name : with_history)
    if (portal.definition(kind, name) != nullptr) history_.push_back(name);
}

void Projection::write(std::string& out, const Record& record, const std::vector<Kind>& inlined) const {
  std::vector<std::optional<std::string_view>> found(slots_.size());
  record.values.each([&](NameId id, std::string_view value) {
    if (slot_of_[id] != kNone) found[slot_of_[id]] = value;
  });
  const std::string id = std::to_string(record.id), created = to_rfc3339(from_ms(record.created_ms)),
                    modified = to_rfc3339(from_ms(record.modified_ms));
  const auto derived = [&](Derived what) -> std::string_view {
    return what == Derived::id ? id : what == Derived::created ? created : modified;
  };
  out.append(R"({"id":")").append(id).append(R"(","properties":{)");
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (i > 0) out.push_back(',');
    out += slots_[i].key;
    if (found[i])
      quote(out, *found[i]);
    else if (slots_[i].derived != Derived::none)
      quote(out, derived(slots_[i].derived));
    else
      out += "null";
  }
  out.push_back('}');
  if (!history_.empty()) write_history(out, record);
  out.append(R"(,"createdAt":")").append(created);
  out.append(R"(","updatedAt":")").append(modified);
  out.append(R"(","archived":)").append(record.archived() ? "true" : "false");
  if (record.archived())
    out.append(R"(,"archivedAt":")").append(to_rfc3339(from_ms(record.archived_ms))).append("\"");
  out += ",\"url\":";
  quote(out, url_ + id);
  if (!inlined.empty()) write_associations(out, record, inlined);
  out.push_back('}');
}

// Newest first.
void Projection::write_history(std::string& out, const Record& record) const {
  out += ",\"propertiesWithHistory\":{";
  for (std::size_t i = 0; i < history_.size(); ++i) {
    const auto value = portal_.value(kind_, record, history_[i]);
    const auto name = portal_.names().find(history_[i]);
    const auto* past = name ? portal_.history().of(kind_, record.id, *name) : nullptr;
    std::vector<History::Entry> entries;
    if (past != nullptr) entries = *past;
    if (entries.empty() && value) entries.push_back({*value, record.created_ms});
    out.append(i > 0 ? "," : "").append(json_text(history_[i])).append(":[");
    for (auto at = entries.rbegin(); at != entries.rend(); ++at)
      out += fmt::format(R"({}{{"value":{},"timestamp":"{}","sourceType":"CRM_UI"}})",
                         at == entries.rbegin() ? "" : ",", json_text(at->value),
                         to_rfc3339(from_ms(at->at_ms)));
    out.push_back(']');
  }
  out.push_back('}');
}

void Projection::write_associations(std::string& out, const Record& record,
                                    const std::vector<Kind>& kinds) const {
  std::string inner;
  for (const Kind to : kinds) {
    const auto types = association_types(kind_, to);
    if (!types) continue;
    std::string results;
    const auto links = portal_.links(record, to);
    const std::string type = fmt::format("{}_to_{}", singular(kind_), singular(to));
    // One entry for each association type, so a primary company stands here twice.
    for (std::size_t i = 0; i < std::min(links.size(), kInlineMax); ++i) {
      const auto entry = [&](std::string_view suffix) {
        results += fmt::format(R"({}{{"id":"{}","type":"{}{}"}})", results.empty() ? "" : ",", links[i].to,
                               type, suffix);
      };
      if (links[i].primary) entry("");
      entry(types->primary != 0 ? "_unlabeled" : "");
    }
    if (results.empty()) continue;
    const std::string paging =
        links.size() <= kInlineMax
            ? ""
            : fmt::format(R"(,"paging":{{"next":{{"after":"{}"}}}})", links[kInlineMax].to);
    inner += fmt::format(R"({}"{}":{{"results":[{}]{}}})", inner.empty() ? "" : ",", inline_name(to), results,
                         paging);
  }
  if (!inner.empty()) out.append(R"(,"associations":{)").append(inner).append("}");
}

std::string record_url(std::string_view ui_url, const Portal& portal, Kind kind, RecordId id) {
  return fmt::format("{}/contacts/{}/record/{}/{}", ui_url, portal.id(), type_id(kind), id);
}

std::vector<std::string> comma_list(const std::vector<std::string_view>& values) {
  std::vector<std::string> out;
  for (const std::string_view value : values)
    for (std::string& part : split(value, ',')) out.push_back(std::move(part));
  return out;
}

std::string cursor(RecordId next) {
  std::string out;
  for (const char c : crypto::base64(std::to_string(next) + "\n"))
    out += c == '=' ? std::string("%3D") : std::string(1, c);
  return out;
}

std::optional<RecordId> from_cursor(std::string_view text) {
  const auto plain = crypto::from_base64(http::percent_decode(text));
  // Decoded once on the way already, it is not the cursor that was given out.
  if (!plain.ok() || text.find('=') != std::string_view::npos || !plain->ends_with('\n')) return std::nullopt;
  return parse_id(std::string_view(*plain).substr(0, plain->size() - 1));
}

std::optional<RecordId> parse_id(std::string_view text) {
  RecordId id = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), id);
  return ec != std::errc() || end != text.data() + text.size() || text.empty() ? std::nullopt
                                                                               : std::optional(id);
}

}  // namespace every::sandbox
