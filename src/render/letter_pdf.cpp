#include "render/letter_pdf.h"

#include <fmt/format.h>

#include <algorithm>

#include "render/page.h"

namespace every::render {

std::string party_lines(const domain::PartySnapshot& party) {
  std::string out;
  const auto add = [&](const std::string& line) {
    if (!line.empty()) out += (out.empty() ? "" : "\n") + line;
  };
  if (party.legal_name != party.name) add(party.legal_name);
  add(party.address.street);
  add(party.address.street2);
  std::string city = party.address.postal_code;
  if (!party.address.city.empty()) city += (city.empty() ? "" : " ") + party.address.city;
  if (!party.address.region.empty()) city += (city.empty() ? "" : ", ") + party.address.region;
  add(city);
  add(party.address.country);
  add(party.email);
  if (!party.tax_id.empty()) add("Tax ID " + party.tax_id);
  return out;
}

namespace {

constexpr Style kBody{9.5, 400, 0.12}, kDim{9, 400, 0.36}, kStrong{9.5, 600, 0.12}, kHead{8, 600, 0.36},
    kTitle{22, 650, 0.1}, kName{15, 650, 0.1}, kSum{12, 650, 0.1};
constexpr double kLeft = Pdf::kMargin, kRight = Pdf::kWidth - Pdf::kMargin, kWide = kRight - kLeft;
constexpr double kBottom = Pdf::kHeight - Pdf::kMargin - 18;  // the page's foot stands below

class LetterWriter {
 public:
  LetterWriter(const Letter& letter, int pages)
      : letter_(letter),
        pages_(pages),
        pdf_(letter.title + " " + letter.subject, letter.from.name, letter.stamp) {}

  int draw() {
    head();
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
  std::string finish(std::string& problem) { return pdf_.finish(problem); }

 private:
  void head() {
    pdf_.open("H1");
    pdf_.text(kLeft, y_, kWide * .6, letter_.from.name, kName);
    const double h = pdf_.text(kRight - kWide * .4, y_ - 4, kWide * .4, letter_.title, kTitle, Align::right);
    pdf_.close("H1");
    y_ += std::max(h, 26.0);
    pdf_.open("P");
    const double left = pdf_.text(kLeft, y_, kWide * .6, party_lines(letter_.from), kDim);
    const double right =
        pdf_.text(kRight - kWide * .4, y_, kWide * .4, letter_.subject, kStrong, Align::right);
    pdf_.close("P");
    y_ += std::max(left, right) + 26;
  }

  void parties() {
    double y = y_;
    pdf_.open("P");
    y_ += pdf_.text(kLeft, y_, kWide * .5, letter_.to.name, kStrong) + 3;
    y_ += pdf_.text(kLeft, y_, kWide * .5, party_lines(letter_.to), kBody);
    pdf_.close("P");
    pdf_.open("P");
    for (const auto& [label, value] : letter_.facts) {
      if (value.empty()) continue;
      pdf_.text(kRight - 250, y, 110, label, kDim);
      y += pdf_.text(kRight - 140, y, 140, value, kBody, Align::right) + 3;
    }
    pdf_.close("P");
    y_ = std::max(y_, y) + 26;
  }

  void row(const Letter::Table& table, const std::vector<std::string>& cells, const Style& style,
           const char* tag) {
    int shares = 0;
    for (const Letter::Column& column : table.columns) shares += column.share;
    const auto width = [&](std::size_t i) { return kWide * table.columns[i].share / shares; };
    double h = 0;
    for (std::size_t i = 0; i < cells.size(); ++i)
      h = std::max(h, pdf_.height(width(i) - 6, cells[i], style));
    if (room(h + 12) && tag == kCell) heads(table);
    pdf_.open("TR");
    double x = kLeft;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      pdf_.open(tag);
      const bool number = table.columns[i].number;
      pdf_.text(number ? x + 6 : x, y_, width(i) - 6, cells[i], style, number ? Align::right : Align::left);
      pdf_.close(tag);
      x += width(i);
    }
    pdf_.close("TR");
    y_ += h + 6;
    pdf_.rule(kLeft, y_, kRight);
    y_ += 6;
  }

  void heads(const Letter::Table& table) {
    std::vector<std::string> cells;
    for (const Letter::Column& column : table.columns) cells.push_back(column.head);
    row(table, cells, kHead, "TH");
  }

  void draw(const Letter::Table& table) {
    if (!table.head.empty()) {
      room(60);
      pdf_.open("H2");
      y_ += pdf_.text(kLeft, y_, kWide, table.head, kSum) + 6;
      pdf_.close("H2");
    }
    pdf_.open("Table");
    heads(table);
    for (const auto& cells : table.rows) row(table, cells, kBody, kCell);
    pdf_.close("Table");
    room(static_cast<double>(table.sums.size()) * 17 + 20);
    pdf_.open("P");
    for (std::size_t i = 0; i < table.sums.size(); ++i) {
      const bool last = i + 1 == table.sums.size();
      if (last) {
        pdf_.rule(kRight - 260, y_ + 1, kRight, 0.6);
        y_ += 8;
      }
      pdf_.text(kRight - 260, y_, 120, table.sums[i].first, last ? kSum : kDim);
      y_ += pdf_.text(kRight - 140, y_, 140, table.sums[i].second, last ? kSum : kBody, Align::right) + 4;
    }
    pdf_.close("P");
    y_ += 24;
  }

  // Starts a new page when `height` does not fit any more; true when it did.
  bool room(double height) {
    if (y_ + height <= kBottom || y_ <= Pdf::kMargin + 1) return false;
    foot();
    pdf_.next_page();
    ++page_;
    y_ = Pdf::kMargin;
    return true;
  }

  void foot() {
    if (pages_ <= 1) return;
    const double y = Pdf::kHeight - Pdf::kMargin + 6;
    pdf_.text(kLeft, y, kWide / 2, letter_.title + " " + letter_.subject, kDim);
    pdf_.text(kRight - kWide / 2, y, kWide / 2, fmt::format("Page {} of {}", page_, pages_), kDim,
              Align::right);
  }

  static constexpr const char* kCell = "TD";
  const Letter& letter_;
  int pages_;
  Pdf pdf_;
  double y_ = Pdf::kMargin;
  int page_ = 1;
};

}  // namespace

Result<std::string> letter_pdf(const Letter& letter) {
  // Drawn twice: the first time only to learn how many pages there are.
  const int pages = LetterWriter(letter, 1).draw();
  LetterWriter writer(letter, pages);
  writer.draw();
  std::string problem;
  std::string bytes = writer.finish(problem);
  if (bytes.empty()) return Error(Code::internal, "The PDF could not be made: " + problem);
  return bytes;
}

}  // namespace every::render
