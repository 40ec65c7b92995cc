#include "actors/replay/state_json.hpp"

#include "actors/edge/json/decision_json.hpp"
#include "actors/edge/json/order_json.hpp"

namespace troupe::actors {

namespace {

void write_account(json_writer& json, const trading::risk_book& risk) {
  const auto& books = risk.books();
  json.object().key("id").text(books.broker_account());
  json.key("cash").decimal(books.cash()).key("equity").decimal(books.equity());
  json.key("last_equity").decimal(books.day_start_equity());
  json.key("realized_pl").decimal(books.realised());
  json.key("trading_enabled").flag(risk.permission().enabled());
  json.key("halted").flag(risk.permission().halted()).end_object();
}

void write_positions(json_writer& json, const trading::portfolio& books) {
  json.array();
  for (const auto& [name, held] : books.positions()) {
    if (held.qty.is_zero())
      continue;
    json.object().key("symbol").text(name.text()).key("qty").decimal(held.qty);
    json.key("side").text(held.qty < trading::quantity{} ? "short" : "long");
    json.key("avg_entry_price").decimal(held.average_price);
    json.key("cost_basis").decimal(held.cost_basis);
    json.key("current_price").decimal(held.market_price);
    json.key("market_value").decimal(held.market_value());
    json.key("unrealized_pl").decimal(held.unrealised());
    json.key("realized_pl").decimal(held.realised).end_object();
  }
  json.end_array();
}

void write_open_orders(json_writer& json, const trading::portfolio& books) {
  json.array();
  for (const auto* each : books.orders().open_orders())
    write_order(json, {each, {}});
  json.end_array();
}

void write_indicators(json_writer& json, const trading::journal_check& check) {
  json.array();
  for (const auto& [of, last] : check.last_decisions()) {
    json.object().key("time").time(last.market_ns);
    write_decision_members(json, last);
    json.end_object();
  }
  json.end_array();
}

void write_difference(json_writer& json, const replay_outcome& past) {
  const auto& found = past.check.first_difference();
  if (!found) {
    json.null();
    return;
  }
  json.object().key("file").text(past.place->file);
  json.key("offset").integer(static_cast<std::int64_t>(past.place->offset));
  json.key("seq").integer(static_cast<std::int64_t>(found->seq));
  json.key("record").text(found->record).key("time").time(found->market_ns);
  json.key("symbol").text(found->symbol.text()).key("strategy").text(found->strategy);
  json.key("stage").text(found->stage).key("field").text(found->what.field);
  json.key("journaled").text(found->what.journaled);
  json.key("replayed").text(found->what.replayed).end_object();
}

} // namespace

void write_state(json_writer& json, const replay_outcome& past) {
  const auto& desk = past.check.desk();
  json.object().key("at").time(past.market_ns);
  json.key("seq").integer(static_cast<std::int64_t>(past.last_seq));
  json.key("account");
  write_account(json, desk.risk());
  json.key("positions");
  write_positions(json, desk.books());
  json.key("orders");
  write_open_orders(json, desk.books());
  json.key("indicators");
  write_indicators(json, past.check);
  json.end_object();
}

void write_verification(json_writer& json, const replay_outcome& past) {
  const auto& counts = past.check.counted();
  const auto number = [&json](std::string_view key, std::uint64_t value) {
    json.key(key).integer(static_cast<std::int64_t>(value));
  };
  json.object().key("identical").flag(counts.differences == 0);
  number("records", counts.records);
  number("last_seq", past.last_seq);
  number("strategy_decisions", counts.strategy_decisions);
  number("repeated_decisions", counts.repeated_decisions);
  number("risk_decisions", counts.risk_decisions);
  number("intents", counts.intents);
  number("unasked_intents", counts.unasked_intents);
  number("cut_short", past.check.cut_short());
  number("differences", counts.differences);
  json.key("first_difference");
  write_difference(json, past);
  json.end_object();
}

} // namespace troupe::actors
