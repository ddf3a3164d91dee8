// What a preview of other rules says is what the next run does, field by field, over random changes of the
// rules. A few of them here; all thousand and more with EVERY_RULE_CHANGES=1000. The seed is printed.
#include <cstdlib>
#include <map>

#include "base/text.h"
#include "domain/mapping.h"
#include "store/mirror_lists.h"
#include "sync/engine_fixture.h"
#include "sync/rules_preview.h"

namespace every::sync {
namespace {

using domain::Field;
using domain::FieldRule;
using domain::MappedObject;
using domain::Transform;
using domain::WriteMode;

using Fieldset = std::map<std::string, std::string>;
using Picture = std::map<std::string, Fieldset>;  // "contact 501" -> field -> text

// A field that both sides of the comparison name alike; the values of what no record shows are left out.
void note(Fieldset& to, const std::string& field, const std::string& text) {
  if (!text.empty()) to[field] = text;
}

void note(Fieldset& to, const domain::Address& a) {
  note(to, "address.street", a.street);
  note(to, "address.street2", a.street2);
  note(to, "address.city", a.city);
  note(to, "address.region", a.region);
  note(to, "address.postalCode", a.postal_code);
  note(to, "address.country", a.country);
}

class RulesPreviewTest : public EngineTest {
 protected:
  RulesPreviewTest()
      : seed_(std::getenv("EVERY_SEED") != nullptr ? std::atoll(std::getenv("EVERY_SEED")) : 20261125) {
    source->only_asked = true;
  }

  // ------------------------------------------------------------------ chance
  std::uint64_t any(std::uint64_t below) {
    // xorshift: the same on every machine.
    chance_ ^= chance_ << 13;
    chance_ ^= chance_ >> 7;
    chance_ ^= chance_ << 17;
    return chance_ % below;
  }
  bool one_in(std::uint64_t n) { return any(n) == 0; }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[any(all.size())];
  }

  std::string value(const std::string& property) {
    if (property.ends_with("phone"))
      return one_of(std::vector<std::string>{"", "030 901820", "+49 30 901820", "415 555 0142", "call me"});
    if (property == "country")
      return one_of(std::vector<std::string>{"", "Germany", "de", "USA", "Allemagne", "Atlantis"});
    if (property == "amount" || property == "budget")
      return one_of(std::vector<std::string>{"", "12", "1500.50", "a lot", "0"});
    if (property == "closedate")
      return one_of(std::vector<std::string>{"", "2026-06-01", "2026-06-01T03:30:00Z"});
    return one_of(std::vector<std::string>{"", "one", "Two", "THREE", " Vier ", "fünf"});
  }

