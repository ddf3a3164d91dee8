#include "store/search.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/text.h"
#include "store/row_numbers.h"

namespace every::store {
namespace {

constexpr std::size_t kWordsMax = 200, kWordLettersMax = 32, kQuestionWordsMax = 8;

// Without accents: decomposed, less the marks. What ICU cannot read stays as it is.
std::string plain(const std::string& folded) {
  if (std::all_of(folded.begin(), folded.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
    return folded;
  UErrorCode status = U_ZERO_ERROR;
  const auto* decompose = icu::Normalizer2::getNFKDInstance(status);
  if (U_FAILURE(status)) return folded;
  const icu::UnicodeString decomposed = decompose->normalize(icu::UnicodeString::fromUTF8(folded), status);
  if (U_FAILURE(status)) return folded;
  icu::UnicodeString letters;
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1))
    if (u_charType(decomposed.char32At(i)) != U_NON_SPACING_MARK) letters.append(decomposed.char32At(i));
  std::string out;
  return letters.toUTF8String(out);
}

bool parts_words(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u < 0x80 && std::isalnum(u) == 0 && std::string_view("@.-_+'").find(c) == std::string_view::npos;
}

void add(std::vector<std::string>& words, std::string_view word) {
  while (!word.empty() && static_cast<unsigned char>(word.front()) < 0x80 &&
         std::isalnum(static_cast<unsigned char>(word.front())) == 0)
    word.remove_prefix(1);
  if (word.empty() || words.size() >= kWordsMax) return;
  std::string kept = shorten(word, kWordLettersMax);
  const auto at = std::lower_bound(words.begin(), words.end(), kept);
  if (at == words.end() || *at != kept) words.insert(at, std::move(kept));
}

template <class F>
void each_word(std::string_view text, F&& f) {
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && !parts_words(text[i])) continue;
    f(text.substr(start, i - start));
    start = i + 1;
  }
}

// What a workspace's words begin with, so that no search can meet another's. Of one length, so that the index
// of beginnings (kSearchStep) knows the first letters of the words; it is only slower for the ten-thousandth
// workspace and on, whose words no others can be: none begins with _.
std::string scope_of(std::int64_t number) {
  return number < 10'000 ? fmt::format("{:04}", number) : fmt::format("_{:09}", number);
}
std::optional<std::string> known_scope(Tx& tx, const Tenant& tenant) {
  Rows r = tx.rows(tenant, "SELECT number FROM search_scopes WHERE workspace_id = $1");
  if (!r.next()) return std::nullopt;
  return scope_of(r.integer(0));
}
std::string scope(Tx& tx, const Tenant& tenant) {
  if (auto known = known_scope(tx, tenant)) return *known;
  tx.run(tenant, "INSERT INTO search_scopes (workspace_id) VALUES ($1)");
  return *known_scope(tx, tenant);
}

std::string scoped(const std::string& scope, std::string_view words) {
  std::string out;
  each_word(words, [&](std::string_view word) {
    if (!word.empty()) out.append(scope).append(word) += ' ';
  });
  return out;
}

}  // namespace

Finds::Finds(std::vector<std::int64_t> seqs) : seqs_(std::move(seqs)) {
  if (seqs_.empty()) return;
  const auto [least, most] = std::minmax_element(seqs_.begin(), seqs_.end());
  const std::int64_t first = *least;
  bits_.resize(static_cast<std::size_t>((*most - first) / 64 + 1));
  bool ascending = true;
  std::int64_t before = first - 1;
  for (const std::int64_t seq : seqs_) {
    const auto bit = static_cast<std::uint64_t>(seq - first);
    bits_[bit / 64] |= std::uint64_t{1} << bit % 64;
    ascending = ascending && seq > before;
    before = seq;
  }
  if (ascending) return;
  // The bits have them sorted, for less than a sort would cost.
  seqs_.clear();
  for (std::size_t word = 0; word < bits_.size(); ++word)
    for (std::uint64_t left = bits_[word]; left != 0; left &= left - 1)
      seqs_.push_back(first + static_cast<std::int64_t>(64 * word) + std::countr_zero(left));
}

