#include "tests/bench/indicator_bare.hpp"

#include "trading/market/natural_logarithm.hpp"

#include <algorithm>
#include <cmath>

namespace troupe::bench::bare {

namespace {

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

double place(double value, double low, double high) {
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

exponential ema_of(std::size_t length) {
  return exponential(length, 2.0 / (static_cast<double>(length) + 1.0));
}
exponential wilder_of(std::size_t length) {
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

double true_range(const trading::candle_figures& now, double& last, bool& first) {
  const double top = first ? now.high : std::max(now.high, last);
  const double bottom = first ? now.low : std::min(now.low, last);
  first = false;
  last = now.close;
  return top - bottom;
}

} // namespace

double sma(candles of, std::size_t from) {
  window<20> last;
  return summed(of, from, [&](const auto& now) { return last.add(now.close) / 20.0; });
}

double ema(candles of, std::size_t from) {
  auto average = ema_of(20);
  return summed(of, from, [&](const auto& now) { return average.add(now.close); });
}

double wma(candles of, std::size_t from) {
  constexpr std::size_t n = 20;
  double tails[n + 1] = {};
  double head = 0;
  double weighted = 0;
  std::size_t next = 0;
  return summed(of, from, [&](const auto& now) {
    head += now.close;
    weighted += static_cast<double>(next + 1) * now.close;
    const double sum = weighted + static_cast<double>(n - next - 1) * head + tails[next + 1];
    tails[next] = now.close;
    if (++next == n) {
      double tail = 0;
      for (std::size_t index = n; index-- > 0;) {
        tail += tails[index];
        tails[index] = tails[index + 1] + tail;
      }
      next = 0;
      head = weighted = 0;
    }
    return sum / 210.0;
  });
}

double macd(candles of, std::size_t from) {
  auto fast = ema_of(12);
  auto slow = ema_of(26);
  auto signal = ema_of(9);
  return summed(of, from, [&](const auto& now) {
    const double gap = fast.add(now.close) - slow.add(now.close);
    if (slow.missing > 0)
      return 0.0;
    return gap + signal.add(gap);
  });
}

double bollinger(candles of, std::size_t from) {
  window<20> last;
  window<20> squares; // of the distances from 100, about which the series moves
  return summed(of, from, [&](const auto& now) {
    const double apart = now.close - 100.0;
    const double mean = last.add(apart) / 20.0;
    const double spread = squares.add(apart * apart) / 20.0 - mean * mean;
    return 100.0 + mean + 2.0 * std::sqrt(std::max(spread, 0.0));
  });
}

double rsi(candles of, std::size_t from) {
  wilder_strength strength;
  return summed(of, from, [&](const auto& now) { return strength.add(now.close); });
}

double stochastic_rsi(candles of, std::size_t from) {
  stochastic_strength strength;
  return summed(of, from, [&](const auto& now) {
    strength.add(now.close);
    return strength.k + strength.d;
  });
}

double stochastic(candles of, std::size_t from) {
  range<14> last;
  window<3> raws;
  window<3> ks;
  std::size_t seen = 0;
  return summed(of, from, [&](const auto& now) {
    last.add(now.low, now.high);
    if (++seen < 14)
      return 0.0;
    const double k = raws.add(place(now.close, last.lowest(), last.highest())) / 3.0;
    if (seen < 16)
      return 0.0;
    return k + ks.add(k) / 3.0;
  });
}

double atr(candles of, std::size_t from) {
  auto average = wilder_of(14);
  double last = 0;
  bool first = true;
  return summed(of, from,
                [&](const auto& now) { return average.add(true_range(now, last, first)); });
}

double adaptive_bands(candles of, std::size_t from) {
  auto average = wilder_of(20);
  window<20> usual;
  double last = 0;
  bool first = true;
  return summed(of, from, [&](const auto& now) {
    const double range = average.add(true_range(now, last, first));
    if (average.missing > 0)
      return 0.0;
    const double ratio = range / (usual.add(range) / 20.0);
    double move = 0;
    if (ratio > 1.5)
      move = std::min(30.0 * (ratio - 1.0), 50.0);
    else if (ratio * 1.5 < 1.0)
      move = -std::min(30.0 * (1.0 - ratio), 10.0);
    return std::max(20.0 - move, 0.0) + std::min(80.0 + move, 100.0);
  });
}

double vwap(candles of, std::size_t from) {
  double value = 0;
  double volume = 0;
  trading::time_ns day = -1;
  return summed(of, from, [&](const auto& now) {
    if (const auto today = now.start_ns / trading::day_ns; today != day) {
      day = today;
      value = volume = 0;
    }
    value += (now.high + now.low + now.close) / 3.0 * now.volume;
    volume += now.volume;
    return value / volume;
  });
}

double volatility(candles of, std::size_t from) {
  window<20> returns;
  window<20> squares;
  double last = 0;
  return summed(of, from, [&](const auto& now) {
    const double gain = last > 0 ? trading::natural_logarithm(now.close / last) : 0.0;
    last = now.close;
    const double mean = returns.add(gain) / 20.0;
    return std::sqrt(std::max(squares.add(gain * gain) - 20.0 * mean * mean, 0.0) / 19.0);
  });
}

double volume_ratio(candles of, std::size_t from) {
  window<20> usual;
  return summed(of, from,
                [&](const auto& now) { return now.volume / (usual.add(now.volume) / 20.0); });
}

trades stochrsi_ema(std::span<const trading::bar> bars) {
  stochastic_strength lines;
  auto trend = ema_of(12);
  window<20> volumes;
  trades done;
  double gap = 0;
  std::int64_t average = 0; // of what is held, in units of a price
  std::int64_t best = 0;
  std::size_t seen = 0;
  for (const auto& now : bars) {
    const double close = now.close.to_double();
    const double volume = now.volume.to_double();
    lines.add(close);
    const double ema = trend.add(close);
    const double usual = volumes.add(volume) / 20.0;
    const double before = gap;
    gap = lines.k - lines.d;
    ++seen;
    const auto units = now.close.units;
    if (average > 0) {
      best = std::max(best, units);
      const bool leaves = (seen >= 30 && lines.k > 80.0) || units <= average / 100 * 98 ||
                          units >= average / 100 * 105 || units <= best / 100 * 98;
      if (leaves) {
        ++done.exits;
        average = 0;
      }
    } else if (seen > 32 && before <= 1e-9 && gap > 1e-9 && lines.k < 80.0 && close > ema &&
               volume > usual) {
      ++done.entries;
      average = units;
      best = 0;
    }
  }
  return done;
}

trades ma_crossover(std::span<const trading::bar> bars) {
  auto fast = ema_of(10);
  auto slow = ema_of(30);
  trades done;
  double gap = 0;
  bool held = false;
  std::size_t seen = 0;
  for (const auto& now : bars) {
    const double close = now.close.to_double();
    const double before = gap;
    gap = fast.add(close) - slow.add(close);
    ++seen;
    if (held && gap < -1e-9) {
      ++done.exits;
      held = false;
    } else if (!held && seen > 30 && before <= 1e-9 && gap > 1e-9) {
      ++done.entries;
      held = true;
    }
  }
  return done;
}

} // namespace troupe::bench::bare
