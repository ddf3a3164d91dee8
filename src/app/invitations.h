// Bringing somebody into the workspace: by a mail, or by a link that the inviting person hands over. A link
// works once, for a week, and until the invitation is taken back; only its hash is kept, so each time it is
// asked for there is a new one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "app/sessions.h"
#include "base/json.h"
#include "store/outbox.h"
#include "store/people.h"

namespace every::app {

struct InvitationView {
  store::Invitation invitation;
  std::optional<store::OutboxMail> mail;  // the last one about it
  std::string url;                        // given once, to the one who invites; "" in lists
};

Result<std::vector<InvitationView>> invitations(const App& app, const Actor& actor);
// Body: {email, role}. Mailed when mail is set up. Errors: validation (here already, invited already),
// forbidden (a role that the actor may not give).
Result<InvitationView> invite(const App& app, const Actor& actor, const json::value& body);
// Another week, and another mail. Errors: not_found, too_many_attempts (more than once a minute).
Result<InvitationView> renew_invitation(const App& app, const Actor& actor, const std::string& id);
// A fresh link to hand over. Errors: not_found, link_expired.
Result<InvitationView> invitation_link(const App& app, const Actor& actor, const std::string& id);
// Every link to it is void. Error: not_found.
Status revoke_invitation(const App& app, const Actor& actor, const std::string& id);

// ---- for who has the link

struct InvitationFace {
  std::string email, role, invited_by, workspace;
  Instant expires_at;
};
// Body: {token}. Error: link_expired.
Result<InvitationFace> look_at_invitation(const App& app, const json::value& body);
// Body: {token, name, password}. Signs in. Errors: validation, link_expired.
Result<SignedIn> accept_invitation(const App& app, const json::value& body, const Visit& visit);

}  // namespace every::app
