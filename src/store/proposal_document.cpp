#include "store/proposal_document.h"

#include "store/encode.h"

namespace every::store {
namespace {

std::int64_t whole(const json::value& object, const char* name) {
  const auto* member = object.is_object() ? object.get_object().if_contains(name) : nullptr;
  return member != nullptr && member->is_int64() ? member->get_int64() : 0;
}

bool flag(const json::value& object, const char* name) {
  const auto* member = object.is_object() ? object.get_object().if_contains(name) : nullptr;
  return member != nullptr && member->is_bool() && member->get_bool();
}

template <class F>
void each(const json::value& object, const char* name, F&& f) {
  const auto* member = object.is_object() ? object.get_object().if_contains(name) : nullptr;
  if (member == nullptr || !member->is_array()) return;
  for (const json::value& one : member->get_array()) f(one);
}

// A document of before there were names of taxes stays the same text.
void put_tax(json::object& out, const domain::TaxWords& tax) {
  if (tax.empty()) return;
  out["taxName"] = tax.name;
  out["taxTreatment"] = json::string(domain::name(tax.treatment));
  out["taxReason"] = tax.reason;
}

domain::TaxWords tax_from(const json::value& value) {
  return {text_member(value, "taxName"), domain::tax_treatment_from(text_member(value, "taxTreatment")),
          text_member(value, "taxReason")};
}

json::value line_object(const domain::ProposalLine& one) {
  const domain::InvoiceLine& l = one.line;
  json::object out{{"id", l.id},
                   {"description", l.description},
                   {"quantity", l.quantity.units},
                   {"unitPrice", l.unit_price.minor},
                   {"discountPercent", l.discount_percent.units},
                   {"taxPercent", l.tax_percent.units},
                   {"optional", one.optional},
                   {"chosen", one.chosen}};
  if (l.discount_amount) out["discountAmount"] = l.discount_amount->minor;
  put_tax(out, l.tax);
  return out;
}

domain::ProposalLine line_from(const json::value& value, Currency currency) {
  domain::ProposalLine one{{.id = text_member(value, "id"),
                            .description = text_member(value, "description"),
                            .quantity = Decimal{whole(value, "quantity")},
                            .unit_price = {whole(value, "unitPrice"), currency},
                            .discount_percent = Decimal{whole(value, "discountPercent")},
                            .tax_percent = Decimal{whole(value, "taxPercent")},
                            .tax = tax_from(value)},
                           flag(value, "optional"),
                           flag(value, "chosen")};
  if (value.is_object() && value.get_object().contains("discountAmount"))
    one.line.discount_amount = Money{whole(value, "discountAmount"), currency};
  return one;
}

}  // namespace

std::string encode_document(const domain::Proposal& p) {
  json::array sections, lines, lost;
  for (const std::string& one : p.not_carried) lost.emplace_back(one);
  for (const domain::ProposalSection& s : p.sections)
    sections.push_back(json::object{{"id", s.id}, {"title", s.title}, {"text", s.text}});
  for (const domain::ProposalLine& one : p.lines) lines.push_back(line_object(one));
  return json::serialize(json::object{{"number", p.number},
                                      {"revision", p.revision},
                                      {"title", p.title},
                                      {"language", p.language},
                                      {"locale", p.locale},
                                      {"currency", json::string(p.currency.code())},
                                      {"validUntil", date_json(p.valid_until)},
                                      {"sections", std::move(sections)},
                                      {"lines", std::move(lines)},
                                      {"notCarried", std::move(lost)},
                                      {"taxInclusive", p.pricing.tax_inclusive},
                                      {"discountPercent", p.pricing.discount_percent.units},
                                      {"total", p.totals.total.minor},
                                      {"billTo", encode(p.bill_to)},
                                      {"from", encode(p.from)}});
}

void decode_document(std::string_view text, domain::Proposal& p) {
  const auto value = parse_json(text);
  if (!value.ok()) throw StorageError("a proposal's document cannot be read");
  p.sections.clear();
  p.lines.clear();
  each(*value, "sections", [&](const json::value& one) {
    p.sections.push_back({text_member(one, "id"), text_member(one, "title"), text_member(one, "text")});
  });
  each(*value, "lines", [&](const json::value& one) { p.lines.push_back(line_from(one, p.currency)); });
  p.not_carried.clear();
  each(*value, "notCarried", [&](const json::value& one) {
    if (one.is_string()) p.not_carried.emplace_back(one.get_string());
  });
  p.language = text_member(*value, "language");
  p.locale = text_member(*value, "locale");
  p.pricing.tax_inclusive = flag(*value, "taxInclusive");
  p.pricing.discount_percent = Decimal{whole(*value, "discountPercent")};
  p.bill_to = decode_party(text_member(*value, "billTo"));
  p.from = decode_party(text_member(*value, "from"));
}

std::string encode_parts(const std::vector<domain::SharePart>& parts) {
  json::array out;
  for (const domain::SharePart& part : parts) {
    json::object one{{"tax", part.tax_percent.units}, {"amount", part.amount.minor}};
    put_tax(one, part.tax);
    out.push_back(std::move(one));
  }
  return json::serialize(json::object{{"parts", std::move(out)}});
}

std::vector<domain::SharePart> decode_parts(std::string_view text, Currency currency) {
  std::vector<domain::SharePart> out;
  const auto value = parse_json(text);
  if (!value.ok()) throw StorageError("a share of a proposal cannot be read");
  each(*value, "parts", [&](const json::value& one) {
    out.push_back({Decimal{whole(one, "tax")}, {whole(one, "amount"), currency}, tax_from(one)});
  });
  return out;
}

}  // namespace every::store
