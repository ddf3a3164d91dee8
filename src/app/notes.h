// Notes about clients: who wrote one changes and deletes it, and so does who leads the workspace. What it
// said before stays.
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "base/json.h"
#include "store/notes.h"

namespace every::app {

struct NotePast {
  store::Note note;
  std::vector<store::NoteVersion> versions;  // newest first
};

Result<store::Note> add_note(const App& app, const Actor& actor, const std::string& client_id,
                             const json::value& body);
// Errors: not_found, forbidden (somebody else's), stale, validation.
Result<store::Note> change_note(const App& app, const Actor& actor, const std::string& id,
                                const json::value& body, std::int64_t expected_version);
// It leaves the client. Errors: not_found, forbidden, stale.
Status delete_note(const App& app, const Actor& actor, const std::string& id, std::int64_t expected_version);
Result<store::Note> restore_note(const App& app, const Actor& actor, const std::string& id);
// A deleted one too.
Result<NotePast> note_past(const App& app, const Actor& actor, const std::string& id);

// Whether this person may change and delete it.
bool may_change(const Actor& actor, const store::Note& note);

}  // namespace every::app
