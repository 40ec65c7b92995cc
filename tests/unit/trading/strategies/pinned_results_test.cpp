// What each strategy does on real data is pinned in tests/golden: a change of any trade has to be
// meant, and said. TROUPE_WRITE_GOLDEN=1 writes the files anew.
#include "strategy_replay.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

namespace troupe::trading::pinned_results_test {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

struct variant {
  const char* name;
  strategy_choice chosen;
};

const std::vector<variant>& variants() {
  const auto on = number::of(1);
  static const std::vector<variant> all{
      {"stochrsi_ema", {"stochrsi_ema", {}}},
      {"stochrsi_ema-dynamic_bands",
       {"stochrsi_ema", {{"dynamic_bands", on}, {"oversold", number::of(35)}}}},
      {"stochrsi_ema-volume_confirmation", {"stochrsi_ema", {{"volume_confirmation", on}}}},
      {"ma_crossover", {"ma_crossover", {}}},
      {"ma_crossover-exits",
       {"ma_crossover",
        {{"allow_short", on},
         {"stop_atr", number::of(2)},
         {"chandelier_atr", number::of(3)},
         {"break_even_percent", on},
         {"time_limit_minutes", number::of(240)}}}},
      {"bollinger_reversion", {"bollinger_reversion", {}}},
      {"breakout",
       {"breakout",
        {{"volatility_min", *number::parse("0.001")},
         {"confidence_min", *number::parse("0.3")},
         {"allow_short", on}}}},
      {"crypto_scalping", {"crypto_scalping", {}}},
      {"grid", {"grid", {}}},
      {"mean_reversion",
       {"mean_reversion",
        {{"volatility_min", *number::parse("0.001")},
         {"extreme_min", *number::parse("0.8")},
         {"confidence_min", *number::parse("0.1")}}}},
      {"momentum", {"momentum", {}}},
      {"momentum-calm",
       {"momentum", {{"volatility_min", *number::parse("0.001")}, {"allow_short", on}}}},
      {"multi_timeframe", {"multi_timeframe", {}}},
      {"multi_timeframe-quick",
       {"multi_timeframe",
        {{"primary_minutes", number::of(3)},
         {"confirming_minutes", number::of(5)},
         {"longest_minutes", number::of(15)}}}},
      {"supertrend", {"supertrend", {{"allow_short", on}}}}};
  return all;
}

struct recorded {
  const char* file;
  const char* symbol;
};

constexpr recorded files[]{{"crypto-2018-04/BTC-USD_1m.csv", "BTC/USD"},
                           {"crypto-2018-04/ETH-USD_1m.csv", "ETH/USD"},
                           {"crypto-2018-04/LTC-USD_1m.csv", "LTC/USD"},
                           {"spy-2013-10/SPY_1m.csv", "SPY"},
                           {"aapl-2014-06/AAPL_1m.csv", "AAPL"}};

struct tally {
  int trades = 0;
  int wins = 0;
  money gross_profit;
  money gross_loss;
  money net;
  money peak;
  money drawdown; // of the realised profit

  void add(money profit) {
    ++trades;
    wins += profit > money{};
    (profit > money{} ? gross_profit : gross_loss) += profit;
    net += profit;
    peak = std::max(peak, net);
    drawdown = std::max(drawdown, peak - net);
  }
};

// What is open, and what was realised before, of each symbol.
struct open_trade {
  const replayed_fill* entry = nullptr;
  money realised;
};

json results_of(const std::vector<replayed_fill>& fills, bool tells_symbols = false) {
  json trades = json::array();
  tally all;
  std::map<symbol, open_trade> now;
  for (const auto& each : fills) {
    auto& [entry, realised] = now[each.symbol];
    if (!each.after.is_flat()) {
      entry = &each;
      continue;
    }
    const auto profit = each.after.realised - realised;
    realised = each.after.realised;
    all.add(profit);
    json told{{"entered", format_time(entry->market_ns)},
              {"left", format_time(each.market_ns)},
              {"side", entry->side == side::buy ? "long" : "short"},
              {"entry", entry->px.text()},
              {"exit", each.px.text()},
              {"reason", each.reason},
              {"profit", profit.text()}};
    if (tells_symbols)
      told["symbol"] = each.symbol.text();
    trades.push_back(std::move(told));
    entry = nullptr;
  }
  const bool open = !fills.empty() && !fills.back().after.is_flat();
  return {{"statistics",
           {{"trades", all.trades},
            {"wins", all.wins},
            {"gross_profit", all.gross_profit.text()},
            {"gross_loss", all.gross_loss.text()},
            {"net", all.net.text()},
            {"drawdown", all.drawdown.text()},
            {"left_open", open ? format_time(fills.back().market_ns) : ""}}},
          {"trades", trades}};
}

// The file of that name; written anew where that is asked for.
void expect_pinned(const std::string& text, const std::string& file) {
  const auto golden = fs::path(TROUPE_SOURCE_DIR) / "tests/golden" / file;
  if (std::getenv("TROUPE_WRITE_GOLDEN") != nullptr)
    std::ofstream(golden) << text;
  std::ifstream in(golden);
  ASSERT_TRUE(in) << golden << " is not there; TROUPE_WRITE_GOLDEN=1 writes it";
  std::stringstream pinned;
  pinned << in.rdbuf();
  EXPECT_EQ(text, pinned.str());
}

class pinned_results : public testing::TestWithParam<std::tuple<std::size_t, std::size_t>> {};

TEST_P(pinned_results, are_those_of_the_golden_file) {
  const auto& chosen = variants()[std::get<0>(GetParam())];
  const auto& data = files[std::get<1>(GetParam())];
  if (!fs::exists(recorded_bars(data.file)))
    GTEST_SKIP() << "the sample data is not here: " << recorded_bars(data.file);
  const auto name = symbol::of(data.symbol);
  strategy_replay replay(name, chosen.chosen);
  const auto results = results_of(replay.run(read_bars(recorded_bars(data.file), name)));
  expect_pinned(results.dump(1) + '\n',
                std::string(chosen.name) + "_" + name.compact() + ".json");
}

TEST(pinned_results, of_the_scanner_are_those_of_three_pairs_at_once) {
  std::vector<symbol> names;
  std::vector<bar> bars;
  for (const auto& each : {files[0], files[1], files[2]}) {
    if (!fs::exists(recorded_bars(each.file)))
      GTEST_SKIP() << "the sample data is not here: " << recorded_bars(each.file);
    names.push_back(symbol::of(each.symbol));
    const auto more = read_bars(recorded_bars(each.file), names.back());
    bars.insert(bars.end(), more.begin(), more.end());
  }
  std::stable_sort(bars.begin(), bars.end(), [](const bar& left, const bar& right) {
    return left.start_ns < right.start_ns;
  });
  strategy_replay replay(names, {"crypto_scalping"});
  expect_pinned(results_of(replay.run(bars), true).dump(1) + '\n', "crypto_scalping_three.json");
}

std::string name_of(const testing::TestParamInfo<std::tuple<std::size_t, std::size_t>>& of) {
  std::string name = variants()[std::get<0>(of.param)].name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name + "_" + symbol::of(files[std::get<1>(of.param)].symbol).compact();
}

INSTANTIATE_TEST_SUITE_P(strategies, pinned_results,
                         testing::Combine(testing::Range<std::size_t>(0, variants().size()),
                                          testing::Range<std::size_t>(0, std::size(files))),
                         name_of);

} // namespace
} // namespace troupe::trading::pinned_results_test
