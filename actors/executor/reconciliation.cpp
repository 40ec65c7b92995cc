#include "actors/executor/reconciliation.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace troupe::actors {

namespace {

using net::alpaca::order_report;

using planner =
    std::function<books_query(const net::alpaca::account_state&, trading::time_ns market_ns)>;

bool same_fills(const std::vector<order_report>& before, const std::vector<order_report>& after) {
  std::map<std::string_view, trading::quantity> filled;
  for (const auto& each : before)
    filled[each.order_id] = each.filled_qty;
  return std::all_of(after.begin(), after.end(),
                     [&](const auto& each) { return filled[each.order_id] == each.filled_qty; });
}

// The client drops its callbacks when it is destroyed, so the reference stays good.
struct inquiry : std::enable_shared_from_this<inquiry> {
  inquiry(net::alpaca::trading_client& through, planner what,
          std::function<void(result<venue_books>)> then)
      : client(through), plan(std::move(what)), done(std::move(then)) {}

  // Goes on with the answer, or ends with the error.
  template <class T, class Next>
  auto taking(Next next) {
    return [self = shared_from_this(), next](result<T> answer) {
      if (!answer)
        return self->done(answer.failure());
      next(*self, std::move(answer).value());
    };
  }

  void ask_clock() {
    client.clock(taking<net::alpaca::clock_state>([](inquiry& self, auto told) {
      self.found.market_ns = told.market_ns;
      self.ask_plan();
    }));
  }
  void ask_plan() {
    client.account(taking<net::alpaca::account_state>([](inquiry& self, auto told) {
      self.wanted = self.plan(told, self.found.market_ns);
      self.ask_open_orders();
    }));
  }
  void ask_open_orders() {
    client.orders({}, taking<std::vector<order_report>>([](inquiry& self, auto told) {
      self.found.open = std::move(told);
      self.ask_orders([](inquiry& then) { then.ask_executions(); });
    }));
  }
  template <class Next>
  void ask_orders(Next next) {
    net::alpaca::order_query recent;
    recent.status = net::alpaca::order_filter::all;
    recent.after_ns = wanted.orders_after_ns;
    recent.nested = true;
    client.orders(recent, taking<std::vector<order_report>>([next](inquiry& self, auto told) {
      self.found.at_rest = same_fills(self.found.orders, told);
      self.found.orders = std::move(told);
      next(self);
    }));
  }
  void ask_executions() {
    if (wanted.executions_after_ns == 0)
      return ask_account();
    client.executions({.after_ns = wanted.executions_after_ns},
                      taking<std::vector<net::alpaca::execution_report>>(
                          [](inquiry& self, auto told) {
                            self.found.executions = std::move(told);
                            self.ask_account();
                          }));
  }
  void ask_account() {
    client.account(taking<net::alpaca::account_state>([](inquiry& self, auto told) {
      self.found.account = std::move(told);
      self.ask_positions();
    }));
  }
  void ask_positions() {
    client.positions(
        taking<std::vector<net::alpaca::position_report>>([](inquiry& self, auto told) {
          self.found.positions = std::move(told);
          self.ask_orders([](inquiry& then) { then.done(std::move(then.found)); });
        }));
  }

  net::alpaca::trading_client& client;
  planner plan;
  std::function<void(result<venue_books>)> done;
  books_query wanted;
  venue_books found;
};

} // namespace

void ask_for_books(net::alpaca::trading_client& client, planner plan,
                   std::function<void(result<venue_books>)> done) {
  std::make_shared<inquiry>(client, std::move(plan), std::move(done))->ask_clock();
}

} // namespace troupe::actors
