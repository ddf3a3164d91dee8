// HubSpot's side of the contract as JSON: runs, review, clusters. Field names are those of api/openapi.yaml.
#pragma once

#include "base/json.h"
#include "store/connection.h"
#include "store/review.h"
#include "store/runs.h"
#include "sync/project.h"
#include "sync/why.h"

namespace every::app {

// Run; one that has ended is told with undo_import.h's run_json, which knows how long it can be undone.
json::object run_json(const store::Run& run, std::optional<Instant> undoable_until = std::nullopt);
json::object progress_json(const store::Run& run);                // SyncProgressEvent
json::object run_error_json(const store::RunError& error);        // RunError
json::value sync_error_json(const store::Run& run);               // SyncError, or null when it did not fail
json::object review_contact_json(const store::ReviewRow& row);    // ReviewContact
json::object preview_json(const sync::ImportTotals& totals);      // ImportPreview
json::object settings_json(const store::SyncSettings& settings);  // SyncSettings
json::object why_json(const sync::Why& why);                      // WhyAnswer
template <class T, class F>
json::object list_json(const store::Window<T>& window, F&& item) {
  json::array items;
  for (const T& one : window.items) items.push_back(item(one));
  return {{"items", std::move(items)}, {"total", window.total}};
}

}  // namespace every::app
