// What happened: activity (append-only), and the answers kept for repeated requests.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

struct Activity {
  std::string id;
  std::string subject_kind, subject_id;  // client, contact, deal, invoice, workspace, connection
  std::string client_id;                 // whose history it belongs to, or ""
  std::string kind;                      // "invoice.issued", "client.updated", "sync.changed", …
  std::string actor;                     // a user's name, or "HubSpot sync", or ""
  std::string run_id;
  std::string text;  // one sentence for people
  std::string data;  // JSON object with the particulars, such as field differences
  Instant at;
  // Of what a person did: who, from where, and the heading in the audit log ("" keeps it out of the log).
  std::string actor_id, address, agent, audit;
  std::string area = {};               // by its kind, when it was added (domain/activity.h)
  std::vector<std::string> also = {};  // further invoices that it is about; written only
};

struct AuditFilter {
  std::string actor_id, group;
  std::optional<Instant> from, until;  // the second is not included
};

// The answer to a request with an Idempotency-Key, given again when the same request comes again.
struct KeptAnswer {
  std::string request_hash;
  int status = 0;
  std::string body, location;
};

class Journal {
 public:
  Journal(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void add(const Activity& activity);
  Window<Activity> of_client(const std::string& client_id, const Slice& slice);  // newest first
  Window<Activity> recent(const Slice& slice);
  Window<Activity> audit(const AuditFilter& filter, const Slice& slice);  // newest first

  // Part of what the request does, its answer is kept later. False: it was used already.
  bool use_key(const std::string& key, const std::string& request_hash, Instant at);
  std::optional<KeptAnswer> kept(const std::string& key);  // none while there is only the key
  void keep(const std::string& key, const KeptAnswer& answer, Instant at);
  void forget_kept_before(Instant at);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
