// Whoever has a name that shows nothing is shown by something else.
#include "domain/party.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

TEST(Party, AClientWithoutAVisibleNameIsCalledByWhatThereIs) {
  for (const char* hidden :
       {"", " ", "\u200b", "\u200b\u200d\ufeff", "\u00a0\u3000", "\u2800", "\u3164", "\u202e"}) {
    Client client;
    client.name = hidden;
    EXPECT_EQ(visible_name(client), "Unnamed client");
    client.website = "acme.example";
    EXPECT_EQ(visible_name(client), "acme.example");
    client.email = "pay@acme.example";
    EXPECT_EQ(visible_name(client), "pay@acme.example");
    client.legal_name = hidden;
    EXPECT_EQ(visible_name(client), "pay@acme.example");
    client.legal_name = "Acme Inc.";
    EXPECT_EQ(visible_name(client), "Acme Inc.");
    client.name = std::string(hidden) + "Acme";
    EXPECT_EQ(visible_name(client), client.name);
  }
}

TEST(Party, AContactWithoutAVisibleNameIsCalledByWhatThereIs) {
  Contact contact;
  contact.first_name = "\u200b";
  contact.last_name = "\u2060";
  EXPECT_EQ(contact.display_name(), "Unnamed contact");
  contact.email = "ada@acme.example";
  EXPECT_EQ(contact.display_name(), "ada@acme.example");
  contact.last_name = "Byron";
  EXPECT_EQ(contact.display_name(), "Byron");
  contact.first_name = "Ada";
  EXPECT_EQ(contact.display_name(), "Ada Byron");
}

}  // namespace
}  // namespace every::domain
