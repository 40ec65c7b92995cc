// The trading side of the venue by request and answer: account, orders, positions.
//
// Lives on one io_context and its thread; nothing blocks. Every callback runs there, once, never
// inside the call that was given it. Destroying the client drops what is under way: no callback
// runs afterwards, and the outcome of such orders is to be asked for by client order id.
//
// No request is ever repeated in here. Requests wait for the venue's rate limit in one bounded
// queue (request_gate.hpp): cancels overtake orders, orders overtake queries; orders leave one by
// one on a connection of their own, in the order of the calls.
#pragma once

#include "net/alpaca/access.hpp"
#include "net/alpaca/reports.hpp"
#include "net/alpaca/request_gate.hpp"
#include "trading/orders/order.hpp"
#include "trading/orders/replace_rules.hpp"
#include "trading/portfolio/account_activity.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::alpaca {

enum class order_filter : std::uint8_t { open, closed, all };

struct order_query {
  order_filter status = order_filter::open;
  trading::time_ns after_ns = 0;             // submitted later than this; 0 for no bound
  std::vector<trading::symbol> symbols = {}; // empty for all
  bool nested = false; // legs are told with the order that they belong to
};

struct execution_query {
  trading::time_ns after_ns = 0; // 0 for no bound
  std::string order_id = {};     // the venue's; empty for all orders
};

class trading_client {
public:
  template <class T>
  using on_result = std::function<void(result<T>)>;

  // orders() ends with `too_many_orders` beyond this.
  static constexpr std::size_t orders_max = 100'000;

  static constexpr std::size_t executions_max = 100'000;
  static constexpr std::size_t activities_max = 10'000;

  trading_client(boost::asio::io_context& io, const access& venue, gate_options options = {});
  ~trading_client();
  trading_client(const trading_client&) = delete;
  trading_client& operator=(const trading_client&) = delete;

  using on_leaving = http::client::on_leaving;

  // Errors of all: see venue_error.hpp. `may_leave` is asked when an order has waited for the
  // limit, the orders before it and a connection, and would be written now: its error keeps the
  // order back, and is the outcome.
  void submit(const trading::order_request& wanted, on_result<order_report> done,
              on_leaving may_leave = {});
  // Asks for the change of an order by the venue's id; the new order gets the change's
  // client_order_id, by which an unknown outcome is asked for. The answer is the new order.
  void replace(std::string_view order_id, const trading::order_change& wanted,
               on_result<order_report> done, on_leaving may_leave = {});
  // Success means "asked for": the order's end comes on the order stream. Cancelling what has
  // ended already is `order_not_cancelable`.
  void cancel(std::string_view order_id, on_result<void> done);
  // Error `order_not_found` only when the venue itself says that it has no such order.
  void order_by_client_id(std::string_view client_order_id, on_result<order_report> done);
  // All pages, oldest first.
  void orders(order_query wanted, on_result<std::vector<order_report>> done);
  // All pages, oldest first; ends with `too_many_executions` beyond executions_max.
  void executions(execution_query wanted, on_result<std::vector<execution_report>> done);
  // Of the account and no execution, later than this: all pages, oldest first; ends with
  // `too_many_activities` beyond activities_max.
  void activities(trading::time_ns after_ns,
                  on_result<std::vector<trading::account_activity>> done);
  void positions(on_result<std::vector<position_report>> done);
  void account(on_result<account_state> done);
  void clock(on_result<clock_state> done);
  void asset(const trading::symbol& name, on_result<asset_report> done);

  const gate_counters& counters() const;

private:
  class state;
  std::unique_ptr<state> state_;
};

} // namespace troupe::net::alpaca
