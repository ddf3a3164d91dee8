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

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ";"));
}

}  // namespace

Result<Record*> Portal::live(Kind kind, RecordId id) {
  Record* record = edit(kind, id);
  if (record == nullptr || !record->live()) return unknown_record(kind, id);
  return record;
}

// Ids have about twelve digits whatever was loaded, and leave gaps.
RecordId Portal::next_id(Kind kind) const {
  const auto& all = records(kind);
  const RecordId base = 100'000'000'000 * (index(kind) + 1);
  const RecordId last = all.empty() ? 0 : all.back().id;
  return std::max(base, last) + 1 + last * 7919 % 4096;
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
  for (const auto& [name, value] : values) set(record, name, value);
  record.modified_ms = to_ms(now);
  // A loaded record brought its own text for this date; from now on it is ours.
  if (const auto modified = names_.find(modified_property(kind));
      modified && !values.contains(modified_property(kind)))
    record.values.erase(*modified);
  derive(kind, record);
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
  Record& record = append(kind, next_id(kind), to_ms(now), to_ms(now));
  apply(kind, record, values, now);
  return record.id;
}

Status Portal::change(Kind kind, RecordId id, const Values& values, Instant now) {
  const std::unique_lock lock(mutex_);
  EVERY_CHECK(check(kind, values));
  EVERY_TRY(record, live(kind, id));
  apply(kind, *record, values, now);
  return done();
}

Status Portal::archive(Kind kind, RecordId id, Instant now) {
  const std::unique_lock lock(mutex_);
  EVERY_TRY(record, live(kind, id));
  record->archived_ms = to_ms(now);
  return done();
}

Status Portal::restore(Kind kind, RecordId id) {
  const std::unique_lock lock(mutex_);
  Record* record = edit(kind, id);
  if (record == nullptr || !record->archived()) return unknown_record(kind, id);
  record->archived_ms = 0;
  return done();
}

void Portal::drop_links(Kind kind, Record& record) {
  for (const Link& l : record.links)
    if (Record* other = edit(l.kind, l.to)) unlink_one(*other, kind, record.id);
  record.links.clear();
}

Status Portal::purge(Kind kind, RecordId id) {
  const std::unique_lock lock(mutex_);
  Record* record = edit(kind, id);
  if (record == nullptr || record->merged_into != 0) return unknown_record(kind, id);
  drop_links(kind, *record);
  auto& all = records_[index(kind)];
  all.erase(all.begin() + (record - all.data()));
  return done();
}

Result<RecordId> Portal::merge(Kind kind, RecordId primary, RecordId secondary, Instant now) {
  const std::unique_lock lock(mutex_);
  if (primary == secondary) return Error(Code::validation, "A record cannot be merged with itself.");
  EVERY_CHECK(live(kind, primary));
  EVERY_CHECK(live(kind, secondary));
  const RecordId id = next_id(kind);
  append(kind, id, 0, to_ms(now));  // moves the records: only now may they be pointed at
  Record& survivor = *edit(kind, id);
  Record& first = *edit(kind, primary);
  Record& second = *edit(kind, secondary);
  survivor.created_ms = std::min(first.created_ms, second.created_ms);
  merge_values(kind, survivor, first, second, now);
  for (Record* old : {&first, &second}) {
    const std::vector<Link> links = old->links;
    drop_links(kind, *old);
    const bool mark = old == &first || std::none_of(survivor.links.begin(), survivor.links.end(),
                                                    [](const Link& l) { return l.primary; });
    for (const Link& l : links) link(kind, id, l.kind, l.to, l.primary && mark);
    old->merged_into = id;
    old->values = {};
  }
  if (kind == Kind::contact) refresh_company_of(survivor);
  return id;
}

