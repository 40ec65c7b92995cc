// The volume profile: at which prices the volume of the last candles was traded.
// Source: J. P. Steidlmayer's Market Profile, by volume; the value area is his, of 70 %.
//
//   levels   evenly spaced from the lowest low to the highest high of the window, both included
//   volume   each candle's is shared equally among the levels within its low and high; where there
//            is none, the nearest has it all, so that nothing is lost
//   point of control   the level with the most volume, the lowest of equals
//   value area         the levels around it that hold 70 % of the volume: beginning with it, the
//                      neighbour with more volume joins, the upper one of equals
//
// Warm-up: the first profile comes with the length-th candle; where nothing at all was traded there
// is none. What a candle's profile is depends on the candles of the window alone. A fold costs
// O(1); the profile O(length * levels), and is made when it is asked for.
#pragma once

#include "trading/indicators/candle_figures.hpp"
#include "trading/indicators/window_length.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <vector>

namespace troupe::trading {

class volume_profile {
public:
  struct area {
    double point_of_control;
    double low;
    double high;
  };
  struct level {
    double price;
    double volume;
  };

  // Throws std::invalid_argument when length is zero, or there are fewer than two levels.
  volume_profile(std::size_t length, std::size_t levels)
      : window_(window_length(length)), levels_(levels) {
    if (levels < 2)
      throw std::invalid_argument("a volume profile needs at least two levels");
  }

  // Empty while warming up, and where nothing was traded.
  std::optional<area> update(const candle_figures& candle) {
    if (!fold(candle))
      return std::nullopt;
    const auto& found = profile();
    return total_ > 0.0 ? std::optional(area_of(found)) : std::nullopt;
  }

  // The same in two steps: whether the window is full, and the levels, from the lowest price up.
  // They hold until the next call.
  bool fold(const candle_figures& candle) {
    window_[next_] = {candle.low, candle.high, candle.volume};
    next_ = next_ + 1 == window_.size() ? 0 : next_ + 1;
    seen_ = std::min(seen_ + 1, window_.size());
    return seen_ == window_.size();
  }
  const std::vector<level>& profile();

  // How many candles the first profile takes.
  std::size_t warm_up() const { return window_.size(); }

private:
  struct span {
    double low;
    double high;
    double volume;
  };

  void spread(const span& of, double lowest, double step);
  area area_of(const std::vector<level>& found) const;

  std::vector<span> window_;
  std::size_t next_ = 0;
  std::size_t seen_ = 0;
  std::vector<level> levels_;
  double total_ = 0; // of the last profile
};

inline const std::vector<volume_profile::level>& volume_profile::profile() {
  double lowest = window_[0].low;
  double highest = window_[0].high;
  for (std::size_t index = 0; index < seen_; ++index) {
    lowest = std::min(lowest, window_[index].low);
    highest = std::max(highest, window_[index].high);
  }
  const double step = (highest - lowest) / static_cast<double>(levels_.size() - 1);
  for (std::size_t index = 0; index < levels_.size(); ++index)
    levels_[index] = {lowest + step * static_cast<double>(index), 0.0};
  total_ = 0;
  // The oldest first, so that sums do not depend on where the ring begins.
  for (std::size_t index = 0; index < seen_; ++index)
    spread(window_[(next_ + window_.size() - seen_ + index) % window_.size()], lowest, step);
  return levels_;
}

inline void volume_profile::spread(const span& of, double lowest, double step) {
  constexpr double noise = 1e-9; // a level on the very edge is within
  total_ += of.volume;
  const auto last = static_cast<double>(levels_.size() - 1);
  const auto place = [&](double px) { return step > 0.0 ? (px - lowest) / step : 0.0; };
  const auto from = std::clamp(std::ceil(place(of.low) - noise), 0.0, last);
  const auto to = std::clamp(std::floor(place(of.high) + noise), 0.0, last);
  if (from > to) {
    const auto middle = (place(of.low) + place(of.high)) / 2.0;
    levels_[static_cast<std::size_t>(std::clamp(std::floor(middle + 0.5), 0.0, last))].volume +=
        of.volume;
    return;
  }
  const double each = of.volume / (to - from + 1.0);
  for (auto index = static_cast<std::size_t>(from); index <= static_cast<std::size_t>(to); ++index)
    levels_[index].volume += each;
}

inline volume_profile::area volume_profile::area_of(const std::vector<level>& found) const {
  constexpr double share = 0.7;
  const auto peak =
      static_cast<std::size_t>(std::max_element(found.begin(), found.end(),
                                                [](const level& left, const level& right) {
                                                  return left.volume < right.volume;
                                                }) -
                               found.begin());
  std::size_t low = peak;
  std::size_t high = peak;
  double held = found[peak].volume;
  while (held < share * total_ && (low > 0 || high + 1 < found.size())) {
    const bool upwards =
        low == 0 || (high + 1 < found.size() && found[high + 1].volume >= found[low - 1].volume);
    held += upwards ? found[++high].volume : found[--low].volume;
  }
  return {found[peak].price, found[low].price, found[high].price};
}

} // namespace troupe::trading
