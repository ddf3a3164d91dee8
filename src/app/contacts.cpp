#include "app/contacts.h"

#include <algorithm>

#include "app/clients.h"
#include "app/locks.h"
#include "base/sentence.h"
#include "domain/matching.h"
#include "sync/review.h"

namespace every::app {
namespace {

using domain::Membership;
using domain::Role;

std::vector<std::string> read_contact(Fields& in, domain::Contact& c) {
  std::vector<std::string> changed;
  const auto text = [&](const char* name, std::string& field, std::size_t max) {
    if (!in.has(name)) return;
    const std::string value = in.text(name, {.max = max}).value_or("");
    if (value == field) return;
    field = value;
    changed.emplace_back(name);
  };
  text("firstName", c.first_name, 200);
  text("lastName", c.last_name, 200);
  text("email", c.email, 320);
  text("phone", c.phone, 100);
  text("mobile", c.mobile, 100);
  text("jobTitle", c.job_title, 200);
  if (in.has("email") && !c.email.empty() && !domain::normal_email(c.email))
    in.complain("email", "format", "This is not an email address.");
  if (auto emails = in.texts("emails", 20)) {
    for (const std::string& email : *emails)
      if (!domain::normal_email(email))
        in.complain("emails", "format", sentence("This is not an email address: {}", email));
    if (*emails != c.more_emails) changed.emplace_back("emails");
    c.more_emails = std::move(*emails);
  }
  read_address(in, c.address, changed);
  if (c.first_name.empty() && c.last_name.empty() && c.email.empty() && c.phone.empty())
    in.complain("firstName", "required", "A name, an email or a phone is needed.");
  return changed;
}

// Somebody has to get the documents: who got copies before who got nothing, and who just stepped back
// (`not_them`) only when there is nobody else.
void appoint(std::vector<Membership>& all, Role Membership::* role, const std::string& not_them) {
  const auto rank = [&](const Membership& m) {
    return (m.*role == Role::primary ? 4 : 0) + (m.contact_id != not_them ? 2 : 0) +
           (m.*role == Role::cc ? 1 : 0);
  };
  const auto best = std::max_element(
      all.begin(), all.end(), [&](const Membership& a, const Membership& b) { return rank(a) < rank(b); });
  if (best != all.end()) (*best).*role = Role::primary;
}

// Puts one role of a contact; a new primary makes the former one cc, and there is always one primary.
void settle(store::Contacts& contacts, const std::string& client_id, const std::string& contact_id,
            Role Membership::* role, std::optional<Role> wanted) {
  auto all = contacts.memberships_of_client(client_id);
  const auto mine =
      std::find_if(all.begin(), all.end(), [&](const Membership& m) { return m.contact_id == contact_id; });
  if (mine == all.end()) return;
  if (wanted) (*mine).*role = *wanted;
  appoint(all, role, contact_id);
  for (Membership& m : all) {
    if (m.*role == Role::primary && (*mine).*role == Role::primary && m.contact_id != contact_id)
      m.*role = Role::cc;
    contacts.put_membership(m);
  }
}

// After somebody left: somebody else gets the documents.
void keep_a_primary(store::Contacts& contacts, const std::string& client_id) {
  auto rest = contacts.memberships_of_client(client_id);
  appoint(rest, &Membership::invoice_role, "");
  appoint(rest, &Membership::proposal_role, "");
  for (const Membership& m : rest) contacts.put_membership(m);
}

struct WantedPlace {
  std::string client_id;
  std::optional<Role> invoice, proposal;
};

std::optional<WantedPlace> read_place(Fields& in) {
  WantedPlace place;
  place.client_id = in.text("id", {.required = true, .max = 100}).value_or("");
  if (const auto role = in.choice("invoiceRole", {"primary", "cc", "none"}))
    place.invoice = domain::role_from(*role);
  if (const auto role = in.choice("proposalRole", {"primary", "cc", "none"}))
    place.proposal = domain::role_from(*role);
  static_cast<void>(in.finish().ok());
  return place;
}

Status put_place(store::Tx& tx, const Actor& actor, const std::string& contact_id, const WantedPlace& place) {
  if (!store::Clients(tx, actor.tenant).find(place.client_id)) {
    Error error(Code::validation, "There is no such client.");
    error.fields.push_back({"/clients", "format", sentence("There is no client {}.", place.client_id)});
    return error;
  }
  store::Contacts contacts(tx, actor.tenant);
  const auto mine = contacts.memberships_of_contact(contact_id);
  const bool known = std::any_of(mine.begin(), mine.end(),
                                 [&](const Membership& m) { return m.client_id == place.client_id; });
  if (!known)
    contacts.put_membership({.client_id = place.client_id,
                             .client_name = "",
                             .contact_id = contact_id,
                             .invoice_role = Role::none,
                             .proposal_role = Role::none,
                             .from_hubspot = false});
  settle(contacts, place.client_id, contact_id, &Membership::invoice_role, place.invoice);
  settle(contacts, place.client_id, contact_id, &Membership::proposal_role, place.proposal);
  return done();
}

Result<std::vector<WantedPlace>> read_places(Fields& in) {
  std::vector<WantedPlace> places;
  if (auto list = in.objects("clients", 100))
    for (Fields& one : *list)
      if (auto place = read_place(one)) places.push_back(*place);
  return places;
}

Result<domain::Contact> insert(const App& app, const Actor& actor, domain::Contact c,
                               const std::vector<WantedPlace>& places) {
  c.id = app.id();
  c.created_at = c.updated_at = app.now();
  auto saved = app.db.write([&](store::Tx& tx) -> Result<domain::Contact> {
    EVERY_CHECK(use_key(app, tx, actor));
    store::Contacts(tx, actor.tenant).insert(c);
    for (const WantedPlace& place : places) EVERY_CHECK(put_place(tx, actor, c.id, place));
    sync::ReviewDesk(tx, actor.tenant).person_changed(c);
    record(app, tx, actor, "contact", c.id, places.empty() ? "" : places.front().client_id, "contact.created",
           sentence("{} was created.", c.display_name()));
    return *store::Contacts(tx, actor.tenant).find(c.id);
  });
  if (saved.ok()) tell_changed(app, actor, "contact", c.id);
  return saved;
}

}  // namespace

Result<domain::Contact> create_contact(const App& app, const Actor& actor, const json::value& body) {
  EVERY_CHECK(require(actor, Permission::edit));
  Fields in(body);
  domain::Contact c;
  read_contact(in, c);
  EVERY_TRY(places, read_places(in));
  EVERY_CHECK(in.finish());
  return insert(app, actor, c, places);
}

Result<domain::Contact> add_client_contact(const App& app, const Actor& actor, const std::string& client_id,
                                           const json::value& body) {
  EVERY_CHECK(require(actor, Permission::edit));
  if (!app.db.read(
          [&](store::Tx& tx) { return store::Clients(tx, actor.tenant).find(client_id).has_value(); }))
    return Error(Code::not_found, "This client does not exist.");
  Fields in(body);
  WantedPlace place{client_id, std::nullopt, std::nullopt};
  if (const auto role = in.choice("invoiceRole", {"primary", "cc", "none"}))
    place.invoice = domain::role_from(*role);
  if (const auto role = in.choice("proposalRole", {"primary", "cc", "none"}))
    place.proposal = domain::role_from(*role);
  if (const auto existing = in.text("contactId", {.max = 100})) {
    EVERY_CHECK(in.finish());
    auto added = app.db.write([&](store::Tx& tx) -> Result<domain::Contact> {
      EVERY_CHECK(use_key(app, tx, actor));
      const auto there = store::Contacts(tx, actor.tenant).find(*existing);
      if (!there) return Error(Code::not_found, "This contact does not exist.");
      EVERY_CHECK(put_place(tx, actor, *existing, place));
      record(app, tx, actor, "contact", *existing, client_id, "contact.added",
             sentence("{} was added to this client's contacts.", there->display_name()));
      return *store::Contacts(tx, actor.tenant).find(*existing);
    });
    if (added.ok()) tell_changed(app, actor, "contact", *existing);
    return added;
  }
  domain::Contact c;
  read_contact(in, c);
  EVERY_CHECK(in.finish());
  return insert(app, actor, c, {place});
}

Result<domain::Contact> change_contact(const App& app, const Actor& actor, const std::string& id,
                                       const json::value& body, std::int64_t expected_version) {
  EVERY_CHECK(require(actor, Permission::edit));
  auto saved = app.db.write([&](store::Tx& tx) -> Result<domain::Contact> {
    store::Contacts contacts(tx, actor.tenant);
    auto c = contacts.find(id);
    if (!c) return Error(Code::not_found, "This contact does not exist.");
    Fields in(body);
    const domain::Contact before = *c;
    const auto changed = read_contact(in, *c);
    EVERY_TRY(places, read_places(in));
    EVERY_CHECK(in.finish());
    EVERY_CHECK(refuse_locked(locks_of(tx, actor.tenant).fields(*c), changed, c->hubspot));
    c->updated_at = app.now();
    if (!contacts.update(*c, expected_version))
      return Error(Code::stale, "This contact was changed meanwhile.",
                   "Load it again and review the differences.");
    for (const WantedPlace& place : places) EVERY_CHECK(put_place(tx, actor, id, place));
    sync::ReviewDesk desk(tx, actor.tenant);
    desk.person_changed(before);
    desk.person_changed(*c);
    const auto mine = contacts.memberships_of_contact(id);
    record(app, tx, actor, "contact", id, mine.empty() ? "" : mine.front().client_id, "contact.updated",
           sentence("{} was changed.", c->display_name()));
    return *contacts.find(id);
  });
  if (saved.ok()) tell_changed(app, actor, "contact", id);
  return saved;
}

Status detach_contact(const App& app, const Actor& actor, const std::string& client_id,
                      const std::string& contact_id) {
  EVERY_CHECK(require(actor, Permission::edit));
  auto detached = app.db.write([&](store::Tx& tx) -> Status {
    store::Contacts contacts(tx, actor.tenant);
    const auto c = contacts.find(contact_id);
    const auto place = c ? std::find_if(c->memberships.begin(), c->memberships.end(),
                                        [&](const Membership& m) { return m.client_id == client_id; })
                         : std::vector<Membership>::const_iterator();
    if (!c || place == c->memberships.end())
      return Error(Code::not_found, "This person is no contact of this client.");
    if (place->from_hubspot && locks_of(tx, actor.tenant).hold(c->hubspot)) {
      Error error(Code::locked_field,
                  sentence("That {} belongs to this client is said in HubSpot.", c->display_name()),
                  "Remove the association in HubSpot.");
      error.extra["url"] = c->hubspot->url;
      return error;
    }
    contacts.remove_membership(client_id, contact_id);
    keep_a_primary(contacts, client_id);
    record(app, tx, actor, "contact", contact_id, client_id, "contact.detached",
           sentence("{} is no contact of this client any more.", c->display_name()));
    return done();
  });
  if (detached.ok()) tell_changed(app, actor, "contact", contact_id);
  return detached;
}

Status delete_contact(const App& app, const Actor& actor, const std::string& id) {
  EVERY_CHECK(require(actor, Permission::edit));
  auto deleted = app.db.write([&](store::Tx& tx) -> Status {
    store::Contacts contacts(tx, actor.tenant);
    const auto c = contacts.find(id);
    if (!c) return Error(Code::not_found, "This contact does not exist.");
    if (locks_of(tx, actor.tenant).hold(c->hubspot)) {
      Error error(Code::locked_field, sentence("{} is managed in HubSpot.", c->display_name()),
                  "Delete the contact in HubSpot.");
      error.extra["url"] = c->hubspot->url;
      return error;
    }
    contacts.remove(id);
    for (const Membership& m : c->memberships) keep_a_primary(contacts, m.client_id);
    sync::ReviewDesk(tx, actor.tenant).person_changed(*c);
    record(app, tx, actor, "contact", id, c->memberships.empty() ? "" : c->memberships.front().client_id,
           "contact.deleted", sentence("{} was deleted.", c->display_name()));
    return done();
  });
  if (deleted.ok()) tell_changed(app, actor, "contact", id);
  return deleted;
}

}  // namespace every::app
