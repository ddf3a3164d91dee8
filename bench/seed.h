// The rows of a large workspace, written through the store's own classes in large transactions.
#pragma once

#include <fmt/format.h>

#include "base/text.h"
#include "domain/numbering.h"
#include "seed_words.h"
#include "store/accounts.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/invoices.h"
#include "store/journal.h"
#include "store/mirror.h"
#include "store/payments.h"
#include "store/proposals.h"

namespace every {

inline constexpr std::int64_t kClientsAtOnce = 25'000, kDealsAtOnce = 25'000, kInvoicesAtOnce = 20'000;
inline constexpr int kYears = 3, kOwners = 12;

class Seed : private Invention {
 public:
  Seed(store::Database& db, store::Tenant tenant, store::Workspace workspace)
      : db_(db), tenant_(std::move(tenant)), workspace_(std::move(workspace)) {}

  void pipelines() {
    domain::Pipeline sales{
        .id = "default", .label = "Sales", .display_order = 0, .archived = false, .stages = {}};
    const auto stage = [&](const char* id, const char* label, std::int64_t percent, bool closed) {
      sales.stages.push_back({.id = id,
                              .label = label,
                              .display_order = static_cast<int>(sales.stages.size()),
                              .probability = Decimal{percent * Decimal::kScale / 100},
                              .is_closed = closed,
                              .archived = false});
    };
    stage("appointment", "Appointment scheduled", 20, false);
    stage("qualified", "Qualified to buy", 40, false);
    stage("presentation", "Presentation scheduled", 60, false);
    stage("decision", "Decision maker bought-in", 80, false);
    stage("contract", "Contract sent", 90, false);
    stage("won", "Closed won", 100, true);
    stage("lost", "Closed lost", 0, true);
    stages_ = sales.stages;
    db_.write([&](store::Tx& tx) { store::Mirror(tx, tenant_).put_pipelines(std::span(&sales, 1)); });
  }

  void clients(std::int64_t count) {
    total_clients_ = count;
    clients_.reserve(static_cast<std::size_t>(count));
    in_batches(count, kClientsAtOnce, [&](store::Tx& tx, std::int64_t n) { add_client(tx, n); });
  }

  void deals(std::int64_t count) {
    total_deals_ = count;
    in_batches(count, kDealsAtOnce, [&](store::Tx& tx, std::int64_t n) { add_deal(tx, n); });
  }

  void invoices(std::int64_t count) {
    total_invoices_ = count;
    in_batches(count, kInvoicesAtOnce, [&](store::Tx& tx, std::int64_t n) { add_invoice(tx, n); });
  }

  void proposals(std::int64_t count) {
    total_proposals_ = count;
    in_batches(count, kInvoicesAtOnce, [&](store::Tx& tx, std::int64_t n) { add_proposal(tx, n); });
  }

 private:
  struct Known {
    std::string id, name, contact_id;
    Currency currency;
  };
  struct Won {
    std::string id, name;
    std::size_t client;
    Money amount;
  };

  template <class F>
  void in_batches(std::int64_t count, std::int64_t at_once, F&& add) {
    for (std::int64_t n = 0; n < count; n += at_once)
      db_.write([&](store::Tx& tx) {
        for (std::int64_t k = n; k < std::min(count, n + at_once); ++k) add(tx, k);
      });
  }

  Instant day_at(Date day) {
    return std::chrono::time_point_cast<Millis>(std::chrono::sys_days(day)) +
           Millis(32'400'000 + below(28'800'000));
  }
  Date ago(std::int64_t days) { return add_days(today_, -static_cast<int>(days)); }
  void note(store::Tx& tx, std::string_view kind, const std::string& subject, const std::string& client,
            std::string text, Instant at) {
    store::Journal(tx, tenant_)
        .add({.id = id(at),
              .subject_kind = std::string(kind.substr(0, kind.find('.'))),
              .subject_id = subject,
              .client_id = client,
              .kind = std::string(kind),
              .actor = kind.starts_with("client") ? "HubSpot sync" : "Robin Hale",
              .run_id = "",
              .text = std::move(text),
              .data = "",
              .at = at});
  }

