#include "tests/bench/indicator_rate.hpp"

#include "tests/bench/indicator_bare.hpp"
#include "tests/bench/thread_clock.hpp"
#include "trading/indicators/adaptive_bands.hpp"
#include "trading/indicators/average_directional_index.hpp"
#include "trading/indicators/bollinger_bands.hpp"
#include "trading/indicators/macd.hpp"
#include "trading/indicators/on_balance_volume.hpp"
#include "trading/indicators/rolling_volatility.hpp"
#include "trading/indicators/session_vwap.hpp"
#include "trading/indicators/stochastic_oscillator.hpp"
#include "trading/indicators/stochastic_rsi.hpp"
#include "trading/indicators/super_trend.hpp"
#include "trading/indicators/volume_profile.hpp"
#include "trading/indicators/volume_ratio.hpp"
#include "trading/indicators/weighted_moving_average.hpp"
#include "trading/strategies/candle_strategy.hpp"
#include "trading/strategies/catalogue.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <iomanip>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include <time.h>

namespace troupe::bench {

namespace {

using trading::candle_figures;

constexpr std::size_t candles_per_turn = 20'000;
constexpr std::chrono::milliseconds sample{20}; // at least, of the thread's own time
constexpr std::size_t warm = 100;               // candles that no indicator is compared on
constexpr std::uint64_t seed = 30;

std::vector<trading::bar> random_bars(trading::time_ns length_ns = 5 * trading::minute_ns) {
  std::mt19937_64 random(seed);
  const auto below = [&random](std::uint64_t most) {
    return static_cast<std::int64_t>(random() % most);
  };
  constexpr std::int64_t cent = trading::units_per_one / 100;
  std::vector<trading::bar> bars;
  std::int64_t cents = 10'000;
  for (std::size_t index = 0; index < candles_per_turn; ++index) {
    trading::bar made;
    made.symbol = trading::symbol::of("BTC/USD");
    made.length_ns = length_ns;
    made.start_ns = static_cast<trading::time_ns>(index) * made.length_ns;
    made.open = trading::price{cents * cent};
    cents += below(101) - 50 + (cents < 10'000 ? 1 : -1);
    made.close = trading::price{cents * cent};
    made.high = std::max(made.open, made.close) + trading::price{below(30) * cent};
    made.low = std::min(made.open, made.close) - trading::price{below(30) * cent};
    made.volume = trading::quantity::of(100 + below(900));
    bars.push_back(made);
  }
  return bars;
}

template <class Work>
double per_second(Work work) {
  const auto begin = thread_time();
  std::chrono::duration<double> spent{};
  std::size_t turns = 0;
  for (; spent < sample; spent = thread_time() - begin, ++turns)
    work();
  return static_cast<double>(candles_per_turn * turns) / spent.count();
}

template <class Step>
double summed(const std::vector<candle_figures>& of, Step step) {
  double sum = 0;
  for (std::size_t index = 0; index < of.size(); ++index) {
    const double value = step(of[index]);
    sum += index >= warm ? value : 0.0;
  }
  return sum;
}

double or_zero(const std::optional<double>& value) {
  return value ? *value : 0.0;
}

template <class Machine>
double closes_through(const std::vector<candle_figures>& of, Machine machine) {
  return summed(of, [&](const auto& now) { return or_zero(machine.update(now.close)); });
}

template <class Machine>
double candles_through(const std::vector<candle_figures>& of, Machine machine) {
  return summed(of, [&](const auto& now) { return or_zero(machine.update(now)); });
}

template <class Machine>
double lines_through(const std::vector<candle_figures>& of, Machine machine) {
  return summed(of, [&](const auto& now) {
    if constexpr (requires { machine.update(now); }) {
      const auto lines = machine.update(now);
      return or_zero(lines.k) + or_zero(lines.d);
    } else {
      const auto lines = machine.update(now.close);
      return or_zero(lines.k) + or_zero(lines.d);
    }
  });
}

double macd_through(const std::vector<candle_figures>& of) {
  return summed(of, [machine = trading::macd({})](const auto& now) mutable {
    const auto lines = machine.update(now.close);
    return or_zero(lines.macd) + or_zero(lines.signal);
  });
}

double bollinger_through(const std::vector<candle_figures>& of) {
  return summed(of, [machine = trading::bollinger_bands(20)](const auto& now) mutable {
    const auto lines = machine.update(now.close);
    return lines ? lines->upper : 0.0;
  });
}

double bands_through(const std::vector<candle_figures>& of) {
  return summed(of, [machine = trading::adaptive_bands({})](const auto& now) mutable {
    const auto lines = machine.update(now);
    return lines.lower + lines.upper;
  });
}

double ratios_through(const std::vector<candle_figures>& of) {
  return summed(of, [machine = trading::volume_ratio(20)](const auto& now) mutable {
    return or_zero(machine.update(now.volume));
  });
}

double adx_through(const std::vector<candle_figures>& of) {
  return summed(of, [machine = trading::average_directional_index(14)](const auto& now) mutable {
    return machine.fold(now) ? machine.adx() : 0.0;
  });
}

double super_trend_through(const std::vector<candle_figures>& of) {
  return summed(of, [machine = trading::super_trend(10)](const auto& now) mutable {
    return machine.fold(now) ? machine.line() : 0.0;
  });
}

double profiles_through(const std::vector<candle_figures>& of) {
  return summed(of, [machine = trading::volume_profile(100, 24)](const auto& now) mutable {
    const auto area = machine.update(now);
    return area ? area->point_of_control : 0.0;
  });
}

using candles = std::vector<candle_figures>;

struct pair {
  const char* name;
  double (*ours)(const candles&);
  double (*bare)(bare::candles, std::size_t);
};

constexpr std::array pairs{
    pair{"sma:20",
         [](const candles& of) { return closes_through(of, trading::simple_moving_average(20)); },
         bare::sma},
    pair{"ema:20",
         [](const candles& of) {
           return closes_through(of, trading::exponential_moving_average(20));
         },
         bare::ema},
    pair{"wma:20",
         [](const candles& of) { return closes_through(of, trading::weighted_moving_average(20)); },
         bare::wma},
    pair{"macd:12:26:9", macd_through, bare::macd},
    pair{"bollinger:20", bollinger_through, bare::bollinger},
    pair{"rsi:14", [](const candles& of) { return closes_through(of, trading::wilder_rsi(14)); },
         bare::rsi},
    pair{"stochrsi:14:14:3:3",
         [](const candles& of) {
           return lines_through(of, trading::stochastic_rsi(trading::stochastic_rsi_lengths{}));
         },
         bare::stochastic_rsi},
    pair{"stochastic:14:3:3",
         [](const candles& of) {
           return lines_through(of, trading::stochastic_oscillator(trading::stochastic_lengths{}));
         },
         bare::stochastic},
    pair{"atr:14",
         [](const candles& of) { return candles_through(of, trading::average_true_range(14)); },
         bare::atr},
    pair{"bands:20", bands_through, bare::adaptive_bands},
    pair{"vwap",
         [](const candles& of) {
           return candles_through(of, trading::session_vwap(trading::asset_class::crypto));
         },
         bare::vwap},
    pair{"volatility:20",
         [](const candles& of) {
           return closes_through(of, trading::rolling_volatility(trading::volatility_settings{}));
         },
         bare::volatility},
    pair{"volume_ratio:20", ratios_through, bare::volume_ratio},
    pair{"adx:14", adx_through, bare::adx},
    pair{"supertrend:10:3", super_trend_through, bare::super_trend},
    pair{"obv", [](const candles& of) { return candles_through(of, trading::on_balance_volume()); },
         bare::on_balance_volume},
    pair{"volume_profile:100:24", profiles_through, bare::volume_profile},
};

// Every wish granted at the close.
template <class Decide>
bare::trades trades_of(const std::vector<trading::bar>& bars, Decide decide) {
  bare::trades done;
  trading::position_view held;
  for (const auto& candle : bars) {
    const auto wanted = decide(candle, held);
    if (wanted == trading::verdict::exit) {
      ++done.exits;
      held = {};
    } else if (wanted == trading::verdict::enter_long) {
      ++done.entries;
      held = {trading::quantity::of(1), candle.close};
    }
  }
  return done;
}

bare::trades decide_all(trading::candle_strategy& machine, const std::vector<trading::bar>& bars) {
  return trades_of(bars, [&machine](const auto& candle, const auto& held) {
    return machine.decide(candle, held);
  });
}

bare::trades record_all(trading::candle_strategy& machine, const std::vector<trading::bar>& bars) {
  return trades_of(bars, [&machine](const auto& candle, const auto& held) {
    return machine.on_candle(candle, held)->verdict;
  });
}

struct strategy_pair {
  const char* name;
  bare::trades (*bare)(std::span<const trading::bar>);
  // So that it trades often in a random market; as many as are named.
  std::array<std::pair<const char*, const char*>, 3> given{};

  trading::parameter_values parameters() const {
    trading::parameter_values values;
    for (const auto& [parameter, text] : given)
      if (parameter != nullptr)
        values.emplace(parameter, *trading::number::parse(text));
    return values;
  }
};

constexpr std::array strategy_pairs{
    strategy_pair{"stochrsi_ema", bare::stochrsi_ema},
    strategy_pair{"ma_crossover", bare::ma_crossover},
    strategy_pair{"momentum", bare::momentum, {{{"volatility_min", "0.005"}}}},
    strategy_pair{"mean_reversion",
                  bare::mean_reversion,
                  {{{"volatility_min", "0.005"},
                    {"extreme_min", "0.8"},
                    {"confidence_min", "0.1"}}}},
    strategy_pair{"breakout",
                  bare::breakout,
                  {{{"volatility_min", "0.005"}, {"confidence_min", "0.3"}}}},
    strategy_pair{"grid", bare::grid},
    strategy_pair{"crypto_scalping", bare::crypto_scalping},
    strategy_pair{"supertrend", bare::supertrend},
    strategy_pair{"bollinger_reversion", bare::bollinger_reversion},
    strategy_pair{"multi_timeframe", bare::multi_timeframe}};

std::string bare_row(std::string_view name) {
  return "bare loop of " + std::string(name);
}

void measure_indicator(report& into, const pair& each, const candles& of) {
  double ours = 0;
  double by_hand = 0;
  into.add_rate(each.name, per_second([&] { ours = each.ours(of); }));
  into.add_rate(bare_row(each.name), per_second([&] { by_hand = each.bare(of, warm); }));
  if (std::fabs(ours - by_hand) > 1e-6 * std::max(1.0, std::fabs(by_hand)))
    throw std::runtime_error(std::string(each.name) + " is not what the loop by hand gives");
}

void measure_strategy(report& into, const strategy_pair& each,
                      const std::vector<trading::bar>& bars) {
  const auto parameters = each.parameters();
  const auto fresh = [&] { return trading::make_strategy(each.name, parameters).value(); };
  const auto run = [&](auto all) {
    const auto machine = fresh();
    return all(dynamic_cast<trading::candle_strategy&>(*machine), bars);
  };
  bare::trades ours;
  bare::trades by_hand;
  into.add_rate(each.name, per_second([&] { ours = run(decide_all); }));
  into.add_rate(bare_row(each.name), per_second([&] { by_hand = each.bare(bars); }));
  into.add_rate(std::string(each.name) + " with its records", per_second([&] { run(record_all); }));
  if (ours != by_hand || ours.entries == 0)
    throw std::runtime_error(std::string(each.name) + " does not trade as the loop by hand does: " +
                             std::to_string(ours.entries) + " and " +
                             std::to_string(by_hand.entries) + " entries");
}

} // namespace

void measure_indicator_rates(report& into, int turns) {
  const auto bars = random_bars();
  const auto minutes = random_bars(trading::minute_ns);
  candles of;
  for (const auto& each : bars)
    of.push_back(trading::figures_of(each));
  for (int turn = 0; turn < turns; ++turn) {
    for (const auto& each : pairs)
      measure_indicator(into, each, of);
    for (const auto& each : strategy_pairs)
      measure_strategy(into, each,
                       trading::make_strategy(each.name).value()->candle_length_ns() ==
                               trading::minute_ns
                           ? minutes
                           : bars);
  }
}

void print_indicator_ratios(const report& of, std::ostream& out) {
  const auto slower = [&of](std::string_view name) {
    return of.rate(bare_row(name)).median / of.rate(name).median;
  };
  const auto before = out.precision(2);
  out << "times the bare loop (target: at most 2):" << std::fixed;
  for (const auto& each : pairs)
    out << ' ' << each.name << ' ' << slower(each.name);
  for (const auto& each : strategy_pairs)
    out << ", " << each.name << ' ' << slower(each.name);
  out << '\n';
  out.precision(before);
}

} // namespace troupe::bench
