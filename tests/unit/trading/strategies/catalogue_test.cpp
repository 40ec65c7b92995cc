// Strategies are made by name, with checked parameters.
#include "trading/strategies/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace troupe::trading::catalogue_test {
namespace {

std::string failure_of(std::string_view name, const parameter_values& given) {
  const auto made = make_strategy(name, given);
  return made ? "" : made.failure().code;
}

// With what a parameter cannot do without: a stop and a target.
parameter_values alone(const std::string& name, number value) {
  parameter_values given{{name, value}};
  if (name == "size_risk_percent" || name == "native_exits")
    given.insert({{"stop_percent", number::of(1)}, {"target_percent", number::of(1)}});
  return given;
}

TEST(catalogue, makes_every_strategy_that_it_lists) {
  const auto all = strategies();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const auto& left, const auto& right) {
    return left.name < right.name;
  }));
  for (const auto& each : all) {
    const auto made = make_strategy(each.name);
    ASSERT_TRUE(made) << each.name;
    EXPECT_EQ((*made)->name(), each.name);
    EXPECT_EQ(day_ns % (*made)->candle_length_ns(), 0);
  }
}

TEST(catalogue, accepts_the_bounds_of_every_parameter_and_nothing_beyond) {
  for (const auto& each : strategies())
    for (const auto& parameter : each.parameters) {
      const std::string name(parameter.name);
      SCOPED_TRACE(name);
      EXPECT_TRUE(parameter.lowest <= parameter.initial && parameter.initial <= parameter.highest);
      EXPECT_EQ(failure_of(each.name, alone(name, parameter.lowest)), "");
      EXPECT_EQ(failure_of(each.name, alone(name, parameter.highest)), "");
      EXPECT_EQ(failure_of(each.name, alone(name, parameter.lowest - number{1})),
                "parameter_out_of_range");
      EXPECT_EQ(failure_of(each.name, alone(name, parameter.highest + number{1})),
                "parameter_out_of_range");
    }
}

TEST(catalogue, refuses_what_it_does_not_know) {
  EXPECT_EQ(failure_of("moon", {}), "unknown_strategy");
  EXPECT_EQ(failure_of("stochrsi_ema", {{"moon", number::of(1)}}), "unknown_parameter");
  EXPECT_EQ(failure_of("stochrsi_ema", {{"rsi_length", *number::parse("14.5")}}),
            "parameter_out_of_range");
  EXPECT_EQ(failure_of("stochrsi_ema", {{"candle_minutes", number::of(7)}}),
            "parameter_out_of_range");
}

TEST(catalogue, reads_parameters_from_text) {
  const auto definitions = (*find_strategy("stochrsi_ema"))->parameters;
  EXPECT_EQ(*parse_parameter(definitions, "allow_short", "true"), number::of(1));
  EXPECT_EQ(*parse_parameter(definitions, "stop_percent", "1.5"), *number::parse("1.5"));
  EXPECT_EQ(parse_parameter(definitions, "stop_percent", "x").failure().code, "invalid_decimal");
  EXPECT_EQ(parse_parameter(definitions, "rsi_length", "1").failure().code,
            "parameter_out_of_range");
  EXPECT_EQ(parse_parameter(definitions, "moon", "1").failure().code, "unknown_parameter");
}

TEST(every_quote, enters_and_exits_in_turn) {
  const auto machine = make_strategy("every_quote").value();
  quote seen;
  seen.symbol = symbol::of("AAPL");
  for (int round = 0; round < 6; ++round)
    EXPECT_EQ(machine->on_quote(seen, {})->verdict,
              round % 2 == 0 ? verdict::enter_long : verdict::exit);
}

} // namespace
} // namespace troupe::trading::catalogue_test
