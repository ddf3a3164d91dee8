// Which properties a pull asks for, and what a person has to know about those that cannot be asked for. Pure
// plan, thin apply.
//
// A mapped property that HubSpot no longer has, or that holds something else by now, is not read any more:
// the mirror keeps the last good values (an answer that leaves a property out says nothing about it), and one
// notice is raised. When it is there again, the notice heals and every record is read again. An option that
// was deleted keeps its label.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/mirror_properties.h"
#include "store/notices.h"
#include "sync/run_context.h"
#include "sync/values.h"

namespace every::sync {

struct PropertyPlan {
  std::vector<std::string> names;           // to ask for, sorted
  std::vector<store::MirrorProperty> rows;  // that change
  std::vector<store::Notice> raise;         // without their time
  std::vector<std::string> well;            // keys of notices that would be over
};

// `known`: what the mirror keeps of this type. `from_start`: a listing of every record begins with it.
PropertyPlan plan_properties(ObjectType type, const domain::Mapping& mapping,
                             const std::vector<PropertyDefinition>& defined,
                             const std::map<std::string, store::MirrorProperty>& known, bool from_start);

// Plans by the workspace's mapping and applies it; the names to ask for. Error: that of the commit.
Result<std::vector<std::string>> properties_to_read(RunContext& run, ObjectType type,
                                                    const std::vector<PropertyDefinition>& defined,
                                                    bool from_start);
// True when a property is mapped that the mirror has not read of every record of this type: a run lists the
// type again, once.
bool needs_listing(store::Tx& tx, const store::Tenant& tenant, ObjectType type);
bool needs_listing(store::Tx& tx, const store::Tenant& tenant, ObjectType type,
                   const domain::Mapping& mapping);

}  // namespace every::sync
