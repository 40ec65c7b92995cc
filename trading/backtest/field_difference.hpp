// What tells two records of one key apart: the first field that differs, by its name, with both
// values as text.
#pragma once

#include "trading/decision.hpp"
#include "trading/orders/order.hpp"

#include <optional>
#include <string>

namespace troupe::trading {

struct field_difference {
  std::string field; // "verdict", "inputs.k", "gates.order_notional.value", "limit_price"
  std::string journaled;
  std::string replayed;

  friend bool operator==(const field_difference&, const field_difference&) = default;
};

// None where they are equal.
std::optional<field_difference> difference_of(const decision& journaled, const decision& replayed);
// Client order ids are left out: they name the session, not what is wanted.
std::optional<field_difference> difference_of(const order_request& journaled,
                                              const order_request& replayed);

} // namespace troupe::trading
