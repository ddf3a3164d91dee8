// How records change: see the second half of portal.h.
#include <fmt/format.h>

#include <algorithm>

#include "base/money.h"
#include "base/text.h"
#include "sandbox/portal.h"

namespace every::sandbox {

namespace {

Error unknown_record(Kind kind, RecordId id) {
  return Error(Code::not_found, fmt::format("No {} with the id {} is in this portal.", singular(kind), id));
}

}  // namespace

Result<Record*> Portal::live(Kind kind, RecordId id) {
  Record* record = edit(kind, id);
  if (record == nullptr || !record->live()) return unknown_record(kind, id);
  return record;
}

// Ids have about twelve digits whatever was loaded, and leave gaps.
RecordId Portal::next_id(Kind kind) {
  const auto& all = records(kind);
  const RecordId base = 100'000'000'000 * (index(kind) + 1);
  RecordId& given = last_given_[index(kind)];
  const RecordId last = std::max(given, all.empty() ? 0 : all.back().id);
  return given = std::max(base, last) + 1 + last * 7919 % 4096;
}

Status Portal::check(Kind kind, const Values& values) const {
  for (const auto& [name, value] : values) {
    const PropertyDefinition* d = definition(kind, name);
    if (d == nullptr)
      return Error(Code::validation,
                   fmt::format("Property \"{}\" does not exist on {}.", name, plural(kind)));
    if (name == "hs_object_id") return Error(Code::validation, "hs_object_id cannot be set.");
    if (value.size() > 65'536) return Error(Code::validation, fmt::format("\"{}\" is too long.", name));
  }
  return done();
}

void Portal::apply(Kind kind, Record& record, const Values& values, Instant now) {
  for (const auto& [name, value] : values) {
    const std::string was = this->value(kind, record, name).value_or("");
    set(record, name, value);
    if (const auto id = names_.find(name); id && was != value)
      history_.changed(kind, record.id, *id, was, record.created_ms, value, to_ms(now));
  }
  record.modified_ms = to_ms(now);
  // A loaded record brought its own text for this date; from now on it is ours.
  if (const auto modified = names_.find(modified_property(kind));
      modified && !values.contains(modified_property(kind)))
    record.values.erase(*modified);
  derive(kind, record);
}

// Around every change of a record: the index goes on to see what was, lists follow what is.
void Portal::changing(Kind kind, RecordId id, const Record* record, Instant now) {
  index_.before_change(kind, id, record, to_ms(now));
}

void Portal::changed(Kind kind, const Record& record, Instant now) {
  lists_.refresh(kind, record.id, record.live(), to_ms(now),
                 [&](const std::string& property) { return value(kind, record, property).value_or(""); });
}

Event Portal::event(Verb verb, Kind kind, RecordId id, Instant now) const {
  Event e;
  e.portal_id = id_;
  e.verb = verb;
  e.kind = kind;
  e.object = id;
  e.occurred_ms = to_ms(now);
  return e;
}

void Portal::emit(std::vector<Event> events) const {
  if (sink_ && !events.empty()) sink_(std::move(events));
}

void Portal::tell(EventSink sink) {
  const std::unique_lock lock(mutex_);
  sink_ = std::move(sink);
}

void Portal::derive(Kind kind, Record& record) {
  if (kind == Kind::contact) {
    const std::string email = value(kind, record, "email").value_or("");
    if (const auto at = email.rfind('@'); at != std::string::npos)
      set(record, "hs_email_domain", to_lower_ascii(trim(email.substr(at + 1))));
  }
  if (kind != Kind::deal) return;
  const Stage* stage = account_.stage(value(kind, record, "pipeline").value_or(""),
                                      value(kind, record, "dealstage").value_or(""));
  if (stage == nullptr) return;
  const bool was_won = value(kind, record, "hs_is_closed_won") == "true";
  set(record, "hs_is_closed", stage->closed ? "true" : "false");
  set(record, "hs_is_closed_won", stage->won() ? "true" : "false");
  set(record, "hs_deal_stage_probability", stage->probability);
  if (stage->won() && !was_won) set(record, "hs_closed_won_date", to_rfc3339(from_ms(record.modified_ms)));
  if (!stage->won()) {
    if (const auto id = names_.find("hs_closed_won_date")) record.values.erase(*id);
  }
  const std::string currency = value(kind, record, "deal_currency_code").value_or("");
  if (currency.empty() || currency == account_.company_currency)
    if (const auto amount = value(kind, record, "amount")) set(record, "amount_in_home_currency", *amount);
}

Result<RecordId> Portal::create(Kind kind, const Values& values, Instant now) {
  const std::unique_lock lock(mutex_);
  EVERY_CHECK(check(kind, values));
  const RecordId id = next_id(kind);
  changing(kind, id, nullptr, now);
  Record& record = append(kind, id, to_ms(now), to_ms(now));
  apply(kind, record, values, now);
  changed(kind, record, now);
  std::vector<Event> events;
  for (const auto& [name, value] : values) {
    events.push_back(event(Verb::property_change, kind, id, now));
    events.back().property = name;
    events.back().value = value;
  }
  events.push_back(event(Verb::creation, kind, id, now));
  emit(std::move(events));
  return id;
}

Status Portal::change(Kind kind, RecordId id, const Values& values, Instant now) {
  const std::unique_lock lock(mutex_);
  EVERY_CHECK(check(kind, values));
  EVERY_TRY(record, live(kind, id));
  changing(kind, id, record, now);
  std::vector<Event> events;
  for (const auto& [name, text] : values) {
    if (value(kind, *record, name).value_or("") == text) continue;
    events.push_back(event(Verb::property_change, kind, id, now));
    events.back().property = name;
    events.back().value = text;
  }
  apply(kind, *record, values, now);
  changed(kind, *record, now);
  emit(std::move(events));
  return done();
}

Status Portal::recalculate(Kind kind, RecordId id, const Values& values) {
  const std::unique_lock lock(mutex_);
  EVERY_CHECK(check(kind, values));
  EVERY_TRY(record, live(kind, id));
  for (const auto& [name, text] : values) set(*record, name, text);
  return done();
}

std::size_t Portal::touch_all(Kind kind, Instant now) {
  const std::unique_lock lock(mutex_);
  std::size_t touched = 0;
  const auto modified = names_.find(modified_property(kind));
  for (Record& record : records_[index(kind)]) {
    if (!record.live()) continue;
    changing(kind, record.id, &record, now);
    record.modified_ms = to_ms(now);
    if (modified) record.values.erase(*modified);
    ++touched;
  }
  return touched;
}

Status Portal::archive(Kind kind, RecordId id, Instant now) {
  const std::unique_lock lock(mutex_);
  EVERY_TRY(record, live(kind, id));
  changing(kind, id, record, now);
  record->archived_ms = to_ms(now);
  changed(kind, *record, now);
  emit({event(Verb::deletion, kind, id, now)});
  return done();
}

Status Portal::restore(Kind kind, RecordId id, Instant now) {
  const std::unique_lock lock(mutex_);
  Record* record = edit(kind, id);
  if (record == nullptr || !shown(*record, true, now)) return unknown_record(kind, id);
  changing(kind, id, record, now);
  record->archived_ms = 0;
  changed(kind, *record, now);
  emit({event(Verb::restore, kind, id, now)});
  return done();
}

Status Portal::purge(Kind kind, RecordId id, Instant now) {
  const std::unique_lock lock(mutex_);
  Record* record = edit(kind, id);
  if (record == nullptr || record->merged_into != 0) return unknown_record(kind, id);
  changing(kind, id, record, now);
  std::vector<Event> events;
  if (kind == Kind::contact) events.push_back(event(Verb::privacy_deletion, kind, id, now));
  if (record->live()) events.push_back(event(Verb::deletion, kind, id, now));
  drop_links(kind, *record);
  record->archived_ms = 1;  // so that the lists let go of it
  changed(kind, *record, now);
  history_.forget(kind, id);
  auto& all = records_[index(kind)];
  all.erase(all.begin() + (record - all.data()));
  emit(std::move(events));
  return done();
}

void Portal::set_search_lag(std::int64_t min_ms, std::int64_t max_ms) {
  const std::unique_lock lock(mutex_);
  index_.set_lag(min_ms, max_ms);
}

Status Portal::put_definition(Kind kind, PropertyDefinition definition, Instant now) {
  const std::unique_lock lock(mutex_);
  const auto& by_name = definition_index_[index(kind)];
  const auto known = by_name.find(definition.name);
  definition.updated_ms = to_ms(now);
  definition.created_ms =
      known == by_name.end() ? to_ms(now) : definitions_[index(kind)][known->second].created_ms;
  define(kind, std::move(definition));
  return done();
}

Status Portal::archive_definition(Kind kind, std::string_view name, bool archived, Instant now) {
  const std::unique_lock lock(mutex_);
  const auto& by_name = definition_index_[index(kind)];
  const auto known = by_name.find(name);
  if (known == by_name.end())
    return Error(Code::not_found, fmt::format("{} have no property \"{}\".", plural(kind), name));
  definitions_[index(kind)][known->second].archived_ms = archived ? to_ms(now) : 0;
  return done();
}

}  // namespace every::sandbox
