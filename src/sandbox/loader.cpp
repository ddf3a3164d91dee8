#include "sandbox/loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>
#include <tuple>

#include "base/json.h"
#include "base/text.h"

namespace every::sandbox {
namespace {

// Numbers are texts here already (numbers_as_text); what is left are text, true, false, null and nested
// values.
std::optional<std::string> wire_text(const json::value& v) {
  if (v.is_null()) return std::nullopt;
  if (v.is_string()) return std::string(v.get_string());
  if (v.is_bool()) return v.get_bool() ? "true" : "false";
  return json::serialize(v);
}

std::optional<std::string> member(const json::object& o, std::string_view name) {
  const json::value* v = o.if_contains(name);
  return v == nullptr ? std::nullopt : wire_text(*v);
}

std::optional<std::uint64_t> number(const std::optional<std::string>& text) {
  std::uint64_t n = 0;
  if (!text) return std::nullopt;
  const auto [end, ec] = std::from_chars(text->data(), text->data() + text->size(), n);
  // 12282590.0: an extractor that knows only floating numbers.
  if (ec != std::errc() || n == 0 ||
      (*end != '\0' && std::string_view(end).find_first_not_of(".0") != std::string_view::npos))
    return std::nullopt;
  return n;
}

std::int64_t instant(const std::optional<std::string>& text) {
  if (!text) return 0;
  if (const auto t = parse_rfc3339(*text)) return to_ms(*t);
  return static_cast<std::int64_t>(number(text).value_or(0));
}

ValueType type_of(const json::value& original) {
  if (original.is_bool()) return ValueType::boolean;
  if (original.is_number()) return ValueType::number;
  if (original.is_string() && original.get_string().size() >= 19 && parse_rfc3339(original.get_string()))
    return ValueType::datetime;
  return ValueType::string;
}

class Loader {
 public:
  explicit Loader(Portal& portal) : portal_(portal) {}

  Status lines(std::istream& in, const std::string& name) {
    std::string line;
    for (std::size_t at = 1; std::getline(in, line); ++at) {
      if (trim(line).empty()) continue;
      if (line.size() > kLoadLineMax)
        return Error(Code::validation, fmt::format("{} line {} is too long.", name, at));
      if (auto taken = take(line, {}); !taken.ok())
        return Error(Code::validation, fmt::format("{} line {}: {}", name, at, taken.error().detail));
    }
    return done();
  }

  Status document(std::string_view text, const std::string& stem) { return take(text, stem); }

  Loaded finish() {
    for (const auto& l : links_) portal_.link(l.from, l.from_id, l.to, l.to_id, l.primary);
    return std::move(loaded_);
  }

 private:
  struct Waiting {
    Kind from, to;
    RecordId from_id, to_id;
    bool primary;
  };

  Status take(std::string_view text, const std::string& stem) {
    EVERY_TRY(typed, parse_json(text));
    EVERY_TRY(value, parse_json(numbers_as_text(text)));
    if (!stem.empty()) return records(stem, value, typed);
    if (!value.is_object()) return Error(Code::validation, "An object is needed on each line.");
    const json::object& o = value.get_object();
    if (const auto stream = member(o, "stream"); stream && o.contains("record")) {
      one(*stream, o.at("record"), typed.at("record"));
      return done();
    }
    if (o.contains("response_body") && o.contains("path")) return exchange(o, typed.at("response_body"));
    return Error(Code::validation, "Neither {stream, record} nor {path, response_body}.");
  }

  // Only whole records count: a search or a partial write shows what somebody asked for.
  Status exchange(const json::object& o, const json::value& typed_body) {
    const std::string path = member(o, "path").value_or("");
    const std::vector<std::string> parts = split(path, '/');
    const bool list =
        parts.size() == 4 && parts[0] == "crm" && parts[2] == "objects" && member(o, "method") == "GET";
    const auto kind = list ? kind_from(parts[3]) : std::nullopt;
    if (!kind || member(o, "status") != "200") {
      ++loaded_.unused[path];
      return done();
    }
    const auto* results = o.at("response_body").is_object()
                              ? o.at("response_body").get_object().if_contains("results")
                              : nullptr;
    return results == nullptr ? done()
                              : records(std::string(plural(*kind)), *results, typed_body.at("results"));
  }

  Status records(const std::string& stream, const json::value& value, const json::value& typed) {
    if (value.is_object()) {
      one(stream, value, typed);
      return done();
    }
    if (!value.is_array()) return Error(Code::validation, "A record or an array of records is needed.");
    for (std::size_t i = 0; i < value.get_array().size(); ++i)
      one(stream, value.get_array()[i], typed.get_array()[i]);
    return done();
  }

  void one(const std::string& stream, const json::value& value, const json::value& typed) {
    const bool known = value.is_object() && dispatch(stream, value.get_object(), typed.get_object());
    ++(known ? loaded_.used : loaded_.unused)[stream];
  }

  bool dispatch(const std::string& stream, const json::object& o, const json::object& typed) {
    if (stream == "owners" || stream == "owners_archived") return owner(o);
    if (stream == "deal_pipelines") return pipeline(o);
    const std::string_view base =
        stream.ends_with("_archived") ? std::string_view(stream).substr(0, stream.size() - 9) : stream;
    const auto kind = kind_from(base);
    return kind && record(*kind, o, typed);
  }

