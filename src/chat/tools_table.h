// The tools, their words and their arguments. Private to tools.cpp.
#pragma once

#include "chat/tools.h"

namespace every::chat {

inline constexpr std::string_view kNothing =
    R"({"type":"object","properties":{},"additionalProperties":false})";

inline constexpr Tool kTools[] = {
    // What reads.
    {"hubspot_status", "HubSpot status",
     "Whether HubSpot is connected, when it was last read, what is in step and what needs attention.",
     kNothing},
    {"sync_progress", "Sync progress", "The sync or import that runs now, live.", kNothing},
    {"sync_history", "Sync history", "The last runs of the sync with their counts and states.",
     R"({"type":"object","additionalProperties":false,"properties":{
"count":{"type":"integer","minimum":1,"maximum":999,"description":"How many"}}})"},
    {"sync_errors", "Sync errors", "Records that need attention, grouped by cause, each with its fix.",
     kNothing},
    {"schedule", "When syncs run", "When syncs run by themselves.", kNothing},
    {"show_duplicates", "Possible duplicates",
     "HubSpot contacts that look like records here, with the differences of each.", kNothing},
    {"review_contacts", "Contacts to review", "HubSpot contacts that came in, by what became of them.",
     R"({"type":"object","additionalProperties":false,"properties":{
"filter":{"type":"string","enum":["new","imported","duplicate","skipped","left","filtered","gone","no_email"]}}})"},
    {"imported_records", "Imported records", "What the last import made.", kNothing},
    {"why", "Why is it here, or not", "Why a HubSpot record is or is not here, step by step.",
     R"({"type":"object","additionalProperties":false,"required":["who"],"properties":{
"who":{"type":"string","minLength":1,"maxLength":2000,"description":"A name, an email address, a HubSpot id or the link to the record"}}})"},
    {"find", "Find", "Clients, contacts and deals by the words they begin with.",
     R"({"type":"object","additionalProperties":false,"required":["text"],"properties":{
"text":{"type":"string","minLength":1,"maxLength":2000,"description":"A name or an email address"},
"kind":{"type":"string","enum":["any","client","contact","company","deal"]}}})"},
    {"show_client", "A client", "One client with contacts, balance and last invoice.",
     R"({"type":"object","additionalProperties":false,"required":["client"],"properties":{
"client":{"type":"string","minLength":1,"maxLength":2000,"description":"The client's name"}}})"},
    {"pipeline", "Pipeline", "The deal pipeline: stages with counts and sums by currency.",
     R"({"type":"object","additionalProperties":false,"properties":{
"pipeline":{"type":"string","maxLength":2000,"description":"A pipeline's name"},
"stage":{"type":"string","maxLength":2000,"description":"A stage's name"}}})"},
    {"deals", "Deals", "Deals by state, client, stage, amount or closing date.",
     R"({"type":"object","additionalProperties":false,"properties":{
"state":{"type":"string","enum":["open","won","lost","uninvoiced"],"description":"uninvoiced: won and without an invoice"},
"client":{"type":"string","minLength":1,"maxLength":2000,"description":"The client's name"},
"stage":{"type":"string","maxLength":2000,"description":"A stage's name"},
"over":{"type":"object","additionalProperties":false,"required":["amount"],"properties":{
 "amount":{"type":"string","pattern":"^[0-9]{1,15}(\\.[0-9]{1,4})?$"},"currency":{"type":"string","pattern":"^[A-Z]{3}$"}}},
"under":{"type":"object","additionalProperties":false,"required":["amount"],"properties":{
 "amount":{"type":"string","pattern":"^[0-9]{1,15}(\\.[0-9]{1,4})?$"},"currency":{"type":"string","pattern":"^[A-Z]{3}$"}}},
"closing":{"type":"string","enum":["today","tomorrow","last_week","this_week","next_week","last_month","this_month","next_month","last_quarter","this_quarter","next_quarter","last_year","this_year","next_year"]},
"follow_up":{"type":"boolean","description":"Only those that nothing has moved for two weeks"}}})"},
    {"invoices", "Invoices", "Invoices by status or client.",
     R"({"type":"object","additionalProperties":false,"properties":{
"state":{"type":"string","enum":["draft","open","overdue","partial","paid","void"]},
"client":{"type":"string","minLength":1,"maxLength":2000,"description":"The client's name"},
"count":{"type":"integer","minimum":1,"maximum":999,"description":"How many"}}})"},
    {"payments", "Payments", "Payments that came in, the newest first.",
     R"({"type":"object","additionalProperties":false,"properties":{
"client":{"type":"string","minLength":1,"maxLength":2000,"description":"The client's name"}}})"},
    {"proposals", "Proposals", "Proposals by status or client.",
     R"({"type":"object","additionalProperties":false,"properties":{
"state":{"type":"string","enum":["draft","sent","open","accepted","declined","expired"]},
"uninvoiced":{"type":"boolean","description":"Accepted and without an invoice"},
"client":{"type":"string","minLength":1,"maxLength":2000,"description":"The client's name"}}})"},
    {"open", "Open a page", "Takes the person to a page.",
     R"({"type":"object","additionalProperties":false,"required":["place"],"properties":{
"place":{"type":"string","enum":["home","clients","pipeline","invoices","payments","proposals","settings","hubspot","email"]}}})"},
    {"cannot", "What is not done here",
     "Says what the chat does not do, and where it is done: sending, recording payments, changing HubSpot, "
     "deleting, or another thing about clients, deals and invoices.",
     R"({"type":"object","additionalProperties":false,"required":["why"],"properties":{
"why":{"type":"string","enum":["sends","payments","edits_hubspot","deletes","other"]}}})"},
    {"help", "Help", "What can be asked here.", kNothing},
    // What changes something.
    {"connect_hubspot", "Connect HubSpot", "Proposes to connect HubSpot, or to connect it again.", kNothing},
    {"sync_now", "Sync now", "Proposes to read what changed in HubSpot now.", kNothing},
    {"cancel_sync", "Cancel the sync", "Proposes to end the sync that runs.", kNothing},
    {"import_contacts", "Import contacts", "Proposes to import HubSpot contacts, with exact counts.",
     R"({"type":"object","additionalProperties":false,"required":["which"],"properties":{
"which":{"type":"string","minLength":1,"maxLength":2000,"description":"all, new, or the name or email address of one"}}})"},
    {"undo_import", "Undo the import", "Proposes to take the last import back, within 24 hours.", kNothing},
    {"retry_errors", "Try again", "Proposes to read the records that need attention again.", kNothing},
    {"resolve_duplicates", "Resolve duplicates", "Proposes a decision about matches that wait.",
     R"({"type":"object","additionalProperties":false,"required":["decision","which"],"properties":{
"decision":{"type":"string","enum":["replace","skip","create"]},
"which":{"anyOf":[{"type":"integer","minimum":1,"maximum":9999},{"type":"string","minLength":1,"maxLength":2000}],
 "description":"all; this, last or a number, of those that were shown; or a name"},
"kind":{"type":"string","enum":["formatting"],"description":"Only those that differ in formatting"}}})"},
    {"create_invoice_drafts", "Invoice drafts", "Proposes draft invoices for deals that were won.",
     R"({"type":"object","additionalProperties":false,"required":["deals"],"properties":{
"deals":{"type":"string","minLength":1,"maxLength":2000,"description":"uninvoiced: all that have none; these: those shown before; this: of the open page; or the name of a deal or client"}}})"},
    {"set_schedule", "Schedule", "Proposes when syncs run by themselves.",
     R"({"type":"object","additionalProperties":false,"required":["every"],"properties":{
"every":{"type":"string","enum":["hour","day","week","off"]},
"at":{"type":"string","pattern":"^[0-2][0-9]:[0-5][0-9]$","description":"Such as 07:00"},
"on":{"type":"string","enum":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"]}}})"},
    {"set_match_policy", "Policy for matches", "Proposes what happens with matches that nobody decided.",
     R"({"type":"object","additionalProperties":false,"required":["policy"],"properties":{
"policy":{"type":"string","enum":["ask","replace","skip"]}}})"},
    {"disconnect_hubspot", "Disconnect HubSpot", "Proposes to end the connection; what came in stays.",
     kNothing},
    {"create_client", "New client", "Proposes a client.",
     R"({"type":"object","additionalProperties":false,"required":["name"],"properties":{
"name":{"type":"string","minLength":1,"maxLength":500,"description":"As the person says it"},
"email":{"type":"string","maxLength":320}}})"},
};

}  // namespace every::chat
