// Sizes by every rule, and that rounding never spends what is not there.
#include "trading/sizing/position_size.hpp"

#include <gtest/gtest.h>

#include <random>

namespace troupe::trading::position_size_test {
namespace {

constexpr std::uint64_t seed = 10'000;

size_request account(std::int64_t equity, const char* entry) {
  size_request request;
  request.entry = *price::parse(entry);
  request.equity = money::of(equity);
  request.cash = money::of(equity);
  return request;
}

TEST(position_size, follows_its_rule) {
  const auto request = account(10'000, "100");
  EXPECT_EQ(*size_by_quantity(request, quantity::of(7)), quantity::of(7));
  EXPECT_EQ(*size_by_notional(request, money::of(250)), *quantity::parse("2.5"));
  EXPECT_EQ(*size_by_equity(request, number::of(2)), quantity::of(2));
  EXPECT_EQ(*size_by_risk(request, number::of(2), price::of(95)), quantity::of(40));
  EXPECT_EQ(*size_by_risk(request, number::of(2), price::of(105)), quantity::of(40)) << "short";
  EXPECT_EQ(*size_by_atr(request, number::of(1), price::of(2), number::of(2)), quantity::of(25));
}

TEST(position_size, is_held_down_to_cash_and_to_a_share_of_the_equity) {
  auto request = account(100'000, "100");
  request.max_percent = number::of(20);
  EXPECT_EQ(*size_by_atr(request, number::of(2), *price::parse("2.303571"), number::of(2)),
            quantity::of(200));
  request.cash = money::of(150);
  EXPECT_EQ(*size_by_equity(request, number::of(5)), *quantity::parse("1.5"));
}

TEST(position_size, is_rounded_down_to_the_increment) {
  auto request = account(1'000, "300");
  request.increment = quantity::of(1);
  EXPECT_EQ(*size_by_equity(request, number::of(100)), quantity::of(3));
  request.increment = *quantity::parse("0.0001");
  EXPECT_EQ(*size_by_equity(request, number::of(100)), *quantity::parse("3.3333"));
}

TEST(position_size, is_refused_where_it_is_worth_too_little) {
  auto request = account(1'000, "300");
  request.minimum_notional = money::of(10);
  EXPECT_EQ(size_by_notional(request, money::of(9)).failure().code, "below_minimum_notional");
  request.increment = quantity::of(1);
  EXPECT_EQ(size_by_notional(request, money::of(299)).failure().code, "size_is_zero");
  request.cash = money{};
  EXPECT_EQ(size_by_equity(request, number::of(5)).failure().code, "size_is_zero");
}

TEST(position_size, refuses_figures_that_make_no_sense) {
  const auto request = account(1'000, "300");
  const auto code = [](const result<quantity>& size) { return size.failure().code; };
  EXPECT_EQ(code(size_by_risk(request, number::of(1), price::of(300))), "invalid_size_request");
  EXPECT_EQ(code(size_by_atr(request, number::of(1), price{}, number::of(2))),
            "invalid_size_request");
  EXPECT_EQ(code(size_by_equity(request, number::of(-1))), "invalid_size_request");
  EXPECT_EQ(code(size_by_quantity(account(1'000, "0"), quantity::of(1))), "invalid_size_request");
  EXPECT_EQ(code(size_by_quantity(account(-1, "5"), quantity::of(1))), "invalid_size_request");
}

TEST(position_size, does_not_overflow_where_a_coin_costs_next_to_nothing) {
  auto request = account(1'000'000'000, "0.000000001");
  const auto size = size_by_equity(request, number::of(100));
  ASSERT_TRUE(size);
  EXPECT_LE(notional(request.entry, *size), request.cash);
}

TEST(position_size, never_costs_more_than_the_cash_whatever_is_rounded) {
  std::mt19937_64 random(seed);
  const auto below = [&random](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most));
  };
  int sized = 0;
  for (int round = 0; round < 50'000; ++round) {
    SCOPED_TRACE(seed);
    size_request request;
    request.entry = price{1 + below(random() % 2 == 0 ? 5'000'000'000 : 60'000'000'000'000)};
    request.equity = money{below(1'000'000 * units_per_one)};
    request.cash = money{below(request.equity.units + 1)};
    request.max_percent = number{1 + below(100 * units_per_one)};
    constexpr std::int64_t increments[]{1, 1'000, 100'000, units_per_one};
    request.increment = quantity{increments[random() % 4]};
    request.minimum_notional = money::of(below(20));
    const auto size = round % 2 == 0
                          ? size_by_equity(request, number{below(200 * units_per_one)})
                          : size_by_risk(request, number{below(5 * units_per_one)},
                                         request.entry + price{1 + below(units_per_one)});
    if (!size)
      continue;
    ++sized;
    const auto cost = notional(request.entry, *size);
    ASSERT_GT(*size, quantity{});
    ASSERT_LE(cost, request.cash);
    ASSERT_GE(cost, request.minimum_notional);
    ASSERT_EQ(size->units % request.increment.units, 0);
    ASSERT_LE(static_cast<long double>(cost.units) * 100 * units_per_one,
              static_cast<long double>(request.equity.units) *
                      static_cast<long double>(request.max_percent.units) +
                  100.0L * units_per_one);
  }
  EXPECT_GT(sized, 20'000);
}

} // namespace
} // namespace troupe::trading::position_size_test
