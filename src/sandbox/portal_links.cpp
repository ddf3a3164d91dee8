// How records are joined: associations, and merges, which move them.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sandbox/portal.h"

namespace every::sandbox {
namespace {

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ";"));
}

}  // namespace

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

void Portal::drop_links(Kind kind, Record& record) {
  for (const Link& l : record.links)
    if (Record* other = edit(l.kind, l.to)) unlink_one(*other, kind, record.id);
  record.links.clear();
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

// Said from both ends, and once more for the primary mark.
void Portal::emit_association(Kind from, RecordId from_id, Kind to, RecordId to_id, bool primary,
                              bool removed, Instant now) const {
  std::vector<Event> events;
  const auto side = [&](Kind near, RecordId near_id, Kind far, RecordId far_id) {
    const auto types = association_types(near, far);
    if (!types) return;
    for (const bool mark : {false, true}) {
      if (mark && (!primary || types->primary == 0)) continue;
      Event e = event(Verb::association_change, near, near_id, now);
      e.to_kind = far;
      e.to = far_id;
      e.association_type = mark ? types->primary : types->plain;
      e.primary = mark;
      e.removed = removed;
      events.push_back(std::move(e));
    }
  };
  side(from, from_id, to, to_id);
  side(to, to_id, from, from_id);
  emit(std::move(events));
}

Status Portal::associate(Kind from, RecordId from_id, Kind to, RecordId to_id, bool primary, Instant now) {
  const std::unique_lock lock(mutex_);
  const auto types = association_types(from, to);
  if (!types) return Error(Code::validation, "Records of these two kinds cannot be associated.");
  if (primary && types->primary == 0) return Error(Code::validation, "This pair of kinds knows no primary.");
  EVERY_CHECK(live(from, from_id));
  EVERY_CHECK(live(to, to_id));
  link(from, from_id, to, to_id, primary);
  if (primary && from == Kind::contact) refresh_company_of(*edit(from, from_id));
  if (primary && to == Kind::contact) refresh_company_of(*edit(to, to_id));
  emit_association(from, from_id, to, to_id, primary, false, now);
  return done();
}

Status Portal::dissociate(Kind from, RecordId from_id, Kind to, RecordId to_id, Instant now) {
  const std::unique_lock lock(mutex_);
  EVERY_TRY(a, live(from, from_id));
  EVERY_TRY(b, live(to, to_id));
  const bool primary = std::any_of(a->links.begin(), a->links.end(),
                                   [&](const Link& l) { return l.kind == to && l.to == to_id && l.primary; });
  unlink_one(*a, to, to_id);
  unlink_one(*b, from, from_id);
  if (from == Kind::contact && to == Kind::company) refresh_company_of(*a);
  if (to == Kind::contact && from == Kind::company) refresh_company_of(*b);
  emit_association(from, from_id, to, to_id, primary, true, now);
  return done();
}

Result<RecordId> Portal::merge(Kind kind, RecordId primary, RecordId secondary, Instant now) {
  const std::unique_lock lock(mutex_);
  if (primary == secondary) return Error(Code::validation, "A record cannot be merged with itself.");
  EVERY_CHECK(live(kind, primary));
  EVERY_CHECK(live(kind, secondary));
  const RecordId id = next_id(kind);
  changing(kind, id, nullptr, now);
  changing(kind, primary, find(kind, primary), now);
  changing(kind, secondary, find(kind, secondary), now);
  append(kind, id, 0, to_ms(now));  // moves the records: only now may they be pointed at
  Record& survivor = *edit(kind, id);
  Record& first = *edit(kind, primary);
  Record& second = *edit(kind, secondary);
  survivor.created_ms = std::min(first.created_ms, second.created_ms);
  merge_values(kind, survivor, first, second, now);
  for (Record* old : {&first, &second}) {
    const std::vector<Link> links = old->links;
    drop_links(kind, *old);
    // A contact or a deal has one primary company, and keeps the first one's. A company is it for many, and
    // stays it for each of them.
    const bool mark =
        kind == Kind::company || old == &first ||
        std::none_of(survivor.links.begin(), survivor.links.end(), [](const Link& l) { return l.primary; });
    for (const Link& l : links) link(kind, id, l.kind, l.to, l.primary && mark);
    old->merged_into = id;
    old->values = {};
    lists_.merge(kind, old->id, id, to_ms(now));
  }
  if (kind == Kind::contact) refresh_company_of(survivor);
  if (kind == Kind::company)
    for (const Link& l : survivor.links)
      if (Record* contact = l.kind == Kind::contact ? edit(l.kind, l.to) : nullptr)
        refresh_company_of(*contact);
  changed(kind, survivor, now);
  // The survivor's creation comes after the merge that made it.
  Event merged = event(Verb::merge, kind, id, now);
  merged.merged = {primary, secondary};
  emit({merged, event(Verb::creation, kind, id, now)});
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

}  // namespace every::sandbox
