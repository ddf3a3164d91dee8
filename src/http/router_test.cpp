#include "http/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace every::http {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

Handler answers(std::string text) {
  return [text](const Request&) { return Response::text(200, text); };
}

std::string body_of(const Router::Match& match) {
  return match.handler == nullptr ? "(none)" : (*match.handler)(Request{}).body;
}

TEST(Router, PrefersALiteralToAParameterWhateverTheOrderOfAdding) {
  Router router;
  router.add(Method::get, "/api/clients/{id}", answers("one"));
  router.add(Method::get, "/api/clients/export", answers("export"));
  router.add(Method::get, "/api/{thing}/export", answers("any export"));
  EXPECT_EQ(body_of(router.find(Method::get, "/api/clients/export")), "export");
  EXPECT_EQ(body_of(router.find(Method::get, "/api/clients/7")), "one");
  EXPECT_EQ(body_of(router.find(Method::get, "/api/deals/export")), "any export");
}

TEST(Router, GivesTheParametersAndABoundedPattern) {
  Router router;
  router.add(Method::get, "/api/clients/{id}/notes/{note}", answers("note"));
  const Router::Match match = router.find(Method::get, "/api/clients/c 1/notes/n2");
  EXPECT_THAT(match.parameters, ElementsAre(Pair("id", "c 1"), Pair("note", "n2")));
  EXPECT_EQ(match.pattern, "/api/clients/{id}/notes/{note}");
}

TEST(Router, SaysWhichMethodsThePathKnows) {
  Router router;
  router.add(Method::get, "/api/clients", answers("list"));
  router.add(Method::post, "/api/clients", answers("create"));
  const Router::Match match = router.find(Method::del, "/api/clients");
  EXPECT_EQ(match.handler, nullptr);
  EXPECT_THAT(match.allowed, ElementsAre(Method::get, Method::head, Method::post));
  EXPECT_THAT(router.find(Method::get, "/api/nothing").allowed, IsEmpty());
}

TEST(Router, AnswersHeadByGetUnlessHeadHasItsOwnHandler) {
  Router router;
  router.add(Method::get, "/a", answers("get a"));
  router.add(Method::get, "/b", answers("get b"));
  router.add(Method::head, "/b", answers("head b"));
  EXPECT_EQ(body_of(router.find(Method::head, "/a")), "get a");
  EXPECT_EQ(body_of(router.find(Method::head, "/b")), "head b");
}

TEST(Router, AnEmptySegmentIsNoParameterAndATrailingSlashIsAnotherPath) {
  Router router;
  router.add(Method::get, "/api/clients/{id}", answers("one"));
  EXPECT_EQ(router.find(Method::get, "/api/clients/").handler, nullptr);
  EXPECT_EQ(router.find(Method::get, "/api/clients/7/").handler, nullptr);
  EXPECT_EQ(router.find(Method::get, "").handler, nullptr);
  EXPECT_EQ(router.find(Method::get, "*").handler, nullptr);
}

TEST(Router, RefusesAMistakenPatternAtStart) {
  Router router;
  router.add(Method::get, "/a/{id}", answers(""));
  EXPECT_THROW(router.add(Method::get, "/a/{id}", answers("")), std::logic_error);
  EXPECT_THROW(router.add(Method::get, "/a/{id", answers("")), std::logic_error);
  EXPECT_THROW(router.add(Method::get, "a", answers("")), std::logic_error);
}

}  // namespace
}  // namespace every::http
