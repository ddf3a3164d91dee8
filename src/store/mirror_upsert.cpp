// How records come into the mirror: what differs from the row that is here is written, and nothing else.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <charconv>

#include "store/encode.h"
#include "store/mirror.h"
#include "store/tx.h"

namespace every::store {
namespace {

std::string hash_of(const MirrorRecord& record, std::string_view properties) {
  const auto digits = fingerprint(properties, record.url, record.created_at, record.updated_at);
  return {digits.data(), digits.size()};
}

}  // namespace

std::array<char, 32> fingerprint(std::string_view properties, std::string_view url, Instant created_at,
                                 Instant updated_at) {
  std::array<char, 48> times;
  char* end = times.data();
  for (const Instant at : {created_at, updated_at}) {
    *end++ = '\n';
    end = std::to_chars(end, times.data() + times.size(), to_ms(at)).ptr;
  }
  XXH3_state_t state;
  XXH3_128bits_reset(&state);
  XXH3_128bits_update(&state, properties.data(), properties.size());
  XXH3_128bits_update(&state, "\n", 1);
  XXH3_128bits_update(&state, url.data(), url.size());
  XXH3_128bits_update(&state, times.data(), static_cast<std::size_t>(end - times.data()));
  XXH128_canonical_t bytes;
  XXH128_canonicalFromHash(&bytes, XXH3_128bits_digest(&state));
  static constexpr char kHex[] = "0123456789abcdef";
  std::array<char, 32> out;
  for (std::size_t i = 0; i < sizeof bytes.digest; ++i) {
    out[2 * i] = kHex[bytes.digest[i] >> 4];
    out[2 * i + 1] = kHex[bytes.digest[i] & 15];
  }
  return out;
}

std::string content_hash(const MirrorRecord& record) {
  return hash_of(record, record.properties);
}

Mirror::Compared Mirror::compare(const MirrorRecord& m, std::size_t index, const Keep& keep) {
  Compared out{.hash = content_hash(m)};
  Rows r = tx_.rows(tenant_,
                    "SELECT hash, gone_at, properties FROM mirror_records WHERE workspace_id = $1 AND "
                    "object_type = $2 AND id_length = $3 AND id = $4",
                    m.object_type, id_length(m.id), m.id);
  out.known = r.next();
  out.same = out.known && r.view(0) == out.hash;
  if (out.known && !out.same && keep) {
    out.kept = keep(index, r.text(2));
    out.hash = hash_of(m, *out.kept);
    out.same = r.view(0) == out.hash;
  }
  out.same = out.same && r.is_null(1);
  return out;
}

// One question for a page of a first load, where nothing is known yet.
bool Mirror::none_known(std::span<const MirrorRecord> records) {
  if (records.size() < 2) return false;
  const auto number = [](const MirrorRecord& m) {
    return std::pair(id_length(m.id), std::string_view(m.id));
  };
  for (std::size_t i = 1; i < records.size(); ++i)
    if (records[i].object_type != records[0].object_type || number(records[i - 1]) >= number(records[i]))
      return false;
  Rows r = tx_.rows(tenant_,
                    "SELECT 1 FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 AND "
                    "(id_length, id) >= ($3, $4) AND (id_length, id) <= ($5, $6) LIMIT 1",
                    records.front().object_type, id_length(records.front().id), records.front().id,
                    id_length(records.back().id), records.back().id);
  return !r.next();
}

bool Mirror::matches(const std::string& type, const std::string& after,
                     std::span<const Fingerprint> records) {
  if (records.empty()) return true;
  const std::string_view upto = records.back().id;
  Rows r = tx_.rows(tenant_,
                    "SELECT id, hash FROM mirror_records WHERE workspace_id = $1 AND object_type = $2 AND "
                    "(id_length, id) > ($3, $4) AND (id_length, id) <= ($5, $6) AND gone_at IS NULL "
                    "ORDER BY id_length, id",
                    type, id_length(after), after, static_cast<std::int64_t>(upto.size()), upto);
  for (const Fingerprint& record : records)
    if (!r.next() || r.view(0) != record.id ||
        r.view(1) != std::string_view(record.content.data(), record.content.size()))
      return false;
  return !r.next();
}

bool Mirror::holds(std::span<const MirrorRecord> records, const Keep& keep) {
  for (std::size_t i = 0; i < records.size(); ++i)
    if (!compare(records[i], i, keep).same) return false;
  return true;
}

UpsertCounts Mirror::upsert(std::span<const MirrorRecord> records, std::vector<std::string>* changed,
                            const Keep& keep) {
  UpsertCounts counts;
  const bool all_new = none_known(records);
  for (std::size_t i = 0; i < records.size(); ++i) {
    const MirrorRecord& m = records[i];
    const Compared before = all_new ? Compared{.hash = content_hash(m)} : compare(m, i, keep);
    if (before.same) {
      ++counts.unchanged;
      continue;
    }
    tx_.run(
        tenant_,
        "INSERT INTO mirror_records (workspace_id, object_type, id_length, id, hash, updated_at, "
        "created_at, gone_at, gone_as, url, properties) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, '', $8, "
        "$9) ON CONFLICT (workspace_id, object_type, id_length, id) DO UPDATE SET hash = excluded.hash, "
        "updated_at = excluded.updated_at, created_at = excluded.created_at, gone_at = NULL, gone_as = "
        "'', url = excluded.url, properties = excluded.properties",
        m.object_type, id_length(m.id), m.id, before.hash, m.updated_at, m.created_at, m.url,
        before.kept ? *before.kept : m.properties);
    ++(before.known ? counts.updated : counts.created);
    if (changed != nullptr) changed->push_back(m.id);
  }
  return counts;
}

}  // namespace every::store
