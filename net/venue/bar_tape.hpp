// The bars that the venue has published, and the queries over them.
//
// Bounded: of each symbol the latest bars_max are kept (22 days of minutes); older ones fall out.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

// Alpaca's `[1-59]Min|T`, `[1-23]Hour|H`, `1Day|D`.
struct timeframe {
  trading::time_ns length_ns = trading::minute_ns;
  // Error: `invalid_timeframe`.
  static result<timeframe> parse(std::string_view text);
};

class bar_tape {
public:
  static constexpr std::size_t bars_max = 1u << 15;

  void add(const trading::bar& published);
  const trading::bar* latest(const trading::symbol& of) const;
  // Bars that start within [first_ns, last_ns], ascending, built from the published ones. A bar
  // longer than a minute starts at a multiple of its length in UTC, a stock's day at midnight in
  // New York; the last one may still be growing.
  std::vector<trading::bar> between(const trading::symbol& of, timeframe frame,
                                    trading::time_ns first_ns, trading::time_ns last_ns) const;

private:
  std::map<trading::symbol, std::deque<trading::bar>> bars_;
};

} // namespace troupe::net::venue
