#include "net/venue/exchange.hpp"

#include "trading/matching/identifier.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace troupe::net::venue {

namespace {

class fault_fills final : public trading::partial_fills {
public:
  explicit fault_fills(const std::function<bool(const trading::symbol&)>& partial)
      : partial_(partial) {}
  bool strikes(const trading::symbol& of) override { return partial_ && partial_(of); }

private:
  const std::function<bool(const trading::symbol&)>& partial_;
};

error nothing_held(const trading::symbol& of) {
  return {"position_not_found", "nothing is held of " + std::string(of.text())};
}

} // namespace

exchange::exchange(const exchange_terms& terms, market_source& source)
    : engine_(terms.paper), ticks_(bars_, terms.paper.half_spread_bps), symbols_(source.symbols()),
      news_(symbols_, terms.paper.seed), plan_(terms.plan), opened_ns_(source.start_ns()),
      opening_cash_(terms.paper.cash),
      account_id_(trading::make_identifier(trading::hash_of_name(terms.instance),
                                           trading::identifier_kind::account, 1)),
      activities_(terms.paper.seed), equity_(source.start_ns()), watchlists_(terms.paper.seed) {
  if (terms.trades_have_fates)
    fates_.emplace(terms.paper.seed);
  for (const auto& bar : source.take_history())
    bars_.add(bar);
  for (const auto& symbol : symbols_)
    if (const auto* last = bars_.latest(symbol))
      engine_.take(*last);
  engine_.advance(opened_ns_);
}

trading::order_updates exchange::take(const market_instant& instant) {
  if (equity_.is_due(instant.at))
    equity_.move(instant.at, worth());
  fault_fills faults(faults_.partial);
  auto updates = engine_.advance(instant.at);
  const auto gather = [&updates](trading::order_updates made) {
    std::move(made.begin(), made.end(), std::back_inserter(updates));
  };
  for (const auto& event : instant.events) {
    if (const auto* bar = std::get_if<trading::bar>(&event)) {
      gather(engine_.take(*bar, &faults));
      bars_.add(*bar);
    } else if (const auto* quote = std::get_if<trading::quote>(&event)) {
      gather(engine_.take(*quote, &faults));
      ticks_.add(*quote);
    } else {
      gather(engine_.take(std::get<trading::trade>(event)));
      ticks_.add(std::get<trading::trade>(event));
    }
  }
  activities_.record(updates);
  updates_.record(updates);
  if (fates_)
    fates_told_ = fates_->follow(instant, bars_, ticks_);
  return updates;
}

result<exchange::placed> exchange::place(const trading::order_draft& asked) {
  if (!lists(asked.symbol))
    return error{"unknown_symbol", "asset \"" + std::string(asked.symbol.text()) + "\" not found"};
  const auto held = engine_.account().qty_of(asked.symbol);
  if (auto admitted = admit(configuration_, trading::request_of(asked), held); !admitted)
    return admitted.failure();
  if (faults_.halted && faults_.halted(asked.symbol))
    engine_.halt(asked.symbol);
  fault_fills faults(faults_.partial);
  auto made = engine_.submit(asked, &faults);
  if (made)
    published(made->updates);
  return made;
}

result<void> exchange::cancel(std::string_view order_id) {
  const auto updates = engine_.cancel(order_id, race_of(order_id));
  if (!updates)
    return updates.failure();
  published(*updates);
  return {};
}

result<exchange::placed> exchange::replace(std::string_view order_id,
                                           const trading::order_change& change) {
  fault_fills faults(faults_.partial);
  auto made = engine_.replace(order_id, change, race_of(order_id), &faults);
  if (made)
    published(made->updates);
  return made;
}

void exchange::published(const trading::order_updates& updates) {
  activities_.record(updates);
  updates_.record(updates);
  if (tell_)
    tell_(updates);
}

