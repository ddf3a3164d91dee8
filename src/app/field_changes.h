// What became of fields, as runs and the history keep it.
#pragma once

#include "base/json.h"

namespace every::app {

// Kept changes ([{field, label, from, to}]) for a reader: what a field is called is ours to say
// (base/sentence.h), its values are not, save what became of a link with HubSpot. Anything else than an array
// is none.
json::array told_changes(const json::value& kept);

}  // namespace every::app
