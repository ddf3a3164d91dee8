#include "store/mirror.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "store/encode.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns = "id, properties, created_at, updated_at, url, gone_at, gone_as";

MirrorRecord read(const Rows& r, const std::string& type) {
  return {.object_type = type,
          .id = r.text(0),
          .properties = r.text(1),
          .created_at = r.time(2),
          .updated_at = r.time(3),
          .url = r.text(4),
          .gone_at = r.maybe_time(5),
          .gone_as = r.text(6)};
}

}  // namespace

std::optional<MirrorRecord> Mirror::find(const std::string& type, const std::string& id) {
  Rows r = tx_.rows(
      tenant_,
      "SELECT " + std::string(kColumns) +
          " FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 AND id_length = $3 AND id = $4",
      type, id_length(id), id);
  if (!r.next()) return std::nullopt;
  return read(r, type);
}

std::vector<MirrorRecord> Mirror::find_many(const std::string& type, std::span<const std::string> ids) {
  std::vector<MirrorRecord> out;
  for (const std::string& id : ids)
    if (auto record = find(type, id)) out.push_back(std::move(*record));
  return out;
}

std::vector<MirrorRecord> Mirror::after(const std::string& type, const std::string& after,
                                        std::int64_t limit) {
  std::vector<MirrorRecord> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT " + std::string(kColumns) +
                        " FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 AND (id_length, "
                        "id) > ($3, $4) AND "
                        "gone_at IS NULL ORDER BY id_length, id LIMIT $5",
                    type, id_length(after), after, limit);
  while (r.next()) out.push_back(read(r, type));
  return out;
}

std::vector<std::string> Mirror::live_ids(const std::string& type, const std::string& after,
                                          const std::string& upto) {
  // No id is longer than this.
  const std::string end = upto.empty() ? std::string(100, '9') : upto;
  return tx_
      .rows(tenant_,
            "SELECT id FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 AND "
            "(id_length, id) > ($3, $4) AND (id_length, id) <= ($5, $6) AND gone_at IS NULL "
            "ORDER BY id_length, id",
            type, id_length(after), after, id_length(end), end)
      .texts();
}

std::vector<MirrorRecord> Mirror::all_after(const std::string& type, const std::string& after,
                                            std::int64_t limit) {
  std::vector<MirrorRecord> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT " + std::string(kColumns) +
          " FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 AND (id_length, id) > ($3, $4) "
          "ORDER BY id_length, id LIMIT $5",
      type, id_length(after), after, limit);
  while (r.next()) out.push_back(read(r, type));
  return out;
}

std::vector<std::pair<std::string, Instant>> Mirror::modified(const std::string& type,
                                                              std::span<const std::string> ids) {
  std::vector<std::pair<std::string, Instant>> out;
  for (const std::string& id : ids) {
    Rows r = tx_.rows(tenant_,
                      "SELECT updated_at FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 "
                      "AND id_length = $3 "
                      "AND id = $4 AND gone_at IS NULL",
                      type, id_length(id), id);
    if (r.next()) out.emplace_back(id, r.time(0));
  }
  return out;
}

std::int64_t Mirror::count(const std::string& type) {
  // Few records are gone: counting both needs no index of the live ones, which every write would pay for.
  return tx_.number(tenant_,
                    "SELECT count(*) FROM mirror_records WHERE workspace_id = $1 AND object_type = $2",
                    type) -
         tx_.number(tenant_,
                    "SELECT count(*) FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 AND "
                    "gone_at IS NOT "
                    "NULL",
                    type);
}

void Mirror::mark_gone(const std::string& type, const std::string& id, const std::string& as, Instant at) {
  tx_.run(
      tenant_,
      "UPDATE mirror_records SET gone_at = coalesce(gone_at, $5), gone_as = $6 WHERE workspace_id = $1 AND "
      "object_type = $2 AND id_length = $3 AND id = $4",
      type, id_length(id), id, at, as);
}

void Mirror::put_alias(const std::string& type, const std::string& old_id, const std::string& current_id) {
  if (old_id == current_id) return;
  tx_.run(tenant_,
          "INSERT INTO mirror_aliases (workspace_id, object_type, old_id, current_id) VALUES ($1, $2, $3, "
          "$4) ON CONFLICT "
          "(workspace_id, object_type, old_id) DO UPDATE SET current_id = excluded.current_id",
          type, old_id, current_id);
}

