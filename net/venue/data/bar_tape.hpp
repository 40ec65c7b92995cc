// The bars that the venue has published, and the queries over them.
//
// Bounded: of each symbol the latest bars_max are kept (22 days of minutes); older ones fall out.
#pragma once

#include "net/venue/data/timeframe.hpp"
#include "trading/market/bar.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace troupe::net::venue {

class bar_tape {
public:
  static constexpr std::size_t bars_max = 1u << 15;

  void add(const trading::bar& published);
  const trading::bar* latest(const trading::symbol& of) const;
  // Bars that start within [first_ns, last_ns], ascending, built from the published ones; the last
  // one may still be growing.
  std::vector<trading::bar> between(const trading::symbol& of, timeframe frame,
                                    trading::time_ns first_ns, trading::time_ns last_ns) const;
  // The published ones that end within [first_ns, last_ns], ascending.
  std::vector<trading::bar> ended_between(const trading::symbol& of, trading::time_ns first_ns,
                                          trading::time_ns last_ns) const;
  // The bar of the span that holds `at`, as far as it is known; empty without any.
  std::optional<trading::bar> at(const trading::symbol& of, timeframe frame,
                                 trading::time_ns at) const;
  // A late trade belongs to the bar that starts at this instant: its volume and count grow.
  // Answers the bar as it is now; empty where there is no such bar any more.
  std::optional<trading::bar> add_late(const trading::symbol& of, trading::time_ns start_ns,
                                       trading::quantity qty);

private:
  std::map<trading::symbol, std::deque<trading::bar>> bars_;
};

} // namespace troupe::net::venue
