#include "actors/executor/reconciliation.hpp"

#include <utility>

namespace troupe::actors {

namespace {

// The client drops its callbacks when it is destroyed, so the reference stays good.
struct inquiry : std::enable_shared_from_this<inquiry> {
  inquiry(net::alpaca::trading_client& through, std::function<void(result<venue_books>)> then)
      : client(through), done(std::move(then)) {}

  // Keeps `answer` in `place` and goes on, or ends with the error.
  template <class T, class Next>
  auto taking(T venue_books::*place, Next next) {
    return [self = shared_from_this(), place, next](result<T> answer) {
      if (!answer)
        return self->done(answer.failure());
      self->found.*place = std::move(answer).value();
      next(*self);
    };
  }

  void ask_clock() {
    client.clock([self = shared_from_this()](result<net::alpaca::clock_state> answer) {
      if (!answer)
        return self->done(answer.failure());
      self->found.market_ns = answer->market_ns;
      self->ask_account();
    });
  }
  void ask_account() {
    client.account(taking(&venue_books::account, [](inquiry& self) { self.ask_orders(); }));
  }
  void ask_orders() {
    net::alpaca::order_query all;
    all.status = net::alpaca::order_filter::all;
    client.orders(all, taking(&venue_books::orders, [](inquiry& self) { self.ask_positions(); }));
  }
  void ask_positions() {
    client.positions(
        taking(&venue_books::positions, [](inquiry& self) { self.done(std::move(self.found)); }));
  }

  net::alpaca::trading_client& client;
  std::function<void(result<venue_books>)> done;
  venue_books found;
};

} // namespace

void ask_for_books(net::alpaca::trading_client& client,
                   std::function<void(result<venue_books>)> done) {
  std::make_shared<inquiry>(client, std::move(done))->ask_clock();
}

} // namespace troupe::actors
