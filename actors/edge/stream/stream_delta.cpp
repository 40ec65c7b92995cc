#include "actors/edge/stream/stream_delta.hpp"

#include "actors/edge/json/account_json.hpp"
#include "actors/edge/json/market_json.hpp"
#include "actors/edge/json/notice_json.hpp"
#include "actors/edge/json/order_json.hpp"
#include "actors/edge/json/position_json.hpp"
#include "actors/edge/json/record_json.hpp"

namespace troupe::actors {

namespace {

std::shared_ptr<const std::string> share(json_writer& json) {
  return std::make_shared<const std::string>(json.take());
}

bool is_signal(const trading::decision& made) {
  return made.stage == trading::decision_stage::strategy && made.verdict != trading::verdict::none;
}

void write_execution(json_writer& json, const trading::order_event& told) {
  json.key("execution").object().key("id").text(told.execution_id);
  json.key("price").decimal(told.px).key("qty").decimal(told.qty);
  json.key("timestamp").time(told.market_ns).end_object();
}

std::vector<stream_delta> decision_deltas(const persistence::journal::record& told) {
  const auto& made = std::get<trading::decision>(told.event);
  json_writer json;
  write_record(json, told);
  const auto data = share(json);
  std::vector<stream_delta> deltas{{channel::decisions, "decision", made.symbol, data}};
  if (is_signal(made))
    deltas.push_back({channel::signals, "signal", made.symbol, data});
  return deltas;
}

std::vector<stream_delta> order_deltas(const persistence::journal::record& told,
                                       const std::string& client_order_id,
                                       const read_model& known) {
  const auto found = known.orders().find(client_order_id);
  if (!found)
    return {};
  json_writer json;
  json.object().key("event").text(trading::type_name(told.event));
  if (const auto* reported = std::get_if<trading::order_event>(&told.event);
      reported != nullptr && !reported->qty.is_zero())
    write_execution(json, *reported);
  write_order_members(json, *found);
  json.end_object();
  return {{channel::orders, "order", found->order->request.symbol, share(json)}};
}

// But notices.
std::vector<stream_delta> event_deltas(const persistence::journal::record& told,
                                       const read_model& known) {
  if (std::holds_alternative<trading::decision>(told.event))
    return decision_deltas(told);
  if (const auto* asked = std::get_if<trading::intent>(&told.event))
    return order_deltas(told, asked->request.client_order_id, known);
  if (const auto* reported = std::get_if<trading::order_event>(&told.event))
    return order_deltas(told, reported->client_order_id, known);
  if (const auto* candle = std::get_if<trading::bar>(&told.event)) {
    json_writer json;
    write_object(json, write_bar_members, *candle);
    return {{channel::bars, "bar", candle->symbol, share(json)}};
  }
  return {};
}

} // namespace

std::vector<stream_delta> deltas_of(const persistence::journal::record& told,
                                    const read_model& known) {
  auto deltas = event_deltas(told, known);
  json_writer json;
  if (write_notice(json, told))
    deltas.push_back({channel::notifications, "notification", std::nullopt, share(json)});
  return deltas;
}

stream_delta delta_of(const trading::quote& told) {
  json_writer json;
  write_object(json, write_quote_members, told);
  return {channel::quotes, "quote", told.symbol, share(json)};
}

stream_delta delta_of(const trading::trade& told) {
  json_writer json;
  write_object(json, write_trade_members, told);
  return {channel::trades, "trade", told.symbol, share(json)};
}

stream_delta delta_of(const trading::position& told, const read_model& known) {
  json_writer json;
  write_position(json, known, told);
  return {channel::positions, "position", told.symbol, share(json)};
}

stream_delta account_delta(const read_model& known) {
  json_writer json;
  write_account(json, known);
  return {channel::account, "account", std::nullopt, share(json)};
}

} // namespace troupe::actors
