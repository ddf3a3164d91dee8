#include "chat/who.h"

#include <algorithm>

#include "app/invoices.h"
#include "base/text.h"
#include "chat/words.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/invoices.h"
#include "store/proposals.h"
#include "store/review.h"

namespace every::chat {
namespace {

constexpr std::int64_t kMost = 8;
constexpr std::int64_t kLooked = 100;  // at so many that begin alike

store::Slice first(std::int64_t n) {
  return {.sort = "name", .descending = false, .offset = 0, .limit = n};
}

// The words of a name, each like the other's in their order.
bool nearly(const std::string& asked, const std::string& name) {
  const auto a = split(fold(asked), ' '), b = split(fold(name), ' ');
  if (a.empty() || a.size() > b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!alike(a[i], b[i])) return false;
  return true;
}

// `list(q, n)` finds by the beginnings of words.
template <class List>
std::vector<Named> called(const std::string& text, List&& list) {
  std::vector<Named> found = list(text, kMost);
  if (found.empty() && text.find('@') == std::string::npos && length(text) > 3) {
    for (const Named& one : list(shorten(text, 2), kLooked))
      if (nearly(text, one.name)) found.push_back(one);
  }
  const std::string asked = fold(text);
  const auto exact = [&](const Named& n) { return fold(n.name) == asked; };
  if (std::count_if(found.begin(), found.end(), exact) == 1)
    found = {*std::find_if(found.begin(), found.end(), exact)};
  if (std::ssize(found) > kMost) found.resize(kMost);
  return found;
}

}  // namespace

std::vector<Named> clients_called(const app::App& app, const app::Actor& actor, const std::string& text) {
  return app.db.read([&](store::Tx& tx) {
    const Date today = app::today_of(app, app::workspace_of(tx, actor));
    return called(text, [&](const std::string& q, std::int64_t n) {
      std::vector<Named> out;
      for (const auto& row :
           store::Clients(tx, actor.tenant).list({.q = q, .source = "", .status = ""}, first(n), today).items)
        out.push_back({"client", row.client.id, row.client.name});
      return out;
    });
  });
}

std::vector<Named> contacts_called(const app::App& app, const app::Actor& actor, const std::string& text) {
  return app.db.read([&](store::Tx& tx) {
    return called(text, [&](const std::string& q, std::int64_t n) {
      std::vector<Named> out;
      for (const auto& c :
           store::Contacts(tx, actor.tenant).list({.q = q, .source = "", .client_id = ""}, first(n)).items)
        out.push_back({"contact", c.id, trim(c.first_name + " " + c.last_name)});
      return out;
    });
  });
}

std::vector<Named> deals_called(const app::App& app, const app::Actor& actor, const std::string& text) {
  return app.db.read([&](store::Tx& tx) {
    const Date today = app::today_of(app, app::workspace_of(tx, actor));
    return called(text, [&](const std::string& q, std::int64_t n) {
      std::vector<Named> out;
      store::DealFilter filter;
      filter.q = q;
      for (const auto& row : store::Deals(tx, actor.tenant).list(filter, first(n), today).items)
        out.push_back({"deal", row.deal.id, row.deal.name});
      return out;
    });
  });
}

namespace {

std::vector<Named> in_review(const app::App& app, const app::Actor& actor, const std::string& text,
                             bool here_too) {
  return app.db.read([&](store::Tx& tx) {
    return called(text, [&](const std::string& q, std::int64_t n) {
      std::vector<Named> out;
      for (const auto& row : store::Review(tx, actor.tenant).list({.state = "", .q = q}, first(n)).items)
        if (here_too || (row.state != "imported" && row.state != "gone"))
          out.push_back({"review", row.hubspot_id, fold(row.email) == fold(q) ? row.email : row.name});
      return out;
    });
  });
}

}  // namespace

std::vector<Named> found_in_hubspot(const app::App& app, const app::Actor& actor, const std::string& text) {
  return in_review(app, actor, text, true);
}

std::vector<Named> waiting_called(const app::App& app, const app::Actor& actor, const std::string& text) {
  return in_review(app, actor, text, false);
}

std::vector<Named> contacts_at(const app::App& app, const app::Actor& actor, const std::string& client_id) {
  return app.db.read([&](store::Tx& tx) {
    std::vector<Named> out;
    for (const auto& c : store::Contacts(tx, actor.tenant)
                             .list({.q = "", .source = "", .client_id = client_id}, first(kMost))
                             .items)
      out.push_back({"contact", c.id, trim(c.first_name + " " + c.last_name)});
    return out;
  });
}

std::string name_of(const app::App& app, const app::Actor& actor, const std::string& kind,
                    const std::string& id) {
  return app.db.read([&](store::Tx& tx) -> std::string {
    if (kind == "client") {
      const auto c = store::Clients(tx, actor.tenant).find(id);
      return c ? c->name : "";
    }
    if (kind == "contact") {
      const auto c = store::Contacts(tx, actor.tenant).find(id);
      return c ? trim(c->first_name + " " + c->last_name) : "";
    }
    if (kind == "deal") {
      const auto d = store::Deals(tx, actor.tenant).find(id);
      return d ? d->name : "";
    }
    if (kind == "invoice") {
      const auto i = store::Invoices(tx, actor.tenant).find(id);
      return i ? (i->number.empty() ? "Draft" : i->number) : "";
    }
    if (kind == "proposal") {
      const auto p = store::Proposals(tx, actor.tenant).find(id);
      return p ? p->title : "";
    }
    if (kind == "review") {
      const auto row = store::Review(tx, actor.tenant).find(id);
      return row ? row->name : "";
    }
    if (kind == "duplicate") {
      const auto c = store::Review(tx, actor.tenant).cluster(id);
      return c ? c->name : "";
    }
    return "";
  });
}

}  // namespace every::chat