std::string Mirror::resolve(const std::string& type, const std::string& id) {
  std::string current = id;
  // A record takes part in 250 merges at most; a longer chain is a loop.
  for (int hops = 0; hops < 250; ++hops) {
    Rows r = tx_.rows(
        tenant_,
        "SELECT current_id FROM mirror_aliases WHERE workspace_id = $1 AND object_type = $2 AND old_id = $3",
        type, current);
    if (!r.next()) return current;
    current = r.text(0);
  }
  return id;
}

Mirror::Relinked Mirror::replace_associations(const std::string& from_type, const std::string& to_type,
                                              std::span<const std::string> from_ids,
                                              std::span<const MirrorAssociation> found) {
  Relinked changed;
  std::map<std::string, std::map<std::string, bool>> wanted;
  for (const MirrorAssociation& a : found) {
    bool& primary = wanted[a.from_id][a.to_id];
    primary = primary || a.primary;
  }
  for (const std::string& id : from_ids) {
    std::map<std::string, bool> missing = wanted[id];
    std::vector<std::string> gone;
    {
      Rows r = tx_.rows(
          tenant_,
          "SELECT to_id, is_primary FROM mirror_associations WHERE workspace_id = $1 AND from_type = $2 AND "
          "from_id = $3 AND to_type = $4",
          from_type, id, to_type);
      while (r.next()) {
        const auto it = missing.find(r.text(0));
        if (it == missing.end())
          gone.push_back(r.text(0));
        else if (it->second == r.flag(1))
          missing.erase(it);
      }
    }
    if (!gone.empty() || !missing.empty()) changed.from.push_back(id);
    for (const std::string& to : gone)
      tx_.run(tenant_,
              "DELETE FROM mirror_associations WHERE workspace_id = $1 AND from_type = $2 AND from_id = $3 "
              "AND to_type = $4 "
              "AND to_id = $5",
              from_type, id, to_type, to);
    for (const auto& [to, primary] : missing)
      tx_.run(tenant_,
              "INSERT INTO mirror_associations (workspace_id, from_type, from_id, to_type, to_id, "
              "is_primary) VALUES ($1, $2, "
              "$3, $4, $5, $6) ON CONFLICT (workspace_id, from_type, from_id, to_type, to_id) DO UPDATE SET "
              "is_primary = "
              "excluded.is_primary",
              from_type, id, to_type, to, primary);
    for (const auto& [to, primary] : missing) changed.to.push_back(to);
    changed.to.insert(changed.to.end(), gone.begin(), gone.end());
  }
  return changed;
}

std::vector<std::string> Mirror::move_associations(const std::string& from_type, const std::string& to_type,
                                                   const std::string& old_id, const std::string& current_id) {
  auto from = associated_from(from_type, to_type, old_id);
  if (from.empty()) return from;
  tx_.run(tenant_,
          "INSERT INTO mirror_associations (workspace_id, from_type, from_id, to_type, to_id, is_primary) "
          "SELECT workspace_id, from_type, from_id, to_type, $5, is_primary FROM mirror_associations WHERE "
          "workspace_id = $1 AND from_type = $2 AND to_type = $3 AND to_id = $4 ON CONFLICT (workspace_id, "
          "from_type, from_id, to_type, to_id) DO UPDATE SET is_primary = max(is_primary, "
          "excluded.is_primary)",
          from_type, to_type, old_id, current_id);
  tx_.run(tenant_,
          "DELETE FROM mirror_associations WHERE workspace_id = $1 AND from_type = $2 AND to_type = $3 AND "
          "to_id = $4",
          from_type, to_type, old_id);
  return from;
}

void Mirror::drop_associations(const std::string& from_type, const std::string& from_id) {
  tx_.run(tenant_,
          "DELETE FROM mirror_associations WHERE workspace_id = $1 AND from_type = $2 AND from_id = $3",
          from_type, from_id);
}

std::vector<MirrorAssociation> Mirror::associations(const std::string& from_type, const std::string& from_id,
                                                    const std::string& to_type) {
  std::vector<MirrorAssociation> out;
  Rows r = tx_.rows(tenant_,
                    "SELECT to_id, is_primary FROM mirror_associations WHERE workspace_id = $1 AND from_type "
                    "= $2 AND from_id "
                    "= $3 AND to_type = $4 ORDER BY is_primary DESC, length(to_id), to_id",
                    from_type, from_id, to_type);
  while (r.next()) out.push_back({from_type, from_id, to_type, r.text(0), r.flag(1)});
  return out;
}

