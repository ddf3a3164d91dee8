// Where long sorted lists are at every so many rows, remembered between windows: a jump into the middle of a
// million rows starts at a row close by instead of counting from an end. Kept in memory, for as long as no
// row of the list's table is written. Private to store/.
//
// A reader asks moment() before it takes its snapshot: so what it may rely on was written before.
// Thread-safe, but for written(), committed() and forgotten(), which are the one writer's.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace every::store {

using SortKey = std::variant<std::monostate, std::int64_t, std::string>;  // monostate: null

// A row of a list: what it is sorted by, and its number.
struct ListMark {
  std::vector<SortKey> keys;
  std::int64_t seq = 0;
};

class ListMarks {
 public:
  static constexpr std::int64_t kStep = 4'096;  // rows from one mark to the next
  static constexpr std::size_t kListsMax = 64;

  void written(std::string_view table);  // a row, in the transaction that is open
  void committed();
  void forgotten() { open_.clear(); }  // the transaction was rolled back

  std::uint64_t moment() const { return commits_.load(); }
  // The last mark at or before `offset`, with its own offset. `list` names the list and its order.
  std::optional<std::pair<std::int64_t, ListMark>> nearest(const std::string& list, std::string_view table,
                                                           std::uint64_t moment, std::int64_t offset);
  // The row at `offset`, a multiple of kStep; kept when it follows the last one that is kept.
  void put(const std::string& list, std::string_view table, std::uint64_t moment, std::int64_t offset,
           ListMark mark);

 private:
  struct List {
    std::uint64_t moment = 0;
    std::vector<ListMark> marks;  // the first is at kStep
  };
  std::uint64_t changed(std::string_view table) const;

  std::set<std::string, std::less<>> open_;  // the tables that the open transaction wrote
  std::atomic<std::uint64_t> commits_{1};
  std::mutex mutex_;
  std::map<std::string, std::uint64_t, std::less<>> changed_;  // table > the commit that wrote it last
  std::map<std::string, List> lists_;
};

}  // namespace every::store
