// The matching engine of the simulated venue: one account, its orders, and the market they meet.
//
// A market order fills at once and wholly at the far side of the quote in force; a limit order
// does when it is marketable, and rests otherwise; fill_price.hpp has the rules, of stops and
// trailing stops too. Sizes in the market do not limit a fill, and an order never moves the market.
// With `partial_ppm` a fill is at times a part of the order (a random number of hundredths); the
// rest meets the next quote or bar.
//
// A symbol for which quotes arrive is matched against quotes. One for which only bars arrive is
// quoted around each bar's close (bar_quote.hpp), and what rests in it is matched against the next
// bar. Ioc and fok orders that do not fill at once are canceled at once.
//
// Hours (venue_hours.hpp): an order that cannot trade in the session waits as `accepted`; a gtc
// order rests the night as `done_for_day`; what ends by time ends as time comes by. An opg order
// meets the first quote after the opening, a cls order the last before the close, and is canceled
// if it does not fill then.
//
// Groups: a bracket's legs are held until its entry is filled; then the take-profit is live and the
// stop-loss, still `held`, is watched. An oco's first order is its take-profit. An oto's leg is
// live once its entry is filled. When a leg fills the other is canceled; when it fills in part the
// other shrinks to the rest; when a member is canceled or expires the others go with it.
//
// Funds: no margin is lent. Buying power is cash, less twice the worth of what is short, less what
// open orders that open a position would cost at their limit. A fill through a stop may cost more
// than was set aside, so cash can fall below zero by a gap. An order may close a position but not
// turn it round.
//
// With the model `book` a symbol has depth (depth_book.hpp): an order takes what the market shows,
// level by level, at prices that get worse, rests behind what stood there before it, and fills as
// trades reach it; a market order of which something is left waits for the next quote. A bar
// without quotes trades a quarter of its volume at each of its four prices. What waits in queues is
// not part of the state: after a restart orders stand behind what the market shows.
//
// Everything is a function of the terms and of the calls, in their order: ids too. All orders are
// kept for as long as the engine lives.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/trade.hpp"
#include "trading/matching/depth_book.hpp"
#include "trading/matching/paper_state.hpp"
#include "trading/matching/venue_hours.hpp"
#include "trading/orders/replace_rules.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace troupe::trading {

enum class market_model : std::uint8_t { paper, book };

// "paper", "book". Error: `invalid_model`.
result<market_model> parse_market_model(std::string_view text);

struct paper_terms {
  money cash = money::of(100'000);
  std::int64_t half_spread_bps = 2; // of the quote around a bar's close
  std::int64_t crypto_fee_bps = 25;
  std::uint64_t seed = 1;       // of the ids, and of what chance decides
  std::int64_t partial_ppm = 0; // how many of a million fills are partial; not in the book
  market_model model = market_model::paper;
  venue_calendar calendar = venue_calendar::always;
};

// Whoever makes things go wrong: asked for each fill whether it is partial whatever the terms say.
class partial_fills {
public:
  virtual ~partial_fills() = default;
  virtual bool strikes(const symbol& of) = 0;
};

// What a cancel or a replacement meets: nothing, or a fill that was under way and wins.
enum class late_fill : bool { none, wins };

class paper_engine {
public:
  explicit paper_engine(paper_terms terms);
  // Goes on where another engine of these terms stood.
  paper_engine(paper_terms terms, paper_state state);

  // -- the market; `now` never goes back, and is the stamp of whatever happens next
  // Whatever time ends or begins on the way, in its order.
  order_updates advance(time_ns now);
  order_updates take(const quote& arrived, partial_fills* faults = nullptr);
  order_updates take(const bar& published, partial_fills* faults = nullptr);
  order_updates take(const trade& printed);
  // Until the next quote, bar or trade of the symbol nothing fills in it, and orders wait.
  void halt(const symbol& of);

  // -- orders
  struct submission {
    paper_order accepted;          // before anything happened to it
    std::vector<paper_order> legs; // likewise
    order_updates updates;         // what happened at once
  };
  // The draft's intent need only have the right side. An empty client_order_id is given one.
  // Errors: those of the order rules by their codes (see setting_for), and `client_order_id_taken`,
  // `no_price`, `wash_trade`, `insufficient_buying_power`, `insufficient_qty`,
  // `insufficient_balance`, `order_too_small`. A refused order leaves no trace.
  result<submission> submit(order_draft asked, partial_fills* faults = nullptr);
  result<submission> submit(const order_request& asked, const order_instructions& with = {},
                            partial_fills* faults = nullptr);
  // Errors: `order_not_found`, `order_not_open`. An order already canceled is no error. A late fill
  // is of all or of a part of an order that could fill, at its limit or the quote.
  result<order_updates> cancel(std::string_view id, late_fill race = late_fill::none);
  // Answers the order that takes the other's place; what has been filled of that one is taken off
  // the quantity. Errors: `order_not_found`, those of the replace rules, and those of submit().
  // When a late fill wins, the new order is rejected.
  result<submission> replace(std::string_view id, const order_change& change,
                             late_fill race = late_fill::none, partial_fills* faults = nullptr);

