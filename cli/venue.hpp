// `troupe venue`: the built-in venue alone, until a signal ends it.
#pragma once

#include "net/venue/market_source.hpp"
#include "net/venue/server.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace troupe::cli {

struct venue_options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 9200;
  std::vector<std::filesystem::path> data; // none means the seeded market
  bool skip_bad_rows = false;
  std::string speed = "1"; // a number above zero, or "max"
  std::uint64_t seed = 1;
  std::vector<std::string> keys; // ID:SECRET
  std::string calendar = "always";
  std::int64_t half_spread_bps = 2;
  std::filesystem::path faults; // a plan of faults, TOML or JSON; empty is none
};

// The market of these options: the files of `data`, or the seeded one. The seeded market starts at
// the present minute when it is paced; at the highest speed it starts at a fixed instant, so that
// a seed stands for one market. Errors: those of persistence/csv, `no_data`, `invalid_speed`. Rows
// that were skipped are counted into `warnings`, one line a file.
result<std::unique_ptr<net::venue::market_source>> open_market(const venue_options& options,
                                                               std::ostream& warnings);

// The server's options, with a fresh instance name. Errors: `invalid_speed`, `invalid_key`,
// `unknown_calendar`, and those of net/venue/faults/plan_file.hpp.
result<net::venue::server_options> server_options_of(const venue_options& options);

// Serves until SIGINT or SIGTERM. Prints one line with the URL. Returns 0, or 2 when the options,
// the data or the port are unusable, with one line on `errors`.
int venue(const venue_options& options, std::ostream& output, std::ostream& errors);

} // namespace troupe::cli
