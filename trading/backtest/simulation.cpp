#include "trading/backtest/simulation.hpp"

#include "trading/backtest/venue_state.hpp"
#include "trading/orders/order_replacement.hpp"
#include "trading/risk/wish_order.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace troupe::trading {

namespace {

// Of the ids: those of a venue that the account has traded at are others.
constexpr std::uint64_t simulated_seed = 0x9d2c'5680'71e5'3a17;

} // namespace

simulation::simulation(simulation_terms terms, trading_desk desk)
    : terms_(std::move(terms)), desk_(std::move(desk)) {}

result<simulation> simulation::make(simulation_terms terms) {
  auto desk = trading_desk::make(terms.desk);
  if (!desk)
    return desk.failure();
  return simulation(std::move(terms), std::move(desk).value());
}

void simulation::fold(const event& happened) {
  if (const auto* started = std::get_if<session_started>(&happened))
    return begin(*started);
  if (const auto* ordered = std::get_if<command>(&happened))
    return tell(*ordered);
  if (const auto* asked = std::get_if<operator_order>(&happened)) {
    auto assessed = desk_.assess_manual(asked->request);
    if (assessed.request)
      return submit(assessed.risk_decision, std::move(*assessed.request));
    ++figures_.refused_by_risk;
    return;
  }
  const bool ticks = std::holds_alternative<clock_tick>(happened);
  if (!ticks && !std::holds_alternative<bar>(happened) &&
      !std::holds_alternative<history_bar>(happened) && !std::holds_alternative<quote>(happened))
    return;
  take(show(happened));
  tell(happened);
  if (ticks)
    assess_all();
}

order_updates simulation::show(const event& happened) {
  if (!venue_)
    return {};
  if (const auto* past = std::get_if<history_bar>(&happened))
    return venue_->take(past->bar);
  if (const auto* candle = std::get_if<bar>(&happened))
    return venue_->take(*candle);
  if (const auto* seen = std::get_if<quote>(&happened))
    return venue_->take(*seen);
  if (const auto* tick = std::get_if<clock_tick>(&happened))
    return venue_->advance(std::max(venue_->now(), tick->market_ns));
  return {};
}

void simulation::follow(const event& happened) {
  if (const auto* started = std::get_if<session_started>(&happened))
    return begin(*started);
  show(happened); // it has no orders
  desk_.fold(happened);
}

void simulation::take_over() {
  if (!venue_)
    return;
  const auto terms = venue_->terms();
  auto state = venue_state_of(desk_.books(), terms, venue_->state());
  venue_.emplace(terms, std::move(state));
}

void simulation::adjust(const adjustment& taken_over) {
  desk_.fold(taken_over);
  if (!venue_)
    return;
  const auto terms = venue_->terms();
  auto state = venue_->state();
  state.account = venue_account_of(desk_.books(), terms);
  venue_.emplace(terms, std::move(state));
}

void simulation::step(time_ns at, std::span<const told_market> events) {
  if (venue_) {
    take(venue_->advance(std::max(venue_->now(), at)));
    for (const auto& each : events)
      take(std::visit([this](const auto& told) { return venue_->take(told); }, each));
  }
  for (const auto& each : events) {
    if (const auto* candle = std::get_if<bar>(&each))
      tell(*candle);
    else if (const auto* seen = std::get_if<quote>(&each))
      tell(*seen);
  }
  tell(clock_tick{at});
  assess_all();
}

void simulation::begin(const session_started& started) {
  if (started.broker_account != broker_account_) {
    broker_account_ = started.broker_account;
    figures_ = {};
    wishes_.clear();
    paper_terms terms;
    terms.cash = started.cash;
    terms.half_spread_bps = terms_.half_spread_bps;
    terms.seed = simulated_seed;
    venue_.emplace(terms);
    venue_->advance(started.market_ns);
  }
  note(started);
  tell(started);
}

void simulation::tell(const event& happened) {
  for (const auto& each : desk_.fold(happened)) {
    note(each);
    if (each.verdict != verdict::none && each.market_ns >= terms_.from_ns)
      want(each);
  }
  if (!terms_.deferred)
    assess_all();
}

// What was asked of the venue, or what it said.
void simulation::account_for(const event& happened) {
  desk_.fold(happened);
  note(happened);
}

void simulation::want(const decision& made) {
  ++figures_.wishes;
  if (wishes_.size() == wishes_max)
    assess_all();
  wishes_.push_back(made);
}

void simulation::assess_all() {
  auto wishes = std::exchange(wishes_, {});
  order_wishes(wishes, desk_.risk().strategies(),
               [](const decision& of) -> const decision& { return of; });
  // All are judged before the first is sent, as a step's wishes are.
  std::vector<assessment> approved;
  for (const auto& each : wishes) {
    auto assessed = desk_.assess(each);
    note(assessed.risk_decision);
    if (assessed.request)
      approved.push_back(std::move(assessed));
    else
      ++figures_.refused_by_risk;
  }
  for (auto& each : approved)
    submit(each.risk_decision, std::move(*each.request));
}

void simulation::submit(const decision& judged, order_request request) {
  request.client_order_id = "simulated-" + std::to_string(++next_id_);
  account_for(intent{request, judged.strategy, judged.market_ns, judged.ordinal});
  auto placed = place(request);
  if (placed) {
    ++figures_.orders;
    adopt_legs(judged, request, placed->legs);
    return take(placed->updates);
  }
  ++figures_.refused_by_venue;
  order_event told;
  told.kind = order_event_kind::rejected;
  told.client_order_id = request.client_order_id;
  told.symbol = request.symbol;
  told.side = request.side;
  told.market_ns = judged.market_ns;
  told.reason = placed.failure().code;
  account_for(told);
}

result<paper_engine::submission> simulation::place(const order_request& asked) {
  if (!venue_)
    return error{"no_session", "no session"};
  const auto held = desk_.books().position_of(asked.symbol).qty;
  if (asked.replaces.empty())
    return venue_->submit(draft_of(asked, intent_of(asked.side, held)));
  const auto* before = desk_.books().orders().find(asked.replaces);
  const auto* old = venue_->find_by_client_order_id(asked.replaces);
  if (before == nullptr || old == nullptr)
    return error{"order_not_found", "there is no order " + asked.replaces + " to be replaced"};
  auto change = change_between(before->request, asked);
  change.client_order_id = asked.client_order_id;
  return venue_->replace(old->id, change);
}

// As the executor does: orders of their own, under the strategy of theirs.
void simulation::adopt_legs(const decision& judged, const order_request& of,
                            const std::vector<paper_order>& legs) {
  constexpr std::uint32_t first_ordinal = 1u << 30;
  for (std::uint32_t index = 0; index < legs.size(); ++index) {
    auto request = legs[index].request;
    request.order_class = of.order_class;
    request.parent_id = of.client_order_id;
    account_for(intent{std::move(request), judged.strategy, judged.market_ns,
                       first_ordinal + index});
  }
}

void simulation::take(const order_updates& updates) {
  for (const auto& each : updates) {
    auto told = each.event;
    apply(fees_, told);
    if (is_execution(told)) {
      ++figures_.fills;
      figures_.fees += told.fee;
    }
    account_for(told);
  }
}

} // namespace troupe::trading
