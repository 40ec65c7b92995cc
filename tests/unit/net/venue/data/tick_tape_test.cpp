#include "net/venue/data/tick_tape.hpp"

#include <gtest/gtest.h>

namespace troupe::net::venue::tick_tape_test {
namespace {

constexpr trading::time_ns begin_ns = 1'767'225'600 * trading::second_ns;
constexpr std::int64_t half_spread_bps = 2;

trading::bar minute_bar(int minute, std::int64_t volume = 10) {
  trading::bar made;
  made.symbol = trading::symbol::of("AAPL");
  made.start_ns = begin_ns + minute * trading::minute_ns;
  made.open = trading::price::of(100);
  made.high = trading::price::of(103);
  made.low = trading::price::of(99);
  made.close = trading::price::of(102);
  made.volume = trading::quantity::of(volume);
  return made;
}

trading::trade trade_at(trading::time_ns at, std::uint64_t id) {
  return {.symbol = trading::symbol::of("AAPL"),
          .market_ns = at,
          .px = trading::price::of(101),
          .qty = trading::quantity::of(5),
          .id = id};
}

class tick_tape_test : public testing::Test {
protected:
  void publish(const trading::bar& bar) { bars.add(bar); }
  auto all_trades() const { return tape.trades(trading::symbol::of("AAPL"), 0, begin_ns * 2); }
  auto all_quotes() const { return tape.quotes(trading::symbol::of("AAPL"), 0, begin_ns * 2); }

  bar_tape bars;
  tick_tape tape{bars, half_spread_bps};
};

TEST_F(tick_tape_test, makes_four_trades_of_a_bar_that_add_up_to_it) {
  publish(minute_bar(0));
  const auto trades = all_trades();
  ASSERT_EQ(trades.size(), 4u);
  trading::quantity sum;
  for (const auto& trade : trades)
    sum += trade.qty;
  EXPECT_EQ(sum, trading::quantity::of(10));
  EXPECT_EQ(trades[0].px, trading::price::of(100));
  EXPECT_EQ(trades[1].px, trading::price::of(99)) << "the low first, where the bar rose";
  EXPECT_EQ(trades[2].px, trading::price::of(103));
  EXPECT_EQ(trades[3].px, trading::price::of(102));
  EXPECT_EQ(trades[3].market_ns, begin_ns + 45 * trading::second_ns);
  EXPECT_EQ(tape.latest_trade(trading::symbol::of("AAPL"))->id, trades[3].id);
}

TEST_F(tick_tape_test, leaves_out_trades_of_nothing) {
  publish(minute_bar(0, 3));
  EXPECT_EQ(all_trades().size(), 1u);
  publish(minute_bar(1, 0));
  EXPECT_EQ(all_trades().size(), 1u);
}

TEST_F(tick_tape_test, cuts_derived_trades_at_both_ends_of_the_window) {
  publish(minute_bar(0));
  publish(minute_bar(1));
  const auto some = tape.trades(trading::symbol::of("AAPL"), begin_ns + 30 * trading::second_ns,
                                begin_ns + trading::minute_ns);
  ASSERT_EQ(some.size(), 3u);
  EXPECT_EQ(some.back().market_ns, begin_ns + trading::minute_ns);
}

TEST_F(tick_tape_test, shows_for_each_bar_what_the_stream_was_told_for_it) {
  std::vector<trading::time_ns> told;
  const auto tell = [&](const trading::bar& bar) {
    publish(bar);
    for (const auto& trade : tape.trades_for(bar))
      told.push_back(trade.market_ns);
  };
  tell(minute_bar(0));
  tell(minute_bar(1));
  const auto real = trade_at(begin_ns + 2 * trading::minute_ns + 7, 1);
  tape.add(real);
  told.push_back(real.market_ns);
  tell(minute_bar(2));
  tell(minute_bar(3));
  std::vector<trading::time_ns> shown;
  for (const auto& trade : all_trades())
    shown.push_back(trade.market_ns);
  EXPECT_EQ(shown, told);
  EXPECT_EQ(told.size(), 9u);
}

TEST_F(tick_tape_test, quotes_a_bar_only_until_the_market_quotes_itself) {
  publish(minute_bar(0));
  ASSERT_EQ(all_quotes().size(), 1u);
  EXPECT_EQ(all_quotes()[0].market_ns, begin_ns + trading::minute_ns);
  EXPECT_EQ(all_quotes()[0], *tape.quote_for(minute_bar(0)));
  tape.add(trading::quote{.symbol = trading::symbol::of("AAPL"),
                          .market_ns = begin_ns + 90 * trading::second_ns,
                          .bid = trading::price::of(1),
                          .bid_qty = {},
                          .ask = trading::price::of(2),
                          .ask_qty = {}});
  publish(minute_bar(1));
  EXPECT_FALSE(tape.quote_for(minute_bar(1)));
  EXPECT_EQ(all_quotes().size(), 2u);
}

TEST_F(tick_tape_test, marks_what_was_canceled_and_corrected) {
  const auto first = trade_at(begin_ns, 1);
  const auto second = trade_at(begin_ns + 1, 2);
  tape.add(first);
  tape.add(second);
  tape.cancel(second);
  auto right = first;
  right.id = 9;
  tape.correct(first, right);
  const auto trades = all_trades();
  ASSERT_EQ(trades.size(), 3u);
  EXPECT_EQ(trades[0].fate, "incorrect");
  EXPECT_EQ(trades[1].fate, "corrected");
  EXPECT_EQ(trades[2].fate, "canceled");
  EXPECT_EQ(tape.latest_trade(first.symbol)->id, 9u) << "the last that stands";
}

TEST_F(tick_tape_test, keeps_no_more_than_its_bound) {
  for (std::size_t index = 0; index < tick_tape::kept_max + 5; ++index)
    tape.add(trade_at(begin_ns + static_cast<trading::time_ns>(index), index + 1));
  EXPECT_EQ(all_trades().size(), tick_tape::kept_max);
  EXPECT_EQ(all_trades().front().id, 6u);
}

} // namespace
} // namespace troupe::net::venue::tick_tape_test
