// The read side in PostgreSQL: tables partitioned by month of time, written by COPY.
#pragma once

#include "persistence/read_side/read_store.hpp"

#include <memory>
#include <string>

namespace troupe::persistence::postgres {

// It connects in prepare(), with the timeouts of the URL or 5 s.
std::unique_ptr<read_side::read_store> make_store(std::string url);

} // namespace troupe::persistence::postgres
