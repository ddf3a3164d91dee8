#include "sync/surroundings.h"

#include "base/text.h"
#include "store/mirror.h"
#include "sync/list_members.h"

namespace every::sync {
namespace {

Status read_account(RunContext& run) {
  EVERY_TRY(account, run.source().account(run.stop()));
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Connections connections(tx, run.tenant());
    store::Connection connection = connections.get();
    if (!connection.portal_id.empty() && connection.portal_id != account.portal_id)
      return Error(Code::account_mismatch, "The token belongs to account " + account.portal_id + ".",
                   "Use account " + connection.portal_id + ", or disconnect first.");
    connection.portal_id = account.portal_id;
    if (!account.name.empty()) connection.portal_name = account.name;
    if (!account.ui_domain.empty()) connection.ui_domain = account.ui_domain;
    if (!account.currency.empty()) connection.portal_currency = account.currency;
    if (!account.time_zone.empty()) connection.portal_time_zone = account.time_zone;
    connections.put(connection);
    return done();
  });
}

// True when the run can go on without what was asked for.
bool switched_off(RunContext& run, const Error& error, const char* what) {
  if (error.code != Code::scope_missing) return false;
  return run
      .commit([&](store::Tx& tx, Step& step) -> Status {
        step.counts.failed = 1;
        run.record_error(tx, {"", "", what, std::string(name(error.code)), error.detail, error.fix, "", {}});
        return done();
      })
      .ok();
}

Status read_owners(RunContext& run) {
  auto owners = run.source().owners(run.stop());
  if (!owners.ok()) return switched_off(run, owners.error(), "Owners") ? done() : Status(owners.error());
  std::vector<store::MirrorOwner> rows;
  for (const Owner& owner : *owners) {
    std::string full = trim(owner.first_name + " " + owner.last_name);
    rows.push_back({owner.id, owner.email, full.empty() ? owner.email : std::move(full), owner.archived});
  }
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Mirror(tx, run.tenant()).put_owners(rows);
    return done();
  });
}

Status read_pipelines(RunContext& run) {
  auto pipelines = run.source().pipelines(run.stop());
  if (!pipelines.ok())
    return switched_off(run, pipelines.error(), "Pipelines") ? done() : Status(pipelines.error());
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Mirror(tx, run.tenant()).put_pipelines(*pipelines);
    return done();
  });
}

}  // namespace

Status read_surroundings(RunContext& run, bool account) {
  if (account) EVERY_CHECK(read_account(run));
  EVERY_CHECK(read_owners(run));
  EVERY_CHECK(read_pipelines(run));
  return read_list_members(run);
}

}  // namespace every::sync
