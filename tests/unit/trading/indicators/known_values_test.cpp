// Every indicator, and every variant that another program computes, against known values.
#include "columns.hpp"
#include "series.hpp"
#include "trading/indicators/volume_profile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>

namespace troupe::trading::known_values_test {
namespace {

struct known_column {
  const char* name;
  parameter_values parameters;
  std::size_t output;
  std::vector<std::pair<std::size_t, double>> values; // by index
};

number of(std::int64_t whole) {
  return number::of(whole);
}

const parameter_values nine{{"length", of(9)}};
const parameter_values twenty{{"length", of(20)}};
const std::vector<known_column> known_columns{
    {"rsi", {}, 0, {{14, 55.223881}, {15, 51.115834}, {20, 35.046534}, {49, 33.795477}}},
    {"rsi_pandas",
     {},
     0,
     {{14, 54.496965},
      {15, 48.432765},
      {20, 28.72857},
      {33, 67.394305},
      {45, 44.40908},
      {49, 33.302036}}},
    {"rsi_cutler",
     {},
     0,
     {{14, 55.223881},
      {15, 46.969697},
      {17, 40.0},
      {20, 41.176471},
      {44, 36.666667},
      {49, 19.54023}}},
    {"stochrsi", {}, 0, {{29, 47.048035}, {33, 100.0}, {43, 0.0}, {49, 6.894097}}},
    {"stochrsi", {}, 1, {{31, 65.908002}, {44, 2.163282}, {49, 15.86068}}},
    {"stochrsi_pandas",
     {},
     0,
     {{29, 54.402317},
      {31, 88.312495},
      {36, 68.127612},
      {40, 17.905782},
      {45, 14.798446},
      {49, 7.345005}}},
    {"stochrsi_pandas", {}, 1, {{31, 70.827315}, {36, 84.000233}, {44, 2.667171}, {49, 16.170431}}},
    {"ema", nine, 0, {{8, 99.75}, {9, 100.05}, {10, 100.59}, {49, 93.680212}}},
    {"ema_pandas",
     nine,
     0,
     {{0, 100.0},
      {1, 100.3},
      {2, 100.69},
      {8, 99.300335},
      {12, 101.603417},
      {20, 97.771916},
      {49, 93.680164}}},
    {"ema_pandas", {{"length", of(30)}}, 0, {{49, 96.893134}}},
    {"macd_pandas", {}, 0, {{47, -1.528317}, {48, -1.816277}, {49, -2.081018}}},
    {"macd_pandas", {}, 1, {{47, -0.914929}, {48, -1.095199}, {49, -1.292363}}},
    {"macd_pandas", {}, 2, {{47, -0.613388}, {48, -0.721079}, {49, -0.788655}}},
    {"bollinger", {}, 0, {{49, 88.385559}}},
    {"bollinger", {}, 1, {{49, 97.8875}}},
    {"bollinger", {}, 2, {{49, 107.389441}}},
    {"bollinger_pandas", {}, 0, {{49, 88.138715}}},
    {"bollinger_pandas", {}, 2, {{49, 107.636285}}},
    {"stochastic", {}, 0, {{47, 18.128655}, {48, 9.912281}, {49, 4.07477}}},
    {"stochastic", {}, 1, {{47, 16.569201}, {48, 15.584795}, {49, 10.705235}}},
    {"stochastic_close", {}, 0, {{47, 17.429194}, {48, 8.787219}, {49, 2.614379}}},
    {"stochastic_close", {}, 1, {{47, 15.686275}, {48, 14.705882}, {49, 9.610264}}},
    {"vwap", {}, 0, {{49, 98.566115}}},
    {"vwap_close", {}, 0, {{49, 98.4384}}},
    {"atr", {}, 0, {{13, 1.857143}, {14, 1.867347}, {49, 2.251322}}},
    {"atr_pandas",
     twenty,
     0,
     {{0, 0.75}, {1, 0.892857}, {2, 0.95068}, {19, 1.82331}, {49, 2.263096}}},
    {"atr_pandas", {}, 0, {{49, 2.272053}}},
    {"atr_simple", {}, 0, {{49, 2.303571}}},
    {"bands_pandas", {}, 2, {{19, 1.288396}, {49, 1.005502}}},
    {"volume_profile",
     {{"length", of(50)}, {"levels", of(25)}},
     0,
     {{49, 98.25}}},
    {"volume_ratio", {}, 0, {{29, 2.04266}, {39, 0.890985}, {44, 1.795802}, {49, 1.545058}}},
    {"volume_ratio", {{"length", of(50)}}, 0, {{49, 1.594617}}},
};

TEST(known_values, are_what_every_indicator_gives) {
  for (const auto& each : known_columns) {
    const auto column = column_of(each.name, known_candles(), each.parameters, each.output);
    for (const auto& [index, value] : each.values) {
      SCOPED_TRACE(std::string(each.name) + " at " + std::to_string(index));
      ASSERT_TRUE(column[index]);
      EXPECT_NEAR(*column[index], value, 6e-7);
    }
  }
}

TEST(known_values, are_the_volumes_at_the_five_busiest_levels) {
  volume_profile machine(50, 25);
  for (const auto& candle : known_candles())
    machine.fold(candle);
  auto levels = machine.profile();
  std::sort(levels.begin(), levels.end(), [](const auto& left, const auto& right) {
    return left.volume > right.volume;
  });
  const std::vector<std::pair<double, double>> known{{98.25, 4881.833},
                                                     {98.9375, 4707.0},
                                                     {97.5625, 4374.25},
                                                     {99.625, 4181.317},
                                                     {95.5, 4143.383}};
  for (std::size_t index = 0; index < known.size(); ++index) {
    EXPECT_NEAR(levels[index].price, known[index].first, 6e-7);
    EXPECT_NEAR(levels[index].volume, known[index].second, 6e-4);
  }
}

TEST(known_values, begin_where_they_are_known_to) {
  const auto begins = [](const char* name, std::size_t output = 0) {
    const auto column = column_of(name, known_candles(), {}, output);
    std::size_t first = 0;
    while (first < column.size() && !column[first])
      ++first;
    return first;
  };
  EXPECT_EQ(begins("rsi"), 14U);
  EXPECT_EQ(begins("rsi_pandas"), 14U);
  EXPECT_EQ(begins("stochrsi", 0), 29U);
  EXPECT_EQ(begins("stochrsi", 1), 31U);
  EXPECT_EQ(begins("ema"), 19U);
  EXPECT_EQ(begins("macd", 0), 25U);
  EXPECT_EQ(begins("macd", 1), 33U);
  EXPECT_EQ(begins("bollinger"), 19U);
  EXPECT_EQ(begins("atr"), 13U);
  EXPECT_EQ(begins("volatility"), 20U);
  EXPECT_EQ(begins("adx", 1), 14U);
  EXPECT_EQ(begins("adx", 0), 27U);
}

} // namespace
} // namespace troupe::trading::known_values_test
