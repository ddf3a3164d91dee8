#include "store/undo_codec.h"

#include "store/encode.h"

namespace every::store {
namespace {

json::value maybe(std::optional<Instant> at) {
  return at ? json::value(to_ms(*at)) : json::value(nullptr);
}

json::array list(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

json::array encode(const domain::Address& address) {
  const auto& [street, street2, city, region, postal_code, country] = address;
  return {street, street2, city, region, postal_code, country};
}

json::value encode(const std::optional<domain::HubSpotLink>& link) {
  if (!link) return nullptr;
  const auto& [object_type, object_id, portal_id, url, gone_at, synced_at, left_at] = *link;
  return json::array{object_type,    object_id,        portal_id,     url,
                     maybe(gone_at), maybe(synced_at), maybe(left_at)};
}

// A row is an array in the order of its fields: short, and written and read side by side.
class Reader {
 public:
  explicit Reader(const json::array& values) : values_(values) {}
  const json::value& next() { return values_.at(at_++); }
  std::string text() { return std::string(next().as_string()); }
  bool flag() { return next().as_bool(); }
  std::int64_t number() { return next().to_number<std::int64_t>(); }
  Instant time() { return from_ms(number()); }
  std::optional<Instant> maybe_time() {
    const json::value& value = next();
    if (value.is_null()) return std::nullopt;
    return from_ms(value.to_number<std::int64_t>());
  }
  std::vector<std::string> texts() {
    std::vector<std::string> out;
    for (const auto& one : next().as_array()) out.emplace_back(one.as_string());
    return out;
  }
  domain::Address address() {
    Reader in(next().as_array());
    domain::Address out;
    for (std::string* part :
         {&out.street, &out.street2, &out.city, &out.region, &out.postal_code, &out.country})
      *part = in.text();
    return out;
  }
  std::optional<domain::HubSpotLink> link() {
    const json::value& value = next();
    if (value.is_null()) return std::nullopt;
    Reader in(value.as_array());
    domain::HubSpotLink out;
    for (std::string* part : {&out.object_type, &out.object_id, &out.portal_id, &out.url}) *part = in.text();
    out.gone_at = in.maybe_time();
    out.synced_at = in.maybe_time();
    out.left_at = in.maybe_time();
    return out;
  }
  domain::Source source() { return domain::source_from(text()).value_or(domain::Source::manual); }
  domain::Role role() { return domain::role_from(text()).value_or(domain::Role::none); }

 private:
  const json::array& values_;
  std::size_t at_ = 0;
};

template <class T, class F>
std::optional<T> decode(std::string_view text, const F& read) {
  const auto value = parse_json(text);
  if (!value.ok() || !value->is_array()) return std::nullopt;
  try {
    Reader in(value->get_array());
    T out;
    read(in, out);
    return out;
  } catch (const std::exception&) {
    return std::nullopt;  // written by a version with other fields
  }
}

}  // namespace

std::string encode_row(const domain::Client& client) {
  const auto& [id, is_person, name, legal_name, email, phone, website, tax_id, address, bill_to, currency,
               payment_terms_days, tags, archived, source, hubspot, owner_name, unlocked_at, created_at,
               updated_at, version] = client;
  return json::serialize(
      json::array{id,
                  is_person,
                  name,
                  legal_name,
                  email,
                  phone,
                  website,
                  tax_id,
                  encode(address),
                  encode(bill_to),
                  currency,
                  payment_terms_days ? json::value(*payment_terms_days) : json::value(nullptr),
                  list(tags),
                  archived,
                  domain::name(source),
                  encode(hubspot),
                  owner_name,
                  maybe(unlocked_at),
                  to_ms(created_at),
                  to_ms(updated_at),
                  version});
}

std::optional<domain::Client> decode_client(std::string_view text) {
  return decode<domain::Client>(text, [](Reader& in, domain::Client& c) {
    c.id = in.text();
    c.is_person = in.flag();
    for (std::string* part : {&c.name, &c.legal_name, &c.email, &c.phone, &c.website, &c.tax_id})
      *part = in.text();
    c.address = in.address();
    c.bill_to = decode_bill_to(in.text());
    c.currency = in.text();
    if (const auto& days = in.next(); !days.is_null()) c.payment_terms_days = days.to_number<int>();
    c.tags = in.texts();
    c.archived = in.flag();
    c.source = in.source();
    c.hubspot = in.link();
    c.owner_name = in.text();
    c.unlocked_at = in.maybe_time();
    c.created_at = in.time();
    c.updated_at = in.time();
    c.version = in.number();
  });
}

std::string encode_row(const domain::Contact& contact) {
  const auto& [id, first_name, last_name, email, phone, mobile, job_title, more_emails, address, source,
               hubspot, unlocked_at, created_at, updated_at, version, memberships] = contact;
  json::array places;
  for (const auto& [client_id, client_name, contact_id, invoice_role, proposal_role, from_hubspot] :
       memberships)
    places.push_back(
        json::array{client_id, domain::name(invoice_role), domain::name(proposal_role), from_hubspot});
  return json::serialize(json::array{id, first_name, last_name, email, phone, mobile, job_title,
                                     list(more_emails), encode(address), domain::name(source),
                                     encode(hubspot), maybe(unlocked_at), to_ms(created_at),
                                     to_ms(updated_at), version, std::move(places)});
}

std::optional<domain::Contact> decode_contact(std::string_view text) {
  return decode<domain::Contact>(text, [](Reader& in, domain::Contact& c) {
    for (std::string* part :
         {&c.id, &c.first_name, &c.last_name, &c.email, &c.phone, &c.mobile, &c.job_title})
      *part = in.text();
    c.more_emails = in.texts();
    c.address = in.address();
    c.source = in.source();
    c.hubspot = in.link();
    c.unlocked_at = in.maybe_time();
    c.created_at = in.time();
    c.updated_at = in.time();
    c.version = in.number();
    for (const auto& place : in.next().as_array()) {
      Reader one(place.as_array());
      domain::Membership m;
      m.client_id = one.text();
      m.contact_id = c.id;
      m.invoice_role = one.role();
      m.proposal_role = one.role();
      m.from_hubspot = one.flag();
      c.memberships.push_back(std::move(m));
    }
  });
}

std::string encode_row(const domain::Deal& deal) {
  const auto& [id, name, amount, pipeline_id, stage_id, close_date, probability, won, lost, owner_id,
               owner_name, client_id, client_name, contact_ids, source, hubspot, created_at, updated_at,
               version] = deal;
  return json::serialize(json::array{
      id, name,
      amount ? json::value(json::array{amount->minor, amount->currency.code()}) : json::value(nullptr),
      pipeline_id, stage_id, close_date ? json::value(to_text(*close_date)) : json::value(nullptr),
      probability ? json::value(probability->units) : json::value(nullptr), won, lost, owner_id, owner_name,
      client_id, list(contact_ids), domain::name(source), encode(hubspot), to_ms(created_at),
      to_ms(updated_at), version});
}

std::optional<domain::Deal> decode_deal(std::string_view text) {
  return decode<domain::Deal>(text, [](Reader& in, domain::Deal& d) {
    d.id = in.text();
    d.name = in.text();
    if (const auto& amount = in.next(); !amount.is_null())
      d.amount = Money{amount.at(0).to_number<std::int64_t>(), currency_of(amount.at(1).as_string())};
    d.pipeline_id = in.text();
    d.stage_id = in.text();
    if (const auto& date = in.next(); !date.is_null()) d.close_date = parse_date(date.as_string());
    if (const auto& probability = in.next(); !probability.is_null())
      d.probability = Decimal{probability.to_number<std::int64_t>()};
    d.won = in.flag();
    d.lost = in.flag();
    d.owner_id = in.text();
    d.owner_name = in.text();
    d.client_id = in.text();
    d.contact_ids = in.texts();
    d.source = in.source();
    d.hubspot = in.link();
    d.created_at = in.time();
    d.updated_at = in.time();
    d.version = in.number();
  });
}

std::string encode_row(const Review::DecisionRow& row) {
  const auto& [hubspot_id, decision, target_id, decided_by, decided_at] = row;
  return json::serialize(
      json::array{hubspot_id, domain::name(decision), target_id, decided_by, to_ms(decided_at)});
}

std::optional<Review::DecisionRow> decode_decision(std::string_view text) {
  return decode<Review::DecisionRow>(text, [](Reader& in, Review::DecisionRow& d) {
    d.hubspot_id = in.text();
    d.decision = domain::decision_from(in.text()).value_or(domain::Decision::skip);
    d.target_id = in.text();
    d.decided_by = in.text();
    d.decided_at = in.time();
  });
}

}  // namespace every::store
