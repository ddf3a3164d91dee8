// For tests: a HubSpot portal in memory behind the Source interface, with pages, associations, merges and
// faults that a test scripts, and a record of what was asked for.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "sync/source.h"
#include "sync/values.h"

namespace every::sync {

class FakeSource final : public Source {
 public:
  using Source::changed_ids;
  using Fault =
      std::function<std::optional<Error>(const std::string& call)>;  // "list/contact/512", "associations/…"

  explicit FakeSource(Clock& clock) : clock_(clock) {}

  // ---- the portal, as a test writes it
  Record& put(ObjectType type, const std::string& id, std::map<std::string, std::string> properties) {
    const std::lock_guard lock(mutex_);
    Record& record = records_[type][id];
    record.id = id;
    properties["hs_object_id"] = id;
    modified_ += Millis(1);
    properties[std::string(modified_property(type))] = to_rfc3339(modified_);
    record.properties.clear();
    for (auto& [name, value] : properties) record.properties.emplace_back(name, value);
    record.created_at = record.updated_at = modified_;
    record.url = "https://app.hubspot.example/contacts/77/record/" + std::string(name(type)) + "/" + id;
    return record;
  }
  // Changes some values; "" clears one.
  void change(ObjectType type, const std::string& id, const std::map<std::string, std::string>& values) {
    std::map<std::string, std::string> all;
    for (const auto& [name, value] : records_[type].at(id).properties)
      all[std::string(name)] = value.value_or("");
    for (const auto& [name, value] : values) all[name] = value;
    put(type, id, all);
  }
  // Into the recycle bin, out of it again, and away for good. None of them moves a date.
  void remove(ObjectType type, const std::string& id) {
    const std::lock_guard lock(mutex_);
    if (auto record = records_[type].extract(id)) {
      record.mapped().archived = true;
      record.mapped().archived_at = clock_.now();
      bin_[type].insert(std::move(record));
    }
  }
  void restore(ObjectType type, const std::string& id) {
    const std::lock_guard lock(mutex_);
    if (auto record = bin_[type].extract(id)) {
      record.mapped().archived = false;
      record.mapped().archived_at.reset();
      records_[type].insert(std::move(record));
    }
  }
  void purge(ObjectType type, const std::string& id) {
    const std::lock_guard lock(mutex_);
    records_[type].erase(id);
    bin_[type].erase(id);
  }
  // `old_id` is no more and answers as `survivor`, which says so itself and has the links of both.
  void merge(ObjectType type, const std::string& old_id, const std::string& survivor) {
    const std::string known(value(records_[type].at(survivor).properties, "hs_merged_object_ids"));
    change(type, survivor, {{"hs_merged_object_ids", known.empty() ? old_id : known + ";" + old_id}});
    const std::lock_guard lock(mutex_);
    records_[type].erase(old_id);
    merged[old_id] = survivor;
    for (auto& [pair, links] : associations_) {
      if (pair.first == type) {
        for (Association& a : links[old_id]) {
          a.from_id = survivor;
          links[survivor].push_back(a);
        }
        links.erase(old_id);
      }
      if (pair.second != type) continue;
      for (auto& [from, all] : links)
        for (Association& a : all)
          if (a.to_id == old_id) a.to_id = survivor;
    }
  }
  void associate(ObjectType from, const std::string& from_id, ObjectType to, const std::string& to_id,
                 bool primary = false) {
    const std::lock_guard lock(mutex_);
    associations_[{from, to}][from_id].push_back({from_id, to_id, primary, {}});
  }
  void dissociate(ObjectType from, const std::string& from_id, ObjectType to) {
    const std::lock_guard lock(mutex_);
    associations_[{from, to}].erase(from_id);
  }
  const std::map<std::string, Record, decltype(&id_less)>& records(ObjectType type) { return records_[type]; }
  // Primary first, then by id: as the mirror answers.
  std::vector<Association> links(ObjectType from, const std::string& id, ObjectType to) {
    const std::lock_guard lock(mutex_);
    std::vector<Association> out = associations_[{from, to}][id];
    std::sort(out.begin(), out.end(), [](const Association& a, const Association& b) {
      return a.primary != b.primary ? a.primary : id_less(a.to_id, b.to_id);
    });
    return out;
  }
  std::size_t association_count(ObjectType from, ObjectType to) {
    std::size_t n = 0;
    for (const auto& [id, all] : associations_[{from, to}]) n += all.size();
    return n;
  }

