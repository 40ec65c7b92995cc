// Wilder's RSI, its rolling range and the stochastic RSI against known values and definitions.
#include "trading/indicators/rolling_range.hpp"
#include "trading/indicators/stochastic_rsi.hpp"
#include "trading/indicators/wilder_rsi.hpp"

#include "series.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace troupe::trading::stochastic_rsi_test {
namespace {

constexpr std::uint64_t seed = 14;
using known_values = std::vector<std::pair<std::size_t, double>>;

std::vector<std::optional<double>> rsi_of(const std::vector<double>& inputs, std::size_t length) {
  wilder_rsi machine(length);
  std::vector<std::optional<double>> values;
  for (const double input : inputs)
    values.push_back(machine.update(input));
  return values;
}

// The definition, computed from the start for each value.
double naive_rsi(const std::vector<double>& inputs, std::size_t index, std::size_t length) {
  const auto smoothed = [&](double sign) {
    const auto part = [&](std::size_t at) {
      return std::max(sign * (inputs[at] - inputs[at - 1]), 0.0);
    };
    double average = 0;
    for (std::size_t at = 1; at <= length; ++at)
      average += part(at) / static_cast<double>(length);
    for (std::size_t at = length + 1; at <= index; ++at)
      average += (part(at) - average) / static_cast<double>(length);
    return average;
  };
  const double gain = smoothed(1.0);
  const double loss = smoothed(-1.0);
  return loss == 0.0 ? 100.0 : 100.0 * gain / (gain + loss);
}

TEST(wilder_rsi, has_the_known_values) {
  const auto values = rsi_of(known_closes(), 14);
  const known_values expected{{14, 55.223881}, {15, 51.115834}, {20, 35.046534}, {28, 42.063263},
                              {33, 66.628322}, {43, 34.294783}, {44, 38.270134}, {49, 33.795477}};
  EXPECT_FALSE(values[13]);
  for (const auto& [index, value] : expected)
    EXPECT_NEAR(*values[index], value, 5e-7) << index;
}

TEST(wilder_rsi, agrees_with_its_definition_on_random_series) {
  for (const std::size_t length : {1U, 2U, 7U, 14U, 30U}) {
    SCOPED_TRACE(seed + length);
    const auto inputs = random_closes(seed + length, 250);
    const auto values = rsi_of(inputs, length);
    for (std::size_t index = 0; index < inputs.size(); ++index) {
      ASSERT_EQ(values[index].has_value(), index >= length);
      if (values[index]) {
        ASSERT_NEAR(*values[index], naive_rsi(inputs, index, length), 1e-8);
      }
    }
  }
}

TEST(wilder_rsi, is_100_without_any_loss_and_0_without_any_gain) {
  wilder_rsi rising(3);
  wilder_rsi falling(3);
  wilder_rsi still(3);
  for (const double value : {1.0, 2.0, 3.0}) {
    rising.update(value);
    falling.update(-value);
    still.update(5.0);
  }
  EXPECT_EQ(rising.update(4.0), 100.0);
  EXPECT_EQ(falling.update(-4.0), 0.0);
  EXPECT_EQ(still.update(5.0), 100.0);
}

TEST(rolling_range, is_the_range_of_the_window_for_any_length) {
  for (std::size_t length = 1; length < 30; ++length) {
    SCOPED_TRACE(seed + length);
    const auto inputs = random_closes(seed + length, 200);
    rolling_range machine(length);
    for (std::size_t index = 0; index < inputs.size(); ++index) {
      const auto range = machine.update(inputs[index]);
      ASSERT_EQ(range.has_value(), index + 1 >= length);
      if (!range)
        continue;
      const auto last = inputs.begin() + static_cast<std::ptrdiff_t>(index) + 1;
      const auto [low, high] =
          std::minmax_element(last - static_cast<std::ptrdiff_t>(length), last);
      ASSERT_EQ(range->lowest, *low);
      ASSERT_EQ(range->highest, *high);
    }
  }
}

TEST(stochastic_rsi, has_the_known_values) {
  stochastic_rsi machine({14, 14, 3, 3});
  std::vector<stochastic_rsi::lines> values;
  for (const double close : known_closes())
    values.push_back(machine.update(close));
  EXPECT_FALSE(values[28].k);
  EXPECT_FALSE(values[30].d);
  for (const auto& [index, value] : known_values{{29, 47.048035},
                                                 {33, 100.0},
                                                 {34, 96.904444},
                                                 {43, 0.0},
                                                 {44, 4.098274},
                                                 {45, 14.876768},
                                                 {49, 6.894097}})
    EXPECT_NEAR(*values[index].k, value, 5e-7) << index;
  for (const auto& [index, value] : known_values{
           {31, 65.908002}, {34, 98.63385}, {44, 2.163282}, {45, 6.325014}, {49, 15.86068}})
    EXPECT_NEAR(*values[index].d, value, 5e-7) << index;
}

TEST(stochastic_rsi, stands_in_the_middle_of_a_flat_window) {
  stochastic_rsi machine({3, 4, 2, 2});
  stochastic_rsi::lines last;
  for (int index = 0; index < 20; ++index)
    last = machine.update(42.0);
  EXPECT_EQ(last.k, 50.0);
  EXPECT_EQ(last.d, 50.0);
}

TEST(stochastic_rsi, stays_within_0_and_100_and_warms_up_as_long_as_it_says) {
  for (std::uint64_t round = 0; round < 20; ++round) {
    SCOPED_TRACE(seed + round);
    stochastic_rsi machine({5, 7, 3, 4});
    const auto inputs = random_closes(seed + round, 200);
    for (std::size_t index = 0; index < inputs.size(); ++index) {
      const auto now = machine.update(inputs[index]);
      ASSERT_EQ(now.k.has_value(), index + 1 >= 5 + 7 + 3 - 1);
      ASSERT_EQ(now.d.has_value(), index + 1 >= 5 + 7 + 3 - 1 + 4 - 1);
      if (now.k) {
        ASSERT_TRUE(*now.k >= -1e-9 && *now.k <= 100.0 + 1e-9) << *now.k;
      }
    }
  }
}

TEST(stochastic_rsi, needs_lengths) {
  EXPECT_THROW(wilder_rsi(0), std::invalid_argument);
  EXPECT_THROW(rolling_range(0), std::invalid_argument);
  EXPECT_THROW(stochastic_rsi({14, 14, 0, 3}), std::invalid_argument);
}

} // namespace
} // namespace troupe::trading::stochastic_rsi_test
