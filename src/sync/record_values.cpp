#include "sync/record_values.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "domain/matching.h"

namespace every::sync {
namespace {

constexpr std::size_t kNameMax = 200;
constexpr std::size_t kEmailMax = 320;
constexpr std::size_t kPhoneMax = 100;
constexpr std::size_t kAddressMax = 200;
constexpr std::size_t kWebsiteMax = 500;
constexpr std::size_t kEmailsMax = 100;

// Reads values within our limits and remarks what had to be shortened.
class Reader {
 public:
  Reader(const Values& values, std::vector<Remark>& remarks) : values_(values), remarks_(remarks) {}
  std::string operator()(std::string_view property, std::string_view label, std::size_t max) {
    std::string text = values_.text(property);
    if (text.size() <= max || length(text) <= max) return text;
    remarks_.push_back(
        {Code::value_too_long,
         std::string(label) + " is longer than " + std::to_string(max) + " characters; it was shortened.",
         "Shorten it in HubSpot."});
    return shorten(text, max);
  }

 private:
  const Values& values_;
  std::vector<Remark>& remarks_;
};

domain::Address address_of(Reader& read, bool second_line) {
  domain::Address a;
  a.street = read("address", "Street", kAddressMax);
  if (second_line) a.street2 = read("address2", "Street 2", kAddressMax);
  a.city = read("city", "City", kAddressMax);
  a.region = read("state", "Region", kAddressMax);
  a.postal_code = read("zip", "Postal code", kAddressMax);
  a.country = read("country", "Country", kAddressMax);
  return a;
}

const char* object_type_id(std::string_view type) {
  if (type == "contact") return "0-1";
  if (type == "company") return "0-2";
  if (type == "deal") return "0-3";
  return "0-8";
}

std::optional<Money> amount_of(const Portal& portal, const Values& values, std::vector<Remark>& remarks) {
  const std::string amount = values.text("amount");
  if (amount.empty()) return std::nullopt;
  const std::string code =
      values.has("deal_currency_code") ? values.text("deal_currency_code") : portal.currency;
  const auto currency = Currency::from(code);
  if (!currency) {
    remarks.push_back({Code::currency_unknown, "The currency \"" + shorten(code, 20) + "\" is not known.",
                       "Choose another currency for the deal in HubSpot."});
    return std::nullopt;
  }
  auto money = Money::parse(amount, *currency);
  if (!money)
    remarks.push_back({Code::deal_amount_missing,
                       "\"" + shorten(amount, 40) + "\" cannot be used as an amount.",
                       "Correct the amount in HubSpot."});
  return money;
}

const domain::Stage* stage_of(const std::vector<domain::Pipeline>& pipelines, const domain::Deal& deal) {
  for (const auto& pipeline : pipelines)
    if (pipeline.id == deal.pipeline_id)
      for (const auto& stage : pipeline.stages)
        if (stage.id == deal.stage_id) return &stage;
  return nullptr;
}

void set_outcome(domain::Deal& deal, const Values& values, const domain::Stage* stage) {
  const bool own_flags = values.has("hs_is_closed") || values.has("hs_is_closed_won");
  if (own_flags) {
    deal.won = to_lower_ascii(values.text("hs_is_closed_won")) == "true";
    deal.lost = !deal.won && to_lower_ascii(values.text("hs_is_closed")) == "true";
  } else if (stage != nullptr) {
    deal.won = stage->won();
    deal.lost = stage->lost();
  }
}

// A day that a deal can close on. What is scaled wrongly lies decades or millennia off; it stays in the
// mirror as it came and is no date here.
std::optional<Date> plausible(Date day) {
  const int year = static_cast<int>(day.year());
  return year >= 1990 && year < 2200 ? std::optional(day) : std::nullopt;
}

// The account's day of a moment, or the day itself where HubSpot keeps a plain date.
std::optional<Date> close_date_of(const Portal& portal, const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (const auto moment = parse_rfc3339(text)) return plausible(local_date(*moment, portal.time_zone));
  if (const auto day = parse_date(text)) return plausible(*day);
  // Milliseconds, as older records and imports have them; seconds would be a day of 1970.
  std::int64_t ms = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ms);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return plausible(local_date(from_ms(ms), portal.time_zone));
}

void set(std::vector<FieldChange>& changes, const char* field, const char* label, std::string& here,
         const std::string& hubspot) {
  if (here == hubspot) return;
  changes.push_back({field, label, here, hubspot});
  here = hubspot;
}

void set_address(std::vector<FieldChange>& changes, domain::Address& here, const domain::Address& hubspot,
                 bool second_line) {
  set(changes, "address.street", "Street", here.street, hubspot.street);
  if (second_line) set(changes, "address.street2", "Street 2", here.street2, hubspot.street2);
  set(changes, "address.city", "City", here.city, hubspot.city);
  set(changes, "address.region", "Region", here.region, hubspot.region);
  set(changes, "address.postalCode", "Postal code", here.postal_code, hubspot.postal_code);
  set(changes, "address.country", "Country", here.country, hubspot.country);
}

template <class Row>
void set_link(std::vector<FieldChange>& changes, Row& here, const Row& hubspot) {
  const auto same = [](const domain::HubSpotLink& a, const domain::HubSpotLink& b) {
    return a.object_type == b.object_type && a.object_id == b.object_id && a.portal_id == b.portal_id &&
           a.url == b.url;
  };
  const bool linked = here.hubspot && same(*here.hubspot, *hubspot.hubspot) && !here.hubspot->gone_at;
  if (linked && here.source == domain::Source::hubspot) return;
  changes.push_back(
      {"hubspot", "HubSpot record", here.hubspot ? here.hubspot->object_id : "", hubspot.hubspot->object_id});
  here.hubspot = hubspot.hubspot;
  here.source = domain::Source::hubspot;
}

std::string text_of(const std::optional<Money>& money) {
  return money ? money->decimal() + " " + std::string(money->currency.code()) : "";
}

}  // namespace

