// No strategy looks ahead: what it decides at a candle is the same whatever comes after, and the
// same whether its reasons are asked for or not.
#include "trading/strategies/candle_strategy.hpp"
#include "trading/strategies/catalogue.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace troupe::trading::look_ahead_test {
namespace {

constexpr std::uint64_t seed = 1'729;
constexpr int count = 700;

// Every on/off parameter on, so that all of a strategy is at work; and its defaults.
std::vector<parameter_values> variants(const strategy_definition& kind) {
  parameter_values all_on;
  for (const auto& each : kind.parameters) {
    if (each.kind == parameter_kind::on_off)
      all_on.emplace(each.name, number::of(1));
    if (each.name.ends_with("_atr") || each.name == "break_even_percent")
      all_on.emplace(each.name, number::of(2));
    if (each.name == "target_percent") // one leg of what rests at the venue
      all_on.emplace(each.name, number::of(5));
    if (each.name == "time_limit_minutes")
      all_on.emplace(each.name, number::of(600));
    if (each.name == "volume_ratio_min")
      all_on.emplace(each.name, number::of(1));
    if (each.name == "volatility_min" || each.name == "confidence_min")
      all_on.emplace(each.name, each.lowest);
    if (each.name == "extreme_min")
      all_on.emplace(each.name, *number::parse("0.7"));
    if (each.name == "confirming_minutes" || each.name == "longest_minutes")
      all_on.emplace(each.name, number::of(each.name.starts_with("c") ? 3 : 4));
    if (each.name == "primary_minutes")
      all_on.emplace(each.name, number::of(2));
  }
  return {{}, all_on};
}

std::vector<bar> random_candles(std::uint64_t from, time_ns length_ns) {
  std::mt19937_64 random(from);
  std::vector<bar> candles;
  std::int64_t cents = 10'000;
  for (int index = 0; index < count; ++index) {
    bar candle;
    candle.symbol = symbol::of("AAPL");
    candle.start_ns = index * length_ns;
    candle.length_ns = length_ns;
    candle.open = price{cents * 10'000'000};
    cents += static_cast<std::int64_t>(random() % 101) - 50;
    candle.close = price{cents * 10'000'000};
    candle.high = std::max(candle.open, candle.close) + price{100'000'000};
    candle.low = std::min(candle.open, candle.close) - price{100'000'000};
    candle.volume = quantity::of(100 + static_cast<std::int64_t>(random() % 900));
    candles.push_back(candle);
  }
  return candles;
}

// Grants each wish at the close.
class desk {
public:
  void grant(const decision& wish, price close) {
    if (wish.verdict == verdict::exit)
      held_ = {};
    else if (wish.verdict != verdict::none)
      held_ = {quantity::of(wish.verdict == verdict::enter_long ? 1 : -1), close};
    entries_ += wish.verdict == verdict::enter_long || wish.verdict == verdict::enter_short;
  }
  const position_view& held() const { return held_; }
  int entries() const { return entries_; }

private:
  position_view held_;
  int entries_ = 0;
};

std::vector<decision> decisions(const strategy_definition& kind, const parameter_values& given,
                                const std::vector<bar>& candles, int& entries) {
  const auto machine = make_strategy(kind.name, given).value();
  std::vector<decision> made;
  desk at;
  for (const auto& candle : candles)
    if (auto wish = machine->on_candle(candle, at.held())) {
      at.grant(*wish, candle.close);
      made.push_back(std::move(*wish));
    }
  entries += at.entries();
  return made;
}

TEST(strategies, decide_the_same_whatever_the_future_brings) {
  for (const auto& kind : strategies()) {
    int entries = 0;
    for (const auto& given : variants(kind))
      for (std::uint64_t round = 0; round < 4; ++round) {
        SCOPED_TRACE(std::string(kind.name) + ", seed " + std::to_string(seed + round));
        const auto length_ns = make_strategy(kind.name, given).value()->candle_length_ns();
        const auto candles = random_candles(seed + round, length_ns);
        const auto other = random_candles(seed + round + 100, length_ns);
        const auto whole = decisions(kind, given, candles, entries);
        for (const int until : {1, 50, 200, 433, 699}) {
          const std::vector<bar> part(candles.begin(), candles.begin() + until);
          auto changed = part;
          changed.insert(changed.end(), other.begin() + until, other.end());
          for (const auto& future : {part, changed}) {
            const auto made = decisions(kind, given, future, entries);
            const auto compared =
                std::min<std::size_t>(whole.size(), static_cast<std::size_t>(until));
            ASSERT_GE(made.size(), compared);
            ASSERT_TRUE(std::equal(whole.begin(),
                                   whole.begin() + static_cast<std::ptrdiff_t>(compared),
                                   made.begin()));
          }
        }
      }
    EXPECT_TRUE(entries > 20 || kind.name == "every_quote") << kind.name << " hardly trades here";
  }
}

TEST(strategies, decide_the_same_whether_their_reasons_are_asked_for_or_not) {
  for (const auto& kind : strategies())
    for (const auto& given : variants(kind)) {
      SCOPED_TRACE(kind.name);
      const auto silent_owner = make_strategy(kind.name, given).value();
      const auto telling = make_strategy(kind.name, given).value();
      auto* silent = dynamic_cast<candle_strategy*>(silent_owner.get());
      if (silent == nullptr)
        continue;
      desk at;
      for (const auto& candle : random_candles(seed, silent->candle_length_ns())) {
        const auto wish = telling->on_candle(candle, at.held());
        ASSERT_EQ(silent->decide(candle, at.held()), wish->verdict);
        ASSERT_EQ(wish->strategy, kind.name);
        ASSERT_FALSE(wish->reason.empty());
        at.grant(*wish, candle.close);
      }
    }
}

} // namespace
} // namespace troupe::trading::look_ahead_test
