// A file for people: its bytes and the name to keep it under.
#pragma once

#include <string>

namespace every::app {

struct Pdf {
  std::string bytes, file_name;
};

}  // namespace every::app
