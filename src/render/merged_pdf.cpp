#include "render/merged_pdf.h"

#include <memory>

#include "base/sentence.h"
#include "render/pdf_file.h"

namespace every::render {
namespace {

Error broken(const std::string& name) {
  return Error(Code::internal, sentence("{} could not be put into the file.", name));
}

// Where each document begins, for the reader's side panel.
void outline(PdfFile& pdf, const std::vector<NamedPdf>& documents, const std::vector<int>& firsts) {
  const qpdf_oh root = pdf.indirect(pdf.parse("<< /Type /Outlines >>"));
  std::vector<qpdf_oh> items;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const qpdf_oh item = pdf.indirect(pdf.parse("<< >>"));
    pdf.put(item, "/Title", pdf.text(documents[i].name));
    pdf.put(item, "/Parent", root);
    const qpdf_oh target = pdf.list_of(pdf.page(firsts[i]));
    pdf.append(target, pdf.parse("/Fit"));
    pdf.put(item, "/Dest", target);
    if (!items.empty()) {
      pdf.put(items.back(), "/Next", item);
      pdf.put(item, "/Prev", items.back());
    }
    items.push_back(item);
  }
  pdf.put(root, "/First", items.front());
  pdf.put(root, "/Last", items.back());
  pdf.put(root, "/Count", std::to_string(items.size()).c_str());
  pdf.put(pdf.root(), "/Outlines", root);
  pdf.put(pdf.root(), "/PageMode", "/UseOutlines");
}

}  // namespace

Result<std::string> merged_pdf(const std::vector<NamedPdf>& documents, const std::string& title) {
  if (documents.empty()) return broken("Nothing");
  PdfFile out;
  if (!out.begin()) return broken(title);
  // Pages are read from their own file until all is written.
  std::vector<std::unique_ptr<PdfFile>> parts;
  std::vector<int> firsts;
  for (const NamedPdf& one : documents) {
    auto& part = parts.emplace_back(std::make_unique<PdfFile>());
    firsts.push_back(out.pages());
    if (!part->read(one.bytes) || !out.take_pages(*part)) return broken(one.name);
  }
  outline(out, documents, firsts);
  const qpdf_oh info = out.parse("<< /Creator (Every) /Producer (Every) >>");
  out.put(info, "/Title", out.text(title));
  out.put(out.trailer(), "/Info", out.indirect(info));
  out.put(out.root(), "/ViewerPreferences", "<< /DisplayDocTitle true >>");
  std::string bytes = out.written(PdfFile::Kind::plain);
  if (bytes.empty()) return broken(title);
  return bytes;
}

}  // namespace every::render
