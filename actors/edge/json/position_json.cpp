#include "actors/edge/json/position_json.hpp"

#include "actors/edge/json/asset_identity.hpp"

namespace troupe::actors {

namespace {

trading::number ratio(std::int64_t part, std::int64_t whole) {
  if (whole == 0)
    return {};
  return {
      trading::exact::multiply_divide(part, trading::units_per_one, whole < 0 ? -whole : whole)};
}

void write_worth(json_writer& json, const trading::position& held) {
  const auto gain = held.unrealised();
  json.key("market_value").decimal(held.market_value());
  json.key("cost_basis").decimal(held.cost_basis);
  json.key("unrealized_pl").decimal(gain);
  json.key("unrealized_plpc").decimal(ratio(gain.units, held.cost_basis.units));
  json.key("unrealized_intraday_pl").null().key("unrealized_intraday_plpc").null();
  json.key("realized_pl").decimal(held.realised);
  json.key("current_price").decimal(held.market_price);
}

void write_day(json_writer& json, const read_model& known, const trading::position& held) {
  const auto midnight = trading::floor_time(known.market_ns(), trading::day_ns);
  const auto* last = known.bars().last_until(held.symbol, midnight);
  json.key("lastday_price");
  if (last == nullptr) {
    json.null().key("change_today").null();
    return;
  }
  const auto change = held.market_price - last->close;
  json.decimal(last->close).key("change_today").decimal(ratio(change.units, last->close.units));
}

// What is held less what open orders are about to close.
trading::quantity available(const read_model& known, const trading::position& held) {
  const bool owned = held.qty > trading::quantity{};
  const auto closing = owned ? trading::side::sell : trading::side::buy;
  auto left = held.qty;
  for (const auto* each : known.orders().book().open_orders(held.symbol))
    if (each->request.side == closing)
      left = owned ? left - each->open_qty() : left + each->open_qty();
  return left;
}

} // namespace

void write_position(json_writer& json, const read_model& known, const trading::position& held) {
  const bool crypto = held.symbol.is_crypto();
  json.object().key("asset_id").text(asset_id_of(held.symbol));
  json.key("symbol").text(held.symbol.compact());
  json.key("exchange").text(crypto ? "CRYPTO" : "");
  json.key("asset_class").text(asset_class_of(held.symbol));
  json.key("asset_marginable").flag(false);
  json.key("qty").decimal(held.qty).key("qty_available").decimal(available(known, held));
  json.key("avg_entry_price").decimal(held.average_price);
  json.key("side").text(held.qty < trading::quantity{} ? "short" : "long");
  write_worth(json, held);
  write_day(json, known, held);
  json.end_object();
}

void write_positions(json_writer& json, const read_model& known) {
  json.array();
  for (const auto& [name, held] : known.positions())
    write_position(json, known, held);
  json.end_array();
}

} // namespace troupe::actors
