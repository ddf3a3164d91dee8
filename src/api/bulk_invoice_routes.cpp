#include "api/invoice_routes_detail.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/bulk_invoices.h"
#include "base/sentence.h"

namespace every::api {
namespace {

json::array outcomes_json(const std::vector<app::BulkOutcome>& outcomes) {
  json::array out;
  for (const app::BulkOutcome& one : outcomes)
    out.push_back(json::object{{"invoiceId", one.invoice_id},
                               {"number", text_or_null(one.number)},
                               {"client", one.client},
                               {"draft", one.draft},
                               {"problem", one.problem ? json::value(json::string(ours(one.problem->detail)))
                                                       : json::value(nullptr)}});
  return out;
}

http::Response outcomes_reply(const app::BulkOutcomes& outcomes) {
  return reply(200, json::object{{"dryRun", outcomes.tried},
                                 {"done", outcomes_json(outcomes.done)},
                                 {"leftOut", outcomes_json(outcomes.left_out)}});
}

}  // namespace

void add_bulk_invoice_routes(Api& api) {
  api.add(http::Method::post, "/api/invoices/sent", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(outcomes, app::mark_invoices_sent(c.app, c.actor, c.body));
    return outcomes_reply(outcomes);
  });
  api.add(http::Method::post, "/api/invoices/void", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(outcomes, app::void_invoices(c.app, c.actor, c.body));
    return outcomes_reply(outcomes);
  });
  api.add(
      http::Method::post, "/api/invoices/pdf",
      [](const Call& c) -> Result<http::Response> {
        EVERY_TRY(pdf, app::invoices_pdf(c.app, c.actor, c.body));
        return pdf_reply(pdf.bytes, pdf.file_name);
      },
      Repeats::run_again);
  api.add(
      http::Method::post, "/api/invoices/export",
      [](const Call& c) -> Result<http::Response> {
        EVERY_TRY(text, app::invoices_csv(c.app, c.actor, c.body));
        return exported(c, std::move(text), "invoices", "csv", "invoices");
      },
      Repeats::run_again);
}

}  // namespace every::api
