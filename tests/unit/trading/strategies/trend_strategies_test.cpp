// supertrend, bollinger_reversion and multi_timeframe: entries and exits.
#include "trading/strategies/trend_votes.hpp"

#include "strategy_candles.hpp"
#include "tests/unit/trading/indicators/columns.hpp"

#include <gtest/gtest.h>

#include <string>

namespace troupe::trading::trend_strategies_test {
namespace {

constexpr std::uint64_t seed = 5'113;

TEST(trend_votes, count_what_each_indicator_says) {
  for (std::uint64_t round = 0; round < 4; ++round) {
    const auto series = random_candles(seed + round, 200);
    const auto column = [&](const char* name, std::int64_t length, std::size_t output = 0) {
      return column_of(name, series,
                       length == 0 ? parameter_values{}
                                   : parameter_values{{"length", number::of(length)}},
                       output);
    };
    const auto quick = column("ema", 9);
    const auto slow = column("ema", 21);
    const auto ten = column("sma", 10);
    const auto twenty = column("sma", 20);
    const auto fifty = column("sma", 50);
    const auto rsi = column("rsi", 14);
    const auto histogram = column("macd", 0, 2);
    trend_votes machine;
    for (std::size_t at = 0; at < series.size(); ++at) {
      const auto trend = machine.update(series[at].close);
      ASSERT_EQ(trend.has_value(), at + 1 >= 50) << at;
      if (!trend)
        continue;
      double votes = *quick[at] > *slow[at] + 1e-9 ? 2 : *quick[at] < *slow[at] - 1e-9 ? -2 : 0;
      if (*ten[at] > *twenty[at] + 1e-9 && *twenty[at] > *fifty[at] + 1e-9)
        votes += 3;
      if (*ten[at] < *twenty[at] - 1e-9 && *twenty[at] < *fifty[at] - 1e-9)
        votes -= 3;
      if (*rsi[at] > 50 + 1e-9 && *rsi[at] > *rsi[at - 1] + 1e-9)
        votes += 1;
      if (*rsi[at] < 50 - 1e-9 && *rsi[at] < *rsi[at - 1] - 1e-9)
        votes -= 1;
      votes += *histogram[at] > 1e-9 ? 2 : *histogram[at] < -1e-9 ? -2 : 0;
      ASSERT_EQ(*trend, votes / 8) << at << ", seed " << seed + round;
    }
  }
}

TEST(supertrend, enters_where_the_line_changes_sides_and_leaves_where_it_is_on_the_other) {
  const position_view held{quantity::of(1), price::of(1'000)};
  int turns = 0;
  for (std::uint64_t round = 0; round < 4; ++round) {
    const auto series = random_candles(seed + round, 400);
    const auto up = column_of("supertrend", series, {}, 1);
    const auto candles = candles_of(series, 5 * minute_ns);
    const auto flat = make_strategy("supertrend", {{"allow_short", number::of(1)}}).value();
    const auto holding = make_strategy("supertrend").value();
    for (std::size_t at = 0; at < series.size(); ++at) {
      const auto wanted = flat->on_candle(candles[at], {})->verdict;
      const auto left = holding->on_candle(candles[at], held);
      const bool known = at > 0 && up[at - 1].has_value();
      const bool turned = known && *up[at] != *up[at - 1];
      ASSERT_EQ(wanted, !turned          ? verdict::none
                        : *up[at] == 1.0 ? verdict::enter_long
                                         : verdict::enter_short)
          << at;
      ASSERT_EQ(left->verdict == verdict::exit, up[at].has_value() && *up[at] == 0.0) << at;
      turns += turned;
    }
  }
  EXPECT_GT(turns, 8);
}

TEST(bollinger_reversion, buys_at_the_lower_band_while_the_rsi_is_low_and_sells_at_the_upper) {
  const position_view held{quantity::of(1), price::of(1)}; // far from any stop
  int entries = 0;
  int exits = 0;
  for (std::uint64_t round = 0; round < 4; ++round) {
    const auto series = random_candles(seed + round, 600);
    const auto lower = column_of("bollinger", series, {}, 0);
    const auto middle = column_of("bollinger", series, {}, 1);
    const auto upper = column_of("bollinger", series, {}, 2);
    const auto rsi = column_of("rsi", series, {});
    const auto candles = candles_of(series, 5 * minute_ns);
    const auto flat = make_strategy("bollinger_reversion").value();
    const auto holding = make_strategy("bollinger_reversion").value();
    const auto to_middle =
        make_strategy("bollinger_reversion", {{"exit_at_middle", number::of(1)}}).value();
    for (std::size_t at = 0; at < series.size(); ++at) {
      const auto wanted = flat->on_candle(candles[at], {})->verdict;
      const auto left = holding->on_candle(candles[at], held)->verdict;
      const auto left_early = to_middle->on_candle(candles[at], held)->verdict;
      if (!lower[at] || !rsi[at])
        continue;
      const double close = series[at].close;
      const bool buys = close <= *lower[at] && *rsi[at] < 30;
      ASSERT_EQ(wanted, buys ? verdict::enter_long : verdict::none) << at;
      ASSERT_EQ(left == verdict::exit, close >= *upper[at]) << at;
      ASSERT_EQ(left_early == verdict::exit, close >= *middle[at]) << at;
      entries += buys;
      exits += close >= *upper[at];
    }
  }
  EXPECT_GT(entries, 5);
  EXPECT_GT(exits, 20);
}

const parameter_values quick{{"primary_minutes", number::of(2)},
                             {"confirming_minutes", number::of(4)},
                             {"longest_minutes", number::of(8)}};

std::vector<double> straight(std::size_t count, double step) {
  std::vector<double> closes;
  for (std::size_t index = 0; index < count; ++index)
    closes.push_back(1'000.0 + step * static_cast<double>(index));
  return closes;
}

TEST(multi_timeframe, enters_at_closes_of_its_primary_timeframe_once_all_agree) {
  const auto machine = make_strategy("multi_timeframe", quick).value();
  int index = 0;
  int entries = 0;
  for (const auto& candle : flat_candles(straight(600, 1), minute_ns)) {
    const auto made = machine->on_candle(candle, {});
    ++index;
    if (made->verdict == verdict::none)
      continue;
    ++entries;
    ASSERT_EQ(made->verdict, verdict::enter_long);
    ASSERT_EQ(index % 2, 0) << "between two closes of the primary timeframe";
    ASSERT_GE(index, machine->warm_up_candles());
  }
  EXPECT_GT(entries, 50);
}

TEST(multi_timeframe, leaves_once_the_trends_have_turned) {
  auto given = quick;
  given["stop_percent"] = given["target_percent"] = number{};
  const auto machine = make_strategy("multi_timeframe", given).value();
  const position_view held{quantity::of(1), price::of(1'000)};
  auto closes = straight(600, 1);
  for (int index = 0; index < 200; ++index)
    closes.push_back(closes.back() - 1);
  int left = 0;
  int index = 0;
  for (const auto& candle : flat_candles(closes, minute_ns)) {
    const auto made = machine->on_candle(candle, held);
    if (++index <= 600) {
      ASSERT_EQ(made->verdict, verdict::none) << index;
    } else if (left == 0 && made->verdict == verdict::exit) {
      left = index;
      EXPECT_EQ(made->reason, "score_down");
    }
  }
  EXPECT_GT(left, 600);
  EXPECT_LT(left, 700);
}

TEST(multi_timeframe, never_sees_a_candle_that_is_still_open) {
  const auto whole = make_strategy("multi_timeframe", quick).value();
  const auto cut = make_strategy("multi_timeframe", quick).value();
  const auto candles = flat_candles(random_closes(seed, 900), minute_ns);
  for (std::size_t index = 0; index < candles.size(); ++index) {
    auto other = candles[index];
    if (index % 2 == 0) // the first half of a primary candle is its past, never its close
      other.close = other.open = other.high = other.low = price::of(1);
    const auto made = whole->on_candle(candles[index], {});
    const auto cut_made = cut->on_candle(other, {});
    const auto trend = [](const decision& of) { return of.inputs[2].value; };
    ASSERT_EQ(trend(*made), trend(*cut_made)) << index;
  }
}

TEST(multi_timeframe, counts_an_equity_s_hours_from_the_opening) {
  // 2014-06-05: the session begins at 13:30 UTC. A candle of an hour closes with 14:29's minute.
  parameter_values given{{"first_minutes", number::of(1)},
                         {"primary_minutes", number::of(60)},
                         {"confirming_minutes", number::of(60)},
                         {"longest_minutes", number::of(60)}};
  const auto machine = make_strategy("multi_timeframe", given).value();
  const auto from = *parse_time("2014-06-05T13:30:00Z");
  for (int day = 0; day < 20; ++day) {
    if (day % 7 == 2 || day % 7 == 3) // it was a Thursday
      continue;
    for (int minute = 0; minute < 390; ++minute) {
      bar candle = flat_candles({100.0 + day}, minute_ns)[0];
      candle.start_ns = from + day * day_ns + minute * minute_ns;
      const auto made = machine->on_candle(candle, {});
      for (const auto& each : made->gates)
        if (each.name == "primary_candle_closed") {
          const bool closes = minute % 60 == 59 || minute == 389;
          ASSERT_EQ(each.passed, closes) << day << ' ' << minute;
        }
    }
  }
}

} // namespace
} // namespace troupe::trading::trend_strategies_test
