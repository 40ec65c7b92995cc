#include "net/venue/order_json.hpp"

namespace troupe::net::venue {

namespace {

std::string_view asset_class_of(const trading::symbol& of) {
  return of.is_crypto() ? "crypto" : "us_equity";
}

// What the venue has accepted but not made live is told as pending_new.
std::string_view status_of(const trading::paper_order& order) {
  return order.status == trading::order_status::accepted ? "pending_new"
                                                         : trading::to_text(order.status);
}

std::string_view event_name(trading::order_event_kind kind) {
  return kind == trading::order_event_kind::open ? "new" : trading::to_text(kind);
}

void write_times(json_writer& json, const trading::paper_order& order) {
  json.key("created_at").time(order.submitted_ns);
  json.key("updated_at").time(order.updated_ns);
  json.key("submitted_at").time(order.submitted_ns);
  json.key("filled_at").time_or_null(order.filled_ns);
  json.key("expired_at").null();
  json.key("canceled_at").time_or_null(order.canceled_ns);
  json.key("failed_at").null();
  json.key("replaced_at").null().key("replaced_by").null().key("replaces").null();
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

} // namespace

void write_order(json_writer& json, const exchange& market, const trading::paper_order& order) {
  const auto& request = order.request;
  const auto type = trading::to_text(request.type);
  json.object();
  json.key("id").text(order.id).key("client_order_id").text(request.client_order_id);
  write_times(json, order);
  json.key("asset_id").text(market.asset_id(request.symbol));
  json.key("symbol").text(request.symbol.text());
  json.key("asset_class").text(asset_class_of(request.symbol));
  write_amounts(json, order);
  json.key("order_class").text("");
  json.key("order_type").text(type).key("type").text(type);
  json.key("side").text(trading::to_text(request.side));
  json.key("time_in_force").text(trading::to_text(request.time_in_force));
  json.key("status").text(status_of(order));
  json.key("extended_hours").flag(false);
  json.key("legs").null().key("trail_percent").null().key("trail_price").null();
  json.key("hwm").null().key("subtag").null().key("source").null();
  json.end_object();
}

std::string update_frame(const exchange& market, const trading::order_update& update) {
  const auto& event = update.event;
  json_writer json;
  json.object().key("stream").text("trade_updates").key("data").object();
  json.key("event").text(event_name(event.kind));
  json.key("execution_id").text(update.execution_id);
  json.key("timestamp").time(event.market_ns);
  if (event.kind == trading::order_event_kind::fill) {
    json.key("price").decimal(event.px);
    json.key("qty").decimal(event.qty);
    json.key("position_qty").decimal(update.position_qty);
  }
  json.key("order");
  write_order(json, market, update.order);
  json.end_object().end_object();
  return json.take();
}

} // namespace troupe::net::venue
