// Other people's invoices and rule tests, read where they lie: EVERY_EINVOICE_SAMPLES names folders,
// separated by colons, that hold checkouts of public suites (ConnectingEurope/eInvoicing-EN16931 and
// itplr-kosit/xrechnung-testsuite). Nothing of them is in this repository.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "domain/einvoice_rules.h"
#include "render/cii.h"
#include "render/ubl.h"
#include "render/xml.h"

namespace every::render {
namespace {

namespace fs = std::filesystem;
using domain::einvoice::Document;
using domain::einvoice::Finding;

std::vector<fs::path> samples(const std::string& under) {
  std::vector<fs::path> out;
  const char* folders = std::getenv("EVERY_EINVOICE_SAMPLES");
  if (folders == nullptr) return out;
  std::istringstream in(folders);
  for (std::string folder; std::getline(in, folder, ':');)
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      std::string ending = entry.path().extension().string();
      std::transform(ending.begin(), ending.end(), ending.begin(),
                     [](unsigned char c) { return std::tolower(c); });
      if (ending == ".xml" && entry.path().string().find(under) != std::string::npos)
        out.push_back(entry.path());
    }
  std::sort(out.begin(), out.end());
  return out;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<Document> document_of(const std::string& bytes) {
  if (auto ubl = read_ubl(bytes); ubl.ok()) return *ubl;
  if (auto cii = read_cii(bytes); cii.ok()) return *cii;
  return std::nullopt;
}

std::string spoken(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& f : findings) out += f.rule + " " + f.pointer + "; ";
  return out;
}

// Samples that say of themselves that they break a rule, or that belong to an extension of the standard.
bool meant_to_fail(const std::string& name) {
  for (const char* part : {"negativ", "RoundingIssue", "extension", "Split Payment"})
    if (name.find(part) != std::string::npos) return true;
  return false;
}

TEST(EInvoiceSamples, PublicInvoicesKeepTheRulesAndSurviveBeingWrittenAgain) {
  std::size_t judged = 0;
  for (const char* under : {"/examples/", "/business-cases/", "/technical-cases/"})
    for (const fs::path& path : samples(under)) {
      if (meant_to_fail(path.string())) continue;
      const auto document = document_of(read(path));
      if (!document) continue;
      ++judged;
      SCOPED_TRACE(path.string());
      const std::string found = spoken(findings(*document));
      EXPECT_EQ(found, "");
      // What we write of it says the same in both syntaxes: the same rules hold, the same bytes come again.
      const auto again = read_ubl(ubl(*document));
      ASSERT_TRUE(again.ok());
      EXPECT_EQ(spoken(findings(*again)), found);
      EXPECT_EQ(ubl(*again), ubl(*document));
      const auto as_cii = read_cii(cii(*document));
      ASSERT_TRUE(as_cii.ok());
      EXPECT_EQ(spoken(findings(*as_cii)), found);
      EXPECT_EQ(cii(*as_cii), cii(*document));
    }
  if (judged == 0) GTEST_SKIP() << "skipped: no samples";
  std::cout << judged << " public invoices\n";
}

// A suite's file holds small invoices, each with the rules that it keeps ("success") and breaks ("error").
struct Case {
  Document document;
  std::set<std::string> keeps, breaks;
};

std::vector<Case> cases_of(const std::string& bytes) {
  const std::vector<XmlNamespace> names = {
      {"t", "http://difi.no/xsd/vefa/validator/1.0"},
      {"i", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"},
      {"c", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"}};
  std::vector<Case> out;
  auto xml = Xml::parse(bytes, names);
  if (!xml.ok() || (*xml)->root_name() != "testSet") return out;
  Xml& x = **xml;
  std::vector<int> tests;
  x.list("t:test", tests, [&](int&) {
    Case one;
    bool present = false;
    x.group("t:assert", [&] {
      const auto rules = [&](const char* name, std::set<std::string>& into) {
        std::vector<std::string> all;
        x.list(name, all, [&](std::string& rule) { x.self(rule); });
        into.insert(all.begin(), all.end());
      };
      rules("t:success", one.keeps);
      rules("t:error", one.breaks);
      rules("t:warning", one.breaks);
    });
    for (const char* root : {"i:Invoice", "c:CreditNote"})
      x.group(root, present, [&] { one.document = read_ubl(x.here()); });
    if (present) out.push_back(std::move(one));
  });
  return out;
}

// Rules of the syntax, and the code lists that are not judged (einvoice_rules.h).
bool judged_here(const std::string& rule) {
  static const std::set<std::string> kLists = {"BR-CL-03", "BR-CL-07", "BR-CL-10", "BR-CL-11", "BR-CL-13",
                                               "BR-CL-19", "BR-CL-20", "BR-CL-21", "BR-CL-23", "BR-CL-24"};
  return !rule.starts_with("UBL-") && kLists.count(rule) == 0;
}

TEST(EInvoiceSamples, EachRuleIsJudgedAsThePublicRuleTestsJudgeIt) {
  std::size_t judged = 0, agreed = 0;
  std::map<std::string, std::string> disputes;
  for (const fs::path& path : samples("-unit-UBL/"))
    for (const Case& one : cases_of(read(path))) {
      std::set<std::string> broken;
      for (const Finding& f : findings(one.document)) broken.insert(f.rule);
      const auto look = [&](const std::string& rule, bool breaks) {
        if (!judged_here(rule)) return;
        // Its lines are an invoice's, in a credit note: no line is read there.
        if (rule == "BR-CL-18" && path.string().find("CreditNote-unit") != std::string::npos) return;
        ++judged;
        if ((broken.count(rule) != 0) == breaks)
          ++agreed;
        else
          disputes[rule] += (breaks ? " missed in " : " found in ") + path.filename().string();
      };
      for (const std::string& rule : one.keeps) look(rule, false);
      for (const std::string& rule : one.breaks) look(rule, true);
    }
  if (judged == 0) GTEST_SKIP() << "skipped: no samples";
  std::cout << agreed << " of " << judged << " judgements\n";
  std::string all;
  for (const auto& [rule, what] : disputes) all += rule + what + "\n";
  EXPECT_EQ(all, "");
}

}  // namespace
}  // namespace every::render
