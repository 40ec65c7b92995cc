// Market data in CSV files: bars (`timestamp,open,high,low,close,volume`) and quotes
// (`timestamp,bid,bid_size,ask,ask_size`). The header line tells which of the two a file holds.
//
// A timestamp is RFC 3339 or epoch seconds or milliseconds; a bar's is its start. The symbol is
// the file's stem up to `_`, `-` standing for `/`: BTC-USD_1m.csv is BTC/USD. Amounts go from text
// to fixed point without a detour. Lines end in LF or CRLF; empty lines are passed over.
//
// A row is bad when a cell is missing, superfluous or unreadable, when its figures contradict each
// other (a high below the low, a price or size below zero), or when it is out of order: a bar
// must be later than the one before, a quote not earlier.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace troupe::persistence {

enum class csv_content : std::uint8_t { bars, quotes };

struct csv_options {
  bool skip_bad_rows = false; // count them instead of failing at the first
  trading::time_ns bar_length_ns = trading::minute_ns;
};

template <class Row>
struct csv_rows {
  std::vector<Row> rows; // in the file's order, which is that of time
  std::uint64_t bad_rows = 0;
  std::string first_bad_row; // "FILE:LINE: reason", empty without one
};

using csv_bars = csv_rows<trading::bar>;
using csv_quotes = csv_rows<trading::quote>;

// Errors: `invalid_symbol`; the path is named.
result<trading::symbol> symbol_of_file(const std::filesystem::path& file);

// Errors: `unreadable_file`, `unknown_csv_header`; the path is named.
result<csv_content> content_of_file(const std::filesystem::path& file);

// Errors: those of symbol_of_file and content_of_file, and `bad_csv_row` with file and line.
result<csv_bars> read_bars(const std::filesystem::path& file, const csv_options& options = {});
result<csv_quotes> read_quotes(const std::filesystem::path& file, const csv_options& options = {});

// Every file that is meant: a folder stands for the files directly in it that end in .csv, sorted
// by name; a file stands for itself. Errors: `unreadable_file`, also for a folder without CSVs.
result<std::vector<std::filesystem::path>>
csv_files(const std::vector<std::filesystem::path>& places);

} // namespace troupe::persistence
