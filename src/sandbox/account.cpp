#include "sandbox/account.h"

namespace every::sandbox {
namespace {

constexpr std::int64_t kSince2021 = 1'610'634'707'370;

// HubSpot's own pipeline, with its own ids.
Pipeline sales_pipeline() {
  return {"default",
          "Sales Pipeline",
          0,
          {{"appointmentscheduled", "Appointment Scheduled", 0, false, "0.2"},
           {"qualifiedtobuy", "Qualified To Buy", 1, false, "0.4"},
           {"presentationscheduled", "Presentation Scheduled", 2, false, "0.6"},
           {"decisionmakerboughtin", "Decision Maker Bought-In", 3, false, "0.8"},
           {"contractsent", "Contract Sent", 4, false, "0.9"},
           {"closedwon", "Closed Won", 5, true, "1.0"},
           {"closedlost", "Closed Lost", 6, true, "0.0"}}};
}

Pipeline renewals() {
  const std::int64_t t = kSince2021;
  return {"b9152945-a594-4835-9676-a6f405fecd71",
          "Renewals",
          1,
          {{"130845701", "Renewal due", 0, false, "0.5", t, t},
           {"130845702", "In conversation", 1, false, "0.7", t, t},
           {"130845703", "Renewed", 2, true, "1.0", t, t},
           {"130845704", "Churned", 3, true, "0.0", t, t}},
          t,
          t};
}

// Labels lie in real portals: here a stage called "Closed Lost" is open, and the won one is named by nobody's
// rule.
Pipeline partners() {
  const std::int64_t t = kSince2021 + 86'400'000;
  return {"10317654",
          " Partners & Resellers",
          2,
          {{"31740101", "Introduced", 0, false, "0.1", t, t},
           {"31740102", "Closed Lost", 1, false, "0.1", t, t},
           {"customclosedwonstage", "Success! Closed Won", 2, true, "1.0", t, t},
           {"31740104", "Won't do", 3, true, "0.0", t, t}},
          t,
          t};
}

Owner owner(std::uint64_t id, std::string email, std::string first, std::string last, std::string team = {},
            bool archived = false) {
  return {id,
          std::move(email),
          std::move(first),
          std::move(last),
          id % 100'000'000 / 3 + 20'000'000,
          archived,
          kSince2021,
          kSince2021 + 5'000'000'000,
          std::move(team)};
}

Owner queue(std::uint64_t id, std::string name) {
  Owner o = owner(id, "", std::move(name), "");
  o.user_id = 0;
  o.type = "QUEUE";
  return o;
}

}  // namespace

const Stage* Pipeline::stage(std::string_view stage_id) const {
  for (const Stage& s : stages)
    if (s.id == stage_id) return &s;
  return nullptr;
}

const Pipeline* Account::pipeline(std::string_view pipeline_id) const {
  for (const Pipeline& p : pipelines)
    if (p.id == pipeline_id) return &p;
  return nullptr;
}

const Stage* Account::stage(std::string_view pipeline_id, std::string_view stage_id) const {
  if (const Pipeline* p = pipeline(pipeline_id))
    if (const Stage* s = p->stage(stage_id)) return s;
  for (const Pipeline& p : pipelines)
    if (const Stage* s = p.stage(stage_id)) return s;
  return nullptr;
}

Pipeline* Account::edit_pipeline(std::string_view pipeline_id) {
  return const_cast<Pipeline*>(pipeline(pipeline_id));
}

Account main_account() {
  Account a;
  a.name = "Northwind Studio";
  a.domain = "northwind.example";
  a.user_email = "admin@northwind.example";
  a.additional_currencies = {"USD", "GBP", "JPY", "KWD", "CHF"};
  a.pipelines = {sales_pipeline(), renewals(), partners()};
  a.owners = {owner(52550153, "maja.lindqvist@northwind.example", "Maja", "Lindqvist", "Sales North"),
              owner(65568800, "no.name@northwind.example", "", ""),
              owner(71230045, "sean.oconnor@northwind.example", "Seán", "O'Connor", "Sales West"),
              owner(80114402, "yuki.tanaka@northwind.example", "由紀", "田中", "Sales East"),
              owner(91277310, "fatima.haddad@northwind.example", "فاطمة", "حداد", "Sales South"),
              owner(104433871, "dmitri.sokolov@northwind.example", "Дмитрий", "Соколов", "Sales East"),
              owner(118800213, "left.2024@northwind.example", "Pálína", "Þórsdóttir", "", true),
              owner(126651907, "ana.souza@northwind.example", "Ana", "de Souza", "Sales South"),
              owner(133340018, "intern@northwind.example", "Olu", "Adébáyọ̀", "", true),
              queue(140022771, "Inbound leads")};
  std::uint64_t rate_id = 71'000;
  for (const auto& [currency, rate] :
       {std::pair("USD", "0.921500"), std::pair("GBP", "1.168220"), std::pair("JPY", "0.006143"),
        std::pair("KWD", "2.998110"), std::pair("CHF", "1.041667")})
    a.exchange_rates.push_back({++rate_id, currency, a.company_currency, rate, kSince2021});
  a.tax_rates = {{"9001", "VAT 19 %", "Standard", "19"},
                 {"9002", "VAT 7 %", "Reduced", "7"},
                 {"9003", "VAT 16 %", "2020 only", "16", false}};
  return a;
}

Account second_account() {
  Account a;
  a.name = "Lighthouse Test Account";
  a.domain = "lighthouse.example";
  a.user_email = "admin@lighthouse.example";
  a.time_zone = "America/New_York";
  a.company_currency = "USD";
  a.unavailable_scopes = {"crm.objects.quotes.read", "crm.objects.line_items.read", "tax_rates.read",
                          "crm.objects.custom.read"};
  a.pipelines = {sales_pipeline()};
  a.owners = {owner(52990001, "sam@lighthouse.example", "Sam", "Keeper"),
              owner(52990077, "old.sam@lighthouse.example", "Sam", "Elder", "", true)};
  return a;
}

}  // namespace every::sandbox
