// A person who asked to be forgotten: nothing of them is left anywhere in the database's files, and nothing
// brings them back.
#include "sync/privacy.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/text.h"
#include "store/invoices.h"
#include "store/journal.h"
#include "store/notes.h"
#include "store/payments.h"
#include "store/proposals.h"
#include "sync/engine_fixture.h"

namespace every::sync {
namespace {

constexpr const char* kId = "77001";
// Words that occur nowhere else.
constexpr const char* kWords[] = {"zebulon",  "quackenbush", "oddmail",        "second-address",
                                  "555 7788", "astrolabe",   "lighthouse lane"};

class PrivacyTest : public EngineTest {
 protected:
  void person(const std::string& id = kId) {
    source->put(ObjectType::contact, id,
                {{"firstname", "Zebulon"},
                 {"lastname", "Quackenbush"},
                 {"email", "Zeb.Quackenbush@oddmail.example"},
                 {"hs_additional_emails", "second-address@oddmail.example"},
                 {"phone", "+1 919 555 7788"},
                 {"jobtitle", "Astrolabe keeper"},
                 {"address", "12 Lighthouse Lane"}});
  }
  std::optional<store::Receipt> erase(const std::string& id = kId) {
    return db->write([&](store::Tx& tx) {
      return erase_person(tx, tenant, clock, random, {.hubspot_id = id, .reason = "privacy_deletion"});
    });
  }
  // The words that some file of the database still has, wherever and however old.
  std::string left() {
    EXPECT_TRUE(db->scrub());
    std::string out;
    for (const auto& file : std::filesystem::directory_iterator(folder())) {
      std::ifstream in(file.path(), std::ios::binary);
      std::ostringstream all;
      all << in.rdbuf();
      const std::string text = to_lower_ascii(all.str());
      for (const char* word : kWords)
        if (text.find(word) != std::string::npos)
          out += std::string(word) + " in " + file.path().filename().string() + "\n";
    }
    return out;
  }
  std::optional<domain::Contact> contact(const std::string& id = kId) {
    return db->read([&](store::Tx& tx) { return store::Contacts(tx, tenant).by_hubspot(id); });
  }
  std::optional<domain::Client> client(const std::string& id = kId) {
    return db->read([&](store::Tx& tx) { return store::Clients(tx, tenant).by_hubspot("contact", id); });
  }
  json::object data(const store::Receipt& receipt) { return parse_json(receipt.data)->as_object(); }
};

TEST_F(PrivacyTest, NothingOfThemIsLeftInTheFiles) {
  fill(300, 20, 30);
  person();
  source->associate(ObjectType::deal, "5000", ObjectType::contact, kId);
  sync();
  import(everything());
  // What makes texts about them: a change with its differences, a note, a decision, a complaint.
  source->change(ObjectType::contact, kId,
                 {{"phone", "+44 20 555 7788"}, {"lastname", "Quackenbush-Astrolabe"}});
  sync();
  ASSERT_TRUE(contact());
  const std::string client_id = client()->id;
  db->write([&](store::Tx& tx) {
    store::Notes(tx, tenant)
        .insert({"n1", client_id, "Zebulon Quackenbush-Astrolabe prefers calls.", "Dana", clock.now(),
                 clock.now()});
    store::Journal(tx, tenant)
        .add({.id = "a1",
              .subject_kind = "workspace",
              .subject_id = "w1",
              .kind = "import.started",
              .actor = "Dana",
              .text = "Imported zeb.quackenbush@oddmail.example by hand.",
              .data = "{}",
              .at = clock.now()});
    store::Journal(tx, tenant)
        .keep("key", {"hash", 200, R"({"email":"zeb.quackenbush@oddmail.example"})", ""}, clock.now());
  });
  ASSERT_NE(left(), "") << "they are there before";

  const auto receipt = erase();
  ASSERT_TRUE(receipt);
  EXPECT_EQ(left(), "");
  EXPECT_FALSE(contact());
  EXPECT_EQ(receipt->subject, std::string("contact/") + kId);
  const json::object told = data(*receipt);
  EXPECT_EQ(told.at("erased").at("mirrorRecords").as_int64(), 1);
  EXPECT_EQ(told.at("erased").at("contacts").to_number<int>(), 1);
  EXPECT_EQ(told.at("erased").at("clients").to_number<int>(), 1);
  EXPECT_EQ(told.at("erased").at("notes").as_int64(), 1);
  EXPECT_GT(told.at("erased").at("history").as_int64(), 0);
  EXPECT_TRUE(told.at("documents").as_array().empty());
  for (const char* word : kWords)
    EXPECT_EQ(to_lower_ascii(receipt->data).find(word), std::string::npos) << word;
  // Everybody else is where they were.
  db->read([&](store::Tx& tx) {
    EXPECT_EQ(store::Contacts(tx, tenant).count_hubspot(), 300);
    EXPECT_EQ(store::Mirror(tx, tenant).count("contact"), 300);
    EXPECT_EQ(store::Review(tx, tenant).find(kId)->state, "gone");
    return 0;
  });
}

TEST_F(PrivacyTest, IssuedInvoicesKeepWhatTheySay) {
  person();
  sync();
  import(everything());
  domain::Invoice invoice;
  db->write([&](store::Tx& tx) {
    store::Invoices invoices(tx, tenant);
    invoice.id = "i1";
    invoice.client_id = client()->id;
    invoice.currency = *Currency::from("USD");
    invoice.lines.push_back({.id = "l1", .description = "Work", .unit_price = {100'00, invoice.currency}});
    invoice.totals = domain::totals(invoice.lines, invoice.currency);
    invoice.paid = {0, invoice.currency};
    invoice.created_at = invoice.updated_at = clock.now();
    EXPECT_TRUE(invoices.insert(invoice));
    invoice.number = "INV-0001";
    invoice.status = domain::DocumentStatus::issued;
    invoice.bill_to.name = "Zebulon Quackenbush";
    invoice.bill_to.email = "zeb.quackenbush@oddmail.example";
    invoice.issued_at = clock.now();
    EXPECT_TRUE(invoices.update_issued(invoice, 0));
  });
  const std::string client_id = client()->id;
  const auto receipt = erase();
  ASSERT_TRUE(receipt);
  db->read([&](store::Tx& tx) {
    const auto kept = store::Invoices(tx, tenant).find("i1");
    EXPECT_EQ(kept->bill_to.name, "Zebulon Quackenbush");
    EXPECT_EQ(kept->totals.total.minor, 100'00);
    const auto payer = store::Clients(tx, tenant).find(client_id);
    EXPECT_EQ(payer->name, "Erased person");
    EXPECT_TRUE(payer->email.empty() && payer->phone.empty() && payer->address.empty());
    EXPECT_FALSE(payer->hubspot) << "detached from the id";
    EXPECT_EQ(store::Clients(tx, tenant).list({.q = "zebulon"}, {}, *parse_date("2026-11-23")).total, 0);
    return 0;
  });
  const json::object told = data(*receipt);
  EXPECT_EQ(told.at("documents").as_array().at(0).at("number").as_string(), "INV-0001");
  EXPECT_EQ(told.at("clientsKept").as_array().at(0).as_string(), client_id);
  sync();
  EXPECT_FALSE(contact());
}

TEST_F(PrivacyTest, WhatIsNotIssuedForgetsThemAndIsNotFoundByTheirName) {
  person();
  sync();
  import(everything());
  const std::string name = "Zebulon Quackenbush", client_id = client()->id;
  const Currency usd = *Currency::from("USD");
  const Date today = *parse_date("2026-11-23");
  db->write([&](store::Tx& tx) {
    store::Proposals proposals(tx, tenant);
    domain::Proposal p;
    p.client_id = client_id;
    p.currency = usd;
    p.created_at = p.updated_at = clock.now();
    p.title = "Website for " + name;
    p.deal_name = "Deal with " + name;
    p.sections.push_back({"s1", "For " + name, "Dear " + name});
    p.lines.push_back(
        {{.id = "l1", .description = "Work for " + name, .unit_price = {100'00, usd}}, false, true});
    p.bill_to.name = name;
    p.bill_to.email = "zeb.quackenbush@oddmail.example";
    for (const char* id : {"draft", "open", "declined"}) {
      p.id = id;
      p.state = p.id == "draft" ? domain::ProposalState::draft : domain::ProposalState::open;
      p.revision = p.id == "draft" ? 0 : 1;
      proposals.insert(p);
    }
    EXPECT_TRUE(proposals.answer(p, {clock.now(), name, "Ask " + name, "astrolabe-address"}, false));
    store::Invoices invoices(tx, tenant);
    domain::Invoice draft;
    draft.id = "i1";
    draft.client_id = client_id;
    draft.currency = usd;
    draft.deal_name = "Deal with " + name;
    draft.po_number = "PO of " + name;
    draft.notes = draft.footer = "Dear " + name;
    draft.lines.push_back({.id = "l1", .description = "Work for " + name, .unit_price = {100'00, usd}});
    draft.totals = domain::totals(draft.lines, draft.currency);
    draft.paid = {0, usd};
    draft.created_at = draft.updated_at = clock.now();
    EXPECT_TRUE(invoices.insert(draft));
    store::Payments(tx, tenant)
        .insert({.id = "p1",
                 .client_id = client_id,
                 .amount = {10'00, usd},
                 .date = today,
                 .method = "cash",
                 .reference = "From " + name,
                 .note = "By " + name,
                 .created_at = clock.now(),
                 .created_by = "Dana"});
    EXPECT_EQ(proposals.list({.q = "zebulon"}, {}, today).total, 3);
    EXPECT_EQ(invoices.list({.q = "zebulon"}, {}, today).total, 1);
  });
  ASSERT_TRUE(erase());
  EXPECT_EQ(left(), "");
  db->read([&](store::Tx& tx) {
    store::Proposals proposals(tx, tenant);
    EXPECT_EQ(proposals.list({.q = "zebulon"}, {}, today).total, 0);
    EXPECT_EQ(proposals.list({.q = "quackenbush"}, {}, today).total, 0);
    EXPECT_EQ(proposals.list({.q = "website"}, {}, today).total, 3) << "the rest of its words is found";
    EXPECT_EQ(store::Invoices(tx, tenant).list({.q = "zebulon"}, {}, today).total, 0);
    const auto declined = proposals.find("declined");
    EXPECT_EQ(declined->title, "Website for [erased]");
    EXPECT_EQ(declined->answer->reason, "Ask [erased]");
    EXPECT_EQ(declined->answer->address, "");
    const auto draft = store::Invoices(tx, tenant).find("i1");
    EXPECT_EQ(draft->lines.at(0).description, "Work for [erased]");
    EXPECT_EQ(draft->deal_name, "Deal with [erased]");
    return 0;
  });
}

TEST_F(PrivacyTest, OnceIsEnoughAndGivesTheSameReceipt) {
  person();
  sync();
  import(everything());
  const auto first = erase();
  clock.advance(std::chrono::hours(1));
  const auto second = erase();
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->id, second->id);
  EXPECT_EQ(first->data, second->data);
  db->read([&](store::Tx& tx) {
    EXPECT_EQ(store::Receipts(tx, tenant).list("privacy_delete", {}).total, 1);
    return 0;
  });
  EXPECT_FALSE(erase("424242")) << "nothing is known of that one";
}

TEST_F(PrivacyTest, AnAnswerThatWasUnderWayDoesNotBringThemBack) {
  person();
  sync();
  import(everything());
  erase();
  // HubSpot still answers with the record: a page that was read before the deletion.
  StartRequest sweep;
  sweep.kind = "sweep";
  finish(engine->start(sweep));
  EXPECT_FALSE(contact());
  EXPECT_EQ(left(), "");
  source->remove(ObjectType::contact, kId);
  person("77002");
  clock.advance(std::chrono::minutes(10));
  source->set_time(clock.now());
  source->change(ObjectType::contact, "77002", {{"jobtitle", "Astrolabe keeper"}});
  sync();
  ASSERT_TRUE(contact("77002")) << "created again, they are somebody new";
  EXPECT_FALSE(contact());
}

TEST_F(PrivacyTest, WhoeverWasMergedIntoThemGoesToo) {
  person();
  source->put(ObjectType::contact, "66001",
              {{"firstname", "Zebulon"}, {"lastname", "Quackenbush"}, {"email", "zq@oddmail.example"}});
  sync();
  import(everything());
  source->remove(ObjectType::contact, "66001");
  source->merged["66001"] = kId;
  source->set_time(clock.now());
  source->change(ObjectType::contact, kId, {{"hs_merged_object_ids", "66001"}});
  sync();
  erase();
  EXPECT_EQ(left(), "");
}

TEST_F(PrivacyTest, HubSpotsPlaceholderCountsAsTheirWish) {
  person();
  sync();
  import(everything());
  source->set_time(clock.now());
  source->put(ObjectType::contact, kId,
              {{"email", "0b3c9d0e-0000-4000-8000-000000000000@gdpr-forgotten.hubspot.com"}});
  sync();
  EXPECT_FALSE(contact());
  EXPECT_EQ(left(), "");
  db->read([&](store::Tx& tx) {
    const auto receipt = store::Receipts(tx, tenant).of_erasure(kId);
    EXPECT_EQ(data(*receipt).at("reason").as_string(), "placeholder");
    return 0;
  });
}

TEST_F(PrivacyTest, ThoseWhoNeverCameFromHubSpotAreNamedAndLeftAlone) {
  person();
  const std::string here = person_here("Zeb", "second-address@oddmail.example", "Lighthouse Ltd");
  sync();
  import(everything(MatchPolicy::skip));
  const auto receipt = erase();
  ASSERT_TRUE(receipt);
  EXPECT_EQ(data(*receipt).at("sameAddress").as_array().at(0).as_string(), here);
  db->read([&](store::Tx& tx) {
    EXPECT_EQ(store::Contacts(tx, tenant).find(here)->email, "second-address@oddmail.example");
    return 0;
  });
}

}  // namespace
}  // namespace every::sync