void Portal::merge_values(Kind kind, Record& survivor, const Record& first, const Record& second,
                          Instant now) {
  survivor.values = first.values;
  second.values.each([&](NameId id, std::string_view text) {
    if (survivor.values.get(id).value_or("").empty()) survivor.values.set(id, text);
  });
  std::vector<std::string> merged, vids, emails;
  for (const Record* old : {&first, &second}) {
    for (auto& id : split(value(kind, *old, "hs_merged_object_ids").value_or(""), ';'))
      merged.push_back(std::move(id));
    merged.push_back(std::to_string(old->id));
    vids.push_back(fmt::format("{}:{}", old->id, to_ms(now)));
    for (auto& mail : split(value(kind, *old, "hs_additional_emails").value_or(""), ';'))
      emails.push_back(std::move(mail));
  }
  set(survivor, "hs_merged_object_ids", joined(merged));
  if (const auto modified = names_.find(modified_property(kind))) survivor.values.erase(*modified);
  if (const auto own = names_.find("hs_object_id")) survivor.values.erase(*own);
  if (kind != Kind::contact) return;
  const auto mine = value(kind, first, "email").value_or(""),
             other = value(kind, second, "email").value_or("");
  if (!mine.empty() && !other.empty() && !iequals_ascii(mine, other)) emails.push_back(other);
  if (!emails.empty()) set(survivor, "hs_additional_emails", joined(emails));
  set(survivor, "hs_calculated_merged_vids", joined(vids));
  set(survivor, "hs_all_contact_vids", fmt::format("{};{}", survivor.id, joined(merged)));
}

void Portal::link_one(Record& record, Kind to, RecordId to_id, bool primary) {
  if (primary)
    for (Link& l : record.links)
      if (l.kind == to) l.primary = false;
  for (Link& l : record.links)
    if (l.kind == to && l.to == to_id) {
      l.primary = l.primary || primary;
      return;
    }
  record.links.push_back({to_id, to, primary});
}

void Portal::unlink_one(Record& record, Kind to, RecordId to_id) {
  std::erase_if(record.links, [&](const Link& l) { return l.kind == to && l.to == to_id; });
}

// The contact's own property follows its primary company; that bumps nothing.
void Portal::refresh_company_of(Record& contact) {
  for (const Link& l : contact.links)
    if (l.kind == Kind::company && l.primary)
      return set(contact, "associatedcompanyid", std::to_string(l.to));
  if (const auto id = names_.find("associatedcompanyid")) contact.values.erase(*id);
}

void Portal::link(Kind a, RecordId a_id, Kind b, RecordId b_id, bool primary) {
  // "Primary" is said of the company: a contact or a deal has one of them at most, a company is it for many.
  const bool of_a = primary && b == Kind::company, of_b = primary && a == Kind::company;
  const auto join = [&](Kind from, RecordId from_id, Kind to, RecordId to_id, bool demotes) {
    Record* record = edit(from, from_id);
    if (record == nullptr) return;
    if (demotes) {
      for (Link& l : record->links) {
        if (l.kind != Kind::company || !l.primary || l.to == to_id) continue;
        if (Record* former = edit(l.kind, l.to))
          for (Link& back : former->links)
            if (back.kind == from && back.to == from_id) back.primary = false;
      }
      link_one(*record, to, to_id, true);
    } else {
      link_one(*record, to, to_id, false);
      if (primary)
        for (Link& l : record->links)
          if (l.kind == to && l.to == to_id) l.primary = true;
    }
  };
  join(a, a_id, b, b_id, of_a);
  join(b, b_id, a, a_id, of_b);
}

Status Portal::associate(Kind from, RecordId from_id, Kind to, RecordId to_id, bool primary) {
  const std::unique_lock lock(mutex_);
  const auto types = association_types(from, to);
  if (!types) return Error(Code::validation, "Records of these two kinds cannot be associated.");
  if (primary && types->primary == 0) return Error(Code::validation, "This pair of kinds knows no primary.");
  EVERY_CHECK(live(from, from_id));
  EVERY_CHECK(live(to, to_id));
  link(from, from_id, to, to_id, primary);
  if (primary && from == Kind::contact) refresh_company_of(*edit(from, from_id));
  if (primary && to == Kind::contact) refresh_company_of(*edit(to, to_id));
  return done();
}

Status Portal::dissociate(Kind from, RecordId from_id, Kind to, RecordId to_id) {
  const std::unique_lock lock(mutex_);
  EVERY_TRY(a, live(from, from_id));
  EVERY_TRY(b, live(to, to_id));
  unlink_one(*a, to, to_id);
  unlink_one(*b, from, from_id);
  if (from == Kind::contact && to == Kind::company) refresh_company_of(*a);
  if (to == Kind::contact && from == Kind::company) refresh_company_of(*b);
  return done();
}

}  // namespace every::sandbox
