#include "sync/review_lane.h"

#include <algorithm>
#include <set>

#include "sync/review.h"

namespace every::sync {
namespace {

constexpr std::int64_t kWaitFor = 500;  // contacts: fewer are worth no round while more are being read
constexpr std::size_t kAtOnce = 500;    // rows in one transaction, so that the lists' pages never wait long

}  // namespace

std::size_t note_review(store::Tx& tx, const store::Tenant& tenant, ObjectType type, const Written& written) {
  std::set<std::string> contacts;
  const auto add = [&](ObjectType of, const auto& ids) {
    if (of == ObjectType::contact) contacts.insert(ids.begin(), ids.end());
    if (of != ObjectType::company) return;
    for (const std::string& company : ids) {
      const auto here = store::Mirror(tx, tenant).associated_from("contact", "company", company);
      contacts.insert(here.begin(), here.end());
    }
  };
  add(type, written.changed);
  for (const auto& [of, ids] : written.touched) add(of, ids);
  store::Review(tx, tenant).put_due(std::vector<std::string>(contacts.begin(), contacts.end()));
  return contacts.size();
}

Status derive_due(RunContext& run) {
  while (true) {
    const auto due =
        run.parts().db.read([&](store::Tx& tx) { return store::Review(tx, run.tenant()).due(); });
    if (due.upto == 0) return done();
    const std::span<const std::string> ids(due.hubspot_ids);
    for (std::size_t at = 0; at < ids.size(); at += kAtOnce) {
      const auto part = ids.subspan(at, std::min(kAtOnce, ids.size() - at));
      EVERY_CHECK(run.commit([&](store::Tx& tx, Step&) -> Status {
        ReviewDesk(tx, run.tenant()).refresh(part);
        if (at + kAtOnce >= ids.size()) store::Review(tx, run.tenant()).drop_due(due.upto);
        return done();
      }));
    }
  }
}

Status review_lane(RunContext& run, LaneBoard& board) {
  while (board.wait_due(kWaitFor)) EVERY_CHECK(derive_due(run));
  return derive_due(run);
}

}  // namespace every::sync