std::vector<MirrorAssociation> Mirror::associations(const std::string& from_type,
                                                    std::span<const std::string> from_ids,
                                                    const std::string& to_type) {
  std::vector<MirrorAssociation> out;
  for (const std::string& id : from_ids) {
    auto one = associations(from_type, id, to_type);
    out.insert(out.end(), std::make_move_iterator(one.begin()), std::make_move_iterator(one.end()));
  }
  return out;
}

std::vector<std::string> Mirror::associated_from(const std::string& from_type, const std::string& to_type,
                                                 const std::string& to_id) {
  return tx_
      .rows(tenant_,
            "SELECT from_id FROM mirror_associations WHERE workspace_id = $1 AND from_type = $2 AND "
            "to_type = $3 AND "
            "to_id = $4 ORDER BY length(from_id), from_id",
            from_type, to_type, to_id)
      .texts();
}

std::int64_t Mirror::count_associations(const std::string& from_type, const std::string& to_type) {
  return tx_.number(
      tenant_,
      "SELECT count(*) FROM mirror_associations WHERE workspace_id = $1 AND from_type = $2 AND to_type = $3",
      from_type, to_type);
}

void Mirror::put_owners(std::span<const MirrorOwner> owners) {
  for (const MirrorOwner& o : owners)
    tx_.run(
        tenant_,
        "INSERT INTO mirror_owners (workspace_id, id, email, name, archived) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT "
        "(workspace_id, id) DO UPDATE SET email = excluded.email, archived = excluded.archived, name = CASE "
        "WHEN excluded.archived = 1 AND excluded.name IN ('', excluded.email) AND mirror_owners.name <> '' "
        "THEN "
        "mirror_owners.name ELSE excluded.name END",
        o.id, o.email, o.name, o.archived);
}

std::vector<MirrorOwner> Mirror::owners() {
  std::vector<MirrorOwner> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT id, email, name, archived FROM mirror_owners WHERE workspace_id = $1 ORDER BY length(id), id");
  while (r.next()) out.push_back({r.text(0), r.text(1), r.text(2), r.flag(3)});
  return out;
}

void Mirror::put_pipelines(std::span<const domain::Pipeline> pipelines) {
  tx_.run(tenant_, "UPDATE mirror_pipelines SET archived = 1 WHERE workspace_id = $1");
  tx_.run(tenant_, "UPDATE mirror_stages SET archived = 1 WHERE workspace_id = $1");
  for (const domain::Pipeline& p : pipelines) {
    tx_.run(tenant_,
            "INSERT INTO mirror_pipelines (workspace_id, id, label, display_order, archived) VALUES ($1, $2, "
            "$3, $4, $5) ON "
            "CONFLICT (workspace_id, id) DO UPDATE SET label = excluded.label, display_order = "
            "excluded.display_order, "
            "archived = excluded.archived",
            p.id, p.label, p.display_order, p.archived);
    for (const domain::Stage& s : p.stages) {
      const auto probability = s.probability ? std::optional(s.probability->units) : std::nullopt;
      tx_.run(tenant_,
              "INSERT INTO mirror_stages (workspace_id, pipeline_id, id, label, display_order, probability, "
              "is_closed, "
              "archived) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (workspace_id, pipeline_id, id) "
              "DO UPDATE SET "
              "label = excluded.label, display_order = excluded.display_order, probability = "
              "excluded.probability, is_closed "
              "= excluded.is_closed, archived = excluded.archived",
              p.id, s.id, s.label, s.display_order, probability, s.is_closed, s.archived);
    }
  }
}

std::vector<domain::Pipeline> Mirror::pipelines() {
  std::vector<domain::Pipeline> out;
  {
    Rows r = tx_.rows(
        tenant_,
        "SELECT id, label, display_order, archived FROM mirror_pipelines WHERE workspace_id = $1 ORDER BY "
        "archived, display_order, label, id");
    while (r.next()) out.push_back({r.text(0), r.text(1), static_cast<int>(r.integer(2)), r.flag(3), {}});
  }
  for (domain::Pipeline& p : out) {
    Rows r =
        tx_.rows(tenant_,
                 "SELECT id, label, display_order, probability, is_closed, archived FROM mirror_stages WHERE "
                 "workspace_id = $1 AND pipeline_id = $2 ORDER BY display_order, label, id",
                 p.id);
    while (r.next()) {
      domain::Stage s;
      s.id = r.text(0);
      s.label = r.text(1);
      s.display_order = static_cast<int>(r.integer(2));
      if (!r.is_null(3)) s.probability = Decimal{r.integer(3)};
      s.is_closed = r.flag(4);
      s.archived = r.flag(5);
      p.stages.push_back(std::move(s));
    }
  }
  return out;
}

}  // namespace every::store
