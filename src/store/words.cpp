#include "store/words.h"

#include <set>

#include "base/text.h"

namespace every::store {
namespace {

constexpr std::size_t kWordsMax = 60, kWordLettersMax = 24, kQuestionWordsMax = 8;

bool parts_words(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u < 0x80 && !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '@' || c == '.' || c == '-' || c == '_' ||
                       c == '+' || c == '\'');
}

void add(std::set<std::string>& words, std::string_view word) {
  while (!word.empty() && static_cast<unsigned char>(word.front()) < 0x80 && !isalnum(static_cast<unsigned char>(word.front())))
    word.remove_prefix(1);
  if (!word.empty() && words.size() < kWordsMax) words.emplace(shorten(word, kWordLettersMax));
}

// Words, and what stands behind the @ and the dots of an address, so that a company is found by its domain.
std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  const std::string folded = fold(text);
  std::size_t start = 0;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    if (i < folded.size() && !parts_words(folded[i])) continue;
    const std::string_view word = std::string_view(folded).substr(start, i - start);
    add(words, word);
    for (std::size_t k = 0; k < word.size(); ++k)
      if (word[k] == '@' || word[k] == '.' || word[k] == '-' || word[k] == '\'') add(words, word.substr(k + 1));
    start = i + 1;
  }
  return words;
}

// Folded words of a question. They are cut like those of a record, so that a long word finds itself.
std::vector<std::string> question_words(std::string_view q) {
  std::vector<std::string> out;
  const std::string folded = fold(q);
  std::size_t start = 0;
  for (std::size_t i = 0; i <= folded.size() && out.size() < kQuestionWordsMax; ++i) {
    if (i < folded.size() && !parts_words(folded[i])) continue;
    std::set<std::string> one;
    add(one, std::string_view(folded).substr(start, i - start));
    out.insert(out.end(), one.begin(), one.end());
    start = i + 1;
  }
  return out;
}

}  // namespace

void put_words(Tx& tx, const Tenant& tenant, std::string_view kind, std::string_view subject_id, std::string_view origin,
               std::string_view text) {
  std::set<std::string> wanted = words_of(text);
  {
    Rows rows = tx.rows(tenant,
                        "SELECT word FROM words WHERE workspace_id = $1 AND kind = $2 AND origin = $3 AND subject_id = $4",
                        kind, origin, subject_id);
    std::vector<std::string> gone;
    while (rows.next())
      if (wanted.erase(rows.text(0)) == 0) gone.push_back(rows.text(0));
    for (const std::string& word : gone)
      tx.run(tenant,
             "DELETE FROM words WHERE workspace_id = $1 AND kind = $2 AND word = $3 AND subject_id = $4 AND origin = $5",
             kind, word, subject_id, origin);
  }
  for (const std::string& word : wanted)
    tx.run(tenant,
           "INSERT INTO words (workspace_id, kind, word, subject_id, origin) VALUES ($1, $2, $3, $4, $5) "
           "ON CONFLICT DO NOTHING",
           kind, word, subject_id, origin);
}

void drop_words(Tx& tx, const Tenant& tenant, std::string_view kind, std::string_view subject_id,
                std::string_view origin) {
  tx.run(tenant, "DELETE FROM words WHERE workspace_id = $1 AND kind = $2 AND origin = $3 AND subject_id = $4", kind,
         origin, subject_id);
}

std::optional<IdSet> found(Tx& tx, const Tenant& tenant, std::string_view kind, std::string_view q) {
  std::optional<IdSet> out;
  for (const std::string& word : question_words(q)) {
    // The last text that begins so is before the word with the greatest character behind it.
    Rows r = tx.rows(
        tenant, "SELECT subject_id FROM words WHERE workspace_id = $1 AND kind = $2 AND word >= $3 AND word < $4", kind,
        word, word + "\xf4\x8f\xbf\xbf");
    IdSet both;
    while (r.next())
      if (!out || out->contains(r.view(0))) both.emplace(r.view(0));
    out = std::move(both);
    if (out->empty()) break;
  }
  return out;
}

}  // namespace every::store
