// The grammar of what came from HubSpot and how: states, runs, matches, imports. intents_table.h says how a
// row is read. Private to intents.cpp.
#pragma once

#include "chat/intents_table.h"

namespace every::chat {

// clang-format off
inline constexpr Row kSyncRows[] = {
    // What is.
    {"hubspot_status", "hubspot status|check|connection", "show sync last when asks done", "error howto disconnect"},
    {"hubspot_status", "connection status|check|asks|show|open_state|closing|error", "hubspot sync", "disconnect undo"},
    {"hubspot_status", "sync status", "show check hubspot when asks running", "retry"},
    {"hubspot_status", "sync last when", "hubspot done run asks contact deal record", "", 2},
    {"hubspot_status", "sync when", "hubspot done run asks next contact deal last past", "progress schedule uninvoiced hourly daily weekly howto"},
    {"hubspot_status", "sync next", "hubspot when run asks schedule", "period", 6},
    {"hubspot_status", "sync last", "hubspot run show check asks time", "history error imported retry cancel count"},
    {"hubspot_status", "sync how_many", "hubspot contact deal company record imported asks all", "history progress error running", 3},
    {"hubspot_status", "hubspot how_many contact|company|record", "sync asks imported", "progress waiting imported new skipped no_email error", 1},
    {"hubspot_status", "freshness", "record hubspot sync asks contact deal client every", "start", 4},
    {"hubspot_status", "status_noun", "show check asks status", "deal client invoice pipeline duplicate import proposal payment name error sync contact", -2},
    {"hubspot_status", "quota", "hubspot show how_many sync asks check all status unpaid progress left_over period now", "invoice", 12},
    {"hubspot_status", "hubspot connection", "asks show check", "connect disconnect undo place_word open send place"},
    {"hubspot_status", "hubspot asks|check running|open_state|done|status", "sync", "deal client invoice"},
    {"hubspot_status", "sync latest|status", "hubspot check asks contact deal record here", "start count", -2},
    {"sync_progress", "sync progress", "hubspot how_many running asks import imported status show done it contact time record", "schedule cancel", 2},
    {"sync_progress", "import progress", "hubspot how_many running asks show done it contact record imported check status", "cancel undo", 2},
    {"sync_progress", "sync running", "hubspot asks now show check import", "cancel schedule", 4},
    {"sync_progress", "import running", "hubspot asks now show check", "cancel", 3},
    {"sync_progress", "sync done", "hubspot asks import imported it when", "last"},
    {"sync_progress", "import done|progress asks", "it when imported how_many", "last undo", 4},
    {"sync_progress", "progress", "asks it show done running how_many status check", "invoice deal client uninvoiced error payment proposal contact duplicate schedule daily hourly weekly cancel", 0},
    {"sync_progress", "after:sync_now done|running|progress|status", "it asks", "", 4},
    {"sync_history", "history", "hubspot sync show past last run asks count all period import check", "error progress when how_many start policy imported open know"},
    {"sync_history", "sync history", "hubspot show past last run asks count all period import", "error when start contact client"},
    {"sync_history", "changed hubspot asks|show", "period last question all", "start create edit name deal contact company sync import", 4},
    {"sync_history", "sync past|last count|all|run|asks", "hubspot show", "when how_many error"},
    {"sync_history", "run past|last|show|all", "hubspot sync asks count history import", "start error now hourly daily weekly"},
    {"sync_history", "sync period", "hubspot show asks run how_many past last all history", "start daily hourly weekly error"},
    {"sync_errors", "error", "hubspot sync show check asks contact deal record last run import resolve imported history when how_many missing company here period", "retry why undo cancel duplicate client invoice proposal payment", 0},
    {"sync_errors", "error sync|hubspot|import|record", "hubspot sync show check asks contact deal record last run import resolve imported history when how_many missing why here company period connection", "retry undo cancel duplicate", 1},
    {"sync_errors", "contact|deal|company|record error", "hubspot sync show asks last run how_many missing import imported here", "retry why duplicate skipped", 1},
    {"sync_errors", "no_access", "error deal contact company hubspot show asks record token missing declined sync import connection start how_many", "", 22},
    {"sync_errors", "why error|done sync|import", "hubspot last asks", "name email_address", 6},
    {"show_duplicates", "duplicate", "hubspot show check resolve contact client asks how_many find waiting import company record help review all between conditional open new next period", "schedule policy undo unattended ask_me ordinal"},
    {"show_duplicates", "duplicate show|check|resolve|how_many|asks|find|review|waiting|next", "hubspot contact client record import company help all open new between now time conditional", "policy undo unattended ask_me ordinal", 2},
    {"show_duplicates", "list:duplicates left_over|how_many", "show asks progress these question duplicate", "skip replace create_new invoice deal sync import", 10},
    {"show_duplicates", "list:duplicates next", "show duplicate asks", "", 2},
    {"review_contacts", "review contact", "hubspot show import new skipped no_email waiting asks here all start", "undo", 3},
    {"review_contacts", "contact waiting", "hubspot show import asks how_many record new all", "undo", 3},
    {"review_contacts", "imported waiting", "show asks contact hubspot how_many import", "start", 6},
    {"review_contacts", "hubspot|import|contact waiting", "contact hubspot show import imported asks how_many record new review all company sync here", "undo start invoice deal proposal"},
    {"review_contacts", "contact gone|left_list|filtered", "delete hubspot show asks", "", 4},
    {"review_contacts", "contact new|skipped|no_email|gone|left_list|filtered", "hubspot show asks how_many import find review record waiting last period here all imported", "create undo resolve start name", 2},
    {"review_contacts", "skipped|no_email|left_list|filtered show|how_many|asks", "hubspot contact import review record all last", "duplicate create undo list:duplicates deal client", 1},
    {"review_contacts", "list:contacts new|skipped|no_email|gone|left_list|filtered", "also show asks how_many these", "create start import"},
    {"review_contacts", "review", "import hubspot show asks record all", "name deal invoice proposal payment duplicate imported error"},
    {"review_contacts", "anybody", "new hubspot show asks period how_many find last sync contact import imported waiting here", "create name deal invoice proposal payment start client duplicate", 10},
    {"review_contacts", "waiting show new|contact", "hubspot asks all anybody received contact import imported", "start deal invoice duplicate", 14},
    {"review_contacts", "hubspot contact show", "review asks", "name imported last duplicate email_address how_many new find", -2},
    {"imported_records", "imported", "hubspot show contact record last import client deal sync review asks how_many run new company all check", "name email_address undo why missing progress duplicate money payment", 1},
    {"imported_records", "imported show|asks|last|review|how_many|record|new", "hubspot contact import client deal sync run company all check here period", "undo why missing progress skipped waiting money payment", 3},
    {"imported_records", "import last", "hubspot show record asks when contact done how_many result summary run check client deal", "undo cancel error progress retry money payment", 2},
    {"imported_records", "import show|asks record|summary|done", "hubspot contact how_many last new", "undo start waiting skipped no_email money payment"},
    {"imported_records", "import asks create", "client contact deal how_many last record new show hubspot", "start undo money payment"},
    {"imported_records", "last sync record|new|contact|deal|create", "hubspot show asks imported run how_many client", "when start history error duplicate quota money payment", 1},
    {"why", "why name|email_address", "missing here hubspot contact client company deal skipped sync imported import asks find error show duplicate lost left_list filtered no_email", "invoice payment"},
    {"why", "why name|email_address missing|here|skipped|imported|sync|import", "hubspot contact client company deal asks error find show left_list filtered lost", "", 3},
    {"why", "missing name|email_address", "here hubspot contact client company deal asks find sync imported import why show open", "invoice payment proposal delete uninvoiced unpaid create", 10},
    {"why", "why missing contact|client|deal|company", "here hubspot asks sync imported import error", "", 2},
    {"why", "why missing|here this|about:contact|about:client|about:deal", "hubspot contact client deal asks it sync", "", 2},
    {"why", "filtered|skipped|left_list|gone|no_email sure_name question", "name proper asks here hubspot import contact client company show", "duplicate list:duplicates", 16},
    {"why", "list:why name|email_address", "also asks", "", -2},
    {"why", "after:why name|email_address", "also asks", "", 6},
};
// clang-format on

}  // namespace every::chat
