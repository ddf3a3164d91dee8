// Clients, contacts and the memberships between them.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/party.h"
#include "store/database.h"

namespace every::store {

struct ClientFilter {
  std::string q;           // name, company e-mail, contact's e-mail, tags; prefix of words, case-folded
  std::string source;      // manual, csv, hubspot, here (= not hubspot); "" = all
  std::string status;      // active, archived; "" = active
  std::string tag, owner;  // exactly so
  std::string hubspot;     // in_sync, attention (something about it waits for a person), gone
  std::string invoice;     // the display status of its last invoice
  std::string list;  // id of a HubSpot list that it, or one of its contacts, is in; its members were read
  std::string run;   // id of a run that made it, took it over or brought it a contact
  bool owes = false, overdue = false, credit = false;  // only who does, or has any
};

// What lists show beside the client itself.
struct ClientRow {
  domain::Client client;
  std::string primary_email;   // the primary invoice contact's, else the client's
  std::vector<Money> balance;  // due on issued invoices less the credit, per currency
  std::vector<Money> credit;   // what came in and has paid no invoice yet, per currency
  std::string last_invoice_id, last_invoice_number, last_invoice_status;  // display status; "" if none
  std::int64_t contacts = 0, deals = 0;
};

// A client is found and sorted by what its contacts are called, so a change of its members is carried over to
// it. Whoever changes many members of one client in a transaction does so once, at the end: Clients::carry.
enum class Carry { now, later };

class Clients {
 public:
  Clients(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void insert(const domain::Client& client, Carry carry = Carry::now);
  void carry(const std::string& id);
  // Writes all fields, version + 1. False: the row's version is not `expected_version` any more. 0 = whatever
  // it is.
  bool update(const domain::Client& client, std::int64_t expected_version);
  bool remove(const std::string& id);  // with memberships and notes
  std::optional<domain::Client> find(const std::string& id);
  std::optional<domain::Client> by_hubspot(const std::string& object_type, const std::string& object_id);
  std::string id_by_hubspot(const std::string& object_type, const std::string& object_id);  // "": none
  std::vector<domain::Client> find_many(std::span<const std::string> ids);
  std::optional<ClientRow> row(const std::string& id, Date today);
  // Any offset is as fast as the first. Sorts: name, email, updatedAt, createdAt, balance.
  Window<ClientRow> list(const ClientFilter& filter, const Slice& slice, Date today);
  // What there is to choose from, by name.
  std::vector<std::string> tags(bool archived, std::int64_t limit);
  std::vector<std::string> owners(bool archived, std::int64_t limit);
  std::vector<std::string> runs(bool archived, std::int64_t limit);  // ids, newest first
  // What the run brought was taken back, but for clients that its undo log says stay.
  void forget_run(const std::string& run_id);
  // Ids of those that fit, by row; at most `limit`.
  std::vector<std::string> ids(const ClientFilter& filter, Date today, std::int64_t limit);
  // Who is called so, or has this normalised address; archived ones too, at most `limit`, by id.
  std::vector<std::string> named(const std::string& name, std::int64_t limit);
  std::vector<std::string> with_email(const std::string& normal_email, std::int64_t limit);
  std::int64_t count_hubspot();
  // Ends every link's lock: unlocked_at = at where linked. Returns how many.
  std::int64_t unlock_all(Instant at);
  std::int64_t relock_all();  // unlocked_at = null where linked to this portal
  bool has_documents(const std::string& id);

 private:
  void fill(ClientRow& row, Date today);
  Window<std::int64_t> seqs(const ClientFilter& filter, const Slice& slice, Date today);

  Tx& tx_;
  Tenant tenant_;
};

struct ContactFilter {
  std::string q, source, client_id;
};

class Contacts {
 public:
  Contacts(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void insert(const domain::Contact& contact);  // without memberships
  bool update(const domain::Contact& contact, std::int64_t expected_version);
  bool remove(const std::string& id);
  std::optional<domain::Contact> find(const std::string& id);  // with memberships
  std::optional<domain::Contact> by_hubspot(const std::string& object_id);
  std::map<std::string, std::string> ids_by_hubspot(
      std::span<const std::string> object_ids);  // hubspot id -> id
  Window<domain::Contact> list(const ContactFilter& filter, const Slice& slice);
  // Contacts here with one of these normalised e-mails (primary or further): normal e-mail -> contact ids.
  std::map<std::string, std::vector<std::string>> by_emails(std::span<const std::string> normal_emails);
  // Records of our own (not linked with HubSpot when they were last written) that may have this number or are
  // called so; at most `limit`, by id. What is found has to be compared.
  std::vector<std::string> with_phone_tail(const std::string& tail, std::int64_t limit);
  std::vector<std::string> free_named(const std::string& name, std::int64_t limit);
  std::vector<std::string> named(const std::string& name, std::int64_t limit);  // linked or not
  bool any_free();  // whether there is any that is not linked with HubSpot
  std::int64_t count_hubspot();
  std::int64_t unlock_all(Instant at);
  std::int64_t relock_all();

  std::vector<domain::Membership> memberships_of_client(const std::string& client_id);
  std::vector<domain::Membership> memberships_of_contact(const std::string& contact_id);
  void put_membership(const domain::Membership& membership, Carry carry = Carry::now);  // insert or update
  void remove_membership(const std::string& client_id, const std::string& contact_id);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
