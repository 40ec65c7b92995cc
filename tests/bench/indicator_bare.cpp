#include "tests/bench/indicator_bare.hpp"

#include "tests/bench/bare_parts.hpp"
#include "trading/market/natural_logarithm.hpp"

#include <algorithm>
#include <cmath>

namespace troupe::bench::bare {

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

double adx(candles of, std::size_t from) {
  auto ranges = wilder_of(14);
  auto rises = wilder_of(14);
  auto falls = wilder_of(14);
  auto strengths = wilder_of(14);
  trading::candle_figures last;
  std::size_t seen = 0;
  return summed(of, from, [&](const auto& now) {
    const double up = now.high - last.high;
    const double down = last.low - now.low;
    const double range = std::max(now.high, last.close) - std::min(now.low, last.close);
    last = now;
    if (++seen == 1)
      return 0.0;
    const double usual = ranges.add(range);
    const double rise = rises.add(up > down && up > 0 ? up : 0.0);
    const double fall = falls.add(down > up && down > 0 ? down : 0.0);
    if (seen < 15)
      return 0.0;
    const double plus = usual > 0 ? 100.0 * rise / usual : 0.0;
    const double minus = usual > 0 ? 100.0 * fall / usual : 0.0;
    const double both = plus + minus;
    return strengths.add(both > 0 ? 100.0 * std::fabs(plus - minus) / both : 0.0);
  });
}

double super_trend(candles of, std::size_t from) {
  auto average = wilder_of(10);
  double last = 0;
  double before = 0;
  bool first = true;
  bool up = false;
  double high = 0;
  double low = 0;
  std::size_t seen = 0;
  return summed(of, from, [&](const auto& now) {
    before = last;
    const double range = 3.0 * average.add(true_range(now, last, first));
    if (++seen < 10)
      return 0.0;
    const double middle = (now.high + now.low) / 2.0;
    if (seen == 10) {
      high = middle + range;
      low = middle - range;
      return high;
    }
    high = before > high ? middle + range : std::min(middle + range, high);
    low = before < low ? middle - range : std::max(middle - range, low);
    up = up ? now.close >= low : now.close > high;
    return up ? low : high;
  });
}

double on_balance_volume(candles of, std::size_t from) {
  double balance = 0;
  double last = 0;
  return summed(of, from, [&](const auto& now) {
    balance += now.close > last ? now.volume : now.close < last ? -now.volume : 0.0;
    last = now.close;
    return balance;
  });
}

double volume_profile(candles of, std::size_t from) {
  constexpr std::size_t n = 100;
  constexpr std::size_t levels = 24;
  std::size_t seen = 0;
  return summed(of, from, [&](const auto&) {
    if (++seen < n)
      return 0.0;
    const auto* last = &of[seen - n];
    double low = last->low;
    double high = last->high;
    for (std::size_t index = 1; index < n; ++index) {
      low = std::min(low, last[index].low);
      high = std::max(high, last[index].high);
    }
    const double step = (high - low) / (levels - 1.0);
    double volumes[levels] = {};
    for (std::size_t index = 0; index < n; ++index) {
      const auto& each = last[index];
      const auto begin = static_cast<int>(std::ceil((each.low - low) / step - 1e-9));
      const auto end = static_cast<int>(std::floor((each.high - low) / step + 1e-9));
      if (begin > end)
        volumes[static_cast<int>(((each.low + each.high) / 2.0 - low) / step + 0.5)] += each.volume;
      for (int level = begin; level <= end; ++level)
        volumes[level] += each.volume / (end - begin + 1.0);
    }
    std::size_t peak = 0;
    for (std::size_t level = 1; level < levels; ++level)
      peak = volumes[level] > volumes[peak] ? level : peak;
    return low + step * static_cast<double>(peak);
  });
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
