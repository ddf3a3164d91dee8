#include "store/list_marks.h"

#include <algorithm>
#include <stdexcept>

namespace every::store {

namespace {

bool is_marked(std::string_view table) {
  static constexpr std::string_view kMarked[] = {"clients", "contacts", "invoices", "payments"};
  return std::find(std::begin(kMarked), std::end(kMarked), table) != std::end(kMarked);
}

}  // namespace

// Asked for every row that is written, of any table: a load writes millions in a row of tables that no list
// marks.
void ListMarks::written(std::string_view table) {
  if (!is_marked(table)) return;
  if (open_.find(table) == open_.end()) open_.emplace(table);
}

void ListMarks::committed() {
  if (open_.empty()) return;
  const std::lock_guard guard(mutex_);
  const std::uint64_t moment = commits_.load() + 1;
  for (const std::string& table : open_) changed_[table] = moment;
  commits_.store(moment);
  open_.clear();
}

std::uint64_t ListMarks::changed(std::string_view table) const {
  const auto at = changed_.find(table);
  return at == changed_.end() ? 0 : at->second;
}

std::optional<std::pair<std::int64_t, ListMark>> ListMarks::nearest(const std::string& list,
                                                                    std::string_view table,
                                                                    std::uint64_t moment,
                                                                    std::int64_t offset) {
  const std::lock_guard guard(mutex_);
  const auto at = lists_.find(list);
  if (at == lists_.end() || std::min(moment, at->second.moment) < changed(table)) return std::nullopt;
  const auto last = std::min(offset / kStep, std::ssize(at->second.marks));
  if (last == 0) return std::nullopt;
  return std::pair(last * kStep, at->second.marks[static_cast<std::size_t>(last - 1)]);
}

void ListMarks::put(const std::string& list, std::string_view table, std::uint64_t moment,
                    std::int64_t offset, ListMark mark) {
  if (!is_marked(table)) throw std::logic_error("nobody tells when a row is written: " + std::string(table));
  const std::lock_guard guard(mutex_);
  if (moment < changed(table)) return;
  auto at = lists_.find(list);
  if (at == lists_.end()) {
    if (lists_.size() >= kListsMax) lists_.clear();
    at = lists_.emplace(list, List{}).first;
  }
  List& known = at->second;
  if (known.moment < changed(table)) known = {.moment = moment, .marks = {}};
  known.moment = std::min(known.moment, moment);
  if (offset == (std::ssize(known.marks) + 1) * kStep) known.marks.push_back(std::move(mark));
}

}  // namespace every::store
