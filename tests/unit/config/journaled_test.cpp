#include "config/journaled.hpp"

#include "config/load.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace troupe::config::journaled_test {
namespace {

settings with(std::map<std::string, std::string> flags) {
  sources from;
  from.flags = std::move(flags);
  return load(from).value().values;
}

std::string value_of(const std::vector<trading::setting>& all, std::string_view key) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [key](const auto& each) { return each.key == key; });
  return found == all.end() ? "(absent)" : found->value;
}

TEST(journaled, holds_what_reaches_a_decision_with_every_parameter) {
  const auto all = deciding_settings(with({{"trading.symbols", "AAPL,BTC/USD"},
                                           {"risk.order_notional_max", "900"},
                                           {"strategy.stochrsi_ema.rsi_length", "21"},
                                           {"alpaca.secret_key", "hush"},
                                           {"database_url", "postgresql://who:hush@there/"}}));
  ASSERT_TRUE(all);
  EXPECT_EQ(value_of(*all, "risk.order_notional_max"), "900");
  EXPECT_EQ(value_of(*all, "strategy.stochrsi_ema.rsi_length"), "21");
  EXPECT_NE(value_of(*all, "strategy.stochrsi_ema.stochastic_length"), "(absent)");
  for (const auto& each : *all)
    EXPECT_EQ(each.value.find("hush"), std::string::npos) << each.key;
}

TEST(journaled, gives_back_the_settings_that_it_was_made_of) {
  const auto before = with({{"trading.symbols", "AAPL,BTC/USD"},
                            {"trading.strategies", "stochrsi_ema,ma_crossover"},
                            {"risk.daily_loss_max", "77.5"},
                            {"strategy.stochrsi_ema.rsi_length", "21"}});
  const auto all = deciding_settings(before);
  ASSERT_TRUE(all);
  const auto after = settings_of(*all);
  ASSERT_TRUE(after) << after.failure().message;
  EXPECT_EQ(after->trading.symbols, before.trading.symbols);
  EXPECT_EQ(after->trading.strategies, before.trading.strategies);
  EXPECT_EQ(after->risk.daily_loss_max, before.risk.daily_loss_max);
  EXPECT_EQ(*deciding_settings(*after), *all);
}

TEST(journaled, refuses_a_strategy_that_is_not_there) {
  EXPECT_FALSE(deciding_settings(with({{"trading.strategies", "no_such"}})));
  EXPECT_EQ(settings_of({{"no.such", "1"}}).failure().code, "unknown_key");
}

} // namespace
} // namespace troupe::config::journaled_test
