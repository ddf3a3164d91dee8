#include "app/news_words.h"

#include "base/sentence.h"

#include <algorithm>

namespace every::app {
namespace {

constexpr std::string_view kHubSpot = "/settings/integrations/hubspot";
constexpr std::size_t kLinesMax = 10;

// Of documents: what several are (without and with their sums), what one calls for, and the page of all of
// them.
struct Face {
  std::string_view kind, several, with_sums, button, folder, all;
};
constexpr std::array kFaces = {
    Face{"invoice_viewed", "{} invoices were viewed.", "", "Open invoice", "/invoices/",
         "/invoices?status=viewed"},
    Face{"invoice_paid", "{} invoices were paid.", "{} invoices were paid: {}.", "Open invoice", "/invoices/",
         "/payments"},
    Face{"overdue_invoices", "{} invoices are overdue.", "{} invoices are overdue: {}.", "Open invoice",
         "/invoices/", "/invoices?status=overdue"},
    Face{"proposal_accepted", "{} proposals were accepted.", "{} proposals were accepted: {}.",
         "Create invoice", "/proposals/", "/proposals?status=accepted"},
    Face{"proposal_declined", "{} proposals were declined.", "", "Open proposal", "/proposals/",
         "/proposals?status=declined"},
};

}  // namespace

NewsVoice::NewsVoice(const store::Workspace& workspace)
    : format_(workspace.locale), zone_(workspace.time_zone) {}

std::string NewsVoice::sums(const std::vector<Money>& totals) const {
  std::string out;
  for (const Money& one : totals) out += (out.empty() ? "" : ", ") + sentence("{}", money(one));
  return out;
}

NewsWords NewsVoice::attention(std::int64_t records, Instant sync_at) const {
  return {sentence(records == 1 ? "{} record needs attention after the {} sync."
                                : "{} records need attention after the {} sync.",
                   records, domain::clock_time(sync_at, zone_)),
          {},
          "Fix",
          std::string(kHubSpot) + "/attention"};
}

NewsWords NewsVoice::sync_failing(const store::Run& last, std::optional<Instant> next, Instant now) const {
  NewsWords out{ours("HubSpot sync failed twice."), {}, "Check connection", std::string(kHubSpot)};
  if (next) {
    const Date day = local_date(*next, zone_);
    const std::string time = domain::clock_time(*next, zone_);
    out.subject += " " + (day == local_date(now, zone_)
                              ? sentence("Next try {}.", time)
                              : sentence("Next try {} {}.", Fact(day, format_.date(day)), time));
  }
  for (const std::string* said : {&last.error_detail, &last.error_fix})
    if (!said->empty()) out.lines.push_back(*said);
  return out;
}

NewsWords NewsVoice::connection_lost() const {
  return {"HubSpot needs reconnection.", {}, "Reconnect", std::string(kHubSpot)};
}

NewsWords NewsVoice::matches(std::int64_t fresh) const {
  return {sentence(fresh == 1 ? "{} new match is waiting." : "{} new matches are waiting.", fresh),
          {},
          "Review",
          std::string(kHubSpot) + "?import=1&step=resolve"};
}

NewsWords NewsVoice::deals_won(std::int64_t count, const std::vector<Money>& totals) const {
  NewsWords out{sentence(count == 1 ? "{} deal was won." : "{} deals were won.", count),
                {},
                "Create drafts…",
                "/clients/pipeline"};
  if (!totals.empty()) out.subject += " " + sentence("{} to invoice.", sums(totals));
  return out;
}

NewsWords NewsVoice::drafts_made(const store::RuleDrafts::Made& made) const {
  const bool one = made.count == 1;
  return {sentence(one ? "{} draft was made by your rules: {}." : "{} drafts were made by your rules: {}.",
                   made.count, sums(made.totals)),
          {},
          one ? "Open draft" : "Show them",
          one ? "/invoices/" + made.only_id : "/invoices?status=draft"};
}

NewsWords NewsVoice::import_done(const store::Run& run) const {
  const std::int64_t failed = run.counts.failed;
  return {failed == 0 ? sentence("Import complete: {} created.", run.counts.created)
          : failed == 1
              ? sentence("Import complete: {} created, {} needs attention.", run.counts.created, failed)
              : sentence("Import complete: {} created, {} need attention.", run.counts.created, failed),
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
  if (items.size() > kLinesMax) out.lines.push_back(sentence("And {} more.", items.size() - kLinesMax));
  out.subject = face.with_sums.empty() || totals.empty()
                    ? sentence(face.several, items.size())
                    : sentence(face.with_sums, items.size(), sums(totals));
  return out;
}

}  // namespace every::app
