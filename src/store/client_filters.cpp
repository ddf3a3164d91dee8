#include "store/client_filters.h"

#include <algorithm>

#include "store/carry.h"
#include "store/counters.h"
#include "store/mirror_lists.h"
#include "store/row_numbers.h"

namespace every::store {
namespace {

// About whom something waits for a person.
constexpr std::string_view kWaiting =
    " FROM (SELECT DISTINCT object_type, object_id FROM attention WHERE workspace_id = $1) a CROSS JOIN "
    "clients c ON "
    "c.workspace_id = $1 AND c.hubspot_type = a.object_type AND c.hubspot_id = a.object_id AND c.hubspot_id "
    "<> ''";

// The row numbers that a question gives, in any order and with twins.
std::vector<std::int64_t> numbers_of(Tx& tx, const Tenant& tenant, const Query& query) {
  Rows r = tx.rows(tenant, query);
  return r.next() ? read_row_numbers(r.view(0)) : std::vector<std::int64_t>{};
}

enum class Order { up, down };

// What stands in a column, from one value to the next along its index: as many steps as there are values,
// however many rows have each.
std::vector<std::string> values(Tx& tx, const Tenant& tenant, const std::string& column,
                                const std::string& from, bool archived, std::int64_t limit,
                                Order order = Order::up) {
  const std::string first = std::string("SELECT ") + (order == Order::up ? "min" : "max") + "(t." + column +
                            ")" + from + " t.workspace_id = $1 AND t.archived = $2";
  return tx
      .rows(tenant,
            "WITH RECURSIVE one(value) AS (" + first + " UNION ALL SELECT (" + first + " AND t." + column +
                (order == Order::up ? " > " : " < ") +
                "one.value) FROM one WHERE one.value IS NOT NULL) SELECT value FROM one WHERE value IS "
                "NOT NULL "
                "LIMIT $3",
            archived, limit)
      .texts();
}

// Who is in a list: its companies, and whoever its contacts belong to, themselves among them. What else the
// caller asks of `c` is added behind.
Query in_list(Tx& tx, const Tenant& tenant, const std::string& id) {
  const auto list = MirrorLists(tx, tenant).find(id);
  if (list && list->object_type == "contact")
    return Query("SELECT row_numbers(c.seq) FROM mirror_list_members m CROSS JOIN contacts p ON")
        .add(
            " p.workspace_id = $1 AND p.hubspot_id = m.record_id AND p.hubspot_id <> '' CROSS JOIN "
            "client_contacts j ON j.workspace_id = $1 AND j.contact_id = p.id CROSS JOIN clients c ON "
            "c.workspace_id = $1 AND c.id = j.client_id WHERE m.workspace_id = $1 AND m.list_id = ?",
            id);
  return Query("SELECT row_numbers(c.seq) FROM mirror_list_members m CROSS JOIN clients c ON")
      .add(
          " c.workspace_id = $1 AND c.hubspot_type = ? AND c.hubspot_id = m.record_id AND c.hubspot_id <> "
          "'' WHERE m.workspace_id = $1 AND m.list_id = ?",
          list ? list->object_type : "", id);
}

class Narrowing {
 public:
  Narrowing(Tx& tx, const Tenant& tenant, bool archived, std::optional<Finds> begin)
      : tx_(tx), tenant_(tenant), archived_(archived), finds_(std::move(begin)) {}

  // `rest` begins behind "WHERE workspace_id = $1 AND archived = $2"; the words of a partial index are its
  // own.
  template <class... A>
  void clients(std::string_view rest, const A&... arguments) {
    Query query("SELECT row_numbers(seq) FROM clients WHERE workspace_id = $1");
    query.add(" AND archived = ?", archived_).add(rest, arguments...);
    keep(query);
  }
  void keep(const Query& query) {
    if (finds_ && finds_->size() == 0) return;
    std::vector<std::int64_t> seqs = numbers_of(tx_, tenant_, query);
    if (finds_) std::erase_if(seqs, [&](std::int64_t seq) { return !finds_->contains(seq); });
    finds_ = Finds(std::move(seqs));
  }
  std::optional<Finds> finds() && { return std::move(finds_); }

