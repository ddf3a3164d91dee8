#include "app/news_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace every::app {
namespace {

constexpr std::string_view kHubSpot = "/settings/integrations/hubspot";
constexpr std::size_t kLinesMax = 10;

// Of documents: what several are, what one calls for, and the page of all of them.
struct Face {
  std::string_view kind, several, button, folder, all;
  bool sums;
};
constexpr std::array kFaces = {
    Face{"invoice_viewed", "invoices were viewed", "Open invoice", "/invoices/", "/invoices?status=viewed",
         false},
    Face{"invoice_paid", "invoices were paid", "Open invoice", "/invoices/", "/payments", true},
    Face{"overdue_invoices", "invoices are overdue", "Open invoice", "/invoices/", "/invoices?status=overdue",
         true},
    Face{"proposal_accepted", "proposals were accepted", "Create invoice", "/proposals/",
         "/proposals?status=accepted", true},
    Face{"proposal_declined", "proposals were declined", "Open proposal", "/proposals/",
         "/proposals?status=declined", false},
};

}  // namespace

NewsVoice::NewsVoice(const store::Workspace& workspace)
    : format_(workspace.locale), zone_(workspace.time_zone) {}

std::string NewsVoice::number(std::int64_t n) const {
  return format_.number(Decimal::whole(n));
}

std::string NewsVoice::sums(const std::vector<Money>& totals) const {
  std::string out;
  for (const Money& one : totals) out += (out.empty() ? "" : ", ") + format_.money(one);
  return out;
}

NewsWords NewsVoice::attention(std::int64_t records, Instant sync_at) const {
  return {fmt::format("{} {} attention after the {} sync.", number(records),
                      records == 1 ? "record needs" : "records need", domain::clock_time(sync_at, zone_)),
          {},
          "Fix",
          std::string(kHubSpot) + "/attention"};
}

NewsWords NewsVoice::sync_failing(const store::Run& last, std::optional<Instant> next, Instant now) const {
  NewsWords out{"HubSpot sync failed twice.", {}, "Check connection", std::string(kHubSpot)};
  if (next) {
    const Date day = local_date(*next, zone_);
    out.subject +=
        fmt::format(" Next try {}{}.", day == local_date(now, zone_) ? "" : format_.date(day) + " ",
                    domain::clock_time(*next, zone_));
  }
  for (const std::string* said : {&last.error_detail, &last.error_fix})
    if (!said->empty()) out.lines.push_back(domain::one_line(*said, 500));
  return out;
}

NewsWords NewsVoice::connection_lost() const {
  return {"HubSpot needs reconnection.", {}, "Reconnect", std::string(kHubSpot)};
}

NewsWords NewsVoice::matches(std::int64_t fresh) const {
  return {fmt::format("{} new {} waiting.", number(fresh), fresh == 1 ? "match is" : "matches are"),
          {},
          "Review",
          std::string(kHubSpot) + "?import=1&step=resolve"};
}

NewsWords NewsVoice::deals_won(std::int64_t count, const std::vector<Money>& totals) const {
  NewsWords out{fmt::format("{} {} won.", number(count), count == 1 ? "deal was" : "deals were"),
                {},
                "Create drafts…",
                "/clients/pipeline"};
  if (!totals.empty()) out.subject += fmt::format(" {} to invoice.", sums(totals));
  return out;
}

NewsWords NewsVoice::import_done(const store::Run& run) const {
  const std::int64_t failed = run.counts.failed;
  const std::string attention =
      failed == 0 ? "" : fmt::format(", {} {} attention", number(failed), failed == 1 ? "needs" : "need");
  return {fmt::format("Import complete: {} created{}.", number(run.counts.created), attention),
          {},
          "View",
          std::string(kHubSpot) + "/runs/" + run.id};
}

NewsWords NewsVoice::documents(std::string_view kind, const std::vector<NewsItem>& items, bool writes) const {
  const Face& face =
      *std::find_if(kFaces.begin(), kFaces.end(), [&](const Face& f) { return f.kind == kind; });
  if (items.size() == 1) {
    const NewsItem& item = items.front();
    NewsWords out{item.sentence, {}, std::string(face.button), std::string(face.folder) + item.id};
    if (!item.more.empty()) out.lines.push_back(item.more);
    if (kind != "proposal_accepted") return out;
    if (writes)
      out.path += "?do=invoice";
    else
      out.button = "Open proposal";
    return out;
  }
  std::vector<Money> totals;
  NewsWords out{"", {}, "Show them", std::string(face.all)};
  for (const NewsItem& item : items) {
    if (out.lines.size() < kLinesMax)
      out.lines.push_back(item.more.empty() ? item.sentence : item.sentence + " " + item.more);
    for (const Money& sum : item.sums) {
      const auto same = std::find_if(totals.begin(), totals.end(),
                                     [&](const Money& m) { return m.currency == sum.currency; });
      if (same == totals.end())
        totals.push_back(sum);
      else
        *same = *same + sum;
    }
  }
  if (items.size() > kLinesMax)
    out.lines.push_back(
        fmt::format("And {} more.", number(static_cast<std::int64_t>(items.size() - kLinesMax))));
  out.subject = fmt::format("{} {}{}.", number(static_cast<std::int64_t>(items.size())), face.several,
                            face.sums && !totals.empty() ? ": " + sums(totals) : "");
  return out;
}

}  // namespace every::app
