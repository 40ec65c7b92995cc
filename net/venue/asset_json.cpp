#include "net/venue/asset_json.hpp"

#include "net/venue/listing.hpp"
#include "trading/matching/bar_quote.hpp"

namespace troupe::net::venue {

namespace {

// The amounts that only crypto assets have. An order opens a position of at least ten dollars.
void write_increments(json_writer& json, const exchange& market, const trading::symbol& of) {
  const auto last = market.engine().last_price(of).value_or(trading::price::of(1));
  const auto ten_dollars = trading::money::of(10);
  const trading::quantity smallest{
      trading::exact::multiply_divide_up(ten_dollars.units, trading::units_per_one, last.units)};
  json.key("min_order_size").decimal(smallest);
  json.key("min_trade_increment").decimal(trading::quantity{1});
  json.key("price_increment").decimal(trading::tick_of(last));
}

} // namespace

void write_asset(json_writer& json, const exchange& market, const trading::symbol& of) {
  const auto* listed = find_listing(of);
  const bool crypto = of.is_crypto();
  json.object().key("id").text(market.asset_id(of));
  json.key("class").text(crypto ? "crypto" : "us_equity");
  json.key("exchange").text(exchange_name(of));
  json.key("symbol").text(of.text()).key("name").text(listed ? listed->name : of.text());
  json.key("status").text("active").key("tradable").flag(true);
  json.key("marginable").flag(false).key("maintenance_margin_requirement").integer(100);
  json.key("margin_requirement_long").text("100").key("margin_requirement_short").text("100");
  json.key("shortable").flag(!crypto).key("easy_to_borrow").flag(!crypto);
  if (!crypto)
    json.key("borrow_status").text("easy_to_borrow");
  json.key("fractionable").flag(true).key("attributes").array().end_array();
  json.key("cusip").null();
  if (crypto)
    write_increments(json, market, of);
  json.end_object();
}

} // namespace troupe::net::venue
