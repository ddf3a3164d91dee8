#include "chat/turns.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "chat/surround.h"

namespace every::chat {
namespace {

// "Weekly instead of daily": what comes after is what it shall not be.
void without_what_is_not_wanted(Reading& r) {
  for (std::size_t i = 1; i < r.words.size(); ++i) {
    const bool instead = (r.words[i].folded == "of" && r.words[i - 1].folded == "instead") ||
                         (r.words[i].folded == "than" && r.words[i - 1].folded == "rather");
    if (!instead) continue;
    std::size_t last = i + 1;
    static const std::set<std::string_view> kInstead{"i", "we", "please", "show", "just", "give", "list"};
    while (last < r.words.size() && !r.words[last - 1].ends && !kInstead.contains(r.words[last].folded))
      ++last;
    // It is about matches all the same.
    std::vector<Meaning> matches;
    for (const Meaning& m : r.means)
      if (m.concept_name == "duplicate" && m.first > i) matches.push_back(m);
    forget(r, i + 1, last);
    r.means.insert(r.means.end(), matches.begin(), matches.end());
    forget(r, 0, 0);
  }
}

// "In Proposal Sent", "the Proposal Sent stage": a stage, and no proposal that was sent.
void stages_are_stages(Reading& r) {
  std::vector<Meaning> stages;
  std::vector<std::size_t> ins;
  for (const Meaning& m : r.means) {
    if (m.concept_name != "qualified" || m.first == 0) continue;
    std::size_t before = m.first - 1;
    if (before > 0 && r.words[before].folded == "the") --before;
    const std::string& in = r.words[before].folded;
    const bool follows = m.last < r.words.size() && r.at(m.last, "stage");
    if (follows || in == "in" || in == "at" || in == "into" || r.at(before, "stage")) stages.push_back(m);
    if (in == "in") ins.push_back(before);
  }
  // "What have we got in negotiation": nothing got in.
  for (const std::size_t in : ins)
    std::erase_if(r.means, [&](const Meaning& m) { return m.last == in + 1 && m.first < in; });
  if (!ins.empty()) forget(r, 0, 0);
  for (const Meaning& stage : stages) forget(r, stage.first, stage.last);
  for (const Meaning& stage : stages) {
    r.means.push_back(stage);
    r.concepts.insert("qualified");
  }
}

// "Not won, lost", "Acme Ltd, not Acme Corp": what follows the "not" is not meant. "Quarter past six" is no
// past.
void without_what_is_denied(Reading& r) {
  static const std::set<std::string_view> kStates{
      "won",     "lost", "open", "overdue", "paid",   "unpaid", "draft",   "accepted", "declined",
      "expired", "sent", "void", "daily",   "weekly", "hourly", "skipped", "drafts"};
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i) {
    const std::string& word = r.words[i].folded;
    if (word == "not" && kStates.contains(r.words[i + 1].folded) &&
        (i == 0 || r.words[i - 1].ends || r.words[i - 1].folded == "but" || r.words[i - 1].folded == "and" ||
         r.words[i - 1].folded == "the") &&
        (r.words[i + 1].ends || i == 0))
      forget(r, i, i + 2);
    // "Not the won ones, just the open deals"
    static const std::set<std::string_view> kSome{"ones", "deals", "invoices", "proposals", "one"};
    if (word == "not" && r.words[i + 1].folded == "the" && i + 3 < r.words.size() &&
        kStates.contains(r.words[i + 2].folded) && kSome.contains(r.words[i + 3].folded) &&
        r.words[i + 3].ends)
      forget(r, i, i + 4);
    // "From daily to weekly"
    if (word == "from" && i + 3 < r.words.size() && r.words[i + 2].folded == "to" &&
        kStates.contains(r.words[i + 1].folded))
      forget(r, i, i + 2);
    if ((word == "quarter" || word == "half") && r.words[i + 1].folded == "past") forget(r, i, i + 2);
  }
}

// Verbs whose second part stands behind what they are about: "bring Acme over".
void verbs_in_two_parts(Reading& r, bool contacts_listed) {
  static const std::set<std::string_view> kBring{"bring", "pull", "get", "take",
                                                 "carry", "move", "hol", "hole"};
  static const std::set<std::string_view> kOver{"over", "across", "in", "into", "rein", "rüber", "herein"};
  static const std::set<std::string_view> kThem{"them",      "those", "these", "all", "everyone",
                                                "everybody", "him",   "her",   "the", "alle",
                                                "die",       "den",   "unsere"};
  static const std::set<std::string_view> kPut{"put", "set", "sign", "get", "take"};
  for (std::size_t i = 0; i + 3 < r.words.size(); ++i) {
    // "Put Café Lumen in as a client"
    if (!kPut.contains(r.words[i].folded)) continue;
    for (std::size_t k = i + 2; k + 1 < r.words.size() && !r.words[k - 1].ends; ++k)
      if (r.words[k].folded == "as" && r.at(k + 1 + (r.words[k + 1].folded == "a" ? 1 : 0), "client") &&
          (r.words[i + 1].quoted || !r.known[i + 1])) {
        r.means.push_back({"create", i, i + 1});
        r.concepts.insert("create");
      }
  }
  for (std::size_t i = 0; i + 2 < r.words.size(); ++i) {
    // "Let Café Lumen in", "bring this contact in"
    const bool one = i + 3 < r.words.size() && r.at(i + 2, "contact") &&
                     (r.words[i + 1].folded == "this" || r.words[i + 1].folded == "that");
    const std::size_t in = one ? i + 3 : i + 2;
    const bool lets = r.words[i].folded == "let" && (one || r.words[i + 1].quoted || r.words[i + 1].email);
    if ((lets || (one && kBring.contains(r.words[i].folded))) && kOver.contains(r.words[in].folded) &&
        (in + 1 == r.words.size() || r.words[in].ends)) {
      forget(r, i, i + 1);
      r.means.push_back({"import", i, i + 1});
      r.concepts.insert("import");
    }
    if (!kBring.contains(r.words[i].folded)) continue;
    // "Pull in Stefan Krüger"
    if (kOver.contains(r.words[i + 1].folded) && (r.words[i + 2].quoted || r.words[i + 2].email)) {
      forget(r, i, i + 2);
      r.means.push_back({"import", i, i + 2});
      r.concepts.insert("import");
    }
    for (std::size_t k = i + 2; k < r.words.size() && k < i + 7 && !r.words[k - 1].ends; ++k) {
      const bool last = k + 1 == r.words.size() || r.words[k].ends || r.words[k + 1].folded == "from" ||
                        r.words[k + 1].folded == "to" || r.words[k + 1].folded == "here";
      const bool people = kThem.contains(r.words[i + 1].folded) &&
                          (contacts_listed || r.has("contact") || r.has("anybody") || r.has("new") ||
                           r.words[i + 1].folded.starts_with("every"));
      const bool named = people || r.words[i + 1].quoted || r.words[i + 1].email || !r.known[i + 1];
      if (!kOver.contains(r.words[k].folded) || !last || !named) continue;
      forget(r, i, i + 1);
      r.means.push_back({"import", i, i + 1});
      r.concepts.insert("import");
    }
  }
}

// "Get the invoice over to Acme" sends it; "where Acme is", "who Acme are" ask what "where is Acme" asks.
void said_in_another_order(Reading& r) {
  static const std::set<std::string_view> kHand{"get", "bring", "hand", "pass", "take"};
  static const std::set<std::string_view> kIs{"is", "are", "was", "went", "has", "were"};
  const auto mean = [&](const char* name, std::size_t i) {
    r.means.push_back({name, i, i + 1});
    r.concepts.insert(name);
  };
  for (std::size_t i = 0; i + 3 < r.words.size(); ++i) {
    const bool over = r.words[i + 2].folded == "to" &&
                      (r.words[i + 1].folded == "over" || r.words[i + 1].folded == "across");
    if (!over || !(r.has("invoice") || r.has("proposal") || r.has("draft"))) continue;
    for (std::size_t k = 0; k < i; ++k)
      if (kHand.contains(r.words[k].folded)) mean("send", k);
  }
  if (r.words.size() > 2 && (r.words[1].quoted || r.words[1].email) && kIs.contains(r.words[2].folded)) {
    if (r.words[0].folded == "where") mean("why", 0), mean("find", 0);
    if (r.words[0].folded == "who") mean("know", 0);
  }
  // "Let Fontaine know that his invoice is overdue" sends it.
  for (std::size_t i = 0; i + 2 < r.words.size(); ++i)
    if (r.words[i].folded == "let" && r.words[i + 2].folded == "know" && !r.words[i].ends &&
        (r.words[i + 1].quoted || r.words[i + 1].email)) {
      forget(r, i + 2, i + 3);
      mean("send", i);
    }
}

// "Prepare a bill for Acme": the noun.
void a_bill_is_an_invoice(Reading& r) {
  static const std::set<std::string_view> kArticles{"a", "the", "another", "one", "this", "that", "draft"};
  for (std::size_t i = 1; i < r.words.size(); ++i) {
    if (r.words[i].folded != "bill" || !kArticles.contains(r.words[i - 1].folded)) continue;
    std::erase_if(r.means, [&](const Meaning& m) { return m.first == i && m.concept_name == "bill"; });
    r.means.push_back({"invoice", i, i + 1});
    forget(r, 0, 0);
  }
}

// "Zu den Angeboten", "zur Pipeline": where to go.
void goes_to(Reading& r) {
  static const std::set<std::string_view> kTo{"zu", "zum", "zur"};
  if (r.words.size() > 3 || r.words.size() < 2 || !kTo.contains(r.words[0].folded)) return;
  r.means.push_back({"open", 0, 1});
  r.means.push_back({"place_word", 0, 1});
  forget(r, 0, 0);
}

// "Can you help me, is the sync done": with that. "Can you do the invoice for Acme" asks for it.
void help_with_what_follows(Reading& r) {
  std::erase_if(r.means, [&](const Meaning& m) {
    return m.concept_name == "help" && m.last < r.words.size() && m.last - m.first == 3 &&
           (r.words[m.last - 1].folded == "do" || r.words[m.last - 1].folded == "make") &&
           (m.first == 0 || r.words[m.first - 1].ends) && !r.words[m.last - 1].ends;
  });
  forget(r, 0, 0);
  const auto means = r.means;
  for (const Meaning& m : means)
    if (m.concept_name == "help" && m.last + 1 < r.words.size() && r.words[m.last - 1].ends &&
        (r.words[m.first].folded == "can" || r.words[m.first].folded == "could" ||
         r.words[m.first].folded == "help"))
      forget(r, m.first, m.last);
}

bool said(const Reading& r, std::set<std::string_view> words) {
  return std::any_of(r.words.begin(), r.words.end(), [&](const Word& w) { return words.contains(w.folded); });
}

// "I need Lucy Park imported": a wish for what shall be done.
void wished_for(Reading& r) {
  static const std::map<std::string_view, std::string_view> kDone{
      {"imported", "import"}, {"synced", "sync"},      {"undone", "undo"},
      {"skipped", "skip"},    {"replaced", "replace"}, {"connected", "connect"},
      {"invoiced", "bill"},   {"billed", "bill"},      {"cancelled", "cancel"},
      {"stopped", "cancel"},  {"retried", "retry"},    {"disconnected", "disconnect"},
      {"reverted", "undo"},   {"drafted", "draft"},    {"created", "create"},
      {"updated", "sync"}};
  // "Everyone in HubSpot should be imported", "Jonas needs to be imported"
  static const std::set<std::string_view> kOught{"should", "must", "shall"};
  const bool could = !r.words.empty() && r.words[0].folded == "could" && said(r, {"please", "kindly"});
  for (std::size_t i = 1; i + 1 < r.words.size(); ++i) {
    const auto done = kDone.find(r.words[i + 1].folded);
    const bool ought = could || kOught.contains(r.words[i - 1].folded) ||
                       (i > 1 && r.words[i - 1].folded == "to" && r.words[i - 2].folded == "needs");
    if (r.words[i].folded != "be" || !ought || done == kDone.end() || only_talks(r) || r.at(0, "asks") ||
        r.at(0, "show") || i < 2)
      continue;
    forget(r, i - 1, i + 2);
    r.means.push_back({std::string(done->second), i, i + 1});
    r.concepts.insert(std::string(done->second));
  }
  for (std::size_t i = 0; i + 2 < r.words.size(); ++i) {
    const std::string& word = r.words[i].folded;
    // "Get Lucy Park imported"
    const bool told = word == "get" && !only_talks(r) && !said(r, {"been", "got", "were", "did"});
    if (word != "need" && word != "want" && word != "like" && !told) continue;
    for (std::size_t k = i + 2; k < r.words.size(); ++k) {
      const bool last = k + 1 == r.words.size() || r.words[k].ends || r.words[k + 1].folded == "please";
      const auto done = kDone.find(r.words[k].folded);
      // "I want to be sure HubSpot is connected" wants to know it.
      static const std::set<std::string_view> kIs{"is", "are", "was", "were", "been", "still", "stays"};
      const bool state = kIs.contains(r.words[k - 1].folded);
      if (last && !state && done != kDone.end()) {
        forget(r, k, k + 1);
        r.means.push_back({std::string(done->second), i, i + 1});
        r.concepts.insert(std::string(done->second));
      }
      if (r.words[k].ends) break;
    }
  }
}

// "Stop syncing": what is to end, and no question how far it is.
void ending_is_no_progress(Reading& r) {
  if (!r.has("cancel") || only_talks(r)) return;
  std::erase_if(r.means, [&](const Meaning& m) {
    if (m.concept_name != "progress") return false;
    for (std::size_t i = m.first; i < m.last; ++i)
      if (r.at(i, "sync") || r.at(i, "import")) return m.first > 0 && r.at(m.first - 1, "cancel");
    return false;
  });
  if (std::none_of(r.means.begin(), r.means.end(),
                   [](const Meaning& m) { return m.concept_name == "progress"; }))
    r.concepts.erase("progress");
}

// "Why does it say 'needs reconnection'": words of Every's own, and nobody's name.
bool quotes_every(const Reading& r, std::size_t i) {
  static const std::set<std::string_view> kSays{"seeing",  "says",  "say",    "saying",  "reads",
                                                "message", "see",   "error",  "get",     "getting",
                                                "warning", "shows", "status", "showing", "label"};
  if (!r.words[i].quoted || i == 0 || !kSays.contains(r.words[i - 1].folded)) return false;
  const Reading inside = read(r.words[i].text);
  return std::all_of(inside.known.begin(), inside.known.end(), [](bool known) { return known; }) &&
         !inside.means.empty() && inside.words[0].text == to_lower(inside.words[0].text);
}

// "Did the nightly sync work" asks for a sync that ran, not how often.
void ran_already(Reading& r) {
  static const std::set<std::string_view> kPast{"did", "was", "has", "were", "have", "how"};
  static const std::set<std::string_view> kNightly{"nightly", "overnight", "daily", "hourly", "weekly"};
  if (r.words.size() < 4 || !kPast.contains(r.words[0].folded) || !r.has("sync")) return;
  if (r.words[0].folded == "how" && r.words[1].folded != "did") return;
  std::erase_if(r.means, [&](const Meaning& m) {
    return m.concept_name == "other_rhythm" && r.words[m.last - 1].folded.starts_with("weekend");
  });
  forget(r, 0, 0);
  for (std::size_t i = 1; i + 1 < r.words.size() && i < 4; ++i)
    if (kNightly.contains(r.words[i].folded) && r.at(i + 1, "sync")) {
      forget(r, i, i + 1);
      r.means.push_back({"period", i, i + 1});
      r.concepts.insert("period");
    }
}

// "Can we invoice Acme now" wishes for it, "what can we invoice" asks.
void asked_to_bill(Reading& r) {
  if (r.words.size() < 4 || (r.words[0].folded != "can" && r.words[0].folded != "could")) return;
  const auto asked = [](const Meaning& m) {
    return m.concept_name == "uninvoiced" && m.first == 0 && m.last == 3;
  };
  if (std::none_of(r.means.begin(), r.means.end(), asked) || !(r.words[3].quoted || r.words[3].email)) return;
  std::erase_if(r.means, asked);
  r.means.push_back({"bill", 2, 3});
  forget(r, 0, 0);
}

// "Void invoices" are some that were voided, "void the invoice" is an order.
void void_is_a_verb_or_not(Reading& r) {
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    if (r.words[i].folded != "void") continue;
    const bool plural =
        i + 1 < r.words.size() && (r.words[i + 1].folded == "invoices" || r.words[i + 1].folded == "ones");
    const bool order = !plural && i + 1 < r.words.size() && (i == 0 || r.words[i - 1].folded == "please");
    const std::string_view gone = plural ? "other" : order ? "void" : "";
    std::erase_if(r.means, [&](const Meaning& m) { return m.first == i && m.concept_name == gone; });
    if (!gone.empty()) r.concepts.erase(std::string(gone));
  }
}

