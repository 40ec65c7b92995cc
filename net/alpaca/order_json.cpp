#include "net/alpaca/order_json.hpp"

#include "net/alpaca/object_reader.hpp"

namespace troupe::net::alpaca {

namespace {

// A word never heard of is simple: it only says that legs are to be looked for.
trading::order_class read_order_class(std::string_view word) {
  const auto known = trading::parse_order_class(word);
  return known ? *known : trading::order_class::simple;
}

result<std::vector<order_report>> read_legs(simdjson::dom::object order) {
  std::vector<order_report> legs;
  simdjson::dom::array listed;
  if (order["legs"].get_array().get(listed))
    return legs;
  for (const auto element : listed) {
    simdjson::dom::object fields;
    if (element.get_object().get(fields))
      return error{"malformed_report", "legs: not an object"};
    auto leg = read_order(fields);
    if (!leg)
      return leg.failure();
    legs.push_back(std::move(*leg));
  }
  return legs;
}

} // namespace

result<order_report> read_order(simdjson::dom::object order) {
  object_reader in(order);
  order_report report;
  report.order_id = in.needed_text("id");
  report.client_order_id = in.needed_text("client_order_id");
  report.symbol = in.symbol("symbol");
  report.side = in.word("side", trading::parse_side);
  report.type = in.word("type", trading::parse_order_type);
  report.time_in_force = in.word("time_in_force", trading::parse_time_in_force);
  report.status = parse_order_status(in.needed_text("status"));
  report.qty = in.amount<trading::quantity>("qty");
  report.notional = in.amount<trading::money>("notional");
  report.limit_price = in.amount<trading::price>("limit_price");
  report.stop_price = in.amount<trading::price>("stop_price");
  report.filled_qty = in.amount<trading::quantity>("filled_qty");
  report.filled_avg_price = in.amount<trading::price>("filled_avg_price");
  report.submitted_ns = in.time("submitted_at");
  report.updated_ns = in.time("updated_at");
  report.filled_ns = in.time("filled_at");
  report.canceled_ns = in.time("canceled_at");
  report.expired_ns = in.time("expired_at");
  report.failed_ns = in.time("failed_at");
  report.replaces = in.text("replaces");
  report.replaced_by = in.text("replaced_by");
  report.order_class = read_order_class(in.text("order_class"));
  report.extended_hours = in.flag("extended_hours");
  report.trail_price = in.amount<trading::price>("trail_price");
  report.trail_percent = in.amount<trading::number>("trail_percent");
  if (const auto read = in.outcome(); !read)
    return read.failure();
  if (report.order_class == trading::order_class::simple)
    return report;
  auto legs = read_legs(order);
  if (!legs)
    return legs.failure();
  report.legs = std::move(*legs);
  for (auto& leg : report.legs)
    leg.parent_id = report.client_order_id;
  return report;
}

} // namespace troupe::net::alpaca
