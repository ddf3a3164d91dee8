#include "chat/second_thoughts.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace every::chat {
namespace {

using Words = std::set<std::string_view>;

std::string_view word_at(const Reading& r, std::size_t i) {
  return i < r.words.size() && !r.words[i].quoted ? std::string_view(r.words[i].folded) : std::string_view();
}

// Whether something is ordered before the word.
bool ordered_before(const Reading& r, std::size_t i) {
  static const Words kActions{"sync",       "pull_latest", "fetch", "connect",    "reconnect", "cancel",
                              "disconnect", "replace",     "skip",  "create_new", "import",    "undo",
                              "retry",      "create",      "draft", "bill",       "delete",    "start",
                              "unattended", "off",         "keep",  "schedule",   "invoice",   "hourly",
                              "daily",      "weekly"};
  return std::any_of(r.means.begin(), r.means.end(),
                     [&](const Meaning& m) { return m.last <= i && kActions.contains(m.concept_name); });
}

// "…, says my coach"
bool said_by_another(const Reading& r, std::size_t i) {
  static const Words kSays{"says", "sagt", "meint"};
  return i > 1 && r.words[i - 1].ends && kSays.contains(word_at(r, i)) && i + 1 < r.words.size();
}

// "Scratch that", "just kidding", "oh I dunno", "wrong chat".
bool withdraws(const Reading& r, std::size_t i) {
  static const Words kAlone{"kidding", "joking", "jk", "dunno", "nevermind", "quatsch", "scherz", "oops"};
  static const Words kThat{"that", "it", "this"};
  const std::string_view word = word_at(r, i), next = word_at(r, i + 1);
  if (kAlone.contains(word)) return i > 0;
  // "Draft one for Acme, sorry, I meant Arcadia"
  if (word == "meant" || word == "meinte") return i > 2 && ordered_before(r, i);
  if (word == "scratch" || word == "forget") return i > 0 && kThat.contains(next);
  return (word == "never" && next == "mind") || (word == "wrong" && next == "chat") ||
         (word == "second" && next.starts_with("thought")) || (word == "or" && next == "not") ||
         (word == "doch" && next == "nicht") || (word == "lieber" && next == "nicht") ||
         (word == "vergiss" && next == "es");
}

// "…, no wait, don't", "… wait stop", "…, nah let it finish": after what was ordered.
bool stops_short(const Reading& r, std::size_t i, std::string_view tool) {
  static const Words kNo{"no", "nah", "nope", "nee", "nein", "wait", "stop", "halt"};
  static const Words kGoesOn{"no",   "wait", "do", "not",   "make", "let", "stop", "that",
                             "nein", "halt", "i",  "leave", "hang", "the", "doch"};
  if (i == 0 || !kNo.contains(word_at(r, i))) return false;
  // "Wait, no, stop the sync" orders it again and again.
  if (tool == "cancel_sync")
    return std::any_of(r.words.begin() + static_cast<std::ptrdiff_t>(i), r.words.end(),
                       [](const Word& w) { return w.folded == "let" || w.folded == "leave"; });
  static const Words kBefore{"actually", "oh", "hm", "hmm", "well", "oder", "ach", "äh"};
  const bool begins = r.words[i - 1].ends || (i > 2 && kBefore.contains(word_at(r, i - 1))),
             again = kNo.contains(word_at(r, i - 1)) && i > 1;
  // "Create the client, no email yet" says what there is not.
  return (begins && (r.words[i].ends || i + 1 == r.words.size() || kGoesOn.contains(word_at(r, i + 1)) ||
                     r.words[i + 1].number)) ||
         (again && word_at(r, i) != "no");
}

// "Connect it, but only the companies"; "won but not invoiced" is one thing, and what is kept stays anyway.
bool excepts(const Reading& r, std::size_t i, std::string_view tool) {
  static const Words kPart{"only", "not", "just", "without", "no", "nur", "nicht", "ohne", "keep", "leave"};
  static const Words kOnly{"only", "not", "nur", "nicht"},
      kThe{"the", "those", "die", "der", "den", "for", "from"};
  const std::string_view next = word_at(r, i + 1);
  // "Connect HubSpot, only the companies, not the contacts"
  const bool rest = word_at(r, i + 2) == "others" || word_at(r, i + 2) == "rest";
  if (i > 1 && !rest && r.words[i - 1].ends && kOnly.contains(word_at(r, i)) && kThe.contains(next) &&
      !(tool == "import_contacts" && r.has("new")) && tool != "create_invoice_drafts")
    return true;
  if ((word_at(r, i) != "but" && word_at(r, i) != "aber") || !kPart.contains(next)) return false;
  if (tool == "create_invoice_drafts" && (next == "not" || next == "nicht" || next == "no")) return false;
  if (next != "keep" && next != "leave") return true;
  if (tool == "resolve_duplicates") return false;
  return std::any_of(r.words.begin() + static_cast<std::ptrdiff_t>(i), r.words.end(),
                     [](const Word& w) { return w.folded.size() > 5 && w.folded.ends_with("ing"); });
}

// "Stop the sync once it is through the companies", "as soon as Jo is done, sync".
bool binds(const Reading& r, std::size_t i) {
  static const Words kWhen{"once", "when", "until", "unless", "if", "sobald", "wenn", "falls", "bis"};
  static const Words kWho{"it",       "he", "she", "they", "we",  "i",   "there", "the", "our", "everything",
                          "everyone", "er", "sie", "es",   "der", "die", "das",   "wir", "all", "this"};
  static const Words kPolite{"like", "want", "may", "am", "could", "can", "would", "might"};
  if (word_at(r, i) == "as" && word_at(r, i + 1) == "soon" && word_at(r, i + 2) == "as")
    return word_at(r, i + 3) != "you" && word_at(r, i + 3) != "possible";
  if (!kWhen.contains(word_at(r, i))) return false;
  const std::string_view who = word_at(r, i + 1), does = word_at(r, i + 2);
  // "If I may", "if it is possible"
  if (((who == "i" || who == "we") && kPolite.contains(does)) ||
      r.words[std::min(i + 1, r.words.size() - 1)].ends)
    return false;
  if (who == "it" && std::any_of(r.words.begin(), r.words.end(),
                                 [](const Word& w) { return w.folded == "possible" || w.folded == "ok"; }))
    return false;
  return kWho.contains(who) || (i + 2 < r.words.size() && r.words[i + 1].capital && !r.words[i + 1].quoted &&
                                !r.words[i + 1].ends && word_at(r, i) != "if");
}

// "Starting in January", "from next quarter on".
bool starts_later(const Reading& r, std::size_t i) {
  static const Words kFrom{"starting", "beginning", "effective", "from", "ab", "as"};
  static const Words kLater{"in", "next", "tomorrow", "of", "nächster", "nächstem", "nächsten", "the"};
  static const Words kSpans{"week",     "month", "quarter", "year",    "january",   "february", "march",
                            "april",    "june",  "july",    "august",  "september", "october",  "november",
                            "december", "woche", "monat",   "quartal", "jahr",      "januar",   "oktober"};
  if (!kFrom.contains(word_at(r, i)) || !kLater.contains(word_at(r, i + 1))) return false;
  for (std::size_t k = i + 1; k < std::min(i + 5, r.words.size()); ++k)
    if (kSpans.contains(word_at(r, k))) return true;
  return word_at(r, i + 1) == "tomorrow";
}

// "No sync right now": none, where a comma would make it "no, sync".
bool denies(const Reading& r, std::size_t i) {
  static const Words kNone{"no", "kein", "keine", "keinen"};
  return i == 0 && kNone.contains(word_at(r, i)) && !r.words[0].ends && r.words.size() > 1 &&
         (r.at(1, "sync") || r.at(1, "import")) && !r.at(1, "show");
}

// "This week replace them, afterwards ask again": for a while.
bool for_a_while(const Reading& r, std::size_t i) {
  static const Words kThis{"this", "diese", "dieses", "diesen"};
  return word_at(r, i) == "afterwards" || word_at(r, i) == "danach" ||
         (kThis.contains(word_at(r, i)) && r.at(i, "period"));
}

// "New client Vega, net 30, VAT GB123": a card has no place for these.
bool says_terms(const Reading& r, std::size_t i) {
  static const Words kTerms{"net",     "vat",   "iban",  "phone",  "tel",
                            "telefon", "ustid", "terms", "skonto", "netto"};
  return i > 1 && kTerms.contains(word_at(r, i)) && !r.words[i].capital;
}

// "The import before the last one", "and the one from last Thursday": another one, or one more.
bool another_import(const Reading& r, std::size_t i) {
  if (word_at(r, i) == "before" && word_at(r, i + 1) == "the" && word_at(r, i + 2) == "last") return true;
  return (word_at(r, i) == "and" || word_at(r, i) == "und") && word_at(r, i + 1) == "the" &&
         word_at(r, i + 2) == "one";
}

}  // namespace

std::string taken_back(const Understood& change, const Reading& all) {
  const bool rule = change.tool == "set_schedule" || change.tool == "set_match_policy";
  for (std::size_t i = 0; i < all.words.size(); ++i) {
    if (all.words[i].quoted) continue;
    const bool after = ordered_before(all, i);
    if (withdraws(all, i) || (after && stops_short(all, i, change.tool)) || excepts(all, i, change.tool) ||
        said_by_another(all, i) || (!rule && (after || i == 0) && binds(all, i)) ||
        (rule && (starts_later(all, i) || for_a_while(all, i))) || denies(all, i) ||
        (change.tool == "undo_import" && another_import(all, i)) ||
        (change.tool == "create_client" && says_terms(all, i)))
      return all.words[i].text;
  }
  return {};
}

}  // namespace every::chat
