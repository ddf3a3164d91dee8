// Mails about what the bell says: what each person chose, where they stand with each kind, and what there is
// to tell. Kinds are those of domain/news.h.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "domain/news.h"
#include "store/database.h"
#include "store/journal.h"

namespace every::store {

class News {
 public:
  News(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}

  std::map<std::string, bool> choices(const std::string& user_id);  // only those that were made
  void put_choice(const std::string& user_id, const std::string& kind, bool mail);
  std::map<std::string, domain::NewsMark> marks(const std::string& user_id);
  void put_mark(const std::string& user_id, const std::string& kind, const domain::NewsMark& mark);

  // Of the journal, of one kind of those that the bell tells, oldest first: after the one, until the other.
  std::vector<Activity> events(std::string_view journal_kind, Instant after, Instant until);
  // Whether a record has needed attention (app/hubspot_status.h) only since then.
  bool attention_since(Instant since);
  std::int64_t matches_waiting();
  std::int64_t matches_decided_since(Instant since);

  // Deals that were won since the last look, by triggers, while somebody has chosen to be told; and since
  // when they are.
  bool unnoted_wins();
  void note_wins(Instant at);
  struct Wins {
    std::int64_t count = 0;
    std::vector<Money> totals;
    std::optional<Instant> last;  // when the last of them was noted
  };
  Wins wins_since(Instant since);  // those that still have no invoice

  struct Overdue {
    std::string id, number;
    Money owed;
  };
  // Open invoices that were due on these days, the second not included; the longest due first.
  std::vector<Overdue> overdue(Date from, Date until);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
