// The signal role's state: what closes candles, what counts, and that it can be rebuilt.
#include "trading/signal/signal_book.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <span>

namespace troupe::trading::signal_book_test {
namespace {

constexpr time_ns noon = 1'522'843'200 * second_ns;
constexpr time_ns five_minutes = 5 * minute_ns;
constexpr std::uint64_t seed = 31;

const auto btc = symbol::of("BTC/USD");
const auto eth = symbol::of("ETH/USD");

bar minute_bar(const symbol& name, int minute, std::int64_t cents = 10'000) {
  bar made;
  made.symbol = name;
  made.start_ns = noon + minute * minute_ns;
  made.open = made.high = made.low = made.close = price{cents * 10'000'000};
  made.volume = quantity::of(1);
  return made;
}

quote quote_at(const symbol& name, time_ns at) {
  quote made;
  made.symbol = name;
  made.market_ns = at;
  made.bid = price::of(99);
  made.ask = price::of(100);
  return made;
}

signal_book book_of(const std::vector<symbol>& symbols,
                    const std::vector<strategy_choice>& choices = {{"stochrsi_ema", {}}}) {
  return signal_book::make(symbols, choices).value();
}

TEST(signal_book, decides_once_for_each_closed_candle_at_its_end) {
  auto book = book_of({btc});
  for (int minute = 0; minute < 4; ++minute)
    EXPECT_TRUE(book.fold(minute_bar(btc, minute)).empty());
  const auto made = book.fold(minute_bar(btc, 4));
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].market_ns, noon + five_minutes);
  EXPECT_EQ(made[0].strategy, "stochrsi_ema");
  EXPECT_EQ(made[0].ordinal, 0U);
  EXPECT_TRUE(book.advance(noon + five_minutes).empty());
}

TEST(signal_book, closes_by_ticks_but_not_by_quotes) {
  auto book = book_of({btc});
  book.fold(minute_bar(btc, 2));
  EXPECT_TRUE(book.fold(quote_at(btc, noon + five_minutes)).empty());
  EXPECT_EQ(book.advance(noon + five_minutes).size(), 1U);
  EXPECT_EQ(book.ignored_bars(), 0U);
  book.fold(minute_bar(btc, 3));
  EXPECT_EQ(book.ignored_bars(), 1U);
}

TEST(signal_book, warms_up_on_history_and_says_nothing_of_it) {
  auto book = book_of({btc});
  for (int minute = 0; minute < 5; ++minute)
    book.fold(history_bar{minute_bar(btc, minute)});
  book.fold(history_bar{minute_bar(btc, 6)});
  EXPECT_TRUE(book.advance(noon + 2 * five_minutes).empty()) << "it holds history only";
  book.fold(history_bar{minute_bar(btc, 10)});
  book.fold(minute_bar(btc, 11));
  EXPECT_EQ(book.advance(noon + 3 * five_minutes).size(), 1U) << "it holds a live bar";
  book.fold(history_bar{minute_bar(btc, 15)});
  const auto made = book.fold(minute_bar(btc, 24));
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].market_ns, noon + 5 * five_minutes);
}

TEST(signal_book, emits_by_instant_symbol_and_strategy) {
  auto book = book_of({eth, btc});
  book.fold(minute_bar(eth, 1));
  book.fold(minute_bar(btc, 2));
  const auto made = book.advance(noon + five_minutes);
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].symbol, btc);
  EXPECT_EQ(made[1].symbol, eth);
}

TEST(signal_book, counts_the_decisions_of_one_instant) {
  auto book = book_of({btc}, {{"every_quote", {}}});
  EXPECT_EQ(book.fold(quote_at(btc, noon))[0].ordinal, 0U);
  EXPECT_EQ(book.fold(quote_at(btc, noon))[0].ordinal, 1U);
  EXPECT_EQ(book.fold(quote_at(btc, noon + 1))[0].ordinal, 0U);
}

TEST(signal_book, passes_over_symbols_that_it_does_not_hold) {
  auto book = book_of({btc}, {{"every_quote", {}}});
  EXPECT_TRUE(book.fold(quote_at(eth, noon)).empty());
  EXPECT_TRUE(book.fold(minute_bar(eth, 4)).empty());
  EXPECT_FALSE(book.holds(eth));
}

command change_of(std::string changes) {
  command ordered;
  ordered.kind = command_kind::change_strategy;
  ordered.changes = std::move(changes);
  return ordered;
}

