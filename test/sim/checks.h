// What must hold when everything has come to rest. Each check throws Failure with what it found.
#pragma once

#include <string>

#include "store/runs.h"
#include "world.h"

namespace every::sim {

// Everything: the mirror equals the portal, nobody is here twice, documents are as they were. `fully`: after
// a reading of everything; else what moved no date may still be old.
void check_all(World& world, bool fully);

// mirror_check.cpp
void check_mirror(World& world, bool fully);
// here_check.cpp
void check_no_twins(World& world);
void check_documents(World& world);
// rebuild_check.cpp: the same mirror and the same decisions, projected into an empty workspace, give the
// same.
void check_rebuild(World& world);

// A run that ended: its state, counts, phases and errors agree with each other.
void check_run(World& world, const store::Run& run);

// Clients, contacts and deals with their versions, one a line, sorted; without ids and times of our own.
std::string here_text(World& world);
// The lines in which two such texts differ, at most a few.
std::string difference(const std::string& before, const std::string& after);

}  // namespace every::sim
