#include "render/facturx.h"

#include <fmt/format.h>

#include "base/text.h"
#include "render/characters.h"
#include "render/icc.h"
#include "render/pdf_file.h"

namespace every::render {
namespace {

constexpr const char* kFileName = "factur-x.xml";  // the standard's name; readers look for it
constexpr const char* kProducer = "Every";

// XML 1.0 has no place for control characters, not even escaped.
std::string xml_text(std::string text) {
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  return escaped(interchangeable(text));
}

// What the file says of itself (ISO 16684-1), with the description of Factur-X's own members that PDF/A asks
// for.
std::string xmp(const HybridPart& part) {
  static constexpr const char* kMembers[][2] = {{"DocumentFileName", "The name of the embedded e-invoice"},
                                                {"DocumentType", "The type of the embedded document"},
                                                {"Version", "The version of Factur-X"},
                                                {"ConformanceLevel", "The profile of the e-invoice"}};
  std::string members;
  for (const auto& [name, about] : kMembers)
    members += fmt::format(
        "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external"
        "</pdfaProperty:category><pdfaProperty:description>{}</pdfaProperty:description></rdf:li>\n",
        name, about);
  return fmt::format(
      R"(<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>{file}</fx:DocumentFileName>
<fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>fx</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq>
{members}</rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>)",
      fmt::arg("bom", "\xEF\xBB\xBF"), fmt::arg("title", xml_text(part.title)),
      fmt::arg("author", xml_text(part.author)), fmt::arg("producer", kProducer),
      fmt::arg("day", to_text(part.stamp)), fmt::arg("file", kFileName), fmt::arg("members", members));
}

std::string pdf_date(Date day) {
  const std::string iso = to_text(day);
  return "D:" + iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2) + "000000Z";
}

void describe(PdfFile& pdf, const HybridPart& part) {
  const std::string at = "(" + pdf_date(part.stamp) + ")";
  const qpdf_oh info = pdf.parse(
      fmt::format("<< /Creator ({0}) /Producer ({0}) /CreationDate {1} /ModDate {1} >>", kProducer, at));
  pdf.put(info, "/Title", pdf.text(part.title));
  pdf.put(info, "/Author", pdf.text(part.author));
  pdf.put(pdf.trailer(), "/Info", pdf.indirect(info));
  const qpdf_oh metadata = pdf.stream(xmp(part));
  pdf.put(pdf.members(metadata), "/Type", "/Metadata");
  pdf.put(pdf.members(metadata), "/Subtype", "/XML");
  pdf.put(pdf.root(), "/Metadata", metadata);
  pdf.speak(part.language);
}

void say_what_colours_mean(PdfFile& pdf) {
  const qpdf_oh profile = pdf.stream(rgb_profile());
  pdf.put(pdf.members(profile), "/N", "3");
  const qpdf_oh intent =
      pdf.parse("<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) >>");
  pdf.put(intent, "/DestOutputProfile", profile);
  pdf.put(pdf.root(), "/OutputIntents", pdf.list_of(pdf.indirect(intent)));
}

void attach(PdfFile& pdf, const HybridPart& part) {
  const qpdf_oh stream = pdf.stream(part.cii);
  pdf.put(pdf.members(stream), "/Type", "/EmbeddedFile");
  pdf.put(pdf.members(stream), "/Subtype", "/text#2fxml");
  const std::string at = "(" + pdf_date(part.stamp) + ")";
  const qpdf_oh about =
      pdf.parse(fmt::format("<< /CreationDate {0} /ModDate {0} /Size {1} >>", at, part.cii.size()));
  pdf.put(pdf.members(stream), "/Params", about);
  const qpdf_oh file =
      pdf.parse(fmt::format("<< /Type /Filespec /F ({0}) /UF ({0}) /AFRelationship /Alternative /Desc (The "
                            "e-invoice by EN 16931) /EF << >> >>",
                            kFileName));
  for (const char* key : {"/F", "/UF"}) pdf.put(pdf.at(file, "/EF"), key, stream);
  const qpdf_oh kept = pdf.indirect(file);
  const qpdf_oh names = pdf.parse(fmt::format("[ ({}) ]", kFileName));
  const qpdf_oh tree = pdf.parse("<< >>");
  pdf.append(names, kept);
  pdf.put(tree, "/Names", names);
  // Cairo keeps the names of places in its own dictionary.
  if (!pdf.is_dictionary(pdf.at(pdf.root(), "/Names"))) pdf.put(pdf.root(), "/Names", "<< >>");
  pdf.put(pdf.at(pdf.root(), "/Names"), "/EmbeddedFiles", tree);
  pdf.put(pdf.root(), "/AF", pdf.list_of(kept));
}

}  // namespace

Result<std::string> facturx(const std::string& bytes, const HybridPart& part) {
  PdfFile pdf;
  if (pdf.read(bytes)) {
    describe(pdf, part);
    pdf.show_pictures_as_they_are();
    say_what_colours_mean(pdf);
    attach(pdf, part);
    if (std::string out = pdf.written(PdfFile::Kind::archive); !out.empty()) return out;
  }
  return Error(Code::internal, "The PDF could not be completed: " + pdf.problem());
}

Result<std::string> with_language(const std::string& bytes, const std::string& language) {
  PdfFile pdf;
  if (pdf.read(bytes)) {
    pdf.speak(language);
    if (std::string out = pdf.written(PdfFile::Kind::plain); !out.empty()) return out;
  }
  return Error(Code::internal, "The PDF could not be completed: " + pdf.problem());
}

Result<std::string> read_facturx(const std::string& bytes) {
  PdfFile pdf;
  if (!pdf.read(bytes)) return Error(Code::validation, "This PDF cannot be read: " + pdf.problem());
  const qpdf_oh names = pdf.at(pdf.at(pdf.at(pdf.root(), "/Names"), "/EmbeddedFiles"), "/Names");
  const qpdf_oh stream = pdf.at(pdf.at(pdf.second(names), "/EF"), "/F");
  if (!pdf.is_stream(stream)) return Error(Code::validation, "There is no e-invoice in this PDF.");
  return pdf.data(stream);
}

}  // namespace every::render
