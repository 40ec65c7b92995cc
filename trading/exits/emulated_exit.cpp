#include "trading/exits/emulated_exit.hpp"

#include <stdexcept>

namespace troupe::trading {

emulated_exit::emulated_exit(quantity to_leave) : to_leave_(to_leave) {
  if (to_leave <= quantity{})
    throw std::invalid_argument("there is nothing to leave");
}

std::optional<quantity> emulated_exit::call(exit_reason why) {
  if (why == exit_reason::none || now() != state::watching)
    return std::nullopt;
  reason_ = why;
  order_is_out_ = true;
  out_ = left_over();
  return out_;
}

void emulated_exit::fill(quantity qty) {
  if (!order_is_out_ || qty > out_ || qty <= quantity{})
    throw std::logic_error("more was filled than this exit asked for");
  filled_ += qty;
  out_ -= qty;
}

void emulated_exit::end_order() {
  order_is_out_ = false;
  out_ = quantity{};
}

emulated_exit::state emulated_exit::now() const {
  if (order_is_out_)
    return state::leaving;
  return left_over().is_zero() ? state::left : state::watching;
}

} // namespace troupe::trading
