// Rows of the undo log as records again: what one was before, and putting it back as it was.
#pragma once

#include <optional>
#include <string>

#include "domain/party.h"
#include "store/undo_log.h"

namespace every::store {

// The HubSpot record that the row's record was linked with before; nothing when it was made or was not
// linked.
std::optional<domain::HubSpotLink> link_before(const UndoRow& row);

// What a row is about, for people and for the log of the run that takes it back: as it is now, else as it
// was.
struct UndoSubject {
  std::string name;
  std::optional<domain::HubSpotLink> hubspot;
  std::vector<std::string> emails;  // of a contact, now and before
};
UndoSubject subject_of(Tx& tx, const Tenant& tenant, const UndoRow& row);

// Takes the row back, whatever stands in its way: makes its record as it was, or removes what was made. A
// membership whose client is no more is left out.
void take_back(Tx& tx, const Tenant& tenant, const UndoRow& row);

}  // namespace every::store
