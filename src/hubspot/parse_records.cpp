#include <algorithm>

#include "hubspot/parse_detail.h"

#include "base/sentence.h"

namespace every::hubspot {
namespace {

using namespace detail;

constexpr std::size_t kPropertiesUsual = 24, kBytesUsual = 480, kRecordsUsual = 100;

sync::Properties read_properties(od::value value) {
  sync::Properties out;
  out.reserve(kPropertiesUsual, kBytesUsual);
  for (auto field : od::object(value.get_object())) {
    const std::string_view name = field.unescaped_key();
    od::value raw = field.value();
    switch (raw.type()) {
      case od::json_type::null:
        if (!raw.is_null()) throw WrongShape{"a property holds no JSON value"};
        out.emplace_back(name, std::nullopt);
        break;
      // HubSpot has never been seen to nest here; such a value counts as not sent, which clears nothing.
      case od::json_type::object:
      case od::json_type::array:
        break;
      default:
        out.emplace_back(name, scalar_view(raw));
    }
  }
  if (const auto twice = out.sort()) throw WrongShape{sentence("property {} comes twice", *twice)};
  return out;
}

sync::Record read_record(od::value value) {
  sync::Record record;
  bool has_properties = false;
  for (auto field : od::object(value.get_object())) {
    const std::string_view key = field.unescaped_key();
    od::value member = field.value();
    if (key == "id") {
      if (!record.id.empty()) throw WrongShape{"a record has two ids"};
      record.id = scalar_text(member);
    } else if (key == "createdAt")
      record.created_at = parse_time(scalar_view(member)).value_or(Instant{});
    else if (key == "updatedAt")
      record.updated_at = parse_time(scalar_view(member)).value_or(Instant{});
    else if (key == "archived")
      record.archived = scalar_view(member) == "true";
    else if (key == "archivedAt")
      record.archived_at = parse_time(scalar_view(member));
    else if (key == "url")
      record.url = scalar_text(member);
    else if (key == "properties" && member.type() == od::json_type::object) {
      if (has_properties) throw WrongShape{sentence("record {} has its properties twice", record.id)};
      record.properties = read_properties(member);
      has_properties = true;
    }
  }
  if (!is_record_id(record.id)) throw WrongShape{"a record has no id"};
  if (!has_properties) throw WrongShape{sentence("record {} has no properties", record.id)};
  return record;
}

// One entry of a 207's "errors": which ids it is about and whether it says that they do not exist.
void read_error(od::value value, RecordsPage& page) {
  std::string category, message;
  std::vector<std::string> ids;
  for (auto field : od::object(value.get_object())) {
    const std::string_view key = field.unescaped_key();
    od::value member = field.value();
    if (key == "category")
      category = scalar_text(member);
    else if (key == "message")
      message = scalar_text(member);
    else if (key == "context" && member.type() == od::json_type::object) {
      for (auto inner : od::object(member.get_object())) {
        if (std::string_view(inner.unescaped_key()) != "ids") continue;
        for (od::value id : od::array(inner.value().get_array())) ids.push_back(scalar_text(id));
      }
    }
  }
  if (category != "OBJECT_NOT_FOUND") {
    // Nothing is known about these ids then: they are neither here nor gone, and the client asks again.
    if (page.failure.empty()) page.failure = scrub(message.empty() ? category : message, {});
    return;
  }
  page.missing.insert(page.missing.end(), ids.begin(), ids.end());
}

}  // namespace

bool is_record_id(std::string_view text) {
  return !text.empty() && text.size() <= 20 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<Instant> parse_time(std::string_view text) {
  if (auto t = parse_rfc3339(text)) return t;
  // Milliseconds since 1970, where a fraction of one may follow ("1633996800000.0").
  const std::string_view whole = text.substr(0, text.find('.'));
  std::int64_t ms = 0;
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), ms);
  if (error != std::errc() || end != whole.data() + whole.size() || whole.empty()) return std::nullopt;
  return from_ms(ms);
}

Result<RecordsPage> parse_records(std::string_view body) {
  return read_document<RecordsPage>(body, [](od::object object) {
    RecordsPage page;
    bool has_results = false;
    for (auto field : object) {
      const std::string_view key = field.unescaped_key();
      od::value member = field.value();
      if (key == "results") {
        if (has_results) throw WrongShape{"it has its results twice"};
        has_results = true;
        page.records.reserve(kRecordsUsual);
        for (od::value record : od::array(member.get_array())) page.records.push_back(read_record(record));
      } else if (key == "paging") {
        page.next = next_cursor(member);
      } else if (key == "total") {
        const std::string_view text = scalar_view(member);
        std::from_chars(text.data(), text.data() + text.size(), page.total);
      } else if (key == "errors" && member.type() == od::json_type::array) {
        for (od::value error : od::array(member.get_array())) read_error(error, page);
      }
    }
    if (!has_results) throw WrongShape{"it has no results"};
    return page;
  });
}

}  // namespace every::hubspot
