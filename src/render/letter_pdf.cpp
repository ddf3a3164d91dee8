#include "render/letter_pdf.h"

#include <algorithm>
#include <iterator>

#include "render/sheet.h"

namespace every::render {
namespace {

class Writer : public Sheet {
 public:
  Writer(const Letter& letter, int pages)
      : Sheet(letter.title + " " + letter.subject, letter.from.name, letter.stamp, letter.language, pages),
        letter_(letter) {}

  int draw() {
    head(letter_.from, letter_.logo, letter_.title, letter_.subject);
    parties();
    for (const Letter::Table& table : letter_.tables) draw(table);
    if (!letter_.closing.empty()) {
      room(pdf_.height(kWide, letter_.closing, kBody));
      pdf_.open("P");
      y_ += pdf_.text(kLeft, y_, kWide, letter_.closing, kBody);
      pdf_.close("P");
    }
    foot();
    return page_;
  }

 private:
  void parties() {
    double y = y_;
    addressee("", letter_.to);
    pdf_.open("P");
    for (const auto& [label, value] : letter_.facts) {
      if (value.empty()) continue;
      y = fact_row(y, 250, 140, label, value);
    }
    pdf_.close("P");
    y_ = std::max(y_, y) + 26;
  }

  static std::vector<Column> columns(const Letter::Table& table) {
    int shares = 0;
    for (const Letter::Column& column : table.columns) shares += column.share;
    std::vector<Column> out;
    double x = kLeft;
    for (const Letter::Column& column : table.columns) {
      const double width = kWide * column.share / shares;
      out.push_back(
          {column.head, column.number ? x + 6 : x, width - 6, column.number ? Align::right : Align::left});
      x += width;
    }
    return out;
  }

  void draw(const Letter::Table& table) {
    if (!table.head.empty()) {
      room(60);
      pdf_.open("H2");
      y_ += pdf_.text(kLeft, y_, kWide, table.head, kSum) + 6;
      pdf_.close("H2");
    }
    pdf_.open("Table");
    table_head(columns(table));
    for (const auto& cells : table.rows) table_row(columns(table), cells);
    pdf_.close("Table");
    if (!table.sums.empty())
      sums({table.sums.begin(), std::prev(table.sums.end())}, table.sums.back());
    else
      y_ += 24;
  }

  const Letter& letter_;
};

}  // namespace

Result<std::string> letter_pdf(const Letter& letter) {
  return drawn<Writer>(letter);
}

}  // namespace every::render
