#include "net/venue/seeded_market.hpp"

#include "net/venue/data/market_json.hpp"
#include "tests/unit/net/venue/market_start.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace troupe::net::venue::seeded_market_test {
namespace {


std::string told_by(std::uint64_t seed, std::int64_t minutes) {
  seeded_market market(
      {.seed = seed, .start_ns = start_ns, .history_days = 0, .minutes_max = minutes});
  std::string text;
  while (const auto instant = market.next()) {
    text += trading::format_time(instant->at);
    for (const auto& event : instant->events)
      text += stream_object(event);
  }
  return text;
}

TEST(seeded_market, tells_the_same_bytes_from_the_same_seed_only) {
  EXPECT_EQ(told_by(42, 30), told_by(42, 30));
  EXPECT_NE(told_by(42, 30), told_by(43, 30));
}

TEST(seeded_market, lists_stocks_and_crypto_in_ascending_order) {
  const seeded_market market({.history_days = 0});
  const auto& symbols = market.symbols();
  EXPECT_TRUE(std::is_sorted(symbols.begin(), symbols.end()));
  const auto crypto = std::count_if(symbols.begin(), symbols.end(),
                                    [](const auto& symbol) { return symbol.is_crypto(); });
  EXPECT_EQ(crypto, 10);
  EXPECT_GE(static_cast<std::int64_t>(symbols.size()) - crypto, 20);
}

TEST(seeded_market, continues_its_history_without_a_seam) {
  seeded_market market({.seed = 5, .start_ns = start_ns, .history_days = 1, .minutes_max = 1});
  const auto history = market.take_history();
  ASSERT_EQ(history.size(), 1440 * market.symbols().size());
  EXPECT_EQ(history.front().start_ns, start_ns - trading::day_ns);
  EXPECT_EQ(history.back().end_ns(), start_ns);
  std::map<trading::symbol, trading::price> closes;
  for (const auto& bar : history)
    closes[bar.symbol] = bar.close;
  std::size_t bars = 0;
  while (const auto instant = market.next())
    for (const auto& event : instant->events)
      if (const auto* bar = std::get_if<trading::bar>(&event)) {
        EXPECT_EQ(bar->open, closes[bar->symbol]);
        ++bars;
      }
  EXPECT_EQ(bars, market.symbols().size());
}

TEST(seeded_market, makes_sound_quotes_and_bars) {
  seeded_market market({.seed = 9, .start_ns = start_ns, .history_days = 0, .minutes_max = 500});
  trading::time_ns last_ns = start_ns;
  std::map<trading::symbol, int> moves;
  while (const auto instant = market.next()) {
    EXPECT_GT(instant->at, last_ns);
    last_ns = instant->at;
    EXPECT_TRUE(
        std::is_sorted(instant->events.begin(), instant->events.end(), precedes_within_instant));
    for (const auto& event : instant->events) {
      ASSERT_EQ(published_ns(event), instant->at);
      if (const auto* quote = std::get_if<trading::quote>(&event)) {
        ASSERT_GT(quote->bid, trading::price{});
        ASSERT_LT(quote->bid, quote->ask);
      } else if (const auto* bar = std::get_if<trading::bar>(&event)) {
        ASSERT_LE(bar->low, std::min(bar->open, bar->close));
        ASSERT_GE(bar->high, std::max(bar->open, bar->close));
        ASSERT_GT(bar->volume, trading::quantity{});
        moves[bar->symbol] += bar->open != bar->close;
      }
    }
  }
  for (const auto& [symbol, count] : moves)
    EXPECT_GT(count, 50) << symbol.text();
}

} // namespace
} // namespace troupe::net::venue::seeded_market_test