  // -- what moves the account besides orders: see paper_account.hpp
  void pay(money by) { state_.account.pay(by); }
  void rescale(const symbol& held, quantity units) { state_.account.rescale(held, units); }
  // The market of a symbol stands there now, until something happens in it.
  void restate(const symbol& of, const std::optional<quote>& standing,
               std::optional<price> traded);

  // -- state; pointers are valid as long as the engine is
  const std::deque<paper_order>& orders() const { return state_.orders; } // as submitted
  const paper_order* find(std::string_view id) const;
  const paper_order* find_by_client_order_id(std::string_view client_order_id) const;
  std::vector<const paper_order*> legs_of(const paper_order& parent) const;
  // Orders that can fill, by symbol; the oldest first.
  std::vector<const paper_order*> live_orders(const symbol& of) const;
  const paper_account& account() const { return state_.account; }
  time_ns now() const { return state_.now; }
  std::optional<quote> quote_of(const symbol& of) const;
  // What stands before an order in the book; empty where it does not rest in one.
  std::optional<quantity> queue_before(const paper_order& order) const;
  // The last trade or close, or the middle of the quote where nothing has traded.
  std::optional<price> last_price(const symbol& of) const;
  money buying_power() const;
  // What the order would cost where it opens a position: at its own price, or the far side.
  std::optional<money> cost_of(const order_request& asked) const;
  // What a closing order may still take: the holding less what open orders would close of it.
  quantity available(const symbol& of) const;
  // The orders that hold the rest of it.
  std::vector<const paper_order*> holding_orders(const symbol& of) const;
  money market_value(const symbol& of) const; // negative where short
  // What an order in this symbol meets now, for the rules.
  order_setting setting_for(const symbol& of) const;
  const paper_terms& terms() const { return terms_; }
  const paper_state& state() const { return state_; }

private:
  using updates = order_updates;

  // paper_engine.cpp
  paper_order& at(std::uint64_t sequence) { return state_.orders[sequence - 1]; }
  const paper_order& at(std::uint64_t sequence) const { return state_.orders[sequence - 1]; }
  result<paper_order> admit(const order_draft& asked) const;
  paper_order& enroll(paper_order fresh);
  void begin(paper_order& order, partial_fills* faults, updates& out);
  bool trades_now(const paper_order& order) const;
  template <class Market>
  updates match(const symbol& of, const Market& against, partial_fills* faults);
  template <class Market>
  void meet(paper_order& order, const Market& against, partial_fills* faults, updates& out);
  quantity part_of(const paper_order& order, partial_fills* faults);
  void execute(paper_order& order, price px, quantity qty, updates& out);
  void enter(const paper_order& order);
  void leave(const paper_order& order);
  void report(const paper_order& order, paper_event kind, updates& out);
  void report_fill(const paper_order& order, price px, quantity qty, money fee, quantity fee_qty,
                   updates& out);
  order_event event_of(const paper_order& order, paper_event kind) const;

  // paper_engine_book.cpp
  bool has_book() const { return terms_.model == market_model::book; }
  void settle(const depth_book::executions& made, updates& out);
  template <class Market>
  void seek_fills(const symbol& of, const Market& against, updates& out);
  updates show_in_book(const quote& standing);
  updates walk_in_book(const bar& published, const quote& standing);
  void meet_book(paper_order& order, updates& out);
  void leave_book(const paper_order& order);
  void resize_in_book(const paper_order& order);

  // paper_engine_changes.cpp
  void end(paper_order& order, paper_event how, updates& out);
  void end_alone(paper_order& order, paper_event how, updates& out);
  bool fill_late(paper_order& order, paper_event pending, updates& out);
  result<paper_order> successor(paper_order& old, const order_change& change);
  void take_place(paper_order& old, paper_order& fresh);

  // paper_engine_groups.cpp
  void add_legs(paper_order& parent);
  paper_order leg_of(const paper_order& parent, leg_role role) const;
  std::vector<std::uint64_t> group_of(const paper_order& member) const;
  std::vector<std::uint64_t> other_exits(const paper_order& exit) const;
  void arm(paper_order& stop);
  void activate_legs(const paper_order& parent, updates& out);
  void after_trigger(paper_order& order, updates& out);
  void after_fill(paper_order& order, updates& out);

  // paper_engine_hours.cpp
  void cross(updates& out);
  void end_by_time(paper_order& order, updates& out);
  void settle_session(paper_order& order, updates& out);

  // paper_engine_funds.cpp
  result<void> resolve_quantity(paper_order& order) const;
  result<void> check_funds(const paper_order& order) const;
  result<void> check_closing(const paper_order& order, quantity held) const;
  result<void> check_opening(const paper_order& order) const;
  bool closes(const order_request& request) const;
  std::optional<price> cost_price(const order_request& request) const;

  paper_terms terms_;
  paper_state state_;

  // Of the state:
  time_ns boundary_ = 0;                            // the next moment at which time matters
  std::optional<market_session> session_;           // of stocks, now
  std::map<symbol, std::vector<std::size_t>> live_; // indices of orders that can fill, ascending
  std::map<symbol, depth_book> books_;              // some 3 MB each, of the model `book`
  std::unordered_map<std::string, std::size_t> by_id_;
  std::unordered_map<std::string, std::size_t> by_client_order_id_;
};

} // namespace troupe::trading