  std::size_t page_size = 100;
  bool descending = false;  // lists go backwards
  Millis latency{0};        // of every call, in real time
  Fault fault;
  std::vector<std::string> scopes_missing;  // types that answer scope_missing
  Account account_{"77", "Fieldstone Studio", "app.hubspot.example", "USD", "America/New_York", "STANDARD"};
  std::vector<Owner> owners_{{"9001", "dana@every.example", "Dana", "Ito", false}};
  std::vector<domain::Pipeline> pipelines_;

  // What was answered, by call; a call that ended early is not in it.
  std::map<std::string, int> answered() {
    const std::lock_guard lock(mutex_);
    return answered_;
  }
  void forget_answers() {
    const std::lock_guard lock(mutex_);
    answered_.clear();
  }

  // ---- Source
  Result<Account> account(std::stop_token stop) override {
    EVERY_CHECK(begin("account", stop));
    return account_;
  }
  Result<std::vector<PropertyDefinition>> properties(ObjectType type, std::stop_token stop) override {
    EVERY_CHECK(begin("properties/" + std::string(name(type)), stop));
    EVERY_CHECK(allowed(type));
    const std::lock_guard lock(mutex_);
    return definitions[type];
  }
  std::map<ObjectType, std::vector<PropertyDefinition>> definitions;  // none: everything is defined
  // As HubSpot does: nothing but what was asked for, null where that is empty.
  bool only_asked = false;
  Result<std::vector<domain::Pipeline>> pipelines(std::stop_token stop) override {
    EVERY_CHECK(begin("pipelines", stop));
    return pipelines_;
  }
  Result<std::vector<Owner>> owners(bool archived, std::stop_token stop) override {
    EVERY_CHECK(begin(archived ? "owners/archived" : "owners", stop));
    std::vector<Owner> out;
    for (const Owner& owner : owners_)
      if (owner.archived == archived) out.push_back(owner);
    return out;
  }
  Result<std::vector<RecordList>> lists(std::stop_token stop) override {
    EVERY_CHECK(begin("lists", stop));
    return lists_;
  }
  Result<std::vector<std::string>> list_members(const std::string& id, std::stop_token stop) override {
    EVERY_CHECK(begin("members/" + id, stop));
    const std::lock_guard lock(mutex_);
    const auto at = members_.find(id);
    if (at == members_.end())
      return Error(Code::hubspot_not_found, "There is no list " + id + ".", "Choose another list.");
    return at->second;
  }
  std::vector<RecordList> lists_;
  std::map<std::string, std::vector<std::string>> members_;

