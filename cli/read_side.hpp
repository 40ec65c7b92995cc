// `troupe read-side`: what the database of database_url has of an account's journal, and making it
// again from there. Both may run beside the system.
#pragma once

#include "config/settings.hpp"

#include <iosfwd>

namespace troupe::cli {

// How far the database is, and its rows by table. Exit code 0, or 1 with one line on err.
int read_side_status(const config::settings& settings, std::ostream& out, std::ostream& err);

// Forgets the account's rows and projects its whole journal. Exit codes as above.
int read_side_rebuild(const config::settings& settings, std::ostream& out, std::ostream& err);

} // namespace troupe::cli
