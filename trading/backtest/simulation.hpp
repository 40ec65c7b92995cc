// A past market traded again by other terms: a desk against the simulated venue's matching engine,
// in one loop on market time.
//
// Told the events of a journal, it takes its inputs (sessions, the market, ticks, commands,
// operators' orders, which meet risk and the market anew) and leaves aside what followed from them
// then: decisions, intents, what the venue said, adjustments. So it begins flat, with the cash of
// the last account's first session. Orders fill without delay at the quote in force; what a bar or
// a quote does to resting orders is told before it (as the venue does in lockstep).
//
// It may also follow a journal for a while, outputs too, and trade from a later instant on, with
// what the account held and had ordered by then: follow() and take_over().
//
// What strategies want before from_ns warms up and is not traded. What is wanted at one instant is
// assessed by symbol and strategy: deferred, at the instant's tick, as lockstep does; else at once.
//
// step() is for a market that nobody has traded yet. It does what the roles and the built-in venue
// do together at `--speed max`: what rests meets the whole instant, then the strategies see it,
// then time moves there, and what they want is judged and ordered. An order is placed after all of
// its instant is published, and so meets nothing that its strategy could not have known.
#pragma once

#include "trading/backtest/trading_desk.hpp"
#include "trading/matching/paper_engine.hpp"
#include "trading/orders/fees.hpp"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace troupe::trading {

// As the venue tells it: a bar at its end.
using told_market = std::variant<quote, trade, bar>;

struct simulation_terms {
  desk_terms desk;
  std::int64_t half_spread_bps = 2;
  bool deferred = true;
  time_ns from_ns = std::numeric_limits<time_ns>::min();
  // Told sessions and decisions, and, once the desk has folded them, intents and order events: as
  // a journal has them. May be empty.
  std::function<void(const event&)> observe = {};
};

struct simulation_figures {
  std::uint64_t wishes = 0;
  std::uint64_t refused_by_risk = 0;
  std::uint64_t refused_by_venue = 0;
  std::uint64_t orders = 0;
  std::uint64_t fills = 0;
  money fees; // those that are taken in money
};

class simulation {
public:
  // Errors: those of trading_desk::make.
  static result<simulation> make(simulation_terms terms);

  void fold(const event& happened);
  // The whole of an instant, later than the last: canonical symbol first, then quote, trade, bar.
  void step(time_ns at, std::span<const told_market> events);

  // What happened then, as it was: nothing is traded.
  void follow(const event& happened);
  // The venue has the account's cash, positions and open orders as the desk's books have them.
  void take_over();
  // What comes to the account, or goes, besides trades: the venue's books follow the desk's.
  void adjust(const adjustment& taken_over);

  // From now on, instead of whom the terms name.
  void observe(std::function<void(const event&)> told) { terms_.observe = std::move(told); }

  const trading_desk& desk() const { return desk_; }
  // Where there is a venue, and in it a quote.
  std::optional<quote> quote_of(const symbol& name) const {
    return venue_ ? venue_->quote_of(name) : std::nullopt;
  }
  const simulation_figures& figures() const { return figures_; }

private:
  simulation(simulation_terms terms, trading_desk desk);

  void begin(const session_started& started);
  order_updates show(const event& happened); // to the venue
  void tell(const event& happened);
  void account_for(const event& happened);
  template <class Event>
  void note(const Event& made) const { // an event is made of it only where someone is told
    if (terms_.observe)
      terms_.observe(made);
  }
  void want(const decision& made);
  void assess_all();
  void submit(const decision& judged, order_request request);
  result<paper_engine::submission> place(const order_request& asked);
  void adopt_legs(const decision& judged, const order_request& of,
                  const std::vector<paper_order>& legs);
  void take(const order_updates& updates);

  simulation_terms terms_;
  trading_desk desk_;
  std::optional<paper_engine> venue_; // of the account in force
  std::string broker_account_;
  std::vector<decision> wishes_; // of the instant, at most wishes_max
  simulation_figures figures_;
  fee_schedule fees_;
  std::uint64_t next_id_ = 0;

  static constexpr std::size_t wishes_max = 65'536;
};

} // namespace troupe::trading
