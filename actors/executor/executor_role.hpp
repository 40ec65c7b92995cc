// The executor: turns approved orders into intents, intents into requests, and what the venue says
// into events.
//
// An intent is in the journal, on the disk, before its request leaves. A request whose outcome is
// not known makes its order `unknown`; the venue is then asked by client order id, again and
// again, until it knows; what it never got is sent again under the same id while it is fresh. What
// it has filled of an order is asked for execution by execution, since each is charged for, and
// rounded, by itself; only where the venue's activities do not tell them is the sum taken.
//
// At every start, whenever the order stream is back, and every reconcile_interval_s besides, the
// venue's account, orders, executions and positions are compared with the books. What was missed
// becomes an event, what differs an adjustment, told in the log; a symbol whose position differed
// takes no entries until an operator releases it (trading/portfolio/quarantine.hpp). Orders that
// nobody here asked for are adopted as "manual". While the stream is away requests wait.
//
// The legs of a group are orders of their own: the venue makes them, and each is adopted as a leg
// of its order as soon as the venue tells of it, in an answer, on the stream, or in a comparison.
// What the stream tells of a leg before that waits; the group's order is asked for where nobody
// else is about to tell. A replacement is an intent that names what it replaces, and is sent as a
// change of that.
//
// While trading is halted or disabled nothing that adds risk leaves which risk let pass before:
// what waits for the disk, the stream or the venue's limit is given up, and what the venue never
// got is not sent again.
//
// In lockstep requests go one after another, and a step is answered when every order of it is
// answered, every event of those orders is here, and everyone has folded them.
//
// Bounds: early_updates_max updates of legs wait for their order; one more is taken as an order
// of nobody's. Requests under way are bounded by risk's limits on orders; the client's own queue
// refuses beyond its bound, which rejects the order.
#pragma once

