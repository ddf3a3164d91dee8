#include "render/sheet.h"

#include <algorithm>

namespace every::render {

Sheet::Sheet(std::string title, std::string_view author, Date stamp, std::string language, int pages)
    : language_(std::move(language)),
      words_(words_of(language_)),
      pdf_(title, author, stamp, language_),
      title_(std::move(title)),
      pages_(pages) {}

void Sheet::head(const domain::PartySnapshot& from, const std::optional<Logo>& logo, std::string_view what,
                 std::string_view subject) {
  const double top = y_;
  const double scale = logo ? std::min({kWide * .4 / logo->width, 48.0 / logo->height, 1.0}) : 0;
  if (logo) y_ += logo->height * scale + 12;
  pdf_.open("H1");
  pdf_.text(kLeft, y_, kWide * .6, from.name, kName);
  // After the first text of its tag: Cairo 1.16 loses count of the tags when a picture comes before any text.
  if (logo) pdf_.image(kLeft, top, logo->width * scale, logo->height * scale, *logo);
  Style title = kTitle;
  while (title.size > 14 && pdf_.height(kWide * .4, what, title) > pdf_.height(kWide * 4, what, title) + 1)
    title.size -= 1;
  const double h = pdf_.text(kRight - kWide * .4, y_ - 4, kWide * .4, what, title, Align::right);
  pdf_.close("H1");
  y_ += std::max(h, 26.0);
  pdf_.open("P");
  const double left = pdf_.text(kLeft, y_, kWide * .6, party_lines(from, words_), kDim);
  const double right = pdf_.text(kRight - kWide * .4, y_, kWide * .4, subject, kStrong, Align::right);
  pdf_.close("P");
  y_ += std::max(left, right) + 26;
}

void Sheet::addressee(std::string_view label, const domain::PartySnapshot& to) {
  pdf_.open("P");
  if (!label.empty()) y_ += pdf_.text(kLeft, y_, kWide * .5, label, kHead) + 3;
  y_ += pdf_.text(kLeft, y_, kWide * .5, to.name, kStrong) + 3;
  y_ += pdf_.text(kLeft, y_, kWide * .5, party_lines(to, words_), kBody);
  pdf_.close("P");
}

double Sheet::fact_row(double y, double width, double of_value, std::string_view label,
                       const std::string& value) {
  const double left = pdf_.text(kRight - width, y, width - of_value, label, kDim);
  const double right = pdf_.text(kRight - of_value, y, of_value, value, kBody, Align::right);
  return y + std::max(left, right) + 3;
}

void Sheet::table_head(const std::vector<Column>& columns) {
  pdf_.open("TR");
  double h = 0;
  for (const Column& c : columns) {
    pdf_.open("TH");
    h = std::max(h, pdf_.text(c.x, y_, c.width, c.head, kHead, c.align));
    pdf_.close("TH");
  }
  pdf_.close("TR");
  y_ += h + 5;
  pdf_.rule(kLeft, y_, kRight, 0.6);
  y_ += 7;
}

void Sheet::table_row(const std::vector<Column>& columns, const std::vector<std::string>& cells) {
  double h = 0;
  for (std::size_t i = 0; i < columns.size(); ++i)
    h = std::max(h, pdf_.height(columns[i].width, cells[i], kBody));
  if (room(h + 12)) table_head(columns);
  pdf_.open("TR");
  for (std::size_t i = 0; i < columns.size(); ++i) {
    pdf_.open("TD");
    pdf_.text(columns[i].x, y_, columns[i].width, cells[i], kBody, columns[i].align);
    pdf_.close("TD");
  }
  pdf_.close("TR");
  y_ += h + 6;
  pdf_.rule(kLeft, y_, kRight);
  y_ += 6;
}

void Sheet::sums(const Sums& rows, const Sums::value_type& last) {
  room(static_cast<double>(rows.size()) * 17 + 40);
  pdf_.open("P");
  for (const auto& [label, value] : rows) {
    const double left = pdf_.text(kRight - 240, y_, 120, label, kDim);
    y_ += std::max(left, pdf_.text(kRight - 130, y_, 130, value, kBody, Align::right)) + 4;
  }
  pdf_.rule(kRight - 240, y_ + 1, kRight, 0.6);
  y_ += 8;
  const double left = pdf_.text(kRight - 240, y_, 110, last.first, kSum);
  y_ += std::max(left, pdf_.text(kRight - 140, y_, 140, last.second, kSum, Align::right)) + 24;
  pdf_.close("P");
}

bool Sheet::room(double height) {
  if (y_ + height <= kBottom || y_ <= Pdf::kMargin + 1) return false;
  foot();
  pdf_.next_page();
  ++page_;
  y_ = Pdf::kMargin;
  return true;
}

void Sheet::foot() {
  if (pages_ <= 1) return;
  const double y = Pdf::kHeight - Pdf::kMargin + 6;
  pdf_.text(kLeft, y, kWide / 2, title_, kDim);
  pdf_.text(kRight - kWide / 2, y, kWide / 2, words_.page_of(page_, pages_), kDim, Align::right);
}

std::string party_lines(const domain::PartySnapshot& party, const Words& words) {
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
  if (!party.tax_id.empty()) add(words.tax_id(party.tax_id));
  return out;
}

}  // namespace every::render
