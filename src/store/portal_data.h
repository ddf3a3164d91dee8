// What belongs to one HubSpot account and makes no sense under another.
#pragma once

#include "store/database.h"

namespace every::store {

// Forgets the account that this workspace was connected to: the mirror, how far it was read, the review,
// decisions and selection, and the links of the records here. The records themselves stay, editable.
void forget_portal(Tx& tx, const Tenant& tenant);

}  // namespace every::store
