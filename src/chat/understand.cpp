#include "chat/understand.h"

#include <algorithm>
#include <map>

#include "base/sentence.h"
#include "base/text.h"
#include "chat/clauses.h"
#include "chat/corrections.h"
#include "chat/fill.h"
#include "chat/fill_detail.h"
#include "chat/held.h"
#include "chat/intents.h"
#include "chat/new_client.h"
#include "chat/orders.h"
#include "chat/other_people.h"
#include "chat/second_thoughts.h"
#include "chat/slash.h"
#include "chat/slots.h"
#include "chat/surround.h"
#include "chat/weigh.h"

namespace every::chat {
namespace {

constexpr int kMargin = 0;  // by which a change has to fit better than any question
constexpr std::string_view kWishOrQuestion =
    "Is that a wish or a question? Say what is to be done, and the card says what it would do.";
constexpr int kEnough = 8;  // below this a sentence is about something else

bool is_offtopic(const Reading& r) {
  for (const Meaning& m : r.means)
    if (m.concept_name == "offtopic" && (!r.words[m.first].capital || m.first == 0 || m.last - m.first > 1))
      return true;
  return false;
}

// Topics that a sentence has of its own; without one it may go on with what was said before.
bool has_topic(const Reading& r) {
  static constexpr std::string_view kTopics[] = {
      "deal",    "invoice",  "payment", "proposal", "duplicate", "error",   "pipeline",   "sync", "import",
      "history", "schedule", "policy",  "contact",  "company",   "connect", "disconnect", "undo", "know",
      "meeting", "find",     "why",     "hubspot",  "help",      "replace", "skip"};
  return std::any_of(std::begin(kTopics), std::end(kTopics), [&](std::string_view t) { return r.has(t); });
}

// "and the lost ones?", "only over 5k", "what about Acme?": the last question with other words.
std::optional<Understood> goes_on(const Reading& r, const Thread& thread) {
  static const std::set<std::string_view> kMay{"deals",    "invoices",    "payments", "proposals",
                                               "find",     "show_client", "why",      "review_contacts",
                                               "pipeline", "sync_history"};
  if (!kMay.contains(thread.tool)) return std::nullopt;
  Understood next{thread.tool, {}, "", kEnough};
  fill(next, r, thread.tool == "deals" ? Thread{thread.tool, thread.args, {}} : Thread{}, {});
  if (next.tool != thread.tool) return std::nullopt;
  // "How many are that?"
  if (next.args.empty() && r.has("how_many") && (r.has("these") || r.has("this") || r.has("it")))
    return Understood{thread.tool, thread.args, "", kEnough};
  // "And next?"
  if (const auto* closing = thread.args.if_contains("closing");
      next.args.empty() && closing != nullptr && r.words.size() <= 3) {
    const std::string span(closing->as_string());
    for (const Word& word : r.words)
      if (const auto mark = span.find('_');
          mark != std::string::npos && (word.folded == "next" || word.folded == "last"))
        next.args["closing"] = word.folded + span.substr(mark);
  }
  if (next.args.empty()) return std::nullopt;
  if (thread.tool == "find" && !next.args.contains("text")) return std::nullopt;
  json::object args = thread.args;
  for (const auto& member : next.args) {
    if (thread.tool == "find" && member.key() == "kind" && member.value() == "any" && args.contains("kind"))
      continue;
    args[member.key()] = member.value();
  }
  next.args = std::move(args);
  return next;
}

}  // namespace

bool changes(std::string_view tool) {
  static const std::set<std::string_view> kChanging{
      "connect_hubspot", "sync_now",         "cancel_sync",        "resolve_duplicates",
      "import_contacts", "undo_import",      "retry_errors",       "create_invoice_drafts",
      "set_schedule",    "set_match_policy", "disconnect_hubspot", "create_client"};
  return kChanging.contains(tool);
}

std::string_view listed_by(std::string_view tool) {
  static const std::map<std::string_view, std::string_view> kListed{{"deals", "deals"},
                                                                    {"show_duplicates", "duplicates"},
                                                                    {"resolve_duplicates", "duplicates"},
                                                                    {"review_contacts", "contacts"},
                                                                    {"invoices", "invoices"},
                                                                    {"payments", "payments"},
                                                                    {"proposals", "proposals"},
                                                                    {"find", "find"},
                                                                    {"show_client", "clients"},
                                                                    {"sync_history", "runs"},
                                                                    {"sync_errors", "problems"},
                                                                    {"imported_records", "records"},
                                                                    {"why", "why"},
                                                                    {"pipeline", "pipeline"}};
  const auto found = kListed.find(tool);
  return found == kListed.end() ? std::string_view() : found->second;
}

namespace {

Understood understand_one(std::string_view said, const Thread& thread, const Context& context, bool whole);

// A long message tells a story around its wish: the part of it that is understood best.
std::optional<Understood> best_part(const Reading& r, const Thread& thread, const Context& context,
                                    int than) {
  static constexpr std::string_view kBreaks[] = {"so", "because", "but", "since", "weil", "aber", "also"};
  std::optional<Understood> best;
  std::string part;
  int words = 0, parts = 0;
  bool because = false;  // what comes after the first part is its reason
  bool sure = false;
  const bool long_one = r.words.size() >= 8;
  static const std::set<std::string_view> kTellers{"i",  "just", "we",  "he",  "she", "they",    "there",
                                                   "my", "our",  "ich", "wir", "it",  "someone", "somebody"};
  const bool told_first = kTellers.contains(r.words[0].folded) && !r.has("question");
  std::size_t next = 0;  // the word after the part
  const auto judge = [&] {
    ++parts;
    if (words > 1) {
      Understood got = understand_one(part, thread, context, false);
      const bool says = got.tool != "unknown" && got.tool != "ask" && got.tool != "help";
      got.part = part;
      // "We closed a few deals today, sync please": what is told only says why.
      // "Please interrupt the sync. I must correct something": so does what is told after it.
      const bool asked_first = parts == 1 && r.words[0].folded == "please" && next < r.words.size() &&
                               kTellers.contains(r.words[next].folded);
      const bool ordered = says && changes(got.tool) &&
                           (parts == 1   ? because || asked_first
                            : parts == 2 ? told_first
                                         : because);
      const bool better = says && long_one && got.score > than && (!best || got.score >= best->score);
      if (!sure && (ordered || better)) best = std::move(got);
      sure = sure || ordered;
    }
    part.clear();
    words = 0;
  };
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    const Word& word = r.words[i];
    // "Since the trade fair" says when, "since we moved" why.
    static const std::set<std::string_view> kWho{"i",   "we", "he",    "she", "they",
                                                 "you", "it", "there", "my",  "our"};
    const bool when =
        word.folded == "since" && i + 1 < r.words.size() && !kWho.contains(r.words[i + 1].folded);
    // "Accepted but not billed" is one thing.
    static const std::set<std::string_view> kNot{"not", "never", "no", "without", "still", "nobody", "nicht"};
    const bool denies =
        word.folded == "but" && i + 1 < r.words.size() && kNot.contains(r.words[i + 1].folded);
    if (!word.quoted && words > 0 && !when && !denies &&
        std::find(std::begin(kBreaks), std::end(kBreaks), word.folded) != std::end(kBreaks)) {
      because = because || parts == 0;
      judge();
    }
    part += (part.empty() ? "" : " ") + (word.quoted ? "\"" + word.text + "\"" : word.text) +
            (word.possessive ? "'s" : "") + (word.asks ? "?" : "");
    ++words;
    next = i + 1;
    if (word.ends) judge();
  }
  judge();
  // What the whole of it forbids or only supposes is not done for a part of it.
  if (best && changes(best->tool) &&
      (r.has("negated") || r.has("conditional") || r.has("except") || not_for_us_now(r)))
    return std::nullopt;
  return best;
}

// What keeps a change from being proposed in the words that it was read from; "" when nothing does.
std::string objection(const Understood& change, std::string_view said, const Thread& thread,
                      const Context& context) {
  // "Disconnect HubSpot next month": what is done here is done now.
  static const std::set<std::string_view> kAtOnce{
      "sync_now",     "import_contacts", "disconnect_hubspot", "undo_import",          "connect_hubspot",
      "retry_errors", "cancel_sync",     "resolve_duplicates", "create_invoice_drafts"};
  Reading r = read(change.part.empty() ? said : change.part);
  surround(r, thread, context);
  const Reading all = read(said);
  if (change.tool == "create_client")
    if (std::string which = names_more(change, all); !which.empty()) return which;
  if (said_by_others(all)) return std::string(kWishOrQuestion);
  const std::string back = taken_back(change, all);
  if (!back.empty()) return sentence("What about \"{}\"? Say only what is to be done.", back);
  if (kAtOnce.contains(change.tool) && later(r)) return "Only now: say it when it is to be done.";
  const std::string word = not_held(change, r);
  if (!word.empty()) return sentence("What about \"{}\"? Say only what is to be done.", word);
  return rather_a_question(change, r, thread) && !trim(said).starts_with("/") ? std::string(kWishOrQuestion)
                                                                              : "";
}

// "The automatic sync annoys me, switch it off", "sync, two deals were won": what is ordered, without why.
std::optional<Understood> ordered_alone(std::string_view said, const Thread& thread, const Context& context) {
  const auto wish = ordered_part(read(said));
  if (!wish) return std::nullopt;
  Understood wished = understand_one(*wish, thread, context, false);
  wished.part = *wish;
  return wished;
}

}  // namespace

