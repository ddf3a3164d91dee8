// What an order is about, when that is none of ours: "set up a campaign", "connect my bank account". Private
// to chat/.
#pragma once

#include "chat/lexicon.h"

namespace every::chat {

// Whether another product is named, which nothing is connected with: "contacts from Outlook".
bool names_another_product(const Reading& reading);
// "Invoices from Xero"; a client may be called so.
bool comes_from_another_product(const Reading& reading);
// Whether something that one does here is to be done to a thing that is not here.
bool has_foreign_object(const Reading& reading);

}  // namespace every::chat
