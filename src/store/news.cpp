#include "store/news.h"

#include "store/activity_rows.h"
#include "store/encode.h"
#include "store/tx.h"

namespace every::store {

std::map<std::string, bool> News::choices(const std::string& user_id) {
  std::map<std::string, bool> out;
  Rows r = tx_.rows(tenant_, "SELECT kind, mail FROM news_choices WHERE workspace_id = $1 AND user_id = $2",
                    user_id);
  while (r.next()) out.emplace(r.text(0), r.flag(1));
  return out;
}

void News::put_choice(const std::string& user_id, const std::string& kind, bool mail) {
  tx_.run(tenant_,
          "INSERT INTO news_choices (workspace_id, user_id, kind, mail) VALUES ($1, $2, $3, $4) ON CONFLICT "
          "(workspace_id, user_id, kind) DO UPDATE SET mail = excluded.mail",
          user_id, kind, mail);
}

std::map<std::string, domain::NewsMark> News::marks(const std::string& user_id) {
  std::map<std::string, domain::NewsMark> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT kind, seen_at, mailed_at, count FROM news_marks WHERE workspace_id = $1 AND user_id = $2",
      user_id);
  while (r.next()) out.emplace(r.text(0), domain::NewsMark{r.time(1), r.maybe_time(2), r.integer(3)});
  return out;
}

void News::put_mark(const std::string& user_id, const std::string& kind, const domain::NewsMark& mark) {
  tx_.run(tenant_,
          "INSERT INTO news_marks (workspace_id, user_id, kind, seen_at, mailed_at, count) VALUES ($1, $2, "
          "$3, $4, $5, $6) ON CONFLICT (workspace_id, user_id, kind) DO UPDATE SET seen_at = "
          "excluded.seen_at, mailed_at = excluded.mailed_at, count = excluded.count",
          user_id, kind, mark.seen_at, mark.mailed_at, mark.count);
}

std::vector<Activity> News::events(std::string_view journal_kind, Instant after, Instant until) {
  return activities(tx_.rows(tenant_,
                             "SELECT " + std::string(kActivityColumns) +
                                 " FROM activity WHERE workspace_id = $1 AND at > $2 AND at <= $3 AND " +
                                 std::string(kToldKinds) + " AND kind = $4 ORDER BY at, id",
                             after, until, journal_kind));
}

// What waits for a decision is no error, and what HubSpot no longer has needs nobody.
bool News::attention_since(Instant since) {
  return tx_.number(
             tenant_,
             "SELECT EXISTS (SELECT 1 FROM attention a WHERE workspace_id = $1 AND first_at > $2 AND code "
             "NOT "
             "IN ('contact_no_email', 'match_undecided', 'match_many') AND NOT EXISTS (SELECT 1 FROM "
             "mirror_records m WHERE m.workspace_id = $1 AND m.object_type = a.object_type AND m.id_length = "
             "length(a.object_id) AND m.id = a.object_id AND m.gone_at IS NOT NULL))",
             since) != 0;
}

std::int64_t News::matches_waiting() {
  return tx_.number(tenant_,
                    "SELECT count(*) FROM review_clusters WHERE workspace_id = $1 AND decision = ''");
}

std::int64_t News::matches_decided_since(Instant since) {
  return tx_.number(tenant_, "SELECT count(*) FROM decisions WHERE workspace_id = $1 AND decided_at > $2",
                    since);
}

bool News::unnoted_wins() {
  return tx_.number(tenant_, "SELECT EXISTS (SELECT 1 FROM deal_wins WHERE workspace_id = $1 AND at = 0)") !=
         0;
}

void News::note_wins(Instant at) {
  tx_.run(tenant_, "UPDATE deal_wins SET at = $2 WHERE workspace_id = $1 AND at = 0", at);
}

News::Wins News::wins_since(Instant since) {
  Wins out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT d.currency, count(*), sum(coalesce(d.amount, 0)), count(d.amount), max(w.at) FROM deal_wins w "
      "JOIN deals d ON d.workspace_id = w.workspace_id AND d.id = w.deal_id WHERE w.workspace_id = $1 AND "
      "w.at > $2 AND d.won = 1 AND d.billed = 0 GROUP BY d.currency ORDER BY 3 DESC",
      since);
  while (r.next()) {
    out.count += r.integer(1);
    if (r.integer(3) > 0) out.totals.push_back({r.integer(2), currency_of(r.view(0))});
    out.last = std::max(out.last.value_or(r.time(4)), r.time(4));
  }
  return out;
}

std::vector<News::Overdue> News::overdue(Date from, Date until) {
  std::vector<Overdue> out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT id, number, total - paid - credited, currency FROM invoices WHERE workspace_id = $1 AND kind = "
      "'invoice' AND stand = 'open' AND due_date >= $2 AND due_date < $3 ORDER BY due_date, number_key",
      from, until);
  while (r.next()) out.push_back({r.text(0), r.text(1), {r.integer(2), currency_of(r.view(3))}});
  return out;
}

}  // namespace every::store
