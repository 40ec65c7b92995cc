// What is wanted of a data stream, as state: applied again after every reconnect.
#pragma once

#include "trading/market/symbol.hpp"

#include <set>
#include <string>

namespace troupe::net::alpaca {

struct subscriptions {
  std::set<trading::symbol> quotes;
  std::set<trading::symbol> trades;
  std::set<trading::symbol> bars;
  bool ticks = false; // extension: market time, and the steps of lockstep

  bool empty() const { return quotes.empty() && trades.empty() && bars.empty() && !ticks; }
  friend bool operator==(const subscriptions&, const subscriptions&) = default;
};

// What of `wanted` is not in `present`.
subscriptions difference(const subscriptions& wanted, const subscriptions& present);

// The venue's message, with only the lists that are not empty. `action` is "subscribe" or
// "unsubscribe".
std::string subscription_message(const char* action, const subscriptions& listed);

} // namespace troupe::net::alpaca
