// Files and a journal give the same market where they hold the same rows.
#include "actors/backtest/recorded_market.hpp"

#include "tests/unit/actors/edge/story.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace troupe::actors::recorded_market_test {
namespace {

trading::bar a_bar(const char* name, int minute) {
  trading::bar made;
  made.symbol = trading::symbol::of(name);
  made.start_ns = story_ns + minute * trading::minute_ns;
  made.open = made.low = trading::price::of(10);
  made.high = made.close = trading::price::of(11 + minute);
  made.volume = trading::quantity::of(5);
  return made;
}

TEST(recorded_market, tells_the_range_and_a_digest_that_any_change_changes) {
  const market_rows rows{{a_bar("BTC/USD", 3), a_bar("ETH/USD", 1)}, {}, {}};
  const auto market = open_market(rows).value();
  EXPECT_EQ(market.bars, 2u);
  EXPECT_EQ(market.first_ns, story_ns + 2 * trading::minute_ns);
  EXPECT_EQ(market.last_ns, story_ns + 4 * trading::minute_ns);
  EXPECT_EQ(market.digest.size(), 64u);
  EXPECT_EQ(open_market(rows)->digest, market.digest);
  auto other = rows;
  other.bars[1].volume += trading::quantity{1};
  EXPECT_NE(open_market(other)->digest, market.digest);
  EXPECT_EQ(open_market({}).failure().code, "no_data");
}

TEST(recorded_market, reads_files_and_passes_over_bad_rows_only_where_told_to) {
  const scratch_folder folder;
  const auto file = folder.path() / "BTC-USD_1m.csv";
  std::ofstream(file) << "timestamp,open,high,low,close,volume\n"
                         "2024-03-04T00:00:00Z,10,11,9,10,1\n"
                         "2024-03-04T00:01:00Z,10,9,11,10,1\n";
  EXPECT_EQ(read_market_files({folder.path()}, false).failure().code, "bad_csv_row");
  const auto read = read_market_files({folder.path()}, true);
  ASSERT_TRUE(read) << read.failure().message;
  EXPECT_EQ(read->bars.size(), 1u);
  ASSERT_EQ(read->warnings.size(), 1u);
  EXPECT_NE(read->warnings[0].find("BTC-USD_1m.csv:3"), std::string::npos);
}

} // namespace
} // namespace troupe::actors::recorded_market_test
