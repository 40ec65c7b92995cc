#include "trading/backtest/trading_desk.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

namespace troupe::trading {

namespace {

// What moves the risk role's time: trades are not told to it.
bool is_market(const event& happened) {
  return std::holds_alternative<bar>(happened) || std::holds_alternative<history_bar>(happened) ||
         std::holds_alternative<quote>(happened) || std::holds_alternative<clock_tick>(happened);
}

} // namespace

trading_desk::trading_desk(desk_terms terms, signal_book signals)
    : terms_(std::move(terms)), signals_(std::move(signals)),
      risk_(terms_.limits, terms_.sectors) {
  risk_.set_strategies(signals_.choices());
}

result<trading_desk> trading_desk::make(desk_terms terms) {
  auto signals = signal_book::make(terms.symbols, terms.strategies, terms.watchlists);
  if (!signals)
    return signals.failure();
  return trading_desk(std::move(terms), std::move(signals).value());
}

std::span<const decision> trading_desk::fold(const event& happened) {
  if (const auto* started = std::get_if<session_started>(&happened)) {
    begin_session(*started);
    market_ns_ = started->market_ns;
  } else if (is_market(happened)) {
    market_ns_ = std::max(market_ns_, market_time(happened));
  }
  risk_.fold(happened);
  return tell_strategies(happened);
}

std::span<const decision> trading_desk::tell_strategies(const event& happened) {
  if (const auto* live = std::get_if<bar>(&happened))
    return signals_.fold(*live);
  if (const auto* seen = std::get_if<quote>(&happened))
    return signals_.fold(*seen);
  if (const auto* tick = std::get_if<clock_tick>(&happened))
    return signals_.advance(tick->market_ns);
  if (const auto* past = std::get_if<history_bar>(&happened))
    signals_.fold(*past);
  else if (const auto* reported = std::get_if<order_event>(&happened))
    signals_.fold(books().position_of(reported->symbol));
  else if (const auto* taken_over = std::get_if<adjustment>(&happened))
    signals_.fold(books().position_of(taken_over->symbol));
  else if (const auto* ordered = std::get_if<command>(&happened)) {
    signals_.fold(*ordered);
    risk_.set_strategies(signals_.choices());
  }
  return {};
}

void trading_desk::begin_session(const session_started& started) {
  if (started.broker_account == books().broker_account())
    return;
  auto anew = signal_book::make(terms_.symbols, terms_.strategies, terms_.watchlists);
  if (!anew)
    throw std::logic_error("terms that were good once are not: " + anew.failure().message);
  signals_ = std::move(anew).value();
  risk_.set_strategies(signals_.choices());
}

assessment trading_desk::assess(const decision& wish) {
  return risk_.assess(wish, books().mark_of(wish.symbol), market_ns_);
}

assessment trading_desk::assess_manual(const order_request& asked) {
  return risk_.assess_manual(asked, books().mark_of(asked.symbol), market_ns_);
}

} // namespace troupe::trading
