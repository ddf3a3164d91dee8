// The rules of the sync as a person changes them: the field mapping, properties that vanish, lists.
#include <functional>

#include "base/sentence.h"
#include "domain/mapping.h"
#include "store/mirror_lists.h"
#include "store/notices.h"
#include "sync/engine_fixture.h"

namespace every::sync {
namespace {

using domain::Field;
using domain::FieldRule;
using domain::Transform;
using domain::WriteMode;

class RulesTest : public EngineTest {
 protected:
  RulesTest() { source->only_asked = true; }

  void change(const std::function<void(store::SyncSettings&, domain::Mapping&)>& how) {
    db->write([&](store::Tx& tx) {
      store::Connections connections(tx, tenant);
      store::SyncSettings settings = connections.settings();
      domain::Mapping mapping = domain::mapping_from(settings.mapping);
      how(settings, mapping);
      settings.mapping = mapping == domain::standard_mapping() ? "" : json::serialize(to_json(mapping));
      ++settings.rules;
      connections.put_settings(settings);
    });
  }
  static FieldRule& rule_of(std::vector<FieldRule>& rules, Field field) {
    for (FieldRule& rule : rules)
      if (rule.field == field) return rule;
    rules.push_back({{}, field, Transform::trim, WriteMode::overwrite});
    return rules.back();
  }
  domain::Contact contact(const std::string& id) {
    return *db->read([&](store::Tx& tx) { return store::Contacts(tx, tenant).by_hubspot(id); });
  }
  domain::Client company(const std::string& id) {
    return *db->read([&](store::Tx& tx) { return store::Clients(tx, tenant).by_hubspot("company", id); });
  }
  std::string state(const std::string& id) {
    const auto row = db->read([&](store::Tx& tx) { return store::Review(tx, tenant).find(id); });
    return row ? row->state : "none";
  }
  std::vector<store::Notice> notices() {
    return db->read([&](store::Tx& tx) { return store::Notices(tx, tenant).open(); });
  }
  static PropertyDefinition defined(const std::string& name, const std::string& label,
                                    const std::string& type) {
    PropertyDefinition out;
    out.name = name;
    out.label = label;
    out.type = type;
    return out;
  }
  // Everything that the standard mapping asks for.
  static std::vector<PropertyDefinition> standard(ObjectType type) {
    std::vector<PropertyDefinition> out;
    for (const std::string& name : wanted_properties(type, {})) {
      const bool date = name == "closedate" || name.ends_with("modifieddate");
      const bool number = name == "amount" || name == "hs_deal_stage_probability";
      out.push_back(defined(name, name, date ? "datetime" : number ? "number" : "string"));
    }
    return out;
  }
  void sofia() {
    source->put(
        ObjectType::company, "900",
        {{"name", "Pinecrest"}, {"vat", " de 123 "}, {"country", "Allemagne"}, {"phone", "030 901820"}});
    source->put(ObjectType::contact, "501",
                {{"firstname", "Sofia"},
                 {"email", "sofia@pinecrest.example"},
                 {"phone", "+1 415 555 0142"},
                 {"direct", "+1 415 555 0100"},
                 {"jobtitle", "cfo"}});
    source->associate(ObjectType::contact, "501", ObjectType::company, "900", true);
  }
};

TEST_F(RulesTest, OtherRulesProjectAgainWithoutReadingAgain) {
  sofia();
  sync();
  import(everything());
  EXPECT_EQ(contact("501").job_title, "cfo");
  change([](auto&, domain::Mapping& m) {
    rule_of(m.contact, Field::job_title).transform = Transform::upper;
    rule_of(m.company, Field::country).transform = Transform::country;
    std::erase_if(m.company, [](const FieldRule& r) { return r.field == Field::phone; });
  });
  db->write([&](store::Tx& tx) {
    store::Clients clients(tx, tenant);
    domain::Client mine = *clients.by_hubspot("company", "900");
    mine.phone = "mine";
    clients.update(mine, 0);
  });
  source->forget_answers();
  sync();
  EXPECT_EQ(contact("501").job_title, "CFO");
  EXPECT_EQ(company("900").address.country, "DE");
  EXPECT_EQ(company("900").phone, "mine") << "what is not mapped any more is ours";
  for (const auto& [call, n] : source->answered())
    EXPECT_FALSE(call.starts_with("list/") || call.starts_with("read/")) << call;
  const std::string once = here_text();
  sync();
  EXPECT_EQ(here_text(), once) << "by the same rules nothing changes";
}

TEST_F(RulesTest, ANewlyMappedPropertyIsReadOfEveryRecordOnce) {
  sofia();
  sync();
  import(everything());
  change([](auto&, domain::Mapping& m) {
    rule_of(m.contact, Field::phone).properties = {"direct", "phone"};
    FieldRule& vat = rule_of(m.company, Field::tax_id);
    vat.properties = {"vat"};
    vat.transform = Transform::upper;
  });
  source->forget_answers();
  sync();
  EXPECT_EQ(contact("501").phone, "+1 415 555 0100") << "the first that is not empty";
  EXPECT_EQ(company("900").tax_id, "DE 123");
  EXPECT_EQ(source->answered().count("list/contact/"), 1U);
  EXPECT_EQ(source->answered().count("list/company/"), 1U);
  EXPECT_EQ(source->answered().count("list/deal/"), 0U);
  source->forget_answers();
  sync();
  EXPECT_EQ(source->answered().count("list/contact/"), 0U) << "once";
  source->change(ObjectType::contact, "501", {{"direct", ""}});
  sync();
  EXPECT_EQ(contact("501").phone, "+1 415 555 0142");
}

TEST_F(RulesTest, OnlyIfEmptyFillsOnceAndLeavesTheRestToUs) {
  sofia();
  change([](auto&, domain::Mapping& m) { rule_of(m.contact, Field::job_title).mode = WriteMode::if_empty; });
  sync();
  import(everything());
  EXPECT_EQ(contact("501").job_title, "cfo");
  source->change(ObjectType::contact, "501", {{"jobtitle", "ceo"}, {"firstname", "Sophia"}});
  sync();
  EXPECT_EQ(contact("501").job_title, "cfo");
  EXPECT_EQ(contact("501").first_name, "Sophia");
}

TEST_F(RulesTest, AStageMeansWhatAPersonSays) {
  sofia();
  source->put(ObjectType::deal, "7", {{"dealname", "Deal"}, {"pipeline", "p"}, {"dealstage", "s"}});
  source->associate(ObjectType::deal, "7", ObjectType::contact, "501");
  sync();
  import(everything());
  const auto won = [&] {
    return db->read([&](store::Tx& tx) { return store::Deals(tx, tenant).by_hubspot("7")->won; });
  };
  EXPECT_FALSE(won());
  change([](auto&, domain::Mapping& m) { m.stages[{"p", "s"}] = domain::StageGroup::won; });
  sync();
  EXPECT_TRUE(won());
  change([](auto&, domain::Mapping& m) { m.stages.clear(); });
  sync();
  EXPECT_FALSE(won());
}

TEST_F(RulesTest, APropertyThatVanishesFreezesItsLastValueAndIsSaidOnce) {
  sofia();
  for (const ObjectType type : kObjectTypes) source->definitions[type] = standard(type);
  source->definitions[ObjectType::company].push_back(defined("vat", "VAT number", "string"));
  change([](auto&, domain::Mapping& m) { rule_of(m.company, Field::tax_id).properties = {"vat"}; });
  sync();
  import(everything());
  EXPECT_EQ(company("900").tax_id, "de 123");
  EXPECT_TRUE(notices().empty());

  source->definitions[ObjectType::company].pop_back();
  source->change(ObjectType::company, "900", {{"vat", ""}, {"name", "Pinecrest Inc."}});
  sync();
  EXPECT_EQ(company("900").name, "Pinecrest Inc.");
  EXPECT_EQ(company("900").tax_id, "de 123") << "the last good value stays";
  ASSERT_EQ(notices().size(), 1U);
  EXPECT_EQ(notices()[0].code, "property_gone");
  EXPECT_EQ(english(notices()[0].detail), "HubSpot no longer has \"VAT number\".");
  const Instant said = notices()[0].raised_at;
  source->change(ObjectType::company, "900", {{"name", "Pinecrest Ltd."}});
  sync();
  ASSERT_EQ(notices().size(), 1U);
  EXPECT_EQ(notices()[0].raised_at, said) << "not said again";

  // It comes back as something else, which does not fit; then as it was.
  source->definitions[ObjectType::company].push_back(defined("vat", "VAT number", "bool"));
  source->change(ObjectType::company, "900", {{"vat", "true"}});
  sync();
  EXPECT_EQ(company("900").tax_id, "de 123");
  EXPECT_EQ(notices().size(), 1U);
  source->definitions[ObjectType::company].back().type = "string";
  source->change(ObjectType::company, "900", {{"vat", "de 456"}});
  sync();
  EXPECT_EQ(company("900").tax_id, "de 456");
  EXPECT_TRUE(notices().empty()) << "healed by itself";
}

TEST_F(RulesTest, AnOptionThatVanishesKeepsItsLabel) {
  sofia();
  for (const ObjectType type : kObjectTypes) source->definitions[type] = standard(type);
  PropertyDefinition title = defined("persona", "Persona", "enumeration");
  title.options = {{"p1", "The decider"}, {"p2", "The user"}};
  source->definitions[ObjectType::contact].push_back(title);
  change([](auto&, domain::Mapping& m) {
    FieldRule& rule = rule_of(m.contact, Field::job_title);
    rule.properties = {"persona"};
    rule.transform = Transform::label;
  });
  source->change(ObjectType::contact, "501", {{"persona", "p1"}});
  sync();
  import(everything());
  EXPECT_EQ(contact("501").job_title, "The decider");
  source->definitions[ObjectType::contact].back().options = {{"p2", "The one who uses it"}};
  source->change(ObjectType::contact, "501", {{"firstname", "Sophia"}});
  sync();
  EXPECT_EQ(contact("501").job_title, "The decider");
  ASSERT_EQ(notices().size(), 1U);
  EXPECT_EQ(notices()[0].code, "property_gone");
  source->definitions[ObjectType::contact].back() = title;
  source->change(ObjectType::contact, "501", {{"persona", "p2"}});
  sync();
  EXPECT_EQ(contact("501").job_title, "The user");
  EXPECT_TRUE(notices().empty());
}

TEST_F(RulesTest, OnlyMembersOfTheListsComeAndWhoLeavesStays) {
  fill(6, 2, 4);
  source->lists_ = {{"1", "Active clients", ObjectType::contact, true}};
  source->members_["1"] = {"95", "98", "101"};
  change([](store::SyncSettings& s, auto&) { s.lists = {"1"}; });
  sync();
  EXPECT_EQ(state("95"), "new");
  EXPECT_EQ(state("104"), "filtered");
  const auto run = import(everything());
  EXPECT_EQ(totals(run).contacts_created, 3);
  EXPECT_EQ(state("95"), "imported");

  // It leaves: stays as it is, is unlocked, and no change arrives any more.
  source->members_["1"] = {"98", "101"};
  source->change(ObjectType::contact, "95", {{"firstname", "Renamed"}});
  sync();
  EXPECT_EQ(state("95"), "left");
  EXPECT_EQ(contact("95").first_name, "P0");
  EXPECT_TRUE(contact("95").hubspot->left_at);
  const std::string once = here_text();
  sync();
  EXPECT_EQ(here_text(), once) << "said once";

  // It joins again: in step again, the same record.
  const std::string id = contact("95").id;
  source->members_["1"] = {"95", "98", "101"};
  sync();
  EXPECT_EQ(state("95"), "imported");
  EXPECT_EQ(contact("95").id, id);
  EXPECT_EQ(contact("95").first_name, "Renamed");
  EXPECT_FALSE(contact("95").hubspot->left_at);

  // Somebody new joins, without having changed.
  source->members_["1"].push_back("104");
  sync();
  EXPECT_EQ(state("104"), "imported");
}

TEST_F(RulesTest, AListThatIsGoneOrNotReadyIsNotBelieved) {
  fill(4, 0, 0);
  source->lists_ = {{"1", "Active clients", ObjectType::contact, true}};
  source->members_["1"] = {"95", "98"};
  change([](store::SyncSettings& s, auto&) { s.lists = {"1"}; });
  sync();
  import(everything());
  EXPECT_EQ(state("95"), "imported");

  source->lists_[0].complete = false;
  source->members_["1"] = {};
  sync();
  EXPECT_EQ(state("95"), "imported") << "its members stay as they were";
  ASSERT_EQ(notices().size(), 1U);
  const auto kept = source->lists_;
  source->lists_.clear();
  sync();
  EXPECT_EQ(state("95"), "imported");
  EXPECT_EQ(notices().size(), 1U) << "one notice, however often";

  // It is there again, and empty: an empty list holds nobody, which is not everybody.
  source->lists_ = kept;
  source->lists_[0].complete = true;
  sync();
  EXPECT_TRUE(notices().empty());
  EXPECT_EQ(state("95"), "left");
  EXPECT_EQ(state("104"), "filtered");
  // No list at all means everything.
  change([](store::SyncSettings& s, auto&) { s.lists.clear(); });
  sync();
  EXPECT_EQ(state("95"), "imported");
  EXPECT_EQ(state("104"), "imported");
}

TEST_F(RulesTest, ListsOfCompaniesAndDealsBringWhatBelongsToThem) {
  fill(9, 3, 6);
  source->lists_ = {{"1", "Key accounts", ObjectType::company, true}, {"2", "Q3", ObjectType::deal, true}};
  source->members_["1"] = {"807"};
  source->members_["2"] = {"5044"};
  source->associate(ObjectType::deal, "5011", ObjectType::contact, "98");
  change([](store::SyncSettings& s, auto&) { s.lists = {"1"}; });
  sync();
  import(everything());
  const auto companies = [&] {
    return db->read([&](store::Tx& tx) {
      std::string out;
      for (const char* id : {"800", "807", "814"})
        if (const auto c = store::Clients(tx, tenant).by_hubspot("company", id); c && !c->hubspot->left_at)
          out += std::string(id) + " ";
      return out;
    });
  };
  EXPECT_EQ(companies(), "807 ");
  EXPECT_EQ(state("98"), "imported") << "of company 807";
  EXPECT_EQ(state("95"), "filtered");
  const auto deals = [&] {
    return db->read([&](store::Tx& tx) {
      std::string out;
      for (const auto& row :
           store::Deals(tx, tenant).list({}, {"name", false, 0, 100}, *parse_date("2026-01-01")).items)
        if (!row.deal.hubspot->left_at) out += row.deal.hubspot->object_id + " ";
      return out;
    });
  };
  EXPECT_EQ(deals(), "5011 5044 ");
  change([](store::SyncSettings& s, auto&) { s.lists = {"1", "2"}; });
  sync();
  EXPECT_EQ(deals(), "5044 ");
}

}  // namespace
}  // namespace every::sync
