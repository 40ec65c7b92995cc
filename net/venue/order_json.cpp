#include "net/venue/order_json.hpp"

#include "trading/orders/fees.hpp"

#include <vector>

namespace troupe::net::venue {

namespace {

json_writer& text_or_null(json_writer& json, const std::string& text) {
  return text.empty() ? json.null() : json.text(text);
}

void write_times(json_writer& json, const trading::paper_order& order) {
  json.key("created_at").time(order.created_ns);
  json.key("updated_at").time(order.updated_ns);
  json.key("submitted_at").time(order.submitted_ns);
  json.key("filled_at").time_or_null(order.filled_ns);
  json.key("expired_at").time_or_null(order.expired_ns);
  json.key("canceled_at").time_or_null(order.canceled_ns);
  json.key("failed_at").time_or_null(order.failed_ns);
  json.key("replaced_at").time_or_null(order.replaced_ns);
  text_or_null(json.key("replaced_by"), order.replaced_by);
  text_or_null(json.key("replaces"), order.replaces);
  if (order.expires_ns != 0)
    json.key("expires_at").time(order.expires_ns);
}

void write_amounts(json_writer& json, const trading::paper_order& order) {
  const auto& request = order.request;
  json.key("notional").decimal_or_null(request.notional);
  json.key("qty").decimal_or_null(request.qty);
  json.key("filled_qty").decimal(order.filled_qty);
  json.key("filled_avg_price");
  if (order.filled_qty.is_zero())
    json.null();
  else
    json.decimal(trading::unit_price(order.filled_notional, order.filled_qty));
  json.key("limit_price").decimal_or_null(request.limit_price);
  json.key("stop_price").decimal_or_null(request.stop_price);
}

void write_terms(json_writer& json, const trading::paper_order& order) {
  const auto& request = order.request;
  const auto& with = order.instructions;
  const auto type = trading::to_text(request.type);
  json.key("order_class")
      .text(with.order_class == trading::order_class::simple ? ""
                                                             : trading::to_text(with.order_class));
  json.key("order_type").text(type).key("type").text(type);
  json.key("side").text(trading::to_text(request.side));
  json.key("position_intent").text(trading::to_text(order.intent));
  json.key("time_in_force").text(trading::to_text(request.time_in_force));
  json.key("status").text(trading::to_text(order.status));
  json.key("extended_hours").flag(with.extended_hours);
  json.key("trail_percent").decimal_or_null(with.trail_percent);
  json.key("trail_price").decimal_or_null(with.trail_price);
  json.key("hwm").decimal_or_null(order.hwm);
  json.key("subtag").null().key("source").null();
}

} // namespace

void write_order(json_writer& json, const exchange& market, const trading::paper_order& order) {
  write_order(json, market, order, {});
}

void write_order(json_writer& json, const exchange& market, const trading::paper_order& order,
                 std::span<const trading::paper_order> legs) {
  const auto& request = order.request;
  json.object();
  json.key("id").text(order.id).key("client_order_id").text(request.client_order_id);
  write_times(json, order);
  json.key("asset_id").text(market.asset_id(request.symbol));
  json.key("symbol").text(request.symbol.text());
  json.key("asset_class").text(trading::to_text(request.symbol.kind()));
  write_amounts(json, order);
  write_terms(json, order);
  json.key("legs");
  if (legs.empty()) {
    json.null();
  } else {
    json.array();
    for (const auto& leg : legs)
      write_order(json, market, leg);
    json.end_array();
  }
  json.end_object();
}

void write_nested_order(json_writer& json, const exchange& market,
                        const trading::paper_order& order) {
  std::vector<trading::paper_order> legs;
  for (const auto* leg : market.engine().legs_of(order))
    legs.push_back(*leg);
  write_order(json, market, order, legs);
}

namespace {

void write_update_members(json_writer& json, const exchange& market,
                          const trading::order_update& update) {
  const auto& event = update.event;
  json.key("event").text(trading::to_text(update.kind));
  json.key("execution_id").text(update.execution_id);
  json.key("timestamp").time(event.market_ns);
  if (trading::is_execution(event)) {
    json.key("price").decimal(event.px);
    json.key("qty").decimal(event.qty);
    json.key("position_qty").decimal(update.position_qty);
  }
  json.key("order");
  write_order(json, market, update.order);
}

} // namespace

std::string update_frame(const exchange& market, const trading::order_update& update) {
  json_writer json;
  json.object().key("stream").text("trade_updates").key("data").object();
  write_update_members(json, market, update);
  json.end_object().end_object();
  return json.take();
}

std::string update_event(const exchange& market, const trading::order_update& update,
                         std::string_view event_id) {
  json_writer json;
  json.object().key("at").time(update.event.market_ns).key("event_id").text(event_id);
  write_update_members(json, market, update);
  json.end_object();
  return json.take();
}

} // namespace troupe::net::venue
