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
  std::vector<std::string> keys;   // ID:SECRET
  std::string calendar = "always"; // or "nyse"
  bool partials = false;
  std::string model = "paper"; // or "book"
  std::int64_t half_spread_bps = 2;
  std::filesystem::path faults;       // a plan of faults, TOML or JSON; empty is none
  bool tls = false;                   // with the certificate of `home`, or of $TROUPE_HOME
  std::filesystem::path home;         // where the state outlives the process; empty is nowhere
  std::string plan = "open";          // of market data: open, plus or basic
  std::int64_t requests_a_minute = 0; // then 429; 0 is no limit
};

// What a server is started with.
struct venue_plan {
  net::venue::server_options server;
  std::unique_ptr<net::venue::market_source> market;
};

// The market is the files of `data`, or the seeded one. The seeded market starts at the present
// minute when it is paced; at the highest speed it starts at a fixed instant, so that a seed
// stands for one market. With a home that has a state, it starts where that one did, and a market
// at speed 1 is then brought to the present; the account's instance is the home's, or a fresh one.
// Errors: `invalid_speed`, `invalid_key`, `unknown_calendar`, `unknown_model`, `unknown_plan`,
// `no_data`, those of persistence/csv, of net/venue/faults/plan_file.hpp, of net/tls/identity.hpp
// and of venue_home.hpp. Rows that were skipped are counted into `warnings`, one line a file.
result<venue_plan> plan_venue(const venue_options& options, std::ostream& warnings);

// Serves until SIGINT or SIGTERM. Prints one line with the URL, and where the certificate is.
// Returns 0, or 2 when the options, the data or the port are unusable, with one line on `errors`.
int venue(const venue_options& options, std::ostream& output, std::ostream& errors);

} // namespace troupe::cli
