// What one projection goes through: which records, by which rules.
#pragma once

#include "sync/id_feed.h"
#include "sync/incremental.h"
#include "sync/project_run.h"
#include "sync/projector.h"

namespace every::sync {

struct Scope {
  IdFeed contacts, companies, deals;
  ProjectRules rules;
};

// What a person asked for.
Scope import_scope(store::Tx& tx, const store::Tenant& tenant, const ImportRequest& request);

// By the workspace's settings: everything after a first load, a sweep, other rules or a run that did not get
// to its end; else what this run changed, what hangs on it, and what failed under other rules.
Scope changes_scope(store::Tx& tx, RunContext& run);

// By the workspace's settings, only these and what hangs on them, unless that is too much to be named.
Scope touched_scope(store::Tx& tx, const store::Tenant& tenant, Changed changed);

}  // namespace every::sync
