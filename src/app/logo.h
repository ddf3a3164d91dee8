// The logo at the head of documents and of the pages for clients. It is the workspace's of today, as the bank
// details are: what an issued document says does not depend on it.
#pragma once

#include <optional>

#include "app/context.h"
#include "base/json.h"
#include "render/logo.h"

namespace every::app {

// Nothing when there is none.
std::optional<render::Logo> logo_of(store::Tx& tx, const Actor& actor);
Result<std::optional<render::Logo>> logo(const App& app, const Actor& actor);
// Body: {data}, the file in base64. Errors: forbidden, validation (no PNG or JPEG, too large, broken).
Result<render::Logo> put_logo(const App& app, const Actor& actor, const json::value& body);
// Again: nothing more happens.
Status remove_logo(const App& app, const Actor& actor);

}  // namespace every::app
