// Who or what a name means in the workspace: the exact one, else those that are called so, else those whose
// name is nearly so.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"

namespace every::chat {

struct Named {
  std::string kind;  // client, contact, deal, review (a HubSpot contact that is not here)
  std::string id, name;
  bool operator==(const Named&) const = default;
};

// At most eight of each. `text` is a name, an e-mail address or a part of either.
std::vector<Named> clients_called(const app::App& app, const app::Actor& actor, const std::string& text);
std::vector<Named> contacts_called(const app::App& app, const app::Actor& actor, const std::string& text);
std::vector<Named> deals_called(const app::App& app, const app::Actor& actor, const std::string& text);
// Contacts that were read from HubSpot: all of them, or those that are not here.
std::vector<Named> found_in_hubspot(const app::App& app, const app::Actor& actor, const std::string& text);
std::vector<Named> waiting_called(const app::App& app, const app::Actor& actor, const std::string& text);
// Those at a client: its contacts.
std::vector<Named> contacts_at(const app::App& app, const app::Actor& actor, const std::string& client_id);

// The record's name as it is now; "" when it is gone.
std::string name_of(const app::App& app, const app::Actor& actor, const std::string& kind,
                    const std::string& id);

}  // namespace every::chat
