#include "net/venue/exchange.hpp"

#include "trading/matching/identifier.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace troupe::net::venue {

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
  engine_.advance(instant.at);
  trading::order_updates updates;
  const auto gather = [&updates](trading::order_updates made) {
    std::move(made.begin(), made.end(), std::back_inserter(updates));
  };
  for (const auto& event : instant.events) {
    if (const auto* bar = std::get_if<trading::bar>(&event)) {
      gather(engine_.take(*bar));
      bars_.add(*bar);
    } else if (const auto* quote = std::get_if<trading::quote>(&event)) {
      gather(engine_.take(*quote));
      ticks_.add(*quote);
    } else {
      engine_.take(std::get<trading::trade>(event));
      ticks_.add(std::get<trading::trade>(event));
    }
  }
  activities_.record(updates);
  if (fates_)
    fates_told_ = fates_->follow(instant, bars_, ticks_);
  return updates;
}

result<trading::paper_order> exchange::place(trading::order_request asked) {
  if (!lists(asked.symbol))
    return error{"unknown_symbol", "asset \"" + std::string(asked.symbol.text()) + "\" not found"};
  if (allow_)
    if (auto allowed = allow_(asked.symbol); !allowed)
      return allowed.failure();
  const auto held = engine_.account().qty_of(asked.symbol);
  if (auto admitted = admit(configuration_, asked, held); !admitted)
    return admitted.failure();
  auto made = engine_.submit(std::move(asked));
  if (!made)
    return made.failure();
  activities_.record(made->updates);
  if (tell_)
    tell_(made->updates);
  return std::move(made->accepted);
}

result<void> exchange::cancel(std::string_view order_id) {
  const auto updates = engine_.cancel(order_id);
  if (!updates)
    return updates.failure();
  if (tell_)
    tell_(*updates);
  return {};
}

std::vector<std::string> exchange::cancel_all() {
  std::vector<std::string> open;
  for (const auto& order : engine_.orders())
    if (order.is_open())
      open.push_back(order.id);
  for (const auto& id : open)
    if (auto canceled = cancel(id); !canceled)
      throw std::logic_error("an open order cannot be canceled: " + canceled.failure().message);
  return open;
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
