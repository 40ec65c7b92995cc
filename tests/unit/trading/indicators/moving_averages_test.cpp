// Simple and exponential moving averages against their definitions.
#include "trading/indicators/exponential_moving_average.hpp"
#include "trading/indicators/simple_moving_average.hpp"

#include "series.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace troupe::trading::moving_averages_test {
namespace {

constexpr std::uint64_t seed = 77;

template <class Indicator>
std::vector<std::optional<double>> values_of(Indicator machine, const std::vector<double>& inputs) {
  std::vector<std::optional<double>> values;
  for (const double input : inputs)
    values.push_back(machine.update(input));
  return values;
}

double mean(const std::vector<double>& inputs, std::size_t from, std::size_t length) {
  long double sum = 0;
  for (std::size_t index = from; index < from + length; ++index)
    sum += inputs[index];
  return static_cast<double>(sum / static_cast<long double>(length));
}

TEST(simple_moving_average, is_the_mean_of_the_window_for_any_length) {
  for (std::size_t length = 1; length < 40; ++length) {
    SCOPED_TRACE(length);
    const auto inputs = random_closes(seed + length, 200);
    const auto values = values_of(simple_moving_average(length), inputs);
    for (std::size_t index = 0; index < inputs.size(); ++index) {
      ASSERT_EQ(values[index].has_value(), index + 1 >= length);
      if (values[index]) {
        ASSERT_NEAR(*values[index], mean(inputs, index + 1 - length, length), 1e-10);
      }
    }
  }
}

TEST(simple_moving_average, does_not_remember_what_has_left_the_window) {
  simple_moving_average disturbed(3);
  for (const double value : {1e17, -3.3e16, 0.7})
    disturbed.update(value);
  simple_moving_average fresh(3);
  std::optional<double> left;
  std::optional<double> right;
  for (const double value : {0.1, 0.2, 0.3}) {
    left = disturbed.update(value);
    right = fresh.update(value);
  }
  EXPECT_EQ(left, right);
}

TEST(exponential_moving_average, has_the_known_values_from_its_simple_seed_on) {
  const auto nine = values_of(exponential_moving_average(9), known_closes());
  EXPECT_FALSE(nine[7]);
  EXPECT_NEAR(*nine[8], 99.75, 5e-7);
  EXPECT_NEAR(*nine[9], 100.05, 5e-7);
  EXPECT_NEAR(*nine[10], 100.59, 5e-7);
  EXPECT_NEAR(*nine[49], 93.680212, 5e-7);
  EXPECT_NEAR(*values_of(exponential_moving_average(21), known_closes())[49], 96.080978, 5e-7);
}

TEST(exponential_moving_average, agrees_with_its_weights_written_out) {
  constexpr std::size_t length = 12;
  const auto inputs = random_closes(seed, 300);
  const auto values = values_of(exponential_moving_average(length), inputs);
  const double kept = 1.0 - 2.0 / (length + 1.0);
  for (std::size_t index = length - 1; index < inputs.size(); ++index) {
    double expected = 0;
    double weight = 1;
    for (std::size_t back = index; back >= length; --back) {
      expected += weight * (1.0 - kept) * inputs[back];
      weight *= kept;
    }
    expected += weight * mean(inputs, 0, length);
    ASSERT_NEAR(*values[index], expected, 1e-9);
  }
}

TEST(moving_averages, need_a_length) {
  EXPECT_THROW(simple_moving_average(0), std::invalid_argument);
  EXPECT_THROW(exponential_moving_average(0), std::invalid_argument);
}

} // namespace
} // namespace troupe::trading::moving_averages_test
