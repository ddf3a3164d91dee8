// What a run did, record by record: its log, its errors by cause, the download; and what needs a person over
// all runs.
#pragma once

#include <string>

#include "app/context.h"
#include "app/hubspot_hub.h"
#include "store/run_records.h"

namespace every::app {

// RunRecordList. Error: not_found.
Result<json::object> run_records(HubSpotHub& hub, const Actor& actor, const std::string& run_id,
                                 const store::RunRecordFilter& filter, const store::Slice& slice);
// RunCauseList: most frequent first, each with a few examples. Error: not_found.
Result<json::object> run_causes(HubSpotHub& hub, const Actor& actor, const std::string& run_id);
// The whole log as text: `format` is csv (safe to open in a spreadsheet) or ndjson. Error: not_found.
Result<std::string> run_download(HubSpotHub& hub, const Actor& actor, const std::string& run_id,
                                 std::string_view format);
// Reads the records again that the run had errors about (body: {"code": "…"} for those of one cause), and
// projects just them. Gives the run, which waits for the one at work. Errors: forbidden, not_found (no such
// run, or nothing failed), run_conflict (too many wait).
Result<store::Run> retry_failed(HubSpotHub& hub, const Actor& actor, const std::string& run_id,
                                const json::value& body);
// AttentionList.
Result<json::object> attention(HubSpotHub& hub, const Actor& actor, const store::AttentionFilter& filter,
                               const store::Slice& slice);
// All of what the filter fits as text: `format` is csv or ndjson. Error: forbidden.
Result<std::string> attention_download(HubSpotHub& hub, const Actor& actor,
                                       const store::AttentionFilter& filter, std::string_view format);

// Reads again what needs attention (body: {"code": "…"} for those of one cause), whatever run said so.
// Errors: forbidden, not_found (nothing does), run_conflict.
Result<store::Run> retry_attention(HubSpotHub& hub, const Actor& actor, const json::value& body);

}  // namespace every::app
