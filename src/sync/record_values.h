// HubSpot's values as the values of our records: the field mapping applied to one mirror record. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/deal.h"
#include "domain/mapping.h"
#include "domain/party.h"
#include "store/mirror.h"
#include "sync/project.h"
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

// How records are read: whose they are, by which mapping, and what the mapping's transforms need to know.
struct Reading {
  Reading() = default;
  Reading(Portal of) : portal(std::move(of)) {}  // by the standard mapping

  Portal portal;
  domain::Mapping mapping = domain::standard_mapping();
  std::string country;  // the workspace's, ISO 3166-1 alpha-2: of phone numbers without a prefix
  // Labels of options, by object, property and internal value; only of properties that are read by label.
  // Options that HubSpot deleted keep the label they had.
  std::map<domain::MappedObject, std::map<std::string, std::map<std::string, std::string>>> labels;
};
Reading load_reading(store::Tx& tx, const store::Tenant& tenant);  // by the workspace's mapping
Reading load_reading(store::Tx& tx, const store::Tenant& tenant, domain::Mapping mapping);

// Which of our fields a record fills. A property that the mirror does not know yet (it was mapped after the
// record was read) says nothing about its field: what is here stays until the next reading brings it.
struct Given {
  domain::FieldSet overwrite = domain::FieldSet().set();
  domain::FieldSet fill;  // only what is empty here
};
Given given_by(const Reading& reading, domain::MappedObject object, const Values& values);
// What the client of a person takes from its contact.
Given person_given(const Given& contact);

// The record's page in HubSpot: as HubSpot sent it, else built.
std::string record_url(const Portal& portal, const store::MirrorRecord& record);
domain::HubSpotLink link_of(const Portal& portal, const store::MirrorRecord& record);

// All normalised e-mail addresses of a contact: the primary first, then the further ones, each once.
std::vector<std::string> normal_emails(const Values& values);

// A contact as HubSpot has it; no id, no memberships. Too long values are shortened and remarked. `given`, in
// this and the others, is told which fields the record fills.
domain::Contact contact_of(const Reading& reading, const store::MirrorRecord& record,
                           std::vector<Remark>& remarks, Given* given = nullptr);
// The client that a company is.
domain::Client company_of(const Reading& reading, const store::MirrorRecord& record,
                          const std::string& owner_name, std::vector<Remark>& remarks,
                          Given* given = nullptr);
// The client that a contact without a company is.
domain::Client person_of(const domain::Contact& contact);
// A deal without client and contacts. Won and lost by the mapping of its stage, else by the deal's own flags,
// else by its stage's metadata.
domain::Deal deal_of(const Reading& reading, const store::MirrorRecord& record,
                     const std::vector<domain::Pipeline>& pipelines, const std::string& owner_name,
                     std::vector<Remark>& remarks, Given* given = nullptr);

// Take HubSpot's values for the fields that are given, and the link; everything else stays. What changed
// comes back; the link alone is a change without a field ("hubspot").
std::vector<FieldChange> take(domain::Contact& here, const domain::Contact& hubspot, const Given& given);
std::vector<FieldChange> take(domain::Client& here, const domain::Client& hubspot, const Given& given);
std::vector<FieldChange> take(domain::Deal& here, const domain::Deal& hubspot, const Given& given);

}  // namespace every::sync
