// Where a venue's state outlives its process: a list of entries that only grows. Whoever wires the
// venue brings the files; the venue says what is in them (entry.hpp).
#pragma once

#include "trading/market/time.hpp"
#include "trading/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace troupe::net::venue {

class state_log {
public:
  virtual ~state_log() = default;

  // Reading begins anew with the oldest entry.
  virtual result<void> rewind() = 0;
  // The next entry that was there when the log was opened; none at the end.
  virtual result<std::optional<std::string>> next() = 0;

  // The entry outlives this process when this returns without an error, though perhaps not the
  // machine. After an error it is not there, and later calls may succeed.
  virtual result<void> append(std::string_view entry, trading::time_ns market_ns) = 0;
  // What was appended outlives the machine.
  virtual result<void> sync() = 0;
};

} // namespace troupe::net::venue
