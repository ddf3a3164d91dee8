#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "checks.h"
#include "store/clients.h"
#include "store/deals.h"
#include "store/invoices.h"
#include "store/mirror.h"

namespace every::sim {
namespace {

const Date kToday = *parse_date("2026-11-23");

// Every row of a sorted list.
template <class List>
void each(const List& list) {
  for (std::int64_t offset = 0;; offset += 500)
    if (list(store::Slice{"name", false, offset, 500}) < 500) return;
}

std::string link_text(const std::optional<domain::HubSpotLink>& link) {
  return link ? fmt::format(" @{}{}{}", link->object_type, link->object_id, link->gone_at ? " gone" : "")
              : "";
}

// One HubSpot record is one row here, also after merges.
class Twins {
 public:
  Twins(store::Mirror mirror, std::string kind) : mirror_(mirror), kind_(std::move(kind)) {}
  void look(const std::optional<domain::HubSpotLink>& link) {
    if (!link) return;
    if (!ids_.insert(link->object_type + link->object_id).second) throw twin(link->object_id);
    if (link->gone_at) return;
    const std::string now = mirror_.resolve(link->object_type, link->object_id);
    if (!survivors_.insert(link->object_type + now).second) throw twin(now);
  }

 private:
  Failure twin(const std::string& id) const {
    return {"a twin: two " + kind_ + "s for HubSpot's record " + id};
  }
  store::Mirror mirror_;
  std::string kind_;
  std::set<std::string> ids_, survivors_;
};

}  // namespace

void check_no_twins(World& world) {
  world.file().read([&](store::Tx& tx) {
    const store::Mirror mirror(tx, world.tenant());
    Twins clients(mirror, "client"), contacts(mirror, "contact"), deals(mirror, "deal");
    each([&](const store::Slice& slice) {
      const auto window = store::Clients(tx, world.tenant()).list({}, slice, kToday);
      for (const auto& row : window.items) clients.look(row.client.hubspot);
      return window.items.size();
    });
    each([&](const store::Slice& slice) {
      const auto window = store::Contacts(tx, world.tenant()).list({}, slice);
      for (const auto& contact : window.items) contacts.look(contact.hubspot);
      return window.items.size();
    });
    each([&](const store::Slice& slice) {
      const auto window = store::Deals(tx, world.tenant()).list({}, slice, kToday);
      for (const auto& row : window.items) deals.look(row.deal.hubspot);
      return window.items.size();
    });
    return 0;
  });
}

void check_documents(World& world) {
  for (const auto& [id, before] : world.documents())
    if (const std::string now = world.document(id); now != before)
      throw Failure{"an invoice changed:\n  was " + before + "\n  is  " + now};
  world.file().read([&](store::Tx& tx) {
    std::map<std::string, std::string> of_deal;
    const auto window = store::Invoices(tx, world.tenant()).list({}, {"number", false, 0, 500}, kToday);
    for (const auto& invoice : window.items) {
      if (!world.documents().contains(invoice.id))
        throw Failure{"an invoice that nobody made: " + invoice.number};
      if (invoice.deal_id.empty() || invoice.status == domain::DocumentStatus::voided) continue;
      if (!of_deal.emplace(invoice.deal_id, invoice.id).second)
        throw Failure{"a deal has two invoices: " + invoice.deal_name};
      if (!store::Deals(tx, world.tenant()).find(invoice.deal_id))
        throw Failure{"the deal of an invoice is gone: " + invoice.deal_name};
    }
    return 0;
  });
}

void check_run(World& world, const store::Run& run) {
  const auto wrong = [&](const std::string& what) {
    throw Failure{fmt::format("the run {} ({}): {}", run.kind, store::name(run.state), what)};
  };
  if (run.state == store::RunState::queued || run.state == store::RunState::running) wrong("never ended");
  if (!run.finished_at || !run.started_at || *run.finished_at < *run.started_at)
    wrong("its times do not fit");
  const bool good = run.state == store::RunState::succeeded || run.state == store::RunState::partial;
  if (good && run.percent != 100) wrong(fmt::format("it is over at {} %", run.percent));
  if (good != run.error_code.empty() && run.state != store::RunState::cancelled)
    wrong("its error does not fit its state");
  if ((run.counts.failed > 0) != (run.state == store::RunState::partial) && good)
    wrong("its failures do not fit its state");
  const auto& c = run.counts;
  for (const auto n : {c.created, c.updated, c.unchanged, c.skipped, c.failed, c.deleted, c.merged})
    if (n < 0) wrong("a count is negative");
  for (const auto& phase : run.phases) {
    if (good && !phase.finished_at && phase.started_at) wrong("its phase " + phase.name + " never ended");
    if (phase.finished_at && phase.started_at && *phase.finished_at < *phase.started_at)
      wrong("the times of its phases do not fit");
    if (good && phase.finished_at && phase.total && phase.processed > *phase.total)
      wrong(fmt::format("its phase {} did {} of {}", phase.name, phase.processed, *phase.total));
  }
  // Where nothing is projected, the counts are those of the records that were read.
  const bool reads_only = std::none_of(run.phases.begin(), run.phases.end(),
                                       [](const auto& p) { return p.name == "importing_contacts"; });
  if (!good || !reads_only || run.kind == "import") return;
  for (const auto& phase : run.phases)
    if (phase.name == "reading" && phase.processed != c.created + c.updated + c.unchanged)
      wrong(fmt::format("it read {} records and counts {} created, {} updated, {} unchanged", phase.processed,
                        c.created, c.updated, c.unchanged));
  const auto errors = world.file().read([&](store::Tx& tx) {
    return store::Runs(tx, world.tenant()).errors(run.id, {"", false, 0, 500}).total;
  });
  if (c.failed > errors) wrong("it counts more failures than it names");
}

std::string here_text(World& world) {
  std::vector<std::string> lines;
  world.file().read([&](store::Tx& tx) {
    store::Contacts contacts(tx, world.tenant());
    each([&](const store::Slice& slice) {
      const auto window = store::Clients(tx, world.tenant()).list({}, slice, kToday);
      for (const auto& row : window.items) {
        lines.push_back(fmt::format("client {}{}{} v{}", row.client.name,
                                    row.client.is_person ? " (person)" : "", link_text(row.client.hubspot),
                                    row.client.version));
        for (const auto& m : contacts.memberships_of_client(row.client.id)) {
          const auto contact = contacts.find(m.contact_id);
          lines.push_back(fmt::format(
              "member of {}{}: {}{} {}{}", row.client.name, link_text(row.client.hubspot), contact->email,
              link_text(contact->hubspot), domain::name(m.invoice_role), m.from_hubspot ? " hs" : ""));
        }
      }
      return window.items.size();
    });
    each([&](const store::Slice& slice) {
      const auto window = contacts.list({}, slice);
      for (const auto& c : window.items)
        lines.push_back(fmt::format("contact {} {} {} {}{} v{}", c.display_name(), c.email, c.phone,
                                    c.job_title, link_text(c.hubspot), c.version));
      return window.items.size();
    });
    each([&](const store::Slice& slice) {
      const auto window = store::Deals(tx, world.tenant()).list({}, slice, kToday);
      for (const auto& row : window.items)
        lines.push_back(fmt::format("deal {} {} stage {} client {} contacts {}{}{} v{}", row.deal.name,
                                    row.deal.amount ? row.deal.amount->decimal() : "-", row.deal.stage_id,
                                    row.deal.client_name, row.deal.contact_ids.size(),
                                    row.deal.won ? " won" : "", link_text(row.deal.hubspot),
                                    row.deal.version));
      return window.items.size();
    });
    return 0;
  });
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const auto& line : lines) out += line + "\n";
  return out;
}

std::string difference(const std::string& before, const std::string& after) {
  const auto lines = [](const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
  };
  const auto a = lines(before), b = lines(after);
  std::vector<std::string> gone, come;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(gone));
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(come));
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(gone.size(), 6); ++i) out += "  - " + gone[i] + "\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(come.size(), 6); ++i) out += "  + " + come[i] + "\n";
  return out;
}

void check_all(World& world, bool fully) {
  check_mirror(world, fully);
  check_no_twins(world);
  check_documents(world);
  if (fully) check_rebuild(world);
}

}  // namespace every::sim
