#include "sync/why.h"

#include "base/sentence.h"
#include "base/text.h"
#include "domain/matching.h"
#include "store/review.h"
#include "sync/engine.h"
#include "sync/why_detail.h"

namespace every::sync {
namespace {

constexpr std::size_t kAnswersMax = 20;
constexpr std::size_t kInputMax = 2'000;

struct Asked {
  std::string id;
  std::optional<std::string> email;  // normalised
  std::vector<ObjectType> types;     // that the id may be of
};

// "…/record/0-1/512" names its type; a bare number may be any.
Asked read_question(const std::string& text) {
  Asked out{text, std::nullopt, {std::begin(kObjectTypes), std::end(kObjectTypes)}};
  const auto at = text.find("/record/");
  if (at == std::string::npos) {
    out.email = domain::normal_email(text);
    return out;
  }
  const auto parts = split(text.substr(at + 8), '/');
  if (parts.size() < 2) return out;
  out.id = parts[1].substr(0, parts[1].find_first_of("?#"));
  if (parts[0] == "0-1") out.types = {ObjectType::contact};
  if (parts[0] == "0-2") out.types = {ObjectType::company};
  if (parts[0] == "0-3") out.types = {ObjectType::deal};
  if (parts[0] == "0-8") out.types = {ObjectType::line_item};
  return out;
}

bool is_record_id(std::string_view text) {
  return !text.empty() && text.size() <= 20 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// HubSpot has the record and the mirror does not: because it is new, because a load is not through, or
// because it was lost.
Why not_read(store::Tx& tx, const store::Tenant& tenant, RecordTrail& records, const HubSpotSays& says,
             Trail trail) {
  trail.why.hubspot_id = says.id;
  trail.why.object_type = name(says.type);
  trail.why.url = says.record.url;
  trail.good("Exists in HubSpot (asked just now)");
  const auto& run = records.running();
  if (run && (run->kind == "first_load" || run->kind == "sweep"))
    return trail.end(
        "not_read",
        run->percent >= 0
            ? sentence("HubSpot is being read just now ({} %); it was not reached yet.", run->percent)
            : ours("HubSpot is being read just now; it was not reached yet."));
  if (!mirror_complete(tx, tenant))
    return trail.end("not_read", "HubSpot was not read to its end yet. Sync now.");
  const auto mark = store::Runs(tx, tenant).watermark(std::string(name(says.type)));
  if (!mark) return trail.end("not_read", "This kind of record was never read. Sync now.");
  const Instant changed = std::max(says.record.updated_at, says.record.created_at);
  if (changed >= *mark)
    return trail.end("not_read",
                     sentence("It changed in HubSpot on {}, after the last sync; the next one brings it.",
                              Fact::moment(changed, "UTC", to_rfc3339(changed))));
  return trail.end("not_read", "It is older than the last sync and should be here. Check parity and heal.");
}

Why by_hubspot(store::Tx& tx, const store::Tenant& tenant, RecordTrail& records, const HubSpotSays& says) {
  using Answer = HubSpotSays::Answer;
  Trail trail;
  switch (says.answer) {
    case Answer::merged:
      if (auto survivor = records.by_id(says.type, says.id)) {
        survivor->trail.insert(survivor->trail.begin() + 1,
                               {true, sentence("Merged in HubSpot into {}", says.id)});
        return *std::move(survivor);
      }
      trail.good(sentence("Merged in HubSpot into {}", says.id));
      return not_read(tx, tenant, records, says, std::move(trail));
    case Answer::live:
      return not_read(tx, tenant, records, says, std::move(trail));
    case Answer::archived:
      trail.why.object_type = name(says.type);
      trail.why.hubspot_id = says.id;
      trail.why.since = says.record.archived_at;
      return trail.end("gone", says.record.archived_at
                                   ? sentence("Deleted in HubSpot on {}, before it was ever read.",
                                              day_of(*says.record.archived_at))
                                   : ours("Deleted in HubSpot, before it was ever read."));
    case Answer::off:
      trail.why.object_type = name(says.type);
      return trail.end("scope_missing", says.detail);
    case Answer::unreachable:
      trail.bad("Our copy of HubSpot has no such record");
      return trail.end("unreachable", sentence("HubSpot could not be asked: {}", ours(says.detail)));
    case Answer::absent:
      break;
  }
  return trail.end("not_in_hubspot", "HubSpot has no such record (asked just now).");
}

Why nothing_known(RecordTrail& records) {
  Trail trail;
  const store::Connection& c = records.connection();
  if (c.state != store::ConnectionState::not_connected)
    return trail.end("unknown", "Our copy of HubSpot has no such record.");
  trail.why.since = c.disconnected_at;
  if (c.disconnected_at)
    return trail.end("disconnected", sentence("HubSpot was disconnected on {}.", day_of(*c.disconnected_at)));
  return trail.end("not_connected", "HubSpot is not connected.");
}

}  // namespace

Result<std::vector<Why>> why(store::Tx& tx, const store::Tenant& tenant, const std::string& id_or_email,
                             const HubSpotSays* says) {
  const std::string text = trim(id_or_email);
  if (text.empty() || text.size() > kInputMax) {
    Error error(Code::validation, "Say which record.",
                "Enter an email, a HubSpot id or a link to a HubSpot record.");
    error.fields.push_back({"?id", "required", "An email, a HubSpot id or a link."});
    return error;
  }
  RecordTrail records(tx, tenant);
  const Asked asked = read_question(text);
  std::vector<Why> out;
  if (asked.email) {
    for (const auto& id : store::Review(tx, tenant).with_email(*asked.email))
      if (auto answer = records.by_id(ObjectType::contact, id); answer && out.size() < kAnswersMax)
        out.push_back(*std::move(answer));
  } else {
    for (const ObjectType type : asked.types)
      if (auto answer = records.by_id(type, asked.id)) out.push_back(*std::move(answer));
  }
  if (out.empty())
    out.push_back(says != nullptr ? by_hubspot(tx, tenant, records, *says) : nothing_known(records));
  return out;
}

HubSpotSays ask_hubspot(Source& source, const std::string& id_or_email, std::stop_token stop) {
  const Asked asked = read_question(trim(id_or_email));
  HubSpotSays out;
  out.id = asked.id;
  const auto failed = [&](const Error& error) {
    out.answer =
        error.code == Code::scope_missing ? HubSpotSays::Answer::off : HubSpotSays::Answer::unreachable;
    out.detail = error.detail;
  };
  const auto found = [&](const Record& record) {
    out.record = record;
    out.answer =
        asked.email || record.id == asked.id ? HubSpotSays::Answer::live : HubSpotSays::Answer::merged;
    out.id = record.id;
  };
  if (asked.email) {
    const auto answer = source.with_email(*asked.email, stop);
    if (!answer.ok())
      failed(answer.error());
    else if (!answer->empty())
      found(answer->front());
    return out;
  }
  // What is no id cannot be there.
  for (const ObjectType type : is_record_id(asked.id) ? asked.types : std::vector<ObjectType>()) {
    const std::vector<std::string> properties{std::string(modified_property(type))};
    const auto answer = source.read(type, std::span(&asked.id, 1), properties, stop);
    out.type = type;
    if (!answer.ok()) {
      failed(answer.error());
      // Of several types, one that may not be read says nothing about the others.
      if (out.answer == HubSpotSays::Answer::off && asked.types.size() > 1) continue;
      return out;
    }
    if (answer->records.empty()) continue;
    found(answer->records.front());
    return out;
  }
  return out;
}

}  // namespace every::sync