bar wave(int minute) {
  auto made = minute_bar(btc, minute);
  const auto level = price::of(1'000 + 40 * ((minute / 5) % 7) - 25 * ((minute / 5) % 3));
  made.open = made.high = made.low = made.close = level;
  return made;
}

std::vector<decision> decisions_of(signal_book& book, int from, int to) {
  std::vector<decision> all;
  for (int minute = from; minute < to; ++minute) {
    const auto made = book.fold(wave(minute));
    all.insert(all.end(), made.begin(), made.end());
  }
  return all;
}

TEST(signal_book, goes_on_after_a_change_as_if_it_had_always_run_with_the_new_parameters) {
  constexpr int changed_at = 1'003; // in the middle of a candle
  auto changed = book_of({btc}, {{"ma_crossover"}});
  decisions_of(changed, 0, changed_at);
  changed.advance(noon + changed_at * minute_ns);
  changed.fold(change_of("ma_crossover fast_length=4 slow_length=9"));
  auto always = book_of(
      {btc}, {{"ma_crossover", {{"fast_length", number::of(4)}, {"slow_length", number::of(9)}}}});
  decisions_of(always, 0, changed_at);
  const auto left = decisions_of(changed, changed_at, 1'500);
  EXPECT_EQ(left, decisions_of(always, changed_at, 1'500));
  EXPECT_EQ(left.size(), 100U);
  EXPECT_EQ(changed.choices()[0].parameters.at("slow_length"), number::of(9));
}

TEST(signal_book, decides_on_no_candle_twice_when_its_parameters_change) {
  auto book = book_of({btc}, {{"ma_crossover"}});
  decisions_of(book, 0, 8);
  EXPECT_EQ(book.advance(noon + 2 * five_minutes).size(), 1U) << "closed without its last bars";
  book.fold(change_of("ma_crossover fast_length=4"));
  EXPECT_TRUE(book.advance(noon + 2 * five_minutes).empty());
  const auto next = decisions_of(book, 10, 15);
  ASSERT_EQ(next.size(), 1U);
  EXPECT_EQ(next[0].market_ns, noon + 3 * five_minutes);
  EXPECT_EQ(next[0].ordinal, 0U);
}

TEST(signal_book, passes_over_changes_that_are_not_allowed_and_strategies_that_do_not_run) {
  auto book = book_of({btc}, {{"ma_crossover"}});
  const auto before = book.choices();
  for (const auto* refused : {"ma_crossover fast_length=0", "ma_crossover no_such=1",
                              "stochrsi_ema rsi_length=9", "ma_crossover", ""})
    book.fold(change_of(refused));
  EXPECT_EQ(book.choices(), before);
}

TEST(signal_book, enters_nothing_where_a_strategy_is_off_and_still_leaves) {
  auto book = book_of({btc}, {{"every_quote"}});
  book.fold(change_of("every_quote enabled=false"));
  const auto entry = book.fold(quote_at(btc, noon));
  ASSERT_EQ(entry.size(), 1U);
  EXPECT_EQ(entry[0].verdict, verdict::none);
  EXPECT_EQ(entry[0].reason, "strategy_enabled");
  EXPECT_EQ(book.fold(quote_at(btc, noon + 1))[0].verdict, verdict::exit);
  book.fold(change_of("every_quote enabled=true"));
  EXPECT_EQ(book.fold(quote_at(btc, noon + 2))[0].verdict, verdict::enter_long);
}

TEST(signal_book, enters_only_what_the_universe_admits_and_names_what_stood_in_the_way) {
  auto book = book_of({btc, eth}, {{"every_quote"}});
  book.fold(change_of("every_quote universe=BTC/USD,price>=2000"));
  EXPECT_EQ(book.fold(quote_at(eth, noon))[0].reason, "in_universe");
  decisions_of(book, 0, 1); // closes a candle of a minute
  EXPECT_EQ(book.fold(quote_at(btc, noon + minute_ns))[0].reason, "universe_price");
  book.fold(change_of("every_quote universe=BTC/USD,price>=900"));
  book.fold(quote_at(btc, noon + minute_ns + 1)); // the exit
  const auto entry = book.fold(quote_at(btc, noon + minute_ns + 2));
  EXPECT_EQ(entry[0].verdict, verdict::enter_long);
  EXPECT_EQ(entry[0].gates.size(), 2U) << "what was asked is told";
}

TEST(signal_book, refuses_strategies_that_cannot_be_made) {
  EXPECT_EQ(signal_book::make({btc}, {{"moon", {}}}).failure().code, "unknown_strategy");
  EXPECT_EQ(signal_book::make({btc}, {{"every_quote", {}}, {"every_quote", {}}}).failure().code,
            "duplicate_strategy");
}

std::vector<decision> all(std::span<const decision> made) {
  return {made.begin(), made.end()};
}

// A day of two symbols, with gaps, ticks, quotes and positions that come and go.
std::vector<std::function<std::vector<decision>(signal_book&)>> random_day(std::uint64_t from) {
  std::mt19937_64 random(from);
  std::vector<std::function<std::vector<decision>(signal_book&)>> steps;
  std::int64_t cents = 10'000;
  for (int minute = 0; minute < 1'000; ++minute) {
    cents += static_cast<std::int64_t>(random() % 61) - 30;
    for (const auto& name : {btc, eth})
      if (random() % 3 != 0)
        steps.emplace_back([part = minute_bar(name, minute, cents)](signal_book& book) {
          return all(book.fold(part));
        });
    if (random() % 4 == 0)
      steps.emplace_back([seen = quote_at(eth, noon + (minute + 1) * minute_ns)](
                             signal_book& book) { return all(book.fold(seen)); });
    position held;
    held.symbol = random() % 2 == 0 ? btc : eth;
    held.qty = quantity::of(static_cast<std::int64_t>(random() % 2));
    held.average_price = price{cents * 10'000'000};
    steps.emplace_back([held](signal_book& book) {
      book.fold(held);
      return std::vector<decision>{};
    });
    steps.emplace_back([at = noon + (minute + 1) * minute_ns](signal_book& book) {
      return all(book.advance(at));
    });
  }
  return steps;
}

TEST(signal_book, gives_the_same_decisions_from_the_same_events_alone_or_split_by_symbol) {
  for (std::uint64_t round = 0; round < 5; ++round) {
    SCOPED_TRACE(seed + round);
    const std::vector<strategy_choice> choices{{"stochrsi_ema", {}}, {"every_quote", {}}};
    auto first = book_of({btc, eth}, choices);
    auto again = book_of({btc, eth}, choices);
    auto left = book_of({btc}, choices);
    auto right = book_of({eth}, choices);
    std::size_t count = 0;
    for (const auto& step : random_day(seed + round)) {
      const auto made = step(first);
      count += made.size();
      ASSERT_EQ(made, step(again));
      auto split = step(left);
      const auto rest = step(right);
      split.insert(split.end(), rest.begin(), rest.end());
      ASSERT_EQ(made, split);
    }
    EXPECT_GT(count, 300U);
  }
}

} // namespace
} // namespace troupe::trading::signal_book_test
