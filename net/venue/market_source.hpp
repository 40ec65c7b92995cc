// Where the venue's market comes from: instants in the order of time, each with what happens in it.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/trade.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace troupe::net::venue {

// The order of the alternatives is that of the events of one symbol in one instant.
using market_event = std::variant<trading::quote, trading::trade, trading::bar>;

const trading::symbol& symbol_of(const market_event& event);
// When the event is published: a bar's end, a quote's and a trade's own stamp.
trading::time_ns published_ns(const market_event& event);
// Canonical symbol first, then quote, trade, bar.
bool precedes_within_instant(const market_event& left, const market_event& right);

// Everything published at one moment, in the order of precedes_within_instant. An instant without
// events only says that time has come this far.
struct market_instant {
  trading::time_ns at = 0;
  std::vector<market_event> events;
  bool crosses_gap = false; // follows a stretch without data that is crossed at once
  std::vector<trading::symbol> halted{}; // of whose events a fault has left none
};

class market_source {
public:
  virtual ~market_source() = default;

  // Market time before the first instant.
  virtual trading::time_ns start_ns() const = 0;
  // Every symbol that can occur, ascending.
  virtual const std::vector<trading::symbol>& symbols() const = 0;
  // The bars published up to start_ns(), by time and symbol. Call once, before next().
  virtual std::vector<trading::bar> take_history() = 0;
  // The next instant, later than the one before; empty when the data are spent.
  virtual std::optional<market_instant> next() = 0;
};

} // namespace troupe::net::venue
