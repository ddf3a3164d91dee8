// Orders about everything but records: limits, connections, pipelines, owners, properties, lists.
#include <algorithm>
#include <tuple>

#include "sandbox/control_detail.h"

namespace every::sandbox {
namespace {

Response change_settings(Sandbox::Impl& s, Order& o) {
  const auto number = [&](const char* name, std::int64_t least, std::int64_t most, auto&... into) {
    const auto n = o.in.integer(name, least, most);
    if (n) ((into = static_cast<std::remove_cvref_t<decltype(into.load())>>(*n)), ...);
  };
  Settings& to = s.settings;
  number("latencyMs", 0, 60'000, to.latency_ms);
  number("quota", 1, 1'000'000, to.quota_per_10_s, to.private_quota_per_10_s, to.association_per_10_s);
  number("privateQuota", 1, 1'000'000, to.private_quota_per_10_s);
  number("associationQuota", 1, 1'000'000, to.association_per_10_s);
  number("dailyQuota", 1, 1'000'000'000, to.daily_quota);
  number("searchPerSecond", 1, 1'000'000, to.search_per_second);
  number("associationPage", 1, 10'000, to.association_page);
  const auto lag_min = o.in.integer("searchLagMinMs", 0, 86'400'000),
             lag_max = o.in.integer("searchLagMaxMs", 0, 86'400'000);
  const auto rotate = o.in.boolean("rotateRefreshTokens");
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  if (lag_min || lag_max)
    for (Portal* p : {&s.main, &s.second})
      p->set_search_lag(lag_min.value_or(0), std::max(lag_min.value_or(0), lag_max.value_or(0)));
  if (rotate) s.oauth.rotate(*rotate);
  return ok();
}

Response use_up_daily(Sandbox::Impl& s, Order& o) {
  Portal& p = o.portal();
  const auto requests = o.in.integer("requests", 1, kMostInteger, true);
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  s.limits_of(p.id()).use_up_today(*requests);
  return ok();
}

Response revoke(Sandbox::Impl& s, Order& o) {
  Portal& p = o.portal();
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  s.oauth.uninstall(p.id());
  return ok();
}

Response expire(Sandbox::Impl& s, Order& o) {
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  s.oauth.expire_all(o.now());
  return ok();
}

Response reset_counters(Sandbox::Impl& s, Order& o) {
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  s.traffic.reset();
  return ok();
}

Status remove_pipeline(Account& a, const std::string& id) {
  const auto removed = std::erase_if(a.pipelines, [&](const Pipeline& p) { return p.id == id; });
  if (removed == 0) return Error(Code::not_found, "No such pipeline.");
  return done();
}

void note(Account& a, std::string pipeline, std::string stage, std::string action, std::string label,
          Instant now) {
  a.audits.push_back(
      {std::move(pipeline), std::move(stage), std::move(action), to_ms(now), std::move(label)});
}

// {"id":…,"label":…} makes or renames one; {"id":…,"remove":true} deletes it, in use or not.
Response put_pipeline(Sandbox::Impl&, Order& o) {
  Portal& portal = o.portal();
  const std::string id = o.in.text("id", {.required = true}).value_or("");
  const auto label = o.in.text("label");
  const bool remove = o.in.boolean("remove").value_or(false);
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  const Instant now = o.now();
  return answer(portal.change_account([&](Account& a) -> Status {
    note(a, id, "",
         remove                      ? "DELETE"
         : a.pipeline(id) == nullptr ? "CREATE"
                                     : "UPDATE",
         label.value_or(""), now);
    if (remove) return remove_pipeline(a, id);
    Pipeline* known = a.edit_pipeline(id);
    if (known == nullptr) {
      a.pipelines.push_back(
          {id, label.value_or(id), static_cast<int>(a.pipelines.size()), {}, to_ms(now), 0});
      known = &a.pipelines.back();
    }
    if (label) known->label = *label;
    known->updated_ms = to_ms(now);
    return done();
  }));
}

// {"pipeline":…,"id":…,"label":…,"closed":…,"probability":…,"order":…}; likewise.
Response put_stage(Sandbox::Impl&, Order& o) {
  Portal& portal = o.portal();
  const std::string pipeline = o.in.text("pipeline", {.required = true}).value_or(""),
                    id = o.in.text("id", {.required = true}).value_or("");
  const auto label = o.in.text("label"), probability = o.in.text("probability");
  const auto closed = o.in.boolean("closed");
  const auto order = o.in.integer("order", 0, 1000);
  const bool remove = o.in.boolean("remove").value_or(false);
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  const Instant now = o.now();
  return answer(portal.change_account([&](Account& a) -> Status {
    Pipeline* p = a.edit_pipeline(pipeline);
    if (p == nullptr) return Error(Code::not_found, "No such pipeline.");
    const auto at =
        std::find_if(p->stages.begin(), p->stages.end(), [&](const Stage& s) { return s.id == id; });
    if (remove && at == p->stages.end()) return Error(Code::not_found, "No such stage.");
    note(a, pipeline, id,
         remove                  ? "DELETE"
         : at == p->stages.end() ? "CREATE"
                                 : "UPDATE",
         label.value_or(""), now);
    p->updated_ms = to_ms(now);
    if (remove) {
      p->stages.erase(at);
      return done();
    }
    const bool made = at == p->stages.end();
    Stage stage = made ? Stage{id, id, static_cast<int>(p->stages.size()), false, "0.5", to_ms(now)} : *at;
    if (label) stage.label = *label;
    if (probability) stage.probability = *probability;
    if (closed) stage.closed = *closed;
    if (order) stage.order = static_cast<int>(*order);
    stage.updated_ms = to_ms(now);
    if (made)
      p->stages.push_back(std::move(stage));
    else
      *at = std::move(stage);
    std::sort(p->stages.begin(), p->stages.end(), [](const Stage& x, const Stage& y) {
      return std::tie(x.order, x.id) < std::tie(y.order, y.id);
    });
    return done();
  }));
}

// A deactivated owner loses the name and stands in the other list.
Response archive_owner(Sandbox::Impl&, Order& o) {
  Portal& portal = o.portal();
  const RecordId id = o.id();
  const bool archived = o.in.boolean("archived").value_or(true);
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  return answer(portal.change_account([&](Account& a) -> Status {
    for (Owner& owner : a.owners) {
      if (owner.id != id) continue;
      owner.archived = archived;
      if (archived) owner.first_name = owner.last_name = "";
      return done();
    }
    return Error(Code::not_found, "No such owner.");
  }));
}

std::optional<ValueType> type_from(std::string_view text) {
  for (const ValueType t : {ValueType::string, ValueType::number, ValueType::boolean, ValueType::enumeration,
                            ValueType::date, ValueType::datetime, ValueType::phone_number})
    if (name(t) == text) return t;
  return std::nullopt;
}

// {"type":"contacts","name":…,"label":…,"valueType":"string","options":["a","b"],"sensitive":false} makes or
// changes a property; {"type":…,"name":…,"archived":true} deletes it, false brings it back.
Response put_property(Sandbox::Impl&, Order& o) {
  Portal& portal = o.portal();
  const Kind kind = o.kind();
  const std::string property = o.in.text("name", {.required = true}).value_or("");
  const auto label = o.in.text("label"), type = o.in.text("valueType");
  const auto options = o.in.texts("options", 1000);
  const auto archived = o.in.boolean("archived"), sensitive = o.in.boolean("sensitive");
  if (type && !type_from(*type)) o.in.complain("valueType", "unknown", "No such type.");
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  if (archived) return answer(portal.archive_definition(kind, property, *archived, o.now()));
  PropertyDefinition d;
  {
    const auto lock = portal.reading();
    if (const PropertyDefinition* known = portal.definition(kind, property)) d = *known;
  }
  if (d.name.empty()) {
    d.name = d.label = property;
    d.group = portal.definitions(kind).front().group;
    d.field_type = "text";
    d.hubspot_defined = false;
  }
  if (label) d.label = *label;
  if (type) d.type = *type_from(*type);
  if (sensitive) d.sensitivity = *sensitive ? "sensitive" : "non_sensitive";
  if (options) {
    d.options.clear();
    for (const std::string& value : *options) d.options.emplace_back(value, value);
  }
  return answer(portal.put_definition(kind, std::move(d), o.now()));
}

Response create_list(Sandbox::Impl&, Order& o) {
  Portal& portal = o.portal();
  RecordList list;
  list.kind = o.kind();
  list.name = o.in.text("name", {.required = true}).value_or("");
  list.processing_type = o.in.choice("processingType", {"MANUAL", "DYNAMIC", "SNAPSHOT"}).value_or("MANUAL");
  list.property = o.in.text("property").value_or("");
  list.value = o.in.text("value").value_or("");
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  list.created_ms = list.updated_ms = to_ms(o.now());
  const std::uint64_t id =
      portal.change_lists([&](Lists& lists) { return lists.create(std::move(list)).id; });
  return ok({{"id", std::to_string(id)}});
}

// {"id":"3","add":["1"],"remove":["2"],"processingStatus":"PROCESSING","deleted":true}
Response change_list(Sandbox::Impl&, Order& o) {
  Portal& portal = o.portal();
  const RecordId id = o.id();
  const auto add = o.in.texts("add", 100'000), remove = o.in.texts("remove", 100'000);
  const auto status = o.in.choice("processingStatus", {"COMPLETE", "PROCESSING"});
  const auto deleted = o.in.boolean("deleted");
  if (auto bad = o.in.finish(); !bad.ok()) return failed(bad.error());
  const std::int64_t now = to_ms(o.now());
  return answer(portal.change_lists([&](Lists& lists) -> Status {
    RecordList* list = lists.find(id);
    if (list == nullptr) return Error(Code::not_found, "No such list.");
    for (const std::string& member : add.value_or(std::vector<std::string>{}))
      if (const auto record = parse_id(member)) list->add(*record, now);
    for (const std::string& member : remove.value_or(std::vector<std::string>{}))
      if (const auto record = parse_id(member)) list->remove(*record, now);
    if (status) list->processing_status = *status;
    if (deleted) list->deleted_ms = *deleted ? now : 0;
    return done();
  }));
}

}  // namespace

const std::map<std::string_view, Change>& settings_orders() {
  static const std::map<std::string_view, Change> kOrders = {
      {"settings", change_settings},
      {"use-up-daily", use_up_daily},
      {"revoke", revoke},
      {"expire-tokens", expire},
      {"reset-counters", reset_counters},
      {"pipeline", put_pipeline},
      {"stage", put_stage},
      {"owner", archive_owner},
      {"property", put_property},
      {"create-list", create_list},
      {"list", change_list},
  };
  return kOrders;
}

}  // namespace every::sandbox
