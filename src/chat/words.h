// A sentence as words: cut, folded, spelled as the grammar spells them. Knows no product and no grammar; the
// vocabulary that spelling is compared with comes from outside.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace every::chat {

struct Word {
  std::string text;         // as typed, without the possessive
  std::string folded;       // lower case, contractions opened ("don't" is two words: do, not)
  bool capital = false;     // begins with an upper-case letter, or is a name of digits and letters (INV-12)
  bool quoted = false;      // a whole text in quotes, as one word
  bool possessive = false;  // "Acme's"
  bool ends = false;        // punctuation that ends a part of the sentence follows
  bool asks = false;        // a question mark does
  bool line = false;        // a line joins it to the next: the first half of "sally-ann"
  bool email = false;
  bool number = false;  // digits, an amount, a time of day
};

inline constexpr std::size_t kTextMax = 2000;  // code points; what is longer is nobody's question
inline constexpr std::size_t kWordsMax = 120;

// At most kWordsMax words. Marks of direction and other characters without width are dropped.
std::vector<Word> words_of(std::string_view text);

// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. More than `most` is
// most + 1.
int distance(std::string_view a, std::string_view b, int most);
// How many slips a word of this length may have: 0 below four letters, 1, from eight on 2.
int slips(std::string_view word);
// The same word, give or take the slips of its length.
bool alike(std::string_view a, std::string_view b);

}  // namespace every::chat
