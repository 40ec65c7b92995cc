// The folder in which a venue's state outlives its process: `venue` below --home, in the journal's
// format (docs/journal-format.md) with records of a type of their own.
#pragma once

#include "net/venue/state/state_log.hpp"
#include "trading/result.hpp"

#include <filesystem>
#include <memory>

namespace troupe::cli {

// Of a record that holds a venue's entry; above every type of events.
inline constexpr std::uint8_t venue_entry_type = 128;

// Checks every record, cuts a torn tail off, and keeps other processes out while it lives. Errors:
// those of persistence/journal/chain_writer.hpp.
result<std::shared_ptr<net::venue::state_log>> open_venue_home(const std::filesystem::path& home);

} // namespace troupe::cli
