// The fields of every structure, in the order in which they are packed, each with its name.
//
// fields(value, visit) calls visit once with all of them as field{name, reference}. This order is
// part of the format: append only, never reorder, never remove. The names are what
// `troupe journal cat` shows.
#pragma once

#include "trading/events.hpp"

#include <concepts>
#include <string_view>
#include <type_traits>

namespace troupe::persistence::codec {

template <class Value>
struct field {
  std::string_view name;
  Value& value;
};

template <class Value>
field(std::string_view, Value&) -> field<Value>;

// Either T& or const T&.
template <class Any, class T>
concept some = std::same_as<std::remove_const_t<Any>, T>;

template <some<trading::bar> T, class Visit>
decltype(auto) fields(T& bar, Visit&& visit) {
  return visit(field{"symbol", bar.symbol}, field{"start_ns", bar.start_ns},
               field{"length_ns", bar.length_ns}, field{"open", bar.open}, field{"high", bar.high},
               field{"low", bar.low}, field{"close", bar.close}, field{"volume", bar.volume},
               field{"trade_count", bar.trade_count});
}

template <some<trading::quote> T, class Visit>
decltype(auto) fields(T& quote, Visit&& visit) {
  return visit(field{"symbol", quote.symbol}, field{"market_ns", quote.market_ns},
               field{"bid", quote.bid}, field{"bid_qty", quote.bid_qty}, field{"ask", quote.ask},
               field{"ask_qty", quote.ask_qty});
}

template <some<trading::trade> T, class Visit>
decltype(auto) fields(T& trade, Visit&& visit) {
  return visit(field{"symbol", trade.symbol}, field{"market_ns", trade.market_ns},
               field{"price", trade.px}, field{"qty", trade.qty}, field{"id", trade.id});
}

template <some<trading::gate> T, class Visit>
decltype(auto) fields(T& gate, Visit&& visit) {
  return visit(field{"name", gate.name}, field{"value", gate.value},
               field{"comparison", gate.comparison}, field{"threshold", gate.threshold},
               field{"passed", gate.passed});
}

template <some<trading::input> T, class Visit>
decltype(auto) fields(T& input, Visit&& visit) {
  return visit(field{"name", input.name}, field{"value", input.value},
               field{"defined", input.defined});
}

template <some<trading::decision> T, class Visit>
decltype(auto) fields(T& decision, Visit&& visit) {
  return visit(field{"market_ns", decision.market_ns}, field{"symbol", decision.symbol},
               field{"strategy", decision.strategy}, field{"stage", decision.stage},
               field{"ordinal", decision.ordinal}, field{"verdict", decision.verdict},
               field{"reason", decision.reason}, field{"inputs", decision.inputs},
               field{"gates", decision.gates});
}

template <some<trading::order_request> T, class Visit>
decltype(auto) fields(T& request, Visit&& visit) {
  return visit(field{"client_order_id", request.client_order_id}, field{"symbol", request.symbol},
               field{"side", request.side}, field{"order_type", request.type},
               field{"time_in_force", request.time_in_force}, field{"qty", request.qty},
               field{"notional", request.notional}, field{"limit_price", request.limit_price},
               field{"stop_price", request.stop_price}, field{"order_class", request.order_class},
               field{"extended_hours", request.extended_hours},
               field{"trail_price", request.trail_price},
               field{"trail_percent", request.trail_percent},
               field{"take_profit_limit_price", request.take_profit_limit_price},
               field{"stop_loss_stop_price", request.stop_loss_stop_price},
               field{"stop_loss_limit_price", request.stop_loss_limit_price},
               field{"replaces", request.replaces}, field{"parent_id", request.parent_id});
}

template <some<trading::order_event> T, class Visit>
decltype(auto) fields(T& event, Visit&& visit) {
  return visit(field{"kind", event.kind}, field{"client_order_id", event.client_order_id},
               field{"order_id", event.order_id}, field{"execution_id", event.execution_id},
               field{"symbol", event.symbol}, field{"side", event.side},
               field{"market_ns", event.market_ns}, field{"qty", event.qty},
               field{"price", event.px}, field{"cumulative_qty", event.cumulative_qty},
               field{"fee_qty", event.fee_qty}, field{"fee", event.fee},
               field{"reason", event.reason});
}

template <some<trading::order> T, class Visit>
decltype(auto) fields(T& order, Visit&& visit) {
  return visit(field{"request", order.request}, field{"strategy", order.strategy},
               field{"order_id", order.order_id}, field{"status", order.status},
               field{"filled_qty", order.filled_qty},
               field{"filled_notional", order.filled_notional}, field{"fee", order.fee},
               field{"fee_qty", order.fee_qty}, field{"created_ns", order.created_ns},
               field{"updated_ns", order.updated_ns}, field{"reason", order.reason},
               field{"replaced_by", order.replaced_by}, field{"carried_qty", order.carried_qty});
}

template <some<trading::session_started> T, class Visit>
decltype(auto) fields(T& session, Visit&& visit) {
  return visit(field{"node", session.node}, field{"account_id", session.account_id},
               field{"broker_account", session.broker_account},
               field{"venue_url", session.venue_url}, field{"simulated", session.simulated},
               field{"epoch", session.epoch}, field{"market_ns", session.market_ns},
               field{"cash", session.cash});
}

template <some<trading::clock_tick> T, class Visit>
decltype(auto) fields(T& tick, Visit&& visit) {
  return visit(field{"market_ns", tick.market_ns});
}

template <some<trading::history_bar> T, class Visit>
decltype(auto) fields(T& history, Visit&& visit) {
  return visit(field{"bar", history.bar});
}

template <some<trading::intent> T, class Visit>
decltype(auto) fields(T& intent, Visit&& visit) {
  return visit(field{"request", intent.request}, field{"strategy", intent.strategy},
               field{"market_ns", intent.market_ns}, field{"ordinal", intent.ordinal});
}

template <some<trading::adjustment> T, class Visit>
decltype(auto) fields(T& adjustment, Visit&& visit) {
  return visit(field{"kind", adjustment.kind}, field{"symbol", adjustment.symbol},
               field{"qty", adjustment.qty}, field{"price", adjustment.px},
               field{"cash", adjustment.cash}, field{"reason", adjustment.reason},
               field{"market_ns", adjustment.market_ns},
               field{"activity_id", adjustment.activity_id});
}

template <some<trading::command> T, class Visit>
decltype(auto) fields(T& command, Visit&& visit) {
  return visit(field{"kind", command.kind}, field{"who", command.who},
               field{"reason", command.reason}, field{"market_ns", command.market_ns},
               field{"symbol", command.symbol}, field{"changes", command.changes});
}

template <some<trading::setting> T, class Visit>
decltype(auto) fields(T& setting, Visit&& visit) {
  return visit(field{"key", setting.key}, field{"value", setting.value});
}

template <some<trading::configuration> T, class Visit>
decltype(auto) fields(T& configuration, Visit&& visit) {
  return visit(field{"market_ns", configuration.market_ns},
               field{"settings", configuration.settings});
}

template <some<trading::operator_order> T, class Visit>
decltype(auto) fields(T& asked, Visit&& visit) {
  return visit(field{"request", asked.request}, field{"who", asked.who},
               field{"market_ns", asked.market_ns});
}

} // namespace troupe::persistence::codec