trading::late_fill exchange::race_of(std::string_view order_id) const {
  const auto* order = engine_.find(order_id);
  const bool late =
      faults_.late && order != nullptr && order->is_open() && faults_.late(order->request.symbol);
  return late ? trading::late_fill::wins : trading::late_fill::none;
}

std::vector<std::string> exchange::cancel_all() {
  std::vector<std::string> open;
  for (const auto& order : engine_.orders())
    if (order.is_open())
      open.push_back(order.id);
  for (const auto& id : open)
    if (engine_.find(id)->is_open()) // it may have gone with another of its group
      if (auto canceled = cancel(id); !canceled)
        throw std::logic_error("an open order cannot be canceled: " + canceled.failure().message);
  return open;
}

void exchange::pay(activity_kind kind, trading::money amount, const std::string& description) {
  engine_.pay(amount);
  activity paid;
  paid.kind = kind;
  paid.amount = amount;
  paid.description = description;
  activities_.post({std::move(paid)}, now());
}

result<void> exchange::pay_dividend(const trading::symbol& on, trading::money by_unit) {
  const auto held = engine_.account().qty_of(on);
  if (held.is_zero())
    return nothing_held(on);
  activity paid;
  paid.kind = activity_kind::dividend;
  paid.symbol = on;
  paid.qty = held;
  paid.px = trading::price{by_unit.units};
  paid.amount = trading::notional(paid.px, held);
  paid.description = "cash dividend";
  engine_.pay(paid.amount);
  activities_.post({std::move(paid)}, now());
  return {};
}

void exchange::restate_market(const trading::symbol& of, split_ratio ratio) {
  auto standing = engine_.quote_of(of);
  if (standing) {
    standing->bid = after_split(standing->bid, ratio);
    standing->ask = after_split(standing->ask, ratio);
  }
  auto traded = engine_.last_price(of);
  if (traded)
    traded = after_split(*traded, ratio);
  engine_.restate(of, standing, traded);
}

// Told in two pieces, as Alpaca does: what goes, and what comes.
result<void> exchange::split(const trading::symbol& of, trading::quantity from,
                             trading::quantity to) {
  const auto held = engine_.account().qty_of(of);
  const trading::quantity after{trading::exact::multiply_divide(held.units, to.units, from.units)};
  if (held.is_zero() || after.is_zero())
    return nothing_held(of);
  for (const auto& order : engine_.orders())
    if (order.is_open() && order.request.symbol == of)
      return error{"order_not_allowed",
                   "cancel the open orders in " + std::string(of.text()) + " first"};
  engine_.rescale(of, after);
  const split_ratio ratio{from.units, to.units};
  restate_market(of, ratio);
  splits_.add(of, ratio);
  activity goes;
  goes.kind = activity_kind::split;
  goes.symbol = of;
  goes.qty = -held;
  goes.description = "REMOVE, from " + held.text() + " to " + after.text();
  auto comes = goes;
  comes.qty = after;
  comes.description = "ADD, from " + held.text() + " to " + after.text();
  activities_.post({std::move(goes), std::move(comes)}, now());
  return {};
}

trading::money exchange::worth() const {
  auto sum = engine_.account().cash();
  for (const auto& [symbol, held] : engine_.account().holdings())
    sum += engine_.market_value(symbol);
  return sum;
}

bool exchange::lists(const trading::symbol& of) const {
  return std::binary_search(symbols_.begin(), symbols_.end(), of);
}

std::string exchange::asset_id(const trading::symbol& of) const {
  return trading::make_identifier(0, trading::identifier_kind::asset,
                                  trading::hash_of_name(of.text()));
}

result<trading::symbol> exchange::find_asset(std::string_view name) const {
  if (const auto parsed = trading::symbol::parse(name); parsed && lists(*parsed))
    return *parsed;
  for (const auto& listed : symbols_)
    if (asset_id(listed) == name)
      return listed;
  return error{"unknown_symbol", "asset not found for " + std::string(name)};
}

} // namespace troupe::net::venue
