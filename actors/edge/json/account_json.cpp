#include "actors/edge/json/account_json.hpp"

namespace troupe::actors {

namespace {

struct market_values {
  trading::money longs;
  trading::money shorts; // zero or negative
};

market_values value_positions(const read_model& known) {
  market_values values;
  for (const auto& [name, held] : known.positions())
    (held.qty < trading::quantity{} ? values.shorts : values.longs) += held.market_value();
  return values;
}

void write_amounts(json_writer& json, const read_model& known) {
  const auto& told = *known.account();
  const auto values = value_positions(known);
  const auto power = known.buying_power();
  json.key("cash").decimal(told.cash);
  json.key("equity").decimal(told.equity).key("portfolio_value").decimal(told.equity);
  json.key("last_equity").decimal(told.day_start_equity);
  for (const auto* name : {"buying_power", "regt_buying_power", "non_marginable_buying_power",
                           "effective_buying_power"})
    json.key(name).decimal(power);
  json.key("options_buying_power").text("0");
  json.key("long_market_value").decimal(values.longs);
  json.key("short_market_value").decimal(values.shorts);
  json.key("position_market_value").decimal(values.longs + values.shorts);
  for (const auto* name : {"initial_margin", "maintenance_margin", "last_maintenance_margin",
                           "accrued_fees", "pending_transfer_in", "pending_transfer_out"})
    json.key(name).text("0");
  json.key("sma").decimal(told.equity).key("multiplier").text("1");
  json.key("realized_pl").decimal(told.realised);
}

} // namespace

void write_account(json_writer& json, const read_model& known) {
  const auto& told = *known.account();
  const auto day = trading::format_time(told.market_ns);
  json.object().key("id").text(told.broker_account).key("account_number").text(told.broker_account);
  json.key("status").text("ACTIVE").key("crypto_status").text("ACTIVE");
  json.key("currency").text("USD");
  write_amounts(json, known);
  json.key("balance_asof").text(std::string_view(day).substr(0, day.find('T')));
  for (const auto* name : {"transfers_blocked", "account_blocked", "shorting_enabled"})
    json.key(name).flag(false);
  json.key("trading_blocked").flag(!told.trading_enabled);
  json.key("trade_suspended_by_user").flag(told.halted);
  json.key("options_approved_level").integer(0).key("options_trading_level").integer(0);
  json.key("created_at").time(known.session().market_ns);
  json.key("simulated").flag(told.simulated).key("trading_enabled").flag(told.trading_enabled);
  json.key("halted").flag(told.halted).end_object();
}

} // namespace troupe::actors
