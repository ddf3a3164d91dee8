// The arguments of the rules: when syncs run by themselves, and what becomes of matches that nobody decides.
#include <algorithm>
#include <map>
#include <set>

#include "chat/fill_detail.h"
#include "chat/orders.h"
#include "chat/slots.h"

namespace every::chat {

// What is to become of a match: the first verb that says it, else what the words mean.
std::string decision_said(const Reading& r) {
  static const std::map<std::string_view, std::string_view> kVerbs{
      {"replace", "replace"}, {"overwrite", "replace"}, {"update", "replace"}, {"ersetze", "replace"},
      {"skip", "skip"},       {"ignore", "skip"},       {"keep", "skip"},      {"leave", "skip"}};
  const bool apart = r.has("create_new");
  // "From skip to replace"
  for (std::size_t i = 3; i < r.words.size(); ++i)
    if (const auto verb = kVerbs.find(r.words[i].folded);
        verb != kVerbs.end() && r.words[i - 1].folded == "to" && r.words[i - 3].folded == "from" && !apart)
      return std::string(verb->second);
  static const std::set<std::string_view> kNot{"not", "never", "nicht", "without", "no"};
  for (std::size_t i = 0; i < r.words.size(); ++i)
    if (const auto verb = kVerbs.find(r.words[i].folded); verb != kVerbs.end() && !apart) {
      // "Do not overwrite her" leaves her.
      // "Keep HubSpot's version"
      if (verb->second == "skip" && i + 1 < r.words.size() && r.words[i + 1].folded == "hubspot")
        return "replace";
      const bool denied = i > 0 && kNot.contains(r.words[i - 1].folded);
      return denied && verb->second == "replace" ? "skip" : std::string(verb->second);
    }
  if (r.has("keep") && r.has("unchanged")) return "skip";
  return r.has("skip") ? "skip" : r.has("replace") ? "replace" : "create";
}

void fill_schedule(Understood& out, const Reading& r, const Thread& thread, const Context&) {
  json::object& args = out.args;
  const json::object before = thread.tool == "set_schedule" ? thread.args : json::object{};
  const bool off = r.has("off") || r.has("cancel");
  Text every;
  const auto weekdays = std::count_if(r.means.begin(), r.means.end(), [&](const Meaning& m) {
    return m.concept_name == "weekday" && m.last - m.first == 1 && !leaves_day(r, m.first);
  });
  if (weekdays > 1) return ask(out, "One day of the week, or every day?");
  const auto day = weekday_in(r), time = time_in(r);
  // "Pm, not am"
  if (!time && says_any(r, {"pm", "am"})) return ask(out, "One time of the day: which?");
  // "At 7 and 19", "at 9 and again at 17"
  static const std::set<std::string_view> kAgain{"at", "um", "again", "then", "also", "nochmal", "dann"};
  for (std::size_t i = 1; time && i + 1 < r.words.size(); ++i) {
    std::size_t next = i + 1;
    while (next < r.words.size() && kAgain.contains(r.words[next].folded)) ++next;
    if ((r.words[i].folded == "and" || r.words[i].folded == "und") && r.words[i - 1].number &&
        next < r.words.size() && r.words[next].number)
      return ask(out, "One time of the day: which?");
  }
  // "Sync tomorrow at 9", "in an hour": once, and no rhythm.
  if (later(r) && !r.has("daily") && !r.has("weekly"))
    return ask(out, "How often? Hourly, daily, weekly or off.");
  // "Stop the nightly sync" switches it off, "not daily, weekly" does not.
  // "Every weekday at 7", "hourly is overkill, daily will do"
  if (says_any(r, {"weekday", "weekdays", "workday", "workdays", "werktags", "werktäglich", "wochentags"}))
    return ask(out, "One day of the week, or every day?");
  const int rhythms = (r.has("hourly") ? 1 : 0) + (r.has("daily") ? 1 : 0) + (r.has("weekly") ? 1 : 0);
  if (r.has("hourly") && r.has("daily") && !time) return ask(out, "How often? Hourly, daily, weekly or off.");
  if (off && (rhythms == 0 || (rhythms == 1 && !time && !r.has("make_it"))))
    every = "off";
  else if (r.has("hourly"))
    every = "hour";
  else if (day && !(r.has("daily") && !r.has("weekly")))
    every = "week";
  else if (r.has("daily"))
    every = "day";
  else if (r.has("weekly"))
    every = "week";
  else if (!text_of(before, "every").empty())
    every = text_of(before, "every");
  else if (time)
    every = "day";
  if (!every) return ask(out, "How often? Hourly, daily, weekly or off.");
  args["every"] = *every;
  if (*every == "hour" || *every == "off") return;
  put(args, "at", time ? time : Text(text_of(before, "at")));
  if (*every == "week") put(args, "on", day ? day : Text(text_of(before, "on")));
}

void fill_match_policy(Understood& out, const Reading& r, const Thread& thread, const Context&) {
  json::object& args = out.args;
  // "Don't ask" is no wish to be asked.
  const bool asked = std::any_of(r.means.begin(), r.means.end(), [&](const Meaning& m) {
    if (m.concept_name != "ask_me") return false;
    static constexpr std::string_view kNot[] = {"not", "without", "never", "stop", "quit", "no", "asking"};
    return m.first == 0 ||
           std::find(std::begin(kNot), std::end(kNot), r.words[m.first - 1].folded) == std::end(kNot);
  });
  // "Always do that from now on", after a decision.
  const std::string before = text_of(thread.args, "decision");
  // "Replace companies but ask for people": two policies.
  if (asked && (r.has("skip") || r.has("replace")) && says_any(r, {"but", "aber"}) && !r.has("negated"))
    return ask(out, "One policy for all of them: ask each time, replace, or skip?");
  if (asked)
    args["policy"] = "ask";
  else if (r.has("skip") || r.has("replace"))
    args["policy"] = r.has("skip") && r.has("replace") ? decision_said(r)
                     : r.has("skip")                   ? "skip"
                                                       : "replace";
  else if (r.has("keep"))
    args["policy"] = "skip";
  else if (before == "skip" || before == "replace")
    args["policy"] = before;
  else if (r.has("ask_me"))
    args["policy"] = "ask";
  else
    return ask(out, "Ask each time, replace, or skip?");
  if (args["policy"] == "create") args["policy"] = "ask";
}

}  // namespace every::chat
