// stochrsi_ema over real data, against the independent reference in tests/reference.
#include "strategy_replay.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace troupe::trading::reference_test {
namespace {

namespace fs = std::filesystem;

struct real_data {
  const char* file;
  const char* symbol;
  int orders;
};

std::string orders_of(const std::vector<replayed_fill>& fills) {
  std::string orders;
  for (const auto& each : fills)
    orders += format_time(each.market_ns) + ' ' + std::string(each.symbol.text()) + ' ' +
              std::string(to_text(each.side)) + '\n';
  return orders;
}

std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr)
    return output;
  std::array<char, 4096> part{};
  for (std::size_t count = 0; (count = fread(part.data(), 1, part.size(), pipe)) > 0;)
    output.append(part.data(), count);
  return pclose(pipe) == 0 ? output : std::string{};
}

class reference : public testing::TestWithParam<real_data> {};

TEST_P(reference, gives_the_same_orders_at_the_same_candles) {
  const auto data = recorded_bars(GetParam().file);
  if (!fs::exists(data))
    GTEST_SKIP() << "the sample data is not here: " << data;
  if (std::system("python3 --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "python3 is not installed";
  const auto script = fs::path(TROUPE_SOURCE_DIR) / "tests/reference/stochrsi_ema_reference.py";
  const auto expected = output_of("python3 " + script.string() + " " + data.string());
  const auto name = symbol::of(GetParam().symbol);
  strategy_replay replay(name, {"stochrsi_ema", {}});
  EXPECT_EQ(orders_of(replay.run(read_bars(data, name))), expected);
  EXPECT_EQ(std::count(expected.begin(), expected.end(), '\n'), GetParam().orders);
}

INSTANTIATE_TEST_SUITE_P(stochrsi_ema, reference,
                         testing::Values(real_data{"crypto-2018-04/BTC-USD_1m.csv", "BTC/USD", 14},
                                         real_data{"crypto-2018-04/ETH-USD_1m.csv", "ETH/USD", 10},
                                         real_data{"crypto-2018-04/LTC-USD_1m.csv", "LTC/USD", 22},
                                         real_data{"spy-2013-10/SPY_1m.csv", "SPY", 40},
                                         real_data{"aapl-2014-06/AAPL_1m.csv", "AAPL", 11}),
                         [](const auto& chosen) {
                           return symbol::of(chosen.param.symbol).compact();
                         });

} // namespace
} // namespace troupe::trading::reference_test
