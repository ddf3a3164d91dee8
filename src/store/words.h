// The search index: the folded words of a record, found by their beginnings. Private to store/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/tx.h"

namespace every::store {

// Replaces the words that `origin` (the record itself, or a contact of it) gives to a subject.
void put_words(Tx& tx, const Tenant& tenant, std::string_view kind, std::string_view subject_id, std::string_view origin,
               std::string_view text);
void drop_words(Tx& tx, const Tenant& tenant, std::string_view kind, std::string_view subject_id);
void drop_words_of_origin(Tx& tx, const Tenant& tenant, std::string_view kind, std::string_view subject_id,
                          std::string_view origin);
// Folded words of a question, at most eight.
std::vector<std::string> question_words(std::string_view q);
// The first text after every text that begins with `prefix`.
std::string after_prefix(std::string_view prefix);

}  // namespace every::store
