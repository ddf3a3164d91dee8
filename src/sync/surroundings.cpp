#include "sync/surroundings.h"

#include <algorithm>
#include <set>

#include "base/sentence.h"
#include "base/text.h"
#include "store/mirror.h"
#include "store/review.h"
#include "sync/incremental.h"
#include "sync/link_watch.h"
#include "sync/list_members.h"
#include "sync/values.h"

namespace every::sync {
namespace {

Status read_account(RunContext& run) {
  EVERY_TRY(account, run.source().account(run.stop()));
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Connections connections(tx, run.tenant());
    store::Connection connection = connections.get();
    const store::Connection before = connection;
    if (!connection.portal_id.empty() && connection.portal_id != account.portal_id)
      return Error(Code::account_mismatch, sentence("The token belongs to account {}.", account.portal_id),
                   sentence("Use account {}, or disconnect first.", connection.portal_id));
    connection.portal_id = account.portal_id;
    if (!account.name.empty()) connection.portal_name = account.name;
    if (!account.ui_domain.empty()) connection.ui_domain = account.ui_domain;
    if (!account.currency.empty()) connection.portal_currency = account.currency;
    if (!account.time_zone.empty()) connection.portal_time_zone = account.time_zone;
    connections.put(connection);
    // The rows' links into HubSpot.
    if (connection.portal_id != before.portal_id || connection.ui_domain != before.ui_domain)
      store::Review(tx, run.tenant()).put_all_due();
    return done();
  });
}

// True when the run can go on without what was asked for.
bool switched_off(RunContext& run, const Error& error, const char* what) {
  if (error.code != Code::scope_missing) return false;
  return run
      .commit([&](store::Tx& tx, Step& step) -> Status {
        run.record_error(tx, step,
                         {"", "", what, std::string(name(error.code)), error.detail, error.fix, "", {}});
        return done();
      })
      .ok();
}

Status read_owners(RunContext& run, bool archived) {
  auto owners = run.source().owners(archived, run.stop());
  if (!owners.ok()) return switched_off(run, owners.error(), "Owners") ? done() : Status(owners.error());
  std::vector<store::MirrorOwner> rows;
  for (const Owner& owner : *owners) {
    std::string full = trim(owner.first_name + " " + owner.last_name);
    rows.push_back({owner.id, owner.email, full.empty() ? owner.email : std::move(full), owner.archived});
  }
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Mirror mirror(tx, run.tenant());
    const auto names = [&] {
      std::map<std::string, std::string> out;
      for (auto& owner : mirror.owners()) out.emplace(std::move(owner.id), std::move(owner.name));
      return out;
    };
    const auto before = names();
    mirror.put_owners(rows);
    if (names() != before) store::Review(tx, run.tenant()).put_all_due();
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

constexpr std::size_t kLookedAtOnce = 500;

struct Rhythm {
  std::string_view mark;  // the watermark that keeps when it was last read
  Millis every;
  Millis when_asked;  // for a person
};

constexpr Millis kQuarter{15 * 60'000}, kDay{24 * 60 * 60'000};

Rhythm rhythm(Chore chore) {
  switch (chore) {
    case Chore::pipelines:
      return {"read/pipelines", kQuarter, Millis(0)};
    case Chore::owners:
      return {"read/owners", kQuarter, kDay};
    case Chore::archived_owners:
      return {"read/owners/archived", kDay, kDay};
    case Chore::account:
      return {"read/account", kDay, kDay};
  }
  return {"read/account", kDay, kDay};
}

Status read(RunContext& run, Chore chore) {
  switch (chore) {
    case Chore::pipelines:
      EVERY_CHECK(read_pipelines(run));
      break;
    case Chore::owners:
      EVERY_CHECK(read_owners(run, false));
      break;
    case Chore::archived_owners:
      EVERY_CHECK(read_owners(run, true));
      break;
    case Chore::account:
      EVERY_CHECK(read_account(run));
      break;
  }
  return run.commit([&](store::Tx& tx, Step&) -> Status {
    store::Runs(tx, run.tenant()).put_watermark(std::string(rhythm(chore).mark), run.now());
    return done();
  });
}

bool asked_for(const std::string& trigger) {
  return trigger == "manual" || trigger == "chat";
}

}  // namespace

Status read_surroundings(RunContext& run) {
  // The deactivated owners last: who was deactivated between the two readings is in both.
  for (const Chore chore : {Chore::account, Chore::owners, Chore::archived_owners, Chore::pipelines})
    EVERY_CHECK(read(run, chore));
  return read_list_members(run);
}

std::optional<Chore> longest_due(const ChoresDone& done, Instant now, bool asked) {
  std::optional<Chore> found;
  Instant earliest = now;
  for (std::size_t i = 0; i < done.size(); ++i) {
    const Rhythm r = rhythm(kChores[i]);
    const Instant due = done[i] ? *done[i] + (asked ? r.when_asked : r.every) : Instant{};
    if (due > earliest || (found && due == earliest)) continue;
    earliest = due;
    found = kChores[i];
  }
  return found;
}

Status read_what_is_due(RunContext& run) {
  EVERY_CHECK(read_list_members(run));
  ChoresDone last;
  run.parts().db.read([&](store::Tx& tx) {
    store::Runs runs(tx, run.tenant());
    for (std::size_t i = 0; i < last.size(); ++i)
      last[i] = runs.watermark(std::string(rhythm(kChores[i]).mark));
    return 0;
  });
  if (const auto chore = longest_due(last, run.now(), asked_for(run.snapshot().trigger)))
    return read(run, *chore);
  return watch_links(run);
}

Status read_what_is_unknown(RunContext& run) {
  bool stage = false, owner = false;
  run.parts().db.read([&](store::Tx& tx) {
    store::Mirror mirror(tx, run.tenant());
    std::set<std::string> stages, owners;
    for (const auto& pipeline : mirror.pipelines())
      for (const auto& s : pipeline.stages) stages.insert(s.id);
    for (const auto& o : mirror.owners()) owners.insert(o.id);
    for (const auto& [type, ids] : changed_by(tx, run.tenant(), run.snapshot().id).ids) {
      const std::vector<std::string> all(ids.begin(), ids.end());
      for (std::size_t at = 0; at < all.size() && !(stage && owner); at += kLookedAtOnce)
        for (const auto& record :
             mirror.find_many(std::string(name(type)),
                              std::span(all).subspan(at, std::min(kLookedAtOnce, all.size() - at)))) {
          const Values values = Values::parse(record.properties);
          const std::string s = values.text("dealstage"), o = values.text("hubspot_owner_id");
          stage = stage || (!s.empty() && !stages.contains(s));
          owner = owner || (!o.empty() && !owners.contains(o));
        }
    }
    return 0;
  });
  if (stage) EVERY_CHECK(read(run, Chore::pipelines));
  if (owner) EVERY_CHECK(read(run, Chore::owners));
  return done();
}

}  // namespace every::sync
