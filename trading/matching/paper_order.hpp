// An order as the simulated venue keeps it, and what it says when something happened to one.
#pragma once

#include "trading/orders/order.hpp"

#include <cstdint>
#include <string>

namespace troupe::trading {

// Times are market time; zero where the thing has not happened.
struct paper_order {
  std::string id;
  order_request request;
  quantity qty; // as requested, or what the requested notional came to
  order_status status = order_status::accepted;
  bool triggered = false; // the stop price was reached
  quantity filled_qty;
  money filled_notional;
  money fee;
  quantity fee_qty;
  std::uint64_t sequence = 0; // counts the orders of the account from 1
  time_ns submitted_ns = 0;
  time_ns updated_ns = 0;
  time_ns filled_ns = 0;
  time_ns canceled_ns = 0;

  bool is_open() const { return !is_terminal(status); }
  quantity open_qty() const { return qty - filled_qty; }
};

// event.execution_id is set for fills only; execution_id names every update.
struct order_update {
  order_event event;
  std::string execution_id;
  quantity position_qty; // of the symbol, signed, after the event
  paper_order order;     // after the event
};

} // namespace troupe::trading
