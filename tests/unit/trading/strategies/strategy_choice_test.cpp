// What operators and the configuration say of a strategy: parameters, switch and universe.
#include "trading/change_list.hpp"
#include "trading/strategies/strategy_roster.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::strategy_choice_test {
namespace {

const auto btc = symbol::of("BTC/USD");
const auto eth = symbol::of("ETH/USD");
const auto aapl = symbol::of("AAPL");

watchlist_table lists() {
  const std::vector<std::string> words{"majors=BTC/USD ETH/USD", "none="};
  return parse_watchlists(words).value();
}

TEST(universe, is_every_symbol_unless_it_names_some) {
  const auto of = [](std::string_view text) { return universe::parse(text, lists()).value(); };
  EXPECT_TRUE(of("").is_everything());
  EXPECT_TRUE(of("").names(aapl));
  EXPECT_FALSE(of("crypto").names(aapl));
  EXPECT_TRUE(of("crypto, AAPL").names(aapl)) << "symbols and classes add up";
  EXPECT_TRUE(of("watchlist:majors").names(eth));
  EXPECT_FALSE(of("watchlist:majors").names(aapl));
  EXPECT_TRUE(of("price>=5").names(aapl)) << "filters are asked candle by candle";
  EXPECT_EQ(of(" crypto  price>=5 ").text(), "crypto,price>=5");
}

TEST(universe, says_which_word_is_wrong) {
  const auto code = [](std::string_view text) {
    return universe::parse(text, lists()).failure().code;
  };
  EXPECT_EQ(code("watchlist:no_such"), "unknown_watchlist");
  EXPECT_EQ(code("price>5"), "invalid_universe");
  EXPECT_EQ(code("size>=5"), "invalid_universe");
  EXPECT_EQ(code("price>=much"), "invalid_universe");
  EXPECT_EQ(code("price>=-1"), "invalid_universe");
  EXPECT_EQ(code("not a symbol!"), "invalid_symbol");
  const std::vector<std::string> nameless{"=BTC/USD"};
  EXPECT_EQ(parse_watchlists(nameless).failure().code, "invalid_watchlist");
  const std::vector<std::string> wrong{"a=BTC/USD no!"};
  EXPECT_EQ(parse_watchlists(wrong).failure().code, "invalid_symbol");
}

TEST(universe, filters_by_the_close_and_by_the_average_turnover) {
  const auto wanted = universe::parse("price>=10 price<=20 dollar_volume>=1000", {}).value();
  candle_turnover seen;
  bar candle;
  candle.close = price::of(15);
  candle.volume = quantity::of(100);
  const auto failed = [&] {
    gate_list gates;
    const bool admitted = wanted.admits(aapl, seen, gates);
    std::string names;
    for (const auto& each : std::as_const(gates))
      names += each.passed ? "" : std::string(each.name.text()) + each.comparison.text().data();
    EXPECT_EQ(admitted, names.empty());
    return names;
  };
  for (std::size_t count = 1; count < candle_turnover::candles; ++count)
    seen.fold(candle);
  EXPECT_EQ(failed(), "universe_dollar_volume>=") << "too few candles yet";
  seen.fold(candle);
  EXPECT_EQ(failed(), "");
  candle.close = price::of(21);
  seen.fold(candle);
  EXPECT_EQ(failed(), "universe_price<=");
}

TEST(strategy_choice, takes_changes_all_or_none) {
  const strategy_choice before{"ma_crossover"};
  const auto changed =
      with_changes(before, "fast_length=5 enabled=false universe=crypto,AAPL", lists());
  ASSERT_TRUE(changed) << changed.failure().message;
  EXPECT_EQ(changed->parameters.at("fast_length"), number::of(5));
  EXPECT_FALSE(changed->enabled);
  EXPECT_EQ(changed->symbols.text(), "crypto,AAPL");
  const auto back = with_changes(*changed, "enabled=true universe=", lists());
  EXPECT_TRUE(back->symbols.is_everything());
  const auto code = [&](std::string_view changes) {
    return with_changes(before, changes, lists()).failure().code;
  };
  EXPECT_EQ(code("fast_length=0"), "parameter_out_of_range");
  EXPECT_EQ(code("candle_minutes=7"), "parameter_out_of_range");
  EXPECT_EQ(code("enabled=maybe"), "parameter_out_of_range");
  EXPECT_EQ(code("no_such=1"), "unknown_parameter");
  EXPECT_EQ(code("fast_length=quick"), "invalid_decimal");
}

TEST(strategy_roster, keeps_what_an_operator_changed_over_sessions_of_the_same_account) {
  strategy_roster roster({{"ma_crossover"}}, lists());
  session_started session;
  session.broker_account = "PA1";
  roster.fold(event(session));
  command ordered;
  ordered.kind = command_kind::change_strategy;
  ordered.changes = "ma_crossover fast_length=5";
  roster.fold(event(ordered));
  roster.fold(event(session));
  EXPECT_EQ(roster.choices()[0].parameters.at("fast_length"), number::of(5));
  ordered.kind = command_kind::halt;
  ordered.changes = "ma_crossover fast_length=6";
  roster.fold(event(ordered));
  EXPECT_EQ(roster.choices()[0].parameters.at("fast_length"), number::of(5));
  session.broker_account = "PA2";
  roster.fold(event(session));
  EXPECT_EQ(roster.choices()[0], strategy_choice{"ma_crossover"});
  EXPECT_EQ(roster.changed_by("stochrsi_ema enabled=false").failure().code,
            "strategy_not_running");
}

TEST(change_list, merges_to_the_last_word_on_each_name) {
  EXPECT_EQ(merge_changes("b=1 a=2", "a=3 c="), "a=3 b=1 c=");
  EXPECT_EQ(merge_changes("", ""), "");
}

} // namespace
} // namespace troupe::trading::strategy_choice_test
