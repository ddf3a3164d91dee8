#include "domain/language.h"

#include <gtest/gtest.h>

namespace every::domain {
namespace {

TEST(Language, HasANameThatLeadsBackToIt) {
  for (const Language one : kLanguages) {
    EXPECT_EQ(language_from(name(one)), one);
    EXPECT_EQ(language_from(std::string(name(one)) + "-XX"), one);
  }
  EXPECT_EQ(language_from("PT_br"), Language::portuguese);
  for (const char* other : {"", "sv-SE", "english", "d", "-de"})
    EXPECT_EQ(language_from(other), std::nullopt) << other;
}

TEST(Language, ADocumentTakesTheFirstThatSaysOne) {
  LanguageChoice choice{.document = "ja",
                        .client = "fr",
                        .workspace = "it",
                        .workspace_locale = "de-AT",
                        .client_country = "BE"};
  EXPECT_EQ(document_locale(choice), "ja-BE");
  choice.document = "";
  EXPECT_EQ(document_locale(choice), "fr-BE");
  choice.client = "";
  EXPECT_EQ(document_locale(choice), "it-BE");
  choice.workspace = "";
  EXPECT_EQ(document_locale(choice), "de-AT") << "the workspace's own way of writing numbers";
  choice.document = "de";
  EXPECT_EQ(document_locale(choice), "de-AT") << "and wherever its own language is asked for";
}

TEST(Language, IsEnglishWhereTheWorkspaceSpeaksAnother) {
  EXPECT_EQ(document_locale({.document = "",
                             .client = "",
                             .workspace = "",
                             .workspace_locale = "sv-SE",
                             .client_country = "SE"}),
            "en-SE");
  EXPECT_EQ(document_locale({.document = "",
                             .client = "",
                             .workspace = "",
                             .workspace_locale = "",
                             .client_country = "Sweden"}),
            "en");
}

}  // namespace
}  // namespace every::domain
