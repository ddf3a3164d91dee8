#include "app/billing.h"

#include "app/document_lines.h"
#include "domain/matching.h"
#include "store/clients.h"

namespace every::app {
namespace {

bool known(store::Tx& tx, const Actor& actor, const std::string& client_id) {
  return client_id.empty() || store::Clients(tx, actor.tenant).find(client_id).has_value();
}

Error no_client() {
  return Error(Code::not_found, "This client does not exist.");
}

void read_profile(Fields& in, domain::BillingProfile& p, bool of_workspace) {
  struct Member {
    const char* name;
    std::string* field;
    std::size_t max;
    bool workspace_only = false, client_only = false;
  };
  for (const Member& m :
       {Member{"legalId", &p.legal_id, 100}, Member{"legalScheme", &p.legal_scheme, 4},
        Member{"electronicAddress", &p.electronic_address, 320},
        Member{"electronicScheme", &p.electronic_scheme, 4}, Member{"contactName", &p.contact_name, 200},
        Member{"contactPhone", &p.contact_phone, 100}, Member{"contactEmail", &p.contact_email, 320},
        Member{"iban", &p.iban, 50, true}, Member{"bic", &p.bic, 20, true},
        Member{"accountName", &p.account_name, 200, true},
        Member{"exemptionReason", &p.exemption_reason, 500, true},
        Member{"buyerReference", &p.buyer_reference, 100, false, true}}) {
    // A member that is not of this kind of profile is unknown, and Fields says so.
    if ((m.workspace_only && !of_workspace) || (m.client_only && of_workspace) || !in.has(m.name)) continue;
    if (in.is_null(m.name))
      m.field->clear();
    else if (const auto value = in.text(m.name, {.max = m.max}))
      *m.field = *value;
  }
  read_language(in, p.language);
  read_treatment(in, "taxTreatment", p.tax_treatment);
  if (!p.contact_email.empty() && in.has("contactEmail") && !domain::normal_email(p.contact_email))
    in.complain("contactEmail", "format", "This is not an email address.");
  for (const FieldError& problem : domain::profile_problems(p))
    in.complain(problem.pointer.substr(1), problem.code, problem.detail);
}

}  // namespace

Result<store::StoredProfile> billing_profile(const App& app, const Actor& actor,
                                             const std::string& client_id) {
  EVERY_CHECK(require(actor, Permission::read));
  return app.db.read([&](store::Tx& tx) -> Result<store::StoredProfile> {
    if (!known(tx, actor, client_id)) return no_client();
    return store::BillingProfiles(tx, actor.tenant).find(client_id);
  });
}

Result<store::StoredProfile> change_billing_profile(const App& app, const Actor& actor,
                                                    const std::string& client_id, const json::value& body,
                                                    std::int64_t expected_version) {
  const bool of_workspace = client_id.empty();
  EVERY_CHECK(require(actor, of_workspace ? Permission::manage : Permission::edit));
  return app.db.write([&](store::Tx& tx) -> Result<store::StoredProfile> {
    if (!known(tx, actor, client_id)) return no_client();
    store::BillingProfiles profiles(tx, actor.tenant);
    domain::BillingProfile profile = profiles.find(client_id).profile;
    Fields in(body);
    read_profile(in, profile, of_workspace);
    EVERY_CHECK(in.finish());
    if (!profiles.put(client_id, profile, app.now(), expected_version))
      return Error(Code::stale, "The billing details were changed meanwhile.",
                   "Load them again and review the differences.");
    record(app, tx, actor, of_workspace ? "workspace" : "client",
           of_workspace ? std::string(actor.tenant.id()) : client_id, client_id, "billing.updated",
           "Billing details were changed.");
    return profiles.find(client_id);
  });
}

}  // namespace every::app
