#include "trading/backtest/execution_tally.hpp"

#include "trading/matching/fill_price.hpp"

namespace troupe::trading {

namespace {

execution_totals totals_of(const order& known) {
  return {known.filled_qty, known.filled_notional, known.fee, known.fee_qty};
}

} // namespace

void execution_tally::fold(const intent& asked) {
  auto& known = orders_[asked.request.client_order_id];
  known.key = {asked.market_ns, asked.request.symbol, asked.strategy, asked.ordinal};
  known.type = asked.request.type;
}

void execution_tally::begin(const order_book& book) {
  wishes_.clear();
  for (const auto* each : book.all())
    orders_[each->request.client_order_id].counted = totals_of(*each);
}

void execution_tally::fold(const order_event& reported, const order_book& book,
                           const std::optional<quote>& standing) {
  const auto* order = book.find(reported.client_order_id);
  if (order == nullptr)
    return;
  auto& known = orders_[reported.client_order_id];
  const auto totals = totals_of(*order);
  if (totals == known.counted)
    return;
  if (!known.key) {
    known.key = {reported.market_ns, reported.symbol, manual_strategy, 0};
    known.type = order_type::limit; // who knows
  }
  auto& wish = wishes_[*known.key];
  wish.side = reported.side;
  const auto qty = totals.qty - known.counted.qty;
  const auto paid = totals.notional - known.counted.notional;
  wish.qty += qty;
  wish.notional += paid;
  wish.fee += totals.fee - known.counted.fee;
  wish.fee_qty += totals.fee_qty - known.counted.fee_qty;
  ++wish.executions;
  wish.filled_ns = reported.market_ns;
  const auto quoted = standing ? far_side(*standing, reported.side) : std::nullopt;
  wish.quote_ns = standing ? standing->market_ns : 0;
  wish.quoted_notional +=
      quoted && known.type == order_type::market ? notional(*quoted, qty) : paid;
  known.counted = totals;
}

} // namespace troupe::trading
