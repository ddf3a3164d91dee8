#include "api/api.h"
#include "api/reply.h"
#include "api/resources.h"
#include "app/billing.h"
#include "app/einvoices.h"
#include "base/sentence.h"

namespace every::api {
namespace {

http::Response profile_reply(const store::StoredProfile& stored, bool of_workspace) {
  const domain::BillingProfile& p = stored.profile;
  json::object out{{"legalId", p.legal_id},
                   {"legalScheme", p.legal_scheme},
                   {"electronicAddress", p.electronic_address},
                   {"electronicScheme", p.electronic_scheme},
                   {"contactName", p.contact_name},
                   {"contactPhone", p.contact_phone},
                   {"contactEmail", p.contact_email},
                   {"taxTreatment", text_or_null(domain::name(p.tax_treatment))},
                   {"language", text_or_null(p.language)}};
  if (of_workspace) {
    out["iban"] = p.iban;
    out["bic"] = p.bic;
    out["accountName"] = p.account_name;
    out["exemptionReason"] = p.exemption_reason;
  } else {
    out["buyerReference"] = p.buyer_reference;
  }
  return reply(200, out, stored.version);
}

http::Response readiness_reply(const std::vector<domain::einvoice::Gap>& gaps) {
  json::array list;
  for (const auto& gap : gaps)
    list.push_back(json::object{{"rule", text_or_null(gap.rule)},
                                {"term", gap.term},
                                {"detail", ours(gap.sentence)},
                                {"required", gap.required},
                                {"place", text_or_null(gap.place)},
                                {"pointer", gap.pointer}});
  return reply(200, json::object{{"ready", domain::einvoice::ready(gaps)}, {"gaps", std::move(list)}});
}

Result<http::Response> file_reply(const Call& c, app::EInvoiceSyntax syntax) {
  EVERY_TRY(file, app::einvoice_file(c.app, c.actor, c.path("id"), syntax));
  http::Response response = http::Response::text(
      200, file.bytes, syntax == app::EInvoiceSyntax::facturx ? "application/pdf" : "application/xml");
  response.headers.set("Content-Disposition", disposition("attachment", file.file_name));
  response.headers.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_einvoice_routes(Api& api) {
  api.add(http::Method::get, "/api/workspace/billing", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(stored, app::billing_profile(c.app, c.actor, ""));
    return profile_reply(stored, true);
  });
  api.add(http::Method::patch, "/api/workspace/billing", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_TRY(stored, app::change_billing_profile(c.app, c.actor, "", c.body, version));
    return profile_reply(stored, true);
  });
  api.add(http::Method::get, "/api/clients/{id}/billing", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(stored, app::billing_profile(c.app, c.actor, c.path("id")));
    return profile_reply(stored, false);
  });
  api.add(http::Method::patch, "/api/clients/{id}/billing", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(version, c.if_match());
    EVERY_TRY(stored, app::change_billing_profile(c.app, c.actor, c.path("id"), c.body, version));
    return profile_reply(stored, false);
  });
  api.add(http::Method::get, "/api/clients/{id}/e-invoice", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(gaps, app::einvoice_gaps_of_client(c.app, c.actor, c.path("id")));
    return readiness_reply(gaps);
  });
  api.add(http::Method::get, "/api/deals/{id}/e-invoice", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(gaps, app::einvoice_gaps_of_deal(c.app, c.actor, c.path("id")));
    return readiness_reply(gaps);
  });
  api.add(http::Method::get, "/api/invoices/{id}/e-invoice", [](const Call& c) -> Result<http::Response> {
    EVERY_TRY(gaps, app::einvoice_gaps_of_invoice(c.app, c.actor, c.path("id")));
    return readiness_reply(gaps);
  });
  api.add(http::Method::get, "/api/invoices/{id}/ubl",
          [](const Call& c) { return file_reply(c, app::EInvoiceSyntax::ubl); });
  api.add(http::Method::get, "/api/invoices/{id}/cii",
          [](const Call& c) { return file_reply(c, app::EInvoiceSyntax::cii); });
  api.add(http::Method::get, "/api/invoices/{id}/facturx",
          [](const Call& c) { return file_reply(c, app::EInvoiceSyntax::facturx); });
}

}  // namespace every::api
