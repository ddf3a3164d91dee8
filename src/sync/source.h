// What the engine needs from HubSpot, in the engine's words; hubspot/ implements it. Every call blocks until
// the answer is there: pacing, retries and token refresh happen below. `stop` ends a wait early with
// Code::cancelled.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "domain/deal.h"
#include "sync/properties.h"

namespace every::sync {

enum class ObjectType { contact, company, deal, line_item };
inline constexpr ObjectType kObjectTypes[] = {ObjectType::contact, ObjectType::company, ObjectType::deal,
                                              ObjectType::line_item};
std::string_view name(ObjectType type);  // "contact": how the mirror keys it
std::optional<ObjectType> object_type_from(std::string_view name);
std::string_view modified_property(ObjectType type);  // "lastmodifieddate" for contacts only

struct Record {
  std::string id;         // as answered: another id than the one asked for means "merged into"
  Properties properties;  // sorted
  Instant created_at, updated_at;
  bool archived = false;
  std::optional<Instant> archived_at;
  std::string url;
};

struct Page {
  std::vector<Record> records;
  std::string next;  // cursor of the next page; empty: this was the last
  std::size_t bytes = 0;
};

struct BatchRead {
  std::vector<Record> records;       // in no order; a survivor that several ids led to comes once
  std::vector<std::string> missing;  // asked for and not there
  std::vector<std::pair<std::string, std::string>> merged;  // asked for, and the survivor that was answered
};

// From and to, the latter not included.
struct Span {
  Instant from, to;
};

struct IdPage {
  std::vector<std::pair<std::string, std::optional<Instant>>>
      ids;                 // with the modified date that the index has
  std::int64_t total = 0;  // as the index believes
  bool more = false;
};

struct Association {
  std::string from_id, to_id;
  bool primary = false;
  std::vector<std::string> labels;
};

struct Account {
  std::string portal_id, name, ui_domain, currency, time_zone, account_type;
};
struct Owner {
  std::string id, email, first_name, last_name;
  bool archived = false;
};
// A HubSpot list ("segment"). Its members are read whole every time: joining and leaving move no date.
struct RecordList {
  std::string id, name;
  std::optional<ObjectType> type;  // nothing: of records that we do not mirror
  bool complete = false;           // HubSpot has worked out who belongs to it; before, its members are a part
};
struct PropertyDefinition {
  std::string name, label, type, field_type, referenced_object_type, currency_property;
  bool hidden = false, calculated = false;
  std::vector<std::pair<std::string, std::string>> options;  // value, label
};

// What the requests of one run cost, read at any time from any thread.
struct Traffic {
  std::int64_t requests = 0, rate_limited = 0, retries = 0, errors = 0, bytes = 0;
  std::optional<Instant> resumes_at;  // when a pause that HubSpot ordered ends
};

class Source {
 public:
  virtual ~Source() = default;
  virtual Result<Account> account(std::stop_token stop) = 0;
  virtual Result<std::vector<PropertyDefinition>> properties(ObjectType type, std::stop_token stop) = 0;
  virtual Result<std::vector<domain::Pipeline>> pipelines(std::stop_token stop) = 0;
  virtual Result<std::vector<Owner>> owners(bool archived, std::stop_token stop) = 0;  // these or the others
  virtual Result<std::vector<RecordList>> lists(std::stop_token stop) = 0;  // deleted ones are not among them
  // Every member's id. An empty list has none, which is not "everybody". Error: that of this list alone.
  virtual Result<std::vector<std::string>> list_members(const std::string& list_id, std::stop_token stop) = 0;
  // Up to 100 live records in id order from `after`.
  virtual Result<Page> list(ObjectType type, std::span<const std::string> properties,
                            const std::string& after, std::stop_token stop) = 0;
  // Up to 200 ids modified in any of the spans (at most five) with id > after_id, ascending. Search: late and
  // incomplete by nature.
  virtual Result<IdPage> changed_ids(ObjectType type, std::span<const Span> spans,
                                     const std::string& after_id, std::stop_token stop) = 0;
  Result<IdPage> changed_ids(ObjectType type, Instant from, Instant to, const std::string& after_id,
                             std::stop_token stop) {
    const Span span{from, to};
    return changed_ids(type, std::span(&span, 1), after_id, std::move(stop));
  }
  // Up to 200 ids of live records below `before_id` ("" = from the very end), descending, with the modified
  // date that the index has. Search, as above.
  virtual Result<IdPage> last_ids(ObjectType type, const std::string& before_id, std::stop_token stop) = 0;
  // How many live records there are, roughly (one search): for progress, never for truth.
  virtual Result<std::int64_t> count(ObjectType type, std::stop_token stop) = 0;
  // Any number of ids; asked for in hundreds, side by side.
  virtual Result<BatchRead> read(ObjectType type, std::span<const std::string> ids,
                                 std::span<const std::string> properties, std::stop_token stop) = 0;
  // The same of what lies in the recycle bin, and of nothing else: what is neither live nor here is gone for
  // good (deleted for privacy's sake, or more than 90 days ago).
  virtual Result<BatchRead> read_archived(ObjectType type, std::span<const std::string> ids,
                                          std::span<const std::string> properties, std::stop_token stop) = 0;
  // Complete for each id, however many pages that takes; an id without any is simply not mentioned.
  virtual Result<std::vector<Association>> associations(ObjectType from, ObjectType to,
                                                        std::span<const std::string> from_ids,
                                                        std::stop_token stop) = 0;
  // Live contacts with this address, with little more than their ids.
  virtual Result<std::vector<Record>> with_email(const std::string& email, std::stop_token stop) = 0;
  // HubSpot's clock, from the last answer's Date header; ours before there was one.
  virtual Instant hubspot_now() const = 0;
  virtual Traffic traffic() const = 0;
  // How many requests a type still takes, roughly, so that the longest is served first. `serial`: they follow
  // each other on one cursor, for which a part of the quota has to be kept free.
  virtual void expect(ObjectType type, std::int64_t requests_left, bool serial) = 0;
};

}  // namespace every::sync
