#include "base/error.h"

#include <array>

namespace every {
namespace {

struct Row {
  Code code;
  std::string_view name;
  int status;
  std::string_view title;
};

constexpr std::array kRows = {
    Row{Code::bad_json, "bad_json", 400, "The request body is not well-formed JSON."},
    Row{Code::body_too_large, "body_too_large", 413, "The request body is too large."},
    Row{Code::unknown_field, "unknown_field", 422, "The request has a field that is not known here."},
    Row{Code::validation, "validation", 422, "Some fields need another look."},
    Row{Code::not_signed_in, "not_signed_in", 401, "Sign in to continue."},
    Row{Code::wrong_credentials, "wrong_credentials", 401, "Email or password is not right."},
    Row{Code::too_many_attempts, "too_many_attempts", 429, "Too many tries."},
    Row{Code::forbidden, "forbidden", 403, "Your role does not allow this."},
    Row{Code::bad_origin, "bad_origin", 403, "This request came from another site."},
    Row{Code::not_found, "not_found", 404, "There is nothing here."},
    Row{Code::method_not_allowed, "method_not_allowed", 405, "This address does not take that method."},
    Row{Code::unsupported_media_type, "unsupported_media_type", 415, "The body has to be JSON."},
    Row{Code::precondition_required, "precondition_required", 428, "The request needs an If-Match header."},
    Row{Code::stale, "stale", 412, "Someone changed this since you opened it."},
    Row{Code::locked_field, "locked_field", 409, "This field is managed in HubSpot."},
    Row{Code::idempotency_mismatch, "idempotency_mismatch", 409, "This key was used for another request."},
    Row{Code::told_once, "told_once", 409, "This was done already, and its secret is told only once."},
    Row{Code::already_set_up, "already_set_up", 409, "This installation is set up already."},
    Row{Code::last_owner, "last_owner", 409, "A workspace keeps an owner."},
    Row{Code::link_expired, "link_expired", 410, "This link is not valid any more."},
    Row{Code::setup_needed, "setup_needed", 409, "This installation is not set up yet."},
    Row{Code::hubspot_not_configured, "hubspot_not_configured", 409, "No HubSpot app is configured."},
    Row{Code::not_connected, "not_connected", 409, "HubSpot is not connected."},
    Row{Code::oauth_state_invalid, "oauth_state_invalid", 400,
        "This sign-in with HubSpot is no longer valid."},
    Row{Code::oauth_denied, "oauth_denied", 403, "The request was declined in HubSpot."},
    Row{Code::oauth_failed, "oauth_failed", 502, "HubSpot did not accept the connection."},
    Row{Code::scope_missing, "scope_missing", 403, "A HubSpot permission is missing."},
    Row{Code::account_mismatch, "account_mismatch", 409, "That is a different HubSpot account."},
    Row{Code::token_expired, "token_expired", 409, "HubSpot no longer accepts our access."},
    Row{Code::token_invalid, "token_invalid", 422, "HubSpot does not accept this token."},
    Row{Code::rate_limited, "rate_limited", 429, "HubSpot asked us to slow down."},
    Row{Code::daily_limit, "daily_limit", 429, "HubSpot's daily limit is used up."},
    Row{Code::network, "network", 502, "HubSpot could not be reached."},
    Row{Code::hubspot_down, "hubspot_down", 502, "HubSpot has a problem on its side."},
    Row{Code::hubspot_bad_answer, "hubspot_bad_answer", 502, "HubSpot's answer could not be read."},
    Row{Code::hubspot_bad_request, "hubspot_bad_request", 502, "HubSpot refused the request."},
    Row{Code::hubspot_not_found, "hubspot_not_found", 404, "HubSpot does not know this."},
    Row{Code::hubspot_migrating, "hubspot_migrating", 502, "HubSpot is moving this account."},
    Row{Code::run_conflict, "run_conflict", 409, "A sync is already running."},
    Row{Code::cancelled, "cancelled", 409, "This was cancelled."},
    Row{Code::contact_no_email, "contact_no_email", 422, "The contact has no email in HubSpot."},
    Row{Code::contact_bad_email, "contact_bad_email", 422, "The contact's email is not an email address."},
    Row{Code::match_undecided, "match_undecided", 409, "The contact matches a client here."},
    Row{Code::match_many, "match_many", 409, "The contact matches several clients here."},
    Row{Code::deal_no_contact, "deal_no_contact", 409, "The deal has no contact in HubSpot."},
    Row{Code::deal_no_client, "deal_no_client", 409, "The deal has no client yet."},
    Row{Code::deal_stage_unknown, "deal_stage_unknown", 409, "The deal's stage is not known."},
    Row{Code::deal_amount_missing, "deal_amount_missing", 409, "The deal has no amount."},
    Row{Code::currency_unknown, "currency_unknown", 422, "The currency is not known."},
    Row{Code::value_too_long, "value_too_long", 422, "A value was too long and was shortened."},
    Row{Code::field_type, "field_type", 422, "The property does not fit the field."},
    Row{Code::property_gone, "property_gone", 422, "HubSpot no longer has a mapped property."},
    Row{Code::list_gone, "list_gone", 422, "A list that is synced no longer exists."},
    Row{Code::removed_in_hubspot, "removed_in_hubspot", 410, "The record no longer exists in HubSpot."},
    Row{Code::merged_in_hubspot, "merged_in_hubspot", 410, "The record was merged in HubSpot."},
    Row{Code::undo_refused, "undo_refused", 409, "This import can no longer be undone."},
    Row{Code::invoice_not_draft, "invoice_not_draft", 409, "The invoice is issued and cannot change."},
    Row{Code::invoice_not_issued, "invoice_not_issued", 409, "The invoice is not issued."},
    Row{Code::invoice_empty, "invoice_empty", 422, "The invoice has no lines."},
    Row{Code::overpayment, "overpayment", 409, "This is more than is due."},
    Row{Code::nothing_to_credit, "nothing_to_credit", 409, "Nothing of the invoice is left to credit."},
    Row{Code::not_enough_credit, "not_enough_credit", 409, "The client has less credit than that."},
    Row{Code::deal_invoiced, "deal_invoiced", 409, "The deal is invoiced already."},
    Row{Code::deal_in_parts, "deal_in_parts", 409, "The deal is invoiced in parts."},
    Row{Code::has_documents, "has_documents", 409, "Documents refer to this record."},
    Row{Code::period_closed, "period_closed", 409, "The books are closed for that day."},
    Row{Code::mail_not_sent, "mail_not_sent", 502, "The mail server did not take the message."},
    Row{Code::proposal_not_draft, "proposal_not_draft", 409, "The proposal is open to its client."},
    Row{Code::proposal_not_open, "proposal_not_open", 409, "The proposal cannot be answered."},
    Row{Code::proposal_not_accepted, "proposal_not_accepted", 409, "The proposal is not accepted."},
    Row{Code::proposal_invoiced, "proposal_invoiced", 409, "The proposal is invoiced."},
    Row{Code::storage_failed, "storage_failed", 500, "The database could not be used."},
    Row{Code::internal, "internal", 500, "Something went wrong on our side."},
};
static_assert(kRows.size() == static_cast<std::size_t>(Code::internal) + 1, "every code has a row");

const Row& row(Code code) {
  return kRows[static_cast<std::size_t>(code)];
}

}  // namespace

std::string_view name(Code code) {
  return row(code).name;
}
std::string_view title(Code code) {
  return row(code).title;
}
int http_status(Code code) {
  return row(code).status;
}

std::optional<Code> code_from_name(std::string_view name) {
  for (const Row& r : kRows)
    if (r.name == name) return r.code;
  return std::nullopt;
}

}  // namespace every
