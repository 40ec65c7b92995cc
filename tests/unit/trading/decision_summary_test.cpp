#include "trading/decision_summary.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::decision_summary_test {
namespace {

constexpr gate holds_true{"close_above_ema", number::of(5), ">", number::of(3), true};
constexpr gate fails_first{"k_crosses_above_d", number::of(1), ">", number::of(2), false};
constexpr gate fails_later{"volume_above_average", number::of(7), ">", number::of(9), false};

decision made(verdict wanted, term reason, gate_list gates) {
  decision record;
  record.symbol = symbol::of("BTC/USD");
  record.strategy = "stochrsi_ema";
  record.verdict = wanted;
  record.reason = reason;
  record.gates = gates;
  return record;
}

TEST(decision_summary, names_the_gate_of_the_reason_where_it_failed) {
  const auto record =
      made(verdict::none, "volume_above_average", {holds_true, fails_first, fails_later});
  ASSERT_NE(first_failed_gate(record), nullptr);
  EXPECT_EQ(first_failed_gate(record)->name, "volume_above_average");
  EXPECT_EQ(summary_of(record), "No order: stochrsi_ema did not enter BTC/USD because "
                                "volume_above_average did not hold (7 > 9 is not true).");
}

TEST(decision_summary, names_the_first_failed_gate_while_something_is_held) {
  const auto record = made(verdict::none, "holding", {fails_first, fails_later});
  EXPECT_EQ(summary_of(record), "No order: stochrsi_ema goes on holding BTC/USD; first, "
                                "k_crosses_above_d did not hold (1 > 2 is not true).");
}

TEST(decision_summary, says_how_many_candles_a_strategy_has_seen_while_it_warms_up) {
  const gate too_few{"warmed_up", number::of(12), ">=", number::of(34), false};
  const auto record = made(verdict::none, "warming_up", {too_few});
  EXPECT_EQ(first_failed_gate(record)->name, "warmed_up");
  EXPECT_EQ(summary_of(record), "No order: stochrsi_ema has not seen enough of BTC/USD yet; its "
                                "indicators are warming up, 12 of 34 candles.");
}

TEST(decision_summary, says_that_indicators_warm_up_where_no_gate_was_asked) {
  const auto record = made(verdict::none, "warming_up", {});
  EXPECT_EQ(first_failed_gate(record), nullptr);
  EXPECT_EQ(summary_of(record), "No order: stochrsi_ema has not seen enough of BTC/USD yet; its "
                                "indicators are warming up.");
}

TEST(decision_summary, blames_no_gate_for_what_was_wanted_or_approved) {
  for (const auto wanted : {verdict::enter_long, verdict::exit, verdict::approved})
    EXPECT_EQ(first_failed_gate(made(wanted, "entry", {holds_true, fails_first})), nullptr);
  EXPECT_EQ(summary_of(made(verdict::enter_long, "entry", {holds_true})),
            "stochrsi_ema wanted to buy BTC/USD; conditions that held: 1.");
  EXPECT_EQ(summary_of(made(verdict::exit, "close_above_ema", {holds_true})),
            "stochrsi_ema wanted to leave BTC/USD because of close_above_ema (5 > 3).");
}

TEST(decision_summary, says_which_check_risk_refused_by) {
  const auto record = made(verdict::refused, "k_crosses_above_d", {holds_true, fails_first});
  EXPECT_EQ(summary_of(record), "No order: risk refused what stochrsi_ema wanted of BTC/USD "
                                "because k_crosses_above_d did not hold (1 > 2 is not true).");
}

} // namespace
} // namespace troupe::trading::decision_summary_test
