// What people do in Every.
#include <fmt/format.h>

#include "app/payments.h"
#include "base/text.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/invoices.h"
#include "store/payments.h"
#include "store/review.h"
#include "sync/review.h"
#include "world.h"

namespace every::sim {
namespace {

constexpr std::string_view kMailsHere[] = {"ann@north.example", "bo@south.example", "zoe@here.example",
                                           "chris@east.example"};

}  // namespace

std::string World::start(sync::StartRequest request) {
  const std::string words = request.kind + (request.trigger == "schedule" ? " (scheduled)" : "");
  const auto run = process_->engine().start(request);
  return run.ok() ? "Every: " + words + " is asked for"
                  : "Every: " + words + " is refused: " + run.error().detail;
}

std::string World::import(const Step& step, bool all) {
  static constexpr sync::MatchPolicy kPolicies[] = {sync::MatchPolicy::ask, sync::MatchPolicy::ask,
                                                    sync::MatchPolicy::replace, sync::MatchPolicy::skip};
  sync::ImportRequest request;
  request.all = all;
  request.by = "Dana";
  request.undecided = kPolicies[step.dice[0] % std::size(kPolicies)];
  request.include_deals = step.dice[1] % 5 != 0;
  request.include_no_email = step.dice[2] % 2 == 0;
  if (!all) {
    const auto ids = file().read([&](store::Tx& tx) { return store::Review(tx, tenant()).ids({}, "", 500); });
    for (std::size_t i = 0; i < ids.size(); ++i)
      if ((step.dice[3] + i * 7) % 3 == 0) request.ids.push_back(ids[i]);
    if (request.ids.empty()) return "";
  }
  const std::string what = all ? "of everything" : fmt::format("of {} contacts", request.ids.size());
  const std::string policy(sync::name(request.undecided));
  const std::string said =
      start({.kind = "import", .trigger = "import", .by = "Dana", .import = std::move(request)});
  return said + " " + what + ", matches: " + policy;
}

std::string World::decide(const Step& step) {
  return file().write([&](store::Tx& tx) -> std::string {
    const auto clusters = store::Review(tx, tenant()).cluster_ids({});
    if (clusters.empty()) return "";
    static constexpr std::optional<domain::Decision> kDecisions[] = {
        domain::Decision::replace, domain::Decision::skip, domain::Decision::create, std::nullopt};
    const auto decision = kDecisions[step.dice[1] % std::size(kDecisions)];
    const std::string& id = clusters[step.dice[0] % clusters.size()];
    const auto done = sync::ReviewDesk(tx, tenant()).decide(id, decision, "", "", "Dana", stage_.now());
    return told(done,
                fmt::format("Dana decides a match: {}", decision ? domain::name(*decision) : "not yet"));
  });
}

std::string World::person(const Step& step) {
  ++persons_;
  domain::Contact contact;
  contact.id = new_id(stage_, random_);
  contact.first_name = "Here";
  contact.last_name = "P" + std::to_string(persons_);
  contact.email = kMailsHere[step.dice[0] % std::size(kMailsHere)];
  contact.created_at = contact.updated_at = stage_.now();
  domain::Client client;
  client.id = new_id(stage_, random_);
  client.name = "Client " + std::to_string(persons_);
  client.created_at = client.updated_at = stage_.now();
  file().write([&](store::Tx& tx) {
    store::Contacts(tx, tenant()).insert(contact);
    store::Clients(tx, tenant()).insert(client);
    store::Contacts(tx, tenant())
        .put_membership({.client_id = client.id,
                         .client_name = "",
                         .contact_id = contact.id,
                         .invoice_role = domain::Role::primary,
                         .proposal_role = domain::Role::primary,
                         .from_hubspot = false});
    sync::ReviewDesk(tx, tenant()).contacts_changed(std::vector<std::string>{contact.email});
  });
  return "Dana makes a contact, " + contact.email;
}

std::string World::invoice(const Step& step) {
  const auto deals = file().read([&](store::Tx& tx) {
    return store::Deals(tx, tenant()).list({}, {"name", false, 0, 500}, *parse_date("2026-11-23")).items;
  });
  if (deals.empty()) return "";
  const auto& deal = deals[step.dice[0] % deals.size()].deal;
  const auto made = app::invoice_deal(*app_, dana_, deal.id, {});
  if (!made.ok()) return "Dana cannot invoice the deal " + deal.name + ": " + made.error().detail;
  std::string words =
      fmt::format("Dana invoices the deal {}", deal.hubspot ? deal.hubspot->object_id : deal.id);
  if (!made->made) words += " (it has its invoice)";
  if (step.dice[1] % 2 == 0 && made->invoice.status == domain::DocumentStatus::draft)
    if (const auto issued = app::issue_invoice(*app_, dana_, made->invoice.id, {}); issued.ok())
      words += " and issues " + issued->number;
  documents_[made->invoice.id] = document(made->invoice.id);
  return words;
}

std::string World::pay(const Step& step) {
  if (documents_.empty()) return "";
  auto at = documents_.begin();
  std::advance(at, step.dice[0] % documents_.size());
  const auto invoice =
      file().read([&](store::Tx& tx) { return store::Invoices(tx, tenant()).find(at->first); });
  if (!invoice || invoice->status != domain::DocumentStatus::issued) return "";
  const Money due = invoice->due();
  const Money part{step.dice[1] % 2 == 0 ? due.minor : due.minor / 2, due.currency};
  const auto paid = app::record_payment(
      *app_, dana_, at->first,
      json::object{{"amount", json::object{{"amount", part.decimal()},
                                           {"currency", std::string(part.currency.code())}}},
                   {"date", "2026-11-24"},
                   {"method", "card"}});
  at->second = document(at->first);
  if (!paid.ok()) return "";
  return "Dana records a payment of " + part.decimal() + " for " + invoice->number;
}

// All that a document says, except the deal that it hangs on: that one may be merged into another.
std::string World::document(const std::string& invoice_id) {
  return file().read([&](store::Tx& tx) -> std::string {
    store::Invoices invoices(tx, tenant());
    const auto i = invoices.find(invoice_id);
    if (!i) return "gone";
    std::string out =
        fmt::format("{} {} client {} {} total {} paid {}", i->number, domain::name(i->status), i->client_id,
                    i->currency.code(), i->totals.total.decimal(), i->paid.decimal());
    if (i->status != domain::DocumentStatus::draft) out += " to " + i->bill_to.name + " " + i->bill_to.email;
    for (const auto& line : i->lines)
      out += fmt::format("; {} {}", line.description, line.unit_price.decimal());
    for (const auto& p : store::Payments(tx, tenant()).of_invoice(invoice_id))
      out += "; payment " + p.amount.decimal();
    return out;
  });
}

std::string World::by_person(const Step& step) {
  switch (step.verb) {
    case Verb::sync:
      return start({.kind = "incremental", .trigger = "manual", .by = "Dana", .import = std::nullopt});
    case Verb::sweep:
      return start({.kind = "sweep", .trigger = "manual", .by = "Dana", .import = std::nullopt});
    case Verb::scheduled:
      return start({.kind = "incremental", .trigger = "schedule", .by = "", .import = std::nullopt});
    case Verb::import_all:
    case Verb::import_some:
      return import(step, step.verb == Verb::import_all);
    case Verb::decide:
      return decide(step);
    case Verb::person:
      return person(step);
    case Verb::invoice:
      return invoice(step);
    case Verb::pay:
      return pay(step);
    default: {
      const auto run = process_->engine().current();
      return run && process_->engine().cancel(run->id) ? "Dana cancels the " + run->kind : "";
    }
  }
}

}  // namespace every::sim
