// Possible duplicates: by phone, and by name at a company. Shown with their evidence, never merged by
// themselves, and not asked about again once a person said that they are none.
#include "sync/engine_fixture.h"

namespace every::sync {
namespace {

class PossibleTest : public EngineTest {
 protected:
  std::string here(const std::string& first, const std::string& last, const std::string& email,
                   const std::string& phone, const std::string& website) {
    domain::Contact contact;
    contact.id = new_id(clock, random);
    contact.first_name = first;
    contact.last_name = last;
    contact.email = email;
    contact.phone = phone;
    contact.created_at = contact.updated_at = clock.now();
    domain::Client client;
    client.id = new_id(clock, random);
    client.name = "Client of " + first;
    client.website = website;
    client.created_at = client.updated_at = clock.now();
    db->write([&](store::Tx& tx) {
      store::Contacts contacts(tx, tenant);
      contacts.insert(contact);
      store::Clients(tx, tenant).insert(client);
      contacts.put_membership(
          {client.id, "", contact.id, domain::Role::primary, domain::Role::primary, false});
      ReviewDesk(tx, tenant).person_changed(contact);
    });
    return contact.id;
  }
  void sofia(const std::string& phone) {
    source->put(ObjectType::company, "900", {{"name", "Pinecrest"}, {"domain", "pinecrest.example"}});
    source->put(
        ObjectType::contact, "501",
        {{"firstname", "Sofia"}, {"lastname", "Moreau"}, {"email", "sofia@gmail.com"}, {"phone", phone}});
    source->associate(ObjectType::contact, "501", ObjectType::company, "900", true);
  }
  store::ReviewRow row(const std::string& id) {
    return *db->read([&](store::Tx& tx) { return store::Review(tx, tenant).find(id); });
  }
  std::vector<store::Cluster> clusters(std::optional<bool> exact = {}) {
    return db->read([&](store::Tx& tx) {
      store::ClusterFilter filter;
      filter.exact = exact;
      return store::Review(tx, tenant).clusters(filter, {"name", false, 0, 100}).items;
    });
  }
  std::optional<domain::Contact> linked(const std::string& id) {
    return db->read([&](store::Tx& tx) { return store::Contacts(tx, tenant).by_hubspot(id); });
  }
  void decide(const std::string& cluster, domain::Decision decision) {
    db->write([&](store::Tx& tx) {
      EXPECT_TRUE(ReviewDesk(tx, tenant).decide(cluster, decision, "", "", "Dana", clock.now()).ok());
    });
  }
};

using Why = std::vector<std::string>;

TEST_F(PossibleTest, APhoneOrANameAtACompanyIsShownWithItsEvidence) {
  here("S.", "M.", "s@other.example", "+1 (415) 555-0142", "");
  sofia("001 415 555 0142");
  sync();
  ASSERT_EQ(clusters().size(), 1U);
  EXPECT_FALSE(clusters()[0].exact);
  EXPECT_EQ(clusters()[0].evidence, Why{"phone"});
  EXPECT_EQ(row("501").state, "duplicate");
  here("sofia", "MOREAU", "sm@else.example", "", "https://www.pinecrest.example");
  ASSERT_EQ(clusters().size(), 1U) << "one person, one question";
  EXPECT_EQ(clusters()[0].evidence, (Why{"name_domain", "phone"}));
  EXPECT_EQ(clusters()[0].contact_ids.size(), 2U);
  EXPECT_EQ(clusters(true).size(), 0U);
  EXPECT_EQ(clusters(false).size(), 1U);
}

TEST_F(PossibleTest, NoPolicyMergesIt) {
  here("S.", "M.", "s@other.example", "+1 415 555 0142", "");
  sofia("+1 415 555 0142");
  sync();
  for (const MatchPolicy policy : {MatchPolicy::replace, MatchPolicy::skip, MatchPolicy::ask}) {
    const auto made = totals(import(everything(policy)));
    EXPECT_EQ(made.undecided, 1) << name(policy);
    EXPECT_EQ(made.contacts_created + made.updated + made.skipped, 0) << name(policy);
  }
  decide(clusters()[0].id, domain::Decision::replace);
  EXPECT_EQ(totals(import(everything())).updated, 1);
  EXPECT_EQ(linked("501")->last_name, "Moreau");
}

TEST_F(PossibleTest, AnEmailCountsMoreThanWhatIsOnlyPossible) {
  const std::string by_mail = here("S.", "M.", "Sofia@Gmail.com", "", "");
  here("Sofia", "Moreau", "x@pinecrest.example", "+1 415 555 0142", "pinecrest.example");
  sofia("+1 415 555 0142");
  sync();
  ASSERT_EQ(clusters().size(), 1U);
  EXPECT_TRUE(clusters()[0].exact);
  EXPECT_EQ(clusters()[0].contact_ids, std::vector<std::string>{by_mail});
}

TEST_F(PossibleTest, NotADuplicateIsRememberedOverEditsAndReadings) {
  const std::string mine = here("S.", "M.", "s@other.example", "+1 415 555 0142", "");
  sofia("+1 415 555 0142");
  sync();
  const std::string cluster = clusters()[0].id;
  db->write([&](store::Tx& tx) {
    EXPECT_TRUE(ReviewDesk(tx, tenant).set_apart(cluster, "", "", "Dana", clock.now()).ok());
  });
  EXPECT_TRUE(clusters().empty());
  EXPECT_EQ(row("501").state, "new");
  source->change(ObjectType::contact, "501", {{"firstname", "Sophia"}});
  sync();
  db->write([&](store::Tx& tx) {
    store::Contacts contacts(tx, tenant);
    domain::Contact edited = *contacts.find(mine);
    edited.first_name = "Edited";
    contacts.update(edited, 0);
    ReviewDesk(tx, tenant).person_changed(edited);
  });
  EXPECT_TRUE(clusters().empty());
  const auto made = totals(import(everything()));
  EXPECT_EQ(made.contacts_created, 1);
  EXPECT_EQ(made.undecided, 0);
  EXPECT_NE(linked("501")->id, mine);
}

TEST_F(PossibleTest, TakingItBackAsksAgain) {
  here("S.", "M.", "s@other.example", "+1 415 555 0142", "");
  sofia("+1 415 555 0142");
  sync();
  db->write([&](store::Tx& tx) {
    ReviewDesk desk(tx, tenant);
    EXPECT_TRUE(desk.set_apart(clusters()[0].id, "", "", "Dana", clock.now()).ok());
  });
  db->write([&](store::Tx& tx) {
    EXPECT_TRUE(ReviewDesk(tx, tenant).decide_contact("501", {}, "", "Dana", clock.now()).ok());
  });
  EXPECT_EQ(clusters().size(), 1U);
}

TEST_F(PossibleTest, OfTwoThatMayBeOneTheOtherComesInByItself) {
  here("S.", "M.", "s@other.example", "+1 415 555 0142", "");
  sofia("+1 415 555 0142");
  source->put(ObjectType::contact, "502",
              {{"firstname", "Ana"}, {"email", "ana@x.example"}, {"phone", "(+1) 415-555-0142"}});
  sync();
  ASSERT_EQ(clusters().size(), 1U);
  EXPECT_EQ(clusters()[0].hubspot_ids.size(), 2U);
  decide(clusters()[0].id, domain::Decision::replace);
  const auto made = totals(import(everything()));
  EXPECT_EQ(made.updated, 1);
  EXPECT_EQ(made.contacts_created, 1) << "somebody else with the same phone is not skipped";
  EXPECT_TRUE(clusters().empty());
}

TEST_F(PossibleTest, ASwitchboardIsNoEvidence) {
  for (int i = 0; i < 7; ++i)
    here("P" + std::to_string(i), "Q", "p" + std::to_string(i) + "@q.example", "+1 415 555 0142", "");
  sofia("+1 415 555 0142");
  sync();
  EXPECT_TRUE(clusters().empty());
  EXPECT_EQ(row("501").state, "new");
}

}  // namespace
}  // namespace every::sync
