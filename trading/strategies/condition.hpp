// The conditions that strategies decide by: said once, asked for the decision, and written down for
// its record.
#pragma once

#include "trading/decision.hpp"
#include "trading/market/fixed_point.hpp"
#include "trading/term.hpp"

#include <cstdint>
#include <optional>

namespace troupe::trading {

enum class relation : std::uint8_t { above, below, at_most, at_least };

// "value relation threshold", under the name that its gate has.
struct condition {
  term name;
  relation how;
};

template <class Figure>
constexpr bool holds(const condition& asked, Figure value, Figure threshold) {
  switch (asked.how) {
  case relation::above:
    return value > threshold;
  case relation::below:
    return value < threshold;
  case relation::at_most:
    return value <= threshold;
  case relation::at_least:
    break;
  }
  return value >= threshold;
}

gate gate_of(const condition& asked, double value, double threshold);
gate gate_of(const condition& asked, price value, price threshold);

input figure(term name, std::optional<double> value);

// Asks conditions until one does not hold.
struct first_failure {
  bool operator()(const condition& asked, double value, double threshold) const {
    return holds(asked, value, threshold);
  }
};

// Writes every condition down.
struct every_gate {
  decision& into;

  bool operator()(const condition& asked, double value, double threshold) const {
    into.gates.push_back(gate_of(asked, value, threshold));
    return true;
  }
};

} // namespace troupe::trading
