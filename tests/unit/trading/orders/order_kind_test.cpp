// Kinds of orders, drafts of requests, sessions and steps.
#include "tests/unit/trading/orders/order_drafts.hpp"
#include "trading/orders/order_increments.hpp"
#include "trading/orders/order_session.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace troupe::trading::order_kind_test {
namespace {

TEST(order_kind, is_listed_once_for_each_combination) {
  const auto kinds = every_order_kind();
  ASSERT_EQ(kinds.size(), 7'200u);
  const auto key = [](const order_kind& kind) {
    return std::tuple(kind.asset_class, kind.type, kind.time_in_force, kind.order_class, kind.hours,
                      kind.sizing, kind.intent);
  };
  auto sorted = kinds;
  std::ranges::sort(sorted, {}, key);
  EXPECT_EQ(std::ranges::adjacent_find(sorted, {}, key), sorted.end());
}

TEST(order_kind, is_within_a_scope_when_each_of_its_words_is) {
  const order_scope scope{.asset_classes = {asset_class::crypto},
                          .types = {order_type::limit, order_type::market}};
  EXPECT_EQ(describe(scope), "crypto; market, limit");
  EXPECT_EQ(describe({}), "");
  for (const auto& kind : every_order_kind()) {
    EXPECT_TRUE(order_scope{}.contains(kind));
    EXPECT_EQ(scope.contains(kind),
              kind.asset_class == asset_class::crypto &&
                  (kind.type == order_type::limit || kind.type == order_type::market));
  }
}

TEST(order_kind, is_within_a_scope_exactly_when_its_bits_are) {
  constexpr std::uint64_t seed = 5;
  SCOPED_TRACE(seed);
  splitmix64 bits(seed);
  const auto kinds = every_order_kind();
  for (int round = 0; round < 300; ++round) {
    const auto one = kinds[bits.below(kinds.size())];
    const auto other = kinds[bits.below(kinds.size())];
    order_scope scope;
    if (bits.below(2) == 0)
      scope.types = {one.type, other.type};
    if (bits.below(2) == 0)
      scope.times_in_force = {one.time_in_force, other.time_in_force};
    if (bits.below(2) == 0)
      scope.order_classes = {one.order_class, other.order_class};
    if (bits.below(2) == 0)
      scope.sizings = {one.sizing};
    if (bits.below(2) == 0)
      scope.hours = {one.hours};
    if (bits.below(2) == 0)
      scope.asset_classes = {one.asset_class};
    if (bits.below(2) == 0)
      scope.intents = {one.intent};
    for (const auto& kind : kinds)
      ASSERT_EQ(scope.contains(kind), (bits_of(kind) & ~bits_of(scope)) == 0);
  }
}

TEST(order_class, is_read_as_it_is_written) {
  for (const auto value : {order_class::simple, order_class::bracket, order_class::oco,
                           order_class::oto, order_class::mleg})
    EXPECT_EQ(parse_order_class(to_text(value)).value(), value);
  EXPECT_EQ(parse_order_class("").value(), order_class::simple);
  EXPECT_EQ(parse_order_class("Bracket").failure().code, "invalid_order_class");
}

TEST(position_intent, follows_from_the_side_and_what_is_held) {
  EXPECT_EQ(intent_of(side::buy, {}), position_intent::buy_to_open);
  EXPECT_EQ(intent_of(side::buy, quantity{1}), position_intent::buy_to_open);
  EXPECT_EQ(intent_of(side::buy, quantity{-1}), position_intent::buy_to_close);
  EXPECT_EQ(intent_of(side::sell, {}), position_intent::sell_to_open);
  EXPECT_EQ(intent_of(side::sell, quantity{-1}), position_intent::sell_to_open);
  EXPECT_EQ(intent_of(side::sell, quantity{1}), position_intent::sell_to_close);
}

TEST(order_draft, leaves_out_what_the_request_has_at_zero) {
  order_request asked;
  asked.symbol = symbol::of("AAPL");
  asked.type = order_type::limit;
  asked.limit_price = price::of(3);
  asked.notional = money::of(20);
  const auto draft = draft_of(asked, position_intent::buy_to_open);
  EXPECT_EQ(draft.limit_price, price::of(3));
  EXPECT_FALSE(draft.stop_price);
  EXPECT_FALSE(draft.qty);
  EXPECT_EQ(draft.kind().sizing, order_sizing::notional);
}

TEST(order_session, divides_the_day_and_lets_only_the_core_trade_without_being_asked) {
  const order_kind regular{};
  const order_kind extended{.type = order_type::limit, .hours = order_hours::extended};
  const order_kind coin{.asset_class = asset_class::crypto};
  const asset_terms by_day{};
  const asset_terms by_night{.overnight_tradable = true};
  for (int minute = 0; minute < 24 * 60; ++minute) {
    SCOPED_TRACE(minute);
    const auto session = session_at(minute);
    EXPECT_EQ(trades_in(regular, session, by_night), minute >= 570 && minute < 960);
    EXPECT_EQ(trades_in(extended, session, by_day), minute >= 240 && minute < 1200);
    EXPECT_TRUE(trades_in(extended, session, by_night));
    EXPECT_TRUE(trades_in(coin, session, by_day));
  }
  EXPECT_EQ(to_text(session_at(600)), "core");
}

TEST(order_increments, compare_costs_exactly_where_their_product_would_not_fit) {
  const price largest{std::numeric_limits<std::int64_t>::max()};
  const quantity most{std::numeric_limits<std::int64_t>::max()};
  EXPECT_TRUE(costs_more(largest, most, crypto_cost_max));
  EXPECT_FALSE(costs_less(largest, most, least_notional));
  const price third{333'333'333};
  EXPECT_TRUE(costs_less(third, quantity::of(3), money::of(1)));
  EXPECT_FALSE(costs_more(third, quantity::of(3), money::of(1)));
  EXPECT_FALSE(costs_less(price::of(1), quantity::of(1), money::of(1)));
  EXPECT_FALSE(costs_more(price::of(1), quantity::of(1), money::of(1)));
}

TEST(order_increments, change_at_a_price_of_one) {
  EXPECT_EQ(stock_price_increment(price::of(1)), px("0.01"));
  EXPECT_EQ(stock_price_increment(px("0.9999")), px("0.0001"));
}

} // namespace
} // namespace troupe::trading::order_kind_test
