// Every message between roles. All are one-way; all amounts are fixed point, because a
// floating-point value must never cross a node; what needs an answer carries a request_id.
//
// Delivery is in order between two actors and at most once: a message to a role that is being
// restarted is dropped and counted, and the restart rebuilds from the journal what it carried.
#pragma once

#include "persistence/journal/record.hpp"
#include "trading/events.hpp"
#include "trading/portfolio/account_report.hpp"
#include "trading/portfolio/position.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace troupe::actors {

// -- the way of a tick ------------------------------------------------------------------------

// received_ns is the process time at which the frame was read from the socket: where the
// tick-to-order figure begins.
struct market_quote {
  trading::quote quote;
  std::int64_t received_ns = 0;
};

struct market_trade {
  trading::trade trade;
};

// A historical bar warms up and marks, and is not traded on.
struct market_bar {
  trading::bar bar;
  std::int64_t received_ns = 0;
  bool historical = false;
};

// Market time has moved to market_ns, and everything before it has been sent. In lockstep it is
// the barrier of a step, which every role passes on when it has consumed what came before it.
// Step 0 opens a session: it follows the last historical bar.
struct market_tick {
  trading::time_ns market_ns = 0;
  std::int64_t step = 0;
  bool lockstep = false;
  bool end = false; // the data are spent
};

// What a strategy wants. A deferred proposal waits for the end of its lockstep step.
struct proposal {
  trading::decision decision;
  std::int64_t received_ns = 0;
  bool deferred = false;
};

// -- the way of an order ----------------------------------------------------------------------

// What risk lets pass; the executor gives it its client order id.
struct approved_order {
  trading::order_request request;
  trading::term strategy;
  trading::time_ns market_ns = 0;
  std::uint32_t ordinal = 0;
  std::int64_t received_ns = 0;
  std::uint64_t request_id = 0; // of the operator's request, or 0
};

// The barrier behind data, on its way from a signal shard to risk and from risk to the executor.
struct step_done {
  std::int64_t step = 0;
  std::uint32_t shard = 0;
  trading::time_ns market_ns = 0;
  bool end = false;
};

// Something happened to the account: an intent, an order's event, an adjustment.
struct account_event {
  trading::event event;
};

// The question "have you folded everything before this?", sent the way events go, and its answer.
// The journal says which record was the last before it.
struct settle {
  std::int64_t step = 0;
  std::uint64_t after_seq = 0;
};
struct settled {
  std::int64_t step = 0;
  std::string role;
  std::uint32_t shard = 0;
};

struct position_update {
  trading::position position;
};

// -- the journal ------------------------------------------------------------------------------

// Events in the order in which they happened on a lane (see actors/journal/outbox.hpp).
struct record_events {
  std::vector<trading::event> events;
};

// Intents to be made durable together; intents_durable carries the token back.
struct record_intents {
  std::vector<trading::intent> intents;
  std::uint64_t token = 0;
};
struct intents_durable {
  std::uint64_t token = 0;
};
// The journal cannot write (a full disk): nothing may be sent. The reason is for the operator.
struct intents_refused {
  std::uint64_t token = 0;
  std::string code;
  std::string reason;
};

// Asks for every record from from_seq on whose type is in `types` (bits by the alternative's
// index in trading::event), first the past, then the present. A new subscription of the same
// role and shard replaces the old one.
struct subscribe_journal {
  std::string role;
  std::uint32_t shard = 0;
  std::uint64_t from_seq = 1;
  std::uint32_t types = 0xFFFFFFFF;
  std::uint64_t subscription = 0; // chosen by the asker, carried by each page
};

// next_seq is where the next page goes on. A page is acknowledged before the next but three.
struct journal_page {
  std::uint64_t subscription = 0;
  std::uint64_t next_seq = 0;
  bool caught_up = false; // nothing newer existed when the page was made
  std::vector<std::shared_ptr<const persistence::journal::record>> records;
};
struct page_done {
  std::string role;
  std::uint32_t shard = 0;
  std::uint64_t subscription = 0;
};

// -- the operator -----------------------------------------------------------------------------

struct operator_command {
  std::uint64_t request_id = 0;
  trading::command command;
};

struct manual_order {
  std::uint64_t request_id = 0;
  trading::order_request request;
  std::string who;
};

// The change of an order: what is empty or zero is left as it is. `trail` is a price or a
// percentage, as the order has it.
struct replace_order {
  std::uint64_t request_id = 0;
  std::string order_id; // the venue's or the client's
  trading::quantity qty;
  std::string time_in_force;
  trading::price limit_price;
  trading::price stop_price;
  trading::number trail;
  std::string who;
};

struct cancel_order {
  std::uint64_t request_id = 0;
  std::string order_id; // the venue's or the client's
};

// The process is about to stop: no more orders, and what is open is dealt with as configured
// (trading.on_stop). The executor says through its context when it is done.
struct wind_down {};

// How the account stands against risk's rules now, and what they would say to an order.
struct risk_request {
  std::uint64_t request_id = 0;
  std::optional<trading::order_request> order{}; // that is not sent
};

struct refusal_count {
  trading::term rule;
  std::uint64_t refusals = 0;
};

// A strategy's share of the capital, and what it has made of it.
struct strategy_standing {
  trading::term strategy; // or "manual"
  trading::money at_stake;
  trading::money budget;
  trading::money realised;
  trading::money unrealised;
  std::int64_t trades = 0; // closed
  trading::number score;   // of them; trading/risk/strategy_performance.hpp
  bool may_enter = true;
};

// A gate for each rule of the account that is on, as an order of no size would meet it now.
struct risk_report {
  std::uint64_t request_id = 0;
  trading::time_ns market_ns = 0;
  std::string state;    // as trading::risk_state has it
  std::string drawdown; // as trading::drawdown_state has it
  trading::money equity;
  trading::money highest_equity;
  trading::gate_list gates;
  std::vector<refusal_count> refusals{}; // of orders in the account's present run, by rule
  std::optional<trading::decision> preview{}; // of the order in the request
  trading::input_list figures{};         // trading/risk/risk_figures.hpp
  std::vector<strategy_standing> strategies{};
};

// The answer to one of the requests above: an order, or an error code and message.
struct operator_reply {
  std::uint64_t request_id = 0;
  std::string code; // empty: done
  std::string message;
  std::optional<trading::order> order;
  trading::gate_list gates; // of a refusal
  std::vector<trading::order> legs{};
};

// -- the read side ----------------------------------------------------------------------------

// The account as the portfolio knows it.
struct account_update {
  std::string broker_account;
  trading::money cash;
  trading::money equity;
  trading::money day_start_equity;
  trading::money realised;
  bool simulated = false;
  bool trading_enabled = false;
  bool halted = false;
  trading::time_ns market_ns = 0;
};

// From another source than the venue, while that is silent: to be shown, never to be traded on. The
// bars are the last half hour's, where the source has them.
struct fallback_quote {
  trading::quote quote;
  std::string source; // "yahoo"
  std::vector<trading::bar> bars;
};

// The edge asks for everything the portfolio knows.
struct portfolio_request {
  std::uint64_t request_id = 0;
};

// The edge asks for a page of the books, and is told it.
struct portfolio_question {
  std::uint64_t request_id = 0;
  trading::report_query wanted;
};
struct portfolio_answer {
  std::uint64_t request_id = 0;
  trading::account_report report;
};

} // namespace troupe::actors
