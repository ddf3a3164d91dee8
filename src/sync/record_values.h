// HubSpot's values as the values of our records: the field mapping applied to one mirror record. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/deal.h"
#include "domain/party.h"
#include "store/mirror.h"
#include "sync/values.h"

namespace every::sync {

// Something about one record that its owner should know; the record comes in nevertheless.
struct Remark {
  Code code = Code::internal;
  std::string detail, fix;
  bool operator==(const Remark&) const = default;
};

// The account that the records belong to.
struct Portal {
  std::string id, ui_domain, currency, time_zone;
};

// The record's page in HubSpot: as HubSpot sent it, else built.
std::string record_url(const Portal& portal, const store::MirrorRecord& record);
domain::HubSpotLink link_of(const Portal& portal, const store::MirrorRecord& record);

// All normalised e-mail addresses of a contact: the primary first, then the further ones, each once.
std::vector<std::string> normal_emails(const Values& values);

// A contact as HubSpot has it; no id, no memberships. Too long values are shortened and remarked.
domain::Contact contact_of(const Portal& portal, const store::MirrorRecord& record,
                           std::vector<Remark>& remarks);
// The client that a company is.
domain::Client company_of(const Portal& portal, const store::MirrorRecord& record,
                          const std::string& owner_name, std::vector<Remark>& remarks);
// The client that a contact without a company is.
domain::Client person_of(const domain::Contact& contact);
// A deal without client and contacts. Won and lost by the deal's own flags, else by its stage.
domain::Deal deal_of(const Portal& portal, const store::MirrorRecord& record,
                     const std::vector<domain::Pipeline>& pipelines, const std::string& owner_name,
                     std::vector<Remark>& remarks);

// One field that changed, for the journal.
struct FieldChange {
  std::string field, label, from, to;
  bool operator==(const FieldChange&) const = default;
};
// Take HubSpot's values for the mapped fields and the link; everything else stays. What changed comes back;
// the link alone is a change without a field ("hubspot").
std::vector<FieldChange> take(domain::Contact& here, const domain::Contact& hubspot);
std::vector<FieldChange> take(domain::Client& here, const domain::Client& hubspot);
std::vector<FieldChange> take(domain::Deal& here, const domain::Deal& hubspot);

}  // namespace every::sync
