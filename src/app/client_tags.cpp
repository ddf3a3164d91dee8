#include "app/client_tags.h"

#include <algorithm>

#include "app/client_choice.h"
#include "app/invoices.h"
#include "base/sentence.h"
#include "base/text.h"

namespace every::app {
namespace {

constexpr std::int64_t kClientsMax = 5'000;
constexpr std::size_t kTagsMax = 50, kBatch = 200;

std::string joined(const std::vector<std::string>& tags) {
  std::string out;
  for (const std::string& tag : tags) out += (out.empty() ? "" : ", ") + tag;
  return out;
}

// Trimmed, each once; a tag that shows nothing is none.
std::vector<std::string> read_tags(Fields& in, const char* name) {
  std::vector<std::string> out;
  for (const std::string& given : in.texts(name, kTagsMax).value_or(std::vector<std::string>{})) {
    const std::string tag = trim(given);
    if (!is_visible(tag) || shorten(tag, 100) != tag)
      in.complain(name, "format", "A tag has 1 to 100 characters.");
    else if (std::find(out.begin(), out.end(), tag) == out.end())
      out.push_back(tag);
  }
  return out;
}

struct Wish {
  std::vector<std::string> add, remove;

  std::vector<std::string> over(std::vector<std::string> tags) const {
    std::erase_if(tags, [&](const std::string& tag) {
      return std::find(remove.begin(), remove.end(), tag) != remove.end();
    });
    for (const std::string& tag : add)
      if (std::find(tags.begin(), tags.end(), tag) == tags.end() && tags.size() < kTagsMax)
        tags.push_back(tag);
    return tags;
  }
};

// Whether it changed.
bool tag_one(const App& app, store::Tx& tx, const Actor& actor, const std::string& id, const Wish& wish) {
  store::Clients clients(tx, actor.tenant);
  auto client = clients.find(id);
  if (!client) return false;
  std::vector<std::string> tags = wish.over(client->tags);
  if (tags == client->tags) return false;
  const json::object change{
      {"field", "tags"}, {"label", "Tags"}, {"from", joined(client->tags)}, {"to", joined(tags)}};
  client->tags = std::move(tags);
  client->updated_at = app.now();
  clients.update(*client, 0);
  record(app, tx, actor, "client", id, id, "client.updated",
         sentence("The tags of {} were changed.", client->name),
         json::serialize(json::object{{"changes", json::array{change}}}));
  return true;
}

}  // namespace

Result<std::vector<std::string>> tag_clients(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::edit));
  Fields in(body);
  const ClientChoice choice = read_client_choice(in);
  const Wish wish{read_tags(in, "add"), read_tags(in, "remove")};
  if (wish.add.empty() && wish.remove.empty())
    in.complain("add", "required", "Say which tags to add or to remove.");
  EVERY_CHECK(in.finish());
  EVERY_CHECK(know_filter(app, actor, choice.filter));
  std::vector<std::string> ids;
  if (choice.ids)
    ids = *choice.ids;
  else
    ids = app.db.read([&](store::Tx& tx) {
      const Date today = today_of(app, workspace_of(tx, actor));
      return store::Clients(tx, actor.tenant)
          .ids(choice.filter, today, kClientsMax + 1 + std::ssize(choice.except));
    });
  std::erase_if(ids, [&](const std::string& id) { return choice.except.contains(id); });
  if (std::ssize(ids) > kClientsMax) {
    Error many(Code::validation, "At most 5,000 clients can be tagged at once.",
               "Narrow the list with a filter.");
    many.fields.push_back({"/filter", "range", many.detail});
    return many;
  }
  // In several transactions, so that nobody waits for long; what is done stays done.
  std::vector<std::string> changed;
  for (std::size_t at = 0; at < ids.size(); at += kBatch)
    app.db.write([&](store::Tx& tx) {
      for (std::size_t i = at; i < std::min(ids.size(), at + kBatch); ++i)
        if (tag_one(app, tx, actor, ids[i], wish)) changed.push_back(ids[i]);
    });
  if (!changed.empty()) tell_changed(app, actor, "client", changed.front());
  return changed;
}

}  // namespace every::app
