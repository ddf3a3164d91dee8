// A person who asked to be forgotten. HubSpot deletes such a contact for good (a privacy deletion); here its
// values go from the mirror, the review, the contact and the client that it is by itself, the search index,
// the history, notes and whatever runs said about it. Invoices that were issued keep what they say, because
// the law wants them whole. What remains is a receipt without personal data, and the id, so that a late
// answer does not bring the values back; the same person, created again, is somebody new.
//
// Call inside a write transaction, from wherever it becomes known: HubSpot's event (contact.privacyDeletion),
// a record that is gone for good, an address that HubSpot put in place of the erased one, or an owner.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/time.h"
#include "store/receipts.h"

namespace every::sync {

struct PrivacyDelete {
  std::string hubspot_id;  // of a contact
  std::string reason;      // privacy_deletion (HubSpot said so), purged (gone for good), placeholder, owner
  std::string by = "HubSpot sync";
};

// The receipt, the same one every time; nothing when nothing here is about this contact. Its data:
// {"hubspotId", "reason", "erased": {"mirrorRecords", "contacts", "clients", "notes", "history", "other"},
// "documents": [{"id", "number"}] which keep data, "clientsKept": […] which lost their name and stay for the
// sake of these, "sameAddress": […] contacts here that never came from HubSpot and have the same e-mail: a
// person decides about them}.
std::optional<store::Receipt> erase_person(store::Tx& tx, const store::Tenant& tenant, Clock& clock,
                                           Random& random, const PrivacyDelete& request);

// HubSpot's placeholder in an erased contact: <uuid>@gdpr-forgotten.hubspot.com.
bool is_forgotten_email(std::string_view email);

}  // namespace every::sync
