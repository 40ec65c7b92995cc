// Single refusals with their words, and the relations of a bracket's prices.
#include "tests/unit/trading/orders/order_drafts.hpp"
#include "trading/orders/order_rules.hpp"

#include <gtest/gtest.h>

#include <string>

namespace troupe::trading::order_refusals_test {
namespace {

using change = void (*)(order_draft&, order_setting&);

struct expectation {
  order_kind from;
  change changed;
  int http_status;
  int code;
  const char* field;
  const char* message;
};

constexpr auto crypto = asset_class::crypto;
constexpr auto gtc = time_in_force::gtc;

const expectation expectations[] = {
    {{},
     [](auto& order, auto&) { order.qty.reset(); },
     422,
     40010001,
     "qty",
     "qty or notional is required"},
    {{},
     [](auto& order, auto&) { order.notional = money::of(5); },
     422,
     40010001,
     "notional",
     "only one of qty or notional is accepted"},
    {{.sizing = order_sizing::notional},
     [](auto& order, auto&) { order.notional = money{units_per_one - 1}; },
     422,
     42210000,
     "notional",
     "notional must be >= 1.00"},
    {{.type = order_type::limit},
     [](auto& order, auto&) { order.limit_price.reset(); },
     422,
     40010001,
     "limit_price",
     "limit orders require a limit price"},
    {{.type = order_type::stop_limit},
     [](auto& order, auto&) { order.stop_price.reset(); },
     422,
     40010001,
     "stop_price",
     "stop limit orders require both stop and limit price"},
    {{},
     [](auto& order, auto&) { order.stop_price = px("5"); },
     422,
     40010001,
     "limit_price",
     "market orders require no stop or limit price"},
    {{.type = order_type::trailing_stop},
     [](auto& order, auto&) { order.trail_percent = number::of(1); },
     422,
     40010001,
     "trail_price",
     "trailing stop orders must specify one of trail_price or trail_percent"},
    {{.asset_class = crypto, .time_in_force = gtc, .intent = position_intent::sell_to_open},
     [](auto& order, auto&) { order.qty = quantity::parse("0.5").value(); },
     403,
     40310000,
     "qty",
     "insufficient balance for BTC (requested: 0.5, available: 0)"},
    {{.asset_class = crypto, .type = order_type::limit, .time_in_force = gtc},
     [](auto& order, auto&) { order.limit_price = px("1.99"); },
     403,
     40310000,
     "qty",
     "cost basis must be >= minimal amount of order 10"},
    {{.sizing = order_sizing::notional},
     [](auto&, auto& meets) { meets.asset.fractionable = false; },
     403,
     40310000,
     "qty",
     "asset \"AAPL\" is not fractionable"},
    {{.intent = position_intent::sell_to_open},
     [](auto&, auto& meets) { meets.short_allowed = false; },
     403,
     40310000,
     "side",
     "account is not allowed to short"},
    {{.time_in_force = time_in_force::opg},
     [](auto&, auto& meets) { meets.new_york_minute = 9 * 60 + 28; },
     403,
     40310000,
     "time_in_force",
     "opg orders must be submitted after 7:00pm and before 9:28am"},
    {{},
     [](auto& order, auto&) { order.stated_intent = position_intent::sell_to_close; },
     422,
     42210000,
     "position_intent",
     "position intent mismatch, inferred: buy_to_open, specified: sell_to_close"},
    {{},
     [](auto&, auto& meets) { meets.asset.active = false; },
     422,
     40010001,
     "symbol",
     "asset AAPL is not active"},
    {{.type = order_type::stop, .intent = position_intent::sell_to_close},
     [](auto&, auto& meets) { meets.market_price = px("98"); },
     422,
     42210000,
     "stop_price",
     "stop price must be less than current price"},
};

TEST(order_refusal, has_alpacas_status_code_and_words) {
  for (const auto& expected : expectations) {
    SCOPED_TRACE(expected.message);
    auto order = well_formed(expected.from);
    order_setting setting;
    expected.changed(order, setting);
    const auto refused = refusal_of(order, setting);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->answer.http_status, expected.http_status);
    EXPECT_EQ(refused->answer.code, expected.code);
    EXPECT_EQ(refused->field, expected.field);
    EXPECT_EQ(refused->message, expected.message);
  }
}

TEST(order_refusal, comes_with_the_auction_windows_and_goes_with_them) {
  const auto answer = [](time_in_force auction, int minute) {
    return refusal_of(well_formed({.time_in_force = auction}), {.new_york_minute = minute});
  };
  for (int minute = 0; minute < 24 * 60; ++minute) {
    SCOPED_TRACE(minute);
    EXPECT_EQ(answer(time_in_force::opg, minute).has_value(), minute >= 568 && minute < 1140);
    EXPECT_EQ(answer(time_in_force::cls, minute).has_value(), minute >= 950 && minute < 1140);
    EXPECT_FALSE(answer(time_in_force::day, minute));
  }
}

TEST(bracket_prices, stand_on_their_sides_of_each_other_the_entry_and_the_market) {
  constexpr std::uint64_t seed = 77;
  SCOPED_TRACE(seed);
  splitmix64 bits(seed);
  for (int round = 0; round < 50'000; ++round) {
    const bool buys = bits.below(2) == 0;
    auto order = well_formed(
        {.type = order_type::limit,
         .order_class = order_class::bracket,
         .intent = buys ? position_intent::buy_to_open : position_intent::sell_to_open});
    const auto near_100 = [&] {
      return price{(9'990 + std::int64_t(bits.below(21))) * 10'000'000};
    };
    order.limit_price = near_100();
    order.take_profit_limit_price = near_100();
    order.stop_loss_stop_price = near_100();
    const order_setting setting{.market_price = near_100()};
    const auto entry = order.limit_price->units;
    const auto profit = order.take_profit_limit_price->units;
    const auto loss = order.stop_loss_stop_price->units;
    const auto market = setting.market_price->units;
    const bool fits = buys ? profit > loss && loss < entry && loss < market
                           : profit < loss && loss > entry && loss > market;
    ASSERT_EQ(!refusal_of(order, setting), fits)
        << to_text(order.intent) << " at " << order.limit_price->text() << " for "
        << order.take_profit_limit_price->text() << " or " << order.stop_loss_stop_price->text()
        << " in a market at " << setting.market_price->text();
  }
}

TEST(bracket_prices, of_an_oco_are_those_of_the_exit_that_it_is) {
  auto exit = well_formed({.type = order_type::limit,
                           .order_class = order_class::oco,
                           .intent = position_intent::sell_to_close});
  exit.limit_price.reset();
  EXPECT_FALSE(refusal_of(exit, {.market_price = price::of(100)}));
  exit.stop_loss_stop_price = exit.take_profit_limit_price;
  EXPECT_EQ(refusal_of(exit, {})->code, "take_profit_not_above_stop_loss");
  exit.intent = position_intent::buy_to_close;
  EXPECT_EQ(refusal_of(exit, {})->code, "take_profit_not_below_stop_loss");
  exit.intent = position_intent::sell_to_open;
  EXPECT_EQ(refusal_of(exit, {})->code, "insufficient_qty");
}

} // namespace
} // namespace troupe::trading::order_refusals_test
