#include "actors/executor/reconciliation.hpp"

#include "net/alpaca/venue_error.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace troupe::actors {

namespace {

using net::alpaca::order_report;

using planner =
    std::function<books_query(const net::alpaca::account_state&, trading::time_ns market_ns)>;

using fills_by_order = std::map<std::string_view, trading::quantity>; // by the venue's identifier

void add_fills(fills_by_order& into, const std::vector<order_report>& orders) {
  for (const auto& each : orders)
    into[each.order_id] = each.filled_qty;
}

bool same_fills(const std::vector<order_report>& before, const std::vector<order_report>& after) {
  fills_by_order filled;
  add_fills(filled, before);
  return std::all_of(after.begin(), after.end(),
                     [&](const auto& each) { return filled[each.order_id] == each.filled_qty; });
}

// Whether these open orders, of any age, have filled no further: they are open as they were, or
// among the recent orders as they were.
bool filled_no_further(const std::vector<order_report>& open, const std::vector<order_report>& now,
                       const std::vector<order_report>& recent) {
  fills_by_order filled;
  add_fills(filled, recent);
  add_fills(filled, now);
  return std::all_of(open.begin(), open.end(), [&](const auto& each) {
    const auto found = filled.find(each.order_id);
    return found != filled.end() && found->second == each.filled_qty;
  });
}

// Of one question; one that fails ends the run, and all would have to be asked again.
constexpr unsigned tries_max = 4;

// The client drops its callbacks when it is destroyed, so the reference stays good.
struct inquiry : std::enable_shared_from_this<inquiry> {
  inquiry(net::alpaca::trading_client& through, planner what,
          std::function<void(result<venue_books>)> then)
      : client(through), plan(std::move(what)), done(std::move(then)) {}

  // Goes on with the answer, or ends with the error of the last try.
  template <class T, class Question, class Next>
  void ask(Question question, Next next, unsigned tries_left = tries_max) {
    question(client, [self = shared_from_this(), question, next, tries_left](result<T> answer) {
      if (answer)
        return next(*self, std::move(answer).value());
      if (tries_left <= 1 || !net::alpaca::may_succeed_again(answer.failure()))
        return self->done(answer.failure());
      self->template ask<T>(question, next, tries_left - 1);
    });
  }

  void ask_clock() {
    ask<net::alpaca::clock_state>([](auto& client, auto told) { client.clock(told); },
                                  [](inquiry& self, auto told) {
                                    self.found.market_ns = told.market_ns;
                                    self.ask_plan();
                                  });
  }
  void ask_plan() {
    ask_account([](inquiry& self, auto told) {
      self.wanted = self.plan(told, self.found.market_ns);
      self.ask_open_orders();
    });
  }
  void ask_open_orders() {
    ask_orders(net::alpaca::order_query{}, [](inquiry& self, auto told) {
      self.found.open = std::move(told);
      self.ask_recent_orders([](inquiry& then) { then.ask_executions(); });
    });
  }
  template <class Next>
  void ask_recent_orders(Next next) {
    net::alpaca::order_query recent;
    recent.status = net::alpaca::order_filter::all;
    recent.after_ns = wanted.orders_after_ns;
    recent.nested = true;
    ask_orders(recent, [next](inquiry& self, auto told) {
      self.found.at_rest = same_fills(self.found.orders, told);
      self.found.orders = std::move(told);
      next(self);
    });
  }
  void ask_executions() {
    if (wanted.executions_after_ns == 0)
      return ask_state();
    ask<std::vector<net::alpaca::execution_report>>(
        [after_ns = wanted.executions_after_ns](auto& client, auto told) {
          client.executions({.after_ns = after_ns}, told);
        },
        [](inquiry& self, auto told) {
          self.found.executions = std::move(told);
          self.ask_state();
        });
  }
  void ask_state() {
    ask_account([](inquiry& self, auto told) {
      self.found.account = std::move(told);
      self.ask_positions();
    });
  }
  void ask_positions() {
    ask<std::vector<net::alpaca::position_report>>(
        [](auto& client, auto told) { client.positions(told); },
        [](inquiry& self, auto told) {
          self.found.positions = std::move(told);
          self.ask_recent_orders([](inquiry& then) { then.ask_open_orders_again(); });
        });
  }

  void ask_open_orders_again() {
    ask_orders(net::alpaca::order_query{}, [](inquiry& self, auto told) {
      self.found.at_rest =
          self.found.at_rest && filled_no_further(self.found.open, told, self.found.orders);
      self.found.open = std::move(told);
      self.done(std::move(self.found));
    });
  }

  template <class Next>
  void ask_account(Next next) {
    ask<net::alpaca::account_state>([](auto& client, auto told) { client.account(told); }, next);
  }
  template <class Next>
  void ask_orders(net::alpaca::order_query query, Next next) {
    ask<std::vector<order_report>>(
        [query = std::move(query)](auto& client, auto told) { client.orders(query, told); }, next);
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