  void fill_at_random() {
    const std::vector<std::string> of_contact = {
        "firstname", "lastname", "phone", "mobilephone", "jobtitle", "address", "city", "country", "nick"};
    const std::vector<std::string> of_company = {"name",    "domain", "phone", "city",
                                                 "country", "vat",    "alias"};
    const std::vector<std::string> of_deal = {"dealname", "amount", "closedate", "budget"};
    const auto values = [&](const std::vector<std::string>& names) {
      std::map<std::string, std::string> out;
      for (const auto& name : names) out[name] = value(name);
      return out;
    };
    for (int i = 0; i < kCompanies; ++i) source->put(ObjectType::company, company(i), values(of_company));
    for (int i = 0; i < kContacts; ++i) {
      auto all = values(of_contact);
      all["email"] = one_in(8) ? "" : "p" + std::to_string(any(kContacts)) + "@x.example";
      source->put(ObjectType::contact, contact(i), all);
      if (!one_in(3))
        source->associate(ObjectType::contact, contact(i), ObjectType::company,
                          company(static_cast<int>(any(kCompanies))), true);
    }
    for (int i = 0; i < kDeals; ++i) {
      auto all = values(of_deal);
      all["pipeline"] = "p";
      all["dealstage"] = "s" + std::to_string(any(3));
      source->put(ObjectType::deal, deal(i), all);
      if (!one_in(4))
        source->associate(ObjectType::deal, deal(i), ObjectType::contact,
                          contact(static_cast<int>(any(kContacts))));
      if (one_in(3))
        source->associate(ObjectType::deal, deal(i), ObjectType::company,
                          company(static_cast<int>(any(kCompanies))), true);
    }
    source->lists_ = {{"1", "People", ObjectType::contact, true},
                      {"2", "Nobody", ObjectType::contact, true},
                      {"3", "Accounts", ObjectType::company, true},
                      {"4", "Quarter", ObjectType::deal, true}};
    source->members_ = {{"1", {}}, {"2", {}}, {"3", {}}, {"4", {}}};
    for (int i = 0; i < kContacts; ++i)
      if (one_in(2)) source->members_["1"].push_back(contact(i));
    for (int i = 0; i < kCompanies; ++i)
      if (one_in(2)) source->members_["3"].push_back(company(i));
    for (int i = 0; i < kDeals; ++i)
      if (one_in(2)) source->members_["4"].push_back(deal(i));
  }
  static std::string contact(int i) { return std::to_string(95 + i * 3); }
  static std::string company(int i) { return std::to_string(900 + i * 7); }
  static std::string deal(int i) { return std::to_string(5'000 + i * 11); }

  // ------------------------------------------------------------------ rules
  std::vector<std::string> sources_of(MappedObject object) {
    if (object == MappedObject::contact)
      return {"firstname", "lastname", "phone", "mobilephone", "jobtitle", "city", "country", "nick"};
    if (object == MappedObject::company)
      return {"name", "domain", "phone", "city", "country", "vat", "alias"};
    return {"dealname", "amount", "budget", "closedate"};
  }
  void change_mapping(domain::Mapping& mapping) {
    const MappedObject object = domain::kMappedObjects[any(3)];
    auto& rules = mapping.rules(object);
    const domain::FieldInfo& info = domain::fields_of(object)[any(domain::fields_of(object).size())];
    if (info.kind == domain::FieldKind::own) return;
    std::erase_if(rules, [&](const FieldRule& rule) { return rule.field == info.field; });
    if (one_in(4)) return;  // not mapped any more
    FieldRule rule{
        {one_of(sources_of(object))},
        info.field,
        one_of(std::vector<Transform>{Transform::trim, Transform::lower, Transform::upper, Transform::country,
                                      Transform::phone, Transform::date, Transform::number}),
        one_in(3) ? WriteMode::if_empty : WriteMode::overwrite};
    if (one_in(3)) rule.properties.push_back(one_of(sources_of(object)));
    rules.push_back(std::move(rule));
  }
  store::SyncSettings other_rules() {
    store::SyncSettings settings =
        db->read([&](store::Tx& tx) { return store::Connections(tx, tenant).settings(); });
    domain::Mapping mapping =
        one_in(10) ? domain::standard_mapping() : domain::mapping_from(settings.mapping);
    for (auto n = any(4); n > 0; --n) change_mapping(mapping);
    if (one_in(4))
      mapping.stages[{"p", "s" + std::to_string(any(3))}] = one_of(std::vector<domain::StageGroup>{
          domain::StageGroup::won, domain::StageGroup::lost, domain::StageGroup::negotiation});
    if (one_in(6)) mapping.stages.clear();
    settings.mapping = json::serialize(to_json(mapping));
    if (one_in(3)) {
      settings.lists.clear();
      for (const char* id : {"1", "2", "3", "4"})
        if (one_in(3)) settings.lists.emplace_back(id);
    }
    if (one_in(4)) settings.duplicate_policy = one_of(std::vector<std::string>{"ask", "replace", "skip"});
    if (one_in(5)) settings.include_deals = !settings.include_deals;
    ++settings.rules;
    return settings;
  }
  void save(const store::SyncSettings& settings) {
    db->write([&](store::Tx& tx) { store::Connections(tx, tenant).put_settings(settings); });
  }

  // ------------------------------------------------------------------ what is here
  static void note_link(Fieldset& to, const std::optional<domain::HubSpotLink>& link) {
    note(to, "hubspot", !link ? "" : link->left_at ? "left" : link->gone_at ? "gone" : "in step");
  }
  Picture picture() {
    return db->read([&](store::Tx& tx) {
      Picture out;
      const store::Slice all{"name", false, 0, 500};
      for (const auto& c : store::Contacts(tx, tenant).list({}, all).items) {
        Fieldset& f = out[c.hubspot ? "contact " + c.hubspot->object_id : "contact #" + c.id];
        note(f, "is", "here");
        note(f, "firstName", c.first_name);
        note(f, "lastName", c.last_name);
        note(f, "email", c.email);
        note(f, "phone", c.phone);
        note(f, "mobile", c.mobile);
        note(f, "jobTitle", c.job_title);
        note(f, c.address);
        note_link(f, c.hubspot);
      }
      for (const auto& row : store::Clients(tx, tenant).list({}, all, *parse_date("2026-01-01")).items) {
        const domain::Client& c = row.client;
        Fieldset& f = out[c.hubspot ? "client " + c.hubspot->object_type + " " + c.hubspot->object_id
                                    : "client #" + c.id];
        note(f, "is", "here");
        note(f, "name", c.name);
        note(f, "legalName", c.legal_name);
        note(f, "email", c.email);
        note(f, "phone", c.phone);
        note(f, "website", c.website);
        note(f, "taxId", c.tax_id);
        note(f, c.address);
        note_link(f, c.hubspot);
      }
      for (const auto& row : store::Deals(tx, tenant).list({}, all, *parse_date("2026-01-01")).items) {
        const domain::Deal& d = row.deal;
        if (!d.hubspot) continue;
        Fieldset& f = out["deal " + d.hubspot->object_id];
        note(f, "is", "here");
        note(f, "name", d.name);
        note(f, "amount", d.amount ? d.amount->decimal() + " " + std::string(d.amount->currency.code()) : "");
        note(f, "closeDate", d.close_date ? to_text(*d.close_date) : "");
        note(f, "outcome", d.won ? "won" : d.lost ? "lost" : "");
        note(f, "stage", d.stage_id);
        note(f, "pipeline", d.pipeline_id);
        note_link(f, d.hubspot);
      }
      return out;
    });
  }

  // The picture after what the preview says.
  static void apply(Picture& picture, const std::vector<RecordChange>& changes) {
    for (const RecordChange& change : changes) {
      const std::string key = change.kind == "client"
                                  ? "client " + change.object_type + " " + change.object_id
                                  : change.kind + " " + change.object_id;
      // A record made here that is taken over.
      if (const auto own = picture.find(change.kind + " #" + change.id); own != picture.end()) {
        picture[key] = own->second;
        picture.erase(own);
      }
      Fieldset& fields = picture[key];
      EXPECT_EQ(change.what == "created", fields.empty()) << key << " " << change.what;
      if (change.what == "created") fields = {{"hubspot", "in step"}, {"is", "here"}};
      for (const FieldChange& field : change.changes) {
        if (field.field == "hubspot") {
          fields["hubspot"] = change.what == "left" ? "left" : "in step";
          continue;
        }
        static const std::set<std::string> kNotShown = {"client",  "contacts", "owner",
                                                        "ownerId", "emails",   "probability"};
        if (kNotShown.contains(field.field)) continue;
        const std::string from = field.from == "open" ? "" : field.from,
                          to = field.to == "open" ? "" : field.to;
        EXPECT_EQ(fields.contains(field.field) ? fields[field.field] : "", from) << key << " " << field.field;
        if (to.empty())
          fields.erase(field.field);
        else
          fields[field.field] = to;
      }
    }
  }

  static std::string text(const Picture& picture) {
    std::string out;
    for (const auto& [key, fields] : picture) {
      out += key + ":";
      for (const auto& [field, value] : fields) out += " " + field + "=" + value;
      out += "\n";
    }
    return out;
  }

  static constexpr int kContacts = 24, kCompanies = 6, kDeals = 12;
  const std::int64_t seed_;
  std::uint64_t chance_ = 1;
};

TEST_F(RulesPreviewTest, SaysWhatTheNextRunDoesFieldByField) {
  const char* more = std::getenv("EVERY_RULE_CHANGES");
  const int changes = more != nullptr ? std::atoi(more) : 150;
  constexpr int kChangesOfOnePortal = 20;
  std::int64_t records = 0;
  RecordProperty("seed", std::to_string(seed_));
  std::printf("seed %lld, %d changes of the rules\n", static_cast<long long>(seed_), changes);
  for (int n = 0; n < changes && !HasFailure(); ++n) {
    if (n % kChangesOfOnePortal == 0) {
      chance_ = static_cast<std::uint64_t>(seed_ + n) * 0x9E3779B97F4A7C15ULL | 1U;
      engine.reset();
      source = std::make_shared<FakeSource>(clock);
      source->only_asked = true;
      open_database();
      connect();
      fill_at_random();
      sync();
      person_here("Sofia", "p3@x.example", "Mine");
      person_here("Ana", "p4@x.example", "Mine too");
      import(everything(one_in(2) ? MatchPolicy::ask : MatchPolicy::replace));
      // Everything that any rule may read is here already: a preview cannot know what was never read.
      store::SyncSettings wide =
          db->read([&](store::Tx& tx) { return store::Connections(tx, tenant).settings(); });
      domain::Mapping mapping = domain::standard_mapping();
      mapping.contact.push_back({{"nick"}, Field::street2, Transform::trim, WriteMode::overwrite});
      mapping.company.push_back({{"vat", "alias"}, Field::tax_id, Transform::trim, WriteMode::overwrite});
      mapping.deal[0].properties.push_back("budget");
      wide.mapping = json::serialize(to_json(mapping));
      wide.lists = {"1", "2", "3", "4"};
      ++wide.rules;
      save(wide);
      sync();
      wide = db->read([&](store::Tx& tx) { return store::Connections(tx, tenant).settings(); });
      wide.lists.clear();
      ++wide.rules;
      save(wide);
      // The lists stay known, as they are when a person looks at a preview.
      sync();
      sync();
    }
    const store::SyncSettings wanted = other_rules();
    db->write([&](store::Tx& tx) {
      store::MirrorLists lists(tx, tenant);
      for (const std::string& id : wanted.lists) {
        const RecordList& list = source->lists_[static_cast<std::size_t>(std::stoi(id) - 1)];
        const store::MirrorList row{list.id, std::string(name(*list.type)), list.name, clock.now()};
        lists.replace_members(row, source->members_[id]);
        lists.put(row);
      }
    });
    const Picture before = picture();
    const RulesPreview preview =
        db->read([&](store::Tx& tx) { return preview_rules(tx, tenant, wanted, 10'000, clock, random); });
    EXPECT_EQ(text(picture()), text(before)) << "a preview writes nothing";
    Picture expected = before;
    apply(expected, preview.first);
    save(wanted);
    const store::Run run = sync();
    ASSERT_EQ(run.percent, 100) << run.error_detail;
    EXPECT_EQ(text(picture()), text(expected)) << "seed " << seed_ << ", change " << n;
    EXPECT_EQ(preview.records, std::ssize(preview.first));
    records += preview.records;
  }
  EXPECT_GT(records, changes) << "the rules change something at all";
  std::printf("%lld records changed as foretold\n", static_cast<long long>(records));
}

}  // namespace
}  // namespace every::sync
