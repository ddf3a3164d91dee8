// What a sentence sounds like: each of its words, of what they mean and of the pairs of these has a vote for
// the tools that people wanted who said it. The votes are learnt from test/chat/phrasings (votes_table.h).
// They know no order of words and no arguments, and so only ever weigh what the grammar understands. Private
// to chat/.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "chat/lexicon.h"

namespace every::chat {

// What votes: words as they are spelled here, "~invoi" for how they begin, "the deals" for two that follow
// each other (^ and $ are the ends), "+deal" for what they mean, "+deal+won" for two of these. Names,
// addresses and numbers are all the same: NAME, MAIL, NUM. After `surround`.
std::vector<std::string> signs_of(const Reading& reading);

// The sum of the votes for each tool (cannot with its reason: cannot:sends), divided by the root of how many
// vote, so that long sentences are not surer than short ones. In tenths.
std::map<std::string, int, std::less<>> votes_of(const Reading& reading);

}  // namespace every::chat
