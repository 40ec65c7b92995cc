// A strategy that enters by what market_measures.hpp measures, and whose signals say how sure they
// are and which target and stop belong to them. What such strategies differ in, each says itself:
// the conditions of a signal, its confidence and its bracket.
//
// Entry: all conditions hold, and the confidence is at least confidence_min. Short only with
// allow_short, and never in crypto.
// Exit: a signal the other way, or an exit by price or time (exit_parameters.hpp). With
// signal_exits, which is the default, target and stop are those of the signal that the position
// was entered by, as shares of its average price; otherwise the configured ones. A machine that
// is new to a position knows of no signal, and goes by the configured ones until the next.
//
// The decision's inputs tell the confidence, by which entries of one instant are ranked
// (trading/risk/wish_order.hpp). Reasons are told as stochrsi_ema tells them; a signal the other
// way is `opposite_signal`.
//
// What was wrong in the original, for all of them: target and stop of a signal were stored and
// never used; a sell signal opened a short in spot crypto, whose exit would have sold more; time
// exits never fired, as positions were looked up under another spelling of the symbol.
#pragma once

#include "trading/strategies/candle_strategy.hpp"
#include "trading/strategies/condition.hpp"
#include "trading/strategies/exit_parameters.hpp"
#include "trading/strategies/market_measures.hpp"
#include "trading/strategies/parameter_table.hpp"
#include "trading/strategies/share_parameters.hpp"

#include <array>
#include <cstddef>

namespace troupe::trading {

struct measured_settings {
  time_ns candle_length_ns = 5 * minute_ns;
  measure_settings measures;
  double confidence_min = 0.6;
  bool signal_exits = true;
  bool allow_short = false;
  exit_settings exits;
  std::size_t atr_length = 14;
  entry_terms entries;
};

class measured_strategy : public candle_strategy {
public:
  std::string_view name() const final { return name_; }
  time_ns candle_length_ns() const final { return settings_.candle_length_ns; }
  int warm_up_candles() const final;
  verdict decide(const bar& candle, const position_view& held) final;
  void explain(decision& record, const bar& candle, const position_view& held) const final;

protected:
  measured_strategy(term name, const measured_settings& chosen);

  struct signal_terms {
    double confidence = 0; // 0..1
    double target = 0;     // share of the average price
    double stop = 0;
  };

  // Only of a complete reading.
  // Whether all conditions of a signal hold, those of buying or of selling; and each as a gate.
  // A strategy says them once: see says_conditions.
  virtual bool conditions_hold(bool buys) const = 0;
  virtual void write_conditions(decision& into, bool buys) const = 0;
  virtual signal_terms terms(bool buys) const = 0;
  // What a strategy looks at besides; every candle, before and after its signal is asked for.
  virtual bool is_ready() const { return true; }
  virtual void look(const bar&) {}
  virtual void remember(const bar&) {}
  virtual std::size_t own_warm_up() const { return 0; }

  const market_measures::reading& measured() const { return measures_.now(); }
  double surge_ratio() const { return settings_.measures.surge_ratio; }
  // Momentum in the direction of a signal: 1 is all the way.
  double towards(bool buys) const { return buys ? measured().momentum : 1.0 - measured().momentum; }

private:
  bool signals(bool buys) const;
  bool may_go_short(const bar& candle) const {
    return settings_.allow_short && !candle.symbol.is_crypto();
  }
  void write_gates(decision& record, bool buys) const;
  void explain_exit(decision& record, const bar& candle, const position_view& held) const;

  term name_;
  measured_settings settings_;
  market_measures measures_;
  candle_exits exits_;
  bool ready_ = false;
  bool buy_signal_ = false;
  bool sell_signal_ = false;
  verdict decided_ = verdict::none;
};

// Of a strategy that goes through its conditions in
//   template <class Check> bool conditions(bool buys, const Check& check) const
// and tells this class so (a friend). Instantiated beside that template's definition.
template <class Own>
class says_conditions : public measured_strategy {
protected:
  using measured_strategy::measured_strategy;

private:
  const Own& own() const { return static_cast<const Own&>(*this); }
  bool conditions_hold(bool buys) const final { return own().conditions(buys, first_failure{}); }
  void write_conditions(decision& into, bool buys) const final {
    own().conditions(buys, every_gate{into});
  }
};

// -- parameters ---------------------------------------------------------------------------------

struct measured_defaults {
  number candle_minutes = number::of(5);
  number confidence_min{600'000'000};
};

constexpr std::array<parameter_definition, 9>
measured_parameters(const measured_defaults& initial = {}) {
  using kind = parameter_kind;
  constexpr auto none = number::of(0);
  constexpr auto one = number::of(1);
  auto candle = candle_minutes;
  candle.initial = initial.candle_minutes;
  return {{
      candle,
      {"momentum_length", kind::whole, number::of(14), one, number::of(500), "candles",
       "changes that momentum is taken over"},
      {"volatility_length", kind::whole, number::of(19), number::of(2), number::of(500), "candles",
       "returns that volatility is taken over"},
      {"volatility_minutes", kind::whole, number::of(60), one, number::of(1'000'000), "minutes",
       "the span that volatility is told for"},
      {"surge_length", kind::whole, number::of(10), one, number::of(500), "candles",
       "volumes before that a surge is measured by"},
      {"surge_ratio", kind::decimal, number{1'500'000'000}, none, number::of(100), "",
       "volume over their mean above which there is a surge"},
      {"confidence_min", kind::decimal, initial.confidence_min, none, one, "",
       "least confidence of a signal"},
      {"signal_exits", kind::on_off, one, none, one, "",
       "target and stop are those of each signal, instead of stop_percent and target_percent"},
      {"allow_short", kind::on_off, none, none, one, "",
       "enter short positions too; never in crypto"},
  }};
}

// The parameters of the strategy itself, those above, and all of exits and sizes.
template <std::size_t Size>
constexpr auto all_measured_parameters(const std::array<parameter_definition, Size>& own,
                                       const measured_defaults& initial = {},
                                       const exit_defaults& exits = {},
                                       const strategy_share& share = {}) {
  return joined(measured_parameters(initial), own, exit_parameters(exits), entry_size_parameters,
                native_exit_parameters, share_parameters(share));
}

// Error: `parameter_out_of_range`.
result<measured_settings> measured_settings_of(const parameter_values& values);

} // namespace troupe::trading
