#include "render/page.h"

#include <cairo/cairo-pdf.h>
#include <cairo/cairo.h>
#include <pango/pangocairo.h>

#include <algorithm>

#include "domain/language.h"
#include "render/characters.h"

namespace every::render {
namespace {

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

struct Unread {
  std::string_view bytes;
};
cairo_status_t take(void* closure, unsigned char* data, unsigned int length) {
  auto& left = *static_cast<Unread*>(closure);
  if (left.bytes.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::copy_n(left.bytes.data(), length, reinterpret_cast<char*>(data));
  left.bytes.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}

// Whoever gets it destroys it.
cairo_surface_t* png_surface(const std::string& bytes) {
  Unread left{bytes};
  return cairo_image_surface_create_from_png_stream(take, &left);
}

// The file itself goes into the PDF: what stands on the surface is never drawn.
cairo_surface_t* jpeg_surface(const Logo& logo) {
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, logo.width, logo.height);
  auto* kept = new std::string(logo.bytes);
  const auto drop = [](void* data) { delete static_cast<std::string*>(data); };
  if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG,
                                  reinterpret_cast<const unsigned char*>(kept->data()), kept->size(), drop,
                                  kept) != CAIRO_STATUS_SUCCESS)
    delete kept;
  return surface;
}

}  // namespace

bool decodes(const std::string& png) {
  cairo_surface_t* surface = png_surface(png);
  const bool read = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy(surface);
  return read;
}

struct Pdf::Impl {
  std::string bytes;
  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;
  PangoLayout* layout = nullptr;
  bool mirrored = false;
  bool level = false;  // see rise()

  double left(double x, double width) const { return mirrored ? kWidth - x - width : x; }

  void shape(double width, std::string_view text, const Style& style, Align align) const {
    // ICU's marks of Arabic direction say what the page says already, and would be drawn in a taller font.
    constexpr std::string_view kMark = "\xD8\x9C";
    std::string utf8 = interchangeable(text);
    if (mirrored)
      for (std::size_t at; (at = utf8.find(kMark)) != std::string::npos;) utf8.erase(at, kMark.size());
    PangoFontDescription* font = pango_font_description_new();
    // Inter first; Noto takes every script that Inter does not have.
    pango_font_description_set_family(font, "Inter, Noto Sans");
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight));
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout, 1.25F);
    pango_layout_set_text(layout, utf8.data(), static_cast<int>(utf8.size()));
    // A right-to-left paragraph already starts at the right; Pango's "right" would send it to the left.
    const bool rtl = pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL;
    pango_layout_set_alignment(layout, (align == Align::right) != rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  }

  // How much higher a text has to be drawn so that it stands on one line with Latin text beside it: the fonts
  // of other scripts are taller.
  double rise(std::string_view utf8, double width, const Style& style, Align align) const {
    const auto latin_only = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (!level || std::all_of(utf8.begin(), utf8.end(), latin_only)) return 0;
    const int own = pango_layout_get_baseline(layout);
    shape(width, "0", style, align);
    const int latin = pango_layout_get_baseline(layout);
    shape(width, utf8, style, align);
    return static_cast<double>(own - latin) / PANGO_SCALE;
  }

  // Line by line: a Latin line between Arabic ones ends where they begin.
  void show_mirrored(double x, double y, double width, Align align) const {
    PangoLayoutIter* line = pango_layout_get_iter(layout);
    do {
      PangoRectangle extents;
      pango_layout_iter_get_line_extents(line, nullptr, &extents);
      const double free = width - static_cast<double>(extents.width) / PANGO_SCALE;
      cairo_move_to(cairo, align == Align::left ? x + free : x,
                    y + static_cast<double>(pango_layout_iter_get_baseline(line)) / PANGO_SCALE);
      pango_cairo_show_layout_line(cairo, pango_layout_iter_get_line_readonly(line));
    } while (pango_layout_iter_next_line(line));
    pango_layout_iter_free(line);
  }
};

