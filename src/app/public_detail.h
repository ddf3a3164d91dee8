// Shared by the pages that clients open; nobody else needs it.
#pragma once

#include <string>
#include <string_view>

#include "app/public_documents.h"
#include "store/public_links.h"

namespace every::app {

// A live link to a document of this kind. Error: not_found, whatever the reason.
Result<store::FoundLink> find_link(const App& app, const std::string& token, std::string_view kind);
// A person, and not one of the workspace.
bool counts_as_view(const App& app, const store::FoundLink& found, const Viewer& viewer);
// False: it is still the same look.
bool count_view(const App& app, store::Tx& tx, const store::FoundLink& found);

}  // namespace every::app