#include "actors/executor/reconciliation.hpp"
#include "actors/executor/step_progress.hpp"
#include "actors/protocol/interfaces.hpp"
#include "actors/role/journal_reader.hpp"
#include "actors/role/role.hpp"
#include "net/alpaca/order_stream.hpp"
#include "net/alpaca/order_stream_decoder.hpp"
#include "net/alpaca/trading_client.hpp"
#include "trading/orders/fees.hpp"
#include "trading/orders/intent_ledger.hpp"
#include "trading/portfolio/portfolio.hpp"
#include "trading/risk/trading_switch.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

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
    std::int64_t queued_ns = 0; // process time
    std::uint64_t stops = 0;    // of trading, that risk knew of when it let this pass
  };

  void on_exit() override;

  // Starting.
  void rebuild(const trading::event& happened);
  void fold(const trading::event& happened);
  void on_command(const operator_command& ordered);
  void begin_session();
  void on_stream_lost(const error& why);
  void confirm_books();
  void confirm_books_again(const intents_refused& refused);

  // The venue's books.
  void ask_books();
  void ask_books_in(std::chrono::milliseconds pause);
  void retry(const error& why);
  books_query plan_books(const net::alpaca::account_state& account,
                         trading::time_ns market_ns) const;
  void open_session(const venue_books& found);
  bool concerns_us(const net::alpaca::order_report& report) const;
  void take_over(const venue_books& found);
  void finish_comparison(bool at_rest);
  void adopt(const net::alpaca::order_report& report);
  void adopt(const net::alpaca::order_report& leg, const trading::order& parent);
  bool adopt_leg(const net::alpaca::order_report& report);
  void take_in_legs(const net::alpaca::order_report& group);
  void take_in(const net::alpaca::order_report& report);
  void admit(const net::alpaca::order_report& report);
  void tell_state(const net::alpaca::order_report& report);
  bool lacks_executions(const net::alpaca::order_report& report) const;
  void take_in(const net::alpaca::execution_report& report, const std::string& client_order_id);
  void take_in_executions(const venue_books& found);
  std::size_t look_up_unlisted(const venue_books& found);
  std::vector<trading::adjustment> differences_to(const venue_books& found) const;
  void correct_books(std::vector<trading::adjustment> differences);
  bool ask_for_causes(const std::vector<trading::adjustment>& differences);
  void take_over_causes(const std::vector<trading::adjustment>& differences,
                        const result<std::vector<trading::account_activity>>& told);
  void compare_now_and_then();
  void note_account_age();
  void note_account(trading::command_kind kind, std::string why);

  // Orders.
  void intend(const approved_order& approved);
  void on_approved(const approved_order& approved);
  std::optional<error> refusal_of(const trading::order_request& asked) const;
  std::optional<error> replace_refusal_of(const trading::order_request& asked) const;
  void refuse(const trading::intent& wanted, std::uint64_t request_id, const error& why);
  void account_for(const trading::event& intent);
  void on_durable(std::uint64_t token);
  void on_refused(const intents_refused& refused);
  void queue(request next);
  void send_next();
  void submit(request next);
  void on_answer(const request& sent, const result<net::alpaca::order_report>& answer);
  void look_up(const std::string& client_order_id);
  void look_up_again(const std::string& client_order_id);
  void on_found(const std::string& client_order_id,
                const result<net::alpaca::order_report>& answer);
  void look_up_executions(const net::alpaca::order_report& report);
  void on_executions(const net::alpaca::order_report& report,
                     const result<std::vector<net::alpaca::execution_report>>& answer);
  void end_look_up(const std::string& client_order_id);
  bool may_be_sent_again(const trading::order& known) const;
  bool is_fresh(const trading::order& known) const;
  void give_up(const request& waited, const error& why);
  std::optional<error> stop_of(const request& next) const;
  void send_again(const trading::order& known);
  void on_cancel(const cancel_order& asked);
  void on_wind_down();
  void close_positions();
  void finish_winding_down();
  void reply(std::uint64_t request_id, const error* failure, const std::string& client_order_id);

  // Groups.
  void on_update(const trading::order_event& told, const net::alpaca::order_report& order);
  const trading::order* parent_to_be_told(const net::alpaca::order_report& order) const;
  void take_early_updates();

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
  trading::trading_switch switch_;
  std::uint64_t stops_ = 0; // how often trading was halted or disabled
  std::vector<trading::command> early_commands_; // told while the past is still being read
  trading::fee_schedule fees_;
  net::alpaca::access venue_;
  std::optional<net::alpaca::trading_client> client_; // ended on the lane, in on_exit
  std::optional<net::alpaca::order_stream> stream_;
  std::uint64_t epoch_;
  std::uint64_t journaled_epoch_ = 0;
  trading::time_ns venue_ns_ = 0; // the latest market time that the venue told
  trading::time_ns last_heard_ns_ = 0; // of the latest order event, from whatever run
  trading::time_ns compared_ns_ = 0;   // until when this run has asked what happened
  trading::time_ns account_since_ns_ = 0; // when this account was first seen
  bool lockstep_;
  bool started_ = false;  // ready once: what is open then was sent by this run
  bool connected_ = true; // the stream is there, and the books were compared since
  bool asking_books_ = false;
  bool ask_books_again_ = false;
  int unanswered_causes_ = 0; // one after the other
  bool causes_asked_ = false; // of what differs, and the venue named none that was not known
  bool new_account_ = false;
  bool account_stale_ = false;
  std::int64_t account_told_ns_ = 0; // process time
  std::uint64_t executions_heard_ = 0;
  std::uint64_t executions_at_question_ = 0;

  std::map<std::uint64_t, request> waiting_; // for the disk, by token
  std::deque<request> durable_;              // to be sent
  std::uint64_t in_flight_ = 0;
  std::map<std::string, unsigned> unknown_; // being looked up; answers without all executions
  // By process time; kept while it is sent again.
  std::map<std::string, std::int64_t> unknown_since_ns_;
  std::set<std::string> without_legs_; // of a group, and the venue knows of no leg when asked
  std::vector<net::alpaca::order_update> early_; // of legs whose order has not told of them yet
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
  boost::asio::steady_timer audit_timer_;
  runtime::histogram& tick_to_order_;
  runtime::counter& orders_;
  runtime::counter& refusals_;
  runtime::counter& repeated_;
  runtime::counter& late_;
  runtime::counter& adopted_;
  runtime::counter& early_refused_;
  runtime::counter& differences_;
  runtime::counter& activities_;
  runtime::gauge& unknown_orders_;
};

} // namespace troupe::actors
