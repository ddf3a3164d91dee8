#include <algorithm>
#include <deque>
#include <set>

#include "base/text.h"
#include "store/invoices.h"
#include "sync/review_detail.h"
#include "sync/values.h"

namespace every::sync {

// What the matches of a refresh are connected with.
struct Component {
  std::vector<std::string> hubspot_ids, contact_ids;  // ascending
  std::set<std::string> evidence;
};

namespace {

// Begins the id of a cluster that is only possible; the rest is that of its first contact here, as with
// others.
const std::string kPossible = "possible-";

// What an e-mail tells is never mixed with what is only possible: each kind has clusters of its own.
Component component_of(store::Review& review, const std::string& seed, bool exact) {
  std::set<std::string> hubspot{seed}, contacts, evidence;
  std::deque<std::string> open{seed};
  while (!open.empty() && hubspot.size() < kClusterMax) {
    const std::string id = std::move(open.front());
    open.pop_front();
    for (const auto& match : review.matches(std::span(&id, 1))) {
      if (match.exact() != exact) continue;
      for (auto& reason : split(match.reason, ',')) evidence.insert(std::move(reason));
      if (contacts.size() >= kClusterMax || !contacts.insert(match.contact_id).second) continue;
      for (const auto& back : review.matches_of_contact(match.contact_id))
        if (back.exact() == exact && hubspot.insert(back.hubspot_id).second) open.push_back(back.hubspot_id);
    }
  }
  return {{hubspot.begin(), hubspot.end()}, {contacts.begin(), contacts.end()}, std::move(evidence)};
}

// A HubSpot contact's matches are all of one kind.
bool is_exact(store::Review& review, const std::string& hubspot_id) {
  const auto matches = review.matches(std::span(&hubspot_id, 1));
  return matches.empty() || matches.front().exact();
}

bool contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

Status belongs(const store::Cluster& cluster, const std::string& target_id, const std::string& hubspot_id) {
  Error wrong(Code::validation, "This record is not part of the match.", "Choose one of the records shown.");
  if (!target_id.empty() && !contains(cluster.contact_ids, target_id)) {
    wrong.fields.push_back({"/targetId", "unknown", "It is none of the records that match here."});
    return wrong;
  }
  if (!hubspot_id.empty() && !contains(cluster.hubspot_ids, hubspot_id)) {
    wrong.fields.push_back({"/hubspotId", "unknown", "It is none of the HubSpot contacts that match here."});
    return wrong;
  }
  return done();
}

}  // namespace

void ReviewDesk::refresh_clusters(std::span<const Derived> rows) {
  store::Review review(tx_, tenant_);
  std::set<std::string> seeds, old_clusters;
  for (const Derived& d : rows) {
    if (!d.matches.empty()) seeds.insert(d.row.hubspot_id);
    if (d.was && !d.was->cluster_id.empty()) old_clusters.insert(d.was->cluster_id);
  }
  // Whoever shared a cluster with a contact that left it is looked at again.
  for (const auto& id : old_clusters)
    if (const auto cluster = review.cluster(id))
      seeds.insert(cluster->hubspot_ids.begin(), cluster->hubspot_ids.end());
  std::map<std::string, std::string> cluster_of;
  std::set<std::string> made;
  for (const auto& seed : seeds) {
    if (cluster_of.contains(seed)) continue;
    const bool exact = is_exact(review, seed);
    const Component component = component_of(review, seed, exact);
    const std::string id =
        component.contact_ids.empty() ? "" : (exact ? "" : kPossible) + component.contact_ids.front();
    for (const auto& member : component.hubspot_ids) cluster_of[member] = id;
    if (id.empty()) continue;
    made.insert(id);
    put_cluster(id, component.hubspot_ids, component.contact_ids, component.evidence);
  }
  std::vector<std::string> members;
  for (const auto& [member, id] : cluster_of) members.push_back(member);
  std::vector<store::ReviewRow> changed;
  for (auto& row : review.find_many(members)) {
    if (row.cluster_id == cluster_of[row.hubspot_id]) continue;
    row.cluster_id = cluster_of[row.hubspot_id];
    changed.push_back(std::move(row));
  }
  review.put(changed);
  for (const auto& id : old_clusters)
    if (!made.contains(id)) review.drop_cluster(id);
}

// The most recently modified of the HubSpot contacts; the greater id when that does not tell.
std::string ReviewDesk::proposed(const std::vector<std::string>& hubspot_ids) {
  std::string best;
  Instant best_at{};
  for (const auto& row : store::Review(tx_, tenant_).find_many(hubspot_ids)) {
    const bool newer = best.empty() || row.modified_at > best_at ||
                       (row.modified_at == best_at && id_less(best, row.hubspot_id));
    if (!newer) continue;
    best = row.hubspot_id;
    best_at = row.modified_at;
  }
  return best;
}

std::vector<MatchSide> ReviewDesk::here_sides(const std::vector<std::string>& contact_ids) {
  store::Contacts contacts(tx_, tenant_);
  store::Clients clients(tx_, tenant_);
  std::vector<MatchSide> out;
  for (const auto& id : contact_ids) {
    const auto contact = contacts.find(id);
    if (!contact) continue;
    MatchSide side;
    side.id = id;
    side.values = {contact->display_name(),
                   contact->email,
                   contact->phone.empty() ? contact->mobile : contact->phone,
                   "",
                   contact->job_title,
                   contact->address.one_line()};
    if (!contact->memberships.empty()) {
      side.client_id = contact->memberships.front().client_id;
      const auto client = clients.find(side.client_id);
      if (client && !client->is_person) side.values.company = client->name;
    }
    out.push_back(std::move(side));
  }
  return out;
}

std::vector<MatchSide> ReviewDesk::hubspot_sides(const std::vector<std::string>& hubspot_ids) {
  std::vector<MatchSide> out;
  for (const auto& row : store::Review(tx_, tenant_).find_many(hubspot_ids))
    out.push_back({row.hubspot_id,
                   {row.name, row.email, row.phone, row.company, row.job_title, row.address},
                   row.url,
                   ""});
  return out;
}

void ReviewDesk::put_cluster(const std::string& id, const std::vector<std::string>& hubspot_ids,
                             const std::vector<std::string>& contact_ids,
                             const std::set<std::string>& evidence) {
  store::Cluster cluster;
  cluster.exact = evidence.contains("email");
  cluster.evidence.assign(evidence.begin(), evidence.end());
  cluster.id = id;
  cluster.hubspot_ids = hubspot_ids;
  cluster.contact_ids = contact_ids;
  const auto here = here_sides({contact_ids.front()});
  const auto hubspot = hubspot_sides({proposed(hubspot_ids)});
  if (here.empty() || hubspot.empty()) return;
  cluster.name = here.front().values.name;
  cluster.email = here.front().values.email;
  bool only_formatting = true;
  for (const auto& difference : domain::compare(here.front().values, hubspot.front().values)) {
    if (difference.same) continue;
    ++cluster.differences;
    only_formatting = only_formatting && difference.formatting_only;
  }
  cluster.formatting_only = cluster.differences > 0 && only_formatting;
  if (!here.front().client_id.empty()) {
    store::InvoiceFilter open;
    open.status = "open";
    open.client_id = here.front().client_id;
    // Being open does not depend on the day; the list wants one for what is overdue.
    const Date any_day{std::chrono::year(2000), std::chrono::January, std::chrono::day(1)};
    cluster.open_invoices = store::Invoices(tx_, tenant_).list(open, {"", false, 0, 1}, any_day).total;
  }
  store::Review(tx_, tenant_).put_cluster(cluster);
}

std::optional<ClusterView> ReviewDesk::view(const std::string& cluster_id) {
  auto cluster = store::Review(tx_, tenant_).cluster(cluster_id);
  if (!cluster) return std::nullopt;
  ClusterView view;
  view.here = here_sides(cluster->contact_ids);
  view.hubspot = hubspot_sides(cluster->hubspot_ids);
  view.target_id = contains(cluster->contact_ids, cluster->target_id) ? cluster->target_id
                   : view.here.empty()                                ? ""
                                                                      : view.here.front().id;
  view.hubspot_id = contains(cluster->hubspot_ids, cluster->hubspot_id) ? cluster->hubspot_id
                                                                        : proposed(cluster->hubspot_ids);
  const auto here =
      std::find_if(view.here.begin(), view.here.end(), [&](const auto& s) { return s.id == view.target_id; });
  const auto hubspot = std::find_if(view.hubspot.begin(), view.hubspot.end(),
                                    [&](const auto& s) { return s.id == view.hubspot_id; });
  if (here != view.here.end() && hubspot != view.hubspot.end())
    view.differences = domain::compare(here->values, hubspot->values);
  view.cluster = *std::move(cluster);
  return view;
}

void ReviewDesk::put_decision(const std::string& hubspot_id, std::optional<domain::Decision> decision,
                              const std::string& target_id, const std::string& by, Instant at) {
  store::Review review(tx_, tenant_);
  if (decision)
    review.put_decision(
        {hubspot_id, *decision, *decision == domain::Decision::replace ? target_id : "", by, at});
  else
    review.delete_decision(hubspot_id);
}

Status ReviewDesk::decide(const std::string& cluster_id, std::optional<domain::Decision> decision,
                          const std::string& target_id, const std::string& hubspot_id, const std::string& by,
                          Instant at) {
  const auto cluster = store::Review(tx_, tenant_).cluster(cluster_id);
  if (!cluster) return Error(Code::not_found, "This match no longer exists.", "Reload the list of matches.");
  EVERY_CHECK(belongs(*cluster, target_id, hubspot_id));
  const std::string chosen = hubspot_id.empty() ? proposed(cluster->hubspot_ids) : hubspot_id;
  const std::string target = target_id.empty() ? cluster->contact_ids.front() : target_id;
  for (const auto& id : cluster->hubspot_ids) {
    const bool other = decision == domain::Decision::replace && id != chosen;
    put_decision(id, other ? domain::others_of(cluster->exact) : decision, target, by, at);
  }
  refresh(cluster->hubspot_ids);
  return done();
}

Status ReviewDesk::set_apart(const std::string& cluster_id, const std::string& target_id,
                             const std::string& hubspot_id, const std::string& by, Instant at) {
  store::Review review(tx_, tenant_);
  const auto cluster = review.cluster(cluster_id);
  if (!cluster) return Error(Code::not_found, "This match no longer exists.", "Reload the list of matches.");
  EVERY_CHECK(belongs(*cluster, target_id, hubspot_id));
  for (const auto& id : cluster->hubspot_ids) {
    if (!hubspot_id.empty() && id != hubspot_id) continue;
    for (const auto& contact : cluster->contact_ids)
      if (target_id.empty() || contact == target_id) review.put_not_duplicate(id, contact, by, at);
    review.delete_decision(id);
  }
  refresh(cluster->hubspot_ids);
  return done();
}

Status ReviewDesk::decide_contact(const std::string& hubspot_contact_id,
                                  std::optional<domain::Decision> decision, const std::string& target_id,
                                  const std::string& by, Instant at) {
  const auto row = store::Review(tx_, tenant_).find(hubspot_contact_id);
  if (!row)
    return Error(Code::not_found, "This HubSpot contact is not known here.", "Sync, then look again.");
  if (decision == domain::Decision::replace) {
    if (!row->cluster_id.empty())
      return decide(row->cluster_id, decision, target_id, hubspot_contact_id, by, at);
    Error error(Code::validation, "The HubSpot contact matches no record here.", "Choose skip or create.");
    error.fields.push_back({"/decision", "range", "There is nothing to replace."});
    return error;
  }
  put_decision(hubspot_contact_id, decision, "", by, at);
  // Taking back is taking back everything that was said about it.
  if (!decision) store::Review(tx_, tenant_).forget_not_duplicates(hubspot_contact_id);
  refresh(std::span(&hubspot_contact_id, 1));
  return done();
}

}  // namespace every::sync
