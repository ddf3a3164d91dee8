// Parts of a sentence that are not the wish itself: what was done before it, when it is to be done, what is
// not to be done. Private to chat/.
#pragma once

#include <optional>
#include <string>

#include "chat/lexicon.h"

namespace every::chat {

// "I changed some deals in HubSpot, bring them over": what was changed there is read, whatever brings it. The
// plain wish for that, or nothing.
std::optional<std::string> changed_then_fetched(const Reading& r);

// "Don't import, I only want to see who is new": what comes after the refusal when it only wants to see, as a
// sentence; or nothing.
std::optional<std::string> only_to_see(const Reading& r);

// "Nadia is on leave, so it's on me: create the drafts", "stop the sync, the list is still wrong": the part
// that says what is to be done, where the others only tell why; or nothing.
std::optional<std::string> ordered_part(const Reading& r);

// "Sync before my 3pm call with Acme": takes the words away that say when a change is to be done, and whom
// one meets then. "Show the new ones before we import them" goes without its end as well.
void without_occasion(Reading& r);
// "Thanks, Petra", "Best regards": how a message ends.
void without_signature(Reading& r);
// "Before I send the quotes I want a sync", "since we have an audit, list …": without what it is wanted for.
void without_reason(Reading& r);

// "Ok so we won a bunch of deals, can you draft their invoices": without the tale before a request.
void without_tale(Reading& r);

// "The Partner Sales pipeline": the words with capitals before it are its name.
void pipelines_have_names(Reading& r);

}  // namespace every::chat
