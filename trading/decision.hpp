// Why something was, or was not, done: the record that every decision leaves.
#pragma once

#include "trading/comparison.hpp"
#include "trading/evidence_list.hpp"
#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"
#include "trading/term.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace troupe::trading {

// One condition that a decision rests on: "value comparison threshold" is what was asked, passed
// is the answer. All conditions are recorded, not only the first that failed.
struct gate {
  term name; // snake_case: "cross_above", "order_notional"
  number value;
  trading::comparison comparison;
  number threshold;
  bool passed = false;

  friend bool operator==(const gate&, const gate&) = default;
};

// A named figure that went into a decision: "k", "d", "ema_12", "close".
struct input {
  term name;
  number value;
  bool defined = true; // false while its indicator warms up

  friend bool operator==(const input&, const input&) = default;
};

// Bounds: what one decision rests on.
inline constexpr std::size_t inputs_max = 24;
inline constexpr std::size_t gates_max = 48;
using input_list = evidence_list<input, inputs_max>;
using gate_list = evidence_list<gate, gates_max>;

enum class decision_stage : std::uint8_t { strategy, risk };

enum class verdict : std::uint8_t {
  none,        // the strategy wants nothing
  enter_long,  // strategy
  enter_short, // strategy
  exit,        // strategy: sell what is held, or buy back what is owed
  approved,    // risk
  refused      // risk
};

std::string_view to_text(decision_stage stage);
std::string_view to_text(verdict value);

// Identified by (market_ns, symbol, strategy, stage, ordinal): the same bar folded twice, on any
// node, yields the same decision under the same key.
struct decision {
  time_ns market_ns = 0;
  trading::symbol symbol;
  term strategy;
  decision_stage stage = decision_stage::strategy;
  std::uint32_t ordinal = 0; // counts decisions of one key at one instant
  trading::verdict verdict = verdict::none;
  term reason; // one word for machines: the first gate that failed, or what fired
  input_list inputs;
  gate_list gates;

  friend bool operator==(const decision&, const decision&) = default;
};

} // namespace troupe::trading
