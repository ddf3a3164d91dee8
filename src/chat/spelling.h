// Words that are spelled as the vocabulary does not spell them. Private to chat/.
#pragma once

#include <string>
#include <vector>

#include "chat/words.h"

namespace every::chat {

// The word as it was meant, give or take some slips or an ending; "" when it is none of ours. What stands
// before it says what it may be: after "for" a name is due, after a word that nobody knows the rest of one,
// and a capital at the head of a sentence may begin one.
enum class Before { anything, unknown, name_is_due, capital };
std::string meant(const std::string& word, Before before);
// "Duplikaten", "Kontakts": a German noun in another case; "" when it is none of ours.
std::string without_case(const std::string& word);
// "Next weak", "this qarter": what follows such a word is a span of time, also when it is spelled as another.
void mend_times(std::vector<Word>& words);

}  // namespace every::chat