Understood understand(std::string_view said, const Thread& thread, const Context& context) {
  if (auto other = corrected(read(trim(said)), thread)) return *std::move(other);
  Understood understood = understand_one(said, thread, context, true);
  if (trim(said).starts_with("/")) return understood;
  // What was told beside the order is no part of it.
  if (!changes(understood.tool))
    if (auto alone = ordered_alone(trim(said), thread, context); alone && changes(alone->tool))
      understood = *std::move(alone);
  understood = weighed(std::move(understood), trim(said), thread, context);
  name_from_the_rest(understood, trim(said));
  if (!changes(understood.tool)) return understood;
  std::string question = objection(understood, trim(said), thread, context);
  if (question.empty()) return understood;
  auto alone = ordered_alone(trim(said), thread, context);
  if (alone && alone->tool == understood.tool && objection(*alone, trim(said), thread, context).empty())
    return *std::move(alone);
  return {"ask", {}, std::move(question), 0, ""};
}

namespace {

Understood understand_one(std::string_view said, const Thread& thread, const Context& context, bool whole) {
  Understood none{"unknown", {}, "", 0};
  const std::string text = trim(said);
  const auto as_command = text.starts_with("/") ? slash_command(text) : std::nullopt;
  if (text.starts_with("/") && !as_command) return none;
  if (as_command && (*as_command == "know about" || *as_command == "find" ||
                     *as_command == "why is missing" || *as_command == "draft invoice for")) {
    none.tool = "ask";
    none.question = "Whose? Say the name or the email address after the command.";
    return none;
  }
  Reading r = read(as_command ? *as_command : text);
  // All of it in quotes: quoted for no reason, but not as plain as an order.
  const bool in_quotes = r.words.size() == 1 && r.words[0].quoted;
  if (in_quotes) r = read(std::string(r.words[0].text));
  if (r.words.empty()) return none;
  if (r.has("jailbreak") && !as_command) return none;
  if (!as_command && whole) {
    if (const auto plainly = changed_then_fetched(r)) {
      Understood fetched = understand_one(*plainly, thread, context, false);
      fetched.part = *plainly;
      return fetched;
    }
    if (const auto sight = only_to_see(r)) {
      Understood seen = understand_one(*sight, thread, context, false);
      if (!changes(seen.tool) && seen.tool != "unknown") {
        seen.part = *sight;
        return seen;
      }
    }
  }
  // In a long message a word about something else weighs less.
  const int elsewhere = !is_offtopic(r) ? 0 : r.words.size() > 9 ? 5 : 14;
  surround(r, thread, context);
  const int strangers = strangers_in(r);
  const bool talks = !as_command && (in_quotes || only_talks(r));

  const Intent* best = nullptr;
  int best_reading = 0;
  int best_score = 0, best_loose = 0;
  int unsure = 0;     // and one of which more is said than we understand
  int talked_of = 0;  // how well a change would fit that is only spoken of
  for (const Intent& intent : intents()) {
    int loose = 0;
    const bool change = changes(intent.tool);
    int score = fit(intent, r, strangers, loose) - elsewhere;
    // Who asks whether something was done does not want it done.
    if (r.has("question") && !r.has("howto") && intent.tool.starts_with("cannot")) score -= 8;
    if (change && (loose > 0 || (!as_command && !orders(r, intent)))) {
      unsure = std::max(unsure, score + 5 * loose);
      continue;
    }
    if (change && talks) {
      talked_of = std::max(talked_of, score);
      continue;
    }
    if (!change) best_reading = std::max(best_reading, score);
    if (score > best_score) {
      best_score = score;
      best_loose = loose;
      best = &intent;
    }
  }
  const bool little = best == nullptr || best_score < kEnough;
  const bool in_two =
      std::count_if(r.words.begin(), r.words.end() - 1, [](const Word& w) { return w.ends; }) == 1;
  if (whole && (r.words.size() >= 8 || in_two) && (little || best_loose > 0))
    if (auto part = best_part(r, thread, context, little ? 0 : best_score)) return *std::move(part);
  if (!as_command && (little || best_loose > 0 || !has_topic(r)) && !thread.tool.empty() &&
      !(best != nullptr && changes(best->tool)) &&
      (best == nullptr ||
       (!best->tool.starts_with("cannot") && best->tool != "help" && best->tool != "open")) &&
      !has_topic(r))
    if (auto next = goes_on(r, thread)) return *next;
  // "Don't sync", "please never import": nothing is done.
  if (r.has("refuses") && (!r.has("unattended") || r.has("replace")) && !r.has("ask_me") &&
      !(r.has("skip") && (r.has("list:duplicates") || r.has("duplicate")))) {
    none.tool = "ask";
    none.question = "Nothing was changed.";
    return none;
  }
  static const std::set<std::string_view> kImagined{"import",  "imported",   "replace", "skip",      "undo",
                                                    "connect", "disconnect", "cancel",  "create_new"};
  // "What does undo do?"
  const bool what_does = r.words.size() > 3 && r.words[0].folded == "what" && r.words.back().folded == "do" &&
                         std::any_of(r.words.begin(), r.words.end(),
                                     [](const Word& w) { return w.folded == "does" || w.folded == "would"; });
  if ((r.has("supposition") || what_does) && !as_command && !r.has("schedule") && !r.has("unattended") &&
      std::any_of(kImagined.begin(), kImagined.end(), [&](std::string_view c) { return r.has(c); })) {
    none.tool = "help";
    return none;
  }
  // "How do I undo an import?" is a question about what can be done.
  static const std::set<std::string_view> kDoing{"create", "cancel",     "undo",  "import", "replace", "skip",
                                                 "bill",   "disconnect", "draft", "retry",  "connect"};
  const bool going = best != nullptr && best->tool == "open" && (r.has("home") || r.has("settings"));
  if (talks && r.has("howto") && elsewhere == 0 && !going && (!r.has("error") || r.has("retry")) &&
      std::any_of(kDoing.begin(), kDoing.end(), [&](std::string_view c) { return r.has(c); })) {
    none.tool = "help";
    return none;
  }
  const bool supposes = talks && (r.has("howto") || r.has("conditional")) && talked_of > best_score - 12;
  // Who says what is not to be done is told that it is not.
  const bool denies = talks && !r.at(0, "asks") && !r.at(0, "show") &&
                      (r.has("except") || r.has("negated")) &&
                      std::max(talked_of, unsure) >= std::max(best_score, kEnough);
  if ((little || supposes || denies) && (talked_of >= kEnough || denies)) {
    none.tool = r.has("howto") || (r.has("conditional") && !denies) ? "help" : "ask";
    none.question = "Nothing was changed. Say it as a request, and the card says what it would do.";
    return none;
  }
  if (little && unsure >= 2 * kEnough && elsewhere == 0) {
    none.tool = "ask";
    none.question = "One thing at a time: say only what is to be done, and the card says what it would do.";
    return none;
  }
  static const std::set<std::string_view> kDone{"sync", "import",  "replace",    "skip",
                                                "undo", "connect", "disconnect", "cancel",
                                                "bill", "create",  "retry"};
  if (little && r.has("negated") &&
      std::any_of(kDone.begin(), kDone.end(), [&](std::string_view c) { return r.has(c); })) {
    none.tool = "ask";
    none.question = "Nothing was changed.";
    return none;
  }
  if (little && (r.has("howto") || r.has("conditional")) && has_topic(r) && elsewhere == 0) {
    none.tool = "help";
    return none;
  }
  if (little && elsewhere > 0) return none;
  if (little) {
    // Something of ours is spoken of, but not what about it.
    const bool refers = r.has("it") || r.has("these") || r.has("this") || r.has("ordinal") || r.has("yes");
    const bool acts = r.has("sync") || r.has("replace") || r.has("skip") || r.has("import") ||
                      r.has("undo") || r.has("cancel") || r.has("bill") || r.has("create") || r.has("show") ||
                      r.has("open") || r.has("resolve") || r.has("retry") || r.has("ordinal") ||
                      r.has("yes") || r.has("connect") || r.has("delete") || r.has("edit");
    const bool half = r.words.size() <= 2 && (r.has("find") || r.has("how_many") || r.has("why") ||
                                              r.has("show") || r.has("latest") || r.has("create"));
    // "That one please", "just the big ones": of what?
    const bool points = refers && r.words.size() <= 5 && strangers == 0 && !r.has("hello") &&
                        !r.has("question") && !r.has("insult");
    // "Why isn't he in here?"
    static const std::set<std::string_view> kSomebody{"he", "she", "him", "her"};
    const bool somebody = r.words.size() <= 7 && strangers == 0 &&
                          (r.has("why") || r.has("find") || r.has("know")) &&
                          std::any_of(r.words.begin(), r.words.end(),
                                      [](const Word& w) { return kSomebody.contains(w.folded); });
    if (somebody ||
        (((refers && acts && !r.has("hello")) || r.has("ordinal") || half || points) && strangers <= 1)) {
      none.tool = "ask";
      none.question = "What is that about? Name it, or ask for the list first.";
    }
    return none;
  }
  // A change that is no clearer than a question is asked about.
  if (changes(best->tool) && best_reading >= best_score - kMargin) {
    none.tool = "ask";
    none.question = kWishOrQuestion;
    return none;
  }
  Understood out{best->tool, {}, "", best_score};
  fill(out, r, thread, context);
  return out;
}

}  // namespace

}  // namespace every::chat
