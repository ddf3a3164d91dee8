#include "store/review.h"

#include <set>

#include "base/text.h"
#include "domain/phone.h"
#include "store/encode.h"
#include "store/listing.h"
#include "store/search.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::size_t kDueMax = 4'000;  // ids worked off at once, give or take those of one note

constexpr std::string_view kColumns =
    "r.hubspot_id, r.name, r.email, r.phone, r.company, r.job_title, r.owner_name, r.lifecycle_stage, "
    "r.address, r.url, "
    "r.modified_at, r.state, r.no_email, r.cluster_id, r.contact_id, r.client_id, r.deals, d.decision";
constexpr std::string_view kFrom =
    " FROM review r LEFT JOIN decisions d ON d.workspace_id = r.workspace_id AND d.hubspot_id = "
    "r.hubspot_id ";

ReviewRow read(const Rows& r) {
  ReviewRow row;
  row.hubspot_id = r.text(0);
  row.name = r.text(1);
  row.email = r.text(2);
  row.phone = r.text(3);
  row.company = r.text(4);
  row.job_title = r.text(5);
  row.owner_name = r.text(6);
  row.lifecycle_stage = r.text(7);
  row.address = r.text(8);
  row.url = r.text(9);
  row.modified_at = r.time(10);
  row.state = r.text(11);
  row.no_email = r.flag(12);
  row.cluster_id = r.text(13);
  row.contact_id = r.text(14);
  row.client_id = r.text(15);
  row.deals = r.integer(16);
  if (!r.is_null(17)) row.decision = domain::decision_from(r.view(17));
  return row;
}

Query where_of(const ReviewFilter& filter) {
  Query where(" FROM review r WHERE r.workspace_id = $1");
  if (filter.state == "no_email")
    where.add(" AND r.no_email = 1");
  else if (!filter.state.empty())
    where.add(" AND r.state = ?", filter.state);
  if (!filter.list.empty())
    where.add(
        " AND EXISTS (SELECT 1 FROM mirror_list_members m WHERE m.workspace_id = $1 AND m.object_type = "
        "'contact' AND m.record_id = r.hubspot_id AND m.list_id = ?)",
        filter.list);
  if (!filter.owner.empty()) where.add(" AND r.owner_name = ?", filter.owner);
  if (filter.modified_from) where.add(" AND r.modified_at >= ?", to_ms(*filter.modified_from));
  if (filter.modified_before) where.add(" AND r.modified_at < ?", to_ms(*filter.modified_before));
  return where;
}

std::string words_of(const ReviewRow& r) {
  return search_words(r.name + " " + r.email + " " + r.company);
}

// What lists sort by and what is searched for.
bool same_in_lists(const ReviewRow& a, const ReviewRow& b) {
  return a.name == b.name && a.email == b.email && a.company == b.company && a.modified_at == b.modified_at &&
         a.no_email == b.no_email;
}

// What no index knows.
bool same_beside(const ReviewRow& a, const ReviewRow& b) {
  return a.phone == b.phone && a.job_title == b.job_title && a.owner_name == b.owner_name &&
         a.lifecycle_stage == b.lifecycle_stage && a.address == b.address && a.url == b.url &&
         a.cluster_id == b.cluster_id && a.contact_id == b.contact_id && a.client_id == b.client_id &&
         a.deals == b.deals;
}

std::vector<std::string_view> order_of(std::string_view sort) {
  if (sort == "email") return {"r.email"};
  if (sort == "company") return {"r.company"};
  if (sort == "modifiedAt") return {"r.modified_at"};
  if (sort == "state") return {"r.state", "r.name_key"};
  return {"r.name_key"};
}

}  // namespace

// A load puts a row more than once as its associations arrive, an import changes little but its state: what
// is the same is not written, and an index is touched only where its own columns change.
void Review::put(const ReviewRow& r, const std::optional<ReviewRow>& old) {
  if (!old) return insert(r);
  if (!same_in_lists(*old, r)) replace(r, *old);
  if (old->state != r.state)
    tx_.run(tenant_,
            "UPDATE review SET state = $4 WHERE workspace_id = $1 AND id_length = $2 AND hubspot_id = $3",
            id_length(r.hubspot_id), r.hubspot_id, r.state);
  if (!same_beside(*old, r)) amend(r);
}

