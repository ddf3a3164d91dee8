#include "store/proposals.h"

#include "store/carry.h"
#include "store/encode.h"
#include "store/listing.h"
#include "store/proposal_document.h"
#include "store/search.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kColumns =
    "p.id, p.number, p.state, p.revision, p.client_id, coalesce(c.name, ''), p.deal_id, p.deal_name, "
    "p.title, "
    "p.currency, p.valid_until, p.opened_at, p.sent_at, p.viewed_at, p.created_at, p.updated_at, p.version, "
    "coalesce(a.document, p.document), a.at, a.name, a.reason, a.address";
// An accepted proposal is what was accepted.
constexpr std::string_view kFrom =
    " FROM proposals p LEFT JOIN clients c ON c.workspace_id = p.workspace_id AND c.id = p.client_id LEFT "
    "JOIN "
    "proposal_answers a ON a.workspace_id = p.workspace_id AND a.proposal_id = p.id AND a.revision = "
    "p.revision "
    "AND p.state IN ('accepted', 'declined') ";
// One word for a list, as display_status() says it. $2 is today.
constexpr std::string_view kDisplay =
    "CASE WHEN p.state <> 'open' THEN p.state WHEN p.valid_until < $2 THEN 'expired' WHEN p.viewed_at IS NOT "
    "NULL "
    "THEN 'viewed' WHEN p.sent_at IS NOT NULL THEN 'sent' ELSE 'open' END";

domain::Proposal read(const Rows& r) {
  domain::Proposal p;
  p.id = r.text(0);
  p.number = r.text(1);
  p.state = domain::proposal_state_from(r.view(2));
  p.revision = r.integer(3);
  p.client_id = r.text(4);
  p.client_name = r.text(5);
  p.deal_id = r.text(6);
  p.deal_name = r.text(7);
  p.title = r.text(8);
  p.currency = currency_of(r.view(9));
  p.valid_until = r.maybe_date(10);
  p.opened_at = r.maybe_time(11);
  p.sent_at = r.maybe_time(12);
  p.viewed_at = r.maybe_time(13);
  p.created_at = r.time(14);
  p.updated_at = r.time(15);
  p.version = r.integer(16);
  decode_document(r.view(17), p);
  if (!r.is_null(18)) p.answer = {r.time(18), r.text(19), r.text(20), r.text(21)};
  static_cast<void>(domain::sum_up(p).ok());  // it was checked when it was written
  return p;
}

// Numbers of the series in the order of their counters.
std::string number_key(const std::string& number) {
  return std::to_string(1000 + number.size()).substr(1) + number;
}

void add_unanswered(Query& where, Instant since, Date today) {
  where.add(
      " AND p.state = 'open' AND p.sent_at < ? AND (p.valid_until IS NULL OR p.valid_until >= ?) AND NOT "
      "EXISTS (SELECT 1 FROM outbox o WHERE o.workspace_id = $1 AND o.proposal_id = p.id AND o.proposal_id "
      "<> '' AND o.state IN ('queued', 'sending', 'sent', 'unknown') AND o.created_at >= ?)",
      to_ms(since), to_text(today), to_ms(since));
}

Query where_of(const ProposalFilter& f, Date today) {
  Query where(" FROM proposals p WHERE p.workspace_id = $1");
  const std::string day = to_text(today);
  if (f.status == "draft" || f.status == "accepted" || f.status == "declined")
    where.add(" AND p.state = ?", f.status);
  else if (f.status == "expired")
    where.add(" AND p.state = 'open' AND p.valid_until < ?", day);
  else if (!f.status.empty())
    where.add(" AND p.state = 'open' AND (p.valid_until IS NULL OR p.valid_until >= ?)", day)
        .add(f.status == "viewed" ? " AND p.viewed_at IS NOT NULL"
             : f.status == "sent" ? " AND p.viewed_at IS NULL AND p.sent_at IS NOT NULL"
                                  : " AND p.viewed_at IS NULL AND p.sent_at IS NULL");
  if (f.unanswered_since) add_unanswered(where, *f.unanswered_since, today);
  if (!f.client_id.empty()) where.add(" AND p.client_id = ?", f.client_id);
  if (!f.deal_id.empty()) where.add(" AND p.deal_id = ? AND p.deal_id <> ''", f.deal_id);
  return where;
}

}  // namespace

