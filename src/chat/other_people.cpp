#include "chat/other_people.h"

#include <set>
#include <string_view>

namespace every::chat {

// "HubSpot needs me to log in again", "it keeps asking us to reconnect": what others want of us.
bool wanted_of_us(const Reading& r) {
  static const std::set<std::string_view> kWant{
      "want", "wants", "need",   "needs",   "asks",    "asked", "ask",   "asking", "tells",   "telling",
      "told", "says",  "forces", "forcing", "prompts", "gets",  "makes", "wanted", "expects", "requires"};
  static const std::set<std::string_view> kUs{"me", "us", "mich", "uns"};
  static const std::set<std::string_view> kSays{"says", "said", "shows", "claims", "warns"};
  // "It says needs reconnection, please reconnect": what comes after is one's own.
  std::size_t own = r.words.size() - 1;
  while (own > 0 && !r.words[own - 1].ends) --own;
  for (std::size_t i = own; i + 1 < r.words.size(); ++i)
    if (kSays.contains(r.words[i].folded)) return true;
  for (std::size_t i = 1; i + 1 < r.words.size(); ++i)
    if (kUs.contains(r.words[i].folded) && kWant.contains(r.words[i - 1].folded) &&
        (r.words[i + 1].folded == "to" || r.words[i - 1].folded == "makes"))
      return true;
  return false;
}

// "The boss thinks, we should sync", "the client writes 'skip it'": somebody else's words.
bool said_by_others(const Reading& r) {
  static const std::set<std::string_view> kSays{"says",   "said",   "thinks",  "thought", "suggests",
                                                "writes", "wrote",  "asks",    "claims",  "meint",
                                                "sagt",   "findet", "schreibt"};
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i)
    if (kSays.contains(r.words[i].folded) && (r.words[i].ends || r.words[i + 1].quoted)) return true;
  return false;
}

// "Priya, can you import them", "hey Gwen, skip those": said to somebody else.
bool told_somebody_else(const Reading& r) {
  const auto person = [&](std::size_t i) {
    const Word& word = r.words[i];
    return word.capital && !word.email && !word.number && (word.quoted || !r.known[i]);
  };
  static const std::set<std::string_view> kAsk{"can", "could", "would", "will", "please"};
  if (r.words.size() > 4 && person(0) && !r.words[0].possessive && kAsk.contains(r.words[1].folded) &&
      (r.words[0].ends || (r.words[1].folded != "will" && r.words[2].folded == "you")))
    return true;
  // "Jamal, set the matches to ask"
  static const std::set<std::string_view> kDo{"set", "change", "make", "run", "start", "stop", "sync"};
  if (r.words.size() > 4 && person(0) && r.words[0].ends && kDo.contains(r.words[1].folded)) return true;
  if (r.words.size() > 5 && r.words[0].folded == "please" &&
      (r.words[1].folded == "tell" || r.words[1].folded == "ask") && person(2))
    return true;
  if (r.words.size() > 4 && (r.words[0].folded == "tell" || r.words[0].folded == "ask") && person(1))
    return true;
  // "Let Owen import them", "have Lena reconnect it"
  if (r.words.size() > 3 && (r.words[0].folded == "let" || r.words[0].folded == "have") && person(1) &&
      !r.words[1].possessive && r.words[2].folded != "be" && !r.words[2].folded.ends_with("ed"))
    return true;
  // "Dear Ms Holloway, kindly reconnect it", "Hallo Herr Timm, bitte …"
  static const std::set<std::string_view> kUs{"every", "assistant", "bot", "friend", "system", "ai", "chat"};
  static const std::set<std::string_view> kTitles{"mr", "ms", "mrs", "dr", "herr", "frau", "sir", "madam"};
  if (r.words.size() > 4 &&
      ((r.words[0].folded == "dear" && !kUs.contains(r.words[1].folded)) || r.words[1].folded == "geehrte" ||
       r.words[1].folded == "geehrter" || (r.at(0, "hello") && kTitles.contains(r.words[1].folded))))
    return true;
  // "To: Ayo. Subject: set the sync to weekly."
  if (r.words.size() > 4 && r.words[0].folded == "to" && r.words[0].ends && person(1)) return true;
  static const std::set<std::string_view> kGreet{"hey", "hi", "hello", "dear"};
  static const std::set<std::string_view> kSays{"is", "has", "needs", "wants", "paid", "and", "are"};
  return r.words.size() > 5 && kGreet.contains(r.words[0].folded) && person(1) && !r.words[0].ends &&
         !r.words[1].possessive && !r.words[2].capital && !kSays.contains(r.words[2].folded);
}

}  // namespace every::chat
