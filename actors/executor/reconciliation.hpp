// Asks the venue for its books: the account, every order and every position.
//
// One run: the answers come in one after another, and the first error ends it. What follows from
// the answers is trading::reconcile's to say.
#pragma once

#include "net/alpaca/trading_client.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace troupe::actors {

struct venue_books {
  net::alpaca::account_state account;
  trading::time_ns market_ns = 0;
  std::vector<net::alpaca::order_report> orders; // oldest first
  std::vector<net::alpaca::position_report> positions;
};

// `done` runs once, on the client's io_context, never inside this call, and not after the client
// is destroyed.
void ask_for_books(net::alpaca::trading_client& client,
                   std::function<void(result<venue_books>)> done);

} // namespace troupe::actors
