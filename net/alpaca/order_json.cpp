#include "net/alpaca/order_json.hpp"

#include "net/alpaca/object_reader.hpp"

namespace troupe::net::alpaca {

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
  if (const auto read = in.outcome(); !read)
    return read.failure();
  return report;
}

} // namespace troupe::net::alpaca
