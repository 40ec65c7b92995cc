// One canonical spelling of every asset.
#include "trading/market/symbol.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <type_traits>

namespace troupe::trading::symbol_test {
namespace {

static_assert(std::is_trivially_copyable_v<symbol>);

std::string canonical(std::string_view text) {
  const auto parsed = symbol::parse(text);
  return parsed ? std::string(parsed->text()) : parsed.failure().code;
}

TEST(symbol, reads_every_spelling_of_a_pair_as_one) {
  for (const auto* text : {"BTC/USD", "BTC-USD", "BTCUSD", "btcusd", "btc-usd"})
    EXPECT_EQ(canonical(text), "BTC/USD") << text;
  EXPECT_EQ(canonical("ETHUSDT"), "ETH/USDT");
  EXPECT_EQ(canonical("ethusdc"), "ETH/USDC");
}

TEST(symbol, leaves_tickers_as_they_are) {
  EXPECT_EQ(canonical("AAPL"), "AAPL");
  EXPECT_EQ(canonical("brk.b"), "BRK.B");
  EXPECT_EQ(canonical("USD"), "USD");
  EXPECT_EQ(canonical("MUSD"), "MUSD");
}

TEST(symbol, refuses_what_is_no_symbol) {
  for (const auto* text : {"", "/", "BTC/", "/USD", "A B", "A/B/C", ".A", "A.", "Ä",
                           "ABCDEFGHIJKLMNOPQRSTUVWX", "A,B"})
    EXPECT_EQ(canonical(text), "invalid_symbol") << text;
  EXPECT_THROW(symbol::of("btc/usd"), std::invalid_argument);
}

TEST(symbol, parses_its_own_text_and_its_compact_text_to_itself) {
  for (const auto* text : {"AAPL", "BRK.B", "BTC/USD", "SHIB/USD", "AVAX/USDT"}) {
    const auto name = symbol::of(text);
    EXPECT_EQ(*symbol::parse(name.text()), name);
    EXPECT_EQ(*symbol::parse(name.compact()), name);
  }
}

TEST(symbol, knows_its_kind_by_the_slash) {
  EXPECT_EQ(symbol::of("AAPL").kind(), asset_class::us_equity);
  EXPECT_TRUE(symbol::of("BTC/USD").is_crypto());
  EXPECT_EQ(symbol::of("BTC/USD").compact(), "BTCUSD");
  EXPECT_TRUE(symbol{}.empty());
}

TEST(symbol, is_ordered_as_its_text) {
  EXPECT_LT(symbol::of("AAPL"), symbol::of("AAPLX"));
  EXPECT_LT(symbol::of("AAPL"), symbol::of("BTC/USD"));
}

TEST(symbol, hashes_to_the_same_value_on_every_machine) {
  EXPECT_EQ(symbol{}.hash(), 0xcbf29ce484222325ULL);
  EXPECT_EQ(symbol::of("A").hash(), 0xaf63fc4c860222ecULL);
}

} // namespace
} // namespace troupe::trading::symbol_test
