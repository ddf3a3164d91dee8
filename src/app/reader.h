// In which language a person gets what Every says (words/words.h): the one they chose, else their workspace's
// when Every speaks it, else English. A screen asks for its own with each request, in Accept-Language or
// ?lang.
#pragma once

#include <string>

#include "app/context.h"
#include "base/json.h"
#include "base/sentence.h"

namespace every::app {

// `user_id` may be nobody's (a token's): then the workspace says it. `asked`: the language of their screen,
// "" when none is known. Lives as long as the program.
const Wording& wording_of(store::Tx& tx, const store::Tenant& tenant, const std::string& user_id,
                          const std::string& asked = {});

// Who has chosen none gets the language that they sign in with (Accept-Language), when it is spoken.
void note_language(const App& app, const std::string& user_id, const std::string& accept_language);

// Body: {language}, "en" or "de". Errors: validation, forbidden (a token has no account).
Status choose_language(const App& app, const Actor& actor, const json::value& body);

}  // namespace every::app
