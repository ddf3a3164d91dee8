#include "sync/parity_heal.h"

#include <algorithm>
#include <map>
#include <set>

#include "sync/parity.h"
#include "sync/read_again.h"

namespace every::sync {
namespace {

constexpr std::int64_t kBatch = 100;  // one batch read

std::string key(ObjectType type) {
  return std::string(name(type));
}

class Healing {
 public:
  Healing(RunContext& run, ObjectType type) : run_(run), type_(type), id_(run.snapshot().id) {}

  Status work(const std::vector<store::ParityFinding>& findings) {
    std::set<std::string> unique;
    for (const auto& finding : findings) unique.insert(finding.object_id);
    const std::vector<std::string> ids(unique.begin(), unique.end());
    EVERY_TRY(properties, asked_properties(run_, type_));
    EVERY_TRY(truth, read_truth(run_, type_, ids, properties));
    return run_.commit([&](store::Tx& tx, Step& step) -> Status {
      store::Parity parity(tx, run_.tenant());
      for (const std::string& id : ids)
        if (const auto here = parity.record(key(type_), id); here && !here->sound)
          parity.distrust(key(type_), id);
      step.counts = write_truth(tx, run_, truth).counts;
      store::Certificate certificate = parity.find(id_).value_or(store::Certificate{});
      for (const auto& finding : findings) {
        if (!equal(tx, finding, truth)) continue;
        parity.set_healed(id_, finding.seq);
        ++certificate.healed;
      }
      parity.put(certificate);
      return done();
    });
  }

 private:
  bool equal(store::Tx& tx, const store::ParityFinding& finding, const Truth& truth) {
    const std::string& id = finding.object_id;
    const auto here = store::Parity(tx, run_.tenant()).record(key(type_), id);
    const auto there = std::find_if(truth.live.records.begin(), truth.live.records.end(),
                                    [&](const Record& r) { return r.id == id; });
    if (there == truth.live.records.end()) return !here;
    if (!here || !difference(row_of(type_, *there, &here->record), *here).empty()) return false;
    for (const auto& [to, found] : truth.associations) {
      std::map<std::string, bool> wanted;
      for (const Association& a : found)
        if (a.from_id == id) wanted[a.to_id] = wanted[a.to_id] || a.primary;
      std::map<std::string, bool> mine;
      for (const auto& a : store::Mirror(tx, run_.tenant()).associations(key(type_), id, key(to)))
        mine[a.to_id] = a.primary;
      if (mine != wanted) return false;
    }
    return true;
  }

  RunContext& run_;
  ObjectType type_;
  std::string id_;
};

}  // namespace

Status heal_findings(RunContext& run) {
  const std::string id = run.snapshot().id;
  std::int64_t seq = 0;
  while (true) {
    const auto findings = run.parts().db.read(
        [&](store::Tx& tx) { return store::Parity(tx, run.tenant()).after(id, seq, kBatch); });
    if (findings.empty()) return done();
    seq = findings.back().seq;
    std::map<ObjectType, std::vector<store::ParityFinding>> by_type;
    for (const auto& finding : findings)
      if (const auto type = object_type_from(finding.object_type); type && !finding.healed)
        by_type[*type].push_back(finding);
    for (const auto& [type, some] : by_type) EVERY_CHECK(Healing(run, type).work(some));
  }
}

}  // namespace every::sync
