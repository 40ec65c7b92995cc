#include "net/venue/call.hpp"
#include "net/venue/data/latest_json.hpp"
#include "net/venue/json_writer.hpp"
#include "net/venue/listing.hpp"
#include "net/venue/order_json.hpp"
#include "net/venue/parameter.hpp"

namespace troupe::net::venue {

namespace {

error not_held() {
  return {"position_not_found", "position does not exist"};
}

trading::quantity magnitude(trading::quantity qty) {
  return qty < trading::quantity{} ? -qty : qty;
}

trading::number ratio(trading::money part, trading::money whole) {
  if (whole.is_zero())
    return {};
  const auto size = whole < trading::money{} ? -whole : whole;
  return {trading::exact::multiply_divide(part.units, trading::units_per_one, size.units)};
}

// Null where the day before is not known.
void write_change(json_writer& json, trading::price last,
                  const std::optional<trading::bar>& day_before) {
  json.key("lastday_price");
  if (!day_before) {
    json.null().key("change_today").null();
    return;
  }
  const auto from = day_before->close;
  json.decimal(from).key("change_today");
  json.decimal(trading::number{
      trading::exact::multiply_divide((last - from).units, trading::units_per_one, from.units)});
}

void write_worth(json_writer& json, const exchange& market, const trading::symbol& of,
                 const trading::holding& held) {
  const auto& engine = market.engine();
  const auto worth = engine.market_value(of);
  const auto gain = worth - held.cost_basis;
  const auto gain_ratio = ratio(gain, held.cost_basis);
  const auto last = engine.last_price(of).value_or(trading::price{});
  json.key("market_value").decimal(worth).key("cost_basis").decimal(held.cost_basis);
  json.key("unrealized_pl").decimal(gain).key("unrealized_plpc").decimal(gain_ratio);
  json.key("unrealized_intraday_pl").decimal(gain);
  json.key("unrealized_intraday_plpc").decimal(gain_ratio);
  json.key("current_price").decimal(last);
  write_change(json, last, day_before(market, of));
}

void write_position(json_writer& json, const exchange& market, const trading::symbol& of,
                    const trading::holding& held) {
  const bool crypto = of.is_crypto();
  const bool owned = held.qty > trading::quantity{};
  const auto left = market.engine().available(of);
  json.object().key("asset_id").text(market.asset_id(of)).key("symbol").text(of.compact());
  json.key("exchange").text(exchange_name(of));
  json.key("asset_class").text(crypto ? "crypto" : "us_equity");
  json.key("asset_marginable").flag(false).key("qty").decimal(held.qty);
  json.key("qty_available").decimal(owned ? left : -left);
  json.key("avg_entry_price").decimal(trading::unit_price(held.cost_basis, held.qty));
  json.key("side").text(owned ? "long" : "short");
  write_worth(json, market, of, held);
  json.end_object();
}

http::response list_positions(const exchange& market) {
  json_writer json;
  json.array();
  for (const auto& [symbol, held] : market.engine().account().holdings())
    write_position(json, market, symbol, held);
  json.end_array();
  return json_reply(json.take());
}

// How much of a holding `qty` or `percentage` means; all of it without either.
result<trading::quantity> wanted_quantity(const call& asked, trading::quantity held) {
  const auto qty = asked.parameter("qty");
  const auto percentage = asked.parameter("percentage");
  if (!qty.empty() && !percentage.empty())
    return error{"invalid_parameter", "only one of qty or percentage is accepted"};
  if (!qty.empty()) {
    const auto parsed = trading::quantity::parse(qty);
    if (!parsed || *parsed <= trading::quantity{})
      return error{"invalid_parameter", "qty must be > 0"};
    return *parsed;
  }
  if (percentage.empty())
    return magnitude(held);
  const auto parsed = trading::number::parse(percentage);
  const auto hundred = trading::number::of(100);
  if (!parsed || *parsed <= trading::number{} || *parsed > hundred)
    return error{"invalid_parameter", "percentage must be > 0 and at most 100"};
  return trading::quantity{
      trading::exact::multiply_divide(magnitude(held).units, parsed->units, hundred.units)};
}

trading::order_draft closing_order(const trading::symbol& of, trading::quantity qty, bool owned) {
  trading::order_draft closing;
  closing.symbol = of;
  closing.intent =
      owned ? trading::position_intent::sell_to_close : trading::position_intent::buy_to_close;
  closing.time_in_force =
      of.is_crypto() ? trading::time_in_force::gtc : trading::time_in_force::day;
  closing.qty = qty;
  return closing;
}

http::response close_one(exchange& market, const call& asked, const trading::symbol& of,
                         trading::quantity held) {
  const auto qty = wanted_quantity(asked, held);
  if (!qty)
    return error_reply(qty.failure());
  const auto closing = closing_order(of, *qty, held > trading::quantity{});
  const auto made = market.place(closing);
  if (!made)
    return error_reply(made.failure(), details_of(made.failure(), market.engine(), closing));
  json_writer json;
  write_order(json, market, made->accepted);
  return json_reply(json.take());
}

// Canceled orders stand in the answer as positions do, under the id of the order.
void cancel_orders_first(exchange& market, json_writer& json) {
  for (const auto& id : market.cancel_all()) {
    json.object().key("symbol").text(id).key("status").integer(200).key("body");
    write_order(json, market, *market.engine().find(id));
    json.end_object();
  }
}

http::response close_all(exchange& market, const call& asked) {
  json_writer json;
  json.array();
  if (flag_parameter(asked, "cancel_orders"))
    cancel_orders_first(market, json);
  const auto holdings = market.engine().account().holdings();
  for (const auto& [symbol, held] : holdings) {
    const auto closing = closing_order(symbol, magnitude(held.qty), held.qty > trading::quantity{});
    const auto made = market.place(closing);
    json.object().key("symbol").text(symbol.compact()).key("status");
    if (made) {
      json.integer(200).key("body");
      write_order(json, market, made->accepted);
    } else {
      const auto refusal =
          error_reply(made.failure(), details_of(made.failure(), market.engine(), closing));
      json.integer(refusal.status).key("body").raw(refusal.body);
    }
    json.end_object();
  }
  json.end_array();
  return json_reply(json.take(), 207);
}

http::response answer_one_position(exchange& market, const call& asked) {
  const auto asset = market.find_asset(asked.rest_from(2));
  if (!asset)
    return error_reply(not_held());
  const auto& holdings = market.engine().account().holdings();
  const auto held = holdings.find(*asset);
  if (held == holdings.end())
    return error_reply(not_held());
  if (asked.method == "DELETE")
    return close_one(market, asked, *asset, held->second.qty);
  if (asked.method != "GET")
    return method_not_allowed();
  json_writer json;
  write_position(json, market, *asset, held->second);
  return json_reply(json.take());
}

} // namespace

reply answer_positions(exchange& market, const call& asked) {
  if (!asked.starts_with({"v2", "positions"}))
    return std::nullopt;
  if (asked.segments.size() > 2)
    return answer_one_position(market, asked);
  if (asked.method == "GET")
    return list_positions(market);
  return asked.method == "DELETE" ? close_all(market, asked) : method_not_allowed();
}

} // namespace troupe::net::venue
