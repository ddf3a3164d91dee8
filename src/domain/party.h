// Clients (who is invoiced) and contacts (people). Values only; see ../../ARCHITECTURE.md for where they come
// from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/time.h"

namespace every::domain {

enum class Source { manual, csv, hubspot };
std::string_view name(Source source);  // "hubspot"
std::optional<Source> source_from(std::string_view name);

// The HubSpot record that a row here is linked with. Kept after a disconnect, so that reconnecting the same
// portal finds its rows again.
struct HubSpotLink {
  std::string object_type;  // "contact", "company", "deal"
  std::string object_id;
  std::string portal_id;
  std::string url;                 // as HubSpot sent it, else built from the portal's host
  std::optional<Instant> gone_at;  // deleted or merged away there since
  std::optional<Instant> synced_at;
  std::optional<Instant> left_at = {};  // left every list that the sync is limited to: no longer updated
  bool operator==(const HubSpotLink&) const = default;
};

struct Address {
  std::string street, street2, city, region, postal_code,
      country;  // country: ISO 3166-1 alpha-2, or as it came
  bool operator==(const Address&) const = default;
  bool empty() const;
  std::string one_line() const;
};

// Whom and where documents name instead of a client's own name and address. What is empty is the client's
// own.
struct BillTo {
  std::string name;
  Address address;
  bool operator==(const BillTo&) const = default;
  bool empty() const { return name.empty() && address.empty(); }
};

struct Client {
  std::string id;
  bool is_person = false;
  std::string name;
  std::string legal_name, email, phone, website,
      tax_id;  // email: where documents go when no contact says otherwise
  Address address;
  BillTo bill_to;                         // where documents go instead, whatever HubSpot says of the client
  std::string currency;                   // ISO 4217; empty = the workspace's
  std::optional<int> payment_terms_days;  // nothing = the workspace's
  std::vector<std::string> tags;
  bool archived = false;
  Source source = Source::manual;
  std::optional<HubSpotLink> hubspot;
  std::string owner_name;
  std::optional<Instant> unlocked_at;  // when a disconnect unlocked it
  Instant created_at, updated_at;
  std::int64_t version = 1;  // of the row, for ETag
};

// The name by which a client is shown, sorted and written on documents. A name that shows nothing (blanks,
// format characters) is none: then the legal name, the e-mail, the website, else "Unnamed client".
std::string visible_name(const Client& client);

enum class Role { none, cc, primary };
std::string_view name(Role role);
std::optional<Role> role_from(std::string_view name);

// A contact's place at a client. `from_hubspot` memberships follow HubSpot's associations; others stay.
struct Membership {
  std::string client_id;
  std::string client_name;  // filled when read
  std::string contact_id;
  Role invoice_role = Role::none, proposal_role = Role::none;
  bool from_hubspot = false;
};

struct Contact {
  std::string id;
  std::string first_name, last_name, email, phone, mobile, job_title;
  std::vector<std::string> more_emails;
  Address address;
  Source source = Source::manual;
  std::optional<HubSpotLink> hubspot;
  std::optional<Instant> unlocked_at;
  Instant created_at, updated_at;
  std::int64_t version = 1;
  std::vector<Membership> memberships;  // filled when read

  // "First Last", else the e-mail, else the phone, else "Unnamed contact"; parts that show nothing are none.
  std::string display_name() const;
};

}  // namespace every::domain