// "Schalte den Sync aus" switches off, "aus HubSpot" does not; "ich finde Acme nicht" misses.
void german_verbs_in_two_parts(Reading& r) {
  for (std::size_t i = 0; i + 1 < r.words.size(); ++i) {
    if (r.words[i].folded == "aus" && !r.words[i].ends)
      std::erase_if(r.means, [&](const Meaning& m) { return m.first == i && m.last == i + 1; });
    // "Gleiche jetzt ab", "lies HubSpot neu ein"
    static const std::set<std::string_view> kMatch{"gleiche", "gleich"}, kRead{"lies", "lese"};
    const std::string_view second = kMatch.contains(r.words[i].folded)  ? "ab"
                                    : kRead.contains(r.words[i].folded) ? "ein"
                                                                        : "";
    for (std::size_t k = i + 2; !second.empty() && k < r.words.size() && !r.words[k - 1].ends; ++k)
      if (r.words[k].folded == second && (k + 1 == r.words.size() || r.words[k].ends))
        r.means.push_back({"sync", i, i + 1});
  }
  forget(r, 0, 0);
  static const std::set<std::string_view> kSeek{"finde", "find", "sehe", "seh", "entdecke"};
  const auto says = [&](auto&& test) { return std::any_of(r.words.begin(), r.words.end(), test); };
  if (says([&](const Word& w) { return kSeek.contains(w.folded); }) &&
      says([](const Word& w) { return w.folded == "nicht" || w.folded == "nirgends"; })) {
    r.concepts.insert("missing");
    r.concepts.erase("find");
    std::erase_if(r.means, [](const Meaning& m) { return m.concept_name == "find"; });
  }
}

}  // namespace

void read_own_words(Reading& r) {
  for (std::size_t i = 0; i < r.words.size(); ++i)
    if (quotes_every(r, i)) unquote(r, i);
}

void take_turns(Reading& r, bool contacts_listed) {
  without_what_is_not_wanted(r);
  without_what_is_denied(r);
  stages_are_stages(r);
  help_with_what_follows(r);
  goes_to(r);
  a_bill_is_an_invoice(r);
  said_in_another_order(r);
  wished_for(r);
  verbs_in_two_parts(r, contacts_listed);
  ending_is_no_progress(r);
  ran_already(r);
  asked_to_bill(r);
  void_is_a_verb_or_not(r);
  german_verbs_in_two_parts(r);
}

}  // namespace every::chat