std::string record_url(const Portal& portal, const store::MirrorRecord& record) {
  if (!record.url.empty()) return record.url;
  if (portal.ui_domain.empty() || portal.id.empty()) return {};
  return "https://" + portal.ui_domain + "/contacts/" + portal.id + "/record/" +
         object_type_id(record.object_type) + "/" + record.id;
}

domain::HubSpotLink link_of(const Portal& portal, const store::MirrorRecord& record) {
  domain::HubSpotLink link;
  link.object_type = record.object_type;
  link.object_id = record.id;
  link.portal_id = portal.id;
  link.url = record_url(portal, record);
  return link;
}

std::vector<std::string> normal_emails(const Values& values) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view text) {
    auto email = domain::normal_email(text);
    if (email && out.size() < kEmailsMax && std::find(out.begin(), out.end(), *email) == out.end())
      out.push_back(*std::move(email));
  };
  add(values.raw("email"));
  for (const auto& email : split(values.raw("hs_additional_emails"), ';')) add(email);
  return out;
}

domain::Contact contact_of(const Portal& portal, const store::MirrorRecord& record,
                           std::vector<Remark>& remarks) {
  const Values values = Values::parse(record.properties);
  Reader read(values, remarks);
  domain::Contact c;
  c.first_name = read("firstname", "First name", kNameMax);
  c.last_name = read("lastname", "Last name", kNameMax);
  c.email = read("email", "Email", kEmailMax);
  if (domain::is_forgotten_email(c.email)) c.email.clear();
  c.phone = read("phone", "Phone", kPhoneMax);
  c.mobile = read("mobilephone", "Mobile", kPhoneMax);
  c.job_title = read("jobtitle", "Job title", kNameMax);
  for (auto& email : split(values.raw("hs_additional_emails"), ';'))
    if (c.more_emails.size() < kEmailsMax && length(email) <= kEmailMax)
      c.more_emails.push_back(std::move(email));
  c.address = address_of(read, false);
  c.source = domain::Source::hubspot;
  c.hubspot = link_of(portal, record);
  return c;
}

domain::Client company_of(const Portal& portal, const store::MirrorRecord& record,
                          const std::string& owner_name, std::vector<Remark>& remarks) {
  const Values values = Values::parse(record.properties);
  Reader read(values, remarks);
  domain::Client c;
  c.name = read("name", "Name", kNameMax);
  c.website = read("domain", "Website", kWebsiteMax);
  if (c.name.empty()) c.name = c.website.empty() ? "Company " + record.id : shorten(c.website, kNameMax);
  c.phone = read("phone", "Phone", kPhoneMax);
  c.address = address_of(read, true);
  c.owner_name = owner_name;
  c.source = domain::Source::hubspot;
  c.hubspot = link_of(portal, record);
  return c;
}

domain::Client person_of(const domain::Contact& contact) {
  domain::Client c;
  c.is_person = true;
  c.name = contact.display_name();
  c.email = contact.email;
  c.phone = contact.phone.empty() ? contact.mobile : contact.phone;
  c.address = contact.address;
  c.source = domain::Source::hubspot;
  c.hubspot = contact.hubspot;
  return c;
}

