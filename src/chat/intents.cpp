#include "chat/intents.h"

#include <algorithm>

#include "base/text.h"
#include "chat/understand.h"

namespace every::chat {
namespace {

// One row: the tool, what has to be said (groups by blanks, one of a|b), what may be said besides, and what
// must not be. Concepts are the lexicon's; name, email_address, amount, time, ordinal, list:… (what was
// listed before), after:… (what was done before), about:… (the page) and opens (the sentence begins with a
// question) come from the sentence and its surroundings.
struct Row {
  std::string_view tool, needs, also, never;
  int extra = 0;
};

// clang-format off
constexpr Row kRows[] = {
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
    {"hubspot_status", "quota", "hubspot show how_many sync asks check all status unpaid", "invoice", 4},
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
    {"sync_history", "sync past|last count|all|run|asks", "hubspot show", "when how_many error"},
    {"sync_history", "run past|last|show|all", "hubspot sync asks count history import", "start error now hourly daily weekly"},
    {"sync_history", "sync period", "hubspot show asks run how_many past last all history", "start daily hourly weekly error"},
    {"sync_errors", "error", "hubspot sync show check asks contact deal record last run import resolve imported history when how_many missing company here period", "retry why undo cancel duplicate client invoice proposal payment", 0},
    {"sync_errors", "error sync|hubspot|import|record", "hubspot sync show check asks contact deal record last run import resolve imported history when how_many missing why here company period connection", "retry undo cancel duplicate", 1},
    {"sync_errors", "contact|deal|company|record error", "hubspot sync show asks last run how_many missing import imported here", "retry why duplicate skipped", 1},
    {"sync_errors", "why error|done sync|import", "hubspot last asks", "name email_address", 6},
    {"show_duplicates", "duplicate", "hubspot show check resolve contact client asks how_many find waiting import company record help review all between conditional open new next period", "schedule policy undo unattended ask_me ordinal"},
    {"show_duplicates", "duplicate show|check|resolve|how_many|asks|find|review|waiting|next", "hubspot contact client record import company help all open new between now time conditional", "policy undo unattended ask_me ordinal", 2},
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
    {"review_contacts", "hubspot contact show", "review asks", "name imported last duplicate email_address how_many new find", -2},
    {"imported_records", "imported", "hubspot show contact record last import client deal sync review asks how_many run new company all check", "name email_address undo why missing progress duplicate", 1},
    {"imported_records", "imported show|asks|last|review|how_many|record|new", "hubspot contact import client deal sync run company all check here period", "undo why missing progress skipped waiting", 3},
    {"imported_records", "import last", "hubspot show record asks when contact done how_many result summary run check client deal", "undo cancel error progress retry", 2},
    {"imported_records", "import show|asks record|summary|done", "hubspot contact how_many last new", "undo start waiting skipped no_email"},
    {"imported_records", "import asks create", "client contact deal how_many last record new show hubspot", "start undo"},
    {"imported_records", "last sync record|new|contact|deal|create", "hubspot show asks imported run how_many client", "when start history error duplicate quota", 1},
    {"why", "why name|email_address", "missing here hubspot contact client company deal skipped sync imported import asks find error show duplicate lost left_list filtered no_email", "invoice payment"},
    {"why", "why name|email_address missing|here|skipped|imported|sync|import", "hubspot contact client company deal asks error find show left_list filtered lost", "", 3},
    {"why", "missing name|email_address", "here hubspot contact client company deal asks find sync imported import why show open", "invoice payment delete uninvoiced start unpaid create", 5},
    {"why", "why missing contact|client|deal|company", "here hubspot asks sync imported import error", "", 2},
    {"why", "why missing|here this|about:contact|about:client|about:deal", "hubspot contact client deal asks it sync", "", 2},
    {"why", "list:why name|email_address", "also asks", "", -2},
    {"why", "after:why name|email_address", "also asks", "", 6},
    // Finding and knowing.
    {"find", "find name|email_address", "hubspot contact client company deal show asks here every client_record uninvoiced bill", "", 4},
    {"find", "show|asks|find|how_many contact|company proper|email_address", "name hubspot here client_record know all deal", "waiting duplicate undo imported why missing skipped no_email meeting client period", 2},
    {"find", "contact|company proper|email_address", "name hubspot show", "deal invoice why missing create delete send duplicate import payment proposal start undo imported list:duplicates client waiting meeting"},
    {"find", "client_record email_address", "show hubspot asks", "start import"},
    {"find", "email_address", "hubspot asks check show here contact find", "why missing create import send start delete resolve edit skip replace list:duplicates after:why meeting know", -2},
    {"find", "list:find also|find name|email_address", "asks show contact company client deal", "", 5},
    {"find", "client_record company name", "show find hubspot", "", 3},
    {"ask", "find contact|client|company|deal", "hubspot show asks here create", "name email_address ordinal money waiting duplicate new won lost uninvoiced bounds period imported skipped no_email stage follow_up over under pipeline"},
    {"show_client", "know name|email_address", "hubspot client contact company meeting client_record asks show every all period find", "deal invoice why missing imported error duplicate over under payment uninvoiced proposal", 5},
    {"show_client", "meeting proper|email_address", "name know hubspot client contact company asks show period summary", "other", 8},
    {"show_client", "client name", "show open asks client_record know hubspot all find", "deal invoice payment proposal create delete send other why missing start uninvoiced import imported bill undo over period", 2},
    {"show_client", "show proper|email_address", "name client contact hubspot client_record asks open all", "deal invoice why missing payment proposal company find contact import send uninvoiced over under stage place_word pipeline start delete", -2},
    {"show_client", "client_record proper", "name show client open asks hubspot know find", "deal invoice delete company contact why", 1},
    {"show_client", "about:client|about:contact know|show|client_record|summary this|it|client", "all asks client contact", "deal invoice payment duplicate import"},
    {"show_client", "about:client|about:contact know", "this it asks client all contact", "name deal invoice"},
    {"show_client", "after:show_client also name", "asks know", "", 2},
    {"show_client", "open proper", "name client client_record", "start invoice deal place_word contact proposal payment", 1},
    {"pipeline", "pipeline", "show summary hubspot deal money how_many worth asks stage client all over status check know sync count period open_state", "open follow_up uninvoiced won lost", 1},
    {"pipeline", "pipeline summary|money|how_many|worth|status", "show hubspot deal asks stage all know", "follow_up uninvoiced", 4},
    {"pipeline", "pipeline name", "summary show know all hubspot", "open deal", 8},
    {"pipeline", "deal summary|money", "show hubspot asks stage all how_many worth know open_state", "over under follow_up uninvoiced name won lost amount closing", 2},
    {"pipeline", "money how_many stage|qualified|won|lost|deal", "hubspot deal asks stage pipeline summary open_state", "client name over under period invoice", 5},
    {"pipeline", "how_many qualified|stage", "deal asks hubspot money stage pipeline summary", "name over under client", 4},
    {"pipeline", "deal stage how_many|summary", "asks money show hubspot", "over under", 2},
    {"pipeline", "summary stage", "deal show asks hubspot money how_many", "", 1},
    {"pipeline", "qualified money|worth|summary", "deal asks hubspot stage show", "over under name amount", 4},
    {"deals", "deal", "contact company no_email hubspot show asks all open_state won lost client closing period over under worth follow_up stage qualified name pipeline uninvoiced amount find email_address money every", "create send delete undo policy import sync why cancel retry duplicate disconnect connect other bill draft"},
    {"deals", "deal show|asks|find|how_many|worth", "hubspot all open_state won lost client closing period over under follow_up stage qualified name pipeline uninvoiced amount money worth email_address invoiced every", "create send delete undo policy import why cancel duplicate disconnect connect bill draft", 2},
    {"deals", "deal closing|follow_up|over|under|won|lost|uninvoiced|stage|qualified", "hubspot show asks all open_state client period worth name find how_many pipeline amount invoiced paid", "send delete undo policy why duplicate draft summary", 2},
    {"deals", "pipeline follow_up|uninvoiced|won|lost|closing", "deal show asks period hubspot over under", "", 5},
    {"deals", "pipeline deal asks|show", "hubspot open_state all", "summary money how_many status open", -2},
    {"deals", "follow_up", "asks show deal client hubspot period", "send invoice create payment proposal", 0},
    {"deals", "won|lost uninvoiced|show|asks|period|over|under", "hubspot deal all invoiced closing", "why create bill draft offtopic pipeline money name import sync client contact", 0},
    {"deals", "uninvoiced", "show asks deal won hubspot find how_many client all period invoiced", "create draft accepted proposal contact retry start name", 2},
    {"deals", "closing period", "show asks deal hubspot how_many worth", "invoice proposal send", 2},
    {"deals", "list:deals won|lost|open_state|over|under|uninvoiced|closing|period|stage|qualified|follow_up", "also asks show make_it deal worth amount these client name all", "create draft bill send", 3},
    {"deals", "list:deals also|asks name", "asks show deal client", "draft bill create send know", 4},
    {"deals", "list:pipeline also|asks|show won|lost|over|under|uninvoiced|closing|qualified", "deal", "draft bill create send", 4},
    {"invoices", "invoice", "show asks overdue unpaid paid draft void sent open_state client name last how_many count all find money period check every", "create send delete refund undo deal won record_it uninvoiced howto import proposal accepted"},
    {"invoices", "invoice show|asks|find|how_many|last|overdue|unpaid|paid|draft|void|check", "open_state sent client name count all money period", "send delete refund undo deal won record_it uninvoiced import proposal accepted", 3},
    {"invoices", "unpaid|overdue name|client|how_many|asks|show", "invoice money all every period", "deal proposal send record_it contact sync", 1},
    {"invoices", "unpaid|overdue", "invoice show asks how_many money client period", "deal proposal send record_it contact sync name payment", 0},
    {"invoices", "list:invoices overdue|unpaid|paid|draft|void|open_state|count", "also asks show make_it client all last", "send record_it create", 3},
    {"invoices", "list:invoices also|asks name", "asks show client", "send create bill record_it know", 4},
    {"invoices", "draft show|asks|how_many", "invoice all open_state", "create deal uninvoiced proposal name bill start these", 0},
    {"payments", "payment", "show asks received client name last all how_many period find hubspot check money paid history", "record_it send refund create other delete", 1},
    {"payments", "payment show|asks|received|last|how_many|find|history", "client name all period money paid check", "send refund", 4},
    {"payments", "received money|asks|how_many|show", "client name period invoice paid payment", "record_it send proposal", 3},
    {"payments", "paid asks|show|how_many name|client|money|last|period", "payment all received when", "invoice record_it send", 1},
    {"payments", "list:payments also|asks name", "client", "record_it send"},
    {"payments", "name paid", "asks payment received client how_many money when", "record_it send invoice draft", 0},
    {"proposals", "proposal", "show asks awaiting accepted declined sent expired draft open_state client name all how_many uninvoiced invoiced last find waiting period check invoice money", "create send delete deal stage bill", 1},
    {"proposals", "proposal show|asks|awaiting|accepted|declined|expired|draft|uninvoiced|how_many", "client name all open_state invoiced last find waiting sent period check invoice money", "delete deal stage", 4},
    {"proposals", "accepted uninvoiced|invoiced", "show asks client all", "deal", 2},
    {"proposals", "list:proposals accepted|declined|expired|draft|awaiting|sent|uninvoiced|open_state", "also asks show invoiced", "create", 3},
    {"proposals", "list:proposals also|asks name", "client", "create send bill", 4},
    {"schedule", "schedule sync|hubspot", "show asks when how_many run next status import", "off start", 5},
    {"schedule", "schedule", "show asks sync when run import", "off hourly daily weekly invoice proposal meeting duplicate replace skip", 2},
    {"schedule", "policy", "show asks duplicate status contact", "replace skip ask_me", 5},
    {"schedule", "asks|show|howto duplicate unattended", "import contact resolve", "replace skip ask_me", 4},
    {"schedule", "sync asks hourly|daily|weekly", "hubspot schedule run", "make_it", 3},
    {"schedule", "rule sync|duplicate", "show asks hubspot contact", "open", 4},
    {"schedule", "asks schedule", "sync when", "", 0},
    // Going there.
    {"open", "open place", "place_word show settings rule", "name why create error connect"},
    {"open", "open place place_word|open", "show settings", "name why error", 2},
    {"open", "show place_word place", "settings rule", "name summary why how_many waiting error", 2},
    {"open", "home show|open|asks|place_word", "place", "name", 3},
    {"open", "settings show|open|place_word", "place hubspot rule", "name sync duplicate schedule", 2},
    {"open", "email_place|hubspot_place", "connect disconnect show open place settings place_word", "name connection check status start", 3},
    {"help", "help", "show asks hubspot every", "howto duplicate contact sync import invoice deal client payment proposal connect undo resolve offtopic error", 2},
    {"help", "help asks", "show hubspot every", "duplicate contact import invoice deal client payment proposal connect undo resolve offtopic disconnect sync name", 2},
};

// Changes and what is not offered. A change is proposed only where nothing said stays unexplained.
constexpr Row kChanges[] = {
    {"connect_hubspot", "connect hubspot", "error edit create start every sync help howto contact client connection deal here import asks when", "invoice name disconnect cancel delete", 3},
    {"connect_hubspot", "edit|create|new|start hubspot token|connection", "connection asks when error open", "name disconnect contact deal client question status", 2},
    {"connect_hubspot", "connect connection", "hubspot start error asks when", "name disconnect", 2},
    {"connect_hubspot", "reconnect", "hubspot start connection it error asks when", "name", 6},
    {"sync_now", "sync start|now|all", "hubspot contact deal company import client record new latest run it check done asks when retry past", "past last history next status progress error how_many schedule hourly daily weekly cancel undo off duplicate unattended name to_hubspot make_it policy weekday time other_rhythm", 1},
    {"sync_now", "sync", "hubspot contact deal company now latest all start client asks when retry past", "past last history next status progress error how_many schedule hourly daily weekly cancel undo off duplicate name running done to_hubspot policy other_rhythm", 2},
    {"sync_now", "sync hubspot", "contact deal company now latest start all client record new asks when retry past", "past last history next status progress error how_many schedule hourly daily weekly cancel undo off duplicate name running to_hubspot policy connection other_rhythm", 2},
    {"sync_now", "check|find|show hubspot latest|new", "start contact deal company client record asks changed", "name email_address connect duplicate waiting review question import", -8},
    {"sync_now", "from_hubspot edit|start|sync|pull_latest|fetch", "hubspot record all new latest contact deal client company now asks when", "name connect import duplicate schedule off disconnect", 6},
    {"sync_now", "start after:hubspot_status|after:sync_history|after:sync_progress|after:schedule", "run now it this asks when retry", "name invoice deal cancel undo import duplicate schedule hourly daily weekly", 8},
    {"set_match_policy", "unattended bare|ask_me replace|skip", "negated asks when", "name invoice deal sync schedule send", 0},
    {"sync_now", "pull_latest", "hubspot start sync all now contact deal company record new latest every fetch import imported edit asks when changed", "name cancel undo duplicate schedule invoice disconnect connect waiting", 2},
    {"sync_now", "hubspot latest|new start", "contact deal sync asks when retry past", "name connect create review other_rhythm"},
    {"cancel_sync", "cancel sync", "error this hubspot now running it progress run import all start asks when", "schedule hourly daily weekly off undo contact client name unattended", 4},
    {"cancel_sync", "cancel import", "now running it progress run sync contact start this asks when", "schedule undo name", 4},
    {"cancel_sync", "cancel run|running", "now it hubspot sync import this start asks when", "schedule name", 4},
    {"cancel_sync", "cancel after:sync_now|after:sync_progress|after:import_contacts", "it this now sync import asks when", "name schedule invoice deal proposal", 10},
    {"resolve_duplicates", "duplicate replace|skip|create_new", "name email_address all contact client these this start record hubspot resolve ordinal now company create import asks when", "schedule invoice undo unattended", 5},
    {"resolve_duplicates", "list:duplicates replace|skip|create_new", "all these this it duplicate contact client ordinal hubspot name start record email_address now resolve create also company import new every last asks when", "schedule invoice deal undo unattended", 8},
    {"resolve_duplicates", "about:duplicate replace|skip|create_new", "this it duplicate contact asks when", "undo unattended", 6},
    {"resolve_duplicates", "replace|skip name|email_address", "contact client duplicate hubspot record asks when", "invoice deal proposal import sync unattended", 1},
    {"resolve_duplicates", "replace all hubspot", "record client duplicate asks", "unattended policy name invoice deal undo", 4},
    {"resolve_duplicates", "formatting all replace|skip|create_new", "duplicate contact these asks", "undo unattended policy", 6},
    {"resolve_duplicates", "duplicate resolve replace|skip|create_new", "all contact asks when", "policy unattended", 3},
    {"import_contacts", "import contact|all|new|hubspot|waiting", "start client record company here these now no_email deal every review asks when", "undo cancel last imported progress why error schedule name draft", 4},
    {"import_contacts", "create|import name from_hubspot|every", "contact client hubspot start here", "invoice deal draft bill undo question find", 2},
    {"import_contacts", "import start", "all now contact hubspot sync asks when", "undo cancel name last imported error schedule draft invoice client list:contacts result waiting summary", 2},
    {"import_contacts", "import name|email_address", "contact client start hubspot company now here every asks when", "undo cancel last progress why error schedule file other duplicate", 5},
    {"import_contacts", "import list:contacts", "these it all this start new contact now asks when", "undo cancel", 6},
    {"import_contacts", "import list:find|list:why", "these it this start contact now asks when", "undo cancel", 6},
    {"import_contacts", "import about:contact", "this it start contact now asks when", "undo cancel"},
    {"import_contacts", "create hubspot contact every", "start asks when", "", -3},
    {"undo_import", "undo import|imported", "error this last start hubspot contact record all it past sync asks when", "invoice name deal cancel", 6},
    {"undo_import", "undo after:imported_records|after:import_contacts|after:undo_import", "it this start all last import asks when", "name", 12},
    {"undo_import", "undo error import", "it this asks when", "name", 0},
    {"undo_import", "delete imported", "all asks when record it", "name client invoice contact deal", 4},
    {"undo_import", "undo last|past sync|run", "hubspot start import asks when", "name schedule", 4},
    {"retry_errors", "retry error|record|contact|deal|these", "sync hubspot all import these start last deal skipped imported asks when", "name", 4},
    {"retry_errors", "retry these", "hubspot edit error contact asks when change_field with_email", "name invoice deal", 0},
    {"retry_errors", "retry list:problems", "these it all start error record asks when", "name", 9},
    {"retry_errors", "error retry|run retry", "sync hubspot all these record contact deal import asks when", "check why name duplicate period last", 2},
    {"create_invoice_drafts", "create|bill|draft invoice|draft name|uninvoiced|won|deal|all|client", "start deal all won these client uninvoiced new last hubspot every company contact asks when", "send delete payment proposal undo import sync record_it find", 4},
    {"create_invoice_drafts", "bill name|uninvoiced|won|deal|all|client|email_address", "start deal all won these client create draft invoice hubspot uninvoiced new now company contact invoiced asks when", "send delete payment proposal record_it find undo import", 4},
    {"create_invoice_drafts", "create|draft|bill list:deals", "invoice draft these it this deal all start won uninvoiced bill now client every asks when", "send delete payment proposal undo record_it sync import", 6},
    {"create_invoice_drafts", "create|draft|bill about:deal|about:client", "invoice draft this it deal start client bill now asks when", "send delete payment proposal undo record_it sync name", 4},
    {"create_invoice_drafts", "create|draft|bill list:find|list:clients|list:pipeline", "invoice draft these it this deal all start client bill now uninvoiced won asks when", "send delete payment proposal undo record_it sync import name", 6},
    {"create_invoice_drafts", "draft uninvoiced", "start invoice deal create all won asks when", "", 4},
    {"set_schedule", "sync hourly|daily|weekly", "hubspot schedule make_it time weekday edit start run now contact clock period every all unattended asks when", "invoice cancel progress error history other_rhythm", 8},
    {"set_schedule", "schedule|import hourly|daily|weekly", "hubspot sync make_it time weekday edit start run clock contact asks when", "invoice proposal duplicate meeting other_rhythm", 6},
    {"set_schedule", "hourly|daily|weekly after:set_schedule|after:schedule", "make_it also time weekday edit clock sync start now asks when", "other_rhythm", 14},
    {"set_schedule", "time|weekday after:set_schedule|after:schedule", "make_it also clock edit sync period asks when", "other_rhythm", 12},
    {"set_schedule", "hourly|daily|weekly start|run|make_it|edit", "time weekday clock it sync now asks when hubspot period", "name invoice proposal other_rhythm deal payment refund send other meeting offtopic"},
    {"set_schedule", "sync weekday|time", "hubspot schedule make_it clock edit start run period every asks when", "last now history other_rhythm", 5},
    {"set_schedule", "off schedule|sync", "error missing negated hubspot cancel unattended start edit asks when", "invoice other_rhythm", 8},
    {"set_schedule", "cancel schedule", "sync hubspot unattended off run asks when", "invoice meeting other_rhythm", 10},
    {"set_schedule", "off after:schedule|after:set_schedule", "it this make_it asks when", "other_rhythm", 12},
    {"set_schedule", "cancel sync unattended", "schedule hubspot asks when", "other_rhythm", 8},
    {"set_match_policy", "policy replace|skip|ask_me", "unattended duplicate hubspot start edit make_it contact rule resolve all create asks when", "", 8},
    {"set_match_policy", "unattended replace|skip|ask_me duplicate|hubspot|contact|client|resolve|record|list:duplicates|policy", "cancel client duplicate policy hubspot contact start resolve edit all these record make_it schedule new sync waiting error company asks when", "name", 8},
    {"set_match_policy", "duplicate|replace ask_me", "replace skip start contact edit unattended resolve hubspot when asks", "", 8},
    {"set_match_policy", "replace|skip|ask_me after:set_match_policy", "make_it also unattended these duplicate it asks when", "", 14},
    {"set_match_policy", "rule duplicate replace|skip|ask_me", "edit contact unattended policy asks when", "", 6},
    {"disconnect_hubspot", "disconnect hubspot|connection", "start delete every connection cancel off all sync place asks when", "name", 8},
    {"disconnect_hubspot", "disconnect hubspot it", "start asks when negated connection", "name", 8},
    {"disconnect_hubspot", "disconnect it|this", "asks when", "name sync contact"},
    {"disconnect_hubspot", "delete|cancel|undo connection hubspot", "start asks when", "name"},
    {"create_client", "create|new client name|email_address", "new with_email start record company contact asks when", "invoice draft bill deal proposal send payment sync import", 5},
    {"create_client", "create|new company|contact name", "client with_email start asks when", "hubspot invoice draft bill deal proposal send payment import list:duplicates waiting", -1},
    {"ask", "create client", "new start hubspot record asks when", "name email_address invoice draft bill deal import sync undo list:duplicates", -1},
    // What the chat does not do.
    {"cannot:sends", "send", "invoice proposal client name payment deal overdue unpaid draft all these it this last ordinal email_address start contact open_state uninvoiced every asks hubspot accepted record", "received help with_email", 3},
    {"cannot:sends", "send invoice|proposal|payment|draft|overdue|unpaid|these|it", "client name deal all last email_address start these this contact ordinal open_state accepted", "", 6},
    {"cannot:payments", "record_it payment|paid|received", "invoice client name money amount all these it this last overdue create start unpaid deal", "asks", 6},
    {"cannot:payments", "refund", "invoice client name money payment amount it this all start unpaid received paid overdue", "asks show draft send", 2},
    {"cannot:payments", "refund payment|invoice|client|name|paid|overdue", "money amount it this all start unpaid", "draft bill create asks send", 6},
    {"cannot:payments", "create payment", "client name invoice amount money start", "asks show", 8},
    {"cannot:payments", "invoice paid record_it|edit", "name client all these it this amount", "asks show", 4},
    {"cannot:edits_hubspot", "edit|create|delete|send|make_it in_hubspot|to_hubspot", "contact deal company client name stage email_address invoice amount payment change_field record this it all won lost start every to_hubspot new paid closing", "connect disconnect import schedule asks show policy list:duplicates duplicate draft find from_hubspot", 16},
    {"cannot:edits_hubspot", "edit|create|delete hubspot", "contact deal company client name stage email_address invoice payment change_field record this it all won lost every new", "connect disconnect connection import sync start schedule asks show policy duplicate draft find from_hubspot check", -6},
    {"cannot:edits_hubspot", "edit|make_it|create deal stage|won|lost|change_field|closing|amount", "hubspot name client this it start", "invoice draft bill uninvoiced asks show over under find period", 6},
    {"cannot:edits_hubspot", "edit|make_it name|this|it won|lost|stage|qualified", "hubspot deal start client", "invoice asks show draft uninvoiced", 3},
    {"cannot:edits_hubspot", "to_hubspot", "invoice payment contact deal client all sync edit send start record change_field", "", 26},
    {"cannot:edits_hubspot", "create deal", "name client hubspot start new amount contact", "invoice draft bill uninvoiced asks show all these won", 3},
    {"cannot:edits_hubspot", "edit contact|company change_field", "name hubspot email_address", "asks show every", 3},
    {"cannot:deletes", "delete", "client contact invoice deal proposal payment name this it all these draft record company last overdue start email_address duplicate every error", "disconnect hubspot undo asks sync import connection gone imported", 5},
    {"cannot:deletes", "delete client|contact|invoice|deal|proposal|payment|record|draft|company|duplicate|these", "name this it all last start every hubspot", "disconnect undo asks gone import imported", 7},
    {"cannot:other", "other", "client contact invoice deal proposal name this it all these last accepted create make_it edit start draft settings place_word", "asks show hubspot sync import", 2},
    {"cannot:other", "other client|contact|invoice|deal|proposal|payment|create|edit", "name this it all last accepted start amount these make_it new", "asks show bill hubspot", 6},
    {"cannot:other", "edit change_field client|name|contact|invoice", "this it email_address", "hubspot asks show uninvoiced draft", 3},
    {"cannot:other", "create proposal", "name client deal start new draft this", "asks show", 8},
    {"cannot:other", "edit|record_it client|invoice|proposal", "name this it email_address", "hubspot asks show create uninvoiced paid payment draft bill duplicate import sync", -2},
};

// When nothing fits better: what is spoken of, whatever is said about it.
constexpr Row kLast[] = {
    {"open", "client show|find|bare|all|how_many", "place asks place_word", "name deal invoice proposal payment create send delete edit other import overdue unpaid duplicate why know meeting", -11},
    {"review_contacts", "contact show|bare|all|find", "hubspot asks", "name email_address create send delete edit other undo duplicate deal client know meeting", -12},
    {"sync_progress", "import status", "asks show", "connection", 4},
    {"payments", "money period", "asks show how_many received", "deal pipeline stage invoice won lost", -11},
    {"sync_errors", "resolve asks", "error", "duplicate invoice deal", -11},
    {"show_client", "sure_name asks|new|show|know", "name proper client contact all period open_state hubspot know with_email", "create send delete edit deal invoice payment proposal import sync refund record_it other bill draft negated missing", -12},
    {"pipeline", "money deal open_state", "worth asks all how_many summary pipeline show", "over under name client invoice", 3},
    {"deals", "deal closing period", "asks show all open_state over under worth hubspot client name", "", 8},
    {"proposals", "question proposal accepted|declined|sent|expired", "name client asks other", "", 8},
    {"cannot:sends", "follow_up payment|invoice|unpaid|overdue|paid", "name client", "asks show deal", 6},
    {"cannot:edits_hubspot", "other|edit deal", "name contact client this it change_field stage", "uninvoiced invoice draft asks show bill import", 2},
    {"ask", "bill this|it|these", "invoice deal", "about:deal about:client list:deals list:clients list:find list:pipeline name", 4},
    {"hubspot_status", "connection question|bare", "asks hubspot", "howto conditional disconnect invoice", -12},
    {"hubspot_status", "token hubspot|question", "asks show connection", "start create", -12},
    {"sync_progress", "question stuck", "asks it sync import", "", 0},
    {"sync_progress", "how_many left_over", "record contact deal", "invoice uninvoiced", 0},
    {"sync_history", "history sync|import|connection", "show all", "", 2},
    {"sync_errors", "why error", "asks it", "name", 0},
    {"imported_records", "import result|summary", "asks last show all", "", 6},
    {"imported_records", "import last bare", "", "", 4},
    {"show_duplicates", "duplicate possible", "contact", "", 0},
    {"find", "asks proper hubspot", "name client company contact", "invoice deal payment proposal import error", -17},
    {"schedule", "question hourly|daily|weekly", "sync asks it", "howto conditional", -8},
    {"sync_errors", "why after:sync_history|after:sync_progress|after:hubspot_status|after:sync_errors", "asks it this", "name", -8},
    {"imported_records", "after:sync_progress|after:imported_records|after:sync_history how_many|new|replace|skipped", "asks contact client deal", "start", -8},
    {"ask", "list:duplicates with_email|change_field", "this ordinal", "replace skip", -6},
    {"hubspot_status", "hubspot bare", "", "deal contact company connect disconnect sync import duplicate history pull_latest", 0},
    {"undo_import", "undo bare", "it this last", "name invoice deal", 0},
    {"disconnect_hubspot", "disconnect", "it this bare start asks when hubspot", "name sync client contact import", -2},
    {"connect_hubspot", "connect", "it this bare start asks when hubspot", "name sync client contact import deal", -2},
    {"hubspot_status", "hubspot", "asks show check", "name contact company deal invoice proposal import duplicate email_address to_hubspot in_hubspot edit create", -2},
    {"hubspot_status", "question hubspot connect|disconnect|reconnect|connection", "asks done", "howto conditional", -14},
    {"hubspot_status", "question sync", "asks done hubspot", "howto conditional when error history progress cancel schedule", -12},
    {"sync_history", "question cancel|retry|undo sync|import|retry|error", "asks done last imported hubspot", "howto conditional", -6},
    {"sync_history", "history period|past|count", "sync when run asks last hubspot all import", "", 6},
    {"schedule", "question unattended duplicate|replace|skip", "asks ask_me contact", "howto", 4},
    {"review_contacts", "conditional import|imported", "all contact asks hubspot", "undo duplicate", -8},
    {"invoices", "draft bare", "", "", 0},
    {"invoices", "void invoice bare", "", "", 12},
    {"payments", "question name refund|received|paid", "asks payment invoice", "howto send", 8},
    {"open", "place_word place bare", "", "", 0},
    {"ask", "sync|schedule other_rhythm", "hubspot all weekday ordinal run asks it", "", 6},
    {"proposals", "draft proposal bare", "", "", 10},
    {"proposals", "declined|accepted|expired asks|show", "client", "deal invoice import contact sync undo", -11},
    {"open", "settings bare", "place hubspot", "", -11},
    {"open", "settings place", "show hubspot", "", -11},
    {"cancel_sync", "cancel bare", "it now", "", -11},
    {"retry_errors", "retry bare", "it now error", "list:duplicates", -11},
    {"connect_hubspot", "connect bare", "hubspot reconnect", "", -11},
    {"ask", "replace|skip bare", "it all", "list:duplicates about:duplicate", -11},
    {"show_duplicates", "duplicate", "", "unattended schedule send deal invoice", -1},
    {"sync_errors", "error", "", "undo cancel deal invoice proposal", -1},
    {"sync_history", "history", "", "start when deal invoice", -1},
    {"sync_progress", "progress sync|import", "", "start", -11},
    {"hubspot_status", "hubspot connection|status", "", "start", -11},
    {"hubspot_status", "sync last|status", "", "start", -11},
    {"review_contacts", "waiting contact|hubspot|import", "", "start deal invoice proposal", -11},
    {"imported_records", "imported asks|show|last", "", "undo why", -11},
    {"schedule", "schedule sync|asks|hubspot", "", "start make_it", -11},
    {"deals", "deal", "", "create send delete bill draft edit", -1},
    {"deals", "uninvoiced asks|show|question", "deal", "proposal", -11},
    {"pipeline", "qualified asks|summary|how_many|money", "proposal sent stage deal contact", "uninvoiced accepted client", 2},
    {"invoices", "invoice", "", "create send delete bill edit proposal", -1},
    {"payments", "payment", "", "create send record_it refund edit", -1},
    {"proposals", "proposal", "", "create send edit other", -1},
    {"pipeline", "pipeline", "", "open", -1},
    {"pipeline", "qualified", "stage contact deal show", "start edit", -2},
};

// clang-format on

// Words with one of these meanings have to be explained.
const std::set<std::string, std::less<>>& topics() {
  static const std::set<std::string, std::less<>> kTopics{
      "contact",  "company",   "deal",      "pipeline",   "client",   "invoice",  "uninvoiced", "payment",
      "proposal", "duplicate", "error",     "import",     "imported", "schedule", "policy",     "undo",
      "retry",    "cancel",    "connect",   "disconnect", "delete",   "send",     "meeting",    "why",
      "offtopic", "quota",     "follow_up", "history",    "review",   "sync",     "overdue",    "unpaid",
      "won",      "lost",      "accepted",  "hourly",     "daily",    "weekly",   "replace",    "skip",
      "refund",   "other",     "draft",     "paid"};
  return kTopics;
}

std::vector<std::vector<std::string>> groups_of(std::string_view needs) {
  std::vector<std::vector<std::string>> out;
  for (const std::string& group : split(needs, ' ')) out.push_back(split(group, '|'));
  return out;
}

}  // namespace

bool Intent::takes(std::string_view name) const {
  if (also.contains(name)) return true;
  return std::any_of(needs.begin(), needs.end(), [&](const auto& group) {
    return std::find(group.begin(), group.end(), name) != group.end();
  });
}

const std::vector<Intent>& intents() {
  static const std::vector<Intent> kIntents = [] {
    std::vector<Intent> out;
    const auto add = [&](const Row& row, bool strict) {
      Intent intent{std::string(row.tool), groups_of(row.needs), {}, {}, row.extra, strict};
      for (std::string& name : split(row.also, ' ')) intent.also.insert(std::move(name));
      for (std::string& name : split(row.never, ' ')) intent.never.insert(std::move(name));
      out.push_back(std::move(intent));
    };
    for (const Row& row : kRows) add(row, false);
    for (const Row& row : kLast) add(row, false);
    for (const Row& row : kChanges) add(row, changes(row.tool));
    return out;
  }();
  return kIntents;
}

int fit(const Intent& intent, const Reading& r, int strangers, int& loose) {
  loose = 0;
  int score = intent.extra;
  for (const std::string& name : intent.never) {
    if (!r.has(name)) continue;
    if (intent.strict) return 0;
    score -= 5;
  }
  for (const auto& group : intent.needs) {
    if (std::none_of(group.begin(), group.end(), [&](const std::string& name) { return r.has(name); }))
      return 0;
    score += 10;
  }
  for (const std::string& name : intent.also)
    if (r.has(name)) score += 1;
  for (std::size_t i = 0; i < r.words.size(); ++i) {
    bool topic = false, explained = false;
    for (const Meaning& m : r.means) {
      if (i < m.first || i >= m.last) continue;
      topic = topic || topics().contains(m.concept_name);
      explained = explained || intent.takes(m.concept_name);
    }
    if (topic && !explained) ++loose;
  }
  if (strangers > 0 && !intent.takes("name")) loose += strangers;
  return score - 5 * loose;
}

}  // namespace every::chat
