// The parameters that every strategy with exits by price and time takes, and what they mean; and
// what its entries are sized by (entry_size_parameters.hpp), which may count to the same stop.
#pragma once

#include "trading/exits/exit_plan.hpp"
#include "trading/indicators/average_true_range.hpp"
#include "trading/strategies/entry_size_parameters.hpp"
#include "trading/strategies/native_exit_parameters.hpp"
#include "trading/strategies/parameters.hpp"
#include "trading/strategies/strategy.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace troupe::trading {

// What differs from strategy to strategy; all else is off unless configured.
struct exit_defaults {
  number stop_percent{};
  number target_percent{};
  number trailing_percent{};
  number time_limit_minutes{};
};

constexpr std::array<parameter_definition, 10> exit_parameters(const exit_defaults& initial) {
  using kind = parameter_kind;
  constexpr auto none = number::of(0);
  constexpr auto hundred = number::of(100);
  return {{
      {"stop_percent", kind::decimal, initial.stop_percent, none, hundred, "percent",
       "loss on the average price that exits; 0 turns it off"},
      {"target_percent", kind::decimal, initial.target_percent, none, number::of(1000), "percent",
       "gain on the average price that exits; 0 turns it off"},
      {"trailing_percent", kind::decimal, initial.trailing_percent, none, hundred, "percent",
       "way back from the best close that exits; 0 turns it off"},
      {"trailing_activation_percent", kind::decimal, none, none, hundred, "percent",
       "gain from which on trailing stops follow; 0 for at once"},
      {"atr_length", kind::whole, number::of(14), number::of(1), number::of(500), "candles",
       "length of the average true range that exits count in"},
      {"stop_atr", kind::decimal, none, none, hundred, "average true ranges",
       "loss that exits, by the range at the entry; 0 turns it off"},
      {"trailing_atr", kind::decimal, none, none, hundred, "average true ranges",
       "way back from the best close that exits; 0 turns it off"},
      {"chandelier_atr", kind::decimal, none, none, hundred, "average true ranges",
       "way back from the best high, or low of a short, that exits; 0 turns it off"},
      {"break_even_percent", kind::decimal, none, none, number::of(1000), "percent",
       "gain from which on a return to the average price exits; 0 turns it off"},
      {"time_limit_minutes", kind::whole, initial.time_limit_minutes, none,
       number::of(1'000'000), "minutes", "how long a position is held at most; 0 turns it off"},
  }};
}

exit_settings exit_settings_of(const parameter_values& values);

// What a strategy says of its entries besides that it wants them.
struct entry_terms {
  entry_size size;
  bool native_exits = false;
};

// Errors: those of entry_size_of and native_exits_of.
result<entry_terms> entry_terms_of(const parameter_values& values, const exit_settings& exits);

// The exits of a strategy at its candles' closes: the plan, and the range that it counts in.
class candle_exits {
public:
  candle_exits(const exit_settings& chosen, std::size_t atr_length,
               const entry_terms& entries = {})
      : plan_(chosen), are_off_(chosen.are_off() && !entries.size.needs_range()),
        entries_(entries),
        counts_ranges_(!chosen.stop_atr_multiple.is_zero() ||
                       !chosen.trailing.atr_multiple.is_zero() ||
                       !chosen.trailing.chandelier_multiple.is_zero() ||
                       entries.size.needs_range()),
        range_(atr_length) {}

  // Every candle, whether something is held or not.
  exit_reason update(const bar& candle, const position_view& held) {
    if (are_off_) [[likely]]
      return exit_reason::none;
    has_range_ = counts_ranges_ && range_.fold(figures_of(candle));
    if (!held.is_flat())
      return look(candle, held);
    plan_.flat(candle.end_ns());
    return exit_reason::none;
  }

  // For entries whose signal brings a stop and a target of its own: with each, while flat.
  void set_bracket(number stop_percent, number target_percent) {
    plan_.set_bracket(stop_percent, target_percent);
    are_off_ = false;
  }

  // The gates of the exits that are on, in the order in which they fire.
  void explain(decision& record, const bar& candle, const position_view& held) const;

  // Of an entry at this candle's close: how much it is to buy, and what that counts with. Nothing
  // unless a size is configured. And where its stop and target are to rest at the venue.
  void explain_entry(decision& record, const bar& candle) const;

  // Candles until the range is known; none where nothing counts in it.
  std::size_t warm_up() const { return counts_ranges_ ? range_.warm_up() : 0; }

private:
  void explain_size(decision& record, const bar& candle, std::optional<price> range) const;
  exit_reason look(const bar& candle, const position_view& held);

  exit_plan plan_;
  bool are_off_;
  entry_terms entries_;
  bool counts_ranges_;
  average_true_range range_;
  bool has_range_ = false;
};

} // namespace troupe::trading
