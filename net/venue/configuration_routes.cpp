#include "net/venue/call.hpp"
#include "net/venue/json_writer.hpp"

namespace troupe::net::venue {

namespace {

http::response show_configuration(const account_configuration& shown) {
  json_writer json;
  json.object().key("no_shorting").flag(shown.no_shorting);
  json.key("suspend_trade").flag(shown.suspend_trade);
  json.key("fractional_trading").flag(shown.fractional_trading);
  json.key("max_margin_multiplier").text(shown.max_margin_multiplier);
  json.key("max_options_trading_level");
  if (shown.max_options_trading_level)
    json.integer(*shown.max_options_trading_level);
  else
    json.null();
  json.key("trade_confirm_email").text(shown.trade_confirm_email);
  json.key("ptp_no_exception_entry").flag(shown.ptp_no_exception_entry);
  json.key("disable_overnight_trading").flag(shown.disable_overnight_trading).end_object();
  return json_reply(json.take());
}

} // namespace

reply answer_configurations(exchange& market, const call& asked) {
  if (!asked.is({"v2", "account", "configurations"}))
    return std::nullopt;
  if (asked.method == "GET")
    return show_configuration(market.configuration());
  if (asked.method != "PATCH")
    return method_not_allowed();
  auto next = changed(market.configuration(), asked.body);
  if (!next)
    return error_reply(next.failure());
  market.configure(std::move(*next));
  return show_configuration(market.configuration());
}

} // namespace troupe::net::venue
