#include <gmock/gmock.h>

#include "base/sentence.h"
#include "domain/invoice.h"
#include "store/invoices.h"
#include "store/journal.h"
#include "sync/engine_fixture.h"
#include "sync/why.h"

namespace every::sync {
namespace {

using domain::Decision;
using store::RunState;
using testing::HasSubstr;
using testing::Not;

class ProjectTest : public EngineTest {
 protected:
  // Imports, and says whether the preview had counted the same.
  store::Run checked_import(const ImportRequest& request) {
    if (!engine) make_engine(*db);
    const auto preview = engine->preview(request);
    EXPECT_TRUE(preview.ok());
    const std::string before = here_text();
    const store::Run run = import(request);
    EXPECT_EQ(run.percent, 100) << run.error_code << ": " << run.error_detail;
    EXPECT_EQ(json::serialize(to_json(totals(run))), json::serialize(to_json(*preview)));
    return run;
  }
  std::optional<domain::Contact> contact_of(const std::string& hubspot_id) {
    return db->read([&](store::Tx& tx) { return store::Contacts(tx, tenant).by_hubspot(hubspot_id); });
  }
  std::optional<domain::Client> client(const std::string& id) {
    return db->read([&](store::Tx& tx) { return store::Clients(tx, tenant).find(id); });
  }
  std::optional<domain::Client> company_client(const std::string& hubspot_id) {
    return db->read(
        [&](store::Tx& tx) { return store::Clients(tx, tenant).by_hubspot("company", hubspot_id); });
  }
  std::optional<domain::Deal> deal(const std::string& hubspot_id) {
    return db->read([&](store::Tx& tx) { return store::Deals(tx, tenant).by_hubspot(hubspot_id); });
  }
  store::ReviewRow review(const std::string& hubspot_id) {
    return db->read([&](store::Tx& tx) { return *store::Review(tx, tenant).find(hubspot_id); });
  }
  void sofia(const std::string& id = "501", const std::string& email = "sofia@pinecrest.example") {
    source->put(
        ObjectType::contact, id,
        {{"firstname", "Sofia"}, {"lastname", "Moreau"}, {"email", email}, {"phone", "+1 415 555 0116"}});
  }
  void pinecrest(const std::string& contact = "501") {
    source->put(ObjectType::company, "900",
                {{"name", "Pinecrest Works Inc."}, {"domain", "pinecrest.example"}});
    source->associate(ObjectType::contact, contact, ObjectType::company, "900", true);
  }
};

TEST_F(ProjectTest, EverythingComesAndComingTwiceChangesNothing) {
  fill(60, 7, 30);
  source->put(ObjectType::company, "4000", {{"name", "Nobody's Ltd"}});
  sync();
  const store::Run first = checked_import(everything());
  const ImportTotals t = totals(first);
  EXPECT_EQ(t.contacts, 60);
  EXPECT_EQ(t.contacts_created, 60);
  EXPECT_EQ(t.clients_created, 20 + 7 + 1) << "20 people, 7 companies and the one without a contact";
  EXPECT_EQ(t.deals_created, 30);
  const std::string after = here_text();
  const store::Run second = checked_import(everything());
  EXPECT_EQ(here_text(), after) << "not even a version moved";
  EXPECT_EQ(second.counts.created + second.counts.updated, 0);
  EXPECT_EQ(totals(second).unchanged, 60);
}

TEST_F(ProjectTest, KilledAtAnyCommitTheImportEndsTheSame) {
  source->page_size = 20;
  fill(30, 4, 12);
  std::string expected;
  for (int commits = 0; commits < 40; ++commits) {
    engine.reset();
    open_database();
    connect();
    person_here("Pat", "p3@x.example", "Pat & Sons");
    person_here("Sam", "p4@x.example", "Sam Works");
    sync();
    const ImportRequest request = everything(MatchPolicy::replace);
    StartRequest start;
    start.kind = "import";
    start.import = request;
    bool died = false;
    {
      MortalDatabase mortal(*db, commits);
      make_engine(mortal);
      try {
        static_cast<void>(engine->start(start).ok());
      } catch (const store::StorageError&) {
      }
      engine->wait_idle(Millis(60'000));
      died = mortal.died();
      engine.reset();
    }
    make_engine(*db);
    if (!engine->resume() && died) static_cast<void>(engine->start(start).ok());
    ASSERT_TRUE(engine->wait_idle(Millis(60'000)));
    if (expected.empty()) expected = here_text();
    ASSERT_EQ(here_text(), expected) << "killed at commit " << commits;
    if (!died) return;
  }
  FAIL() << "the import has more commits than this test tries";
}

TEST_F(ProjectTest, AReplacedRecordTakesHubSpotsValuesAndKeepsItsClientAndDocuments) {
  const std::string here = person_here("S. Moreau", "SOFIA@Pinecrest.example ", "Pinecrest Works");
  const std::string client_id = db->read(
      [&](store::Tx& tx) { return store::Contacts(tx, tenant).find(here)->memberships.at(0).client_id; });
  sofia();
  pinecrest();
  sync();
  EXPECT_EQ(review("501").state, "duplicate");
  const std::string cluster = review("501").cluster_id;
  EXPECT_EQ(cluster, here);
  const store::Run asked = checked_import(everything());
  EXPECT_EQ(totals(asked).undecided, 1);
  EXPECT_EQ(totals(asked).left_out.at("match_undecided"), 1);
  ASSERT_EQ(errors(asked).size(), 1U);
  EXPECT_EQ(errors(asked)[0].code, "match_undecided");
  EXPECT_FALSE(contact_of("501"));

  db->write([&](store::Tx& tx) {
    ReviewDesk desk(tx, tenant);
    const auto view = desk.view(cluster);
    EXPECT_EQ(view->here.size(), 1U);
    EXPECT_EQ(view->hubspot.at(0).values.company, "Pinecrest Works Inc.");
    EXPECT_GT(view->cluster.differences, 0);
    EXPECT_TRUE(desk.decide(cluster, Decision::replace, "", "", "Dana", clock.now()).ok());
  });
  const store::Run run = checked_import(everything());
  EXPECT_EQ(totals(run).updated, 1);
  EXPECT_EQ(totals(run).clients_created, 0);
  EXPECT_EQ(contact_of("501")->id, here) << "the very record";
  EXPECT_EQ(contact_of("501")->last_name, "Moreau");
  EXPECT_EQ(company_client("900")->id, client_id) << "its client is the company's now";
  EXPECT_EQ(client(client_id)->name, "Pinecrest Works Inc.");
  EXPECT_EQ(client(client_id)->tax_id, "TAX-1") << "what HubSpot does not fill stays";
  EXPECT_EQ(review("501").state, "imported");
  const auto activity =
      db->read([&](store::Tx& tx) { return store::Journal(tx, tenant).of_client(client_id, {}).items; });
  ASSERT_FALSE(activity.empty());
  bool told = false;
  for (const auto& a : activity)
    told = told || a.data.find("\"from\":\"Pinecrest Works\"") != std::string::npos;
  EXPECT_TRUE(told) << "the history says what the name was";
}

TEST_F(ProjectTest, SkipIsRememberedAndCreateMakesASecondRecord) {
  person_here("Sofia", "sofia@pinecrest.example", "Pinecrest Works");
  person_here("Ana", "ana@x.example", "Ana Ltd");
  sofia();
  source->put(ObjectType::contact, "502", {{"firstname", "Ana"}, {"email", "ana@x.example"}});
  sync();
  ImportRequest request = everything();
  request.decisions["501"] = {Decision::skip, ""};
  request.decisions["502"] = {Decision::create, ""};
  const store::Run run = checked_import(request);
  EXPECT_EQ(totals(run).skipped, 1);
  EXPECT_EQ(totals(run).contacts_created, 1);
  EXPECT_EQ(review("501").state, "skipped");
  EXPECT_TRUE(contact_of("502"));
  const store::Run again = checked_import(everything(MatchPolicy::replace));
  EXPECT_EQ(totals(again).skipped, 1) << "the decision stands against the policy";
  const auto answer = db->read([&](store::Tx& tx) { return why(tx, tenant, "Sofia@pinecrest.example"); });
  EXPECT_EQ(answer->at(0).code, "skipped_duplicate");
  EXPECT_THAT(english(answer->at(0).text), HasSubstr("by Dana"));
}

TEST_F(ProjectTest, OfTwoHubSpotContactsWithOneEmailTheNewerReplacesAndTheOtherIsSkipped) {
  for (const MatchPolicy policy : {MatchPolicy::replace, MatchPolicy::ask}) {
    engine.reset();
    open_database();
    connect();
    source = std::make_shared<FakeSource>(clock);
    const std::string here = person_here("Sofia", "sofia@pinecrest.example", "Pinecrest Works");
    sofia("501");
    source->put(ObjectType::contact, "300",
                {{"firstname", "Sofi"},
                 {"email", "sofi@x.example"},
                 {"hs_additional_emails", "b@x.example;sofia@pinecrest.example"}});
    sync();
    EXPECT_EQ(review("501").cluster_id, review("300").cluster_id);
    ImportRequest request = everything(policy);
    if (policy == MatchPolicy::ask) request.decisions["300"] = {Decision::replace, here};
    const store::Run run = checked_import(request);
    const std::string winner = "300";  // put last, so modified last
    EXPECT_EQ(contact_of(winner)->id, here);
    EXPECT_FALSE(contact_of("501"));
    EXPECT_EQ(review("501").state, "skipped");
    EXPECT_EQ(totals(run).skipped, 1);
    EXPECT_EQ(totals(run).contacts_created, 0) << "no twin";
  }
}

TEST_F(ProjectTest, SeveralRecordsHereAreNeverReplacedWithoutAWord) {
  const std::string first = person_here("Sofia", "sofia@pinecrest.example", "One");
  const std::string second = person_here("Sofia M.", "sofia@pinecrest.example", "Two");
  sofia();
  sync();
  EXPECT_EQ(totals(checked_import(everything(MatchPolicy::replace))).left_out.at("match_many"), 1);
  ImportRequest request = everything();
  request.decisions["501"] = {Decision::replace, second};
  checked_import(request);
  EXPECT_EQ(contact_of("501")->id, second);
}

TEST_F(ProjectTest, SecondAddressesMatchAsWell) {
  const std::string here = person_here("Sofia", "s.moreau@home.example", "One");
  source->put(
      ObjectType::contact, "501",
      {{"email", "sofia@pinecrest.example"}, {"hs_additional_emails", "x@y.example;S.Moreau@home.example"}});
  sync();
  checked_import(everything(MatchPolicy::replace));
  EXPECT_EQ(contact_of("501")->id, here);
}

TEST_F(ProjectTest, OnlyWhatIsSelectedComesAndIsKeptInStep) {
  fill(10, 0, 6);
  source->put(ObjectType::contact, "4711", {{"firstname", "No"}, {"lastname", "Mail"}});
  sync();
  ImportRequest request;
  request.ids = {"95", "98", "4711"};
  const store::Run run = checked_import(request);
  EXPECT_EQ(totals(run).contacts_created, 2);
  EXPECT_EQ(totals(run).left_out.at("contact_no_email"), 1);
  EXPECT_EQ(totals(run).deals, 1 + 3) << "the deal of an imported contact, and those of nobody";
  source->set_time(clock.now());
  source->change(ObjectType::contact, "95", {{"firstname", "Renamed"}});
  source->change(ObjectType::contact, "101", {{"firstname", "Not chosen"}});
  source->put(ObjectType::contact, "9999", {{"email", "new@x.example"}});
  const store::Run next = sync();
  EXPECT_EQ(next.counts.created, 0);
  EXPECT_EQ(contact_of("95")->first_name, "Renamed");
  EXPECT_FALSE(contact_of("101"));
  EXPECT_FALSE(contact_of("9999")) << "not everything was selected";
  const auto answer = db->read([&](store::Tx& tx) {
    return why(tx, tenant, "https://app.hubspot.example/contacts/77/record/0-1/101");
  });
  EXPECT_EQ(answer->at(0).code, "not_selected");
  ImportRequest with;
  with.filter = store::ReviewFilter{"no_email", ""};
  with.include_no_email = true;
  checked_import(with);
  EXPECT_TRUE(contact_of("4711"));
}

TEST_F(ProjectTest, RolesTheFirstContactOfAClientIsPrimary) {
  fill(9, 1, 0);
  sync();
  checked_import(everything());
  const auto members = db->read([&](store::Tx& tx) {
    store::Contacts contacts(tx, tenant);
    return contacts.memberships_of_client(store::Clients(tx, tenant).by_hubspot("company", "800")->id);
  });
  EXPECT_EQ(members.size(), 6U);
  int invoice = 0, proposal = 0;
  for (const auto& m : members) {
    invoice += m.invoice_role == domain::Role::primary ? 1 : 0;
    proposal += m.proposal_role == domain::Role::primary ? 1 : 0;
    EXPECT_TRUE(m.from_hubspot);
  }
  EXPECT_EQ(invoice, 1);
  EXPECT_EQ(proposal, 1);
}

TEST_F(ProjectTest, APersonThatGetsACompanyJoinsItAndItsOwnClientGoesUnlessItHasDocuments) {
  sofia("501");
  sofia("502", "ana@x.example");
  sync();
  checked_import(everything());
  const std::string keeps = contact_of("502")->memberships.at(0).client_id;
  const std::string goes = contact_of("501")->memberships.at(0).client_id;
  db->write([&](store::Tx& tx) {
    domain::Invoice invoice;
    invoice.id = new_id(clock, random);
    invoice.client_id = keeps;
    invoice.currency = *Currency::from("USD");
    invoice.totals = domain::totals({}, invoice.currency);
    invoice.paid = Money{0, invoice.currency};
    invoice.created_at = invoice.updated_at = clock.now();
    EXPECT_TRUE(store::Invoices(tx, tenant).insert(invoice));
  });
  source->set_time(clock.now());
  pinecrest("501");
  source->associate(ObjectType::contact, "502", ObjectType::company, "900", true);
  sofia("501");
  sofia("502", "ana@x.example");
  sync();
  EXPECT_FALSE(client(goes));
  EXPECT_TRUE(client(keeps));
  const std::string company = company_client("900")->id;
  EXPECT_EQ(contact_of("501")->memberships.at(0).client_id, company);
  EXPECT_EQ(contact_of("502")->memberships.size(), 2U);
  const std::string after = here_text();
  sync();
  EXPECT_EQ(here_text(), after);
}

TEST_F(ProjectTest, ADealsClientIsItsCompanysThenItsContactsAndHealsLater) {
  sofia();
  pinecrest();
  source->put(ObjectType::contact, "502", {{"firstname", "Ana"}, {"email", "ana@x.example"}});
  const auto put_deal = [&](const std::string& id) {
    source->put(ObjectType::deal, id, {{"dealname", "D" + id}, {"amount", "10"}});
  };
  for (const char* id : {"1", "2", "3", "4"}) put_deal(id);
  source->associate(ObjectType::deal, "1", ObjectType::company, "900", true);
  source->associate(ObjectType::deal, "1", ObjectType::contact, "502");
  source->associate(ObjectType::deal, "2", ObjectType::contact, "502");
  source->associate(ObjectType::deal, "4", ObjectType::contact, "777");  // a contact that is not there
  sync();
  ImportRequest request;
  request.ids = {"502"};
  const store::Run run = checked_import(request);
  EXPECT_EQ(deal("2")->client_name, "Ana");
  EXPECT_EQ(deal("1")->client_name, "Ana") << "the company is no client yet";
  EXPECT_EQ(deal("3")->client_id, "");
  EXPECT_FALSE(deal("4"));
  ASSERT_EQ(errors(run).size(), 1U);
  EXPECT_EQ(errors(run)[0].code, "deal_no_contact");
  checked_import(everything());
  EXPECT_EQ(deal("1")->client_name, "Pinecrest Works Inc.");
}

TEST_F(ProjectTest, ABadRecordNeverBlocksTheOthers) {
  fill(3, 0, 0);
  source->put(ObjectType::deal, "1",
              {{"dealname", "Odd"}, {"amount", "many"}, {"deal_currency_code", "USD"}});
  source->put(ObjectType::deal, "2", {{"dealname", "Odder"}, {"amount", "5"}, {"deal_currency_code", "ZZZ"}});
  source->put(ObjectType::contact, "600",
              {{"firstname", std::string(5'000, 'x')}, {"email", "long@x.example"}});
  source->put(ObjectType::contact, "601", {{"firstname", "Bad"}, {"email", "not an address"}});
  sync();
  const store::Run run = checked_import(everything());
  std::set<std::string> codes;
  for (const auto& error : errors(run)) codes.insert(error.code);
  EXPECT_TRUE(codes.contains("value_too_long"));
  EXPECT_TRUE(codes.contains("contact_bad_email"));
  EXPECT_TRUE(codes.contains("currency_unknown"));
  EXPECT_TRUE(codes.contains("deal_amount_missing"));
  EXPECT_FALSE(deal("1")->amount);
  EXPECT_EQ(totals(run).contacts_created, 4);
}

TEST_F(ProjectTest, AContactMadeHereAfterTheReadingBecomesAMatch) {
  sofia();
  sync();
  EXPECT_EQ(review("501").state, "new");
  const std::string here = person_here("Sofia", "Sofia@PINECREST.example", "Pinecrest Works");
  EXPECT_EQ(review("501").state, "duplicate");
  db->write([&](store::Tx& tx) {
    domain::Contact contact = *store::Contacts(tx, tenant).find(here);
    contact.email = "else@x.example";
    store::Contacts(tx, tenant).update(contact, 0);
    ReviewDesk(tx, tenant)
        .contacts_changed(std::vector<std::string>{"sofia@pinecrest.example", "else@x.example"});
  });
  EXPECT_EQ(review("501").state, "new");
  EXPECT_FALSE(db->read([&](store::Tx& tx) { return store::Review(tx, tenant).cluster(here).has_value(); }));
}

TEST_F(ProjectTest, DecisionsCanBeTakenBack) {
  const std::string here = person_here("Sofia", "sofia@pinecrest.example", "Pinecrest Works");
  sofia();
  sync();
  const auto decide = [&](std::optional<Decision> decision, const std::string& target) {
    return db->write([&](store::Tx& tx) {
      return ReviewDesk(tx, tenant).decide(here, decision, target, "", "Dana", clock.now());
    });
  };
  EXPECT_TRUE(decide(Decision::skip, "").ok());
  EXPECT_EQ(review("501").state, "skipped");
  EXPECT_TRUE(decide(std::nullopt, "").ok());
  EXPECT_EQ(review("501").state, "duplicate");
  EXPECT_FALSE(decide(Decision::replace, "someone else").ok());
  EXPECT_EQ(db->write([&](store::Tx& tx) {
                return ReviewDesk(tx, tenant).decide("nothing", Decision::skip, "", "", "Dana", clock.now());
              })
                .error()
                .code,
            Code::not_found);
}

TEST_F(ProjectTest, WhySaysWhatIsNotInHubSpot) {
  sync();
  const auto answer = db->read([&](store::Tx& tx) { return why(tx, tenant, "nobody@x.example"); });
  EXPECT_EQ(answer->at(0).code, "unknown") << "HubSpot was not asked";
  EXPECT_FALSE(db->read([&](store::Tx& tx) { return why(tx, tenant, "  "); }).ok());
}

}  // namespace
}  // namespace every::sync
