// The grammar of what the chat does not do. intents_table.h says how a row is read. Private to
// intents.cpp.
#pragma once

#include "chat/intents_table.h"

namespace every::chat {

// clang-format off
inline constexpr Row kCannot[] = {
    {"cannot:sends", "send", "invoice proposal client name payment deal overdue unpaid draft all these it this last ordinal email_address start contact open_state uninvoiced every asks hubspot accepted record", "received help with_email", 3},
    {"cannot:sends", "send invoice|proposal|payment|draft|overdue|unpaid|these|it", "client name deal all last email_address start these this contact ordinal open_state accepted", "", 6},
    {"cannot:payments", "record_it payment|paid|received", "invoice client name money amount all these it this last overdue create start unpaid deal done", "asks", 13},
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
    {"cannot:other", "appointment", "name meeting other create schedule period time start client contact", "", 22},
    {"cannot:other", "create contact name", "client company new start with_email email_address proper sure_name this it", "hubspot from_hubspot every import asks show draft invoice bill duplicate list:duplicates list:contacts all question deal", 4},
    {"cannot:other", "create proposal", "name client deal start new draft this meeting money amount count send", "asks show", 12},
    {"cannot:other", "edit|record_it client|invoice|proposal", "name this it email_address", "hubspot asks show create uninvoiced paid payment draft bill duplicate import sync", -2},
};
// clang-format on

}  // namespace every::chat
