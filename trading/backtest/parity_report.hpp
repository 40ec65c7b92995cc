// Where a day's money differs from what a backtest of the day would have made, wish by wish, and
// why. A wish is what one decision asked for, or one operator: both sides know it by its key.
//
//   signal   what only one side traded at all, with its fees
//   timing   both traded, under another quote: what the price moved between. Of a market order the
//            quote in force at the real fill against the price of the simulated one, of any other
//            order the two fills' prices; on the quantity that both filled
//   fill     both traded: price and quantity besides the timing
//   fee      both traded, other fees
//
// What is held differently at the day's end counts at its last price. The four add up to the whole
// difference of the two equities exactly, to the last unit of 1e-9: of each symbol the value of
// what one side holds more is dealt over the parts in the order of the wishes, each getting what
// the value changes by with its quantity.
#pragma once

#include "trading/backtest/execution_tally.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace troupe::trading {

enum class parity_cause : std::uint8_t { signal, timing, fill, fee };
inline constexpr std::size_t parity_causes = 4;
std::string_view to_text(parity_cause value);

// What was done, less what the backtest did.
struct parity_parts {
  std::array<money, parity_causes> of{};

  money total() const;
  parity_parts& operator+=(const parity_parts& other);
  friend bool operator==(const parity_parts&, const parity_parts&) = default;
};

// A wish on which the sides differ.
struct parity_trade {
  order_key key;
  std::optional<filled_wish> actual;
  std::optional<filled_wish> simulated;
  parity_parts parts;
};

struct parity_row { // of a symbol and a strategy
  parity_parts parts;
  std::uint64_t both = 0; // wishes that both sides filled
  std::uint64_t only_actual = 0;
  std::uint64_t only_simulated = 0;
};

struct parity_comparison {
  static constexpr std::size_t trades_max = 1000;

  parity_parts parts;
  std::map<std::pair<symbol, term>, parity_row> rows;
  std::vector<parity_trade> trades; // the first trades_max of those that differ
  std::uint64_t differing = 0;
};

// At the day's end: what the simulated side holds of a symbol, and its last price.
struct closing_position {
  quantity qty;
  price last;
};
using closing_position_of = std::function<closing_position(const symbol&)>;

parity_comparison compare(const filled_wishes& actual, const filled_wishes& simulated,
                          const closing_position_of& closing);

} // namespace troupe::trading
