// What a client that is to be made is called. Private to chat/.
#pragma once

#include <optional>
#include <string>

#include "chat/lexicon.h"
#include "chat/understand.h"

namespace every::chat {

struct NewClientName {
  std::string name;
  bool doubt = false;  // it may go on, or have begun before: whoever reads it asks
};

// By where names stand when somebody is made a client: after what tells one ("called Acme"), between the
// order and "as a client", after "new client". Nothing where no name stands there ("add them as a client").
std::optional<NewClientName> new_client_name(const Reading& r);

// Whether the sentence names one, and is about nothing but a client that is to be made; then the name is one
// word from here on, if it is sure.
bool join_new_client_name(Reading& r);

// A question when the whole of what was said (`all`) names more than the part that the change was read from:
// several clients, or a longer name. "" else.
std::string names_more(const Understood& change, const Reading& all);

}  // namespace every::chat
