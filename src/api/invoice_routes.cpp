#include <algorithm>

#include "api/invoice_routes_detail.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/invoices.h"
#include "app/payments.h"
#include "app/send_invoice.h"

namespace every::api {
namespace {

http::Response invoice_reply(const Call& c, const std::string& id, int status) {
  json::value body;
  std::int64_t version = 0;
  c.app.db.read([&](store::Tx& tx) {
    const auto view = app::view_invoice(tx, c.actor, id);
    body = invoice_json(*view, app::today_of(c.app, app::workspace_of(tx, c.actor)));
    version = view->invoice.version;
    return true;
  });
  return status == 201 ? created("/api/invoices/" + id, body, version) : reply(status, body, version);
}

Status exists(const Call& c) {
  if (c.app.db.read(
          [&](store::Tx& tx) { return store::Invoices(tx, c.actor.tenant).find(c.path("id")).has_value(); }))
    return done();
  return Error(Code::not_found, "This invoice does not exist.");
}

Error wrong(std::string_view parameter, std::string_view detail) {
  Error error(Code::validation, std::string(detail));
  error.fields.push_back({"?" + std::string(parameter), "format", error.detail});
  return error;
}

// An amount in the currency that is asked for, in minor units.
Result<std::optional<std::int64_t>> amount_of(const Call& c, std::string_view name,
                                              const std::string& currency) {
  const std::string given = c.query(name);
  if (given.empty()) return std::optional<std::int64_t>();
  const auto in = Currency::from(currency);
  if (!in) return wrong("currency", "Say in which currency the amount is.");
  const auto amount = Money::parse(given, *in);
  if (!amount) return wrong(name, "An amount such as 1234.50 is needed here.");
  return std::optional(amount->minor);
}

Result<store::InvoiceFilter> filter_of(const Call& c) {
  EVERY_TRY(status, c.choice("status", {"draft", "issued", "sent", "viewed", "partial", "overdue", "paid",
                                        "credited", "void", "open"}));
  EVERY_TRY(kind, c.choice("kind", {"invoice", "credit_note", "any"}));
  EVERY_TRY(days, c.period());
  const std::string currency = c.query("currency");
  if (!currency.empty() && !Currency::from(currency))
    return wrong("currency", "A currency code such as USD.");
  EVERY_TRY(least, amount_of(c, "least", currency));
  EVERY_TRY(most, amount_of(c, "most", currency));
  store::InvoiceFilter out;
  out.status = status;
  out.q = c.query("q");
  out.client_id = c.query("client");
  out.kind = kind == "any" ? "" : kind.empty() ? "invoice" : kind;
  out.due_from = days.from;
  out.due_to = days.to;
  out.currency = currency;
  out.least = least;
  out.most = most;
  return out;
}

Result<http::Response> sums(const Call& c) {
  EVERY_TRY(filter, filter_of(c));
  const auto sums = c.app.db.read([&](store::Tx& tx) {
    return store::Invoices(tx, c.actor.tenant)
        .sums_of(filter, app::today_of(c.app, app::workspace_of(tx, c.actor)));
  });
  if (!sums) return reply(200, json::object{{"currencies", nullptr}});
  json::array currencies;
  for (const store::InvoiceSum& one : *sums)
    currencies.push_back(json::object{{"currency", json::string(one.outstanding.currency.code())},
                                      {"count", one.count},
                                      {"outstanding", to_json(one.outstanding)},
                                      {"overdue", to_json(one.overdue)}});
  return reply(200, json::object{{"currencies", std::move(currencies)}});
}

}  // namespace

void add_invoice_routes(Api& api) {
  add_bulk_invoice_routes(api);
  add_document_word_routes(api);
  api.add(http::Method::get, "/api/invoices", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(slice, c.slice({"createdAt", "number", "issueDate", "dueDate", "total"},
                             {"createdAt", "issueDate", "dueDate", "total"}));
    EVERY_TRY(filter, filter_of(c));
    json::array items;
    json::object counts{{"draft", 0},   {"issued", 0}, {"sent", 0},     {"viewed", 0}, {"partial", 0},
                        {"overdue", 0}, {"paid", 0},   {"credited", 0}, {"void", 0}};
    std::int64_t total = 0;
    c.app.db.read([&](store::Tx& tx) {
      const Date today = app::today_of(c.app, app::workspace_of(tx, c.actor));
      store::Invoices invoices(tx, c.actor.tenant);
      const auto window = invoices.list(filter, slice, today);
      for (const auto& invoice : window.items) items.push_back(invoice_summary_json(invoice, today));
      for (const auto& [name, count] : invoices.counts_by_status(today)) counts[name] = count;
      total = window.total;
      return true;
    });
    json::object body = list_json(std::move(items), total);
    body["counts"] = std::move(counts);
    return reply(200, body);
  });
  api.add(http::Method::get, "/api/invoices/sums", sums);
  api.add(http::Method::post, "/api/invoices", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(invoice, app::create_invoice(c.app, c.actor, c.body));
    return invoice_reply(c, invoice.id, 201);
  });
  api.add(http::Method::get, "/api/invoices/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(exists(c));
    return invoice_reply(c, c.path("id"), 200);
  });
  api.add(http::Method::patch, "/api/invoices/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_CHECK(app::change_invoice(c.app, c.actor, c.path("id"), c.body, version));
    return invoice_reply(c, c.path("id"), 200);
  });
  api.add(http::Method::del, "/api/invoices/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::delete_invoice(c.app, c.actor, c.path("id")));
    return no_content();
  });
  api.add(http::Method::post, "/api/invoices/{id}/issue", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::issue_invoice(c.app, c.actor, c.path("id"), c.body));
    return invoice_reply(c, c.path("id"), 200);
  });
  api.add(http::Method::post, "/api/invoices/{id}/void", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::void_invoice(c.app, c.actor, c.path("id"), c.body));
    return invoice_reply(c, c.path("id"), 200);
  });
  api.add(http::Method::post, "/api/invoices/{id}/copy", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(draft, app::copy_invoice(c.app, c.actor, c.path("id"), c.body));
    return invoice_reply(c, draft.id, 201);
  });
  api.add(http::Method::post, "/api/invoices/{id}/credit-notes", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(note, app::credit_invoice(c.app, c.actor, c.path("id"), c.body));
    return invoice_reply(c, note.id, 201);
  });
  api.add(http::Method::post, "/api/invoices/{id}/replacement", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(made, app::replace_invoice(c.app, c.actor, c.path("id"), c.body));
    json::object body;
    c.app.db.read([&](store::Tx& tx) {
      const Date today = app::today_of(c.app, app::workspace_of(tx, c.actor));
      body["creditNote"] = invoice_json(*app::view_invoice(tx, c.actor, made.credit_note.id), today);
      body["invoice"] = invoice_json(*app::view_invoice(tx, c.actor, made.draft.id), today);
      return true;
    });
    return created("/api/invoices/" + made.draft.id, body, made.draft.version);
  });
  api.add(http::Method::post, "/api/invoices/{id}/sent", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::mark_invoice_sent(c.app, c.actor, c.path("id")));
    return invoice_reply(c, c.path("id"), 200);
  });
  api.add(http::Method::get, "/api/invoices/{id}/pdf", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(pdf, app::invoice_pdf(c.app, c.actor, c.path("id")));
    return pdf_reply(pdf.bytes, pdf.file_name);
  });
  api.add(http::Method::post, "/api/invoices/{id}/credit", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::use_credit(c.app, c.actor, c.path("id"), c.body));
    return invoice_reply(c, c.path("id"), 200);
  });
  api.add(http::Method::del, "/api/invoices/{id}/credit", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::release_credit(c.app, c.actor, c.path("id"), c.body));
    return invoice_reply(c, c.path("id"), 200);
  });
}

}  // namespace every::api
