// Erasing what the database says about one person: the statements that no single repository owns. Part of the
// caller's transaction; Database::scrub() afterwards takes what was erased out of the file itself.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "store/database.h"

namespace every::store {

class Erasure {
 public:
  Erasure(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}

  // The contact's own HubSpot id and those of the records that were merged into it.
  std::vector<std::string> ids_of(const std::string& hubspot_id);
  // The mirror keeps the id, marked as gone, without values and associations. False: it has no such record.
  bool mirror(const std::string& hubspot_id, Instant at);
  void forget_choices(const std::string& hubspot_id);  // decision and selection

  // What the history says of these contacts and clients, replaced by `sentence` and without particulars.
  std::int64_t history(std::span<const std::string> contact_ids, std::span<const std::string> client_ids,
                       std::string_view sentence);
  std::int64_t notes_of(const std::string& client_id);
  // What runs had to say about these HubSpot contacts.
  std::int64_t complaints(std::span<const std::string> hubspot_ids, std::string_view sentence);
  // The person's names and addresses wherever a free text has them: history, notes, complaints, drafts, the
  // trail of documents; kept answers that have one go. Documents that were issued stay as they are. How many
  // rows changed.
  std::int64_t words(std::span<const std::string> words, std::string_view instead);

  struct Document {
    std::string id, number;
  };
  // Documents (issued or void) of this client, or to one of these addresses: they keep what they say.
  std::vector<Document> documents(std::span<const std::string> client_ids,
                                  std::span<const std::string> emails);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
