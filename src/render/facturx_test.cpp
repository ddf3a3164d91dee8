#include "render/facturx.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "render/icc.h"
#include "render/invoice_pdf.h"

namespace every::render {
namespace {

using ::testing::HasSubstr;

HybridPart part() {
  return {.title = "Invoice INV-0001",
          .author = "Fieldstone & Söhne",
          .language = "de-DE",
          .stamp = *parse_date("2026-11-25"),
          .cii = "<CrossIndustryInvoice>\xC3\xA4 \n</CrossIndustryInvoice>"};
}

std::string pdf() {
  domain::Invoice i;
  i.number = "INV-0001";
  i.status = domain::DocumentStatus::issued;
  i.currency = *Currency::from("EUR");
  i.issue_date = parse_date("2026-11-25");
  i.lines = {{.id = "1", .description = "仕事", .unit_price = {100, i.currency}}};
  i.totals = domain::totals(i.lines, i.currency);
  i.paid = {0, i.currency};
  return *invoice_pdf({.invoice = i, .payments = {}, .today = *parse_date("2026-11-25")});
}

// What a program says about a file; "" when it is not installed.
std::string told(const std::string& command) {
  std::string out;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return out;
  char buffer[4096];
  for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  pclose(pipe);
  return out;
}

TEST(FacturX, TheInvoiceInsideComesOutByteForByteAndEqualPartsAreEqualBytes) {
  const auto made = facturx(pdf(), part());
  ASSERT_TRUE(made.ok()) << made.error().detail;
  EXPECT_EQ(*read_facturx(*made), part().cii);
  EXPECT_EQ(*facturx(pdf(), part()), *made);
  HybridPart other = part();
  other.cii += " ";
  EXPECT_NE(*facturx(pdf(), other), *made);
}

TEST(FacturX, TheFileSaysThatItIsAPdfA3WithAnInvoiceOfTheStandard) {
  const std::string bytes = *facturx(pdf(), part());
  for (const char* said :
       {"<pdfaid:part>3</pdfaid:part>", "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>",
        "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>", "Fieldstone &amp; Söhne"})
    EXPECT_THAT(bytes, HasSubstr(said));
  const std::string path = ::testing::TempDir() + "/every-facturx-test.pdf";
  std::ofstream(path, std::ios::binary) << bytes;
  EXPECT_THAT(told("qpdf --check " + path), HasSubstr("No syntax or stream encoding errors found"));
  EXPECT_THAT(told("qpdf --list-attachments " + path), HasSubstr("factur-x.xml"));
  const std::string json = told("qpdf --json " + path);
  for (const char* said : {"/AFRelationship", "/Alternative", "/GTS_PDFA1", "de-DE", "/MarkInfo"})
    EXPECT_THAT(json, HasSubstr(said));
  EXPECT_THAT(told("pdftotext " + path + " -"), HasSubstr("仕事"));
  std::remove(path.c_str());
}

TEST(FacturX, TheColourProfileIsAsLongAsItSays) {
  const std::string profile = rgb_profile();
  std::size_t said = 0;
  for (int i = 0; i < 4; ++i)
    said = said * 256 + static_cast<unsigned char>(profile[static_cast<std::size_t>(i)]);
  EXPECT_EQ(said, profile.size());
  EXPECT_EQ(profile.substr(36, 4), "acsp");
}

TEST(FacturX, WhatIsNoSuchFileIsRefused) {
  EXPECT_FALSE(read_facturx("no pdf").ok());
  EXPECT_FALSE(read_facturx(pdf()).ok());
  EXPECT_FALSE(facturx("no pdf", part()).ok());
}

}  // namespace
}  // namespace every::render
