#include "sync/properties.h"

#include <algorithm>

namespace every::sync {

Properties::Properties(std::initializer_list<value_type> values) {
  for (const auto& [name, value] : values) emplace_back(name, value);
}

void Properties::emplace_back(std::string_view name, std::optional<std::string_view> value) {
  const auto at = static_cast<std::uint32_t>(text_.size());
  text_.insert(text_.end(), name.begin(), name.end());
  if (value) text_.insert(text_.end(), value->begin(), value->end());
  places_.push_back({at, static_cast<std::uint32_t>(name.size()),
                     static_cast<std::uint32_t>(value ? value->size() : 0), !value});
}

void Properties::reserve(std::size_t values, std::size_t bytes) {
  places_.reserve(values);
  text_.reserve(bytes);
}

void Properties::clear() {
  text_.clear();
  places_.clear();
}

std::optional<std::string_view> Properties::sort() {
  const auto by_name = [this](const Place& a, const Place& b) { return name_of(a) < name_of(b); };
  if (!std::is_sorted(places_.begin(), places_.end(), by_name))
    std::sort(places_.begin(), places_.end(), by_name);
  const auto twice =
      std::adjacent_find(places_.begin(), places_.end(),
                         [this](const Place& a, const Place& b) { return name_of(a) == name_of(b); });
  if (twice == places_.end()) return std::nullopt;
  return name_of(*twice);
}

Properties::value_type Properties::operator[](std::size_t at) const {
  const Place& place = places_[at];
  if (place.is_null) return {name_of(place), std::nullopt};
  return {name_of(place), std::string_view(text_.data() + place.at + place.name, place.value)};
}

std::optional<Properties::value_type> Properties::find(std::string_view name) const {
  const auto at =
      std::lower_bound(places_.begin(), places_.end(), name,
                       [this](const Place& p, std::string_view wanted) { return name_of(p) < wanted; });
  if (at == places_.end() || name_of(*at) != name) return std::nullopt;
  return (*this)[static_cast<std::size_t>(at - places_.begin())];
}

std::string_view value(const Properties& properties, std::string_view name) {
  const auto found = properties.find(name);
  return found && found->second ? *found->second : std::string_view();
}

}  // namespace every::sync