  Result<Page> list(ObjectType type, std::span<const std::string> properties, const std::string& after,
                    std::stop_token stop) override {
    EVERY_CHECK(begin("list/" + std::string(name(type)) + "/" + after, stop));
    EVERY_CHECK(allowed(type));
    const std::lock_guard lock(mutex_);
    Page page;
    auto& all = records_[type];
    std::vector<const Record*> order;
    for (const auto& [id, record] : all) order.push_back(&record);
    if (descending) std::reverse(order.begin(), order.end());
    auto at = order.begin();
    while (at != order.end() && !after.empty() && (*at)->id != after) ++at;
    for (; at != order.end() && page.records.size() < page_size; ++at)
      page.records.push_back(answered_as(**at, properties));
    if (at != order.end()) page.next = (*at)->id;
    return page;
  }
  Result<IdPage> changed_ids(ObjectType type, std::span<const Span> spans, const std::string& after_id,
                             std::stop_token stop) override {
    EVERY_CHECK(begin("search/" + std::string(name(type)) + "/" + after_id, stop));
    EVERY_CHECK(allowed(type));
    const std::lock_guard lock(mutex_);
    IdPage page;
    for (const auto& [id, record] : records_[type]) {
      const bool inside = std::any_of(spans.begin(), spans.end(), [&](const Span& span) {
        return record.updated_at >= span.from && record.updated_at < span.to;
      });
      if (!inside || unindexed.contains(id) || (!after_id.empty() && !id_less(after_id, id))) continue;
      ++page.total;
      if (page.ids.size() < page_size)
        page.ids.emplace_back(id, record.updated_at);
      else
        page.more = true;
    }
    for (const std::string& ghost : ghosts)
      if (type == ObjectType::contact && !page.more && (after_id.empty() || id_less(after_id, ghost)))
        page.ids.emplace_back(ghost, spans.front().from);
    return page;
  }
  Result<IdPage> last_ids(ObjectType type, const std::string& before_id, std::stop_token stop) override {
    EVERY_CHECK(begin("last/" + std::string(name(type)) + "/" + before_id, stop));
    EVERY_CHECK(allowed(type));
    const std::lock_guard lock(mutex_);
    IdPage page;
    const auto& all = records_[type];
    if (type == ObjectType::contact && before_id.empty())
      for (const std::string& ghost : ghosts) page.ids.emplace_back(ghost, clock_.now());
    auto at = before_id.empty() ? all.end() : all.lower_bound(before_id);
    while (at != all.begin()) {
      --at;
      if (unindexed.contains(at->first)) continue;
      ++page.total;
      if (page.ids.size() < 2 * page_size)
        page.ids.emplace_back(at->first, at->second.updated_at);
      else
        page.more = true;
    }
    return page;
  }
  std::set<std::string> unindexed;  // ids that no search knows yet
  std::vector<std::string> ghosts;  // contacts that the index still shows, ids above all others

  Result<std::int64_t> count(ObjectType type, std::stop_token stop) override {
    EVERY_CHECK(begin("count/" + std::string(name(type)), stop));
    EVERY_CHECK(allowed(type));
    const std::lock_guard lock(mutex_);
    return static_cast<std::int64_t>(records_[type].size());
  }
  Result<BatchRead> read(ObjectType type, std::span<const std::string> ids,
                         std::span<const std::string> properties, std::stop_token stop) override {
    EVERY_CHECK(begin("read/" + std::string(name(type)), stop));
    const std::lock_guard lock(mutex_);
    BatchRead out;
    std::set<std::string> answered;
    for (const auto& id : ids) {
      std::string now = id;
      while (merged.contains(now)) now = merged[now];
      const auto at = records_[type].find(now);
      if (at == records_[type].end()) {
        out.missing.push_back(id);
        continue;
      }
      if (now != id) out.merged.emplace_back(id, now);
      if (answered.insert(now).second) out.records.push_back(answered_as(at->second, properties));
    }
    return out;
  }
  Result<BatchRead> read_archived(ObjectType type, std::span<const std::string> ids,
                                  std::span<const std::string>, std::stop_token stop) override {
    EVERY_CHECK(begin("bin/" + std::string(name(type)), stop));
    const std::lock_guard lock(mutex_);
    BatchRead out;
    for (const auto& id : ids) {
      std::string now = id;
      while (merged.contains(now)) now = merged[now];
      const auto at = bin_[type].find(now);
      if (at == bin_[type].end()) {
        out.missing.push_back(id);
        continue;
      }
      if (now != id) out.merged.emplace_back(id, now);
      out.records.push_back(at->second);
    }
    return out;
  }
  std::map<std::string, std::string> merged;  // old id -> survivor

