// The latest bars of one symbol, for what has to be made again from them.
#pragma once

#include "trading/market/bar.hpp"

#include <cstddef>
#include <vector>

namespace troupe::trading {

class bar_memory {
public:
  static constexpr std::size_t bars_max = 7'200; // minutes: five days; the oldest goes first

  void fold(const bar& told) {
    if (bars_.size() < bars_max)
      bars_.push_back(told);
    else
      bars_[oldest_] = told;
    oldest_ = (oldest_ + 1) % bars_max;
  }

  // visit(bar), in the order in which they were told.
  template <class Visit>
  void each(Visit&& visit) const {
    const auto first = bars_.size() < bars_max ? 0 : oldest_;
    for (std::size_t index = 0; index < bars_.size(); ++index)
      visit(bars_[(first + index) % bars_.size()]);
  }

private:
  std::vector<bar> bars_;
  std::size_t oldest_ = 0; // once it is full
};

} // namespace troupe::trading
