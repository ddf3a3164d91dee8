// For tests: what a bad disk, a bad restore or a bad program would do to the mirror, behind the back of
// everything that keeps it.
#pragma once

#include <string>

#include "store/encode.h"
#include "store/tx.h"

namespace every::store {

class MirrorDamage {
 public:
  MirrorDamage(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}

  void lose(const std::string& type, const std::string& id) {
    tx_.run(
        tenant_,
        "DELETE FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 AND id_length = $3 AND id = "
        "$4",
        type, id_length(id), id);
  }
  // The checksum stays that of the former text.
  void rewrite(const std::string& type, const std::string& id, const std::string& properties) {
    tx_.run(tenant_,
            "UPDATE mirror_records SET properties = $5 WHERE workspace_id = $1 AND object_type = $2 AND "
            "id_length "
            "= $3 AND id = $4",
            type, id_length(id), id, properties);
  }
  void hide(const std::string& type, const std::string& id, Instant at) {
    tx_.run(tenant_,
            "UPDATE mirror_records SET gone_at = $5, gone_as = 'archived' WHERE workspace_id = $1 AND "
            "object_type "
            "= $2 AND id_length = $3 AND id = $4",
            type, id_length(id), id, at);
  }
  // A record that HubSpot never had.
  void invent(const std::string& type, const std::string& id, Instant at) {
    tx_.run(
        tenant_,
        "INSERT INTO mirror_records (workspace_id, object_type, id_length, id, hash, updated_at, created_at, "
        "gone_at, gone_as, url, properties) VALUES ($1, $2, $3, $4, '', $5, $5, NULL, '', '', '{}')",
        type, id_length(id), id, at);
  }
  // False: it has none.
  bool cut_link(const std::string& from_type, const std::string& from_id, const std::string& to_type) {
    return tx_.run(
               tenant_,
               "DELETE FROM mirror_associations WHERE workspace_id = $1 AND from_type = $2 AND from_id = $3 "
               "AND to_type = $4",
               from_type, from_id, to_type) > 0;
  }
  void invent_link(const std::string& from_type, const std::string& from_id, const std::string& to_type,
                   const std::string& to_id) {
    tx_.run(tenant_,
            "INSERT INTO mirror_associations (workspace_id, from_type, from_id, to_type, to_id, is_primary) "
            "VALUES ($1, $2, $3, $4, $5, 0)",
            from_type, from_id, to_type, to_id);
  }

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
