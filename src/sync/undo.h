// Taking an import back: what it made goes, what it changed gets its former values, the decisions, the
// selection and the settings that it stored are as before. What a person has built on since stays, with the
// reason. For 24 hours, and only while no later import stands on it.
//
// An undo is a run: it reads nothing from HubSpot, goes on after a kill, and done twice is done once.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "store/connection.h"
#include "store/undo_log.h"
#include "sync/run_context.h"

namespace every::sync {

inline constexpr std::chrono::hours kUndoLife{24};

// Why something stays. Words for people are in undo_reason().
//   documents      it has invoices
//   notes          somebody wrote a note about it
//   edited         a person changed it since
//   deals          deals hang on it that stay or came later
//   contacts       contacts belong to it that stay or came later
//   client         its client stays
//   link_taken     the HubSpot record that it was linked with is linked elsewhere by now
std::string undo_reason(std::string_view verdict);

struct UndoStay {
  std::string kind, id, name, reason;  // kind: client, contact, deal
};

struct UndoPreview {
  std::int64_t clients_removed = 0, contacts_removed = 0, deals_removed = 0;
  std::int64_t clients_restored = 0, contacts_restored = 0, deals_restored = 0;
  std::int64_t decisions = 0;   // that are taken back
  std::vector<UndoStay> stays;  // the first kStaysShown
  std::int64_t staying = 0;     // all of them
  Instant until{};              // how long it can be undone
};
inline constexpr std::size_t kStaysShown = 500;

// Error: not_found (no such run, or no import), undo_refused (too late, a later import, another connection,
// undone already, still running).
Status may_undo(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id, Instant now);
// Until when it can be undone as things stand; nothing where may_undo refuses.
std::optional<Instant> undoable_until(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id,
                                      Instant now);
// Exactly what an undo would do now; writes nothing.
Result<UndoPreview> preview_undo(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id,
                                 Instant now);
// The work of the undo's run.
Status undo_import(RunContext& run, const std::string& import_id);

// Of the import's last step: the settings as they were, and as it leaves them.
void keep_settings(store::Tx& tx, const store::Tenant& tenant, const std::string& run_id,
                   const store::SyncSettings& before, const store::SyncSettings& after);

}  // namespace every::sync
