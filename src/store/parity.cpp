#include "store/parity.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <charconv>

#include "base/json.h"
#include "store/encode.h"
#include "store/tx.h"

namespace every::store {
namespace {

constexpr std::string_view kRecord =
    "SELECT id, properties, created_at, updated_at, url, hash FROM mirror_records WHERE workspace_id = $1 "
    "AND "
    "object_type = $2 AND gone_at IS NULL";

CheckedRecord read_record(const Rows& r, const std::string& type) {
  CheckedRecord out;
  out.record = {.object_type = type,
                .id = r.text(0),
                .properties = r.text(1),
                .created_at = r.time(2),
                .updated_at = r.time(3),
                .url = r.text(4)};
  out.sound = r.view(5) == content_hash(out.record);
  return out;
}

std::string encode(const std::vector<CertificateLine>& lines) {
  json::array out;
  for (const CertificateLine& l : lines)
    out.push_back(json::object{{"type", l.object_type},
                               {"off", l.off},
                               {"hubspot", l.hubspot},
                               {"here", l.here},
                               {"hubspotSum", l.hubspot_sum.hex()},
                               {"hereSum", l.here_sum.hex()},
                               {"missing", l.missing},
                               {"extra", l.extra},
                               {"stale", l.stale},
                               {"links", l.links},
                               {"waiting", l.waiting},
                               {"hubspotLinks", l.hubspot_links},
                               {"hereLinks", l.here_links}});
  return json::serialize(out);
}

std::vector<CertificateLine> decode_lines(std::string_view text) {
  std::vector<CertificateLine> out;
  const auto parsed = parse_json(text);
  if (!parsed.ok() || !parsed->is_array()) return out;
  for (const auto& one : parsed->get_array()) {
    const auto number = [&](const char* name) { return one.at(name).to_number<std::int64_t>(); };
    CertificateLine l;
    l.object_type = std::string(one.at("type").as_string());
    l.off = one.at("off").as_bool();
    l.hubspot = number("hubspot");
    l.here = number("here");
    l.hubspot_sum = ContentSum::from_hex(one.at("hubspotSum").as_string());
    l.here_sum = ContentSum::from_hex(one.at("hereSum").as_string());
    l.missing = number("missing");
    l.extra = number("extra");
    l.stale = number("stale");
    l.links = number("links");
    l.waiting = number("waiting");
    l.hubspot_links = number("hubspotLinks");
    l.here_links = number("hereLinks");
    out.push_back(std::move(l));
  }
  return out;
}

constexpr std::string_view kCertificate =
    "SELECT id, source, state, findings, healed, requests, started_at, finished_at, lines FROM "
    "parity_certificates WHERE workspace_id = $1";

std::optional<Certificate> first(Rows r) {
  if (!r.next()) return std::nullopt;
  return Certificate{.id = r.text(0),
                     .source = r.text(1),
                     .state = r.text(2),
                     .findings = r.integer(3),
                     .healed = r.integer(4),
                     .requests = r.integer(5),
                     .started_at = r.time(6),
                     .finished_at = r.maybe_time(7),
                     .lines = decode_lines(r.view(8))};
}

ParityFinding read_finding(const Rows& r) {
  return {r.integer(0), r.text(1), r.text(2), r.text(3), r.text(4), r.flag(5)};
}

constexpr std::string_view kFinding =
    "SELECT seq, object_type, object_id, kind, detail, healed FROM "
    "parity_findings WHERE workspace_id = $1 AND certificate_id = $2";

}  // namespace

void ContentSum::add(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  high += hash.high64;
  low += hash.low64;
}

std::string ContentSum::hex() const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const std::uint64_t part : {high, low})
    for (int shift = 60; shift >= 0; shift -= 4) out.push_back(kDigits[(part >> shift) & 15]);
  return out;
}

ContentSum ContentSum::from_hex(std::string_view hex) {
  ContentSum out;
  if (hex.size() != 32) return out;
  std::from_chars(hex.data(), hex.data() + 16, out.high, 16);
  std::from_chars(hex.data() + 16, hex.data() + 32, out.low, 16);
  return out;
}

void Parity::put(const Certificate& c) {
  tx_.run(tenant_,
          "INSERT INTO parity_certificates (workspace_id, id, source, state, findings, healed, requests, "
          "started_at, finished_at, lines) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT "
          "(workspace_id, id) DO UPDATE SET state = excluded.state, findings = excluded.findings, healed = "
          "excluded.healed, requests = excluded.requests, finished_at = excluded.finished_at, lines = "
          "excluded.lines",
          c.id, c.source, c.state, c.findings, c.healed, c.requests, c.started_at, c.finished_at,
          encode(c.lines));
}

std::optional<Certificate> Parity::find(const std::string& id) {
  return first(tx_.rows(tenant_, std::string(kCertificate) + " AND id = $2", id));
}