void Proposals::insert(const domain::Proposal& p) {
  tx_.run(tenant_,
          "INSERT INTO proposals (workspace_id, id, number, number_key, state, revision, client_id, deal_id, "
          "deal_name, title, currency, valid_until, total, document, created_at, updated_at, version) VALUES "
          "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
          p.id, p.number, number_key(p.number), name(p.state), p.revision, p.client_id, p.deal_id,
          p.deal_name, p.title, p.currency.code(), p.valid_until, p.totals.total.minor, encode_document(p),
          p.created_at, p.updated_at, p.version);
  carry_proposal_search(tx_, tenant_, p.id);
}

bool Proposals::update(const domain::Proposal& p, std::int64_t expected_version) {
  const bool written =
      tx_.run(
          tenant_,
          "UPDATE proposals SET number = $3, number_key = $4, state = $5, revision = $6, client_id = $7, "
          "title "
          "= $8, currency = $9, valid_until = $10, total = $11, document = $12, opened_at = $13, sent_at = "
          "$14, "
          "viewed_at = $15, updated_at = $16, version = version + 1 WHERE workspace_id = $1 AND id = $2 AND "
          "state <> 'accepted' AND ($17 = 0 OR version = $17)",
          p.id, p.number, number_key(p.number), name(p.state), p.revision, p.client_id, p.title,
          p.currency.code(), p.valid_until, p.totals.total.minor, encode_document(p), p.opened_at, p.sent_at,
          p.viewed_at, p.updated_at, expected_version) == 1;
  if (written) carry_proposal_search(tx_, tenant_, p.id);
  return written;
}

bool Proposals::remove_draft(const std::string& id) {
  std::int64_t seq = 0;
  std::string words;
  {
    Rows r =
        tx_.rows(tenant_,
                 "SELECT seq, search FROM proposals WHERE workspace_id = $1 AND id = $2 AND state = 'draft' "
                 "AND number = ''",
                 id);
    if (!r.next()) return false;
    seq = r.integer(0);
    words = r.text(1);
  }
  put_search(tx_, tenant_, "proposal", seq, words, "");
  tx_.run(tenant_, "DELETE FROM proposals WHERE workspace_id = $1 AND id = $2", id);
  tx_.run(tenant_, "DELETE FROM proposal_events WHERE workspace_id = $1 AND proposal_id = $2", id);
  return true;
}

std::optional<domain::Proposal> Proposals::find(const std::string& id) {
  Rows r = tx_.rows(
      tenant_,
      "SELECT " + std::string(kColumns) + std::string(kFrom) + "WHERE p.workspace_id = $1 AND p.id = $2", id);
  if (!r.next()) return std::nullopt;
  return read(r);
}

Window<domain::Proposal> Proposals::list(const ProposalFilter& f, const Slice& slice, Date today) {
  const std::string_view key = slice.sort == "number"       ? "p.number_key"
                               : slice.sort == "validUntil" ? "p.valid_until"
                               : slice.sort == "total"      ? "p.total"
                                                            : "p.created_at";
  const bool known = slice.sort == "createdAt" || key != "p.created_at";
  auto among = found(tx_, tenant_, "proposal", f.q);
  std::optional<std::int64_t> total;
  if (among && f.status.empty() && f.client_id.empty() && f.deal_id.empty() && !f.unanswered_since)
    total = static_cast<std::int64_t>(among->size());
  const Window<std::int64_t> rows = rows_of(tx_, tenant_,
                                            {.where = where_of(f, today),
                                             .seq = "p.seq",
                                             .keys = {key},
                                             .descending = known ? slice.descending : true,
                                             .among = std::move(among),
                                             .total = total},
                                            slice);
  Window<domain::Proposal> out;
  out.total = rows.total;
  for (const std::int64_t seq : rows.items) {
    Rows r = tx_.rows(
        tenant_,
        "SELECT " + std::string(kColumns) + std::string(kFrom) + "WHERE p.workspace_id = $1 AND p.seq = $2",
        seq);
    if (r.next()) out.items.push_back(read(r));
  }
  return out;
}

