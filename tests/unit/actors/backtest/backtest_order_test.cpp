// What may be asked of the edge, and what may not.
#include "actors/backtest/backtest_order.hpp"

#include "config/load.hpp"
#include "tests/unit/actors/edge/story.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace troupe::actors::backtest_order_test {
namespace {

config::settings configured(const std::string& home = "./var") {
  config::sources from;
  from.flags = {{"home", home},
                {"trading.strategies", "ma_crossover"},
                {"trading.symbols", "BTC/USD,ETH/USD"},
                {"strategy.stochrsi_ema.rsi_length", "9"},
                {"risk.order_notional_max", "777"}};
  return config::load(from).value().values;
}

backtest_order order_of(const std::string& body) {
  const auto read = read_backtest_order(body);
  return read ? *read : throw std::invalid_argument(read.failure().message);
}

std::string refusal_of(const std::string& body) {
  const auto read = read_backtest_order(body);
  return read ? "" : read.failure().code;
}

TEST(backtest_orders, run_one_strategy_by_the_configuration_and_what_is_asked) {
  const auto order = order_of(R"({"strategy":"stochrsi_ema","parameters":{"rsi_length":21},
      "settings":{"risk.open_positions_max":2,"venue.start_cash":"5000"},"symbols":["ethusd"]})");
  const auto made = settings_for(order, configured());
  ASSERT_TRUE(made) << made.failure().message;
  EXPECT_EQ(made->trading.strategies, std::vector<std::string>{"stochrsi_ema"});
  EXPECT_EQ(made->strategy.at("stochrsi_ema").at("rsi_length"), "21");
  EXPECT_EQ(made->trading.symbols, std::vector<std::string>{"ETH/USD"});
  EXPECT_EQ(made->risk.order_notional_max, trading::money::of(777));
  EXPECT_EQ(made->risk.open_positions_max, 2);
  EXPECT_EQ(made->venue.start_cash, trading::money::of(5'000));
  const auto plain = settings_for(order_of(R"({"strategy":"stochrsi_ema"})"), configured());
  ASSERT_TRUE(plain) << plain.failure().message;
  EXPECT_EQ(plain->strategy.at("stochrsi_ema").at("rsi_length"), "9");
  EXPECT_EQ(plain->trading.symbols, configured().trading.symbols);
}

TEST(backtest_orders, are_kept_as_they_can_be_asked_again) {
  for (const auto* body : {R"({"strategy":"stochrsi_ema"})",
                           R"({"strategy":"grid","name":"a \"b\"","parameters":{"steps":3,"x":true},
                               "settings":{"risk.order_notional_max":"7.5"},"symbols":["BTC/USD"],
                               "files":["BTC-USD_1m.csv"],"from":"2024-01-01T00:00:00Z",
                               "to":"2024-01-02T00:00:00.5Z"})"}) {
    const auto kept = to_json(order_of(body));
    EXPECT_EQ(to_json(order_of(kept)), kept);
    EXPECT_EQ(order_of(kept).to, order_of(body).to);
    EXPECT_EQ(order_of(kept).parameters, order_of(body).parameters);
  }
}

TEST(backtest_orders, of_files_trade_everything_in_them_unless_told_otherwise) {
  const auto made =
      settings_for(order_of(R"({"strategy":"stochrsi_ema","files":["A.csv"]})"), configured());
  ASSERT_TRUE(made) << made.failure().message;
  EXPECT_TRUE(made->trading.symbols.empty());
}

TEST(backtest_orders, are_refused_by_a_code) {
  for (const auto* body : {"", "[]", "{}", R"({"strategy":"x","files":"A.csv"})",
                           R"({"strategy":"x","files":[1]})", R"({"strategy":"x","parameters":[]})",
                           R"({"strategy":"x","parameters":{"a":[1]}})"})
    EXPECT_EQ(refusal_of(body), "invalid_body") << body;
  for (const auto* body : {R"({"strategy":"x","from":"yesterday"})",
                           R"({"strategy":"x","from":"2024-01-02T00:00:00Z",
                              "to":"2024-01-01T00:00:00Z"})"})
    EXPECT_EQ(refusal_of(body), "invalid_parameter") << body;
  EXPECT_EQ(refusal_of(R"({"strategy":"x","name":")" + std::string(65, 'n') + "\"}"),
            "invalid_parameter");
  const auto made_with = [](const std::string& body) {
    return settings_for(order_of(body), configured()).failure().code;
  };
  EXPECT_EQ(made_with(R"({"strategy":"no_such"})"), "unknown_strategy");
  EXPECT_EQ(made_with(R"({"strategy":"stochrsi_ema","settings":{"edge.port":1}})"),
            "override_not_allowed");
  EXPECT_EQ(made_with(R"({"strategy":"stochrsi_ema","settings":{"risk.no_such":1}})"),
            "invalid_setting");
  EXPECT_EQ(made_with(R"({"strategy":"stochrsi_ema","symbols":["!"]})"), "invalid_symbol");
}

TEST(backtest_orders, reach_no_file_outside_their_folder) {
  const scratch_folder home;
  const auto folder = home.path() / "data";
  std::filesystem::create_directories(folder / "deeper");
  std::ofstream(folder / "BTC-USD.csv") << "x";
  std::ofstream(folder / "deeper" / "ETH-USD.csv") << "x";
  std::ofstream(home.path() / "users.csv") << "x";
  std::filesystem::create_symlink(home.path() / "users.csv", folder / "link.csv");
  const auto now = configured(home.path().string());
  const auto found = [&](const std::string& name) {
    backtest_order order;
    order.files = {name};
    return files_for(order, now);
  };
  ASSERT_TRUE(found("BTC-USD.csv"));
  EXPECT_EQ(found("BTC-USD.csv")->at(0), std::filesystem::canonical(folder / "BTC-USD.csv"));
  for (const auto* name : {"../users.csv", "deeper/ETH-USD.csv", "/etc/passwd", "", ".", "..",
                           ".csv", "BTC-USD.txt", "link.csv", "./BTC-USD.csv"})
    EXPECT_EQ(found(name).failure().code, "invalid_parameter") << name;
  EXPECT_EQ(found(std::string("BTC-USD.csv\0x.csv", 17)).failure().code, "invalid_parameter");
  EXPECT_EQ(found("gone.csv").failure().code, "not_found");
}

} // namespace
} // namespace troupe::actors::backtest_order_test
