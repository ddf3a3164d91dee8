// The link by which a client opens a document: made by the first who needs it, the same from then on, until
// it is revoked. Whoever has it can read the document, and nothing else.
#pragma once

#include <string>

#include "app/context.h"
#include "store/public_links.h"

namespace every::app {

struct LinkState {
  std::string url;  // "" when there is none
  std::optional<Instant> created_at;
  store::LinkViews views;
};

// `kind` is invoice or proposal. Errors: not_found.
Result<LinkState> link_of(const App& app, const Actor& actor, const std::string& kind, const std::string& id);
// Makes it when there is none. Errors: not_found, invoice_not_issued and proposal_not_open (a draft is nobody
// else's business).
Result<LinkState> make_link(const App& app, const Actor& actor, const std::string& kind,
                            const std::string& id);
// Who opens it afterwards learns nothing. Again: nothing more happens. Errors: not_found.
Status revoke_link(const App& app, const Actor& actor, const std::string& kind, const std::string& id);

// Within the caller's transaction: the address, made when there is none. Error: internal (the key is another
// one).
Result<std::string> link_in(const App& app, store::Tx& tx, const Actor& actor, const std::string& kind,
                            const std::string& id);

}  // namespace every::app
