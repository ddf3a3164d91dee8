#include "sandbox/record.h"

#include <cstring>

namespace every::sandbox {
namespace {

constexpr unsigned char kLong = 0xff;  // the length stands in the four bytes after it

}  // namespace

std::optional<NameId> NamePool::intern(std::string_view name) {
  if (const auto known = ids_.find(std::string(name)); known != ids_.end()) return known->second;
  if (names_.size() >= kNamesMax) return std::nullopt;
  const auto id = static_cast<NameId>(names_.size());
  names_.emplace_back(name);
  ids_.emplace(std::string(name), id);
  return id;
}

std::optional<NameId> NamePool::find(std::string_view name) const {
  const auto known = ids_.find(std::string(name));
  return known == ids_.end() ? std::nullopt : std::optional(known->second);
}

PackedValues::Entry PackedValues::entry_at(std::size_t at) const {
  Entry entry{};
  std::memcpy(&entry.id, bytes_.data() + at, sizeof entry.id);
  at += sizeof entry.id;
  const auto first = static_cast<unsigned char>(bytes_[at++]);
  if (first == kLong) {
    std::uint32_t length = 0;
    std::memcpy(&length, bytes_.data() + at, sizeof length);
    at += sizeof length;
    entry.length = length;
  } else {
    entry.length = first;
  }
  entry.value_at = at;
  entry.end = at + entry.length;
  return entry;
}

std::optional<std::string_view> PackedValues::get(NameId id) const {
  for (std::size_t at = 0; at < bytes_.size();) {
    const Entry entry = entry_at(at);
    if (entry.id == id) return std::string_view(bytes_).substr(entry.value_at, entry.length);
    at = entry.end;
  }
  return std::nullopt;
}

void PackedValues::erase(NameId id) {
  for (std::size_t at = 0; at < bytes_.size();) {
    const Entry entry = entry_at(at);
    if (entry.id == id) {
      bytes_.erase(at, entry.end - at);
      return;
    }
    at = entry.end;
  }
}

void PackedValues::set(NameId id, std::string_view value) {
  const std::string kept(value);  // `value` may point into bytes_
  erase(id);
  char raw[sizeof id];
  std::memcpy(raw, &id, sizeof id);
  bytes_.append(raw, sizeof id);
  if (kept.size() < kLong) {
    bytes_.push_back(static_cast<char>(kept.size()));
  } else {
    bytes_.push_back(static_cast<char>(kLong));
    const auto length = static_cast<std::uint32_t>(kept.size());
    char size[sizeof length];
    std::memcpy(size, &length, sizeof length);
    bytes_.append(size, sizeof length);
  }
  bytes_ += kept;
}

}  // namespace every::sandbox
