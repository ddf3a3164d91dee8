// One HubSpot account: its records, definitions, pipelines and owners, and the ways in which they change.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "sandbox/account.h"
#include "sandbox/events.h"
#include "sandbox/history.h"
#include "sandbox/lists.h"
#include "sandbox/record.h"
#include "sandbox/schema.h"
#include "sandbox/search_index.h"

namespace every::sandbox {

using Values = std::map<std::string, std::string, std::less<>>;

// Thread rule: whoever calls a const member, or keeps a reference to what it gave, holds a lock of reading()
// meanwhile. The changes below lock by themselves. "Building" members are for the time before the portal is
// served.
class Portal {
 public:
  Portal(Account account, std::int64_t id);

  std::int64_t id() const { return id_; }
  const Account& account() const { return account_; }
  std::shared_lock<std::shared_mutex> reading() const { return std::shared_lock(mutex_); }

  // Building
  Account& building_account() { return account_; }
  Lists& building_lists() { return lists_; }
  void define(Kind kind, PropertyDefinition definition);  // replaces one of the same name
  // Ids ascend within a kind, or sort() is called before anything else.
  Record& append(Kind kind, RecordId id, std::int64_t created_ms, std::int64_t modified_ms);
  void set(Record& record, std::string_view name, std::string_view value);
  void sort();  // orders records by id, drops repeats of an id (the last one stays)
  // Both ends, where they exist here. A primary company takes the mark from the one that had it.
  void link(Kind a, RecordId a_id, Kind b, RecordId b_id, bool primary);

  // Reading
  const std::vector<Record>& records(Kind kind) const {
    return records_[index(kind)];
  }  // by id, aliases among them
  const Record* find(Kind kind, RecordId id) const;     // as stored: may be archived or an alias
  const Record* resolve(Kind kind, RecordId id) const;  // follows merges to the survivor
  // How long HubSpot keeps what was deleted.
  static constexpr std::int64_t kBinMs = 90 * 86'400'000LL;
  // Live ones, or what is still in the recycle bin.
  static bool shown(const Record& record, bool archived, Instant now) {
    return archived ? record.archived() && record.archived_ms > to_ms(now) - kBinMs : record.live();
  }
  // Archived ones among them.
  const std::vector<PropertyDefinition>& definitions(Kind kind) const { return definitions_[index(kind)]; }
  const PropertyDefinition* definition(Kind kind, std::string_view name) const;  // null when archived
  const Lists& lists() const { return lists_; }
  const SearchIndex& search_index() const { return index_; }
  const History& history() const { return history_; }
  const NamePool& names() const { return names_; }
  // Null when not set. Knows the id and the two dates that are not among the packed values.
  std::optional<std::string> value(Kind kind, const Record& record, std::string_view name) const;
  // Every value that is not null, by name.
  Values values(Kind kind, const Record& record) const;
  // Live targets only, by id.
  std::vector<Link> links(const Record& record, Kind to) const;
  struct Counts {
    std::size_t live = 0, archived = 0, merged = 0;
  };
  Counts counts(Kind kind) const;
  std::size_t bytes(Kind kind) const;  // memory of the records, about

  // Changes, as a person in HubSpot makes them. Each moves what HubSpot moves and nothing else: archiving and
  // associating leave the modified date alone. Error: not_found, or validation with the words for the caller.
  Result<RecordId> create(Kind kind, const Values& values, Instant now);
  Status change(Kind kind, RecordId id, const Values& values, Instant now);  // "" clears
  Status archive(Kind kind, RecordId id, Instant now);
  Status restore(Kind kind, RecordId id, Instant now);  // not found once the bin was emptied
  Status purge(Kind kind, RecordId id, Instant now);    // gone for good, as a privacy deletion
  // Both ids become aliases of a new third one, which is the answer.
  Result<RecordId> merge(Kind kind, RecordId primary, RecordId secondary, Instant now);
  Status associate(Kind from, RecordId from_id, Kind to, RecordId to_id, bool primary, Instant now);
  Status dissociate(Kind from, RecordId from_id, Kind to, RecordId to_id, Instant now);
  // What HubSpot recalculates moves no date; its monthly job moves the dates of all records to one instant.
  Status recalculate(Kind kind, RecordId id, const Values& values);
  std::size_t touch_all(Kind kind, Instant now);

  // Settings: pipelines, owners, currencies; definitions; lists.
  template <class F>
  auto change_account(F&& change) {
    const std::unique_lock lock(mutex_);
    return change(account_);
  }
  template <class F>
  auto change_lists(F&& change) {
    const std::unique_lock lock(mutex_);
    return change(lists_);
  }
  Status put_definition(Kind kind, PropertyDefinition definition, Instant now);
  Status archive_definition(Kind kind, std::string_view name, bool archived, Instant now);
  void set_search_lag(std::int64_t min_ms, std::int64_t max_ms);
  void tell(EventSink sink);  // of every change from now on

 private:
  Record* edit(Kind kind, RecordId id);
  Result<Record*> live(Kind kind, RecordId id);
  RecordId next_id(Kind kind);
  Status check(Kind kind, const Values& values) const;
  void apply(Kind kind, Record& record, const Values& values, Instant now);
  void changing(Kind kind, RecordId id, const Record* record, Instant now);
  void changed(Kind kind, const Record& record, Instant now);
  Event event(Verb verb, Kind kind, RecordId id, Instant now) const;
  void emit(std::vector<Event> events) const;
  void emit_association(Kind from, RecordId from_id, Kind to, RecordId to_id, bool primary, bool removed,
                        Instant now) const;
  void derive(Kind kind, Record& record);  // what HubSpot computes from other values
  void link_one(Record& record, Kind to, RecordId to_id, bool primary);
  void unlink_one(Record& record, Kind to, RecordId to_id);
  void refresh_company_of(Record& contact);
  void merge_values(Kind kind, Record& survivor, const Record& first, const Record& second, Instant now);
  void drop_links(Kind kind, Record& record);

  std::int64_t id_;
  Account account_;
  mutable std::shared_mutex mutex_;
  NamePool names_;
  std::array<std::vector<Record>, kKindCount> records_;
  std::array<std::vector<PropertyDefinition>, kKindCount> definitions_;
  std::array<std::map<std::string, std::size_t, std::less<>>, kKindCount> definition_index_;
  Lists lists_;
  SearchIndex index_;
  History history_;
  std::array<RecordId, kKindCount> last_given_{};  // an id is never given twice, also not after a purge
  EventSink sink_;
};

}  // namespace every::sandbox
