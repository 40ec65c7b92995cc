// How much an entry buys: what a strategy says in its decision, and what risk makes of it.
#include "trading/risk/entry_size.hpp"
#include "trading/risk/risk_book.hpp"
#include "trading/strategies/catalogue.hpp"

#include <gtest/gtest.h>

#include <initializer_list>

namespace troupe::trading::entry_size_test {
namespace {

constexpr time_ns noon = 1'522'857'600 * second_ns;
const auto msft = symbol::of("MSFT");

class entry_size_test : public testing::Test {
protected:
  entry_size_test() : book(limits()) {
    session_started started;
    started.broker_account = "PA1";
    started.simulated = true;
    started.market_ns = noon;
    started.cash = money::of(100'000);
    book.fold(event(started));
    quote seen;
    seen.symbol = msft;
    seen.market_ns = noon;
    seen.bid = seen.ask = price::of(100);
    book.fold(seen);
  }

  static risk_limits limits() {
    risk_limits all;
    all.order_notional_max = money::of(50'000);
    return all;
  }

  // Zero where risk refuses.
  quantity sized(std::initializer_list<input> inputs) {
    decision wish;
    wish.market_ns = noon;
    wish.symbol = msft;
    wish.strategy = "one";
    wish.verdict = verdict::enter_long;
    wish.inputs = inputs;
    const auto assessed = book.assess(wish, price::of(100), noon);
    book.release(assessed.risk_decision);
    return assessed.request ? assessed.request->qty : quantity{};
  }

  risk_book book;
};

TEST_F(entry_size_test, is_a_share_of_the_equity_unless_the_decision_says_otherwise) {
  EXPECT_EQ(sized({}), quantity::of(100)) << "a tenth";
  EXPECT_EQ(sized({{"close", number::of(100)}}), quantity::of(100));
  EXPECT_EQ(sized({{"size_quantity", number{7'900'000'000}}}), quantity::of(7)) << "whole shares";
  EXPECT_EQ(sized({{"size_notional", number::of(1'250)}}), quantity::of(12));
  EXPECT_EQ(sized({{"size_equity_percent", number::of(3)}}), quantity::of(30));
}

TEST_F(entry_size_test, loses_the_wanted_share_at_the_stop_or_so_many_ranges_away) {
  EXPECT_EQ(sized({{"size_risk_percent", number::of(1)}, {"stop_price", number::of(95)}}),
            quantity::of(200)) << "1000 lost over 5 each";
  EXPECT_EQ(sized({{"size_atr_risk_percent", number::of(1)},
                   {"atr", number::of(2)},
                   {"size_atr", number::of(3)}}),
            quantity::of(166));
}

TEST_F(entry_size_test, never_exceeds_the_largest_order_nor_what_cash_is_left) {
  EXPECT_EQ(sized({{"size_quantity", number::of(100'000)}}), quantity::of(500));
  auto all = limits();
  all.order_notional_max = money::of(1'000'000);
  all.position_notional_max = all.gross_exposure_max = all.net_exposure_max =
      money::of(1'000'000);
  all.symbol_concentration_max_bps = 10'000;
  book.set_limits(all);
  EXPECT_EQ(sized({{"size_quantity", number::of(100'000)}}), quantity::of(1'000));
}

TEST_F(entry_size_test, is_nothing_where_a_figure_is_missing_and_nothing_is_guessed) {
  EXPECT_EQ(sized({{"size_risk_percent", number::of(1)}}), quantity{});
  EXPECT_EQ(sized({{"size_risk_percent", number::of(1)}, {"stop_price", number::of(100)}}),
            quantity{});
  EXPECT_EQ(sized({{"size_atr_risk_percent", number::of(1)},
                   {"atr", number{}, false},
                   {"size_atr", number::of(3)}}),
            quantity{});
  decision wish;
  wish.inputs = {{"size_risk_percent", number::of(1)}};
  EXPECT_EQ(entry_size_of(wish, {}).failure().code, "invalid_size_request");
}

bar candle_at(int index) {
  bar candle;
  candle.symbol = msft;
  candle.length_ns = 5 * minute_ns;
  candle.start_ns = index * candle.length_ns;
  candle.close = candle.open = price::of(index >= 80 ? 110 : index >= 50 ? 90 : 100);
  candle.high = candle.close + price::of(1);
  candle.low = candle.close - price::of(1);
  candle.volume = quantity::of(100);
  return candle;
}

decision entry_of(const parameter_values& given) {
  const auto machine = make_strategy("ma_crossover", given).value();
  for (int index = 0; index < 100; ++index)
    if (auto wish = machine->on_candle(candle_at(index), {}); wish->verdict == verdict::enter_long)
      return *wish;
  ADD_FAILURE() << "no entry";
  return {};
}

number input_of(const decision& of, std::string_view name) {
  for (const auto& each : of.inputs)
    if (each.name == name && each.defined)
      return each.value;
  return number{-1};
}

TEST(entry_size_parameters, are_told_with_the_entry_and_with_what_they_count_with) {
  const auto unsized = entry_of({});
  EXPECT_FALSE(is_sized(unsized));
  const auto by_stop = entry_of({{"size_risk_percent", number::of(2)},
                                 {"stop_percent", number::of(10)}});
  EXPECT_EQ(input_of(by_stop, "size_risk_percent"), number::of(2));
  EXPECT_EQ(input_of(by_stop, "stop_price").units, input_of(by_stop, "close").units / 10 * 9);
  const auto by_range = entry_of({{"size_atr_risk_percent", number::of(2)},
                                  {"atr_length", number::of(5)}});
  EXPECT_EQ(input_of(by_range, "size_atr"), number::of(2));
  EXPECT_GT(input_of(by_range, "atr"), number::of(1));
}

TEST(entry_size_parameters, are_refused_where_two_are_given_or_the_stop_is_off) {
  const auto code = [](const parameter_values& given) {
    const auto made = make_strategy("ma_crossover", given);
    return made ? std::string() : made.failure().code;
  };
  EXPECT_EQ(code({{"size_quantity", number::of(1)}, {"size_notional", number::of(1)}}),
            "parameter_out_of_range");
  EXPECT_EQ(code({{"size_risk_percent", number::of(1)}}), "parameter_out_of_range");
  EXPECT_EQ(code({{"size_risk_percent", number::of(1)}, {"stop_atr", number::of(2)}}), "");
}

} // namespace
} // namespace troupe::trading::entry_size_test
