#include "actors/edge/json/order_json.hpp"

#include "actors/edge/json/asset_identity.hpp"

namespace troupe::actors {

namespace {

std::string_view status_of(const trading::order& order) {
  return order.status == trading::order_status::intended ? "pending_new"
                                                         : trading::to_text(order.status);
}

void write_times(json_writer& json, const trading::order& order, const order_times& times) {
  json.key("created_at").time(order.created_ns);
  json.key("updated_at").time(order.updated_ns);
  json.key("submitted_at").time(order.created_ns);
  json.key("filled_at").time_or_null(times.filled_ns);
  json.key("expired_at").time_or_null(times.expired_ns);
  json.key("canceled_at").time_or_null(times.canceled_ns);
  json.key("failed_at").time_or_null(times.failed_ns);
  json.key("replaced_at").null().key("replaced_by").null().key("replaces").null();
}

void write_amounts(json_writer& json, const trading::order& order) {
  const auto& asked = order.request;
  json.key("notional").decimal_or_null(asked.notional);
  json.key("qty").decimal_or_null(asked.qty);
  json.key("filled_qty").decimal(order.filled_qty).key("filled_avg_price");
  if (order.filled_qty.is_zero())
    json.null();
  else
    json.decimal(trading::unit_price(order.filled_notional, order.filled_qty));
  json.key("limit_price").decimal_or_null(asked.limit_price);
  json.key("stop_price").decimal_or_null(asked.stop_price);
}

} // namespace

void write_order_members(json_writer& json, const order_view& known) {
  const auto& order = *known.order;
  const auto& asked = order.request;
  const auto type = trading::to_text(asked.type);
  const auto& id = order.order_id.empty() ? asked.client_order_id : order.order_id;
  json.key("id").text(id).key("client_order_id").text(asked.client_order_id);
  write_times(json, order, known.times);
  json.key("asset_id").text(asset_id_of(asked.symbol)).key("symbol").text(asked.symbol.text());
  json.key("asset_class").text(asset_class_of(asked.symbol));
  write_amounts(json, order);
  json.key("order_class").text("").key("order_type").text(type).key("type").text(type);
  json.key("side").text(trading::to_text(asked.side));
  json.key("time_in_force").text(trading::to_text(asked.time_in_force));
  json.key("status").text(status_of(order)).key("extended_hours").flag(false);
  for (const auto* name : {"legs", "trail_percent", "trail_price", "hwm", "subtag", "source"})
    json.key(name).null();
  json.key("strategy").text(order.strategy);
  if (!order.reason.empty())
    json.key("reason").text(order.reason);
}

void write_order(json_writer& json, const order_view& known) {
  json.object();
  write_order_members(json, known);
  json.end_object();
}

void write_orders(json_writer& json, const std::vector<order_view>& known) {
  json.array();
  for (const auto& each : known)
    write_order(json, each);
  json.end_array();
}

} // namespace troupe::actors
