// `every sandbox`: the sandbox as a program of its own.
#pragma once

#include <string>
#include <vector>

namespace every::sandbox {

// `arguments` are what follows "sandbox". Serves until SIGINT or SIGTERM. The exit status: 0, 1 when it could
// not start, 2 when the arguments are wrong.
int run_sandbox(std::vector<std::string> arguments);

}  // namespace every::sandbox
