// HubSpot's JSON as the sync's types. An answer that is not what was promised is an error
// (hubspot_bad_answer), never an empty page: "no results" has to be said by HubSpot. Fields that we do not
// know are skipped.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hubspot/errors.h"
#include "sync/source.h"

namespace every::hubspot {

inline constexpr std::size_t kBodyBytesMax = 64 * 1024 * 1024;

// List, search and batch read alike.
struct RecordsPage {
  std::vector<sync::Record> records;
  std::string next;                  // paging.next.after; empty: none
  std::int64_t total = 0;            // search only
  std::vector<std::string> missing;  // batch read: the ids in OBJECT_NOT_FOUND errors
  std::string failure;               // batch read: what HubSpot said in the first other error
};
Result<RecordsPage> parse_records(std::string_view body);

struct Link {
  std::string to_id;
  bool primary = false;
  std::vector<std::string> labels;
};
struct LinksPage {
  struct From {
    std::string id;
    std::vector<Link> links;  // each target once
    std::string next;         // this result has more; empty: complete
  };
  std::vector<From> results;
  std::vector<std::string> failed;  // ids with another error than "there are none"
  std::string failure;              // and what HubSpot said about the first of them
};
// `primary_type` is the HUBSPOT_DEFINED type id that marks the primary link in this direction, 0 for none.
Result<LinksPage> parse_links(std::string_view body, std::int64_t primary_type);
std::int64_t primary_type(sync::ObjectType from, sync::ObjectType to);

Result<sync::Account> parse_account(std::string_view body);
Result<std::vector<sync::PropertyDefinition>> parse_properties(std::string_view body);
Result<std::vector<domain::Pipeline>> parse_pipelines(std::string_view body);
struct ListsPage {
  std::vector<sync::RecordList> lists;
  std::string next;
};
Result<ListsPage> parse_lists(std::string_view body);
struct MembersPage {
  std::vector<std::string> ids;
  std::string next;
};
Result<MembersPage> parse_members(std::string_view body);
struct TaxRate {
  std::string id, label;
  Decimal percent;
  bool active = true;
};
Result<std::vector<TaxRate>> parse_tax_rates(std::string_view body);
struct OwnersPage {
  std::vector<sync::Owner> owners;
  std::string next;
};
Result<OwnersPage> parse_owners(std::string_view body);

// What the token endpoint answers.
struct Grant {
  std::string access_token, refresh_token;
  std::int64_t expires_in_s = 0;
  std::string portal_id;            // hub_id; empty: not said
  std::vector<std::string> scopes;  // empty: not said
};
Result<Grant> parse_grant(std::string_view body);

struct TokenInfo {
  bool active = false;  // an unknown or dead token is answered with 200 and false
  std::string portal_id, user;
  std::vector<std::string> scopes;
};
Result<TokenInfo> parse_token_info(std::string_view body);

// Never fails: what cannot be read stays empty. Texts are as HubSpot sent them (not scrubbed yet).
Failure parse_failure(std::string_view body);

// Decimal digits. Anything else is no id of a record and would only make HubSpot refuse a batch.
bool is_record_id(std::string_view text);
// "2026-03-09T20:23:36.861Z", or milliseconds since 1970 as older data has them.
std::optional<Instant> parse_time(std::string_view text);

}  // namespace every::hubspot
