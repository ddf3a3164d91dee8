// Clusters of the review and the decisions about them.
#include "base/text.h"
#include "store/encode.h"
#include "store/listing.h"
#include "store/review.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "id, name, email, differences, formatting_only, open_invoices, decision, target_id, hubspot_id, "
    "decided_at, decided_by, kind, evidence";

Cluster read(const Rows& r) {
  Cluster c;
  c.id = r.text(0);
  c.name = r.text(1);
  c.email = r.text(2);
  c.differences = r.integer(3);
  c.formatting_only = r.flag(4);
  c.open_invoices = r.integer(5);
  c.decision = domain::decision_from(r.view(6));
  c.target_id = r.text(7);
  c.hubspot_id = r.text(8);
  c.decided_at = r.maybe_time(9);
  c.decided_by = r.text(10);
  c.exact = r.view(11) == "exact";
  c.evidence = split(r.view(12), ',');
  return c;
}

void read_members(Tx& tx, const Tenant& tenant, Cluster& cluster) {
  Rows r = tx.rows(tenant,
                   "SELECT side, record_id FROM review_cluster_members WHERE workspace_id = $1 AND "
                   "cluster_id = $2 ORDER BY "
                   "side, position",
                   cluster.id);
  while (r.next()) (r.view(0) == "hubspot" ? cluster.hubspot_ids : cluster.contact_ids).push_back(r.text(1));
}

// A cluster is decided when each of its HubSpot contacts is. One that replaces speaks for all.
void carry_decision(Tx& tx, const Tenant& tenant, const std::string& cluster_id) {
  std::string decision, target, hubspot_id, by;
  std::optional<Instant> at;
  bool open = false;
  {
    Rows r = tx.rows(
        tenant,
        "SELECT m.record_id, d.decision, d.target_id, d.decided_by, d.decided_at FROM review_cluster_members "
        "m "
        "LEFT JOIN decisions d ON d.workspace_id = m.workspace_id AND d.hubspot_id = m.record_id WHERE "
        "m.workspace_id = $1 AND m.cluster_id = $2 AND m.side = 'hubspot' ORDER BY m.position",
        cluster_id);
    while (r.next()) {
      if (r.is_null(1)) {
        open = true;
        continue;
      }
      if (!decision.empty() && r.view(1) != "replace") continue;
      if (decision == "replace") continue;
      decision = r.text(1);
      target = r.text(2);
      hubspot_id = decision == "replace" ? r.text(0) : "";
      by = r.text(3);
      at = r.time(4);
    }
  }
  if (open) {
    decision = target = hubspot_id = by = "";
    at.reset();
  }
  tx.run(tenant,
         "UPDATE review_clusters SET decision = $3, target_id = $4, hubspot_id = $5, decided_by = $6, "
         "decided_at = $7 WHERE "
         "workspace_id = $1 AND id = $2",
         cluster_id, decision, target, hubspot_id, by, at);
}

std::vector<std::string> clusters_of(Tx& tx, const Tenant& tenant, const std::string& hubspot_id) {
  return tx
      .rows(tenant,
            "SELECT cluster_id FROM review_cluster_members WHERE workspace_id = $1 AND side = "
            "'hubspot' AND record_id = "
            "$2",
            hubspot_id)
      .texts();
}

Query where_of(const ClusterFilter& filter) {
  Query where(" FROM review_clusters WHERE workspace_id = $1");
  if (filter.decided) where.add(*filter.decided ? " AND decision <> ''" : " AND decision = ''");
  if (filter.formatting_only) where.add(" AND formatting_only = 1");
  if (filter.exact) where.add(" AND kind = ?", *filter.exact ? "exact" : "possible");
  if (filter.conflicts_only) where.add(" AND formatting_only = 0");
  if (const std::string q = fold(filter.q); !q.empty()) where.add(" AND instr(search, ?) > 0", q);
  return where;
}

}  // namespace

void Review::put_cluster(const Cluster& c) {
  std::string evidence;
  for (const std::string& one : c.evidence) evidence += (evidence.empty() ? "" : ",") + one;
  tx_.run(
      tenant_,
      "INSERT INTO review_clusters (workspace_id, id, name, email, differences, formatting_only, "
      "open_invoices, name_key, "
      "search, kind, evidence, decision, target_id, hubspot_id, decided_at, decided_by) VALUES ($1, $2, $3, "
      "$4, $5, $6, $7, $8, $9, $10, $11, '', '', '', NULL, '') ON CONFLICT (workspace_id, id) DO UPDATE SET "
      "name = excluded.name, email = "
      "excluded.email, "
      "differences = excluded.differences, formatting_only = excluded.formatting_only, open_invoices = "
      "excluded.open_invoices, name_key = excluded.name_key, search = excluded.search, "
      "kind = excluded.kind, evidence = excluded.evidence",
      c.id, c.name, c.email, c.differences, c.formatting_only, c.open_invoices, fold(c.name),
      fold(c.name + " " + c.email), c.exact ? "exact" : "possible", evidence);
  tx_.run(tenant_, "DELETE FROM review_cluster_members WHERE workspace_id = $1 AND cluster_id = $2", c.id);
  const auto add = [&](std::string_view side, const std::vector<std::string>& ids) {
    for (std::size_t i = 0; i < ids.size(); ++i)
      tx_.run(tenant_,
              "INSERT INTO review_cluster_members (workspace_id, cluster_id, side, position, record_id) "
              "VALUES ($1, $2, $3, "
              "$4, $5) ON CONFLICT DO NOTHING",
              c.id, side, i, ids[i]);
  };
  add("hubspot", c.hubspot_ids);
  add("here", c.contact_ids);
  carry_decision(tx_, tenant_, c.id);
}

