// What a mail about news says, in sentences (base/sentence.h): those of its subject, its lines, its button
// and where that leads.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "base/money.h"
#include "base/sentence.h"
#include "domain/news.h"
#include "render/format.h"
#include "store/deal_rules.h"
#include "store/runs.h"

namespace every::app {

struct NewsWords {
  std::string subject;             // the whole of it in one sentence
  std::vector<std::string> lines;  // what the sentence sums up
  std::string button, path;        // path: of the screen, "/invoices/…"
};

// One of several of a kind: what was viewed, paid, answered.
struct NewsItem {
  std::string id;        // of the invoice or proposal
  std::string sentence;  // "INV-2043 was paid: $40,259.26."
  std::string more;      // what else is said when it is the only one
  std::vector<Money> sums;
};

// By the workspace's locale and clocks.
class NewsVoice {
 public:
  explicit NewsVoice(const store::Workspace& workspace);

  NewsWords attention(std::int64_t records, Instant sync_at) const;
  // `next`: nothing when no sync comes by itself.
  NewsWords sync_failing(const store::Run& last, std::optional<Instant> next, Instant now) const;
  NewsWords connection_lost() const;
  NewsWords matches(std::int64_t fresh) const;
  NewsWords deals_won(std::int64_t count, const std::vector<Money>& totals) const;
  NewsWords drafts_made(const store::RuleDrafts::Made& made) const;
  NewsWords import_done(const store::Run& run) const;
  // kind: invoice_viewed, invoice_paid, overdue_invoices, proposal_accepted or proposal_declined; `writes`:
  // whether the reader may make an invoice.
  NewsWords documents(std::string_view kind, const std::vector<NewsItem>& items, bool writes) const;

  Fact money(Money amount) const { return {amount, format_.money(amount)}; }

 private:
  std::string sums(const std::vector<Money>& totals) const;  // "$61,000.00, €5.00"

  render::Formatter format_;
  std::string zone_;
};

}  // namespace every::app
