// Leaves a position once, where the broker cannot: what a bracket or a one-cancels-other pair does
// at a broker, watched for here and sent as single orders.
//
// Stop, target and whatever else may call at the same time, again and again, while an order is on
// its way: one order at a time is out, and never for more than is left. So however the calls, the
// fills and the ends of orders are interleaved, the position is left exactly once:
//
//   filled so far + quantity that is out <= quantity that was to be left
//
// An order whose outcome is unknown is out until it is known. What is left when an order has ended
// may be called for again, by whatever calls first.
#pragma once

#include "trading/exits/exit_plan.hpp"

#include <cstdint>
#include <optional>

namespace troupe::trading {

class emulated_exit {
public:
  enum class state : std::uint8_t { watching, leaving, left };

  // Throws std::invalid_argument unless the quantity is above zero.
  explicit emulated_exit(quantity to_leave);

  // An exit calls. Yields the quantity of the order to be sent now; empty while one is out, when
  // all has been left, and for exit_reason::none.
  std::optional<quantity> call(exit_reason why);
  // A part, or all, of the order that is out was filled. Throws std::logic_error when it is more
  // than was out: somebody else sold what was watched here.
  void fill(quantity qty);
  // The order that was out is at its end: filled, cancelled, expired or refused.
  void end_order();

  state now() const;
  quantity left_over() const { return to_leave_ - filled_; }
  // Why the last order was sent.
  exit_reason reason() const { return reason_; }

private:
  quantity to_leave_;
  quantity filled_;
  quantity out_; // of the order on its way, less its fills
  bool order_is_out_ = false;
  exit_reason reason_ = exit_reason::none;
};

} // namespace troupe::trading
