#include "domain/numbering.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

TEST(Numbering, CreditNotesHaveASeriesBesideAnyOfInvoices) {
  EXPECT_EQ(credit_note_prefix("INV-"), "CN-");
  EXPECT_EQ(credit_note_prefix("CN-"), "CRN-");
  EXPECT_EQ(credit_note_prefix("cn-"), "CRN-");
}

TEST(Numbering, InvoicesDoNotLookLikeOtherDocuments) {
  for (const char* taken : {"CN-", "CRN-", "PRO-", "cn-", "Pro-"})
    EXPECT_TRUE(prefix_of_others(taken)) << taken;
  for (const char* free : {"INV-", "", "CN", "2026/CN-", " proposals"})
    EXPECT_FALSE(prefix_of_others(free)) << free;
}

}  // namespace
}  // namespace every::domain
