#include "actors/edge/read_model/read_model.hpp"

#include "trading/change_list.hpp"
#include "trading/strategies/strategy_choice.hpp"

#include <algorithm>
#include <memory>

namespace troupe::actors {

trading::price middle_of(const trading::quote& quote) {
  if (quote.bid.is_zero() || quote.ask.is_zero())
    return quote.bid + quote.ask;
  return {trading::exact::multiply_divide((quote.bid + quote.ask).units, 1, 2)};
}

void read_model::fold(const persistence::journal::record& told) {
  const auto& happened = told.event;
  if (const auto* started = std::get_if<trading::session_started>(&happened))
    begin(*started, told.seq);
  market_ns_ = std::max(market_ns_, trading::market_time(happened));
  if (const auto* past = std::get_if<trading::history_bar>(&happened))
    return bars_.fold(past->bar);
  if (std::holds_alternative<trading::clock_tick>(happened))
    return;
  const auto kept = std::make_shared<const persistence::journal::record>(told);
  archive_.fold(kept);
  if (const auto* candle = std::get_if<trading::bar>(&happened)) {
    bars_.fold(*candle);
    fallbacks_.erase(candle->symbol);
  } else if (const auto* made = std::get_if<trading::decision>(&happened)) {
    fold(*made, kept);
  } else if (const auto* asked = std::get_if<trading::intent>(&happened))
    orders_.fold(*asked);
  else if (const auto* reported = std::get_if<trading::order_event>(&happened))
    orders_.fold(*reported);
  else if (const auto* taken_over = std::get_if<trading::adjustment>(&happened))
    quarantined_.fold(*taken_over);
  else if (const auto* ordered = std::get_if<trading::command>(&happened))
    fold(*ordered);
}

void read_model::fold(const trading::decision& made, const record_pointer& kept) {
  decisions_.fold(kept);
  if (made.stage == trading::decision_stage::strategy)
    signals_[{made.symbol, made.strategy}] = kept;
}

void read_model::fold(const trading::command& ordered) {
  switch_.fold(ordered);
  quarantined_.fold(ordered);
  if (ordered.kind == trading::command_kind::change_limits)
    limit_changes_ = trading::merge_changes(limit_changes_, ordered.changes);
  if (ordered.kind != trading::command_kind::change_strategy)
    return;
  const auto [strategy, changes] = trading::split_strategy_change(ordered.changes);
  auto& earlier = strategy_changes_[std::string(strategy)];
  earlier = trading::merge_changes(earlier, changes);
}

void read_model::begin(const trading::session_started& started, std::uint64_t seq) {
  if (started.broker_account != session_.broker_account) {
    const auto halted_or_not = switch_;
    *this = read_model{};
    switch_ = halted_or_not;
    run_seq_ = seq;
  }
  session_ = started;
  market_ns_ = started.market_ns;
  switch_.fold(started);
}

void read_model::fold(const trading::quote& told, std::int64_t arrived_ns) {
  quotes_[told.symbol] = {told, arrived_ns};
  fallbacks_.erase(told.symbol);
  market_ns_ = std::max(market_ns_, told.market_ns);
}

void read_model::fold(const fallback_quote& told) {
  fallbacks_[told.quote.symbol] = {told.quote, told.source, told.bars};
}

void read_model::fold(const trading::trade& told, std::int64_t arrived_ns) {
  trades_[told.symbol] = {told, arrived_ns};
  fallbacks_.erase(told.symbol);
  market_ns_ = std::max(market_ns_, told.market_ns);
}

void read_model::fold(const account_update& told) {
  if (account_ && account_->broker_account != told.broker_account)
    positions_.clear();
  account_ = told;
}

void read_model::fold(const position_update& told) {
  if (told.position.is_flat())
    positions_.erase(told.position.symbol);
  else
    positions_[told.position.symbol] = told.position;
}

trading::price read_model::last_price(const trading::symbol& name) const {
  if (const auto found = quotes_.find(name); found != quotes_.end())
    if (const auto middle = middle_of(found->second.quote); !middle.is_zero())
      return middle;
  if (const auto* candle = bars_.latest(name))
    return candle->close;
  return {};
}

trading::money read_model::buying_power() const {
  if (!account_)
    return {};
  auto left = account_->cash;
  for (const auto* each : orders_.book().open_orders()) {
    const auto& asked = each->request;
    if (asked.side != trading::side::buy)
      continue;
    const auto px = asked.limit_price.is_zero() ? last_price(asked.symbol) : asked.limit_price;
    left -= asked.qty.is_zero() ? asked.notional - each->filled_notional
                                : trading::notional(px, each->open_qty());
  }
  return std::max(left, trading::money{});
}

} // namespace troupe::actors
