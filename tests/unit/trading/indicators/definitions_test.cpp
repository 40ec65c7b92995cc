// Each indicator on random series against its definition, written as a formula over the whole
// series and in extended precision.
#include "columns.hpp"
#include "series.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

namespace troupe::trading::definitions_test {
namespace {

constexpr std::uint64_t seed = 2'029;
constexpr std::size_t count = 130;
using exact = long double;
using candles = std::vector<candle_figures>;
using definition = std::function<std::optional<exact>(const candles&, std::size_t)>;

exact sum(std::size_t from, std::size_t to, const std::function<exact(std::size_t)>& of) {
  exact total = 0;
  for (std::size_t index = from; index <= to; ++index)
    total += of(index);
  return total;
}

void expect_agreement(const char* name, const parameter_values& given, std::size_t output,
                      const definition& defined) {
  for (std::uint64_t round = 0; round < 4; ++round) {
    SCOPED_TRACE(std::string(name) + ", seed " + std::to_string(seed + round));
    const auto series = random_candles(seed + round, count);
    const auto column = column_of(name, series, given, output);
    for (std::size_t index = 0; index < count; ++index) {
      const auto expected = defined(series, index);
      ASSERT_EQ(column[index].has_value(), expected.has_value()) << index;
      if (expected) {
        ASSERT_NEAR(*column[index], static_cast<double>(*expected), 1e-8) << index;
      }
    }
  }
}

parameter_values length(std::int64_t n) {
  return {{"length", number::of(n)}};
}

TEST(definitions, weighted_moving_average) {
  for (const std::size_t n : {1U, 2U, 5U, 20U})
    expect_agreement("wma", length(static_cast<std::int64_t>(n)), 0,
                     [n](const candles& c, std::size_t i) -> std::optional<exact> {
                       if (i + 1 < n)
                         return std::nullopt;
                       exact value = 0;
                       exact weights = 0;
                       for (std::size_t w = 1; w <= n; ++w) {
                         value += static_cast<exact>(w) * c[i - n + w].close;
                         weights += static_cast<exact>(w);
                       }
                       return value / weights;
                     });
}

definition band(std::size_t n, std::size_t divisor, exact multiple) {
  return [=](const candles& c, std::size_t i) -> std::optional<exact> {
    if (i + 1 < n)
      return std::nullopt;
    const auto mean = sum(i + 1 - n, i, [&](auto at) { return c[at].close; }) / n;
    const auto squares =
        sum(i + 1 - n, i, [&](auto at) { return (c[at].close - mean) * (c[at].close - mean); });
    return mean + multiple * std::sqrt(squares / static_cast<exact>(divisor));
  };
}

TEST(definitions, bollinger_bands) {
  for (const std::size_t n : {2U, 7U, 20U}) {
    const auto given = length(static_cast<std::int64_t>(n));
    expect_agreement("bollinger", given, 0, band(n, n, -2));
    expect_agreement("bollinger", given, 1, band(n, n, 0));
    expect_agreement("bollinger", given, 2, band(n, n, 2));
    expect_agreement("bollinger_pandas", given, 2, band(n, n - 1, 2));
  }
}

TEST(definitions, rolling_volatility) {
  constexpr std::size_t n = 12;
  const auto gain = [](const candles& c, std::size_t at) {
    return std::log(static_cast<exact>(c[at].close) / c[at - 1].close);
  };
  expect_agreement(
      "volatility", length(n), 0, [&](const candles& c, std::size_t i) -> std::optional<exact> {
        if (i < n)
          return std::nullopt;
        const auto mean = sum(i + 1 - n, i, [&](auto at) { return gain(c, at); }) / n;
        const auto squares =
            sum(i + 1 - n, i, [&](auto at) { return (gain(c, at) - mean) * (gain(c, at) - mean); });
        return std::sqrt(squares / (n - 1));
      });
}

exact true_range_at(const candles& c, std::size_t at) {
  if (at == 0)
    return static_cast<exact>(c[0].high) - c[0].low;
  const exact before = c[at - 1].close;
  return std::max({static_cast<exact>(c[at].high) - c[at].low, std::fabs(c[at].high - before),
                   std::fabs(c[at].low - before)});
}

// Wilder's average of a quantity that is defined from index `first` on.
std::optional<exact> wilder(std::size_t first, std::size_t n, std::size_t at,
                            const std::function<exact(std::size_t)>& of) {
  if (at + 1 < first + n)
    return std::nullopt;
  exact average = sum(first, first + n - 1, of) / static_cast<exact>(n);
  for (std::size_t index = first + n; index <= at; ++index)
    average = (average * static_cast<exact>(n - 1) + of(index)) / static_cast<exact>(n);
  return average;
}

TEST(definitions, average_true_range) {
  for (const std::size_t n : {1U, 5U, 14U}) {
    expect_agreement("atr", length(static_cast<std::int64_t>(n)), 0,
                     [n](const candles& c, std::size_t i) {
                       return wilder(0, n, i, [&](auto at) { return true_range_at(c, at); });
                     });
    expect_agreement("atr_simple", length(static_cast<std::int64_t>(n)), 0,
                     [n](const candles& c, std::size_t i) -> std::optional<exact> {
                       if (i + 1 < n)
                         return std::nullopt;
                       return sum(i + 1 - n, i, [&](auto at) { return true_range_at(c, at); }) / n;
                     });
  }
}

constexpr std::size_t adx_length = 8;

exact directional_index(const candles& c, std::size_t i, bool rising) {
  const auto move = [&](std::size_t at) -> exact {
    const exact up = static_cast<exact>(c[at].high) - c[at - 1].high;
    const exact down = static_cast<exact>(c[at - 1].low) - c[at].low;
    return rising ? (up > down && up > 0 ? up : 0) : (down > up && down > 0 ? down : 0);
  };
  const auto range = *wilder(1, adx_length, i, [&](auto at) { return true_range_at(c, at); });
  return range > 0 ? 100 * *wilder(1, adx_length, i, move) / range : 0;
}

TEST(definitions, average_directional_index) {
  expect_agreement("adx", length(adx_length), 1,
                   [](const candles& c, std::size_t i) -> std::optional<exact> {
                     if (i < adx_length)
                       return std::nullopt;
                     return directional_index(c, i, true);
                   });
  expect_agreement("adx", length(adx_length), 0, [](const candles& c, std::size_t i) {
    return wilder(adx_length, adx_length, i, [&](auto at) -> exact {
      const auto plus = directional_index(c, at, true);
      const auto minus = directional_index(c, at, false);
      return plus + minus > 0 ? 100 * std::fabs(plus - minus) / (plus + minus) : 0;
    });
  });
}

TEST(definitions, stochastic_oscillator) {
  constexpr std::size_t n = 10;
  const auto raw = [](const candles& c, std::size_t i) -> exact {
    exact low = c[i].low;
    exact high = c[i].high;
    for (std::size_t at = i + 1 - n; at <= i; ++at) {
      low = std::min<exact>(low, c[at].low);
      high = std::max<exact>(high, c[at].high);
    }
    return high - low <= 1e-9L ? 50 : 100 * (c[i].close - low) / (high - low);
  };
  const parameter_values given{
      {"range", number::of(n)}, {"k", number::of(3)}, {"d", number::of(2)}};
  const auto k = [&](const candles& c, std::size_t i) -> std::optional<exact> {
    if (i + 1 < n + 2)
      return std::nullopt;
    return (raw(c, i) + raw(c, i - 1) + raw(c, i - 2)) / 3;
  };
  expect_agreement("stochastic", given, 0, k);
  expect_agreement("stochastic", given, 1,
                   [&](const candles& c, std::size_t i) -> std::optional<exact> {
                     if (i + 1 < n + 3)
                       return std::nullopt;
                     return (*k(c, i) + *k(c, i - 1)) / 2;
                   });
}

TEST(definitions, session_vwap) {
  expect_agreement("vwap", {}, 0, [](const candles& c, std::size_t i) -> std::optional<exact> {
    const auto volume = sum(0, i, [&](auto at) { return c[at].volume; });
    if (volume == 0)
      return std::nullopt;
    return sum(0, i,
               [&](auto at) {
                 return (static_cast<exact>(c[at].high) + c[at].low + c[at].close) / 3 *
                        c[at].volume;
               }) /
           volume;
  });
}

TEST(definitions, on_balance_volume) {
  expect_agreement("obv", {}, 0, [](const candles& c, std::size_t i) {
    return std::optional<exact>(c[0].volume + (i == 0 ? 0 : sum(1, i, [&](auto at) -> exact {
                                  const auto change = c[at].close - c[at - 1].close;
                                  return change > 0 ? c[at].volume : change < 0 ? -c[at].volume : 0;
                                })));
  });
}

// The bands of all candles, and the side, from the first one on: nothing is carried along.
std::optional<exact> super_trend_line(const candles& c, std::size_t i, std::size_t n,
                                      exact multiple) {
  const auto range = [&](std::size_t at) {
    return wilder(0, n, at, [&](auto each) { return true_range_at(c, each); });
  };
  if (!range(i))
    return std::nullopt;
  std::vector<exact> upper(i + 1);
  std::vector<exact> lower(i + 1);
  bool up = false;
  for (std::size_t at = n - 1; at <= i; ++at) {
    const exact middle = (static_cast<exact>(c[at].high) + c[at].low) / 2;
    upper[at] = middle + multiple * *range(at);
    lower[at] = middle - multiple * *range(at);
    if (at == n - 1)
      continue;
    if (c[at - 1].close <= upper[at - 1])
      upper[at] = std::min(upper[at], upper[at - 1]);
    if (c[at - 1].close >= lower[at - 1])
      lower[at] = std::max(lower[at], lower[at - 1]);
    up = up ? c[at].close >= lower[at] : c[at].close > upper[at];
  }
  return up ? lower[i] : upper[i];
}

TEST(definitions, super_trend) {
  constexpr std::size_t n = 7;
  for (const std::int64_t multiple : {1, 2})
    expect_agreement("supertrend",
                     {{"length", number::of(n)}, {"multiple", number::of(multiple)}}, 0,
                     [multiple](const candles& c, std::size_t i) {
                       return super_trend_line(c, i, n, static_cast<exact>(multiple));
                     });
}

// Which level holds how much: by asking every candle of every level.
std::vector<exact> volume_at_levels(const candles& c, std::size_t from, std::size_t to,
                                    const std::vector<exact>& levels) {
  std::vector<exact> volumes(levels.size());
  for (std::size_t at = from; at <= to; ++at) {
    std::vector<std::size_t> within;
    std::size_t nearest = 0;
    const exact middle = (static_cast<exact>(c[at].low) + c[at].high) / 2;
    for (std::size_t level = 0; level < levels.size(); ++level) {
      if (levels[level] >= c[at].low - 1e-9L && levels[level] <= c[at].high + 1e-9L)
        within.push_back(level);
      if (std::fabs(levels[level] - middle) < std::fabs(levels[nearest] - middle) + 1e-12L)
        nearest = level;
    }
    if (within.empty())
      within.push_back(nearest);
    for (const auto level : within)
      volumes[level] += c[at].volume / static_cast<exact>(within.size());
  }
  return volumes;
}

TEST(definitions, volume_profile) {
  constexpr std::size_t n = 20;
  constexpr std::size_t count_of_levels = 11;
  const auto levels_at = [](const candles& c, std::size_t i) {
    exact low = c[i].low;
    exact high = c[i].high;
    for (std::size_t at = i + 1 - n; at <= i; ++at) {
      low = std::min<exact>(low, c[at].low);
      high = std::max<exact>(high, c[at].high);
    }
    std::vector<exact> levels;
    for (std::size_t level = 0; level < count_of_levels; ++level)
      levels.push_back(low + (high - low) * static_cast<exact>(level) / (count_of_levels - 1));
    return levels;
  };
  const parameter_values given{{"length", number::of(n)}, {"levels", number::of(count_of_levels)}};
  const auto area = [&](const candles& c, std::size_t i, int output) -> std::optional<exact> {
    if (i + 1 < n)
      return std::nullopt;
    const auto levels = levels_at(c, i);
    const auto volumes = volume_at_levels(c, i + 1 - n, i, levels);
    const auto total = sum(0, volumes.size() - 1, [&](auto at) { return volumes[at]; });
    if (total <= 0)
      return std::nullopt;
    std::size_t peak = 0;
    for (std::size_t level = 1; level < volumes.size(); ++level)
      if (volumes[level] > volumes[peak] + 1e-9L)
        peak = level;
    auto low = peak;
    auto high = peak;
    while (sum(low, high, [&](auto at) { return volumes[at]; }) < 0.7L * total) {
      const bool has_upper = high + 1 < volumes.size();
      if (has_upper && (low == 0 || volumes[high + 1] >= volumes[low - 1]))
        ++high;
      else
        --low;
    }
    return levels[output == 0 ? peak : output == 1 ? low : high];
  };
  for (const int output : {0, 1, 2})
    expect_agreement("volume_profile", given, static_cast<std::size_t>(output),
                     [&](const candles& c, std::size_t i) { return area(c, i, output); });
}

TEST(definitions, macd_is_the_gap_of_its_averages) {
  const auto series = random_candles(seed, count);
  const auto fast = column_of("ema", series, length(12));
  const auto slow = column_of("ema", series, length(26));
  const auto gap = column_of("macd", series, {}, 0);
  for (std::size_t index = 25; index < count; ++index)
    ASSERT_EQ(*gap[index], *fast[index] - *slow[index]);
}

} // namespace
} // namespace troupe::trading::definitions_test
