// The executor: turns approved orders into intents, intents into requests, and what the venue says
// into events.
//
// An intent is in the journal, on the disk, before its request leaves. A request whose outcome is
// not known makes its order `unknown`; the venue is then asked by client order id, again and
// again, until it knows; what it never got is sent again under the same id while it is fresh. At
// every start the venue's account, orders and positions are compared with the books, and what
// differs becomes an event or an adjustment.
//
// In lockstep requests go one after another, and a step is answered when every order of it is
// answered, every event of those orders is here, and everyone has folded them.
//
// Bound: requests under way are bounded by risk's limits on orders; the client's own queue refuses
// beyond its bound, which rejects the order.
#pragma once

#include "actors/executor/reconciliation.hpp"
#include "actors/executor/step_progress.hpp"
#include "actors/protocol/interfaces.hpp"
#include "actors/role/journal_reader.hpp"
#include "actors/role/role.hpp"
#include "net/alpaca/order_stream.hpp"
#include "net/alpaca/trading_client.hpp"
#include "trading/orders/fees.hpp"
#include "trading/orders/intent_ledger.hpp"
#include "trading/portfolio/portfolio.hpp"

#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace troupe::actors {

class executor_role : public role<executor_actor> {
public:
  executor_role(caf::actor_config& config, role_context context, std::uint64_t epoch);

  behavior_type make_behavior() override;

private:
  // An order on its way to the venue.
  struct request {
    trading::intent intent;
    std::int64_t received_ns = 0;
    std::uint64_t request_id = 0;
  };

  void on_exit() override;

  // Starting.
  void rebuild(const trading::event& happened);
  void begin_session();
  void on_stream_lost(const error& why);
  void ask_books();
  void take_over(const venue_books& found);
  void confirm_books();
  void confirm_books_again(const intents_refused& refused);
  void retry(const error& why);

  // Orders.
  void intend(const approved_order& approved);
  void on_approved(const approved_order& approved);
  void account_for(const trading::event& intent);
  void on_durable(std::uint64_t token);
  void on_refused(const intents_refused& refused);
  void send_next();
  void submit(request next);
  void on_answer(const request& sent, const result<net::alpaca::order_report>& answer);
  void look_up(const std::string& client_order_id);
  void on_found(const std::string& client_order_id,
                const result<net::alpaca::order_report>& answer);
  bool is_fresh(const trading::order& known) const;
  void send_again(const trading::order& known);
  void on_cancel(const cancel_order& asked);
  void on_wind_down();
  void close_positions();
  void finish_winding_down();
  void reply(std::uint64_t request_id, const error* failure, const std::string& client_order_id);

  // Events.
  void on_event(trading::order_event reported);
  void publish(trading::event happened);

  // Lockstep.
  void on_step(const step_done& step);
  void on_settled(const settled& told);
  void advance_step();
  void ask_to_settle();
  bool idle() const;

  trading::intent_ledger ledger_;
  trading::portfolio books_;
  trading::fee_schedule fees_;
  net::alpaca::access venue_;
  std::optional<net::alpaca::trading_client> client_; // ended on the lane, in on_exit
  std::optional<net::alpaca::order_stream> stream_;
  std::uint64_t epoch_;
  std::uint64_t journaled_epoch_ = 0;
  trading::time_ns venue_ns_ = 0; // the latest market time that the venue told

  std::map<std::uint64_t, request> waiting_; // for the disk, by token
  std::deque<request> durable_;              // to be sent
  std::uint64_t in_flight_ = 0;
  std::set<std::string> unknown_; // being looked up
  std::uint64_t next_token_;
  std::uint64_t books_token_ = 0; // what was taken over at the start waits for the disk under it
  step_progress progress_;
  bool winding_down_ = false;
  std::size_t cancels_under_way_ = 0;

  journal_reader past_;
  runtime::role_ref<journal_actor> journal_;
  runtime::role_ref<risk_actor> risk_;
  runtime::role_ref<edge_actor> edge_;
  boost::asio::steady_timer retry_timer_;
  boost::asio::steady_timer settle_timer_;
  runtime::histogram& tick_to_order_;
  runtime::counter& orders_;
  runtime::counter& refusals_;
  runtime::counter& repeated_;
  runtime::counter& late_;
  runtime::gauge& unknown_orders_;
};

} // namespace troupe::actors
