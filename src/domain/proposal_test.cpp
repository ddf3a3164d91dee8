#include "domain/proposal.h"

#include <gtest/gtest.h>

#include "domain/proposal_share.h"

namespace every::domain {
namespace {

const Currency kUsd = *Currency::from("USD");

ProposalLine line(std::int64_t cents, std::string id, std::int64_t tax = 0, bool optional = false,
                  bool chosen = true) {
  return {{.id = std::move(id),
           .description = "Work",
           .unit_price = {cents, kUsd},
           .tax_percent = Decimal::whole(tax)},
          optional,
          chosen};
}

Proposal proposal(std::vector<ProposalLine> lines) {
  Proposal p;
  p.number = "PRO-0001";
  p.title = "Website";
  p.client_id = "c";
  p.currency = kUsd;
  p.state = ProposalState::open;
  p.lines = std::move(lines);
  EXPECT_TRUE(sum_up(p).ok());
  return p;
}

Date day(const char* text) {
  return *parse_date(text);
}

Money total_of(const ShareDraft& draft) {
  return totals(draft.lines, kUsd, draft.pricing).total;
}

TEST(Proposal, OnlyWhatIsChosenCounts) {
  Proposal p = proposal({line(10'000, "a"), line(5'000, "b", 0, true, false), line(2'000, "c", 0, true)});
  EXPECT_EQ(p.totals.total.minor, 12'000);
  const std::vector<std::string> ids{"b", "nobody", "a"};
  EXPECT_TRUE(choose(p, ids).ok());
  EXPECT_EQ(p.totals.total.minor, 15'000);
  EXPECT_TRUE(choose(p, {}).ok());
  EXPECT_EQ(p.totals.total.minor, 10'000);  // what is not optional cannot be left out
}

TEST(Proposal, ItExpiresAfterItsLastDay) {
  Proposal p = proposal({line(100, "a")});
  p.valid_until = day("2026-11-23");
  p.sent_at = Instant{};
  EXPECT_EQ(display_status(p, day("2026-11-23")), "sent");
  EXPECT_TRUE(check_open(p, day("2026-11-23")).ok());
  EXPECT_EQ(display_status(p, day("2026-11-24")), "expired");
  EXPECT_EQ(check_open(p, day("2026-11-24")).error().code, Code::proposal_not_open);
  p.state = ProposalState::accepted;
  EXPECT_EQ(display_status(p, day("2027-01-01")), "accepted");
  EXPECT_FALSE(check_open(p, day("2026-11-23")).ok());
}

TEST(Proposal, EveryReasonNotToOpenItIsSaid) {
  Proposal p;
  p.currency = kUsd;
  p.valid_until = day("2026-11-22");
  EXPECT_EQ(open_problems(p, day("2026-11-23")).size(), 4U);
  p.client_id = "c";
  p.title = "Website";
  p.lines = {line(100, "a")};
  p.valid_until = day("2026-11-23");
  EXPECT_TRUE(open_problems(p, day("2026-11-23")).empty());
}

TEST(ProposalShare, HalvesSumToTheWholeWhateverTheTax) {
  for (const std::int64_t cents : {1, 3, 101, 9'999, 12'345, 100'001})
    for (const std::int64_t tax : {0, 7, 13, 19}) {
      const Proposal p = proposal({line(cents, "a", tax), line(cents + 2, "b", 20), line(7, "c", tax)});
      std::vector<InvoicedShare> shares;
      Money sum{0, kUsd};
      for (const char* percent : {"33.333333", "16.666667", "50"}) {
        const Decimal share = *Decimal::parse(percent);
        const auto parts = next_share(p, shares, share);
        ASSERT_TRUE(parts.ok());
        sum = sum + total_of(draft_of_share(p, *parts, share));
        shares.push_back({percent, share, *parts});
      }
      EXPECT_EQ(sum, p.totals.total) << cents << " at " << tax;
      EXPECT_EQ(next_share(p, shares, Decimal::whole(1)).error().code, Code::proposal_invoiced);
    }
}

TEST(ProposalShare, TheWholeKeepsItsLines) {
  const Proposal p = proposal({line(10'000, "a", 20), line(5'000, "b", 20, true, false)});
  const auto parts = next_share(p, {}, Decimal::whole(100));
  const ShareDraft draft = draft_of_share(p, *parts, Decimal::whole(100));
  ASSERT_EQ(draft.lines.size(), 1U);
  EXPECT_EQ(draft.lines[0].description, "Work");
  EXPECT_FALSE(draft.pricing.tax_inclusive);
  EXPECT_EQ(total_of(draft).minor, 12'000);
}

TEST(ProposalShare, NoMoreThanIsLeft) {
  const Proposal p = proposal({line(10'000, "a")});
  const std::vector<InvoicedShare> half{{"i", Decimal::whole(50), {{Decimal{}, {5'000, kUsd}}}}};
  EXPECT_EQ(next_share(p, half, Decimal::whole(51)).error().code, Code::proposal_invoiced);
  EXPECT_EQ(next_share(p, {}, Decimal::whole(0)).error().code, Code::validation);
  EXPECT_EQ(next_share(p, {}, Decimal::whole(101)).error().code, Code::validation);
  EXPECT_EQ(next_share(p, half, Decimal::whole(50))->at(0).amount.minor, 5'000);
}

}  // namespace
}  // namespace every::domain
