#include "sync/project_scope.h"

#include "store/connection.h"
#include "store/run_records.h"
#include "store/runs.h"
#include "sync/review.h"
#include "sync/run_book.h"

namespace every::sync {
namespace {

constexpr std::int64_t kRunsLookedAt = 20;
constexpr std::size_t kNarrowMax = kChangedMax;  // more records than this are projected by walking everything

std::set<std::string> chosen_ids(store::Tx& tx, const store::Tenant& tenant, const ImportRequest& request) {
  std::set<std::string> out(request.ids.begin(), request.ids.end());
  if (request.filter) {
    std::string after;
    while (out.size() < kImportIdsMax * 10) {
      const auto ids = store::Review(tx, tenant).ids(*request.filter, after, 500);
      out.insert(ids.begin(), ids.end());
      if (ids.size() < 500) break;
      after = ids.back();
    }
  }
  for (const auto& id : request.except) out.erase(id);
  return out;
}

// The last run that pulled got to its end, so only what this run changed is left to project.
bool only_changes_left(store::Tx& tx, RunContext& run) {
  for (const auto& before : store::Runs(tx, run.tenant()).list({"", true, 0, kRunsLookedAt}).items) {
    if (!before.finished_at || before.id == run.snapshot().id || before.kind == "import" ||
        before.kind == "undo" || before.kind == "hints")
      continue;
    const bool whole = before.state == store::RunState::succeeded || before.state == store::RunState::partial;
    // A check and a retry pull a few records only: they say nothing about the run before them.
    if (whole && (before.kind == "parity" || before.kind == "retry")) continue;
    return whole;
  }
  return true;
}

// What hangs on the changed records: contacts of new companies, companies and deals of the contacts, open
// matches.
void widen(store::Tx& tx, const store::Tenant& tenant, Changed& changed) {
  store::Mirror mirror(tx, tenant);
  auto& contacts = changed.ids[ObjectType::contact];
  auto& companies = changed.ids[ObjectType::company];
  auto& deals = changed.ids[ObjectType::deal];
  const auto add = [](std::set<std::string>& to, const std::vector<std::string>& ids) {
    to.insert(ids.begin(), ids.end());
  };
  for (const auto& company : companies)
    if (contacts.size() <= kNarrowMax) add(contacts, mirror.associated_from("contact", "company", company));
  store::ReviewFilter open;
  open.state = "duplicate";
  add(contacts, store::Review(tx, tenant).ids(open, "", static_cast<std::int64_t>(kNarrowMax)));
  for (const auto& contact : contacts) {
    if (deals.size() > kNarrowMax) break;
    add(deals, mirror.associated_from("deal", "contact", contact));
    for (const auto& a : mirror.associations("contact", contact, "company")) companies.insert(a.to_id);
  }
  for (const auto& company : companies)
    if (deals.size() <= kNarrowMax) add(deals, mirror.associated_from("deal", "company", company));
}

Scope scope_by_settings(store::Tx& tx, const store::Tenant& tenant) {
  const store::SyncSettings settings = store::Connections(tx, tenant).settings();
  Scope scope{
      IdFeed::all(ObjectType::contact), IdFeed::all(ObjectType::company), IdFeed::all(ObjectType::deal), {}};
  scope.rules = rules_of(settings);
  return scope;
}

// Only these and what hangs on them, unless that is too much to be named.
Scope narrowed(store::Tx& tx, const store::Tenant& tenant, Scope scope, Changed changed) {
  if (changed.too_many) return scope;
  widen(tx, tenant, changed);
  for (const auto& [type, ids] : changed.ids)
    if (ids.size() > kNarrowMax) return scope;
  scope.contacts = IdFeed::of(changed.ids[ObjectType::contact]);
  scope.companies = IdFeed::of(changed.ids[ObjectType::company]);
  scope.deals = IdFeed::of(changed.ids[ObjectType::deal]);
  return scope;
}

}  // namespace

Scope import_scope(store::Tx& tx, const store::Tenant& tenant, const ImportRequest& request) {
  Scope scope{
      IdFeed::all(ObjectType::contact), IdFeed::all(ObjectType::company), IdFeed::all(ObjectType::deal), {}};
  scope.rules.undecided = request.undecided;
  scope.rules.include_deals = request.include_deals;
  scope.rules.include_no_email = request.include_no_email;
  scope.rules.chosen = !request.all;
  scope.rules.everything = request.all;
  scope.rules.except.insert(request.except.begin(), request.except.end());
  if (!request.all) scope.contacts = IdFeed::of(chosen_ids(tx, tenant, request));
  return scope;
}

Scope changes_scope(store::Tx& tx, RunContext& run) {
  Scope scope = scope_by_settings(tx, run.tenant());
  const std::string kind = run.snapshot().kind;
  // Other rules make something else of records that did not change.
  const store::SyncSettings settings = store::Connections(tx, run.tenant()).settings();
  if (settings.rules != settings.projected_rules) return scope;
  if (kind == "first_load" || kind == "sweep" || !only_changes_left(tx, run)) return scope;
  Changed changed = changed_by(tx, run.tenant(), run.snapshot().id);
  // What failed under other settings or permissions is tried again.
  for (auto& [type, id] : store::Attention(tx, run.tenant())
                              .outdated(rules_now(tx, run.tenant()), static_cast<std::int64_t>(kNarrowMax)))
    if (const auto known = object_type_from(type)) changed.ids[*known].insert(std::move(id));
  return narrowed(tx, run.tenant(), std::move(scope), std::move(changed));
}

Scope touched_scope(store::Tx& tx, const store::Tenant& tenant, Changed changed) {
  return narrowed(tx, tenant, scope_by_settings(tx, tenant), std::move(changed));
}

}  // namespace every::sync
