// How long a position has stood without protection: with less on its protective orders, or under a
// watcher of ours, than is held. In market time.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/time.hpp"

#include <algorithm>
#include <optional>

namespace troupe::trading {

class protection_watch {
public:
  // From this instant on so much is held, negative where short, and so much of it, unsigned, would
  // be left by what protects it. Instants must not go backwards; one that does counts as the last.
  void update(time_ns market_ns, quantity held, quantity protected_qty) {
    advance(market_ns);
    const auto size = held < quantity{} ? -held : held;
    bare_since_ns_ =
        protected_qty < size ? std::optional(bare_since_ns_.value_or(now_ns_)) : std::nullopt;
  }

  // Market time goes on.
  void advance(time_ns market_ns) {
    const auto before_ns = now_ns_;
    now_ns_ = started_ ? std::max(now_ns_, market_ns) : market_ns;
    started_ = true;
    if (!bare_since_ns_)
      return;
    total_ns_ += now_ns_ - before_ns;
    longest_ns_ = std::max(longest_ns_, now_ns_ - *bare_since_ns_);
  }

  bool is_bare() const { return bare_since_ns_.has_value(); }
  // For how long without a break, up to the last instant; zero while protected.
  time_ns bare_for_ns() const { return bare_since_ns_ ? now_ns_ - *bare_since_ns_ : 0; }
  time_ns longest_ns() const { return longest_ns_; }
  time_ns total_ns() const { return total_ns_; }

private:
  bool started_ = false;
  time_ns now_ns_ = 0;
  std::optional<time_ns> bare_since_ns_;
  time_ns longest_ns_ = 0;
  time_ns total_ns_ = 0;
};

} // namespace troupe::trading
