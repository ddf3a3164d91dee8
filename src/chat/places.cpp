// Stages and pages that a sentence names.
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

}  // namespace every::chat
