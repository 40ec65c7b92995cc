#include "net/venue/activity_json.hpp"

#include "net/venue/date_parameter.hpp"
#include "net/venue/new_york_time.hpp"

namespace troupe::net::venue {

namespace {

void write_fill(json_writer& json, const activity& fill) {
  const bool complete = fill.leaves_qty.is_zero();
  json.key("transaction_time").time(fill.at_ns);
  json.key("type").text(complete ? "fill" : "partial_fill");
  json.key("price").decimal(fill.px).key("qty").decimal(fill.qty);
  json.key("side").text(trading::to_text(fill.side)).key("symbol").text(fill.symbol.text());
  json.key("leaves_qty").decimal(fill.leaves_qty).key("order_id").text(fill.order_id);
  json.key("cum_qty").decimal(fill.cumulative_qty);
  json.key("order_status").text(trading::to_text(fill.order_status));
}

void write_fee(json_writer& json, const activity& fee) {
  const bool coin = fee.kind == activity_kind::coin_fee;
  json.key("date").text(date_text(new_york_date(fee.at_ns)));
  json.key("net_amount").decimal(-fee.fee).key("symbol").text(fee.symbol.text());
  if (coin)
    json.key("qty").decimal(-fee.qty).key("price").decimal(fee.px);
  json.key("description").text(coin ? "crypto trading fee in coin" : "crypto trading fee in USD");
  json.key("status").text("executed").key("created_at").time(fee.at_ns);
  json.key("currency").text("USD");
}

void write_posted(json_writer& json, const activity& posted) {
  json.key("date").text(date_text(new_york_date(posted.at_ns)));
  json.key("net_amount").decimal(posted.amount);
  if (!posted.symbol.empty())
    json.key("symbol").text(posted.symbol.text()).key("qty").decimal(posted.qty);
  if (posted.kind == activity_kind::dividend)
    json.key("per_share_amount").decimal(posted.px);
  if (!posted.group_id.empty())
    json.key("group_id").text(posted.group_id);
  json.key("description").text(posted.description);
  json.key("status").text("executed").key("created_at").time(posted.at_ns);
  json.key("currency").text("USD");
}

} // namespace

void write_activity(json_writer& json, const activity& one) {
  json.object().key("id").text(one.id).key("activity_type").text(to_text(one.kind));
  if (one.kind == activity_kind::fill)
    write_fill(json, one);
  else if (one.kind == activity_kind::coin_fee || one.kind == activity_kind::money_fee)
    write_fee(json, one);
  else
    write_posted(json, one);
  json.end_object();
}

} // namespace troupe::net::venue
