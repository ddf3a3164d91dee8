// What documents print of the workspace: a draft as it is now, an issued one as it was then
// (domain/letterhead.h).
#pragma once

#include <optional>
#include <string>

#include "app/context.h"
#include "domain/letterhead.h"
#include "render/logo.h"

namespace every::app {

domain::Letterhead letterhead_now(store::Tx& tx, const Actor& actor);
// For a document that is issued in this transaction; `from`: who it says it is from.
std::string keep_letterhead(store::Tx& tx, const Actor& actor, const domain::PartySnapshot& from);
// Of a document that keeps this one; "": as it is now.
domain::Letterhead letterhead_of(store::Tx& tx, const Actor& actor, const std::string& kept);
// Nothing when there is none.
std::optional<render::Logo> logo_on(store::Tx& tx, const Actor& actor, const domain::Letterhead& letterhead);

}  // namespace every::app
