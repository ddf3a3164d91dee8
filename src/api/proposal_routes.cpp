// Proposals: drafts, opening, answers, invoices of what was accepted.
#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/proposals.h"
#include "base/sentence.h"

namespace every::api {
namespace {

json::value summary_json(const domain::Proposal& p, Date today) {
  return json::object{{"id", p.id},
                      {"number", text_or_null(p.number)},
                      {"state", json::string(domain::name(p.state))},
                      {"displayStatus", json::string(domain::display_status(p, today))},
                      {"title", p.title},
                      {"client", ref_json(p.client_id, p.client_name)},
                      {"deal", p.deal_id.empty() ? json::value(nullptr) : ref_json(p.deal_id, p.deal_name)},
                      {"currency", json::string(p.currency.code())},
                      {"total", to_json(p.totals.total)},
                      {"validUntil", date_json(p.valid_until)},
                      {"sentAt", time_json(p.sent_at)},
                      {"viewedAt", time_json(p.viewed_at)},
                      {"answeredAt", time_json(p.answer ? std::optional(p.answer->at) : std::nullopt)},
                      {"createdAt", time_json(p.created_at)},
                      {"updatedAt", time_json(p.updated_at)}};
}

json::value answer_json(const std::optional<domain::ProposalAnswer>& a) {
  if (!a) return nullptr;
  return json::object{
      {"at", time_json(a->at)}, {"name", a->name}, {"reason", a->reason}, {"address", a->address}};
}

json::array invoices_json(store::Tx& tx, const app::Actor& actor, const domain::Proposal& p, Date today) {
  json::array out;
  for (const domain::InvoicedShare& share : store::Proposals(tx, actor.tenant).shares(p.id, p.currency))
    if (const auto invoice = store::Invoices(tx, actor.tenant).find(share.invoice_id))
      out.push_back(json::object{{"id", invoice->id},
                                 {"number", text_or_null(invoice->number)},
                                 {"displayStatus", store::display_status(*invoice, today)},
                                 {"percent", share.percent.text()},
                                 {"total", to_json(invoice->totals.total)}});
  return out;
}

json::value proposal_json(store::Tx& tx, const app::Actor& actor, const domain::Proposal& p, Date today) {
  json::object out = summary_json(p, today).get_object();
  json::array sections, lines, history;
  for (const domain::ProposalSection& s : p.sections)
    sections.push_back(json::object{{"id", s.id}, {"title", s.title}, {"text", s.text}});
  const auto totals = domain::line_totals(p);
  for (std::size_t n = 0; n < p.lines.size(); ++n) {
    json::object line = line_json(p.lines[n].line, totals[n]);
    line["optional"] = p.lines[n].optional;
    line["chosen"] = p.lines[n].chosen;
    lines.push_back(std::move(line));
  }
  store::Proposals proposals(tx, actor.tenant);
  for (const store::ProposalEvent& e : proposals.events(p.id))
    history.push_back(
        json::object{{"at", time_json(e.at)}, {"kind", e.kind}, {"by", e.by}, {"detail", ours(e.detail)}});
  out["language"] = text_or_null(p.language);
  out["writtenIn"] = language_json(p.locale);
  out["locale"] = text_or_null(p.locale);
  out["sections"] = std::move(sections);
  out["lines"] = std::move(lines);
  json::array lost;
  for (const std::string& one : p.not_carried) lost.push_back(json::string(ours(one)));
  out["notCarried"] = std::move(lost);
  out["taxInclusive"] = p.pricing.tax_inclusive;
  out["discountPercent"] = percent_json(p.pricing.discount_percent);
  out["subtotal"] = to_json(p.totals.subtotal);
  out["discountTotal"] = to_json(p.totals.discount);
  out["taxTotal"] = to_json(p.totals.tax);
  out["taxes"] = taxes_json(domain::tax_sums(domain::chosen_lines(p), p.currency, p.pricing));
  out["billTo"] = party_json(p.bill_to);
  out["from"] = party_json(p.from);
  out["answer"] = answer_json(p.answer);
  const Decimal done = domain::invoiced(proposals.shares(p.id, p.currency));
  out["invoicedPercent"] = done.text();
  out["invoices"] = invoices_json(tx, actor, p, today);
  out["history"] = std::move(history);
  return out;
}

Result<http::Response> proposal_reply(const Call& c, const std::string& id, int status) {
  std::optional<json::value> body;
  std::int64_t version = 0;
  c.app.db.read([&](store::Tx& tx) {
    const auto proposal = app::load_proposal(tx, c.actor, id);
    if (!proposal) return false;
    body = proposal_json(tx, c.actor, *proposal, app::today_of(c.app, app::workspace_of(tx, c.actor)));
    version = proposal->version;
    return true;
  });
  if (!body) return Error(Code::not_found, "This proposal does not exist.");
  return status == 201 ? created("/api/proposals/" + id, *body, version) : reply(status, *body, version);
}

Result<http::Response> list(const Call& c) {
  EVERY_TRY(slice,
            c.slice({"createdAt", "number", "validUntil", "total"}, {"createdAt", "validUntil", "total"}));
  EVERY_TRY(status,
            c.choice("status", {"draft", "open", "sent", "viewed", "accepted", "declined", "expired"}));
  EVERY_TRY(unanswered, c.choice("unanswered", {"true"}));
  json::array items;
  json::object counts{{"draft", 0},    {"open", 0},     {"sent", 0},   {"viewed", 0},
                      {"accepted", 0}, {"declined", 0}, {"expired", 0}};
  std::int64_t total = 0;
  c.app.db.read([&](store::Tx& tx) {
    const Date today = app::today_of(c.app, app::workspace_of(tx, c.actor));
    store::Proposals proposals(tx, c.actor.tenant);
    store::ProposalFilter filter{
        .status = status, .q = c.query("q"), .client_id = c.query("client"), .deal_id = c.query("deal")};
    if (!unanswered.empty()) filter.unanswered_since = c.app.now() - domain::kAnswerDays;
    const auto window = proposals.list(filter, slice, today);
    for (const auto& proposal : window.items) items.push_back(summary_json(proposal, today));
    for (const auto& [name, count] : proposals.counts_by_status(today)) counts[name] = count;
    total = window.total;
    return true;
  });
  json::object body = list_json(std::move(items), total);
  body["counts"] = std::move(counts);
  return reply(200, body);
}

}  // namespace

void add_proposal_routes(Api& api) {
  api.add(http::Method::get, "/api/proposals", list);
  api.add(http::Method::post, "/api/proposals", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(proposal, app::create_proposal(c.app, c.actor, c.body));
    return proposal_reply(c, proposal.id, 201);
  });
  api.add(http::Method::get, "/api/proposals/{id}",
          [](const Call& c) { return proposal_reply(c, c.path("id"), 200); });
  api.add(http::Method::patch, "/api/proposals/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_CHECK(app::change_proposal(c.app, c.actor, c.path("id"), c.body, version));
    return proposal_reply(c, c.path("id"), 200);
  });
  api.add(http::Method::del, "/api/proposals/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::delete_proposal(c.app, c.actor, c.path("id")));
    return no_content();
  });
  api.add(http::Method::post, "/api/proposals/{id}/open", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::open_proposal(c.app, c.actor, c.path("id")));
    return proposal_reply(c, c.path("id"), 200);
  });
  api.add(http::Method::post, "/api/proposals/{id}/revise", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::revise_proposal(c.app, c.actor, c.path("id")));
    return proposal_reply(c, c.path("id"), 200);
  });
  api.add(http::Method::get, "/api/proposals/{id}/pdf", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(pdf, app::proposal_pdf(c.app, c.actor, c.path("id")));
    http::Response response = http::Response::text(200, pdf.bytes, "application/pdf");
    response.headers.set("Content-Disposition", disposition("inline", pdf.file_name));
    response.headers.set("Cache-Control", "no-store");
    return response;
  });
  api.add(http::Method::post, "/api/proposals/{id}/invoice", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(made, app::invoice_proposal(c.app, c.actor, c.path("id"), c.body));
    const json::object body{{"id", made.invoice.id},
                            {"number", text_or_null(made.invoice.number)},
                            {"total", to_json(made.invoice.totals.total)}};
    return made.made ? created("/api/invoices/" + made.invoice.id, body, made.invoice.version)
                     : reply(200, body);
  });
}

}  // namespace every::api