void Review::drop_cluster(const std::string& id) {
  tx_.run(tenant_, "DELETE FROM review_cluster_members WHERE workspace_id = $1 AND cluster_id = $2", id);
  tx_.run(tenant_, "DELETE FROM review_clusters WHERE workspace_id = $1 AND id = $2", id);
}

std::optional<Cluster> Review::cluster(const std::string& id) {
  std::optional<Cluster> out;
  {
    Rows r = tx_.rows(
        tenant_,
        "SELECT " + std::string(kColumns) + " FROM review_clusters WHERE workspace_id = $1 AND id = $2", id);
    if (r.next()) out = read(r);
  }
  if (out) read_members(tx_, tenant_, *out);
  return out;
}

Window<Cluster> Review::clusters(const ClusterFilter& filter, const Slice& slice) {
  const Window<std::int64_t> rows =
      rows_of(tx_, tenant_,
              {.where = where_of(filter),
               .seq = "seq",
               .keys = slice.sort == "name"       ? std::vector<std::string_view>{"name_key"}
                       : slice.sort == "invoices" ? std::vector<std::string_view>{"open_invoices", "name_key"}
                                                  : std::vector<std::string_view>{"differences", "name_key"},
               .descending = slice.descending,
               .among = std::nullopt,
               .total = std::nullopt},
              slice);
  Window<Cluster> out;
  out.total = rows.total;
  for (const std::int64_t seq : rows.items) {
    Rows r = tx_.rows(tenant_, "SELECT id FROM review_clusters WHERE workspace_id = $1 AND seq = $2", seq);
    if (!r.next()) continue;
    if (auto one = cluster(r.text(0))) out.items.push_back(std::move(*one));
  }
  return out;
}

std::vector<std::string> Review::cluster_ids(const ClusterFilter& filter) {
  Query query = where_of(filter).about("SELECT id");
  return tx_.rows(tenant_, query.add(" ORDER BY id")).texts();
}

void Review::put_decision(const DecisionRow& d) {
  tx_.touch("decision", d.hubspot_id);
  tx_.run(tenant_,
          "INSERT INTO decisions (workspace_id, hubspot_id, decision, target_id, decided_by, decided_at) "
          "VALUES ($1, $2, $3, "
          "$4, $5, $6) ON CONFLICT (workspace_id, hubspot_id) DO UPDATE SET decision = excluded.decision, "
          "target_id = "
          "excluded.target_id, decided_by = excluded.decided_by, decided_at = excluded.decided_at",
          d.hubspot_id, domain::name(d.decision), d.target_id, d.decided_by, d.decided_at);
  for (const std::string& id : clusters_of(tx_, tenant_, d.hubspot_id)) carry_decision(tx_, tenant_, id);
}

void Review::put_not_duplicate(const std::string& hubspot_id, const std::string& contact_id,
                               const std::string& by, Instant at) {
  tx_.run(
      tenant_,
      "INSERT INTO not_duplicates (workspace_id, hubspot_id, contact_id, decided_by, decided_at) VALUES ($1, "
      "$2, $3, $4, $5) ON CONFLICT DO NOTHING",
      hubspot_id, contact_id, by, at);
}

void Review::forget_not_duplicates(const std::string& hubspot_id) {
  tx_.run(tenant_, "DELETE FROM not_duplicates WHERE workspace_id = $1 AND hubspot_id = $2", hubspot_id);
}

std::vector<std::string> Review::not_duplicates(const std::string& hubspot_id) {
  return tx_
      .rows(tenant_,
            "SELECT contact_id FROM not_duplicates WHERE workspace_id = $1 AND hubspot_id = $2 ORDER BY "
            "contact_id",
            hubspot_id)
      .texts();
}

void Review::delete_decision(const std::string& hubspot_id) {
  tx_.touch("decision", hubspot_id);
  tx_.run(tenant_, "DELETE FROM decisions WHERE workspace_id = $1 AND hubspot_id = $2", hubspot_id);
  for (const std::string& id : clusters_of(tx_, tenant_, hubspot_id)) carry_decision(tx_, tenant_, id);
}

std::optional<Review::DecisionRow> Review::decision(const std::string& hubspot_id) {
  Rows r = tx_.rows(tenant_,
                    "SELECT decision, target_id, decided_by, decided_at FROM decisions WHERE workspace_id = "
                    "$1 AND hubspot_id "
                    "= $2",
                    hubspot_id);
  if (!r.next()) return std::nullopt;
  return DecisionRow{hubspot_id, domain::decision_from(r.view(0)).value_or(domain::Decision::skip), r.text(1),
                     r.text(2), r.time(3)};
}

}  // namespace every::store
