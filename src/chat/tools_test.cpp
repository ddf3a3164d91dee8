// What every choice of a tool passes through, whoever made it.
#include "chat/tools.h"

#include <gtest/gtest.h>

#include <set>

#include "chat/schema.h"
#include "chat/understand.h"

namespace every::chat {
namespace {

json::object object(std::string_view text) {
  return parse_json(text).value().as_object();
}

// A keyword that the check does not know would promise what nobody keeps.
void keywords(const json::value& schema, const std::string& where) {
  static const std::set<std::string_view> kKnown{"type",    "properties", "required", "additionalProperties",
                                                 "enum",    "minimum",    "maximum",  "minLength",
                                                 "pattern", "maxLength",  "anyOf",    "description"};
  for (const auto& member : schema.as_object()) {
    EXPECT_TRUE(kKnown.contains(member.key())) << where << " " << member.key();
    if (member.key() == "properties")
      for (const auto& one : member.value().as_object())
        keywords(one.value(), where + "/" + std::string(one.key()));
    if (member.key() == "anyOf")
      for (const auto& one : member.value().as_array()) keywords(one, where);
  }
  if (schema.as_object().contains("type") && schema.at("type") == "object") {
    EXPECT_FALSE(schema.at("additionalProperties").as_bool()) << where;
  }
}

TEST(Tools, EachIsDescribedInTheWordsThatAreChecked) {
  std::set<std::string_view> names;
  for (const Tool& tool : tools()) {
    EXPECT_TRUE(names.insert(tool.name).second) << tool.name;
    EXPECT_FALSE(tool.title.empty() || tool.description.empty()) << tool.name;
    EXPECT_EQ(tool.description.starts_with("Proposes"), changes(tool.name)) << tool.name;
    keywords(object(tool.schema), std::string(tool.name));
  }
}

TEST(Tools, TakeWhatFits) {
  struct Fits {
    const char *tool, *args;
  };
  for (const Fits& f :
       {Fits{"sync_now", "{}"}, Fits{"resolve_duplicates", R"({"decision":"skip","which":2})"},
        Fits{"resolve_duplicates", R"({"decision":"replace","which":"all","kind":"formatting"})"},
        Fits{"deals",
             R"({"state":"open","over":{"amount":"2500.50","currency":"EUR"},"closing":"this_quarter"})"},
        Fits{"set_schedule", R"({"every":"week","at":"07:30","on":"friday"})"},
        Fits{"create_client", R"({"name":"Zoë & Søn","email":"a@b.example"})"}})
    EXPECT_EQ(unfit(f.tool, object(f.args)), "") << f.tool << f.args;
}

TEST(Tools, TakeNothingElse) {
  struct Unfit {
    const char *tool, *args;
  };
  const std::string longest = R"({"name":")" + std::string(501, 'x') + R"("})";
  for (const Unfit& f :
       {Unfit{"rm", "{}"}, Unfit{"", "{}"}, Unfit{"sync_now", R"({"full":true})"},
        // What only an effect may carry: a choice never brings it along.
        Unfit{"import_contacts", R"({"which":"all","body":{"select":{"all":true}}})"},
        Unfit{"resolve_duplicates", R"({"decision":"skip","which":"all","ids":["1"]})"},
        Unfit{"undo_import", R"({"runId":"1"})"},
        Unfit{"create_invoice_drafts", R"({"body":{"wonWithoutInvoice":true}})"},
        Unfit{"import_contacts", "{}"}, Unfit{"import_contacts", R"({"which":7})"},
        Unfit{"import_contacts", R"({"which":["all"]})"}, Unfit{"import_contacts", R"({"which":""})"},
        Unfit{"resolve_duplicates", R"({"decision":"delete","which":"all"})"},
        Unfit{"resolve_duplicates", R"({"decision":"skip","which":0})"},
        Unfit{"resolve_duplicates", R"({"decision":"skip","which":{}})"},
        Unfit{"sync_history", R"({"count":"5"})"}, Unfit{"sync_history", R"({"count":5000})"},
        Unfit{"sync_history", R"({"count":1.5})"}, Unfit{"set_schedule", R"({"every":"minute"})"},
        Unfit{"set_schedule", R"({"every":"day","at":"7"})"}, Unfit{"deals", R"({"over":"100"})"},
        Unfit{"deals", R"({"over":{"amount":"1e9"}})"}, Unfit{"deals", R"({"over":{"amount":"-5"}})"},
        Unfit{"deals", R"({"follow_up":"yes"})"}, Unfit{"create_client", longest.c_str()},
        Unfit{"open", R"({"place":"https://evil.example"})"}})
    EXPECT_NE(unfit(f.tool, object(f.args)), "") << f.tool << f.args;
}

}  // namespace
}  // namespace every::chat