void Review::put(std::span<const ReviewRow> rows) {
  for (const ReviewRow& r : rows) put(r, find(r.hubspot_id));
}

void Review::insert(const ReviewRow& r) {
  const std::string words = words_of(r);
  const std::int64_t seq = tx_.number(
      tenant_,
      "INSERT INTO review (workspace_id, id_length, hubspot_id, name, email, phone, company, job_title, "
      "owner_name, lifecycle_stage, address, url, modified_at, state, no_email, cluster_id, contact_id, "
      "client_id, deals, name_key, search, phone_tail) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
      "$12, $13, "
      "$14, $15, $16, $17, $18, $19, $20, $21, $22) RETURNING seq",
      id_length(r.hubspot_id), r.hubspot_id, r.name, r.email, r.phone, r.company, r.job_title, r.owner_name,
      r.lifecycle_stage, r.address, r.url, r.modified_at, r.state, r.no_email, r.cluster_id, r.contact_id,
      r.client_id, r.deals, fold(r.name), words, domain::phone_tail(r.phone));
  put_search(tx_, tenant_, "review", seq, "", words);
}

void Review::replace(const ReviewRow& r, const ReviewRow& old) {
  if (r.name != old.name || r.email != old.email || r.modified_at != old.modified_at ||
      r.no_email != old.no_email)
    tx_.run(tenant_,
            "UPDATE review SET name = $4, email = $5, modified_at = $6, no_email = $7, name_key = $8 WHERE "
            "workspace_id = $1 AND id_length = $2 AND hubspot_id = $3",
            id_length(r.hubspot_id), r.hubspot_id, r.name, r.email, r.modified_at, r.no_email, fold(r.name));
  if (r.name == old.name && r.email == old.email && r.company == old.company) return;
  std::int64_t seq = 0;
  std::string was;
  {
    Rows known = tx_.rows(
        tenant_,
        "SELECT seq, search FROM review WHERE workspace_id = $1 AND id_length = $2 AND hubspot_id = $3",
        id_length(r.hubspot_id), r.hubspot_id);
    if (!known.next()) return;
    seq = known.integer(0);
    was = known.text(1);
  }
  const std::string words = words_of(r);
  tx_.run(tenant_, "UPDATE review SET company = $3, search = $4 WHERE workspace_id = $1 AND seq = $2", seq,
          r.company, words);
  put_search(tx_, tenant_, "review", seq, was, words);
}

void Review::amend(const ReviewRow& r) {
  tx_.run(
      tenant_,
      "UPDATE review SET phone = $4, job_title = $5, owner_name = $6, lifecycle_stage = $7, address = $8, "
      "url = $9, cluster_id = $10, contact_id = $11, client_id = $12, deals = $13, phone_tail = $14 "
      "WHERE workspace_id = $1 AND id_length = $2 AND hubspot_id = $3",
      id_length(r.hubspot_id), r.hubspot_id, r.phone, r.job_title, r.owner_name, r.lifecycle_stage, r.address,
      r.url, r.cluster_id, r.contact_id, r.client_id, r.deals, domain::phone_tail(r.phone));
}

void Review::put_matches(std::span<const std::string> hubspot_ids, std::span<const ReviewMatch> matches) {
  for (const std::string& id : hubspot_ids)
    tx_.run(tenant_, "DELETE FROM review_matches WHERE workspace_id = $1 AND hubspot_id = $2", id);
  for (const ReviewMatch& m : matches)
    tx_.run(tenant_,
            "INSERT INTO review_matches (workspace_id, hubspot_id, contact_id, reason) VALUES ($1, $2, $3, "
            "$4) ON CONFLICT DO "
            "NOTHING",
            m.hubspot_id, m.contact_id, m.reason);
}

std::vector<ReviewMatch> Review::matches(std::span<const std::string> hubspot_ids) {
  std::vector<ReviewMatch> out;
  for (const std::string& id : hubspot_ids) {
    Rows r = tx_.rows(
        tenant_,
        "SELECT contact_id, reason FROM review_matches WHERE workspace_id = $1 AND hubspot_id = $2 ORDER BY "
        "contact_id",
        id);
    while (r.next()) out.push_back({id, r.text(0), r.text(1)});
  }
  return out;
}

