// What people and machines do in HubSpot.
#include <fmt/format.h>

#include "world.h"

namespace every::sim {
namespace {

using sandbox::Kind;
using sandbox::RecordId;

constexpr std::string_view kMails[] = {"ann@north.example",
                                       "ANN@North.example",
                                       "bo@south.example",
                                       "chris@east.example",
                                       "dee@west.example",
                                       "eve@north.example",
                                       "",
                                       " fay@south.example"};
constexpr std::string_view kWords[] = {"Ann", "Bo",   "Ñandú & Söhne", "O'Hara \"the\" 3rd",
                                       "",    "李雷", "x;y;z",         "Line\nbreak"};
constexpr std::string_view kAmounts[] = {"100", "0", "1250.50", "-3.25", "", "1e3", "99999.995", "abc"};
constexpr std::string_view kDates[] = {"2026-11-30T23:30:00Z", "2026-12-01", "", "1764500000000"};
constexpr std::string_view kCurrencies[] = {"EUR", "USD", "JPY", "", "XXX"};

template <class List>
std::string one(const List& list, std::uint32_t dice) {
  return std::string(list[dice % std::size(list)]);
}

std::string shown(const sandbox::Values& values) {
  std::string out;
  for (const auto& [name, value] : values) out += fmt::format(" {}=\"{}\"", name, value);
  return out;
}

// One property with a value that somebody might give it.
sandbox::Values property(const sandbox::Account& account, Kind kind, std::uint32_t which,
                         std::uint32_t dice) {
  switch (kind) {
    case Kind::contact: {
      static constexpr std::string_view kNames[] = {"firstname", "lastname", "phone", "jobtitle", "city"};
      if (which % 3 == 0) return {{"email", one(kMails, dice)}};
      return {{one(kNames, which / 3), one(kWords, dice)}};
    }
    case Kind::company: {
      static constexpr std::string_view kNames[] = {"name", "phone", "city", "domain"};
      return {{one(kNames, which), one(kWords, dice)}};
    }
    case Kind::deal: {
      if (which % 5 == 0) return {{"amount", one(kAmounts, dice)}};
      if (which % 5 == 1) return {{"dealname", one(kWords, dice)}};
      if (which % 5 == 2) return {{"closedate", one(kDates, dice)}};
      if (which % 5 == 3) return {{"deal_currency_code", one(kCurrencies, dice)}};
      const auto& pipeline = account.pipelines[dice % account.pipelines.size()];
      if (pipeline.stages.empty()) return {{"pipeline", pipeline.id}};
      return {{"pipeline", pipeline.id},
              {"dealstage", pipeline.stages[dice / 7 % pipeline.stages.size()].id}};
    }
    default: {
      static constexpr std::string_view kNames[] = {"price", "quantity"};
      if (which % 3 == 0) return {{"name", one(kWords, dice)}};
      return {{one(kNames, which), one(kAmounts, dice)}};
    }
  }
}

}  // namespace

Kind World::kind(std::uint32_t dice) const {
  static constexpr Kind kKinds[] = {Kind::contact, Kind::contact, Kind::contact, Kind::company,
                                    Kind::company, Kind::deal,    Kind::deal,    Kind::line_item};
  return kKinds[dice % std::size(kKinds)];
}

RecordId World::pick(Kind kind, std::uint32_t dice, Which which) {
  const auto lock = portal().reading();
  std::vector<RecordId> ids;
  for (const auto& r : portal().records(kind))
    if (which == Which::live ? r.live() : r.archived()) ids.push_back(r.id);
  return ids.empty() ? 0 : ids[dice % ids.size()];
}

// Whoever was associated with it sees another association now, and no date tells.
void World::quiet_neighbours(Kind kind, RecordId id) {
  const auto lock = portal().reading();
  if (const auto* record = portal().find(kind, id))
    for (const auto& link : record->links) quiet(link.kind, link.to);
}

std::string World::told(const Status& status, std::string words) {
  return status.ok() ? words : words + " (refused: " + status.error().detail + ")";
}

std::string World::create(const Step& step) {
  const Kind k = kind(step.dice[0]);
  sandbox::Values values;
  for (std::uint32_t i = 1; i < 4; ++i)
    values.merge(property(portal().account(), k, step.dice[i], step.dice[i] / 11));
  if (k == Kind::deal) {
    const auto& pipeline = portal().account().pipelines.front();
    values.try_emplace("pipeline", pipeline.id);
    if (!pipeline.stages.empty()) values.try_emplace("dealstage", pipeline.stages.front().id);
  }
  const auto id = sandbox_.portal().create(k, values, stage_.now());
  if (!id.ok()) return "";
  return fmt::format("HubSpot: {} {} is created,{}", sandbox::singular(k), *id, shown(values));
}

std::string World::change(const Step& step) {
  const Kind k = kind(step.dice[0]);
  const RecordId id = pick(k, step.dice[1]);
  if (id == 0) return "";
  auto values = property(portal().account(), k, step.dice[2], step.dice[3]);
  if (step.verb == Verb::clear)
    for (auto& [name, value] : values) value.clear();
  if (step.verb == Verb::recalculate) {
    // What HubSpot computes: nothing that people type.
    if (k != Kind::contact && k != Kind::company) return "";
    values = {{k == Kind::contact ? "city" : "phone", one(kWords, step.dice[3])}};
    const auto done = sandbox_.portal().recalculate(k, id, values);
    quiet(k, id);
    return told(done, fmt::format("HubSpot recalculates of {} {}{}, and no date moves", sandbox::singular(k),
                                  id, shown(values)));
  }
  const auto done = sandbox_.portal().change(k, id, values, stage_.now());
  loud(k, id);
  return told(done, fmt::format("HubSpot: {} {} changes,{}", sandbox::singular(k), id, shown(values)));
}

std::string World::merge(const Step& step) {
  const Kind k = kind(step.dice[0]);
  if (k == Kind::line_item) return "";
  const RecordId a = pick(k, step.dice[1]), b = pick(k, step.dice[2]);
  if (a == b || a == 0) return "";
  quiet_neighbours(k, a);
  quiet_neighbours(k, b);
  const auto id = sandbox_.portal().merge(k, a, b, stage_.now());
  if (!id.ok()) return "";
  quiet(k, a);
  quiet(k, b);
  return fmt::format("HubSpot: {} {} is merged into {}, which becomes {}", sandbox::singular(k), b, a, *id);
}

std::string World::associate(const Step& step, bool remove) {
  static constexpr std::pair<Kind, Kind> kPairs[] = {{Kind::contact, Kind::company},
                                                     {Kind::deal, Kind::company},
                                                     {Kind::deal, Kind::contact},
                                                     {Kind::deal, Kind::line_item}};
  const auto [from, to] = kPairs[step.dice[0] % std::size(kPairs)];
  const RecordId a = pick(from, step.dice[1]);
  RecordId b = pick(to, step.dice[2]);
  if (remove && a != 0) {
    const auto lock = portal().reading();
    const auto links = portal().links(*portal().find(from, a), to);
    b = links.empty() ? 0 : links[step.dice[2] % links.size()].to;
  }
  if (a == 0 || b == 0) return "";
  const bool primary = to == Kind::company && step.dice[3] % 2 == 0;
  const Status done = remove ? sandbox_.portal().dissociate(from, a, to, b, stage_.now())
                             : sandbox_.portal().associate(from, a, to, b, primary, stage_.now());
  quiet(from, a);
  quiet(to, b);
  return told(
      done, fmt::format("HubSpot: {} {} and {} {} {}{}", sandbox::singular(from), a, sandbox::singular(to), b,
                        remove ? "are no longer associated" : "are associated",
                        primary && !remove ? " (primary)" : ""));
}

std::string World::settings(const Step& step) {
  const auto now_ms = to_ms(stage_.now());
  switch (step.verb) {
    case Verb::list: {
      const RecordId member = pick(Kind::contact, step.dice[1]);
      return sandbox_.portal().change_lists([&](sandbox::Lists& lists) -> std::string {
        if (lists.all().empty() || step.dice[0] % 4 == 0) {
          sandbox::RecordList list;
          list.name = "List " + std::to_string(step.dice[2] % 100);
          list.created_ms = list.updated_ms = now_ms;
          return "HubSpot: a list is made, " + std::to_string(lists.create(std::move(list)).id);
        }
        auto* list = lists.find(lists.all()[step.dice[2] % lists.all().size()].id);
        if (step.dice[0] % 2 == 0)
          list->add(member, now_ms);
        else
          list->remove(member, now_ms);
        return fmt::format("HubSpot: contact {} enters or leaves list {}", member, list->id);
      });
    }
    case Verb::property: {
      static constexpr std::pair<Kind, std::string_view> kOf[] = {{Kind::contact, "jobtitle"},
                                                                  {Kind::contact, "phone"},
                                                                  {Kind::company, "city"},
                                                                  {Kind::deal, "closedate"}};
      const auto [k, name] = kOf[step.dice[0] % std::size(kOf)];
      const bool gone = portal().definition(k, name) != nullptr;
      frozen_.insert(std::string(name));
      return told(sandbox_.portal().archive_definition(k, name, gone, stage_.now()),
                  fmt::format("HubSpot: the property {} is {}", name, gone ? "deleted" : "back"));
    }
    case Verb::stage:
      return sandbox_.portal().change_account([&](sandbox::Account& a) -> std::string {
        auto& pipeline = a.pipelines[step.dice[0] % a.pipelines.size()];
        if (pipeline.stages.empty()) return "";
        auto& stage = pipeline.stages[step.dice[1] % pipeline.stages.size()];
        pipeline.updated_ms = stage.updated_ms = now_ms;
        if (step.dice[2] % 3 == 0 && pipeline.stages.size() > 2) {
          const std::string id = stage.id;
          pipeline.stages.erase(pipeline.stages.begin() +
                                step.dice[1] % static_cast<std::uint32_t>(pipeline.stages.size()));
          return "HubSpot: stage " + id + " is removed";
        }
        stage.label = "Stage " + std::to_string(step.dice[3] % 1000);
        if (step.dice[2] % 3 == 1) stage.closed = !stage.closed;
        return "HubSpot: stage " + stage.id + " is now called " + stage.label;
      });
    default:
      return sandbox_.portal().change_account([&](sandbox::Account& a) -> std::string {
        if (a.owners.empty()) return "";
        auto& owner = a.owners[step.dice[0] % a.owners.size()];
        owner.archived = !owner.archived;
        return "HubSpot: owner " + owner.email + (owner.archived ? " is deactivated" : " is back");
      });
  }
}

std::string World::in_hubspot(const Step& step) {
  auto& portal = sandbox_.portal();
  const Kind k = kind(step.dice[0]);
  const auto words = [&](const char* what, RecordId id) {
    return fmt::format("HubSpot: {} {} is {}", sandbox::singular(k), id, what);
  };
  switch (step.verb) {
    case Verb::create:
      return create(step);
    case Verb::change:
    case Verb::clear:
    case Verb::recalculate:
      return change(step);
    case Verb::merge:
      return merge(step);
    case Verb::associate:
    case Verb::dissociate:
      return associate(step, step.verb == Verb::dissociate);
    case Verb::touch_all: {
      portal.touch_all(k, stage_.now());
      return fmt::format("HubSpot moves the date of all {} to one millisecond", sandbox::plural(k));
    }
    case Verb::archive:
      if (const RecordId id = pick(k, step.dice[1]); id != 0) {
        quiet(k, id);
        quiet_neighbours(k, id);
        return told(portal.archive(k, id, stage_.now()), words("deleted", id));
      }
      return "";
    case Verb::restore:
      if (const RecordId id = pick(k, step.dice[1], Which::archived); id != 0) {
        quiet(k, id);
        quiet_neighbours(k, id);
        return told(portal.restore(k, id, stage_.now()), words("restored", id));
      }
      return "";
    case Verb::purge:
      if (const RecordId id = pick(k, step.dice[1], step.dice[2] % 2 == 0 ? Which::live : Which::archived);
          id != 0) {
        quiet(k, id);
        quiet_neighbours(k, id);
        return told(portal.purge(k, id, stage_.now()), words("gone for good", id));
      }
      return "";
    default:
      return settings(step);
  }
}

}  // namespace every::sim
