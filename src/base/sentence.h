// A sentence for a person, kept as what it says: its English pattern, which is its name, and the facts in it.
// It travels as text, through errors, rows and cards, so that who makes it, keeps it or passes it on knows of
// no language. It gets its words where it leaves for its reader: in the API's answers, in a mail, in the log.
//
//   sentence("{} was created.", client.name)
//
// A pattern is a whole sentence (or a whole label), never a part of one: other languages order them
// otherwise. Where one and many differ there are two patterns, chosen by n == 1. A pattern's translation
// stands in src/words; tools/tidy names each one that has none.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/money.h"
#include "base/time.h"

namespace every {

// How one language words what sentences say. This one is English: the patterns' own.
class Wording {
 public:
  virtual ~Wording() = default;
  virtual std::string_view pattern(std::string_view english) const { return english; }
  virtual std::string count(std::int64_t n) const;                   // "1,234"
  virtual std::string decimal(std::string_view plain) const;         // "1.5" of "1.5"
  virtual std::string money(Money, std::string_view english) const;  // `english` as it was said
  virtual std::string day(Date, std::string_view english) const;     // as above
  virtual std::string moment(Date, std::string_view time, std::string_view english) const;  // time: "10:04"
};

// One {} of a pattern.
class Fact {
 public:
  // What others wrote, or a sentence or word of our own that is part of this one.
  Fact(std::string_view text);                                     // NOLINT: implicit on purpose
  Fact(const std::string& text) : Fact(std::string_view(text)) {}  // NOLINT: implicit on purpose
  Fact(const char* text) : Fact(std::string_view(text)) {}         // NOLINT: implicit on purpose
  template <std::integral N>
    requires(!std::same_as<N, bool> && !std::same_as<N, char>)
  Fact(N n) : Fact(counted(static_cast<std::int64_t>(n))) {}  // NOLINT: implicit on purpose
  Fact(Decimal number);                                       // NOLINT: implicit on purpose
  // "1234.50 USD" in English, unless it is to be said otherwise there.
  Fact(Money amount, std::string_view english = {});  // NOLINT: implicit on purpose
  // "2026-11-23" in English, unless it is to be said otherwise there.
  Fact(Date day, std::string_view english = {});  // NOLINT: implicit on purpose
  // A moment by the clocks of `zone`.
  static Fact moment(Instant at, std::string_view zone, std::string_view english);

  const std::string& kept() const { return kept_; }

 private:
  Fact() = default;
  static Fact counted(std::int64_t n);
  std::string kept_;
};

std::string sentence_of(std::string_view pattern, std::initializer_list<Fact> facts);
template <class... Facts>
std::string sentence(std::string_view pattern, const Facts&... facts) {
  return sentence_of(pattern, {Fact(facts)...});
}

// A text of our own that may be a bare pattern, such as an error's detail: as a sentence. "" stays "".
std::string ours(std::string_view text);

bool has_sentences(std::string_view text);
// The text with all sentences in it worded. Names that are written from right to left are isolated, so that
// they do not turn their neighbours.
std::string worded(std::string_view text, const Wording& wording);
std::string english(std::string_view text);
// Every text in a document, and in one that is written as JSON.
void word(json::value& document, const Wording& wording);
bool has_sentences_in_json(std::string_view document);
std::string worded_json(std::string document, const Wording& wording);

}  // namespace every
