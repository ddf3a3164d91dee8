// A PDF being drawn: pages, text blocks and rules, over Pango and Cairo. Units are points (1/72 inch), the
// origin is the top left corner. What is drawn for readers is tagged, so that a screen reader finds headings
// and tables.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/time.h"
#include "render/logo.h"

namespace every::render {

struct Style {
  double size = 9.5;
  int weight = 400;    // CSS's numbers
  double grey = 0.12;  // 0 black, 1 white
};

enum class Align { left, right };

// Whether Cairo can decode this PNG.
bool decodes(const std::string& png);

class Pdf {
 public:
  static constexpr double kWidth = 595.28, kHeight = 841.89, kMargin = 56;

  // `stamp` becomes the file's dates, so that equal documents are equal bytes. `language` (BCP 47) chooses
  // among the forms that letters have; one that is written from right to left mirrors every place below. "":
  // nothing is known of it.
  Pdf(std::string_view title, std::string_view author, Date stamp, const std::string& language = {});
  ~Pdf();
  Pdf(const Pdf&) = delete;

  // Wraps inside `width`; returns the height it takes. An empty text takes none.
  double text(double x, double y, double width, std::string_view utf8, const Style& style,
              Align align = Align::left);
  double height(double width, std::string_view utf8, const Style& style);
  void rule(double x1, double y, double x2, double grey = 0.85, double thickness = 0.6);
  void image(double x, double y, double width, double height, const Logo& logo);
  void open(const char* tag);
  void close(const char* tag);
  void next_page();
  // Ends the file and gives its bytes; "" and a reason when Cairo failed.
  std::string finish(std::string& problem);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace every::render