std::string Finds::packed() const {
  if (seqs_.empty()) return {};
  const std::int64_t first = seqs_.front();
  std::string out(sizeof first + bits_.size() * sizeof bits_[0], '\0');
  std::memcpy(out.data(), &first, sizeof first);
  // The lowest bit of a word in its first byte, as the machine keeps it.
  static_assert(std::endian::native == std::endian::little);
  std::memcpy(out.data() + sizeof first, bits_.data(), bits_.size() * sizeof bits_[0]);
  return out;
}

bool Finds::contains(std::int64_t seq) const {
  if (seqs_.empty() || seq < seqs_.front() || seq > seqs_.back()) return false;
  const auto bit = static_cast<std::uint64_t>(seq - seqs_.front());
  return (bits_[bit / 64] >> bit % 64 & 1) != 0;
}

// Words, and what stands behind the @ and the dots of an address, so that a company is found by its domain.
std::string search_words(std::string_view text) {
  std::vector<std::string> words;  // sorted
  each_word(plain(fold(text)), [&](std::string_view word) {
    add(words, word);
    for (std::size_t k = 0; k < word.size(); ++k)
      if (std::string_view("@.-'").find(word[k]) != std::string_view::npos) add(words, word.substr(k + 1));
  });
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

void put_search(Tx& tx, const Tenant& tenant, std::string_view index, std::int64_t seq, std::string_view was,
                std::string_view now) {
  if (was == now) return;
  const auto [at, fresh] = tx.search_changes().try_emplace({tenant.id(), std::string(index), seq});
  if (fresh) at->second.was = was;
  at->second.now = now;
}

void write_search(Tx& tx) {
  // One row a statement and VALUES: so FTS5 collects them in memory and writes one segment. Ascending, since
  // a smaller row number than the last closes the segment too.
  std::string workspace, begin;
  for (const auto& [row, change] : tx.search_changes()) {
    if (change.was == change.now) continue;
    const auto& [id, index, seq] = row;
    const Tenant tenant(id);
    if (begin.empty() || workspace != id) {
      workspace = id;
      begin = scope(tx, tenant);
    }
    const std::string table = "search_" + index;
    // The index keeps no texts: it has to be told what to take out.
    if (!change.was.empty())
      tx.run(tenant,
             "INSERT INTO " + table + " (" + table +
                 ", rowid, words) VALUES ('delete', $2, iif($1 = $1, $3, ''))",
             seq, scoped(begin, change.was));
    if (!change.now.empty())
      tx.run(tenant, "INSERT INTO " + table + " (rowid, words) VALUES ($2, iif($1 = $1, $3, ''))", seq,
             scoped(begin, change.now));
  }
  tx.search_changes().clear();
}

std::optional<Finds> found(Tx& tx, const Tenant& tenant, std::string_view index, std::string_view q) {
  std::vector<std::string> words;
  each_word(plain(fold(q)), [&](std::string_view word) {
    if (words.size() < kQuestionWordsMax) add(words, word);
  });
  if (words.empty()) return std::nullopt;
  write_search(tx);
  const auto begin = known_scope(tx, tenant);
  if (!begin) return Finds({});  // nothing was ever indexed
  std::string match;
  for (const std::string& word : words)
    match.append(match.empty() ? "" : " AND ").append("\"" + *begin + word + "\" *");
  const std::string table = "search_" + std::string(index);
  Rows r = tx.rows(
      tenant, "SELECT row_numbers(rowid) FROM " + table + " WHERE " + table + " MATCH $2 AND $1 = $1", match);
  return Finds(r.next() ? read_row_numbers(r.view(0)) : std::vector<std::int64_t>{});
}

}  // namespace every::store
