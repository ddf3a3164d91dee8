#include "sync/list_members.h"

#include <algorithm>

#include "base/sentence.h"
#include "store/mirror.h"
#include "store/mirror_lists.h"
#include "store/notices.h"
#include "sync/review.h"
#include "sync/values.h"

namespace every::sync {
namespace {

constexpr std::size_t kToldMax = 5'000;  // more who joined or left than this: everything is projected

std::string notice_key(const std::string& id) {
  return "list/" + id;
}

store::MirrorList row_of(const RecordList& list, std::optional<Instant> read_at) {
  return {list.id, std::string(name(list.type.value_or(ObjectType::contact))), list.name, read_at};
}

Status raise(RunContext& run, const std::string& id, const std::string& list_name, Code code,
             const std::string& what) {
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Notice notice;
    notice.key = notice_key(id);
    notice.code = every::name(code);
    notice.subject = list_name;
    notice.detail = what;
    notice.fix = "Who belonged to it stays in step. Choose the lists anew if that is not right.";
    notice.raised_at = run.now();
    store::Notices(tx, run.tenant()).raise(notice);
    return done();
  });
}

// Contacts whose row in the review may look different now.
std::vector<std::string> contacts_of(store::Tx& tx, const store::Tenant& tenant, const std::string& type,
                                     const std::vector<std::string>& ids) {
  if (type == "contact") return ids;
  std::set<std::string> out;
  store::Mirror mirror(tx, tenant);
  for (const std::string& id : ids) {
    if (type == "company")
      for (auto& contact : mirror.associated_from("contact", "company", id)) out.insert(std::move(contact));
    else
      for (const auto& a : mirror.associations("deal", id, "contact")) out.insert(a.to_id);
    if (out.size() > kToldMax) break;
  }
  return {out.begin(), out.end()};
}

// As the pull remembers what it changed (incremental.cpp).
void remember(store::Tx& tx, RunContext& run, const store::MirrorList& list,
              const std::vector<std::string>& changed) {
  if (changed.empty()) return;
  store::Cursor cursor;
  const bool many = changed.size() > kToldMax;
  cursor.lane = many ? "changed/all" : "changed/" + list.object_type + "/list-" + list.id;
  if (!many)
    for (const std::string& id : changed) cursor.position += id + " ";
  cursor.processed = static_cast<std::int64_t>(changed.size());
  cursor.finished = true;
  store::Runs(tx, run.tenant()).put_cursor(run.snapshot().id, cursor);
  if (many) return;
  ReviewDesk(tx, run.tenant()).refresh(contacts_of(tx, run.tenant(), list.object_type, changed));
}

Status read_one(RunContext& run, const RecordList& list) {
  auto members = run.source().list_members(list.id, run.stop());
  if (!members.ok()) {
    if (members.error().code == Code::cancelled) return members.error();
    return raise(run, list.id, list.name, Code::list_gone,
                 sentence("The members of the list \"{}\" could not be read.", list.name));
  }
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::MirrorLists lists(tx, run.tenant());
    const store::MirrorList row = row_of(list, run.now());
    remember(tx, run, row, lists.replace_members(row, *members));
    lists.put(row);
    store::Notices(tx, run.tenant()).heal(notice_key(list.id), run.now());
    return done();
  });
}

}  // namespace

Status read_list_members(RunContext& run) {
  struct Before {
    std::vector<std::string> included;
    std::vector<store::MirrorList> kept;
  };
  const Before before = run.parts().db.read([&](store::Tx& tx) {
    return Before{store::Connections(tx, run.tenant()).settings().lists,
                  store::MirrorLists(tx, run.tenant()).all()};
  });
  if (before.included.empty() && before.kept.empty()) return done();
  const std::set<std::string> included(before.included.begin(), before.included.end());
  EVERY_CHECK(run.commit([&](store::Tx& tx, Step&) -> Status {
    store::MirrorLists(tx, run.tenant()).keep_only(included);
    store::Notices notices(tx, run.tenant());
    for (const std::string& key : notices.open_keys("list/"))
      if (!included.contains(key.substr(5))) notices.heal(key, run.now());
    return done();
  }));
  if (included.empty()) return done();
  auto lists = run.source().lists(run.stop());
  if (!lists.ok() && lists.error().code != Code::scope_missing) return lists.error();
  for (const std::string& id : before.included) {
    const auto kept = std::find_if(before.kept.begin(), before.kept.end(),
                                   [&](const store::MirrorList& list) { return list.id == id; });
    const std::string known_as = kept == before.kept.end() ? id : kept->name;
    if (!lists.ok()) {
      EVERY_CHECK(raise(run, id, known_as, Code::scope_missing, "The permission to read lists is missing."));
      continue;
    }
    const auto list =
        std::find_if(lists->begin(), lists->end(), [&](const RecordList& l) { return l.id == id; });
    if (list == lists->end() || !list->type || !mapped_object(*list->type)) {
      EVERY_CHECK(raise(run, id, known_as, Code::list_gone,
                        sentence("The list \"{}\" no longer exists in HubSpot.", known_as)));
    } else if (!list->complete) {
      // Its type is known, so that the rule about it is; who belongs to it is not.
      EVERY_CHECK(
          raise(run, id, list->name, Code::list_gone,
                sentence("HubSpot is still working out who belongs to the list \"{}\".", list->name)));
      EVERY_CHECK(run.commit([&](store::Tx& tx, Step&) -> Status {
        store::MirrorLists all(tx, run.tenant());
        if (!all.find(id)) all.put(row_of(*list, std::nullopt));
        return done();
      }));
    } else {
      EVERY_CHECK(read_one(run, *list));
    }
  }
  return done();
}

Status read_list(store::Database& db, const store::Tenant& tenant, Source& source, const RecordList& list,
                 Instant now) {
  EVERY_TRY(members, source.list_members(list.id, {}));
  return db.write([&](store::Tx& tx) -> Status {
    store::MirrorLists lists(tx, tenant);
    const store::MirrorList row = row_of(list, now);
    lists.replace_members(row, members);
    lists.put(row);
    return done();
  });
}

}  // namespace every::sync
