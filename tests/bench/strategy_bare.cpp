#include "tests/bench/bare_parts.hpp"
#include "trading/market/natural_logarithm.hpp"

#include <algorithm>
#include <cmath>

namespace troupe::bench::bare {

namespace {

struct measured {
  double volatility = 0; // of an hour, of candles of `periods` an hour
  double momentum = 0;
  double ratio = 0;
  bool surge = false;
};

struct measures {
  double periods;
  window<19> returns{};
  window<19> squares{};
  window<14> gains{};
  window<14> losses{};
  window<10> volumes{};
  double last = 0;
  double usual = 0;

  measured add(const trading::bar& now) {
    const double close = now.close.to_double();
    const double volume = now.volume.to_double();
    const double change = last > 0 ? close - last : 0.0;
    const double gain = last > 0 ? trading::natural_logarithm(close / last) : 0.0;
    last = close;
    const double mean = returns.add(gain) / 19.0;
    const double spread = squares.add(gain * gain) / 19.0 - mean * mean;
    const double up = gains.add(std::max(change, 0.0)) / 14.0;
    const double down = losses.add(std::max(-change, 0.0)) / 14.0;
    measured made;
    made.volatility = std::sqrt(std::max(spread, 0.0)) * std::sqrt(periods);
    made.momentum = down == 0 ? 1.0 : up / (up + down);
    made.ratio = usual > 0 ? volume / usual : 0.0;
    made.surge = made.ratio > 1.5;
    usual = volumes.add(volume) / 10.0;
    return made;
  }
};

// What a signal says: 1 buys, -1 sells; target and stop are shares of the price.
struct signal {
  int side = 0;
  double target = 0;
  double stop = 0;
};

std::int64_t percent_units(double share) {
  return static_cast<std::int64_t>(std::round(100.0 * share * 1e9));
}

std::int64_t level(std::int64_t from, std::int64_t percent) {
  constexpr std::int64_t hundred = 100'000'000'000;
  return trading::exact::multiply_divide(from, hundred + percent, hundred);
}

template <class Signal>
trades scanned(std::span<const trading::bar> bars, double periods, std::size_t warm,
               std::int64_t minutes_max, Signal signal_of) {
  measures measure{periods};
  trades done;
  std::int64_t stop = 0;
  std::int64_t target = 0;
  trading::time_ns since = 0;
  bool held = false;
  std::size_t seen = 0;
  for (const auto& now : bars) {
    const auto read = measure.add(now);
    const auto said = signal_of(now, read);
    const bool known = ++seen >= warm;
    if (held) {
      const bool late = minutes_max > 0 && now.end_ns() - since >= minutes_max * trading::minute_ns;
      if (now.close.units <= stop || now.close.units >= target || late ||
          (known && said.side < 0)) {
        ++done.exits;
        held = false;
      }
    } else if (known && said.side > 0) {
      ++done.entries;
      held = true;
      since = now.end_ns();
      stop = level(now.close.units, -percent_units(std::min(said.stop, 0.5)));
      target = level(now.close.units, percent_units(std::min(said.target, 5.0)));
    }
  }
  return done;
}

} // namespace

trades momentum(std::span<const trading::bar> bars) {
  return scanned(bars, 12, 20, 0, [](const auto&, const measured& at) -> signal {
    const int side = at.momentum > 0.7 ? 1 : at.momentum < 1.0 - 0.7 ? -1 : 0;
    const double towards = side > 0 ? at.momentum : 1.0 - at.momentum;
    if (side == 0 || at.volatility < 0.005 || 0.8 * towards + (at.surge ? 0.2 : 0.0) < 0.6)
      return {};
    return {side, 0.8 * at.volatility, 0.3 * at.volatility};
  });
}

trades mean_reversion(std::span<const trading::bar> bars) {
  return scanned(bars, 12, 20, 0, [](const auto&, const measured& at) -> signal {
    const int side = at.momentum < 1.0 - 0.8 ? 1 : at.momentum > 0.8 ? -1 : 0;
    const double extreme = side > 0 ? 1.0 - at.momentum : at.momentum;
    if (side == 0 || at.volatility <= 0.005 || 5.0 * (extreme - 0.8) + 0.1 < 0.1)
      return {};
    return {side, 0.6 * at.volatility, 0.4 * at.volatility};
  });
}

trades grid(std::span<const trading::bar> bars) {
  return scanned(bars, 12, 20, 0, [](const auto&, const measured& at) -> signal {
    if (at.volatility > 0.02 || std::fabs(at.momentum - 0.5) > 0.3)
      return {};
    const bool buys = at.momentum >= 0.3 && at.momentum <= 0.45;
    const bool sells = at.momentum >= 1.0 - 0.45 && at.momentum <= 1.0 - 0.3;
    return {buys ? 1 : sells ? -1 : 0, 0.005, 0.01};
  });
}

trades breakout(std::span<const trading::bar> bars) {
  range<20> channel;
  return scanned(bars, 12, 21, 0, [&](const trading::bar& now, const measured& at) -> signal {
    const double close = now.close.to_double();
    const double high = channel.highest();
    const double low = channel.lowest();
    channel.add(now.low.to_double(), now.high.to_double());
    const int side = close > high && at.momentum > 0.6        ? 1
                     : close < low && at.momentum < 1.0 - 0.6 ? -1
                                                              : 0;
    const double towards = side > 0 ? at.momentum : 1.0 - at.momentum;
    if (side == 0 || !at.surge || at.volatility <= 0.005 ||
        10.0 * at.volatility + 0.5 * towards < 0.3)
      return {};
    return {side, 1.2 * at.volatility, 0.5 * at.volatility};
  });
}

trades crypto_scalping(std::span<const trading::bar> bars) {
  return scanned(bars, 60, 20, 15, [](const auto&, const measured& at) -> signal {
    const double v = at.volatility;
    const double m = at.momentum;
    const auto side_of = [m](double above, double below) {
      return m > above ? 1 : m < below ? -1 : 0;
    };
    if (v < 0.005)
      return {};
    if (v > 0.01) {
      const int side = side_of(0.6, 0.4);
      if (side != 0)
        return std::min(0.9, 10.0 * v + (at.surge ? 0.3 : 0.0)) > 0.4 ? signal{side, 0.008, 0.005}
                                                                      : signal{};
    } else if (v > 0.005) {
      const int side =
          at.surge && side_of(0.65, 0.35) != 0 ? side_of(0.65, 0.35) : side_of(0.75, 0.25);
      if (side != 0)
        return {side, 0.005, 0.003};
    }
    if (at.surge && side_of(0.55, 0.45) != 0)
      return {side_of(0.55, 0.45), 0.004, 0.002};
    return {side_of(0.58, 0.42), 0.003, 0.0015};
  });
}

trades supertrend(std::span<const trading::bar> bars) {
  auto average = wilder_of(10);
  trades done;
  double last = 0;
  bool first = true;
  bool up = false;
  bool held = false;
  double high = 0;
  double low = 0;
  std::size_t seen = 0;
  for (const auto& bar : bars) {
    const auto now = trading::figures_of(bar);
    const double before = last;
    const double spread = 3.0 * average.add(true_range(now, last, first));
    if (++seen < 10)
      continue;
    const double middle = (now.high + now.low) / 2.0;
    const bool was_up = up;
    if (seen == 10) {
      high = middle + spread;
      low = middle - spread;
    } else {
      high = before > high ? middle + spread : std::min(middle + spread, high);
      low = before < low ? middle - spread : std::max(middle - spread, low);
      up = up ? now.close >= low : now.close > high;
    }
    if (held && !up) {
      ++done.exits;
      held = false;
    } else if (!held && up && !was_up) {
      ++done.entries;
      held = true;
    }
  }
  return done;
}

trades bollinger_reversion(std::span<const trading::bar> bars) {
  window<20> last;
  window<20> squares;
  wilder_strength strength;
  trades done;
  std::int64_t stop = 0;
  bool held = false;
  std::size_t seen = 0;
  for (const auto& now : bars) {
    const double close = now.close.to_double();
    const double apart = close - 100.0;
    const double mean = last.add(apart) / 20.0;
    const double spread = std::sqrt(std::max(squares.add(apart * apart) / 20.0 - mean * mean, 0.0));
    const double rsi = strength.add(close);
    if (++seen < 20)
      continue;
    if (held && (now.close.units <= stop || apart >= mean + 2.0 * spread)) {
      ++done.exits;
      held = false;
    } else if (!held && apart <= mean - 2.0 * spread && rsi < 30.0) {
      ++done.entries;
      held = true;
      stop = level(now.close.units, -2'000'000'000);
    }
  }
  return done;
}

namespace {

struct trend {
  exponential quick = ema_of(9);
  exponential slow = ema_of(21);
  exponential fast_gap = ema_of(12);
  exponential slow_gap = ema_of(26);
  exponential signal_of_gap = ema_of(9);
  window<10> ten{};
  window<20> twenty{};
  window<50> fifty{};
  wilder_strength strength{};
  double rsi = 0;
  std::size_t seen = 0;
  double now = 0;

  static int side(double gap) { return gap > 1e-9 ? 1 : gap < -1e-9 ? -1 : 0; }

  void add(double close) {
    ++seen;
    const int averages = side(quick.add(close) - slow.add(close));
    const double short_mean = ten.add(close) / 10.0;
    const double mean = twenty.add(close) / 20.0;
    const double long_mean = fifty.add(close) / 50.0;
    const double gap = fast_gap.add(close) - slow_gap.add(close);
    const double histogram = seen >= 26 ? gap - signal_of_gap.add(gap) : 0.0;
    const double before = rsi;
    rsi = strength.add(close);
    if (seen < 50)
      return;
    const int first = side(short_mean - mean);
    const int second = side(mean - long_mean);
    const int level_side = side(rsi - 50.0);
    now = (2 * averages + (first == second ? 3 * first : 0) +
           (level_side == side(rsi - before) ? level_side : 0) + 2 * side(histogram)) /
          8.0;
  }
};

} // namespace

// Its timeframes are 1, 5, 15 and 60 of its candles.
trades multi_timeframe(std::span<const trading::bar> bars) {
  constexpr double weights[] = {0.1, 0.3, 0.35, 0.25};
  constexpr double decays[] = {0.95, 0.85, 0.75, 0.65};
  constexpr std::size_t lengths[] = {1, 5, 15, 60};
  trend trends[4];
  trades done;
  std::int64_t stop = 0;
  std::int64_t target = 0;
  bool held = false;
  for (std::size_t index = 0; index < bars.size(); ++index) {
    const auto& bar = bars[index];
    double score = 0;
    double weight = 0;
    double up = 0;
    double down = 0;
    for (std::size_t frame = 0; frame < 4; ++frame) {
      auto& of = trends[frame];
      if ((index + 1) % lengths[frame] == 0)
        of.add(bar.close.to_double());
      if (of.seen < 50)
        continue;
      score += of.now * weights[frame] * decays[frame];
      weight += weights[frame];
      (of.now > 0 ? up : down) += std::fabs(of.now) * weights[frame];
    }
    const bool closed = (index + 1) % 5 == 0;
    const bool ready = trends[1].seen >= 50 && trends[2].seen >= 50;
    const double first = trends[1].seen >= 50 ? trends[1].now : 0.0;
    int direction = 0;
    if (up > 0 && down > 0) {
      if (first != 0 && std::fabs(first) >= 0.5)
        direction = first > 0 ? 1 : -1;
      else if (std::fabs(score) > 0.2)
        direction = score > 0 ? 1 : -1;
      else
        for (std::size_t frame = 4; frame-- > 0 && direction == 0;)
          if (trends[frame].seen >= 50 && std::fabs(trends[frame].now) > 0.3)
            direction = trends[frame].now > 0 ? 1 : -1;
    } else if (std::fabs(score) > 0.1 && first != 0) {
      double agree = 0;
      for (std::size_t frame = 2; frame < 4; ++frame)
        agree += trends[frame].seen >= 50 && trends[frame].now * first > 0 ? 0.5 : 0.0;
      if (agree >= 0.6)
        direction = score > 0 ? 1 : -1;
    }
    if (held && (bar.close.units <= stop || bar.close.units >= target ||
                 (closed && ready && score < -0.1))) {
      ++done.exits;
      held = false;
    } else if (!held && ready && closed && direction > 0) {
      ++done.entries;
      held = true;
      stop = level(bar.close.units, -2'000'000'000);
      target = level(bar.close.units, 4'000'000'000);
    }
  }
  return done;
}

} // namespace troupe::bench::bare
