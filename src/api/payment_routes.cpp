#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/invoices.h"
#include "app/payments.h"
#include "app/statements.h"
#include "store/payments.h"

namespace every::api {
namespace {

json::object statement_json(const app::ClientStatement& s) {
  json::array currencies;
  for (const domain::CurrencyStatement& one : s.currencies) {
    json::array entries;
    for (const domain::StatementEntry& entry : one.entries)
      entries.push_back(json::object{{"kind", json::string(domain::name(entry.kind))},
                                     {"id", entry.id},
                                     {"number", entry.number},
                                     {"date", to_text(entry.date)},
                                     {"amount", to_json(entry.amount)},
                                     {"balance", to_json(entry.balance)}});
    currencies.push_back(json::object{{"currency", json::string(one.currency.code())},
                                      {"opening", to_json(one.opening)},
                                      {"invoiced", to_json(one.invoiced)},
                                      {"credited", to_json(one.credited)},
                                      {"paid", to_json(one.paid)},
                                      {"closing", to_json(one.closing)},
                                      {"entries", std::move(entries)}});
  }
  return {{"client", ref_json(s.client_id, s.client_name)},
          {"from", to_text(s.from)},
          {"to", to_text(s.to)},
          {"currencies", std::move(currencies)}};
}

Result<http::Response> statement(const Call& c) {
  EVERY_TRY(days, c.period());
  EVERY_TRY(format, c.choice("format", {"json", "csv", "pdf"}));
  const std::string id = c.path("id");
  if (format == "csv") {
    EVERY_TRY(text, app::statement_csv(c.app, c.actor, id, days));
    return exported(c, std::move(text), "statement", "csv", "statement");
  }
  if (format == "pdf") {
    EVERY_TRY(pdf, app::statement_pdf(c.app, c.actor, id, days));
    return pdf_reply(pdf.bytes, pdf.file_name);
  }
  EVERY_TRY(found, app::client_statement(c.app, c.actor, id, days));
  return reply(200, statement_json(found));
}

}  // namespace

void add_payment_routes(Api& api) {
  api.add(http::Method::get, "/api/payments", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(slice, c.slice({"date", "amount"}, {"date", "amount"}));
    EVERY_TRY(credit, c.choice("withCredit", {"true", "false"}));
    const auto window = c.app.db.read([&](store::Tx& tx) {
      return store::Payments(tx, c.actor.tenant)
          .list({.client_id = c.query("client"), .with_credit = credit == "true"}, slice);
    });
    json::array items;
    for (const auto& payment : window.items) items.push_back(payment_json(payment));
    return reply(200, list_json(std::move(items), window.total));
  });
  api.add(http::Method::post, "/api/payments", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(payment, app::record_client_payment(c.app, c.actor, c.body));
    return reply(201, payment_json(payment));
  });
  api.add(http::Method::get, "/api/payments/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(payment, app::find_payment(c.app, c.actor, c.path("id")));
    return reply(200, payment_json(payment));
  });
  api.add(http::Method::del, "/api/payments/{id}", [](const Call& c) -> Result<http::Response> {
    EVERY_CHECK(app::remove_payment(c.app, c.actor, c.path("id"), c.body));
    return no_content();
  });
  api.add(http::Method::get, "/api/payments/{id}/receipt", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(pdf, app::receipt_pdf(c.app, c.actor, c.path("id")));
    return pdf_reply(pdf.bytes, pdf.file_name);
  });
  api.add(http::Method::get, "/api/invoices/{id}/payments", [](const Call& c) -> Result<http::Response> {
    const auto payments = c.app.db.read([&](store::Tx& tx) -> std::optional<std::vector<domain::Payment>> {
      if (!store::Invoices(tx, c.actor.tenant).find(c.path("id"))) return std::nullopt;
      return store::Payments(tx, c.actor.tenant).of_invoice(c.path("id"));
    });
    if (!payments) return Error(Code::not_found, "This invoice does not exist.");
    json::array items;
    for (const auto& payment : *payments) items.push_back(payment_on_json(payment, c.path("id")));
    return reply(200, list_json(std::move(items), static_cast<std::int64_t>(payments->size())));
  });
  api.add(http::Method::post, "/api/invoices/{id}/payments", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(payment, app::record_payment(c.app, c.actor, c.path("id"), c.body));
    return reply(201, payment_json(payment));
  });
  api.add(http::Method::get, "/api/clients/{id}/statement", statement);
}

}  // namespace every::api
