#include "store/language_models.h"

#include "store/tx.h"

namespace every::store {

LanguageModel LanguageModels::find() {
  LanguageModel out;
  Rows r = tx_.rows(
      tenant_,
      "SELECT url, model, key_sealed, enabled, version FROM language_models WHERE workspace_id = $1");
  if (!r.next()) return out;
  out.url = r.text(0);
  out.model = r.text(1);
  out.key_sealed = r.text(2);
  out.enabled = r.integer(3) != 0;
  out.version = r.integer(4);
  return out;
}

bool LanguageModels::put(const LanguageModel& m, Instant at, std::int64_t expected_version) {
  if (find().version != expected_version) return false;
  return tx_.run(tenant_,
                 "INSERT INTO language_models (workspace_id, url, model, key_sealed, enabled, updated_at, "
                 "version) VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (workspace_id) DO UPDATE SET url = "
                 "excluded.url, model = excluded.model, key_sealed = excluded.key_sealed, enabled = "
                 "excluded.enabled, updated_at = excluded.updated_at, version = language_models.version + 1",
                 m.url, m.model, m.key_sealed, m.enabled ? 1 : 0, at) == 1;
}

}  // namespace every::store
