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

TEST(Language, IsTheDearestThatABrowserAsksFor) {
  EXPECT_EQ(language_asked("de-AT,de;q=0.9,en;q=0.8"), Language::german);
  EXPECT_EQ(language_asked("sv-SE, sv;q=0.9, fr;q=0.7, en;q=0.5"), Language::french)
      << "what it is not written in";
  EXPECT_EQ(language_asked("en;q=0.5, pt-BR"), Language::portuguese) << "the order says nothing";
  EXPECT_EQ(language_asked("it;q=0.8, nl;q=0.8"), Language::italian) << "but between equals";
  EXPECT_EQ(language_asked(" ja ; q=1.000 "), Language::japanese);
  EXPECT_EQ(language_asked("de;q=0, ar;q=0.001"), Language::arabic) << "0 is a refusal";
  for (const char* none : {"", "*", "sv", ",,;q=", "de;q=2", "de;q=0.12345", "de;level=1", "q=1", "de;q=-1"})
    EXPECT_EQ(language_asked(none), std::nullopt) << none;
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
