#include "api/resources.h"

#include <algorithm>

#include "app/field_changes.h"
#include "base/sentence.h"
#include "domain/credit_note.h"
#include "domain/language.h"

namespace every::api {
namespace {

json::value address_json(const domain::Address& a) {
  return json::object{{"street", a.street}, {"street2", a.street2},        {"city", a.city},
                      {"region", a.region}, {"postalCode", a.postal_code}, {"country", a.country}};
}

json::array texts(const std::vector<std::string>& list) {
  json::array out;
  for (const std::string& text : list) out.emplace_back(text);
  return out;
}

// Null when HubSpot is not connected: the badge goes, the record stays.
json::value link_json(const std::optional<domain::HubSpotLink>& link, const app::Locks& locks) {
  if (!link || !locks.connected || (!link->portal_id.empty() && link->portal_id != locks.portal_id))
    return nullptr;
  return json::object{{"id", link->object_id},
                      {"objectType", link->object_type},
                      {"url", link->url},
                      {"portalId", link->portal_id},
                      {"goneAt", time_json(link->gone_at)},
                      {"leftAt", time_json(link->left_at)}};
}

json::value synced(const std::optional<domain::HubSpotLink>& link) {
  return link ? time_json(link->synced_at) : json::value(nullptr);
}

// Presentation only: a probability is shown, never multiplied.
json::value fraction(const std::optional<Decimal>& d) {
  if (!d) return nullptr;
  const auto parsed = parse_json(d->text());
  return parsed.ok() ? *parsed : json::value(nullptr);
}

}  // namespace

json::value party_json(const domain::PartySnapshot& p) {
  return json::object{{"name", p.name},
                      {"legalName", p.legal_name},
                      {"email", text_or_null(p.email)},
                      {"address", address_json(p.address)},
                      {"taxId", p.tax_id}};
}

json::value bill_to_json(const domain::BillTo& b) {
  if (b.empty()) return nullptr;
  return json::object{{"name", b.name}, {"address", address_json(b.address)}};
}

namespace {

json::value invoice_deal_json(const domain::Invoice& i) {
  if (i.deal_id.empty()) return nullptr;
  return json::object{{"id", i.deal_id}, {"name", i.deal_name}, {"url", text_or_null(i.deal_url)}};
}

json::value payment_status_json(const domain::Invoice& i, Date today) {
  if (i.status != domain::DocumentStatus::issued || i.kind == domain::DocumentKind::credit_note)
    return nullptr;
  const Money asked = i.totals.total - i.credited.value_or(Money{0, i.currency});
  return json::string(domain::name(domain::payment_status(asked, i.paid, i.due_date, today)));
}

}  // namespace

json::array money_list(const std::vector<Money>& sums) {
  json::array out;
  for (const Money& sum : sums) out.push_back(to_json(sum));
  return out;
}

json::object list_json(json::array items, std::int64_t total) {
  return {{"items", std::move(items)}, {"total", total}};
}

json::value ref_json(const std::string& id, const std::string& name) {
  return json::object{{"id", id}, {"name", name}};
}

json::value user_json(const store::User& u) {
  return json::object{{"id", u.id}, {"name", u.name}, {"email", u.email}, {"role", u.role}};
}

json::value session_json(const store::User& user, const store::Workspace& w) {
  json::array permissions;
  for (const std::string_view one : app::permissions_of(user.role))
    permissions.emplace_back(json::string(one));
  return json::object{{"user", user_json(user)},
                      {"permissions", std::move(permissions)},
                      {"workspace", json::object{{"id", w.id},
                                                 {"name", w.name},
                                                 {"currency", w.currency},
                                                 {"timeZone", w.time_zone},
                                                 {"locale", w.locale},
                                                 {"country", w.country},
                                                 {"setup", text_or_null(w.setup_step)}}}};
}

json::value workspace_json(const store::Workspace& w) {
  return json::object{{"id", w.id},
                      {"name", w.name},
                      {"currency", w.currency},
                      {"timeZone", w.time_zone},
                      {"locale", w.locale},
                      {"country", w.country},
                      {"address", address_json(w.address)},
                      {"invoicePrefix", w.invoice_prefix},
                      {"invoiceDigits", w.invoice_digits},
                      {"paymentTermsDays", w.payment_terms_days},
                      {"taxId", w.tax_id},
                      {"bankDetails", w.bank_details},
                      {"invoiceNotes", w.invoice_notes},
                      {"invoiceFooter", w.invoice_footer},
                      {"proposalText", w.proposal_text},
                      {"booksClosedUntil", date_json(w.books_closed_until)},
                      {"createdAt", time_json(w.created_at)},
                      {"updatedAt", time_json(w.updated_at)}};
}

json::value client_json(const store::ClientRow& row, const app::Locks& locks) {
  const domain::Client& c = row.client;
  json::value last = nullptr;
  if (!row.last_invoice_id.empty())
    last = json::object{{"id", row.last_invoice_id},
                        {"number", text_or_null(row.last_invoice_number)},
                        {"status", row.last_invoice_status}};
  return json::object{
      {"id", c.id},
      {"kind", c.is_person ? "person" : "company"},
      {"name", c.name},
      {"legalName", c.legal_name},
      {"email", text_or_null(c.email)},
      {"billingEmail", text_or_null(row.primary_email)},
      {"phone", c.phone},
      {"website", c.website},
      {"address", address_json(c.address)},
      {"billTo", bill_to_json(c.bill_to)},
      {"taxId", c.tax_id},
      {"currency", text_or_null(c.currency)},
      {"paymentTermsDays", c.payment_terms_days ? json::value(*c.payment_terms_days) : json::value(nullptr)},
      {"tags", texts(c.tags)},
      {"status", c.archived ? "archived" : "active"},
      {"source", json::string(domain::name(c.source))},
      {"hubspot", link_json(c.hubspot, locks)},
      {"lockedFields", texts(locks.fields(c))},
      {"unlockedAt", time_json(c.unlocked_at)},
      {"ownerName", text_or_null(c.owner_name)},
      {"balance", money_list(row.balance)},
      {"credit", money_list(row.credit)},
      {"lastInvoice", std::move(last)},
      {"contactsCount", row.contacts},
      {"dealsCount", row.deals},
      {"createdAt", time_json(c.created_at)},
      {"updatedAt", time_json(c.updated_at)},
      {"syncedAt", synced(c.hubspot)}};
}

json::value contact_json(const domain::Contact& c, const app::Locks& locks) {
  json::array clients;
  for (const domain::Membership& m : c.memberships)
    clients.push_back(json::object{{"id", m.client_id},
                                   {"name", m.client_name},
                                   {"invoiceRole", json::string(domain::name(m.invoice_role))},
                                   {"proposalRole", json::string(domain::name(m.proposal_role))},
                                   {"managed", m.from_hubspot && locks.hold(c.hubspot)}});
  return json::object{{"id", c.id},
                      {"firstName", c.first_name},
                      {"lastName", c.last_name},
                      {"name", c.display_name()},
                      {"email", text_or_null(c.email)},
                      {"emails", texts(c.more_emails)},
                      {"phone", c.phone},
                      {"mobile", c.mobile},
                      {"jobTitle", c.job_title},
                      {"address", address_json(c.address)},
                      {"clients", std::move(clients)},
                      {"source", json::string(domain::name(c.source))},
                      {"hubspot", link_json(c.hubspot, locks)},
                      {"lockedFields", texts(locks.fields(c))},
                      {"unlockedAt", time_json(c.unlocked_at)},
                      {"createdAt", time_json(c.created_at)},
                      {"updatedAt", time_json(c.updated_at)},
                      {"syncedAt", synced(c.hubspot)}};
}

json::object activity_json(const store::Activity& a) {
  const auto data = parse_json(a.data);
  const auto* changes = data.ok() && data->is_object() ? data->get_object().if_contains("changes") : nullptr;
  return json::object{{"id", a.id},
                      {"kind", a.kind},
                      {"actor", a.actor_id.empty() ? ours(a.actor) : a.actor},
                      {"text", ours(a.text)},
                      {"subject", json::object{{"kind", a.subject_kind}, {"id", a.subject_id}}},
                      {"runId", text_or_null(a.run_id)},
                      {"changes", changes == nullptr ? json::array{} : app::told_changes(*changes)},
                      {"at", time_json(a.at)}};
}

json::value deal_json(const store::DealRow& row, const std::vector<domain::Pipeline>& pipelines,
                      const std::vector<std::pair<std::string, std::string>>& contacts,
                      const app::Locks& locks) {
  const domain::Deal& d = row.deal;
  const domain::Pipeline unknown_pipeline{d.pipeline_id, d.pipeline_id, 0, false, {}};
  const auto pipeline =
      std::find_if(pipelines.begin(), pipelines.end(), [&](const auto& p) { return p.id == d.pipeline_id; });
  const domain::Pipeline& p = pipeline == pipelines.end() ? unknown_pipeline : *pipeline;
  domain::Stage stage{.id = d.stage_id, .label = d.stage_id};
  for (const domain::Stage& s : p.stages)
    if (s.id == d.stage_id) stage = s;
  const auto group = d.won    ? domain::StageGroup::won
                     : d.lost ? domain::StageGroup::lost
                              : locks.mapping.group_of(p, stage);
  json::array people;
  for (const auto& [id, name] : contacts) people.push_back(ref_json(id, name));
  json::value invoice = nullptr;
  if (!row.invoice_id.empty())
    invoice = json::object{
        {"id", row.invoice_id}, {"number", text_or_null(row.invoice_number)}, {"status", row.invoice_status}};
  return json::object{
      {"id", d.id},
      {"name", d.name},
      {"state", d.won    ? "won"
                : d.lost ? "lost"
                         : "open"},
      {"amount", to_json(d.amount)},
      {"pipeline", json::object{{"id", p.id}, {"label", p.label}}},
      {"stage", json::object{{"id", stage.id},
                             {"label", stage.label},
                             {"group", json::string(domain::name(group))},
                             {"closed", stage.is_closed},
                             {"won", d.won}}},
      {"closeDate", date_json(d.close_date)},
      {"probability", fraction(d.probability)},
      {"owner", d.owner_id.empty() ? json::value(nullptr) : ref_json(d.owner_id, d.owner_name)},
      {"client", d.client_id.empty() ? json::value(nullptr) : ref_json(d.client_id, d.client_name)},
      {"contacts", std::move(people)},
      {"source", json::string(domain::name(d.source))},
      {"hubspot", link_json(d.hubspot, locks)},
      {"lockedFields", texts(locks.fields(d))},
      {"invoice", std::move(invoice)},
      {"createdAt", time_json(d.created_at)},
      {"updatedAt", time_json(d.updated_at)},
      {"syncedAt", synced(d.hubspot)}};
}

json::value payment_json(const domain::Payment& p) {
  json::array allocations;
  for (const domain::Allocation& one : p.allocations)
    allocations.push_back(
        json::object{{"invoice", json::object{{"id", one.invoice_id}, {"number", one.invoice_number}}},
                     {"amount", to_json(one.amount)}});
  return json::object{{"id", p.id},
                      {"client", ref_json(p.client_id, p.client_name)},
                      {"amount", to_json(p.amount)},
                      {"credit", to_json(p.credit())},
                      {"allocations", std::move(allocations)},
                      {"date", to_text(p.date)},
                      {"method", p.method},
                      {"reference", p.reference},
                      {"note", p.note},
                      {"createdAt", time_json(p.created_at)},
                      {"createdBy", p.created_by}};
}

json::value payment_on_json(const domain::Payment& p, const std::string& invoice_id) {
  return json::object{{"id", p.id},
                      {"invoiceId", invoice_id},
                      {"amount", to_json(p.paid_on(invoice_id))},
                      {"received", to_json(p.amount)},
                      {"date", to_text(p.date)},
                      {"method", p.method},
                      {"reference", p.reference},
                      {"note", p.note},
                      {"createdAt", time_json(p.created_at)},
                      {"createdBy", p.created_by}};
}

json::value language_json(std::string_view locale) {
  return json::string(domain::name(domain::language_from(locale).value_or(domain::Language::english)));
}

json::value invoice_summary_json(const domain::Invoice& i, Date today) {
  return json::object{{"id", i.id},
                      {"kind", json::string(domain::name(i.kind))},
                      {"number", text_or_null(i.number)},
                      {"status", json::string(domain::name(i.status))},
                      {"paymentStatus", payment_status_json(i, today)},
                      {"displayStatus", store::display_status(i, today)},
                      {"client", ref_json(i.client_id, i.client_name)},
                      {"deal", invoice_deal_json(i)},
                      {"currency", json::string(i.currency.code())},
                      {"issueDate", date_json(i.issue_date)},
                      {"dueDate", date_json(i.due_date)},
                      {"total", to_json(i.totals.total)},
                      {"paid", to_json(i.paid)},
                      {"credited", to_json(i.credited.value_or(Money{0, i.currency}))},
                      {"due", to_json(i.due())},
                      {"createdAt", time_json(i.created_at)},
                      {"updatedAt", time_json(i.updated_at)}};
}

json::value invoice_json(const app::InvoiceView& view, Date today) {
  const domain::Invoice& i = view.invoice;
  json::object out = invoice_summary_json(i, today).get_object();
  json::array lines, paid, history, notes;
  const bool creditable =
      i.status == domain::DocumentStatus::issued && i.kind == domain::DocumentKind::invoice;
  const auto left = creditable ? std::optional(domain::left_to_credit(i, view.credit_notes)) : std::nullopt;
  const auto sums = domain::sum_up(i.lines, i.currency, i.pricing);
  for (std::size_t n = 0; n < i.lines.size(); ++n) {
    json::object line = line_json(i.lines[n], sums->lines[n].total);
    line["creditable"] = left ? to_json(left->lines[n]) : json::value(nullptr);
    lines.push_back(std::move(line));
  }
  for (const domain::Invoice& note : view.credit_notes)
    notes.push_back(json::object{{"id", note.id},
                                 {"number", text_or_null(note.number)},
                                 {"issueDate", date_json(note.issue_date)},
                                 {"total", to_json(note.totals.total)},
                                 {"reason", note.notes}});
  for (const domain::Payment& p : view.payments) paid.push_back(payment_on_json(p, i.id));
  for (const store::InvoiceEvent& e : view.events)
    history.push_back(
        json::object{{"at", time_json(e.at)}, {"kind", e.kind}, {"by", e.by}, {"detail", ours(e.detail)}});
  out["billTo"] = party_json(i.bill_to);
  out["billToInstead"] = bill_to_json(i.bill_to_instead);
  out["from"] = party_json(i.from);
  out["paymentTermsDays"] = i.payment_terms_days;
  out["poNumber"] = i.po_number;
  out["notes"] = i.notes;
  out["footer"] = i.footer;
  out["language"] = text_or_null(i.language);
  out["writtenIn"] = language_json(i.locale);
  out["locale"] = text_or_null(i.locale);
  out["lines"] = std::move(lines);
  out["subtotal"] = to_json(i.totals.subtotal);
  out["taxInclusive"] = i.pricing.tax_inclusive;
  out["discountPercent"] = percent_json(i.pricing.discount_percent);
  out["discountAmount"] = to_json(i.pricing.discount_amount);
  out["documentDiscount"] = to_json(i.totals.document_discount);
  out["discountTotal"] = to_json(i.totals.discount);
  out["taxTotal"] = to_json(i.totals.tax);
  out["taxes"] = taxes_json(domain::tax_sums(i.lines, i.currency, i.pricing));
  out["about"] = i.about_id.empty() ? json::value(nullptr)
                                    : json::object{{"id", i.about_id},
                                                   {"number", i.about_number},
                                                   {"issueDate", date_json(i.about_date)}};
  json::array lost;
  for (const std::string& one : view.not_carried) lost.push_back(json::string(ours(one)));
  out["notCarried"] = std::move(lost);
  out["proposal"] = view.proposal ? json::object{{"id", view.proposal->id},
                                                 {"number", view.proposal->number},
                                                 {"title", view.proposal->title}}
                                  : json::value(nullptr);
  out["byRule"] = view.by_rule ? json::object{{"id", view.by_rule->rule_id},
                                              {"pipeline", view.by_rule->pipeline},
                                              {"stage", view.by_rule->stage},
                                              {"enteredAt", time_json(view.by_rule->entered_at)}}
                               : json::value(nullptr);
  out["dealPart"] =
      i.part_id.empty() ? json::value(nullptr) : json::object{{"id", i.part_id}, {"label", view.part_label}};
  for (const auto& [role, d] :
       {std::pair{"replaces", &view.replaces}, std::pair{"replacedBy", &view.replaced_by}})
    out[role] = *d ? json::value{{"id", (*d)->id}, {"number", text_or_null((*d)->number)}} : nullptr;
  out["creditNotes"] = std::move(notes);
  out["creditable"] = left ? to_json(left->total) : json::value(nullptr);
  out["clientCredit"] = to_json(view.client_credit);
  out["payments"] = std::move(paid);
  out["history"] = std::move(history);
  out["voidReason"] = text_or_null(i.void_reason);
  out["issuedAt"] = time_json(i.issued_at);
  out["sentAt"] = time_json(i.sent_at);
  out["viewedAt"] = time_json(i.viewed_at);
  return out;
}

}  // namespace every::api
