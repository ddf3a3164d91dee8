// The search index: the words of a record, found by their beginnings, without regard to case or accents.
// Records are known by their row's number (`seq`). Private to store/; another engine brings an index of its
// own behind this.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/tx.h"

namespace every::store {

// The numbers that a search found.
class Finds {
 public:
  // In any order, with twins or without.
  explicit Finds(std::vector<std::int64_t> seqs);
  bool contains(std::int64_t seq) const;
  std::size_t size() const { return seqs_.size(); }
  const std::vector<std::int64_t>& seqs() const { return seqs_; }  // ascending, each once
  std::string packed() const;  // for among() of a statement (row_numbers.h)

 private:
  std::vector<std::int64_t> seqs_;
  std::vector<std::uint64_t> bits_;  // one for each from the first to the last: a walk asks in no time
};

// The words of a text as the index keeps them. A record stores this beside its row, to be able to take it
// back.
std::string search_words(std::string_view text);
// Replaces what is indexed about a row. `index` is a kind: client, client_archived, contact, deal, invoice,
// proposal, review. The index learns it when the transaction ends, or when it is searched before: FTS5 closes
// a segment whenever another statement of the transaction may have to be undone by itself, so words that are
// told row by row, between other writes, become as many segments, and merging them costs far more than the
// words.
void put_search(Tx& tx, const Tenant& tenant, std::string_view index, std::int64_t seq, std::string_view was,
                std::string_view now);
// Tells the indexes everything that `put_search` has collected. The engine calls it before it commits.
void write_search(Tx& tx);
// Rows that have, for each word of the question, a word beginning so. Nothing when the question has no word:
// then it asks for everything.
std::optional<Finds> found(Tx& tx, const Tenant& tenant, std::string_view index, std::string_view q);

}  // namespace every::store
