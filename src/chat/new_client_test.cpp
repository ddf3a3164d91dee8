// Whatever somebody is called, and however it is said, the client that is proposed is called so; where the
// name's end is in doubt it is asked about. Every sentence is tried with every name.
#include "chat/new_client.h"

#include <gtest/gtest.h>

#include <iostream>

#include "base/text.h"
#include "chat/understand.h"

namespace every::chat {
namespace {

// "{}" is the name.
constexpr std::string_view kSentences[] = {"create client {}",
                                           "create a client called {}",
                                           "add a new client named {}",
                                           "new client: {}",
                                           "new client {} please",
                                           "can you create a client for {}",
                                           "add {} as a client",
                                           "add {} as a new client please",
                                           "please add {} to my clients",
                                           "set up {} as a customer",
                                           "create a new customer, {}",
                                           "create a new customer - {}",
                                           "i need a new client record for {}",
                                           "we have a new client, {}, add them",
                                           "add a client by the name of {}",
                                           "add client {} with email ap@river.example",
                                           "create client {} (ap@river.example)",
                                           "add a person called {} as a client",
                                           "register {} as new client",
                                           "put {} in as a client",
                                           "make {} a client",
                                           "create client {} from scratch",
                                           "create client {}, she's not in hubspot",
                                           "add {} to every as a client",
                                           "add a client, name's {}",
                                           "lege einen neuen kunden namens {} an",
                                           "neuer kunde {}",
                                           "leg {} als Kunden an",
                                           "neuen Kunden anlegen: {}",
                                           "add client {} and bill them 500",
                                           "create the client {} in USD",
                                           "add {}, a company, as a client",
                                           "open a client account for {}",
                                           "could you please add another client called {} for me",
                                           "add {} to the client list",
                                           "i want to add a client whose name is {}",
                                           "add {} as a client by hand",
                                           "create a client without hubspot: {}",
                                           "hey add a client for me, {}",
                                           "{} is a new client, add it",
                                           "just signed {}, add them as a client",
                                           "add client {} in berlin",
                                           "create a client for the company {}",
                                           "set up a new client, it's called {}",
                                           "set up new client: name {}, email ap@river.example",
                                           "add {} ap@river.example as client",
                                           "client: {} - create it",
                                           "make new client name of {}",
                                           "add client with the email ap@river.example and the name {}"};

constexpr std::string_view kNames[] = {"Rivermill Foods",
                                       "rivermill foods",
                                       "Jane Doe",
                                       "jane doe",
                                       "O'Brien & Sons",
                                       "acme",
                                       "Müller GmbH",
                                       "Smith, Jones and Partners",
                                       "The Corner Shop",
                                       "3M",
                                       "Studio 54",
                                       "Bäckerei Schön",
                                       "Bank of Valletta",
                                       "Sync Studios",
                                       "Northwind Traders Inc.",
                                       "Deal Makers LLC",
                                       "Import Export Brothers",
                                       "St. Mary's Hospital",
                                       "de la Cruz Consulting",
                                       "green leaf",
                                       "golden gate cafe",
                                       "Marta Kowalska-Nowak",
                                       "Open Door Church",
                                       "Client First Advisors",
                                       "A. B. Carter",
                                       "Bill Cash",
                                       "Grace Holder",
                                       "IBM",
                                       "Invoice Ninja",
                                       "May June",
                                       "Atelier 9¾",
                                       "XYZ 24/7 Services",
                                       "fern & fox florists"};

std::string without_point(std::string name) {
  while (!name.empty() && name.back() == '.') name.pop_back();
  return name;
}

TEST(NewClient, IsCalledAsSomebodySaysItOrIsAskedAbout) {
  int all = 0, right = 0;
  for (const std::string_view sentence : kSentences)
    for (const std::string_view name : kNames) {
      std::string said(sentence);
      said.replace(said.find("{}"), 2, name);
      const Understood got = understand(said, {}, {});
      ++all;
      if (!changes(got.tool)) continue;
      EXPECT_EQ(got.tool, "create_client") << said;
      if (got.tool != "create_client") continue;
      const std::string called(got.args.at("name").as_string());
      EXPECT_EQ(without_point(fold(called)), without_point(fold(name))) << said;
      ++right;
    }
  std::cerr << right << " of " << all << " without asking\n";
  EXPECT_GE(right * 100, all * 80);
}

}  // namespace
}  // namespace every::chat
