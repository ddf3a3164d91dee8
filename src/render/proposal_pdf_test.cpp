#include "render/proposal_pdf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <regex>

#include "render/public_proposal.h"

namespace every::render {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

domain::ProposalLine line(const char* what, std::int64_t cents, bool optional) {
  return {{.id = what,
           .description = what,
           .unit_price = {cents, *Currency::from("USD")},
           .tax_percent = Decimal::whole(19)},
          optional,
          !optional};
}

ProposalDocument document() {
  ProposalDocument d;
  domain::Proposal& p = d.proposal;
  p.number = "PRO-0001";
  p.title = "Website";
  p.state = domain::ProposalState::open;
  p.revision = 1;
  p.currency = *Currency::from("USD");
  p.valid_until = *parse_date("2026-12-23");
  p.opened_at = from_ms(1'795'430'000'000);
  p.from.name = "Fieldstone";
  p.bill_to.name = "Kestrel";
  p.lines = {line("Design", 100'000, false), line("Hosting", 20'000, true)};
  EXPECT_TRUE(domain::sum_up(p).ok());
  d.today = *parse_date("2026-11-23");
  return d;
}

std::size_t pages_of(const std::string& pdf) {
  static const std::regex kPage("/Type /Page[^s]");
  return static_cast<std::size_t>(
      std::distance(std::sregex_iterator(pdf.begin(), pdf.end(), kPage), std::sregex_iterator()));
}

TEST(ProposalPdf, EqualDocumentsAreEqualBytes) {
  const auto one = proposal_pdf(document()), two = proposal_pdf(document());
  ASSERT_TRUE(one.ok());
  EXPECT_TRUE(one->starts_with("%PDF-"));
  EXPECT_EQ(*one, *two);
}

TEST(ProposalPdf, ATextThatNoPageHoldsGoesOn) {
  ProposalDocument d = document();
  std::string text;
  while (text.size() < 20'000) text += "all of it \u00e9t\u00e9 ";
  d.proposal.sections = {{"s", "Scope", text}, {"t", "Terms", std::string(9'000, 'x')}};
  const auto pdf = proposal_pdf(d);
  ASSERT_TRUE(pdf.ok());
  EXPECT_GE(pages_of(*pdf), 4U);
}

TEST(PublicProposal, WhatAPersonWroteIsTextAndNeverMarkup) {
  ProposalDocument d = document();
  d.proposal.title = "<script>alert(1)</script>";
  d.proposal.lines[1].line.id = "\"><b>";
  d.proposal.sections = {{"s", "A & B", "<img src=x>"}};
  const std::string page = public_proposal_page(
      d, {.path = "/p/t", .notice = "<i>", .name = "\"><script>", .reason = "</textarea><script>"});
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, HasSubstr("A &amp; B"));
  EXPECT_THAT(page, HasSubstr("&lt;/textarea&gt;"));
}

}  // namespace
}  // namespace every::render
