// The account's configuration: what a change may say, and which orders the result forbids.
#include "net/venue/account_configuration.hpp"

#include <gtest/gtest.h>

namespace troupe::net::venue::account_configuration_test {
namespace {

trading::order_request sale_of(const char* symbol, const char* qty) {
  trading::order_request asked;
  asked.symbol = trading::symbol::of(symbol);
  asked.side = trading::side::sell;
  asked.qty = trading::quantity::parse(qty).value();
  return asked;
}

TEST(account_configuration, changes_what_is_named_and_nothing_else) {
  const auto next =
      changed({}, R"({"suspend_trade":true,"max_margin_multiplier":1,)"
                  R"("trade_confirm_email":"none","max_options_trading_level":2,)"
                  R"("no_shorting":null,"fractional_trading":"","pdt_check":"both"})");
  ASSERT_TRUE(next) << next.failure().message;
  EXPECT_TRUE(next->suspend_trade);
  EXPECT_FALSE(next->no_shorting);
  EXPECT_TRUE(next->fractional_trading);
  EXPECT_EQ(next->max_margin_multiplier, "1");
  EXPECT_EQ(next->trade_confirm_email, "none");
  EXPECT_EQ(next->max_options_trading_level, 2);
  EXPECT_FALSE(changed(*next, R"({"max_options_trading_level":null})")->max_options_trading_level);
}

TEST(account_configuration, refuses_values_that_do_not_exist) {
  for (const auto* body :
       {R"({"suspend_trade":"yes"})", R"({"max_margin_multiplier":"3"})",
        R"({"trade_confirm_email":"some"})", R"({"max_options_trading_level":4})",
        R"({"max_options_trading_level":1.5})", R"({"no_shorting":1})"}) {
    const auto refused = changed({}, body);
    ASSERT_FALSE(refused) << body;
    EXPECT_EQ(refused.failure().code, "invalid_parameter") << body;
  }
  EXPECT_EQ(changed({}, "[]").failure().code, "invalid_body");
  EXPECT_EQ(changed({}, "{").failure().code, "invalid_body");
}

TEST(account_configuration, forbids_every_order_while_trading_is_suspended) {
  const account_configuration suspended{.suspend_trade = true};
  const auto held = trading::quantity::of(5);
  EXPECT_FALSE(admit(suspended, sale_of("BTC/USD", "1"), held));
  EXPECT_FALSE(admit(suspended, sale_of("AAPL", "1"), held));
  EXPECT_TRUE(admit({}, sale_of("AAPL", "1"), held));
}

TEST(account_configuration, forbids_opening_a_short_but_not_closing_a_long) {
  const account_configuration long_only{.no_shorting = true};
  EXPECT_TRUE(admit(long_only, sale_of("AAPL", "5"), trading::quantity::of(5)));
  EXPECT_FALSE(admit(long_only, sale_of("AAPL", "5"), trading::quantity{}));
  EXPECT_FALSE(admit(long_only, sale_of("AAPL", "5"), -trading::quantity::of(1)));
  auto purchase = sale_of("AAPL", "1");
  purchase.side = trading::side::buy;
  EXPECT_TRUE(admit(long_only, purchase, -trading::quantity::of(1)));
}

TEST(account_configuration, forbids_fractions_of_shares_but_not_of_coins) {
  const account_configuration whole_only{.fractional_trading = false};
  const auto held = trading::quantity::of(5);
  EXPECT_FALSE(admit(whole_only, sale_of("AAPL", "0.5"), held));
  EXPECT_TRUE(admit(whole_only, sale_of("AAPL", "2"), held));
  EXPECT_TRUE(admit(whole_only, sale_of("BTC/USD", "0.5"), held));
  auto by_worth = sale_of("AAPL", "0");
  by_worth.notional = trading::money::of(10);
  EXPECT_FALSE(admit(whole_only, by_worth, held));
}

} // namespace
} // namespace troupe::net::venue::account_configuration_test
