#include "sync/record_values.h"

#include <algorithm>
#include <charconv>

#include "base/country.h"
#include "base/sentence.h"
#include "base/text.h"
#include "domain/matching.h"
#include "domain/phone.h"

namespace every::sync {
namespace {

using domain::Field;
using domain::FieldRule;
using domain::MappedObject;
using domain::Transform;

constexpr std::size_t kNameMax = 200;
constexpr std::size_t kEmailMax = 320;
constexpr std::size_t kEmailsMax = 100;

std::size_t bit(Field field) {
  return static_cast<std::size_t>(field);
}

const char* object_type_id(std::string_view type) {
  if (type == "contact") return "0-1";
  if (type == "company") return "0-2";
  if (type == "deal") return "0-3";
  return "0-8";
}

std::optional<Money> amount_of(const Portal& portal, const Values& values, const std::string& amount,
                               std::vector<Remark>& remarks) {
  if (amount.empty()) return std::nullopt;
  const std::string code =
      values.has("deal_currency_code") ? values.text("deal_currency_code") : portal.currency;
  const auto currency = Currency::from(code);
  if (!currency) {
    remarks.push_back({Code::currency_unknown,
                       sentence("The currency \"{}\" is not known.", shorten(code, 20)),
                       "Choose another currency for the deal in HubSpot."});
    return std::nullopt;
  }
  auto money = Money::parse(amount, *currency);
  if (!money)
    remarks.push_back({Code::deal_amount_missing,
                       sentence("\"{}\" cannot be used as an amount.", shorten(amount, 40)),
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

void set_outcome(domain::Deal& deal, const Values& values, const domain::Stage* stage,
                 std::optional<domain::StageGroup> mapped) {
  if (mapped) {
    deal.won = *mapped == domain::StageGroup::won;
    deal.lost = *mapped == domain::StageGroup::lost;
    return;
  }
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

// Reads a record's values by the mapping of its object, within our limits; remarks what had to be shortened.
class Reader {
 public:
  Reader(const Reading& reading, MappedObject object, const Values& values, std::vector<Remark>& remarks)
      : reading_(reading), object_(object), values_(values), remarks_(remarks) {}

  // The value of a field: "" when no rule fills it.
  std::string operator()(Field field) const {
    for (const FieldRule& rule : reading_.mapping.rules(object_))
      if (rule.field == field) return shortened(field, value_of(rule));
    return {};
  }

 private:
  std::string value_of(const FieldRule& rule) const {
    for (const std::string& property : rule.properties)
      if (std::string text = values_.text(property); !text.empty())
        return transformed(rule.transform, property, std::move(text));
    return {};
  }

  std::string transformed(Transform transform, const std::string& property, std::string text) const {
    switch (transform) {
      case Transform::trim:
        return text;
      case Transform::lower:
        return to_lower(text);
      case Transform::upper:
        return to_upper(text);
      case Transform::country:
        return country_code(text).value_or(text);
      case Transform::phone:
        return domain::e164(text, reading_.country).value_or(text);
      case Transform::date: {
        const auto day = close_date_of(reading_.portal, text);
        return day ? to_text(*day) : "";
      }
      case Transform::number: {
        const auto number = Decimal::parse(text);
        return number ? number->text() : "";
      }
      case Transform::label:
        return label(property, text);
    }
    return text;
  }

  // Several options of one property are written "a;b".
  std::string label(const std::string& property, const std::string& text) const {
    const auto object = reading_.labels.find(object_);
    if (object == reading_.labels.end()) return text;
    const auto labels = object->second.find(property);
    if (labels == object->second.end()) return text;
    std::string out;
    for (const std::string& option : split(text, ';')) {
      const auto at = labels->second.find(option);
      out += (out.empty() ? "" : ", ") + (at == labels->second.end() ? option : at->second);
    }
    return out;
  }

  std::string shortened(Field field, std::string text) const {
    for (const domain::FieldInfo& info : domain::fields_of(object_)) {
      if (info.field != field || info.max == 0 || text.size() <= info.max || length(text) <= info.max)
        continue;
      remarks_.push_back(
          {Code::value_too_long,
           sentence("{} is longer than {} characters; it was shortened.", ours(info.label), info.max),
           "Shorten it in HubSpot."});
      return shorten(text, info.max);
    }
    return text;
  }

  const Reading& reading_;
  const MappedObject object_;
  const Values& values_;
  std::vector<Remark>& remarks_;
};

domain::Address address_of(const Reader& read) {
  domain::Address a;
  a.street = read(Field::street);
  a.street2 = read(Field::street2);
  a.city = read(Field::city);
  a.region = read(Field::region);
  a.postal_code = read(Field::postal_code);
  a.country = read(Field::country);
  return a;
}

void tell(Given* given, const Reading& reading, MappedObject object, const Values& values) {
  if (given != nullptr) *given = given_by(reading, object, values);
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

Given given_by(const Reading& reading, MappedObject object, const Values& values) {
  Given out;
  out.overwrite.reset();
  for (const FieldRule& rule : reading.mapping.rules(object)) {
    const bool known = std::any_of(rule.properties.begin(), rule.properties.end(),
                                   [&](const std::string& property) { return values.known(property); });
    if (known) (rule.mode == domain::WriteMode::overwrite ? out.overwrite : out.fill).set(bit(rule.field));
  }
  return out;
}

Given person_given(const Given& contact) {
  Given out = contact;
  for (domain::FieldSet* set : {&out.overwrite, &out.fill}) {
    if (set->test(bit(Field::mobile))) set->set(bit(Field::phone));
    set->reset(bit(Field::tax_id)).reset(bit(Field::legal_name)).reset(bit(Field::website));
  }
  // Whatever the contact is called by is the client's name.
  out.overwrite.set(bit(Field::name));
  return out;
}

domain::Contact contact_of(const Reading& reading, const store::MirrorRecord& record,
                           std::vector<Remark>& remarks, Given* given) {
  const Values values = Values::parse(record.properties);
  const Reader read(reading, MappedObject::contact, values, remarks);
  tell(given, reading, MappedObject::contact, values);
  domain::Contact c;
  c.first_name = read(Field::first_name);
  c.last_name = read(Field::last_name);
  c.email = read(Field::email);
  if (domain::is_forgotten_email(c.email)) c.email.clear();
  c.phone = read(Field::phone);
  c.mobile = read(Field::mobile);
  c.job_title = read(Field::job_title);
  for (auto& email : split(values.raw("hs_additional_emails"), ';'))
    if (c.more_emails.size() < kEmailsMax && length(email) <= kEmailMax)
      c.more_emails.push_back(std::move(email));
  c.address = address_of(read);
  c.source = domain::Source::hubspot;
  c.hubspot = link_of(reading.portal, record);
  return c;
}

domain::Client company_of(const Reading& reading, const store::MirrorRecord& record,
                          const std::string& owner_name, std::vector<Remark>& remarks, Given* given) {
  const Values values = Values::parse(record.properties);
  const Reader read(reading, MappedObject::company, values, remarks);
  tell(given, reading, MappedObject::company, values);
  domain::Client c;
  c.name = read(Field::name);
  c.legal_name = read(Field::legal_name);
  c.website = read(Field::website);
  c.email = read(Field::email);
  // What shows nothing names nobody.
  if (!is_visible(c.name)) {
    std::string domain = values.text("domain");
    const std::string* shown = nullptr;
    for (const std::string* one : {&c.website, &domain, &c.email})
      if (shown == nullptr && is_visible(*one)) shown = one;
    c.name = shown == nullptr ? "Company " + record.id : shorten(*shown, kNameMax);
  }
  c.phone = read(Field::phone);
  c.tax_id = read(Field::tax_id);
  c.address = address_of(read);
  c.owner_name = owner_name;
  c.source = domain::Source::hubspot;
  c.hubspot = link_of(reading.portal, record);
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

domain::Deal deal_of(const Reading& reading, const store::MirrorRecord& record,
                     const std::vector<domain::Pipeline>& pipelines, const std::string& owner_name,
                     std::vector<Remark>& remarks, Given* given) {
  const Values values = Values::parse(record.properties);
  const Reader read(reading, MappedObject::deal, values, remarks);
  tell(given, reading, MappedObject::deal, values);
  domain::Deal d;
  d.name = read(Field::name);
  if (!is_visible(d.name)) d.name = "Unnamed deal";
  d.amount = amount_of(reading.portal, values, read(Field::amount), remarks);
  d.pipeline_id = read(Field::pipeline);
  d.stage_id = read(Field::stage);
  d.close_date = close_date_of(reading.portal, read(Field::close_date));
  if (const std::string probability = read(Field::probability); !probability.empty())
    d.probability = Decimal::parse(probability);
  const domain::Stage* stage = stage_of(pipelines, d);
  if (stage == nullptr && !d.stage_id.empty() && !pipelines.empty())
    remarks.push_back({Code::deal_stage_unknown,
                       sentence("Stage \"{}\" is not in any pipeline.", shorten(d.stage_id, 60)),
                       "Move the deal to another stage in HubSpot."});
  // A stage has a probability whatever is mapped.
  if (!d.probability && stage != nullptr) d.probability = stage->probability;
  if (given != nullptr && d.probability) given->overwrite.set(bit(Field::probability));
  set_outcome(d, values, stage, reading.mapping.group(d.pipeline_id, d.stage_id));
  d.owner_id = read(Field::owner);
  d.owner_name = owner_name;
  d.source = domain::Source::hubspot;
  d.hubspot = link_of(reading.portal, record);
  return d;
}

}  // namespace every::sync
