// A finished PDF, to add to it what Cairo has no word for. Private to render/.
#pragma once

#include <qpdf/qpdf-c.h>

#include <cstdlib>
#include <string>

namespace every::render {

// A file being read or written by qpdf, through its C interface: the C++ one does not compile as C++20
// (11.3).
class PdfFile {
 public:
  PdfFile() : qpdf_(qpdf_init()) {
    qpdf_silence_errors(qpdf_);
    qpdf_set_suppress_warnings(qpdf_, QPDF_TRUE);
    qpdf_set_attempt_recovery(qpdf_, QPDF_FALSE);
  }
  ~PdfFile() { qpdf_cleanup(&qpdf_); }
  PdfFile(const PdfFile&) = delete;

  bool read(const std::string& bytes) {
    return (qpdf_read_memory(qpdf_, "invoice", bytes.data(), bytes.size(), nullptr) & QPDF_ERRORS) == 0;
  }
  // A new one without pages, instead.
  bool begin() { return (qpdf_empty_pdf(qpdf_) & QPDF_ERRORS) == 0; }
  int pages() { return qpdf_get_num_pages(qpdf_); }
  qpdf_oh page(int at) { return qpdf_get_page_n(qpdf_, static_cast<size_t>(at)); }
  // All pages of `other`, which has to outlive the writing. What they say of their place in its structure is
  // nothing here.
  bool take_pages(PdfFile& other) {
    const int count = other.pages();
    for (int i = 0; i < count; ++i) {
      const qpdf_oh one = other.page(i);
      qpdf_oh_remove_key(other.qpdf_, one, "/StructParents");
      if ((qpdf_add_page(qpdf_, other.qpdf_, one, QPDF_FALSE) & QPDF_ERRORS) != 0) return false;
    }
    return count > 0;
  }
  qpdf_oh root() { return qpdf_get_root(qpdf_); }
  qpdf_oh trailer() { return qpdf_get_trailer(qpdf_); }
  // An object as PDF spells it: "<< /Type /OutputIntent >>".
  qpdf_oh parse(const std::string& text) { return qpdf_oh_parse(qpdf_, text.c_str()); }
  qpdf_oh text(const std::string& utf8) { return qpdf_oh_new_unicode_string(qpdf_, utf8.c_str()); }
  qpdf_oh indirect(qpdf_oh object) { return qpdf_make_indirect_object(qpdf_, object); }
  void put(qpdf_oh dictionary, const char* key, qpdf_oh value) {
    qpdf_oh_replace_key(qpdf_, dictionary, key, value);
  }
  void put(qpdf_oh dictionary, const char* key, const char* value) { put(dictionary, key, parse(value)); }
  void append(qpdf_oh array, qpdf_oh one) { qpdf_oh_append_item(qpdf_, array, one); }
  qpdf_oh list_of(qpdf_oh one) {
    const qpdf_oh out = qpdf_oh_new_array(qpdf_);
    append(out, one);
    return out;
  }
  qpdf_oh stream(const std::string& bytes) {
    const qpdf_oh out = qpdf_oh_new_stream(qpdf_);
    const qpdf_oh none = qpdf_oh_new_null(qpdf_);
    qpdf_oh_replace_stream_data(qpdf_, out, reinterpret_cast<const unsigned char*>(bytes.data()),
                                bytes.size(), none, none);
    return out;
  }
  qpdf_oh members(qpdf_oh stream) { return qpdf_oh_get_dict(qpdf_, stream); }
  qpdf_oh at(qpdf_oh dictionary, const char* key) { return qpdf_oh_get_key(qpdf_, dictionary, key); }
  qpdf_oh second(qpdf_oh array) { return qpdf_oh_get_array_item(qpdf_, array, 1); }
  bool is_dictionary(qpdf_oh object) { return qpdf_oh_is_dictionary(qpdf_, object) != 0; }
  bool is_stream(qpdf_oh object) { return qpdf_oh_is_stream(qpdf_, object) != 0; }

  std::string data(qpdf_oh stream) {
    QPDF_BOOL decoded = QPDF_FALSE;
    unsigned char* bytes = nullptr;
    size_t size = 0;
    if ((qpdf_oh_get_stream_data(qpdf_, stream, qpdf_dl_all, &decoded, &bytes, &size) & QPDF_ERRORS) != 0)
      return {};
    std::string out(reinterpret_cast<const char*>(bytes), size);
    std::free(bytes);  // the caller's, says qpdf-c.h
    return out;
  }

  // Which language its text is in (BCP 47), and that its title is more than its name.
  void speak(const std::string& language) {
    put(root(), "/Lang", text(language));
    put(root(), "/ViewerPreferences", "<< /DisplayDocTitle true >>");
  }

  // PDF/A has no picture that is smoothed when it is shown larger, which is what Cairo asks for.
  void show_pictures_as_they_are() {
    const int objects = qpdf_oh_get_int_value_as_int(qpdf_, at(trailer(), "/Size"));
    for (int id = 1; id < objects; ++id) {
      const qpdf_oh one = qpdf_get_object_by_id(qpdf_, id, 0);
      if (is_stream(one)) qpdf_oh_remove_key(qpdf_, members(one), "/Interpolate");
    }
  }

  enum class Kind { plain, archive };
  // "" when it could not be written.
  std::string written(Kind kind) {
    if ((qpdf_init_write_memory(qpdf_) & QPDF_ERRORS) != 0) return {};
    // The file's id is a digest of what is in it, not of when it was made.
    qpdf_set_deterministic_ID(qpdf_, QPDF_TRUE);
    // Streams stay as they are: pictures small, and what the file says of itself readable without a PDF
    // reader.
    qpdf_set_compress_streams(qpdf_, QPDF_FALSE);
    qpdf_set_decode_level(qpdf_, qpdf_dl_none);
    if (kind == Kind::archive) qpdf_set_minimum_pdf_version(qpdf_, "1.7");
    if ((qpdf_write(qpdf_) & QPDF_ERRORS) != 0) return {};
    return {reinterpret_cast<const char*>(qpdf_get_buffer(qpdf_)), qpdf_get_buffer_length(qpdf_)};
  }
  std::string problem() {
    return qpdf_has_error(qpdf_) != 0 ? qpdf_get_error_full_text(qpdf_, qpdf_get_error(qpdf_)) : "unknown";
  }

 private:
  qpdf_data qpdf_;
};

}  // namespace every::render
