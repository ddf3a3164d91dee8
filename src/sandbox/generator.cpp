#include "sandbox/generator.h"

#include <fmt/format.h>

#include <random>

#include "base/money.h"
#include "sandbox/world.h"

namespace every::sandbox {
namespace {

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kHistory = 730 * kDay;

constexpr std::string_view kProducts[] = {"Design day",        "Hosting, monthly",  "Office chair \"Åse\"",
                                          "Licence (5 seats)", "Wartung & Support", "配送料",
                                          "On-site training"};

// Plain arithmetic on mt19937_64: the library's distributions differ between implementations.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t below(std::uint64_t bound) { return engine_() % bound; }
  bool percent(double p) { return static_cast<double>(below(10'000)) < p * 100; }
  template <class List>
  decltype(auto) one(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::mt19937_64 engine_;
};

struct Firm {
  RecordId id;
  std::size_t locale;
  std::string name, domain;
};
struct Person {
  RecordId id, firm;  // firm 0: none
  std::size_t locale;
};

class Generator {
 public:
  Generator(Portal& portal, std::uint64_t seed, Instant today)
      : portal_(portal), dice_(seed * 0x9e3779b97f4a7c15ULL + 1), end_ms_(to_ms(today) / kDay * kDay) {}

  void run(Sizes sizes) {
    portal_.define(Kind::company, vat_number());
    for (std::uint64_t i = 0; i < sizes.companies; ++i) company(i);
    for (std::uint64_t i = 0; i < sizes.contacts; ++i) contact(i);
    for (std::uint64_t i = 0; i < sizes.deals; ++i) deal();
    // After the others: what they are made of must not change when there is more around them.
    if (sizes.deals > 0) products();
    quotes();
    lists();
  }

 private:
  // No standard property holds a tax number, so portals have their own.
  static PropertyDefinition vat_number() {
    PropertyDefinition d;
    d.name = "vat_number";
    d.label = "VAT number";
    d.group = "companyinformation";
    d.field_type = "text";
    d.hubspot_defined = false;
    return d;
  }

  // Twelve digits, ascending, with gaps.
  RecordId next_id(Kind kind) {
    RecordId& last = last_[index(kind)];
    if (last == 0) last = 100'000'000'000 * (index(kind) + 1) + dice_.below(9'000'000'000);
    return last += 1 + dice_.below(20'000);
  }

  Record& record(Kind kind) {
    const std::int64_t created = end_ms_ - static_cast<std::int64_t>(dice_.below(kHistory));
    const std::int64_t modified =
        created + static_cast<std::int64_t>(dice_.below(static_cast<std::uint64_t>(end_ms_ - created) + 1));
    Record& r = portal_.append(kind, next_id(kind), created, modified);
    put(r, "hs_object_source_label", dice_.percent(60) ? "CRM_UI" : "IMPORT");
    return r;
  }

  void put(Record& r, std::string_view name, std::string_view value) { portal_.set(r, name, value); }

  std::string digits(std::string_view pattern) {
    std::string out(pattern);
    for (char& c : out)
      if (c == '#') c = static_cast<char>('0' + dice_.below(10));
    return out;
  }

  void address(Record& r, const Locale& at) {
    put(r, "address", fmt::format("{} {}", dice_.one(at.streets), 1 + dice_.below(240)));
    put(r, "city", dice_.one(at.cities));
    put(r, "zip", digits(at.zip));
    put(r, "country", at.country);
  }

  void owner(Record& r, double chance) {
    if (!portal_.account().owners.empty() && dice_.percent(chance))
      put(r, "hubspot_owner_id", std::to_string(dice_.one(portal_.account().owners).id));
  }

  void company(std::uint64_t i) {
    const std::size_t where = dice_.below(world().size());
    const Locale& at = world()[where];
    const WrittenName& family = dice_.one(at.family);
    Firm made{0, where, fmt::format(fmt::runtime(at.company), family.native),
              fmt::format("{}-{}.example", family.latin, i + 11)};
    // A few were entered twice: another record with the same domain.
    if (!companies_.empty() && dice_.percent(1)) made.domain = dice_.one(companies_).domain;
    Record& r = record(Kind::company);
    made.id = r.id;
    put(r, "name", made.name);
    put(r, "domain", made.domain);
    put(r, "website", "https://www." + made.domain);
    put(r, "phone", digits(fmt::format("{}#### ####", at.dial)));
    address(r, at);
    if (dice_.percent(20)) put(r, "address2", fmt::format("{}. floor", 1 + dice_.below(30)));
    const auto& industries = portal_.definition(Kind::company, "industry")->options;
    if (dice_.percent(80)) put(r, "industry", dice_.one(industries).first);
    if (dice_.percent(70)) put(r, "numberofemployees", std::to_string(1 + dice_.below(5000)));
    if (dice_.percent(50)) put(r, "annualrevenue", std::to_string((1 + dice_.below(900)) * 10'000));
    if (dice_.percent(45)) put(r, "vat_number", digits(fmt::format("{}#########", at.country_code)));
    if (dice_.percent(3)) put(r, "description", "");  // somebody cleared it
    put(r, "lifecyclestage", dice_.percent(40) ? "customer" : "lead");
    owner(r, 85);
    r.values.shrink();
    companies_.push_back(std::move(made));
  }

  // As people and imports write it: some in capitals, some with blanks around, a few used by two people.
  std::string email(const WrittenName& given, const WrittenName& family, const std::string& domain,
                    std::uint64_t i) {
    if (!last_email_.empty() && dice_.percent(0.4)) return last_email_;
    std::string mail = fmt::format("{}.{}{}@{}", given.latin, family.latin, i + 1, domain);
    if (dice_.percent(4)) {
      mail[0] = static_cast<char>(mail[0] - 'a' + 'A');
      mail[given.latin.size() + 1] = static_cast<char>(mail[given.latin.size() + 1] - 'a' + 'A');
    } else if (dice_.percent(1.5)) {
      mail = "  " + mail + " ";
    }
    return last_email_ = mail;
  }

  void contact(std::uint64_t i) {
    const bool employed = !companies_.empty() && dice_.percent(78);
    const Firm* firm = employed ? &dice_.one(companies_) : nullptr;
    const Locale& at =
        world()[firm != nullptr && dice_.percent(80) ? firm->locale : dice_.below(world().size())];
    const WrittenName& given = dice_.one(at.given);
    const WrittenName& family = dice_.one(at.family);
    const std::string domain = firm != nullptr ? firm->domain : fmt::format("mail-{}.example", at.language);
    Record& r = record(Kind::contact);
    const RecordId id = r.id;
    if (!dice_.percent(2.5)) {
      put(r, "email", email(given, family, domain, i));
      put(r, "hs_email_domain", domain);
      if (dice_.percent(6))
        put(r, "hs_additional_emails", fmt::format("{}{}@private.example", given.latin, i + 1));
    }
    if (!dice_.percent(2)) put(r, "firstname", given.native);
    if (!dice_.percent(1)) put(r, "lastname", family.native);
    if (dice_.percent(75)) put(r, "phone", digits(fmt::format("{}#### ####", at.dial)));
    if (dice_.percent(30)) put(r, "mobilephone", digits("+49 17# #######"));
    static constexpr std::string_view kJobs[] = {"Buyer",
                                                 "CEO",
                                                 "Head of Finance",
                                                 "Office Manager",
                                                 "Geschäftsführerin",
                                                 "経理部長",
                                                 "Directrice générale"};
    if (dice_.percent(65)) put(r, "jobtitle", dice_.one(kJobs));
    if (firm != nullptr && dice_.percent(70)) put(r, "company", firm->name);
    if (dice_.percent(80)) address(r, at);
    put(r, "hs_language", at.language);
    put(r, "lifecyclestage", dice_.percent(35) ? "customer" : "lead");
    if (dice_.percent(2)) put(r, "fax", "");  // cleared
    owner(r, 70);
    r.values.shrink();
    people_.push_back({id, firm == nullptr ? 0 : firm->id, static_cast<std::size_t>(&at - world().data())});
    if (firm == nullptr) return;
    // Some only have companies none of which is the primary one.
    const bool primary = !dice_.percent(4);
    portal_.link(Kind::contact, id, Kind::company, firm->id, primary);
    if (primary) put(r, "associatedcompanyid", std::to_string(firm->id));
    for (int more = dice_.percent(9) ? 1 + static_cast<int>(dice_.below(2)) : 0; more > 0; --more)
      if (const RecordId other = dice_.one(companies_).id; other != firm->id)
        portal_.link(Kind::contact, id, Kind::company, other, false);
  }

  Currency currency(const Locale& at) {
    const auto home = *Currency::from(portal_.account().company_currency);
    const auto& more = portal_.account().additional_currencies;
    for (const std::string& code : more)
      if (code == at.currency && dice_.percent(85)) return *Currency::from(code);
    return home;
  }

  const Pipeline& pipeline() {
    const auto& all = portal_.account().pipelines;
    const std::uint64_t roll = dice_.below(100);
    if (all.size() < 3 || roll < 70) return all[0];
    return roll < 88 ? all[1] : all[2];
  }

  void deal() {
    const bool has_contact = !people_.empty() && dice_.percent(90);
    const std::size_t who = has_contact ? dice_.below(people_.size()) : 0;
    const Locale& at = world()[has_contact ? people_[who].locale : dice_.below(world().size())];
    RecordId firm = has_contact ? people_[who].firm : 0;
    if (firm == 0 && !companies_.empty() && dice_.percent(40)) firm = dice_.one(companies_).id;
    if (dice_.percent(8)) firm = 0;
    const Currency money = currency(at);
    Record& r = record(Kind::deal);
    const RecordId id = r.id;
    static constexpr std::string_view kWhat[] = {
        "Website relaunch",        "Annual maintenance", "Office furniture", "Größere Bestellung",
        "Consulting, 3rd quarter", "サポート契約",       "Licence renewal",  "تجديد العقد"};
    put(r, "dealname", fmt::format("{} {}", dice_.one(kWhat), 1000 + dice_.below(9000)));
    put(r, "deal_currency_code", money.code());
    stage(r);
    put(r, "dealtype", dice_.percent(70) ? "newbusiness" : "existingbusiness");
    if (dice_.percent(30)) put(r, "hs_priority", dice_.percent(50) ? "high" : "low");
    if (dice_.percent(25)) put(r, "description", "As discussed.\nPlease invoice on delivery.");
    owner(r, 92);
    if (dice_.percent(40))
      lines(r, money);
    else if (!dice_.percent(6))
      put_amount(r, Money{static_cast<std::int64_t>(1 + dice_.below(400)) * 250 * unit(money), money});
    r.values.shrink();
    if (has_contact) portal_.link(Kind::deal, id, Kind::contact, people_[who].id, false);
    if (has_contact && dice_.percent(12))
      portal_.link(Kind::deal, id, Kind::contact, dice_.one(people_).id, false);
    if (firm != 0) portal_.link(Kind::deal, id, Kind::company, firm, !dice_.percent(5));
  }

  static std::int64_t unit(Currency currency) {
    std::int64_t minor = 1;
    for (int i = 0; i < currency.digits(); ++i) minor *= 10;
    return minor;
  }

  void put_amount(Record& r, Money amount) {
    put(r, "amount", amount.decimal());
    if (amount.currency.code() == portal_.account().company_currency)
      put(r, "amount_in_home_currency", amount.decimal());
  }

  void stage(Record& r) {
    const Pipeline& in = pipeline();
    const Stage& stage = dice_.one(in.stages);
    const std::int64_t close =
        stage.closed ? r.modified_ms : end_ms_ + static_cast<std::int64_t>(dice_.below(90)) * kDay;
    put(r, "pipeline", in.id);
    put(r, "dealstage", stage.id);
    put(r, "hs_is_closed", stage.closed ? "true" : "false");
    put(r, "hs_is_closed_won", stage.won() ? "true" : "false");
    put(r, "hs_deal_stage_probability", stage.probability);
    if (stage.closed || !dice_.percent(5)) put(r, "closedate", to_rfc3339(from_ms(close)));
    if (stage.won()) put(r, "hs_closed_won_date", to_rfc3339(from_ms(close)));
  }

  // The amounts of the lines, rounded as money, add up to the deal's.
  void lines(Record& deal, Currency money) {
    const int count = 1 + static_cast<int>(dice_.below(4));
    Money total{0, money};
    for (int i = 0; i < count; ++i) {
      const Money price{static_cast<std::int64_t>(1 + dice_.below(900)) * unit(money) +
                            static_cast<std::int64_t>(dice_.below(static_cast<std::uint64_t>(unit(money)))),
                        money};
      const std::int64_t quantity = 1 + static_cast<std::int64_t>(dice_.below(12));
      const std::int64_t percent = dice_.percent(20) ? 10 : 0;
      const Money amount{mul_div_half_even(price.minor * quantity, 100 - percent, 100), money};
      Record& line = record(Kind::line_item);
      const auto product = dice_.below(std::size(kProducts));
      put(line, "name", kProducts[product]);
      put(line, "hs_sku", fmt::format("SKU-{:03}", 100 + product));
      put(line, "quantity", std::to_string(quantity));
      put(line, "price", price.decimal());
      if (percent != 0) put(line, "hs_discount_percentage", std::to_string(percent));
      put(line, "amount", amount.decimal());
      put(line, "hs_line_item_currency_code", money.code());
      if (dice_.percent(80)) put(line, "hs_position_on_quote", std::to_string(i));
      if (product == 1) put(line, "recurringbillingfrequency", "monthly");
      line.values.shrink();
      total = total + amount;
      portal_.link(Kind::deal, deal.id, Kind::line_item, line.id, false);
    }
    put(deal, "hs_num_of_associated_line_items", std::to_string(count));
    put_amount(deal, total);
  }

  void products() {
    for (std::size_t i = 0; i < std::size(kProducts); ++i) {
      Record& r = record(Kind::product);
      put(r, "name", kProducts[i]);
      put(r, "hs_sku", fmt::format("SKU-{:03}", 100 + i));
      put(r, "price", fmt::format("{}.50", 40 + dice_.below(900)));
      if (i == 1) put(r, "recurringbillingfrequency", "monthly");
      r.values.shrink();
    }
  }

  // Every tenth deal was quoted.
  void quotes() {
    const auto& deals = portal_.records(Kind::deal);
    for (std::size_t i = 0; i < deals.size(); i += 10) {
      const RecordId deal = deals[i].id;
      const std::string title = portal_.value(Kind::deal, deals[i], "dealname").value_or("");
      Record& r = record(Kind::quote);
      const RecordId id = r.id;
      put(r, "hs_title", title);
      put(r, "hs_status", dice_.percent(50) ? "APPROVAL_NOT_NEEDED" : "DRAFT");
      put(r, "hs_quote_number", fmt::format("2026-{:04}", i));
      put(r, "hs_expiration_date", to_rfc3339(from_ms(end_ms_ + 30 * kDay)));
      r.values.shrink();
      portal_.link(Kind::quote, id, Kind::deal, deal, false);
    }
  }

  void lists() {
    const auto add = [&](std::string_view name, Kind kind, std::string_view processing,
                         std::string_view property, std::string_view value, std::size_t every) {
      RecordList list;
      list.name = name;
      list.kind = kind;
      list.processing_type = processing;
      list.property = property;
      list.value = value;
      list.created_ms = list.updated_ms = list.last_added_ms = end_ms_ - 30 * kDay;
      const auto& all = portal_.records(kind);
      for (std::size_t i = 0; i < all.size(); ++i)
        if (property.empty() ? i % every == 0 : portal_.value(kind, all[i], property) == value)
          list.members.emplace_back(all[i].id, list.created_ms + static_cast<std::int64_t>(i % 1000));
      portal_.building_lists().create(std::move(list));
    };
    add("Customers", Kind::contact, "DYNAMIC", "lifecyclestage", "customer", 1);
    add("Newsletter", Kind::contact, "MANUAL", "", "", 7);
    add("Key accounts", Kind::company, "MANUAL", "", "", 12);
    add("Trade fair 2024", Kind::contact, "SNAPSHOT", "", "", 40);
    add("Won deals", Kind::deal, "DYNAMIC", "hs_is_closed_won", "true", 1);
    add("Nobody yet", Kind::contact, "MANUAL", "lifecyclestage", "nobody", 1);
  }

  Portal& portal_;
  Dice dice_;
  std::int64_t end_ms_;
  std::array<RecordId, kKindCount> last_{};
  std::vector<Firm> companies_;
  std::vector<Person> people_;
  std::string last_email_;
};

}  // namespace

void generate(Portal& portal, Sizes sizes, std::uint64_t seed, Instant today) {
  Generator(portal, seed, today).run(sizes);
}

}  // namespace every::sandbox