  domain::HubSpotLink link(const char* type, std::int64_t n, Instant at) {
    const std::string object = std::to_string(10'000'000'000 + n);
    return {type,         object, "4711", "https://app.hubspot.com/contacts/4711/record/0-1/" + object,
            std::nullopt, at};
  }

  // The day of the n-th of so many: rows come in the order of time, as they do where people work.
  Date nth_day(std::int64_t n, std::int64_t of) {
    return ago(365 * kYears - n * 365 * kYears / std::max<std::int64_t>(1, of));
  }

  void add_client(store::Tx& tx, std::int64_t n) {
    const Instant at = day_at(nth_day(n, total_clients_));
    const bool person = percent(40), here = percent(20);
    domain::Client c;
    c.id = id(at);
    c.is_person = person;
    const std::string first = one_of(kFirstNames), last = word(),
                      domain_name = to_lower_ascii(last) + ".example";
    c.name = person ? first + " " + last : last + " " + one_of(kTrades) + " " + one_of(kForms);
    if (!person) c.website = domain_name;
    c.phone = "+49 30 " + std::to_string(1'000'000 + below(9'000'000));
    const auto city = static_cast<std::size_t>(below(kCities.size()));
    c.address = {word() + " Street " + std::to_string(1 + below(200)),
                 "",
                 kCities[city],
                 "",
                 std::to_string(10'000 + below(80'000)),
                 kCountries[city]};
    const Currency money = currency();
    c.currency = std::string(money.code());
    c.archived = percent(2);
    c.source = here ? domain::Source::manual : domain::Source::hubspot;
    if (!here) c.hubspot = link(person ? "contact" : "company", n, at);
    c.created_at = at;
    c.updated_at = std::max(at, day_at(ago(below(365))));
    store::Clients all(tx, tenant_);
    all.insert(c, store::Carry::later);
    std::string main_contact;
    for (int k = 0, people = !person && percent(15) ? 2 : 1; k < people; ++k) {
      domain::Contact p;
      p.id = id(at);
      p.first_name = person ? first : one_of(kFirstNames);
      p.last_name = person ? last : word();
      p.email = to_lower_ascii(p.last_name) + std::to_string(n) + "@" + domain_name;
      p.phone = "+49 171 " + std::to_string(1'000'000 + below(9'000'000));
      p.source = c.source;
      if (!here) p.hubspot = link("contact", 2 * n + k, at);
      p.created_at = at;
      p.updated_at = c.updated_at;
      store::Contacts people_here(tx, tenant_);
      people_here.insert(p);
      const auto role = k == 0 ? domain::Role::primary : domain::Role::cc;
      people_here.put_membership({.client_id = c.id,
                                  .client_name = {},
                                  .contact_id = p.id,
                                  .invoice_role = role,
                                  .proposal_role = role,
                                  .from_hubspot = !here},
                                 store::Carry::later);
      if (k == 0) main_contact = p.id;
    }
    all.carry(c.id);
    note(tx, "client.created", c.id, c.id, c.name + " was imported.", at);
    clients_.push_back({c.id, c.name, main_contact, money});
  }

  // Half of what happens, happens with a few; the first client is the largest by far.
  std::size_t some_client() {
    const auto count = static_cast<std::int64_t>(clients_.size());
    if (below(250) == 0) return 0;
    return static_cast<std::size_t>(percent(50) ? below(std::max<std::int64_t>(1, count / 50))
                                                : below(count));
  }

  void add_deal(store::Tx& tx, std::int64_t n) {
    const Instant at = day_at(nth_day(n, total_deals_));
    const std::size_t whose = some_client();
    const auto p = below(100);
    const domain::Stage& stage = stages_[p < 12   ? 0
                                         : p < 22 ? 1
                                         : p < 30 ? 2
                                         : p < 36 ? 3
                                         : p < 40 ? 4
                                         : p < 70 ? 5
                                                  : 6];
    domain::Deal d;
    d.id = id(at);
    d.name = clients_[whose].name + ", " + one_of(kLines);
    if (!percent(4)) d.amount = amount(clients_[whose].currency);
    d.pipeline_id = "default";
    d.stage_id = stage.id;
    d.close_date = ago(below(365 * kYears) - 120);
    d.probability = stage.probability;
    d.won = stage.won();
    d.lost = stage.lost();
    const auto owner = below(kOwners);
    d.owner_id = std::to_string(900 + owner);
    d.owner_name = std::string(kFirstNames[static_cast<std::size_t>(owner)]) + " Owner";
    d.client_id = clients_[whose].id;
    d.contact_ids = {clients_[whose].contact_id};
    d.hubspot = link("deal", n, at);
    d.created_at = at;
    d.updated_at = at;
    store::Deals(tx, tenant_).insert(d);
    // Most won deals are invoiced, by the invoices that come after them.
    if (d.won && d.amount && percent(97)) won_.push_back({d.id, d.name, whose, *d.amount});
  }