Pdf::Pdf(std::string_view title, std::string_view author, Date stamp, const std::string& language)
    : impl_(std::make_unique<Impl>()) {
  const auto known = domain::language_from(language);
  impl_->mirrored = known && domain::right_to_left(*known);
  impl_->surface = cairo_pdf_surface_create_for_stream(append, &impl_->bytes, kWidth, kHeight);
  cairo_pdf_surface_restrict_to_version(impl_->surface, CAIRO_PDF_VERSION_1_5);
  const std::string at = to_text(stamp) + "T00:00:00Z";
  const auto meta = [&](cairo_pdf_metadata_t field, std::string_view value) {
    cairo_pdf_surface_set_metadata(impl_->surface, field, interchangeable(value).c_str());
  };
  meta(CAIRO_PDF_METADATA_TITLE, title);
  meta(CAIRO_PDF_METADATA_AUTHOR, author);
  meta(CAIRO_PDF_METADATA_CREATOR, "Every");
  meta(CAIRO_PDF_METADATA_CREATE_DATE, at);
  meta(CAIRO_PDF_METADATA_MOD_DATE, at);
  impl_->cairo = cairo_create(impl_->surface);
  impl_->layout = pango_cairo_create_layout(impl_->cairo);
  // On paper glyphs stand where the font says, not on a screen's pixels.
  PangoContext* context = pango_layout_get_context(impl_->layout);
  pango_context_set_round_glyph_positions(context, FALSE);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  impl_->level = !language.empty();
  if (impl_->level) pango_context_set_language(context, pango_language_from_string(language.c_str()));
  if (impl_->mirrored) pango_context_set_base_dir(context, PANGO_DIRECTION_RTL);
  cairo_tag_begin(impl_->cairo, "Document", nullptr);
}

Pdf::~Pdf() {
  g_object_unref(impl_->layout);
  cairo_destroy(impl_->cairo);
  cairo_surface_destroy(impl_->surface);
}

double Pdf::height(double width, std::string_view utf8, const Style& style) {
  if (utf8.empty()) return 0;
  impl_->shape(width, utf8, style, Align::left);
  int w = 0, h = 0;
  pango_layout_get_size(impl_->layout, &w, &h);
  return static_cast<double>(h) / PANGO_SCALE;
}

double Pdf::text(double x, double y, double width, std::string_view utf8, const Style& style, Align align) {
  if (utf8.empty()) return 0;
  impl_->shape(width, utf8, style, align);
  const double top = y - impl_->rise(utf8, width, style, align);
  cairo_set_source_rgb(impl_->cairo, style.grey, style.grey, style.grey);
  if (impl_->mirrored) {
    impl_->show_mirrored(impl_->left(x, width), top, width, align);
  } else {
    cairo_move_to(impl_->cairo, x, top);
    pango_cairo_show_layout(impl_->cairo, impl_->layout);
  }
  int w = 0, h = 0;
  pango_layout_get_size(impl_->layout, &w, &h);
  return static_cast<double>(h) / PANGO_SCALE;
}

void Pdf::rule(double x1, double y, double x2, double grey, double thickness) {
  cairo_set_source_rgb(impl_->cairo, grey, grey, grey);
  cairo_set_line_width(impl_->cairo, thickness);
  const double left = impl_->left(x1, x2 - x1);
  cairo_move_to(impl_->cairo, left, y);
  cairo_line_to(impl_->cairo, left + x2 - x1, y);
  cairo_stroke(impl_->cairo);
}

void Pdf::image(double x, double y, double width, double height, const Logo& logo) {
  cairo_surface_t* surface = logo.type == "image/png" ? png_surface(logo.bytes) : jpeg_surface(logo);
  cairo_t* cairo = impl_->cairo;
  cairo_save(cairo);
  cairo_translate(cairo, impl_->left(x, width), y);
  cairo_scale(cairo, width / logo.width, height / logo.height);
  cairo_set_source_surface(cairo, surface, 0, 0);
  cairo_paint(cairo);
  cairo_restore(cairo);
  cairo_surface_destroy(surface);
}

void Pdf::open(const char* tag) {
  cairo_tag_begin(impl_->cairo, tag, nullptr);
}
void Pdf::close(const char* tag) {
  cairo_tag_end(impl_->cairo, tag);
}
void Pdf::next_page() {
  cairo_show_page(impl_->cairo);
}

std::string Pdf::finish(std::string& problem) {
  cairo_tag_end(impl_->cairo, "Document");
  cairo_show_page(impl_->cairo);
  cairo_surface_finish(impl_->surface);
  const cairo_status_t status = cairo_surface_status(impl_->surface);
  const cairo_status_t drawn = cairo_status(impl_->cairo);
  if (status == CAIRO_STATUS_SUCCESS && drawn == CAIRO_STATUS_SUCCESS) return std::move(impl_->bytes);
  problem = cairo_status_to_string(status != CAIRO_STATUS_SUCCESS ? status : drawn);
  return {};
}

}  // namespace every::render
