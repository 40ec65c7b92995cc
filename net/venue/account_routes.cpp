#include "net/venue/call.hpp"
#include "net/venue/json_writer.hpp"
#include "net/venue/new_york_time.hpp"

namespace troupe::net::venue {

namespace {

struct market_values {
  trading::money longs;
  trading::money shorts; // zero or negative
};

market_values value_holdings(const exchange& market) {
  market_values values;
  for (const auto& [symbol, held] : market.engine().account().holdings()) {
    const auto worth = market.engine().market_value(symbol);
    (held.qty > trading::quantity{} ? values.longs : values.shorts) += worth;
  }
  return values;
}

void write_amounts(json_writer& json, const exchange& market) {
  const auto& engine = market.engine();
  const auto values = value_holdings(market);
  const auto cash = engine.account().cash();
  const auto equity = cash + values.longs + values.shorts;
  const auto power = engine.buying_power();
  json.key("cash").decimal(cash);
  for (const auto* name : {"buying_power", "regt_buying_power", "non_marginable_buying_power",
                           "options_buying_power", "effective_buying_power"})
    json.key(name).decimal(power);
  json.key("equity").decimal(equity).key("portfolio_value").decimal(equity);
  json.key("last_equity").decimal(market.opening_cash());
  json.key("long_market_value").decimal(values.longs);
  json.key("short_market_value").decimal(values.shorts);
  json.key("position_market_value").decimal(values.longs + values.shorts);
  for (const auto* name :
       {"initial_margin", "maintenance_margin", "last_maintenance_margin", "accrued_fees",
        "pending_transfer_in", "pending_reg_taf_fees", "intraday_adjustments"})
    json.key(name).text("0");
  json.key("sma").decimal(equity).key("multiplier").text("1");
}

http::response show_account(const exchange& market) {
  constexpr std::size_t number_digits = 8;
  const auto opened = trading::format_time(market.opened_ns());
  json_writer json;
  json.object().key("id").text(market.account_id());
  json.key("account_number").text("PA" + market.account_id().substr(0, number_digits));
  json.key("status").text("ACTIVE").key("crypto_status").text("ACTIVE");
  json.key("currency").text("USD");
  write_amounts(json, market);
  json.key("balance_asof").text(std::string_view(opened).substr(0, opened.find('T')));
  for (const auto* name : {"trading_blocked", "transfers_blocked", "account_blocked"})
    json.key(name).flag(false);
  json.key("trade_suspended_by_user").flag(market.configuration().suspend_trade);
  json.key("shorting_enabled").flag(!market.configuration().no_shorting);
  json.key("options_approved_level").integer(0).key("options_trading_level").integer(0);
  json.key("created_at").text(opened).end_object();
  return json_reply(json.take());
}

// Where the market never closes, Alpaca's form has no word for that: the clock names the coming
// midnight in UTC as a close and the second after it as an opening.
http::response show_clock(const exchange& market) {
  const auto now = market.now();
  const auto calendar = market.engine().terms().calendar;
  const bool always = calendar == trading::venue_calendar::always;
  const auto opens = next_open(calendar, now) + (always ? trading::second_ns : 0);
  json_writer json;
  json.object().key("timestamp").text(format_new_york_time(now));
  json.key("is_open").flag(session_of(calendar, now) == trading::market_session::core);
  json.key("next_open").text(format_new_york_time(opens));
  json.key("next_close").text(format_new_york_time(next_close(calendar, now))).end_object();
  return json_reply(json.take());
}

} // namespace

reply answer_account(exchange& market, const call& asked) {
  const bool account = asked.is({"v2", "account"});
  if (!account && !asked.is({"v2", "clock"}))
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  return account ? show_account(market) : show_clock(market);
}

} // namespace troupe::net::venue
