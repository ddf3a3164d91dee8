// What is said to somebody else, or by somebody else: no wish of the one who writes.
#pragma once

#include "chat/lexicon.h"

namespace every::chat {

bool wanted_of_us(const Reading& r);
bool said_by_others(const Reading& r);
bool told_somebody_else(const Reading& r);

}  // namespace every::chat
