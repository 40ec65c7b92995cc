// Mean and standard deviation of the last `length` values.
//
//   deviation = sqrt(sum of (x - mean)^2 / n), n = length for a population, length - 1 for a sample
//
// Warm-up: the first value comes with the length-th input. Taken in blocks of `length`: within one
// by B. Welford's recurrence (1962), and the tail of the block before joined with the head of this
// one by the formula of T. Chan, G. Golub and R. LeVeque (1979). So an update costs O(1) amortised,
// no large numbers are subtracted, what has left the window has no influence, and a window of equal
// values deviates by exactly zero.
#pragma once

#include "trading/indicators/window_length.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <vector>

namespace troupe::trading {

enum class deviation_kind : std::uint8_t { population, sample };

class rolling_deviation {
public:
  struct figures {
    double mean;
    double deviation;
  };

  // Throws std::invalid_argument when length is zero, or one of a sample.
  explicit rolling_deviation(std::size_t length, deviation_kind kind = deviation_kind::population)
      : length_(window_length(length)),
        divisor_(static_cast<double>(kind == deviation_kind::sample ? length - 1 : length)),
        tails_(length + 1), shares_(length) {
    if (divisor_ < 1.0)
      throw std::invalid_argument("the deviation of a sample needs a length of at least two");
    for (std::size_t index = 0; index < length; ++index)
      shares_[index] = {1.0 / static_cast<double>(index + 1),
                        static_cast<double>(index + 1) / static_cast<double>(length)};
  }

  // Empty while warming up.
  std::optional<figures> update(double value) {
    return fold(value) ? std::optional(now_) : std::nullopt;
  }
  // The same in two steps, for what is built upon it: whether there is a value now, and which.
  bool fold(double value) {
    extend(head_, value, shares_[position_].of_count);
    const auto& tail = tails_[position_ + 1];
    const double share = shares_[position_].of_window;
    const double apart = head_.mean - tail.mean;
    const double older = static_cast<double>(length_ - position_ - 1);
    now_ = {
        tail.mean + apart * share,
        std::sqrt((head_.squares + tail.squares + apart * apart * older * share) / divisor_)};
    tails_[position_] = {value, 0.0};
    if (++position_ == length_)
      finish_block();
    return full_;
  }
  const figures& value() const { return now_; }

  // How many inputs the first value takes.
  std::size_t warm_up() const { return length_; }

private:
  struct part {
    double mean = 0;
    double squares = 0; // of the distances from the mean, added up
  };

  struct share {
    double of_count;  // 1, 1/2, 1/3 …
    double of_window; // 1/length, 2/length …
  };

  static void extend(part& grown, double value, double share) {
    const double before = value - grown.mean;
    grown.mean += before * share;
    grown.squares += before * (value - grown.mean);
  }

  void finish_block() {
    part tail;
    for (std::size_t index = length_; index-- > 0;) {
      extend(tail, tails_[index].mean, shares_[length_ - 1 - index].of_count);
      tails_[index] = tail;
    }
    position_ = 0;
    head_ = {};
    full_ = true;
  }

  std::size_t length_;
  double divisor_;
  std::size_t position_ = 0; // within the block
  part head_;                // of this block so far
  bool full_ = false;
  figures now_{}; // of the last window, once there was a full one
  // Before position_ this block's values; from it on the figures of the block before to its end.
  std::vector<part> tails_;
  std::vector<share> shares_; // by position: divisions are dear
};

} // namespace troupe::trading
