// How far the equity has fallen from its highest, and what follows: a warning, then orders that
// only reduce for as long as it lasts, then a halt that lasts until an operator resumes.
//
// The highest is taken where market time is told to have moved, so that it follows from the journal
// alone. Money that comes in or goes out moves the highest with it. A resume begins anew.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/risk/limits.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace troupe::trading {

enum class drawdown_state : std::uint8_t { none, warning, reducing, halted };

inline std::string_view to_text(drawdown_state state) {
  constexpr std::array<std::string_view, 4> words{"none", "warning", "reducing", "halted"};
  return words.at(static_cast<std::size_t>(state));
}

class drawdown {
public:
  void begin(money equity) {
    highest_ = equity;
    halted_ = false;
  }
  void shift(money by) { highest_ += by; }
  void observe(money equity, const risk_limits& limits) {
    highest_ = std::max(highest_, equity);
    const auto halted_bps = limits.drawdown_halted_bps;
    halted_ = halted_ || (halted_bps > 0 && fallen_bps(equity) >= halted_bps);
  }

  // In 1/100 of a percent of the highest, rounded; all of it where nothing was ever there.
  std::int64_t fallen_bps(money equity) const {
    constexpr std::int64_t all = 10'000;
    if (equity >= highest_)
      return 0;
    if (highest_ <= money{})
      return all;
    const auto kept = std::max(equity, money{});
    return exact::multiply_divide((highest_ - kept).units, all, highest_.units);
  }
  drawdown_state state(money equity, const risk_limits& limits) const {
    const auto fallen = fallen_bps(equity);
    const auto reached = [&](std::int64_t bps) { return bps > 0 && fallen >= bps; };
    if (halted_ || reached(limits.drawdown_halted_bps))
      return drawdown_state::halted;
    if (reached(limits.drawdown_reducing_bps))
      return drawdown_state::reducing;
    return reached(limits.drawdown_warning_bps) ? drawdown_state::warning : drawdown_state::none;
  }
  bool halted() const { return halted_; }
  money highest() const { return highest_; }

private:
  money highest_;
  bool halted_ = false;
};

} // namespace troupe::trading
