// What changes here when a record takes HubSpot's values.
#include <algorithm>

#include "sync/record_values.h"

namespace every::sync {
namespace {

using domain::Field;

bool takes(const Given& given, Field field, bool empty_here) {
  const auto bit = static_cast<std::size_t>(field);
  return given.overwrite[bit] || (given.fill[bit] && empty_here);
}

// Takes text for text, as far as the record gives it.
class Taking {
 public:
  explicit Taking(const Given& given) : given_(given) {}
  void operator()(Field field, const char* name, const char* label, std::string& here,
                  const std::string& hubspot) {
    if (here != hubspot && takes(given_, field, here.empty())) force(name, label, here, hubspot);
  }
  void address(domain::Address& here, const domain::Address& hubspot) {
    (*this)(Field::street, "address.street", "Street", here.street, hubspot.street);
    (*this)(Field::street2, "address.street2", "Street 2", here.street2, hubspot.street2);
    (*this)(Field::city, "address.city", "City", here.city, hubspot.city);
    (*this)(Field::region, "address.region", "Region", here.region, hubspot.region);
    (*this)(Field::postal_code, "address.postalCode", "Postal code", here.postal_code, hubspot.postal_code);
    (*this)(Field::country, "address.country", "Country", here.country, hubspot.country);
  }
  // What no mapping decides about.
  void force(const char* name, const char* label, std::string& here, const std::string& hubspot) {
    if (here == hubspot) return;
    changes.push_back({name, label, here, hubspot});
    here = hubspot;
  }
  template <class T, class Text>
  void optional(Field field, const char* name, const char* label, std::optional<T>& here,
                const std::optional<T>& hubspot, const Text& text) {
    if (here == hubspot || !takes(given_, field, !here)) return;
    changes.push_back({name, label, here ? text(*here) : "", hubspot ? text(*hubspot) : ""});
    here = hubspot;
  }

  std::vector<FieldChange> changes;

 private:
  const Given& given_;
};

template <class Row>
void set_link(std::vector<FieldChange>& changes, Row& here, const Row& hubspot) {
  const auto same = [](const domain::HubSpotLink& a, const domain::HubSpotLink& b) {
    return a.object_type == b.object_type && a.object_id == b.object_id && a.portal_id == b.portal_id &&
           a.url == b.url;
  };
  const bool linked = here.hubspot && same(*here.hubspot, *hubspot.hubspot) && !here.hubspot->gone_at &&
                      !here.hubspot->left_at;
  if (linked && here.source == domain::Source::hubspot) return;
  changes.push_back(
      {"hubspot", "HubSpot record", here.hubspot ? here.hubspot->object_id : "", hubspot.hubspot->object_id});
  here.hubspot = hubspot.hubspot;
  here.source = domain::Source::hubspot;
}

}  // namespace

std::vector<FieldChange> take(domain::Contact& here, const domain::Contact& hubspot, const Given& given) {
  Taking take(given);
  take(Field::first_name, "firstName", "First name", here.first_name, hubspot.first_name);
  take(Field::last_name, "lastName", "Last name", here.last_name, hubspot.last_name);
  take(Field::email, "email", "Email", here.email, hubspot.email);
  take(Field::phone, "phone", "Phone", here.phone, hubspot.phone);
  take(Field::mobile, "mobile", "Mobile", here.mobile, hubspot.mobile);
  take(Field::job_title, "jobTitle", "Job title", here.job_title, hubspot.job_title);
  take.address(here.address, hubspot.address);
  if (here.more_emails != hubspot.more_emails && takes(given, Field::emails, here.more_emails.empty())) {
    const auto joined = [](const std::vector<std::string>& all) {
      std::string out;
      for (const auto& one : all) out += (out.empty() ? "" : ", ") + one;
      return out;
    };
    take.changes.push_back(
        {"emails", "Further emails", joined(here.more_emails), joined(hubspot.more_emails)});
    here.more_emails = hubspot.more_emails;
  }
  set_link(take.changes, here, hubspot);
  return std::move(take.changes);
}

std::vector<FieldChange> take(domain::Client& here, const domain::Client& hubspot, const Given& given) {
  Taking take(given);
  take(Field::name, "name", "Name", here.name, hubspot.name);
  take(Field::legal_name, "legalName", "Legal name", here.legal_name, hubspot.legal_name);
  take(Field::phone, "phone", "Phone", here.phone, hubspot.phone);
  take(Field::email, "email", "Email", here.email, hubspot.email);
  take(Field::website, "website", "Website", here.website, hubspot.website);
  take(Field::tax_id, "taxId", "Tax id", here.tax_id, hubspot.tax_id);
  if (!hubspot.is_person) take.force("owner", "Owner", here.owner_name, hubspot.owner_name);
  take.address(here.address, hubspot.address);
  here.is_person = hubspot.is_person;
  set_link(take.changes, here, hubspot);
  return std::move(take.changes);
}

std::vector<FieldChange> take(domain::Deal& here, const domain::Deal& hubspot, const Given& given) {
  Taking take(given);
  take(Field::name, "name", "Name", here.name, hubspot.name);
  take.optional(Field::amount, "amount", "Amount", here.amount, hubspot.amount, [](const Money& money) {
    return money.decimal() + " " + std::string(money.currency.code());
  });
  take(Field::pipeline, "pipeline", "Pipeline", here.pipeline_id, hubspot.pipeline_id);
  take(Field::stage, "stage", "Stage", here.stage_id, hubspot.stage_id);
  take.optional(Field::close_date, "closeDate", "Close date", here.close_date, hubspot.close_date,
                [](const Date& date) { return to_text(date); });
  take.optional(Field::probability, "probability", "Probability", here.probability, hubspot.probability,
                [](const Decimal& decimal) { return decimal.text(); });
  const auto outcome = [](const domain::Deal& d) {
    return std::string(d.won ? "won" : d.lost ? "lost" : "open");
  };
  if (outcome(here) != outcome(hubspot))
    take.changes.push_back({"outcome", "Outcome", outcome(here), outcome(hubspot)});
  take.force("ownerId", "Owner", here.owner_id, hubspot.owner_id);
  take.force("owner", "Owner", here.owner_name, hubspot.owner_name);
  take.force("client", "Client", here.client_id, hubspot.client_id);
  const auto sorted = [](std::vector<std::string> ids) {
    std::sort(ids.begin(), ids.end());
    return ids;
  };
  if (sorted(here.contact_ids) != sorted(hubspot.contact_ids))
    take.changes.push_back({"contacts", "Contacts", "", ""});
  here.won = hubspot.won;
  here.lost = hubspot.lost;
  here.contact_ids = hubspot.contact_ids;
  set_link(take.changes, here, hubspot);
  return std::move(take.changes);
}

}  // namespace every::sync
