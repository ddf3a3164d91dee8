#include <algorithm>

#include "hubspot/parse_detail.h"

#include "base/sentence.h"

namespace every::hubspot {
namespace {

using namespace detail;

void read_type(od::value value, std::int64_t primary, Link& link) {
  std::string category, type, label;
  for (auto field : od::object(value.get_object())) {
    const std::string_view key = field.unescaped_key();
    if (key == "category")
      category = scalar_text(field.value());
    else if (key == "typeId")
      type = scalar_text(field.value());
    else if (key == "label")
      label = scalar_text(field.value());
  }
  // Type ids are unique only within their category: a user's own type 1 is no primary.
  if (primary != 0 && category == "HUBSPOT_DEFINED" && type == std::to_string(primary)) link.primary = true;
  if (!label.empty() && std::find(link.labels.begin(), link.labels.end(), label) == link.labels.end())
    link.labels.push_back(std::move(label));
}

Link read_link(od::value value, std::int64_t primary) {
  Link link;
  for (auto field : od::object(value.get_object())) {
    const std::string_view key = field.unescaped_key();
    od::value member = field.value();
    if (key == "toObjectId")
      link.to_id = scalar_text(member);
    else if (key == "associationTypes" && member.type() == od::json_type::array)
      for (od::value type : od::array(member.get_array())) read_type(type, primary, link);
  }
  return link;
}

// The same target can come once for each of its types; here it is one link with all of them.
void add(std::vector<Link>& links, Link link) {
  const auto same =
      std::find_if(links.begin(), links.end(), [&](const Link& l) { return l.to_id == link.to_id; });
  if (same == links.end()) return links.push_back(std::move(link));
  same->primary = same->primary || link.primary;
  for (std::string& label : link.labels)
    if (std::find(same->labels.begin(), same->labels.end(), label) == same->labels.end())
      same->labels.push_back(std::move(label));
}

LinksPage::From read_from(od::value value, std::int64_t primary) {
  LinksPage::From from;
  bool has_to = false;
  for (auto field : od::object(value.get_object())) {
    const std::string_view key = field.unescaped_key();
    od::value member = field.value();
    if (key == "from" && member.type() == od::json_type::object) {
      for (auto inner : od::object(member.get_object()))
        if (std::string_view(inner.unescaped_key()) == "id") from.id = scalar_text(inner.value());
    } else if (key == "to") {
      has_to = true;
      for (od::value to : od::array(member.get_array())) {
        Link link = read_link(to, primary);
        if (is_record_id(link.to_id))
          add(from.links, std::move(link));  // a row without an id is of no use to anyone
      }
    } else if (key == "paging") {
      from.next = next_cursor(member);
    }
  }
  if (!is_record_id(from.id) || !has_to) throw WrongShape{"an association result is incomplete"};
  return from;
}

void read_error(od::value value, LinksPage& page) {
  std::string category, sub_category, message;
  std::vector<std::string> ids;
  for (auto field : od::object(value.get_object())) {
    const std::string_view key = field.unescaped_key();
    od::value member = field.value();
    if (key == "category")
      category = scalar_text(member);
    else if (key == "subCategory")
      sub_category = scalar_text(member);
    else if (key == "message")
      message = scalar_text(member);
    else if (key == "context" && member.type() == od::json_type::object) {
      for (auto inner : od::object(member.get_object())) {
        if (std::string_view(inner.unescaped_key()) != "fromObjectId") continue;
        for (od::value id : od::array(inner.value().get_array())) ids.push_back(scalar_text(id));
      }
    }
  }
  // Both mean: nothing is associated with it.
  if (sub_category.find("NO_ASSOCIATIONS_FOUND") != std::string::npos || category == "OBJECT_NOT_FOUND")
    return;
  if (page.failure.empty()) page.failure = scrub(message.empty() ? category : message, {});
  if (ids.empty())
    throw WrongShape{sentence("HubSpot reports \"{}\" without saying for which record", page.failure)};
  page.failed.insert(page.failed.end(), ids.begin(), ids.end());
}

}  // namespace

std::int64_t primary_type(sync::ObjectType from, sync::ObjectType to) {
  using enum sync::ObjectType;
  if (from == contact && to == company) return 1;
  if (from == company && to == contact) return 2;
  if (from == deal && to == company) return 5;
  if (from == company && to == deal) return 6;
  return 0;
}

Result<LinksPage> parse_links(std::string_view body, std::int64_t primary) {
  return read_document<LinksPage>(body, [primary](od::object object) {
    LinksPage page;
    bool has_results = false;
    for (auto field : object) {
      const std::string_view key = field.unescaped_key();
      od::value member = field.value();
      if (key == "results") {
        if (has_results) throw WrongShape{"it has its results twice"};
        has_results = true;
        for (od::value result : od::array(member.get_array()))
          page.results.push_back(read_from(result, primary));
      } else if (key == "errors" && member.type() == od::json_type::array) {
        for (od::value error : od::array(member.get_array())) read_error(error, page);
      }
    }
    if (!has_results) throw WrongShape{"it has no results"};
    return page;
  });
}

}  // namespace every::hubspot
