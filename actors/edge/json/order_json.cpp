#include "actors/edge/json/order_json.hpp"

#include "actors/edge/json/asset_identity.hpp"

namespace troupe::actors {

namespace {

std::string_view status_of(const trading::order& order) {
  return order.status == trading::order_status::intended ? "pending_new"
                                                         : trading::to_text(order.status);
}

void write_text_or_null(json_writer& json, const std::string& text) {
  text.empty() ? json.null() : json.text(text);
}

void write_times(json_writer& json, const order_view& known) {
  const auto& order = *known.order;
  const auto& times = known.times;
  json.key("created_at").time(order.created_ns);
  json.key("updated_at").time(order.updated_ns);
  json.key("submitted_at").time(order.created_ns);
  json.key("filled_at").time_or_null(times.filled_ns);
  json.key("expired_at").time_or_null(times.expired_ns);
  json.key("canceled_at").time_or_null(times.canceled_ns);
  json.key("failed_at").time_or_null(times.failed_ns);
  json.key("replaced_at").time_or_null(times.replaced_ns);
  write_text_or_null(json.key("replaced_by"), known.replaced_by);
  write_text_or_null(json.key("replaces"), known.replaces);
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
  json.key("trail_price").decimal_or_null(asked.trail_price);
  json.key("trail_percent").decimal_or_null(asked.trail_percent);
}

std::string_view class_of(const trading::order_request& asked) {
  return asked.order_class == trading::order_class::simple ? ""
                                                           : trading::to_text(asked.order_class);
}

void write_legs(json_writer& json, const std::vector<order_view>& legs) {
  json.key("legs");
  legs.empty() ? static_cast<void>(json.null()) : write_orders(json, legs);
}

} // namespace

void write_order_members(json_writer& json, const order_view& known) {
  const auto& order = *known.order;
  const auto& asked = order.request;
  const auto type = trading::to_text(asked.type);
  json.key("id").text(shown_id(order)).key("client_order_id").text(asked.client_order_id);
  write_times(json, known);
  json.key("asset_id").text(asset_id_of(asked.symbol)).key("symbol").text(asked.symbol.text());
  json.key("asset_class").text(asset_class_of(asked.symbol));
  write_amounts(json, order);
  json.key("order_class").text(class_of(asked)).key("order_type").text(type).key("type").text(type);
  json.key("side").text(trading::to_text(asked.side));
  json.key("time_in_force").text(trading::to_text(asked.time_in_force));
  json.key("status").text(status_of(order)).key("extended_hours");
  json.flag(asked.extended_hours);
  write_legs(json, known.legs);
  for (const auto* name : {"hwm", "subtag", "source"})
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