 private:
  Tx& tx_;
  const Tenant& tenant_;
  bool archived_;
  std::optional<Finds> finds_;
};

}  // namespace

std::string in_sync(std::string_view client) {
  const std::string c(client);
  return c + ".hubspot_id <> '' AND " + c + ".gone_at IS NULL AND " + c +
         ".unlocked_at IS NULL AND NOT EXISTS (SELECT 1 FROM attention a WHERE " + "a.workspace_id = " + c +
         ".workspace_id AND a.object_type = " + c + ".hubspot_type AND a.object_id = " + c + ".hubspot_id)";
}

std::optional<Finds> client_finds(Tx& tx, const Tenant& tenant, const ClientFilter& f, Date today) {
  const bool archived = f.status == "archived";
  const std::string day = to_text(today);
  Narrowing only(tx, tenant, archived, found(tx, tenant, client_index(archived), f.q));
  if (!f.tag.empty())
    only.keep(Query("SELECT row_numbers(seq) FROM client_tags WHERE workspace_id = $1")
                  .add(" AND archived = ? AND tag = ?", archived, f.tag));
  if (!f.run.empty())
    only.keep(Query("SELECT row_numbers(seq) FROM client_runs WHERE workspace_id = $1")
                  .add(" AND archived = ? AND run_id = ?", archived, f.run));
  if (!f.list.empty()) only.keep(in_list(tx, tenant, f.list).add(" AND c.archived = ?", archived));
  if (!f.owner.empty()) only.clients(" AND owner_name = ? AND owner_name <> ''", f.owner);
  if (f.owes) only.clients(" AND balance_sort > 0");
  if (f.credit) only.clients(" AND has_credit = 1");
  if (f.overdue) only.clients(" AND first_due < ? AND first_due <> ''", day);
  // A row in the words of its last invoice; what is open and late has another word than is kept.
  if (f.invoice == "overdue")
    only.clients(
        " AND last_word IN ('issued', 'sent', 'viewed', 'partial') AND last_due < ? AND last_word <> ''",
        day);
  else if (!f.invoice.empty())
    only.clients(" AND last_word = ? AND last_due >= ? AND last_word <> ''", f.invoice, day);
  if (f.hubspot == "gone") only.clients(" AND gone_at IS NOT NULL");
  if (f.hubspot == "attention")
    only.keep(Query(kWaiting).add(" WHERE c.archived = ?", archived).about("SELECT row_numbers(c.seq)"));
  return std::move(only).finds();
}

std::optional<std::int64_t> in_last_word(Tx& tx, const Tenant& tenant, const ClientFilter& f) {
  static constexpr std::string_view kLasting[] = {"draft", "paid", "credited", "void"};
  if (std::find(std::begin(kLasting), std::end(kLasting), f.invoice) == std::end(kLasting))
    return std::nullopt;
  for (const std::string* other : {&f.q, &f.source, &f.tag, &f.owner, &f.hubspot, &f.list, &f.run})
    if (!other->empty()) return std::nullopt;
  if (f.owes || f.overdue || f.credit) return std::nullopt;
  const std::string bucket = (f.status == "archived" ? "1/" : "0/") + f.invoice;
  return counted(tx, tenant, "client_word", [&](std::string_view in) { return in == bucket; });
}

std::int64_t not_in_sync(Tx& tx, const Tenant& tenant, const ClientFilter& f) {
  const bool archived = f.status == "archived";
  const auto count = [&](Query query) {
    if (f.source == "here") query.add(" AND c.source <> 'hubspot'");
    if (!f.source.empty() && f.source != "here") query.add(" AND c.source = ?", f.source);
    return tx.number(tenant, query);
  };
  return count(Query("SELECT count(*) FROM clients c WHERE c.workspace_id = $1")
                   .add(" AND c.archived = ? AND c.gone_at IS NOT NULL AND c.hubspot_id <> '' AND "
                        "c.unlocked_at IS NULL",
                        archived)) +
         count(Query(kWaiting)
                   .add(" WHERE c.archived = ? AND c.gone_at IS NULL AND c.unlocked_at IS NULL", archived)
                   .about("SELECT count(*)"));
}

std::vector<std::string> Clients::tags(bool archived, std::int64_t limit) {
  return values(tx_, tenant_, "tag", " FROM client_tags t WHERE", archived, limit);
}

std::vector<std::string> Clients::owners(bool archived, std::int64_t limit) {
  return values(tx_, tenant_, "owner_name", " FROM clients t WHERE t.owner_name <> '' AND", archived, limit);
}

std::vector<std::string> Clients::runs(bool archived, std::int64_t limit) {
  return values(tx_, tenant_, "run_id", " FROM client_runs t WHERE", archived, limit, Order::down);
}

void Clients::forget_run(const std::string& run_id) {
  tx_.run(
      tenant_,
      "DELETE FROM client_runs WHERE workspace_id = $1 AND archived IN (0, 1) AND run_id = $2 AND seq NOT "
      "IN (SELECT c.seq FROM undo_rows u JOIN clients c ON c.workspace_id = u.workspace_id AND c.id = "
      "u.id WHERE u.workspace_id = $1 AND u.run_id = $2 AND u.kind = 'client' AND u.verdict NOT IN ('', "
      "'undone'))",
      run_id);
}

std::vector<std::string> Clients::ids(const ClientFilter& filter, Date today, std::int64_t limit) {
  std::vector<std::string> out;
  for (Slice slice{.sort = "name", .descending = false, .offset = 0, .limit = 500}; std::ssize(out) < limit;
       slice.offset += slice.limit) {
    const auto rows = seqs(filter, slice, today);
    for (const std::int64_t seq : rows.items)
      if (std::ssize(out) < limit)
        out.push_back(tx_.rows(tenant_, "SELECT id FROM clients WHERE workspace_id = $1 AND seq = $2", seq)
                          .texts()
                          .at(0));
    if (slice.offset + std::ssize(rows.items) >= rows.total || rows.items.empty()) break;
  }
  return out;
}

}  // namespace every::store
