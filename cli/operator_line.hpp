// The command line of those who operate: status, orders, positions, halt, resume, flatten, user,
// key, secret, doctor.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace troupe::cli {

// `chosen` becomes what the command line asks for, once it is parsed.
void add_operator_commands(CLI::App& app, std::function<int()>& chosen);

} // namespace troupe::cli
