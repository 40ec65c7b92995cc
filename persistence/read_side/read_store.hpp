// A database of the read side. What is in it can be made again of the journal at any time, but for
// the backtests, which are kept here alone and which forget() leaves.
//
// A store belongs to one thread. Every call may wait for the database, and fails with
// `read_side_unreachable` (try again later) or `read_side_refused` (it answered, with an error).
#pragma once

#include "persistence/read_side/row_batch.hpp"
#include "persistence/read_side/stored_backtest.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::persistence::read_side {

// Up to which record of which journal an account's rows go; 0 where it has none.
struct stored_position {
  std::int64_t journal_began_ns = 0;
  std::uint64_t last_seq = 0;
};

class read_store {
public:
  virtual ~read_store() = default;

  // Connects, and brings the tables to the newest form; nothing while it is connected.
  virtual result<void> prepare() = 0;
  virtual result<stored_position> position_of(std::string_view account) = 0;
  // All rows and the position, or nothing.
  virtual result<void> store(const row_batch& rows) = 0;
  // Every row of the account.
  virtual result<void> forget(std::string_view account) = 0;

  // What is stored, by key: as it was put. For tests and `troupe read-side`.
  virtual result<std::vector<row>> rows_of(table_id where, std::string_view account) = 0;

  // In the place of the one with its account and id; the oldest beyond stored_backtest::kept_max
  // go. Without an outcome one that is there stays.
  virtual result<void> keep(const stored_backtest& row) = 0;
  // The newest first, without their outcomes; at most kept_max.
  virtual result<std::vector<stored_backtest>> backtests_of(std::string_view account) = 0;
  // Empty where there is none.
  virtual result<std::optional<std::string>> backtest_outcome(std::string_view account,
                                                              std::string_view id) = 0;

  // From any thread: the call under way fails soon instead of waiting for a silent database.
  virtual void interrupt() {}
};

// "postgresql://…", "postgres://…", "sqlite:PATH", or empty for read_side.db under home.
// Error: `invalid_value` for any other scheme.
result<std::unique_ptr<read_store>> open_read_store(std::string_view url,
                                                    const std::filesystem::path& home);

} // namespace troupe::persistence::read_side
