// The search index: the folded words of a record, found by their beginnings. Private to store/.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "store/tx.h"

namespace every::store {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using IdSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

// Replaces the words that `origin` (the record itself, or a contact of it) gives to a subject.
void put_words(Tx& tx, const Tenant& tenant, std::string_view kind, std::string_view subject_id,
               std::string_view origin, std::string_view text);
void drop_words(Tx& tx, const Tenant& tenant, std::string_view kind, std::string_view subject_id,
                std::string_view origin);
// The subjects that have, for each word of the question, a word beginning so. Nothing when the question has no word:
// then it asks for everything.
std::optional<IdSet> found(Tx& tx, const Tenant& tenant, std::string_view kind, std::string_view q);

}  // namespace every::store
