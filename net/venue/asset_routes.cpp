#include "net/venue/call.hpp"
#include "net/venue/json_writer.hpp"
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

void write_asset(json_writer& json, const exchange& market, const trading::symbol& of) {
  const auto* listed = find_listing(of);
  const bool crypto = of.is_crypto();
  json.object().key("id").text(market.asset_id(of));
  json.key("class").text(crypto ? "crypto" : "us_equity");
  json.key("exchange").text(listed ? listed->exchange : crypto ? "CRYPTO" : "NASDAQ");
  json.key("symbol").text(of.text()).key("name").text(listed ? listed->name : of.text());
  json.key("status").text("active").key("tradable").flag(true);
  json.key("marginable").flag(false).key("maintenance_margin_requirement").integer(100);
  json.key("margin_requirement_long").text("100").key("margin_requirement_short").text("100");
  json.key("shortable").flag(!crypto).key("easy_to_borrow").flag(!crypto);
  if (!crypto)
    json.key("borrow_status").text("easy_to_borrow");
  json.key("fractionable").flag(true).key("attributes").array().end_array();
  if (crypto)
    write_increments(json, market, of);
  json.end_object();
}

http::response list_assets(const exchange& market, const call& asked) {
  const auto wanted = asked.parameter("asset_class");
  const bool crypto = wanted == "crypto";
  const bool none = asked.parameter("status") == "inactive" ||
                    (!wanted.empty() && !crypto && wanted != "us_equity");
  json_writer json;
  json.array();
  for (const auto& listed : market.symbols())
    if (!none && listed.is_crypto() == crypto)
      write_asset(json, market, listed);
  json.end_array();
  return json_reply(json.take());
}

http::response show_asset(const exchange& market, const std::string& name) {
  const auto asset = market.find_asset(name);
  if (!asset)
    return error_reply({"asset_not_found", asset.failure().message});
  json_writer json;
  write_asset(json, market, *asset);
  return json_reply(json.take());
}

} // namespace

reply answer_assets(exchange& market, const call& asked) {
  if (!asked.starts_with({"v2", "assets"}))
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  return asked.segments.size() == 2 ? list_assets(market, asked)
                                    : show_asset(market, asked.rest_from(2));
}

} // namespace troupe::net::venue