  bool record(Kind kind, const json::object& o, const json::object& typed) {
    const auto id = number(member(o, "id"));
    const json::value* properties = o.if_contains("properties");
    if (!id || properties == nullptr || !properties->is_object()) {
      ++loaded_.refused;
      return false;
    }
    Record& r = portal_.append(kind, *id, instant(member(o, "createdAt")), instant(member(o, "updatedAt")));
    if (member(o, "archived") == "true") r.archived_ms = instant(member(o, "archivedAt"));
    if (member(o, "archived") == "true" && r.archived_ms == 0) r.archived_ms = r.modified_ms;
    std::string primary;
    for (const auto& [key, v] : properties->get_object()) {
      const std::string name(key);
      define(kind, name, typed.at("properties").get_object().at(key));
      const auto text = wire_text(v);
      if (text) portal_.set(r, name, *text);
      if (name == "associatedcompanyid" && text) primary = *text;
    }
    for (const Kind to : kKinds) associations(kind, *id, to, o, primary);
    return true;
  }

  // A property that HubSpot does not define is the portal's own; its type is what the recording shows.
  void define(Kind kind, const std::string& name, const json::value& original) {
    const PropertyDefinition* known = portal_.definition(kind, name);
    const ValueType type = type_of(original);
    if (known != nullptr &&
        (known->hubspot_defined || original.is_null() || known->type != ValueType::string))
      return;
    PropertyDefinition d;
    d.name = name;
    d.label = name;
    d.group = fmt::format("{}information", singular(kind));
    d.type = type;
    d.field_type = type == ValueType::number     ? "number"
                   : type == ValueType::boolean  ? "booleancheckbox"
                   : type == ValueType::datetime ? "date"
                                                 : "text";
    if (type == ValueType::boolean) d.options = {{"true", "True"}, {"false", "False"}};
    d.hubspot_defined = false;
    portal_.define(kind, std::move(d));
  }

  void associations(Kind from, RecordId id, Kind to, const json::object& o, const std::string& primary) {
    const json::value* list = o.if_contains(plural(to));
    if (list == nullptr || !list->is_array() || !association_types(from, to)) return;
    for (const json::value& target : list->get_array())
      if (const auto to_id = number(wire_text(target)))
        links_.push_back({from, to, id, *to_id, to == Kind::company && std::to_string(*to_id) == primary});
  }

  bool owner(const json::object& o) {
    const auto id = number(member(o, "id"));
    if (!id) return false;
    auto& owners = portal_.building_account().owners;
    std::erase_if(owners, [&](const Owner& known) { return known.id == *id; });
    owners.push_back({*id,
                      member(o, "email").value_or(""),
                      member(o, "firstName").value_or(""),
                      member(o, "lastName").value_or(""),
                      number(member(o, "userId")).value_or(0),
                      member(o, "archived") == "true",
                      instant(member(o, "createdAt")),
                      instant(member(o, "updatedAt")),
                      {}});
    std::sort(owners.begin(), owners.end(), [](const Owner& a, const Owner& b) { return a.id < b.id; });
    return true;
  }

  bool pipeline(const json::object& o) {
    const json::value* stages = o.if_contains("stages");
    Pipeline p;
    p.id = member(o, "pipelineId").value_or(member(o, "id").value_or(""));
    if (p.id.empty() || stages == nullptr || !stages->is_array()) return false;
    p.label = member(o, "label").value_or("");
    p.order = static_cast<int>(number(member(o, "displayOrder")).value_or(0));
    p.created_ms = instant(member(o, "createdAt"));
    p.updated_ms = instant(member(o, "updatedAt"));
    for (const json::value& v : stages->get_array()) {
      if (!v.is_object()) continue;
      const json::object& s = v.get_object();
      const json::value* meta = s.if_contains("metadata");
      const json::object none;
      const json::object& m = meta != nullptr && meta->is_object() ? meta->get_object() : none;
      p.stages.push_back({member(s, "stageId").value_or(member(s, "id").value_or("")),
                          member(s, "label").value_or(""),
                          static_cast<int>(number(member(s, "displayOrder")).value_or(0)),
                          member(m, "isClosed") == "true", member(m, "probability").value_or(""),
                          instant(member(s, "createdAt")), instant(member(s, "updatedAt"))});
    }
    // HubSpot's order: by number, then by label.
    std::sort(p.stages.begin(), p.stages.end(), [](const Stage& a, const Stage& b) {
      return std::tie(a.order, a.label) < std::tie(b.order, b.label);
    });
    auto& all = portal_.building_account().pipelines;
    std::erase_if(all, [&](const Pipeline& known) { return known.id == p.id; });
    all.push_back(std::move(p));
    return true;
  }

  Portal& portal_;
  Loaded loaded_;
  std::vector<Waiting> links_;  // joined when all records are there
};

}  // namespace

std::string numbers_as_text(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 8);
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string) {
      out.push_back(c);
      if (c == '\\' && i + 1 < json.size()) out.push_back(json[++i]);
      in_string = c != '"';
      continue;
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
      const std::size_t end = std::min(json.find_first_not_of("+-.eE0123456789", i), json.size());
      out.append(1, '"').append(json.substr(i, end - i)).append(1, '"');
      i = end - 1;
      continue;
    }
    in_string = c == '"';
    out.push_back(c);
  }
  return out;
}

Result<Loaded> load(Portal& portal, const std::filesystem::path& file) {
  std::error_code ec;
  if (const auto size = std::filesystem::file_size(file, ec); ec || size > kLoadBytesMax)
    return Error(Code::validation, fmt::format("{} cannot be read.", file.string()),
                 "Give the path of a recording.");
  std::ifstream in(file, std::ios::binary);
  Loader loader(portal);
  if (file.extension() == ".json") {
    std::ostringstream text;
    text << in.rdbuf();
    EVERY_CHECK(loader.document(text.str(), file.stem().string()));
  } else {
    EVERY_CHECK(loader.lines(in, file.filename().string()));
  }
  portal.sort();
  Loaded loaded = loader.finish();
  return loaded;
}

}  // namespace every::sandbox