  domain::InvoiceLine line(Instant at, Money price) {
    return {.id = id(at),
            .description = one_of(kLines),
            .quantity = Decimal::whole(1 + below(4)),
            .unit_price = price,
            .discount_percent = percent(10) ? Decimal::whole(10) : Decimal{},
            .tax_percent = Decimal::whole(percent(70) ? 19 : 0)};
  }

  domain::PartySnapshot us() const {
    return {workspace_.name, "", "", workspace_.tax_id, workspace_.address, {}};
  }
  domain::PartySnapshot them(store::Tx& tx, const std::string& client_id) {
    const domain::Client c = *store::Clients(tx, tenant_).find(client_id);
    return {c.name, c.legal_name, c.email, c.tax_id, c.address, {}};
  }

  void issue(store::Tx& tx, domain::Invoice& i, const std::string& prefix, Instant at) {
    store::Invoices all(tx, tenant_);
    i.number = domain::number_of(prefix, all.take_number(prefix));
    i.status = domain::DocumentStatus::issued;
    i.issued_at = i.updated_at = at;
    i.bill_to = them(tx, i.client_id);
    i.from = us();
    all.update_issued(i, 0);
    all.add_event(i.id, {"issued", "Robin Hale", "", at});
  }

  void add_invoice(store::Tx& tx, std::int64_t n) {
    const Date day = nth_day(n, total_invoices_);
    const Instant at = day_at(day);
    store::Invoices all(tx, tenant_);
    domain::Invoice i;
    i.id = id(at);
    const auto every_nth =
        std::max<std::int64_t>(1, total_invoices_ / std::max<std::int64_t>(1, std::ssize(won_)));
    const bool of_deal = n % every_nth == 0 && static_cast<std::size_t>(n / every_nth) < won_.size();
    std::size_t whose = some_client();
    if (of_deal) {
      const Won& won = won_[static_cast<std::size_t>(n / every_nth)];
      whose = won.client;
      i.deal_id = won.id;
      i.deal_name = won.name;
      i.currency = won.amount.currency;
      i.lines.push_back({.id = id(at),
                         .description = won.name,
                         .unit_price = won.amount,
                         .discount_percent = {},
                         .tax_percent = {}});
    } else {
      i.currency = clients_[whose].currency;
      for (int k = 0, lines = static_cast<int>(1 + below(3)); k < lines; ++k)
        i.lines.push_back(line(at, amount(i.currency)));
    }
    i.client_id = clients_[whose].id;
    i.payment_terms_days = 30;
    i.issue_date = day;
    i.due_date = add_days(day, 30);
    i.totals = domain::totals(i.lines, i.currency);
    i.paid = {0, i.currency};
    i.created_at = i.updated_at = at;
    all.insert(i);
    all.add_event(i.id, {"created", "Robin Hale", "", at});
    if (percent(1)) return;  // stays a draft
    if (percent(95)) i.sent_at = at + Millis(60'000);
    if (i.sent_at && percent(60)) i.viewed_at = at + Millis(7'200'000);
    issue(tx, i, workspace_.invoice_prefix, at);
    note(tx, "invoice.issued", i.id, i.client_id, i.number + " was issued.", at);
    if (i.sent_at) all.add_event(i.id, {"sent", "Robin Hale", "", *i.sent_at});
    if (percent(2)) {
      i.status = domain::DocumentStatus::voided;
      i.void_reason = "Entered twice";
      all.update_issued(i, 0);
      all.add_event(i.id, {"voided", "Robin Hale", i.void_reason, at});
      return;
    }
    settle(tx, i, day);
  }

  // Most of what is due is paid; of what is due since long ago nearly everything.
  void settle(store::Tx& tx, const domain::Invoice& i, Date issued) {
    const auto age = (std::chrono::sys_days(today_) - std::chrono::sys_days(issued)).count();
    const auto fate = below(100);
    if (fate < 2) return credit(tx, i, issued);
    if (fate >= (age > 120 ? 97 : age > 45 ? 80 : 20)) return;
    const Date day = std::min(today_, add_days(issued, static_cast<int>(1 + below(40))));
    const Instant at = day_at(day);
    Money paid = i.totals.total;
    if (fate == 2 && paid.minor > 1) paid.minor /= 2;  // in part
    domain::Payment p;
    p.id = id(at);
    p.client_id = i.client_id;
    p.amount = fate == 3 ? Money{paid.minor + 5'000, paid.currency} : paid;  // too much: credit
    p.date = day;
    p.method = percent(70) ? "bank_transfer" : "card";
    p.reference = "RF" + std::to_string(100'000 + below(900'000));
    p.created_at = at;
    p.created_by = "Robin Hale";
    p.allocations = {{i.id, i.number, paid}};
    store::Payments(tx, tenant_).insert(p);
    store::Invoices(tx, tenant_).add_event(i.id, {"payment_recorded", "Robin Hale", "", at});
    note(tx, "payment.recorded", i.id, i.client_id, "A payment for " + i.number + " was recorded.", at);
  }

  void credit(store::Tx& tx, const domain::Invoice& about, Date issued) {
    const Instant at = day_at(std::min(today_, add_days(issued, 10)));
    domain::Invoice note_;
    note_.id = id(at);
    note_.kind = domain::DocumentKind::credit_note;
    note_.client_id = about.client_id;
    note_.about_id = about.id;
    note_.currency = about.currency;
    note_.issue_date = local_date(at, "UTC");
    note_.lines = about.lines;
    if (note_.lines.size() > 1) note_.lines.resize(1);
    for (domain::InvoiceLine& one : note_.lines) {
      one.of_line = one.id;
      one.id = id(at);
    }
    note_.totals = domain::totals(note_.lines, note_.currency);
    note_.paid = {0, note_.currency};
    note_.created_at = note_.updated_at = at;
    store::Invoices(tx, tenant_).insert(note_);
    issue(tx, note_, domain::credit_note_prefix(workspace_.invoice_prefix), at);
    store::Invoices(tx, tenant_).add_event(about.id, {"credited", "Robin Hale", note_.number, at});
  }

  void add_proposal(store::Tx& tx, std::int64_t n) {
    const Date day = nth_day(n, total_proposals_);
    const Instant at = day_at(day);
    const Known& client = clients_[some_client()];
    domain::Proposal p;
    p.id = id(at);
    p.client_id = client.id;
    p.title = one_of(kLines) + " for " + client.name;
    p.currency = client.currency;
    p.valid_until = add_days(day, 30);
    p.created_at = p.updated_at = at;
    for (int k = 0; k < 3; ++k)
      p.lines.push_back({.line = line(at, amount(p.currency)), .optional = k == 2, .chosen = true});
    static_cast<void>(domain::sum_up(p).ok());
    store::Proposals all(tx, tenant_);
    all.insert(p);
    all.add_event(p.id, {"created", "Robin Hale", "", at});
    if (percent(5)) return;
    p.number = fmt::format("{}{:04}", domain::kProposalPrefix,
                           store::Invoices(tx, tenant_).take_number(std::string(domain::kProposalSeries)));
    p.state = domain::ProposalState::open;
    p.revision = 1;
    p.opened_at = p.sent_at = at + Millis(60'000);
    p.bill_to = them(tx, p.client_id);
    p.from = us();
    all.update(p, 0);
    all.add_event(p.id, {"sent", "Robin Hale", "", at});
    if (percent(20)) return;
    const bool accepted = percent(70);
    p.state = accepted ? domain::ProposalState::accepted : domain::ProposalState::declined;
    all.answer(p, {at + Millis(86'400'000), "Jo Buyer", accepted ? "" : "Too late", "203.0.113.7"}, accepted);
    all.add_event(p.id, {accepted ? "accepted" : "declined", "Jo Buyer", "", at});
  }

  store::Database& db_;
  store::Tenant tenant_;
  store::Workspace workspace_;
  const Date today_ = local_date(SystemClock().now(), "UTC");
  std::vector<domain::Stage> stages_;
  std::vector<Known> clients_;
  std::vector<Won> won_;
  std::int64_t total_clients_ = 0, total_deals_ = 0, total_invoices_ = 0, total_proposals_ = 0;
};

}  // namespace every
