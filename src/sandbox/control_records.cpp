// Orders about records: what a person does to them in HubSpot's screens.
#include "sandbox/control_detail.h"

namespace every::sandbox {
namespace {

Response associate(Sandbox::Impl&, Order& o) {
  Portal& p = o.portal();
  const Kind from = o.kind("fromType"), to = o.kind("toType");
  const RecordId from_id = o.id("fromId"), to_id = o.id("toId");
  const bool primary = o.in.boolean("primary").value_or(false),
             remove = o.in.boolean("remove").value_or(false);
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  return answer(remove ? p.dissociate(from, from_id, to, to_id, o.now())
                       : p.associate(from, from_id, to, to_id, primary, o.now()));
}

Response merge(Sandbox::Impl&, Order& o) {
  Portal& p = o.portal();
  const Kind kind = o.kind();
  const RecordId primary = o.id("primary"), secondary = o.id("secondary");
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  return answer(p.merge(kind, primary, secondary, o.now()));
}

// One record, one verb.
template <class F>
Change simple(F act) {
  return [act](Sandbox::Impl&, Order& o) -> Response {
    Portal& p = o.portal();
    const Kind kind = o.kind();
    const RecordId id = o.id();
    if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
    return answer(act(p, kind, id, o.now()));
  };
}

Response change(Sandbox::Impl&, Order& o) {
  Portal& p = o.portal();
  const Kind kind = o.kind();
  const RecordId id = o.id();
  const Values values = o.values();
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  return answer(p.change(kind, id, values, o.now()));
}

Response recalculate(Sandbox::Impl&, Order& o) {
  Portal& p = o.portal();
  const Kind kind = o.kind();
  const RecordId id = o.id();
  const Values values = o.values();
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  return answer(p.recalculate(kind, id, values));
}

Response touch_all(Sandbox::Impl&, Order& o) {
  Portal& p = o.portal();
  const Kind kind = o.kind();
  const auto most = o.in.integer("count", 1, kMostInteger);
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  return ok({{"touched", p.touch_all(kind, o.now(), most ? static_cast<std::size_t>(*most) : SIZE_MAX)}});
}

Response create(Sandbox::Impl&, Order& o) {
  Portal& p = o.portal();
  const Kind kind = o.kind();
  const Values values = o.values();
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  return answer(p.create(kind, values, o.now()));
}

}  // namespace

const std::map<std::string_view, Change>& record_orders() {
  static const std::map<std::string_view, Change> kOrders = {
      {"change", change},
      {"create", create},
      {"archive", simple([](Portal& p, Kind k, RecordId id, Instant now) { return p.archive(k, id, now); })},
      {"restore", simple([](Portal& p, Kind k, RecordId id, Instant now) { return p.restore(k, id, now); })},
      {"purge", simple([](Portal& p, Kind k, RecordId id, Instant now) { return p.purge(k, id, now); })},
      {"merge", merge},
      {"associate", associate},
      {"recalculate", recalculate},
      {"touch-all", touch_all},
  };
  return kOrders;
}

}  // namespace every::sandbox