std::vector<ReviewMatch> Review::matches_of_contact(const std::string& contact_id) {
  std::vector<ReviewMatch> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT hubspot_id, reason FROM review_matches WHERE workspace_id = $1 AND contact_id = $2 ORDER BY "
      "length(hubspot_id), hubspot_id",
      contact_id);
  while (r.next()) out.push_back({r.text(0), contact_id, r.text(1)});
  return out;
}

std::optional<ReviewRow> Review::find(const std::string& id) {
  Rows r = tx_.rows(tenant_,
                    "SELECT " + std::string(kColumns) + std::string(kFrom) +
                        "WHERE r.workspace_id = $1 AND r.id_length = $2 AND r.hubspot_id = $3",
                    id_length(id), id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

std::vector<ReviewRow> Review::find_many(std::span<const std::string> hubspot_ids) {
  std::vector<ReviewRow> out;
  for (const std::string& id : hubspot_ids)
    if (auto row = find(id)) out.push_back(std::move(*row));
  return out;
}

void Review::put_emails(const std::string& hubspot_id, std::span<const std::string> normal_emails) {
  std::set<std::string> now(normal_emails.begin(), normal_emails.end()), was;
  {
    Rows r = tx_.rows(tenant_, "SELECT email FROM review_emails WHERE workspace_id = $1 AND hubspot_id = $2",
                      hubspot_id);
    while (r.next()) was.insert(r.text(0));
  }
  if (now == was) return;
  tx_.run(tenant_, "DELETE FROM review_emails WHERE workspace_id = $1 AND hubspot_id = $2", hubspot_id);
  for (const std::string& email : now)
    tx_.run(tenant_, "INSERT INTO review_emails (workspace_id, email, hubspot_id) VALUES ($1, $2, $3)", email,
            hubspot_id);
}

std::vector<std::string> Review::with_email(const std::string& normal_email) {
  return tx_
      .rows(tenant_,
            "SELECT hubspot_id FROM review_emails WHERE workspace_id = $1 AND email = $2 ORDER BY "
            "length(hubspot_id), "
            "hubspot_id",
            normal_email)
      .texts();
}

std::vector<std::string> Review::with_phone_tail(const std::string& tail, std::int64_t limit) {
  return tx_
      .rows(tenant_,
            "SELECT hubspot_id FROM review WHERE workspace_id = $1 AND phone_tail = $2 AND phone_tail <> "
            "'' LIMIT $3",
            tail, limit)
      .texts();
}

std::vector<std::string> Review::named(const std::string& person, std::int64_t limit) {
  return tx_
      .rows(tenant_, "SELECT hubspot_id FROM review WHERE workspace_id = $1 AND name_key = $2 LIMIT $3",
            fold(person), limit)
      .texts();
}

ReviewCounts Review::counts() {
  ReviewCounts c;
  {
    Rows r = tx_.rows(tenant_, "SELECT state, count(*) FROM review WHERE workspace_id = $1 GROUP BY state");
    while (r.next()) {
      const std::int64_t n = r.integer(1);
      const std::string_view state = r.view(0);
      if (state != "gone") c.found += n;
      if (state == "new") c.fresh = n;
      if (state == "duplicate") c.duplicate = n;
      if (state == "imported") c.imported = n;
      if (state == "skipped") c.skipped = n;
      if (state == "left") c.left = n;
      if (state == "filtered") c.filtered = n;
      if (state == "gone") c.gone = n;
    }
  }
  c.no_email = tx_.number(tenant_, "SELECT count(*) FROM review WHERE workspace_id = $1 AND no_email = 1");
  c.undecided =
      tx_.number(tenant_, "SELECT count(*) FROM review_clusters WHERE workspace_id = $1 AND decision = ''");
  return c;
}

Window<ReviewRow> Review::list(const ReviewFilter& filter, const Slice& slice) {
  const Window<std::int64_t> seqs = rows_of(tx_, tenant_,
                                            {.where = where_of(filter),
                                             .seq = "r.seq",
                                             .keys = order_of(slice.sort),
                                             .descending = slice.descending,
                                             .among = found(tx_, tenant_, "review", filter.q),
                                             .total = std::nullopt},
                                            slice);
  Window<ReviewRow> out;
  out.total = seqs.total;
  for (const std::int64_t seq : seqs.items) {
    Rows r = tx_.rows(
        tenant_,
        "SELECT " + std::string(kColumns) + std::string(kFrom) + "WHERE r.workspace_id = $1 AND r.seq = $2",
        seq);
    if (r.next()) out.items.push_back(read(r));
  }
  return out;
}

std::vector<std::string> Review::owners() {
  return tx_
      .rows(tenant_,
            "SELECT DISTINCT owner_name FROM review WHERE workspace_id = $1 AND owner_name <> '' ORDER BY 1")
      .texts();
}

std::vector<std::string> Review::ids(const ReviewFilter& filter, const std::string& after,
                                     std::int64_t limit) {
  const auto among = found(tx_, tenant_, "review", filter.q);
  std::vector<std::string> out;
  Query query = where_of(filter).about("SELECT r.hubspot_id, r.seq");
  query.add(" AND (r.id_length, r.hubspot_id) > (?, ?) ORDER BY r.id_length, r.hubspot_id", id_length(after),
            after);
  Rows r = tx_.rows(tenant_, query);
  while (static_cast<std::int64_t>(out.size()) < limit && r.next())
    if (!among || among->contains(r.integer(1))) out.push_back(r.text(0));
  return out;
}

void Review::select(std::span<const std::string> hubspot_ids) {
  for (const std::string& id : hubspot_ids) tx_.touch("selection", id);
  for (const std::string& id : hubspot_ids)
    tx_.run(tenant_,
            "INSERT INTO selection (workspace_id, hubspot_id) VALUES ($1, $2) ON CONFLICT DO NOTHING", id);
}

bool Review::selected(const std::string& id) {
  return tx_.number(tenant_, "SELECT count(*) FROM selection WHERE workspace_id = $1 AND hubspot_id = $2",
                    id) > 0;
}

std::int64_t Review::selected_count() {
  return tx_.number(tenant_, "SELECT count(*) FROM selection WHERE workspace_id = $1");
}

void Review::put_due(std::span<const std::string> hubspot_ids) {
  if (hubspot_ids.empty()) return;
  std::string ids;
  for (const std::string& id : hubspot_ids) ids.append(ids.empty() ? "" : " ").append(id);
  tx_.run(tenant_, "INSERT INTO review_due (workspace_id, hubspot_ids) VALUES ($1, $2)", ids);
}

void Review::put_all_due() {
  tx_.run(tenant_,
          "INSERT INTO review_due (workspace_id, hubspot_ids) SELECT workspace_id, group_concat(hubspot_id, "
          "' ') FROM review WHERE workspace_id = $1 GROUP BY seq / 500");
}

Review::Due Review::due() {
  Due out;
  std::set<std::pair<std::size_t, std::string>> ids;
  Rows r = tx_.rows(tenant_, "SELECT seq, hubspot_ids FROM review_due WHERE workspace_id = $1 ORDER BY seq");
  while (ids.size() < kDueMax && r.next()) {
    out.upto = r.integer(0);
    for (std::string& id : split(r.view(1), ' ')) ids.emplace(id.size(), std::move(id));
  }
  for (const auto& [length, id] : ids) out.hubspot_ids.push_back(id);
  return out;
}

void Review::drop_due(std::int64_t upto) {
  tx_.run(tenant_, "DELETE FROM review_due WHERE workspace_id = $1 AND seq <= $2", upto);
}

void Review::clear() {
  std::vector<std::pair<std::int64_t, std::string>> indexed;
  {
    Rows r = tx_.rows(tenant_, "SELECT seq, search FROM review WHERE workspace_id = $1");
    while (r.next()) indexed.emplace_back(r.integer(0), r.text(1));
  }
  for (const auto& [seq, words] : indexed) put_search(tx_, tenant_, "review", seq, words, "");
  for (const char* table : {"review", "review_emails", "review_matches", "review_clusters",
                            "review_cluster_members", "review_due"})
    tx_.run(tenant_, std::string("DELETE FROM ") + table + " WHERE workspace_id = $1");
}

}  // namespace every::store
