// Stages, pages and addresses that a sentence names.
#include <algorithm>

#include "chat/slots.h"

namespace every::chat {

std::optional<std::string> stage_in(const Reading& r) {
  // A stage that people call so: the longest that is named.
  const Meaning* called = nullptr;
  for (const Meaning& m : r.means)
    if (m.concept_name == "qualified" &&
        (called == nullptr || m.last - m.first > called->last - called->first))
      called = &m;
  if (called != nullptr) {
    std::string out;
    for (std::size_t i = called->first; i < called->last; ++i)
      out += (out.empty() ? "" : " ") + r.words[i].text;
    return out;
  }
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    const std::string& f = r.words[i].folded;
    if (f != "stage" && f != "phase") continue;
    if (i > 0 && r.words[i - 1].quoted) return r.words[i - 1].text;
    if (i + 1 < r.words.size() && r.words[i + 1].quoted) return r.words[i + 1].text;
    // "in the Proposal stage", "stage Proposal"
    std::size_t first = i;
    while (first > 0) {
      const std::string& before = r.words[first - 1].folded;
      if (before == "in" || before == "the" || before == "at" || before == "from" || before == "to" ||
          before == "by" || before == "each" || before == "per" || before == "what" || before == "which" ||
          before == "every" || before == "of" || before == "my" || before == "deal" || before == "is" ||
          before == "current" || before == "deals" || before == "any" || before == "for" ||
          before == "this" || before == "pipeline" || before == "all" || before == "different" ||
          before == "same" || before == "on" || before == "into" || before == "and")
        break;
      --first;
    }
    std::string out;
    for (std::size_t k = first; k < i; ++k) out += (out.empty() ? "" : " ") + r.words[k].text;
    if (!out.empty()) return out;
  }
  return std::nullopt;
}

std::optional<std::string> place_in(const Reading& r) {
  for (const auto& [concept_name, place] : {std::pair{"email_place", "email"},
                                            {"hubspot_place", "hubspot"},
                                            {"home", "home"},
                                            {"pipeline", "pipeline"},
                                            {"payment", "payments"},
                                            {"proposal", "proposals"},
                                            {"invoice", "invoices"},
                                            {"client_kind", "clients"},
                                            {"client", "clients"},
                                            {"hubspot", "hubspot"},
                                            {"sync", "hubspot"},
                                            {"settings", "settings"},
                                            {"deal", "pipeline"},
                                            {"contact", "clients"}})
    if (r.has(concept_name)) return place;
  for (const Word& word : r.words)
    if (word.folded == "email" || word.folded == "mail") return "email";
  return std::nullopt;
}

// A plus and digits, or many digits in groups.
std::optional<std::string> phone_in(const Reading& r) {
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    if (!r.words[i].number) continue;
    std::string out;
    std::size_t n = 0;
    for (std::size_t k = i; k < r.words.size() && r.words[k].number && !r.words[k].quoted; ++k) {
      const std::string& text = r.words[k].text;
      if (text.find_first_not_of("+0123456789-()./") != std::string::npos) break;
      out += (out.empty() ? "" : " ") + text;
      n += static_cast<std::size_t>(
          std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
    }
    if (n >= 7 && (out[0] == '+' || out.find_first_of(" -/") != std::string::npos || out[0] == '0'))
      return out;
  }
  return std::nullopt;
}

// "HubSpot ID 90211347": many digits and nothing else.
std::optional<std::string> id_in(const Reading& r) {
  for (const Word& word : r.words)
    if (word.number && word.folded.size() >= 6 &&
        word.folded.find_first_not_of("0123456789") == std::string::npos)
      return word.folded;
  return std::nullopt;
}

std::optional<std::string> email_in(const Reading& r) {
  for (const Word& word : r.words)
    if (word.email) return word.text;
  return std::nullopt;
}

}  // namespace every::chat
