// The paper that every document of ours is drawn on: its head, its pages and their foot, rows of tables and
// the sums below them. Private to render/. A writer draws itself twice (see drawn).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "domain/invoice.h"
#include "render/facturx.h"
#include "render/page.h"
#include "render/words.h"

namespace every::render {

class Sheet {
 public:
  std::string finish(std::string& problem) { return pdf_.finish(problem); }
  const std::string& language() const { return language_; }

 protected:
  static constexpr Style kBody{9.5, 400, 0.12}, kDim{9, 400, 0.36}, kStrong{9.5, 600, 0.12},
      kHead{8, 600, 0.36}, kTitle{22, 650, 0.1}, kName{15, 650, 0.1}, kPart{11, 600, 0.1}, kSum{12, 650, 0.1};
  static constexpr double kLeft = Pdf::kMargin, kRight = Pdf::kWidth - Pdf::kMargin, kWide = kRight - kLeft;
  static constexpr double kBottom = Pdf::kHeight - Pdf::kMargin - 18;  // the page's foot stands below

  struct Column {
    std::string head;
    double x, width;
    Align align;
  };
  using Sums = std::vector<std::pair<std::string, std::string>>;

  // `language`: by whose words, "" for English in a file that does not say so. `pages`: how many there will
  // be, 1 when nobody knows yet.
  Sheet(std::string title, std::string_view author, Date stamp, std::string language, int pages);

  // Who writes, with the logo above the name, what it is, which one it is.
  void head(const domain::PartySnapshot& from, const std::optional<Logo>& logo, std::string_view what,
            std::string_view subject);
  void addressee(std::string_view label, const domain::PartySnapshot& to);
  // A label and what it says at the right edge, `width` wide together; gives where the next one stands.
  double fact_row(double y, double width, double of_value, std::string_view label, const std::string& value);
  void table_head(const std::vector<Column>& columns);
  // With the table's head again where a new page begins.
  void table_row(const std::vector<Column>& columns, const std::vector<std::string>& cells);
  // `last` is what matters.
  void sums(const Sums& rows, const Sums::value_type& last);
  // Starts a new page when `height` does not fit any more; true when it did.
  bool room(double height);
  void foot();

  std::string language_;
  const Words& words_;
  Pdf pdf_;
  double y_ = Pdf::kMargin;
  int page_ = 1;

 private:
  std::string title_;
  int pages_;
};

// Legal name, address, email and tax id of a party, a line each; without its name.
std::string party_lines(const domain::PartySnapshot& party, const Words& words);

// PDF bytes. Drawn twice: the first time only to learn how many pages there are. Error: internal, with what
// Cairo said.
template <class Writer, class Document>
Result<std::string> drawn(const Document& document) {
  const int pages = Writer(document, 1).draw();
  Writer writer(document, pages);
  writer.draw();
  std::string problem;
  std::string bytes = writer.finish(problem);
  if (bytes.empty()) return Error(Code::internal, "The PDF could not be made: " + problem);
  return writer.language().empty() ? Result<std::string>(std::move(bytes))
                                   : with_language(bytes, writer.language());
}

}  // namespace every::render
