#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "checks.h"
#include "store/mirror.h"
#include "sync/first_load.h"

namespace every::sim {
namespace {

using sandbox::Kind;
using sync::ObjectType;

constexpr std::pair<ObjectType, Kind> kTypes[] = {{ObjectType::contact, Kind::contact},
                                                  {ObjectType::company, Kind::company},
                                                  {ObjectType::deal, Kind::deal},
                                                  {ObjectType::line_item, Kind::line_item}};

Kind kind_of(ObjectType type) {
  return std::find_if(std::begin(kTypes), std::end(kTypes), [&](const auto& t) { return t.first == type; })
      ->second;
}

std::string id_text(sandbox::RecordId id) {
  return std::to_string(id);
}

// Every value that the mirror keeps is the portal's, null, "" and absent being one.
void check_values(World& world, Kind kind, const sandbox::Record& record, const store::MirrorRecord& here) {
  const auto parsed = parse_json(here.properties);
  if (!parsed.ok() || !parsed->is_object())
    throw Failure{"the mirror's values of " + here.id + " are unreadable"};
  for (const auto& member : parsed->get_object()) {
    const std::string name(member.key());
    if (world.frozen().contains(name)) continue;
    const auto* text = member.value().if_string();
    const std::string mine = text == nullptr ? "" : std::string(*text);
    const std::string theirs = world.portal().value(kind, record, name).value_or("");
    if (mine != theirs)
      throw Failure{fmt::format("{} {}: the mirror says {}=\"{}\", HubSpot \"{}\"", here.object_type, here.id,
                                name, mine, theirs)};
  }
  for (const char* needed : {kind == Kind::contact ? "email"
                             : kind == Kind::deal  ? "dealname"
                                                   : "name",
                             "hs_object_id"})
    if (parsed->get_object().if_contains(needed) == nullptr)
      throw Failure{fmt::format("{} {}: the mirror has no {}", here.object_type, here.id, needed)};
}

void check_live(World& world, store::Mirror& mirror, ObjectType type, Kind kind, bool fully) {
  const std::string key(sync::name(type));
  for (const auto& record : world.portal().records(kind)) {
    if (!fully && world.silent().contains({kind, record.id})) continue;
    const auto here = mirror.find(key, id_text(record.id));
    if (record.live()) {
      if (!here) throw Failure{fmt::format("{} {} is missing in the mirror", key, record.id)};
      if (here->gone_at)
        throw Failure{
            fmt::format("{} {} is marked {} in the mirror, and is there", key, record.id, here->gone_as)};
      check_values(world, kind, record, *here);
      continue;
    }
    if (here && !here->gone_at)
      throw Failure{fmt::format("{} {} is a ghost: live in the mirror, {} in HubSpot", key, record.id,
                                record.merged_into != 0 ? "merged" : "deleted")};
    const auto* survivor = world.portal().resolve(kind, record.id);
    if (record.merged_into == 0 || survivor == nullptr || !survivor->live()) continue;
    if (const auto led = mirror.resolve(key, id_text(record.id)); led != id_text(survivor->id))
      throw Failure{
          fmt::format("{} {} was merged into {}; the mirror leads to {}", key, record.id, survivor->id, led)};
  }
}

// Nothing lives in the mirror that HubSpot does not have at all.
void check_ghosts(World& world, store::Mirror& mirror, ObjectType type, Kind kind, bool fully) {
  const std::string key(sync::name(type));
  for (const auto& id : mirror.live_ids(key, "", "")) {
    const auto number = static_cast<sandbox::RecordId>(std::stoull(id));
    if (!fully && world.silent().contains({kind, number})) continue;
    const auto* record = world.portal().find(kind, number);
    if (record == nullptr || !record->live())
      throw Failure{fmt::format("{} {} is a ghost in the mirror", key, id)};
  }
}

void check_associations(World& world, store::Mirror& mirror, const sync::Pair& pair) {
  const Kind from = kind_of(pair.from), to = kind_of(pair.to);
  const std::string from_key(sync::name(pair.from)), to_key(sync::name(pair.to));
  const auto listed = [](std::vector<std::pair<std::string, bool>> links) {
    std::sort(links.begin(), links.end());
    std::string out;
    for (const auto& [id, primary] : links) out += " " + id + (primary ? "*" : "");
    return out;
  };
  for (const auto& record : world.portal().records(from)) {
    if (!record.live()) continue;
    std::vector<std::pair<std::string, bool>> theirs, mine;
    for (const auto& link : world.portal().links(record, to))
      theirs.emplace_back(id_text(link.to), to == Kind::company && link.primary);
    for (const auto& a : mirror.associations(from_key, id_text(record.id), to_key))
      mine.emplace_back(a.to_id, a.primary);
    if (listed(mine) != listed(theirs))
      throw Failure{fmt::format("{} {} has in HubSpot the {} associations{}, in the mirror{}", from_key,
                                record.id, to_key, listed(theirs), listed(mine))};
  }
}

}  // namespace

void check_mirror(World& world, bool fully) {
  world.file().read([&](store::Tx& tx) {
    store::Mirror mirror(tx, world.tenant());
    const auto lock = world.portal().reading();
    for (const auto& [type, kind] : kTypes) {
      check_live(world, mirror, type, kind, fully);
      check_ghosts(world, mirror, type, kind, fully);
    }
    if (fully)
      for (const auto& pair : sync::kPairs) check_associations(world, mirror, pair);
    return 0;
  });
}

}  // namespace every::sim