std::optional<Certificate> Parity::latest() {
  return first(tx_.rows(tenant_, std::string(kCertificate) + " ORDER BY started_at DESC, id DESC LIMIT 1"));
}

void Parity::add_finding(const std::string& id, const ParityFinding& f) {
  const std::int64_t seq = tx_.number(
      tenant_,
      "SELECT coalesce(max(seq), 0) FROM parity_findings WHERE workspace_id = $1 AND certificate_id = $2",
      id);
  tx_.run(tenant_,
          "INSERT INTO parity_findings (workspace_id, certificate_id, seq, object_type, object_id, kind, "
          "detail, healed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
          id, seq + 1, f.object_type, f.object_id, f.kind, f.detail, f.healed);
}

Window<ParityFinding> Parity::findings(const std::string& id, const Slice& slice) {
  Window<ParityFinding> out;
  out.total = tx_.number(
      tenant_, "SELECT count(*) FROM parity_findings WHERE workspace_id = $1 AND certificate_id = $2", id);
  Rows r = tx_.rows(tenant_, std::string(kFinding) + " ORDER BY seq LIMIT $3 OFFSET $4", id, limit_of(slice),
                    offset_of(slice));
  while (r.next()) out.items.push_back(read_finding(r));
  return out;
}

std::vector<ParityFinding> Parity::after(const std::string& id, std::int64_t seq, std::int64_t limit) {
  std::vector<ParityFinding> out;
  Rows r = tx_.rows(tenant_, std::string(kFinding) + " AND seq > $3 ORDER BY seq LIMIT $4", id, seq, limit);
  while (r.next()) out.push_back(read_finding(r));
  return out;
}

bool Parity::is_found(const std::string& id, const std::string& type, const std::string& object_id,
                      const std::string& kind) {
  return tx_.number(
             tenant_,
             "SELECT count(*) FROM parity_findings WHERE workspace_id = $1 AND certificate_id = $2 AND "
             "object_type = $3 AND object_id = $4 AND kind = $5",
             id, type, object_id, kind) > 0;
}

void Parity::set_healed(const std::string& id, std::int64_t seq) {
  tx_.run(
      tenant_,
      "UPDATE parity_findings SET healed = 1 WHERE workspace_id = $1 AND certificate_id = $2 AND seq = $3",
      id, seq);
}

void Parity::keep(std::int64_t certificates) {
  static constexpr std::string_view kOld =
      "IN (SELECT id FROM parity_certificates WHERE workspace_id = $1 ORDER BY started_at DESC, id DESC "
      "LIMIT "
      "1000 OFFSET $2)";
  tx_.run(tenant_,
          "DELETE FROM parity_findings WHERE workspace_id = $1 AND certificate_id " + std::string(kOld),
          certificates);
  tx_.run(tenant_, "DELETE FROM parity_certificates WHERE workspace_id = $1 AND id " + std::string(kOld),
          certificates);
}

std::vector<CheckedRecord> Parity::records(const std::string& type, const std::string& after,
                                           const std::string& upto) {
  std::vector<CheckedRecord> out;
  const std::string end = upto.empty() ? std::string(100, '9') : upto;  // no id is longer than this
  Rows r =
      tx_.rows(tenant_,
               std::string(kRecord) +
                   " AND (id_length, id) > ($3, $4) AND (id_length, id) <= ($5, $6) ORDER BY id_length, id",
               type, id_length(after), after, id_length(end), end);
  while (r.next()) out.push_back(read_record(r, type));
  return out;
}

std::optional<CheckedRecord> Parity::record(const std::string& type, const std::string& id) {
  Rows r =
      tx_.rows(tenant_, std::string(kRecord) + " AND id_length = $3 AND id = $4", type, id_length(id), id);
  if (!r.next()) return std::nullopt;
  return read_record(r, type);
}

void Parity::distrust(const std::string& type, const std::string& id) {
  tx_.run(
      tenant_,
      "UPDATE mirror_records SET hash = '', properties = '{}' WHERE workspace_id = $1 AND object_type = $2 "
      "AND id_length = $3 AND id = $4",
      type, id_length(id), id);
}

ContentSum Parity::sum(const std::string& type) {
  ContentSum out;
  Rows r = tx_.rows(tenant_,
                    "SELECT id, hash FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 AND "
                    "gone_at IS NULL",
                    type);
  while (r.next()) out.add(r.text(0) + "\n" + r.text(1));
  return out;
}

std::vector<std::string> Parity::ids(const std::string& type, const std::string& after, std::int64_t limit) {
  return tx_
      .rows(tenant_,
            "SELECT id FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 AND (id_length, "
            "id) > ($3, $4) AND gone_at IS NULL ORDER BY id_length, id LIMIT $5",
            type, id_length(after), after, limit)
      .texts();
}

}  // namespace every::store