  Result<std::vector<Association>> associations(ObjectType from, ObjectType to,
                                                std::span<const std::string> from_ids,
                                                std::stop_token stop) override {
    const std::string call = "associations/" + std::string(name(from)) + "/" + std::string(name(to)) + "/";
    EVERY_CHECK(begin(call + (from_ids.empty() ? "" : from_ids.front()), stop));
    EVERY_CHECK(allowed(to));
    const std::lock_guard lock(mutex_);
    std::vector<Association> out;
    if (forget_associations > 0 && forget_associations-- > 0) return out;
    for (const auto& id : from_ids)
      if (const auto at = associations_[{from, to}].find(id); at != associations_[{from, to}].end())
        out.insert(out.end(), at->second.begin(), at->second.end());
    // HubSpot tells of a link from either end; a test writes it at one.
    const std::set<std::string> wanted(from_ids.begin(), from_ids.end());
    for (const auto& [other, links] : associations_[{to, from}])
      for (const Association& a : links)
        if (wanted.contains(a.to_id)) out.push_back({a.to_id, other, a.primary, {}});
    return out;
  }
  int forget_associations = 0;  // so many answers leave everything out

  Result<std::vector<Record>> with_email(const std::string& email, std::stop_token stop) override {
    EVERY_CHECK(begin("email/" + email, stop));
    const std::lock_guard lock(mutex_);
    std::vector<Record> out;
    for (const auto& [id, record] : records_[ObjectType::contact])
      if (value(record.properties, "email") == email) out.push_back(record);
    return out;
  }
  Instant hubspot_now() const override { return clock_.now(); }
  Traffic traffic() const override {
    const std::lock_guard lock(mutex_);
    Traffic traffic;
    traffic.requests = requests_;
    return traffic;
  }
  void expect(ObjectType, std::int64_t, bool) override {}

 private:
  Record answered_as(const Record& record, std::span<const std::string> asked) const {
    if (!only_asked) return record;
    Record out = record;
    out.properties.clear();
    for (const std::string& name : asked) {
      const std::string_view text = value(record.properties, name);
      out.properties.emplace_back(name, text.empty() ? std::nullopt : std::optional(text));
    }
    return out;
  }
  Status begin(const std::string& call, std::stop_token stop) {
    if (latency.count() > 0) {
      std::mutex sleeping;
      std::unique_lock lock(sleeping);
      std::condition_variable_any never;
      never.wait_for(lock, stop, latency, [] { return false; });
    }
    if (stop.stop_requested()) return Error(Code::cancelled, "stopped");
    if (fault)
      if (auto error = fault(call)) return *error;
    const std::lock_guard lock(mutex_);
    ++requests_;
    ++answered_[call];
    return done();
  }
  Status allowed(ObjectType type) const {
    if (std::find(scopes_missing.begin(), scopes_missing.end(), name(type)) == scopes_missing.end())
      return done();
    return Error(Code::scope_missing,
                 "The permission to read " + std::string(name(type)) + " records is missing.",
                 "Grant access.");
  }

  Clock& clock_;
  mutable std::mutex mutex_;
  using Records = std::map<std::string, Record, decltype(&id_less)>;
  std::map<ObjectType, Records> records_{{ObjectType::contact, Records(&id_less)},
                                         {ObjectType::company, Records(&id_less)},
                                         {ObjectType::deal, Records(&id_less)},
                                         {ObjectType::line_item, Records(&id_less)}};
  std::map<ObjectType, Records> bin_ = records_;
  std::map<std::pair<ObjectType, ObjectType>, std::map<std::string, std::vector<Association>>> associations_;
  std::map<std::string, int> answered_;
  std::int64_t requests_ = 0;
  Instant modified_ = *parse_rfc3339("2026-01-05T09:00:00Z");

 public:
  // Later changes carry this time.
  void set_time(Instant now) {
    const std::lock_guard lock(mutex_);
    modified_ = now;
  }
};

}  // namespace every::sync
