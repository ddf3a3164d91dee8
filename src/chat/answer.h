// What a question is answered with: a sentence and cards. Cards are references (ids, filters): the screen
// reads what they show from the same queries as every other screen, so they stay true.
//
// Blocks, by `type`:
//   status {} · schedule {} · problems {} · help {} · pipeline {pipeline?, stage?}
//   progress {runId} · runs {count} · why {id} or {email} · client {id}
//   matches {clusterId?, total}              one match at a time
//   records {of, ids, total, more}           of: clients, contacts, deals, invoices, payments, proposals,
//   review run {runId}                              the records that a run made link {label, to} a page here;
//   {label, url} one of HubSpot's choices {items: [{label, say}]}          what may be asked next proposal
//   {id}                            a change that waits for its button
#pragma once

#include <string>
#include <vector>

#include "app/context.h"
#include "base/json.h"
#include "chat/understand.h"
#include "chat/who.h"

namespace every::chat {

struct Answer {
  std::string text;
  json::array blocks;
  std::vector<Named> listed;  // what "the second one" is
};

json::object link_block(std::string_view label, std::string_view to);
json::object choices_block(std::initializer_list<std::string_view> sentences);
json::object records_block(std::string_view of, const std::vector<Named>& items, std::int64_t total,
                           std::string_view more);

// A tool that reads. Errors: forbidden.
Result<Answer> answer(const app::App& app, const app::Actor& actor, const Understood& understood);

// Private to chat/: by kind of record.
Result<Answer> answer_deals(const app::App& app, const app::Actor& actor, const json::object& args);
Result<Answer> answer_pipeline(const app::App& app, const app::Actor& actor, const json::object& args);
Result<Answer> answer_find(const app::App& app, const app::Actor& actor, const json::object& args);
Result<Answer> answer_client(const app::App& app, const app::Actor& actor, const json::object& args);
Result<Answer> answer_documents(const app::App& app, const app::Actor& actor, const std::string& tool,
                                const json::object& args);
std::string text_arg(const json::object& args, std::string_view name);
std::string spoken(std::int64_t n);                                                 // "1,454"
std::string count_of(std::int64_t n, std::string_view one, std::string_view many);  // "1 deal", "12 deals"

}  // namespace every::chat
