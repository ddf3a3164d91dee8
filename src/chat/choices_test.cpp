// What an answer offers to say next is understood in German as in English.
#include <gtest/gtest.h>

#include "chat/understand.h"
#include "words/words.h"

namespace every::chat {
namespace {

TEST(Choices, MeanTheSameInGerman) {
  for (const char* say : {"Connect HubSpot", "Sync now", "Sync history", "Is HubSpot ok?", "Show matches",
                          "Won deals without invoice", "Overdue invoices", "Import all contacts", "Help"}) {
    const std::string german = worded(ours(say), words::in("de"));
    EXPECT_NE(german, say);
    EXPECT_EQ(understand(german).tool, understand(say).tool) << german;
    EXPECT_EQ(understand(german).args, understand(say).args) << german;
  }
}

}  // namespace
}  // namespace every::chat
