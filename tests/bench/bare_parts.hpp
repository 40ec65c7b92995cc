// What the loops by hand are put together of: plain arrays of fixed lengths.
#pragma once

#include "tests/bench/indicator_bare.hpp"

#include <algorithm>
#include <cstddef>

namespace troupe::bench::bare {

// The sum of the last N values, by blocks as ours takes it: what is subtracted leaves its noise.
template <std::size_t N>
struct window {
  double tails[N + 1] = {};
  double head = 0;
  std::size_t next = 0;

  double add(double value) {
    head += value;
    const double sum = head + tails[next + 1];
    tails[next] = value;
    if (++next == N) {
      for (std::size_t index = N; index-- > 0;)
        tails[index] += tails[index + 1];
      next = 0;
      head = 0;
    }
    return sum;
  }
};

template <std::size_t N>
struct range {
  double lows[N] = {};
  double highs[N] = {};
  std::size_t next = 0;

  void add(double low, double high) {
    lows[next] = low;
    highs[next] = high;
    next = next + 1 == N ? 0 : next + 1;
  }
  double lowest() const {
    double low = lows[0];
    for (std::size_t index = 1; index < N; ++index)
      low = lows[index] < low ? lows[index] : low;
    return low;
  }
  double highest() const {
    double high = highs[0];
    for (std::size_t index = 1; index < N; ++index)
      high = highs[index] > high ? highs[index] : high;
    return high;
  }
};

inline double place(double value, double low, double high) {
  return high - low <= 1e-9 ? 50.0 : 100.0 * (value - low) / (high - low);
}

// An exponential average seeded with the mean of its first n values.
struct exponential {
  double alpha;
  std::size_t missing;
  double n;
  double average = 0;

  explicit exponential(std::size_t length, double weight)
      : alpha(weight), missing(length), n(static_cast<double>(length)) {}
  double add(double value) {
    if (missing == 0)
      return average += alpha * (value - average);
    average += value;
    if (--missing == 0)
      average /= n;
    return average;
  }
};

inline exponential ema_of(std::size_t length) {
  return exponential(length, 2.0 / (static_cast<double>(length) + 1.0));
}
inline exponential wilder_of(std::size_t length) {
  return exponential(length, 1.0 / static_cast<double>(length));
}

struct wilder_strength {
  double last = 0;
  double gains = 0;
  double losses = 0;
  std::size_t seen = 0;

  double add(double value) {
    constexpr double kept = 13.0 / 14.0;
    const double change = value - last;
    last = value;
    if (seen++ == 0)
      return 0;
    const double share = seen <= 15 ? 1.0 : kept;
    gains = gains * share + std::max(change, 0.0);
    losses = losses * share + std::max(-change, 0.0);
    return losses == 0 ? 100.0 : 100.0 * (gains / (gains + losses));
  }
};

struct stochastic_strength {
  wilder_strength rsi;
  range<14> of;
  window<3> raws;
  window<3> ks;
  double k = 0;
  double d = 0;

  void add(double value) {
    const double strength = rsi.add(value);
    if (rsi.seen < 15)
      return;
    of.add(strength, strength);
    if (rsi.seen < 28)
      return;
    k = raws.add(place(strength, of.lowest(), of.highest())) / 3.0;
    if (rsi.seen < 30)
      return;
    d = ks.add(k) / 3.0;
  }
};

template <class Step>
double summed(candles of, std::size_t from, Step step) {
  double sum = 0;
  for (std::size_t index = 0; index < of.size(); ++index) {
    const double value = step(of[index]);
    sum += index >= from ? value : 0.0;
  }
  return sum;
}

inline double true_range(const trading::candle_figures& now, double& last, bool& first) {
  const double top = first ? now.high : std::max(now.high, last);
  const double bottom = first ? now.low : std::min(now.low, last);
  first = false;
  last = now.close;
  return top - bottom;
}

} // namespace troupe::bench::bare
