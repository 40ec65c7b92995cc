// Where a market that was recorded comes from: CSV files, or what the journal tells that the market
// told. Both are merged by time as the built-in venue merges them (net/venue/market_replay.hpp).
//
// Reads files: not for a lane.
#pragma once

#include "net/venue/market_source.hpp"
#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace troupe::actors {

struct market_rows {
  std::vector<trading::bar> bars;
  std::vector<trading::quote> quotes;
  std::vector<std::string> warnings; // of rows that were skipped, one a file
};

struct recorded_market {
  std::unique_ptr<net::venue::market_source> source;
  std::uint64_t bars = 0;
  std::uint64_t quotes = 0;
  trading::time_ns first_ns = 0; // when the first row is published
  trading::time_ns last_ns = 0;
  std::string digest; // of every row, in their order: 64 hexadecimal digits of BLAKE2b
};

// Of files, and of the CSV files of folders. Errors: those of persistence/csv.
result<market_rows> read_market_files(const std::vector<std::filesystem::path>& places,
                                      bool skip_bad_rows);

struct journaled_rows_request {
  std::filesystem::path folder; // of the journal
  std::uint64_t last_seq = 0;   // nothing beyond it is read
  trading::time_ns from_ns = 0; // of publication, both inclusive
  trading::time_ns to_ns = 0;
  std::function<bool()> stop; // asked now and then; may be empty
};

// Bars, those of before a session and of gaps too, and quotes of the last run, each bar once.
// Errors: the journal reader's, `too_much_data` beyond rows_max, and `backtest_stopped`.
result<market_rows> read_journaled_market(const journaled_rows_request& asked);

inline constexpr std::size_t rows_max = 5'000'000; // of a journal; some 600 MB

// Error: `no_data`.
result<recorded_market> open_market(market_rows rows);

} // namespace troupe::actors
