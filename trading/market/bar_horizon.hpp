// Up to where the bars of each symbol are known: what a feed that starts again has to ask for.
#pragma once

#include "trading/events.hpp"

#include <map>
#include <optional>
#include <string>

namespace troupe::trading {

class bar_horizon {
public:
  // Takes bars and historical bars in. A session with another broker's account forgets all: its
  // market may be another one. Every other event is ignored.
  void fold(const event& happened);

  // The end of the last bar known of a symbol.
  std::optional<time_ns> end_of(const symbol& name) const;
  bool knows(const bar& candle) const;

private:
  void reach(const bar& candle);

  std::string broker_account_;
  std::map<symbol, time_ns> ends_;
};

} // namespace troupe::trading
