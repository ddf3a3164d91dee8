#include "app/client_choice.h"

#include "app/review_filters.h"

namespace every::app {
namespace {

constexpr std::size_t kIdsMax = 10'000;

}  // namespace

ClientChoice read_client_choice(Fields& in) {
  ClientChoice out;
  out.ids = in.texts("ids", kIdsMax);
  auto filter = in.object("filter");
  if (filter) {
    const auto text = [&](const char* name) { return filter->text(name, {.max = 200}).value_or(""); };
    const auto one = [&](const char* name, std::initializer_list<std::string_view> allowed) {
      return filter->choice(name, allowed).value_or("");
    };
    out.filter = {.q = text("q"),
                  .source = one("source", {"manual", "csv", "hubspot", "here"}),
                  .status = one("status", {"active", "archived"}),
                  .tag = text("tag"),
                  .owner = text("owner"),
                  .hubspot = one("hubspot", {"in_sync", "attention", "gone"}),
                  .invoice = one("invoice", {"draft", "issued", "sent", "viewed", "partial", "overdue",
                                             "paid", "credited", "void"}),
                  .list = text("list"),
                  .run = text("run"),
                  .owes = filter->boolean("owes").value_or(false),
                  .overdue = filter->boolean("overdue").value_or(false),
                  .credit = filter->boolean("credit").value_or(false)};
    static_cast<void>(filter->finish().ok());
    if (const auto except = in.texts("except", kIdsMax)) out.except.insert(except->begin(), except->end());
  }
  if (out.ids.has_value() == filter.has_value()) in.complain("", "required", "Say one of ids or filter.");
  return out;
}

Status know_filter(const App& app, const Actor& actor, const store::ClientFilter& filter) {
  return filter.list.empty() ? done() : know_list(app.hubspot, actor, filter.list, ListsOf::clients);
}

}  // namespace every::app
