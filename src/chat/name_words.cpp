#include "chat/name_words.h"

#include <algorithm>

#include "chat/slots.h"

namespace every::chat {

bool is(const Word& word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word.folded) != list.end();
}

bool is_cue(const Word& word) {
  return is(word,
            {"for",     "at",   "about",   "with",  "named", "called",   "client", "customer", "company",
             "contact", "deal", "of",      "from",  "find",  "up",       "search", "invoice",  "bill",
             "to",      "on",   "against", "by",    "is",    "show",     "why",    "person",   "know",
             "meeting", "meet", "firm",    "where", "was",   "did",      "isn't",  "does",     "ist",
             "für",     "von",  "bei",     "mit",   "über",  "proposal", "lookup", "import",   "duplicate"});
}

bool ours_in_capitals(const Reading& r, std::size_t i) {
  for (const char* name : {"hubspot", "every", "weekday", "qualified", "stage", "clock", "hello", "period"})
    if (r.at(i, name)) return true;
  return is(r.words[i],
            {"i",    "vat",  "euro",   "euros",     "dollar",  "dollars",  "pounds",  "franken", "every",
             "usd",  "eur",  "gbp",    "chf",       "cad",     "jpy",      "crm",     "ok",      "csv",
             "pdf",  "api",  "eta",    "asap",      "january", "february", "march",   "april",   "may",
             "june", "july", "august", "september", "october", "november", "december"});
}

bool speaks_german(const Reading& r) {
  for (std::size_t i = 0; i < r.words.size(); ++i)  // "Datensätze"
    if (r.words[i].folded.find("\xC3") != std::string::npos && r.means_anything(i) && !r.words[i].quoted)
      return true;
  return std::any_of(r.words.begin(), r.words.end(), [](const Word& w) {
    return is(w, {"der",        "die",    "das",    "den",     "dem",   "und",   "ist",   "sind",   "wie",
                  "welche",     "zeig",   "zeige",  "für",     "mit",   "uns",   "meine", "meinen", "noch",
                  "nicht",      "von",    "aus",    "wann",    "wer",   "öffne", "gibt",  "alle",   "bitte",
                  "mir",        "was",    "ich",    "wir",     "ein",   "eine",  "einen", "warum",  "über",
                  "rechnungen", "kunden", "wo",     "jeden",   "jede",  "geh",   "gehe",  "als",    "hat",
                  "haben",      "habe",   "größer", "kleiner", "zum",   "zur",   "bei",   "namens", "etwas",
                  "kann",       "kannst", "soll",   "sollen",  "keine", "kein"});
  });
}

bool topical(const Reading& r, std::size_t i) {
  for (const char* name :
       {"deal",        "invoice",       "client",     "contact",  "company",  "pipeline",   "proposal",
        "payment",     "duplicate",     "sync",       "error",    "import",   "settings",   "home",
        "show",        "overdue",       "unpaid",     "draft",    "schedule", "history",    "status",
        "hourly",      "daily",         "weekly",     "won",      "lost",     "accepted",   "open_state",
        "connect",     "invoiced",      "imported",   "progress", "help",     "uninvoiced", "money",
        "summary",     "client_record", "place_word", "replace",  "skip",     "all",        "new",
        "email_place", "connection"})
    if (r.at(i, name)) return true;
  return false;
}

bool glue(const Word& word) {
  return is(word, {"the",       "a",        "an",     "with",   "and",     "or",    "in",         "at",
                   "for",       "from",     "of",     "to",     "that",    "is",    "are",        "was",
                   "it",        "this",     "these",  "those",  "them",    "they",  "my",         "our",
                   "your",      "his",      "her",    "their",  "any",     "all",   "every",      "please",
                   "now",       "email",    "who",    "which",  "what",    "we",    "i",          "you",
                   "me",        "us",       "on",     "by",     "about",   "as",    "not",        "if",
                   "name",      "so",       "there",  "here",   "yet",     "again", "today",      "der",
                   "die",       "das",      "und",    "mit",    "für",     "von",   "bitte",      "ein",
                   "eine",      "uns",      "mir",    "what's", "someone", "him",   "everything", "anything",
                   "something", "everyone", "anyone", "one",    "ones",    "up",    "out",        "have",
                   "do",        "does",     "into",   "over",   "across"});
}

bool adverb(const Word& word) {
  return word.folded.ends_with("ly") ||
         is(word,
            {"soon",   "later",  "already", "instead", "too",   "tonight",  "yesterday", "tomorrow", "yet",
             "still",  "anyway", "though",  "right",   "then",  "once",     "since",     "because",  "before",
             "after",  "until",  "while",   "next",    "last",  "first",    "quick",     "fast",     "asap",
             "else",   "ever",   "never",   "always",  "twice", "together", "alone",     "back",     "got",
             "get",    "gone",   "been",    "paid",    "has",   "had",      "should",    "would",    "want",
             "need",   "needs",  "said",    "says",    "asks",  "asked",    "wants",     "wanted",   "told",
             "called", "calls",  "writes",  "wrote",   "sagt",  "heute",    "morgen",    "jetzt",    "noch",
             "schon",  "mal",    "doch",    "bitte",   "an",    "auf",      "ab",        "aus",      "hat",
             "ist",    "sind",   "wird",    "wurde",   "kann",  "mehr",     "belong",    "belongs",  "left"});
}

bool politeness(const Word& word) {
  return !word.quoted &&
         is(word, {"please", "pls",   "thanks",  "thank", "thx",  "ty",     "cheers",      "asap", "now",
                   "right",  "today", "tonight", "ok",    "okay", "kindly", "immediately", "soon", "bitte",
                   "danke",  "jetzt", "sofort",  "heute", "mate", "then",   "instead",     "too",  "again"});
}

namespace {

// "Proposals Evander Group has accepted"
bool speaks_of_a_list(const Reading& r, std::size_t i) {
  for (const char* what : {"client", "contact", "company", "deal", "invoice", "payment", "proposal"})
    if (r.at(i, what)) return true;
  return false;
}

}  // namespace

// "Sync Studios needs an invoice", "All Hands Cleaning has none": a name that begins with a word of ours,
// told by the verb that comes after it.
std::size_t name_begin(const Reading& r, std::size_t first, std::size_t last) {
  // "Create & Co"
  if (first > 0 && r.words[first].text == "&" && !r.words[first - 1].ends) return first - 1;
  if (last >= r.words.size() || r.words[last - 1].ends || r.words[first].quoted || !r.words[first].capital ||
      !is(r.words[last], {"needs", "has", "is", "wants", "owes", "still", "paid", "signed", "just", "asked",
                          "braucht", "hat", "ist", "will"}))
    return first;
  std::size_t begin = first;
  while (begin > 0 && r.words[begin - 1].capital && !r.words[begin - 1].ends && !r.words[begin - 1].quoted)
    --begin;
  const bool starts = begin == 0 || r.words[begin - 1].ends;
  return starts && begin + 1 == first && (!glue(r.words[begin]) || r.words[begin].folded == "all") &&
                 !r.at(begin, "hello") && !speaks_of_a_list(r, begin)
             ? begin
             : first;
}

}  // namespace every::chat
