// The logo at the head of documents and of the pages for clients. Drafts and proposals have the one of today,
// an issued document keeps the one that it had (app/letterhead.h).
#pragma once

#include <optional>

#include "app/context.h"
#include "base/json.h"
#include "render/logo.h"

namespace every::app {

// The one of today; nothing when there is none.
std::optional<render::Logo> logo_of(store::Tx& tx, const Actor& actor);
Result<std::optional<render::Logo>> logo(const App& app, const Actor& actor);
// Body: {data}, the file in base64. Errors: forbidden, validation (no PNG or JPEG, too large, broken).
Result<render::Logo> put_logo(const App& app, const Actor& actor, const json::value& body);
// Again: nothing more happens.
Status remove_logo(const App& app, const Actor& actor);

}  // namespace every::app