domain::Deal deal_of(const Portal& portal, const store::MirrorRecord& record,
                     const std::vector<domain::Pipeline>& pipelines, const std::string& owner_name,
                     std::vector<Remark>& remarks) {
  const Values values = Values::parse(record.properties);
  Reader read(values, remarks);
  domain::Deal d;
  d.name = read("dealname", "Deal name", kNameMax);
  if (d.name.empty()) d.name = "Unnamed deal";
  d.amount = amount_of(portal, values, remarks);
  d.pipeline_id = values.text("pipeline");
  d.stage_id = values.text("dealstage");
  d.close_date = close_date_of(portal, values.text("closedate"));
  if (values.has("hs_deal_stage_probability"))
    d.probability = Decimal::parse(values.text("hs_deal_stage_probability"));
  const domain::Stage* stage = stage_of(pipelines, d);
  if (stage == nullptr && !d.stage_id.empty() && !pipelines.empty())
    remarks.push_back({Code::deal_stage_unknown,
                       "Stage \"" + shorten(d.stage_id, 60) + "\" is not in any pipeline.",
                       "Move the deal to another stage in HubSpot."});
  if (!d.probability && stage != nullptr) d.probability = stage->probability;
  set_outcome(d, values, stage);
  d.owner_id = values.text("hubspot_owner_id");
  d.owner_name = owner_name;
  d.source = domain::Source::hubspot;
  d.hubspot = link_of(portal, record);
  return d;
}

std::vector<FieldChange> take(domain::Contact& here, const domain::Contact& hubspot) {
  std::vector<FieldChange> changes;
  set(changes, "firstName", "First name", here.first_name, hubspot.first_name);
  set(changes, "lastName", "Last name", here.last_name, hubspot.last_name);
  set(changes, "email", "Email", here.email, hubspot.email);
  set(changes, "phone", "Phone", here.phone, hubspot.phone);
  set(changes, "mobile", "Mobile", here.mobile, hubspot.mobile);
  set(changes, "jobTitle", "Job title", here.job_title, hubspot.job_title);
  set_address(changes, here.address, hubspot.address, false);
  if (here.more_emails != hubspot.more_emails) {
    const auto joined = [](const std::vector<std::string>& all) {
      std::string out;
      for (const auto& one : all) out += (out.empty() ? "" : ", ") + one;
      return out;
    };
    changes.push_back({"emails", "Further emails", joined(here.more_emails), joined(hubspot.more_emails)});
    here.more_emails = hubspot.more_emails;
  }
  set_link(changes, here, hubspot);
  return changes;
}

std::vector<FieldChange> take(domain::Client& here, const domain::Client& hubspot) {
  std::vector<FieldChange> changes;
  set(changes, "name", "Name", here.name, hubspot.name);
  set(changes, "phone", "Phone", here.phone, hubspot.phone);
  if (hubspot.is_person) {
    set(changes, "email", "Email", here.email, hubspot.email);
  } else {
    set(changes, "website", "Website", here.website, hubspot.website);
    set(changes, "owner", "Owner", here.owner_name, hubspot.owner_name);
  }
  set_address(changes, here.address, hubspot.address, !hubspot.is_person);
  here.is_person = hubspot.is_person;
  set_link(changes, here, hubspot);
  return changes;
}

std::vector<FieldChange> take(domain::Deal& here, const domain::Deal& hubspot) {
  std::vector<FieldChange> changes;
  const auto note = [&](const char* field, const char* label, const std::string& from,
                        const std::string& to) { changes.push_back({field, label, from, to}); };
  set(changes, "name", "Name", here.name, hubspot.name);
  if (here.amount != hubspot.amount) note("amount", "Amount", text_of(here.amount), text_of(hubspot.amount));
  set(changes, "pipeline", "Pipeline", here.pipeline_id, hubspot.pipeline_id);
  set(changes, "stage", "Stage", here.stage_id, hubspot.stage_id);
  if (here.close_date != hubspot.close_date)
    note("closeDate", "Close date", here.close_date ? to_text(*here.close_date) : "",
         hubspot.close_date ? to_text(*hubspot.close_date) : "");
  if (here.probability != hubspot.probability)
    note("probability", "Probability", here.probability ? here.probability->text() : "",
         hubspot.probability ? hubspot.probability->text() : "");
  const auto outcome = [](const domain::Deal& d) {
    return std::string(d.won ? "won" : d.lost ? "lost" : "open");
  };
  if (outcome(here) != outcome(hubspot)) note("outcome", "Outcome", outcome(here), outcome(hubspot));
  set(changes, "ownerId", "Owner", here.owner_id, hubspot.owner_id);
  set(changes, "owner", "Owner", here.owner_name, hubspot.owner_name);
  set(changes, "client", "Client", here.client_id, hubspot.client_id);
  const auto sorted = [](std::vector<std::string> ids) {
    std::sort(ids.begin(), ids.end());
    return ids;
  };
  if (sorted(here.contact_ids) != sorted(hubspot.contact_ids)) note("contacts", "Contacts", "", "");
  here.amount = hubspot.amount;
  here.close_date = hubspot.close_date;
  here.probability = hubspot.probability;
  here.won = hubspot.won;
  here.lost = hubspot.lost;
  here.contact_ids = hubspot.contact_ids;
  set_link(changes, here, hubspot);
  return changes;
}

}  // namespace every::sync
