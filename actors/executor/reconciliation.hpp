// Asks the venue for its books: the account, its orders, executions and positions.
//
// One run: the answers come in one after another. A question that fails for the moment is asked
// again, a few times; the last of its errors ends the run. The venue cannot be asked for all at one
// instant, so the orders are asked for before and after the rest: where no fill came in between,
// what was told in between holds together. What follows from the answers is the executor's to say.
#pragma once

#include "net/alpaca/trading_client.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace troupe::actors {

struct books_query {
  trading::time_ns orders_after_ns = 0;     // besides these, all that are open
  trading::time_ns executions_after_ns = 0; // 0: none
};

struct venue_books {
  net::alpaca::account_state account;
  trading::time_ns market_ns = 0;
  std::vector<net::alpaca::order_report> open; // of any age
  std::vector<net::alpaca::order_report> orders; // oldest first
  std::vector<net::alpaca::execution_report> executions;
  std::vector<net::alpaca::position_report> positions;
  bool at_rest = false; // account and positions are of one moment, and these orders of the same
};

// `plan` says what to ask for once the account is known. `done` runs once, on the client's
// io_context, never inside this call; neither runs after the client is destroyed.
void ask_for_books(
    net::alpaca::trading_client& client,
    std::function<books_query(const net::alpaca::account_state&, trading::time_ns market_ns)> plan,
    std::function<void(result<venue_books>)> done);

} // namespace troupe::actors
