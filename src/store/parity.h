// Parity certificates: what a check of the mirror against HubSpot found, and the mirror as a check reads it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "store/database.h"
#include "store/mirror.h"

namespace every::store {

// A sum over the contents of records that does not depend on their order: equal sets, equal sums.
struct ContentSum {
  std::uint64_t high = 0, low = 0;
  void add(std::string_view text);
  std::string hex() const;
  static ContentSum from_hex(std::string_view hex);
  bool operator==(const ContentSum&) const = default;
};

struct CertificateLine {
  std::string object_type;
  bool off = false;                                           // may not be read: a scope is missing
  std::int64_t hubspot = 0, here = 0;                         // live records
  ContentSum hubspot_sum, here_sum;                           // of those that the last sync could know
  std::int64_t missing = 0, extra = 0, stale = 0, links = 0;  // findings
  std::int64_t waiting =
      0;  // changed in HubSpot after the last sync: no differences, they come with the next
  std::int64_t hubspot_links = 0, here_links = 0;
};

struct Certificate {
  std::string id;                    // of the run that issued it
  std::string source;                // check; or first_load or sweep, which read everything anyway
  std::string state = "unfinished";  // then exact or differences
  std::int64_t findings = 0, healed = 0;
  std::int64_t requests = 0;
  Instant started_at;
  std::optional<Instant> finished_at;
  std::vector<CertificateLine> lines;
};

struct ParityFinding {
  std::int64_t seq = 0;  // given by add_finding()
  std::string object_type, object_id;
  std::string kind;    // missing, extra, stale, links
  std::string detail;  // which fields, or which associations
  bool healed = false;
};

// A record of the mirror, and whether its row is what was once written.
struct CheckedRecord {
  MirrorRecord record;
  bool sound = true;
};

class Parity {
 public:
  Parity(Tx& tx, const Tenant& tenant) : tx_(tx), tenant_(tenant) {}
  void put(const Certificate& certificate);  // all but its findings
  std::optional<Certificate> find(const std::string& id);
  std::optional<Certificate> latest();
  void add_finding(const std::string& id, const ParityFinding& finding);
  Window<ParityFinding> findings(const std::string& id, const Slice& slice);
  std::vector<ParityFinding> after(const std::string& id, std::int64_t seq, std::int64_t limit);
  bool is_found(const std::string& id, const std::string& object_type, const std::string& object_id,
                const std::string& kind);
  void set_healed(const std::string& id, std::int64_t seq);
  void keep(std::int64_t certificates);  // forgets older ones

  // Live records greater than `after` and, unless it is empty, not greater than `upto`.
  std::vector<CheckedRecord> records(const std::string& object_type, const std::string& after,
                                     const std::string& upto);
  std::optional<CheckedRecord> record(const std::string& object_type, const std::string& id);  // a live one
  // The record's content is not what was once written: nothing of it is kept when HubSpot's comes.
  void distrust(const std::string& object_type, const std::string& id);
  ContentSum sum(const std::string& object_type);  // of all live records
  std::vector<std::string> ids(const std::string& object_type, const std::string& after, std::int64_t limit);

 private:
  Tx& tx_;
  Tenant tenant_;
};

}  // namespace every::store
