#include "actors/edge/json/record_json.hpp"

#include "actors/edge/json/decision_json.hpp"
#include "actors/edge/json/market_json.hpp"

namespace troupe::actors {

namespace {

void write_request(json_writer& json, const trading::order_request& request) {
  json.key("symbol").text(request.symbol.text());
  json.key("side").text(trading::to_text(request.side));
  json.key("order_type").text(trading::to_text(request.type));
  json.key("time_in_force").text(trading::to_text(request.time_in_force));
  json.key("qty").decimal_or_null(request.qty);
  json.key("notional").decimal_or_null(request.notional);
  json.key("limit_price").decimal_or_null(request.limit_price);
  json.key("stop_price").decimal_or_null(request.stop_price);
  json.key("order_class").text(trading::to_text(request.order_class));
  json.key("extended_hours").flag(request.extended_hours);
  json.key("trail_price").decimal_or_null(request.trail_price);
  json.key("trail_percent").decimal_or_null(request.trail_percent);
  json.key("take_profit_limit_price").decimal_or_null(request.take_profit_limit_price);
  json.key("stop_loss_stop_price").decimal_or_null(request.stop_loss_stop_price);
  json.key("stop_loss_limit_price").decimal_or_null(request.stop_loss_limit_price);
  json.key("replaces").text(request.replaces).key("parent_id").text(request.parent_id);
}

struct content_writer {
  json_writer& json;

  void operator()(const trading::session_started& started) const {
    json.key("node").text(started.node).key("account_id").text(started.account_id);
    json.key("broker_account").text(started.broker_account);
    json.key("venue_url").text(started.venue_url).key("simulated").flag(started.simulated);
    json.key("epoch").raw(std::to_string(started.epoch)).key("cash").decimal(started.cash);
  }
  void operator()(const trading::clock_tick&) const {}
  void operator()(const trading::bar& candle) const { write_bar_members(json, candle); }
  void operator()(const trading::history_bar& past) const { write_bar_members(json, past.bar); }
  void operator()(const trading::quote& quote) const { write_quote_members(json, quote); }
  void operator()(const trading::trade& trade) const { write_trade_members(json, trade); }
  void operator()(const trading::decision& made) const { write_decision_members(json, made); }

  void operator()(const trading::intent& asked) const {
    json.key("client_order_id").text(asked.request.client_order_id);
    json.key("strategy").text(asked.strategy).key("ordinal").integer(asked.ordinal);
    write_request(json, asked.request);
  }

  void operator()(const trading::order_event& told) const {
    json.key("kind").text(trading::to_text(told.kind)).key("order_id").text(told.order_id);
    json.key("client_order_id").text(told.client_order_id);
    json.key("symbol").text(told.symbol.text()).key("side").text(trading::to_text(told.side));
    json.key("qty").decimal_or_null(told.qty).key("price").decimal_or_null(told.px);
    json.key("cumulative_qty").decimal(told.cumulative_qty);
    json.key("fee_qty").decimal(told.fee_qty).key("fee").decimal(told.fee);
    json.key("execution_id").text(told.execution_id).key("reason").text(told.reason);
  }

  void operator()(const trading::adjustment& taken) const {
    json.key("kind").text(trading::to_text(taken.kind)).key("symbol").text(taken.symbol.text());
    json.key("qty").decimal(taken.qty).key("price").decimal(taken.px);
    json.key("cash").decimal(taken.cash).key("reason").text(taken.reason);
    json.key("activity_id").text(taken.activity_id);
  }

  void operator()(const trading::command& ordered) const {
    json.key("kind").text(trading::to_text(ordered.kind)).key("who").text(ordered.who);
    json.key("reason").text(ordered.reason).key("changes").text(ordered.changes);
  }

  void operator()(const trading::configuration& chosen) const {
    json.key("settings").object();
    for (const auto& each : chosen.settings)
      json.key(each.key).text(each.value);
    json.end_object();
  }

  void operator()(const trading::operator_order& asked) const {
    json.key("who").text(asked.who);
    write_request(json, asked.request);
  }
};

} // namespace

void write_record(json_writer& json, const persistence::journal::record& told) {
  json.object().key("seq").raw(std::to_string(told.seq));
  json.key("cause_seq").raw(std::to_string(told.cause_seq));
  json.key("type").text(trading::type_name(told.event));
  json.key("time").time(told.market_ns).key("recorded_at").time(told.wall_ns);
  json.key("content").object();
  std::visit(content_writer{json}, told.event);
  json.end_object().end_object();
}

} // namespace troupe::actors