std::vector<std::pair<std::string, std::int64_t>> Proposals::counts_by_status(Date today) {
  std::vector<std::pair<std::string, std::int64_t>> out;
  // Most are answered, and counted as their index has them; only what is open has another word by its day.
  Rows r = tx_.rows(tenant_,
                    "SELECT word, sum(n) FROM (SELECT state AS word, count(*) AS n FROM proposals WHERE "
                    "workspace_id = $1 GROUP BY "
                    "state HAVING state <> 'open' UNION ALL SELECT " +
                        std::string(kDisplay) +
                        ", count(*) FROM proposals p WHERE p.workspace_id = $1 AND p.state = 'open' GROUP BY "
                        "1) AS counted GROUP BY "
                        "word",
                    today);
  while (r.next()) out.emplace_back(r.text(0), r.integer(1));
  return out;
}

bool Proposals::mark_sent(const std::string& id, Instant at) {
  return tx_.run(tenant_,
                 "UPDATE proposals SET sent_at = $3, version = version + 1 WHERE workspace_id = $1 AND id = "
                 "$2 AND "
                 "state = 'open' AND sent_at IS NULL",
                 id, at) == 1;
}

bool Proposals::mark_viewed(const std::string& id, Instant at) {
  return tx_.run(
             tenant_,
             "UPDATE proposals SET viewed_at = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2 "
             "AND state = 'open' AND viewed_at IS NULL",
             id, at) == 1;
}

void Proposals::follow_deal(const std::string& from, const std::string& to) {
  if (!from.empty())
    tx_.run(tenant_, "UPDATE proposals SET deal_id = $3 WHERE workspace_id = $1 AND deal_id = $2", from, to);
}

ProposalSums Proposals::accepted_not_invoiced() {
  return sums(Query(" FROM proposals p WHERE p.workspace_id = $1 AND p.state = 'accepted' AND p.billed = 0"));
}

ProposalSums Proposals::unanswered(Date today, Instant since) {
  Query where(" FROM proposals p WHERE p.workspace_id = $1");
  add_unanswered(where, since, today);
  return sums(where);
}

ProposalSums Proposals::sums(const Query& where) {
  ProposalSums out;
  {
    Query query = where.about("SELECT p.currency, count(*), sum(p.total)");
    Rows r = tx_.rows(tenant_, query.add(" GROUP BY p.currency ORDER BY p.currency"));
    while (r.next()) {
      out.count += r.integer(1);
      out.totals.push_back({r.integer(2), currency_of(r.view(0))});
    }
  }
  if (out.count != 1) return out;
  Rows r = tx_.rows(tenant_,
                    where.about("SELECT p.id, coalesce((SELECT c.name FROM clients c WHERE c.workspace_id = "
                                "p.workspace_id AND c.id = p.client_id), '')"));
  if (r.next()) {
    out.only_id = r.text(0);
    out.only_client = r.text(1);
  }
  return out;
}

void Proposals::add_event(const std::string& id, const ProposalEvent& e) {
  tx_.run(
      tenant_,
      "INSERT INTO proposal_events (workspace_id, proposal_id, seq, kind, by_, detail, at) SELECT $1, $2, "
      "coalesce(max(seq), 0) + 1, $3, $4, $5, $6 FROM proposal_events WHERE workspace_id = $1 AND "
      "proposal_id = "
      "$2",
      id, e.kind, e.by, e.detail, e.at);
}

std::vector<ProposalEvent> Proposals::events(const std::string& id) {
  std::vector<ProposalEvent> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT kind, by_, detail, at FROM proposal_events WHERE workspace_id = $1 AND proposal_id = $2 "
      "ORDER BY seq",
      id);
  while (r.next()) out.push_back({r.text(0), r.text(1), r.text(2), r.time(3)});
  return out;
}

}  // namespace every::store
