#include "trading/market/data_watch.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::data_watch_test {
namespace {

const auto aapl = symbol::of("AAPL");
const auto btc = symbol::of("BTC/USD");
using names = std::vector<symbol>;

bool always(const symbol&) {
  return true;
}
bool crypto_only(const symbol& name) {
  return name.is_crypto();
}

TEST(data_watch, names_the_symbols_that_are_silent_for_too_long) {
  data_watch watch({aapl, btc}, 10 * second_ns, 0);
  EXPECT_TRUE(watch.silent(10 * second_ns, always).empty());
  EXPECT_EQ(watch.silent(11 * second_ns, always), (names{aapl, btc}));
  watch.heard(aapl, 11 * second_ns);
  EXPECT_EQ(watch.silent(12 * second_ns, always), names{btc});
  watch.heard(symbol::of("MSFT"), 12 * second_ns); // not watched
  EXPECT_EQ(watch.silent(12 * second_ns, always), names{btc});
}

TEST(data_watch, does_not_count_the_silence_of_a_closed_market) {
  data_watch watch({aapl, btc}, 10 * second_ns, 0);
  EXPECT_EQ(watch.silent(60 * second_ns, crypto_only), names{btc});
  EXPECT_EQ(watch.silent(65 * second_ns, always), names{btc}); // AAPL has opened just now
  EXPECT_EQ(watch.silent(71 * second_ns, always), (names{aapl, btc}));
}

} // namespace
} // namespace troupe::trading::data_watch_test
