#include "sync/rules_preview.h"

#include "domain/mapping.h"
#include "store/mirror_properties.h"
#include "sync/id_feed.h"
#include "sync/projector.h"
#include "sync/property_plan.h"

namespace every::sync {
namespace {

constexpr std::int64_t kBatch = 200;

// Objects with a mapped property that was not read of every record yet.
std::vector<std::string> unread(store::Tx& tx, const store::Tenant& tenant, const domain::Mapping& mapping) {
  std::vector<std::string> out;
  for (const ObjectType type : kObjectTypes)
    if (const auto object = mapped_object(type); object && needs_listing(tx, tenant, type, mapping))
      out.emplace_back(domain::plural(*object));
  return out;
}

}  // namespace

RulesPreview preview_rules(store::Tx& tx, const store::Tenant& tenant, const store::SyncSettings& wanted,
                           std::size_t first, Clock& clock, Random& random) {
  RulesPreview out;
  const domain::Mapping mapping = domain::mapping_from(wanted.mapping);
  out.reread = unread(tx, tenant, mapping);
  if (!wanted.imported_once) return out;
  const ProjectRules rules = rules_of(wanted);
  const Surroundings surroundings = load_surroundings(tx, tenant, wanted);
  const Witness witness = [&](RecordChange change) {
    ++out.records;
    ++out.counts[{change.kind, change.what}];
    if (out.first.size() < first) out.first.push_back(std::move(change));
  };
  Overlay overlay;
  Projector::Parts parts{tenant, rules, surroundings, clock, random, "", &overlay};
  parts.witness = &witness;
  Projector projector(parts, tx);
  const auto over = [&](ObjectType type, auto part) {
    const IdFeed feed = IdFeed::all(type);
    std::string after;
    while (true) {
      const auto ids = feed.next(tx, tenant, after, kBatch);
      if (!ids.empty()) (projector.*part)(ids, out.totals);
      if (std::ssize(ids) < kBatch) return;
      after = ids.back();
    }
  };
  over(ObjectType::contact, &Projector::contacts);
  over(ObjectType::company, &Projector::companies);
  over(ObjectType::deal, &Projector::deals);
  return out;
}

}  // namespace every::sync
