#include "actors/edge/json/portfolio_json.hpp"

#include <array>

namespace troupe::actors {

namespace {

using cell = report_cell;
using row = std::vector<report_cell>;

// The members that every row of profits ends with.
constexpr std::array<std::string_view, 9> profit_columns{
    "market_value", "cost_basis", "day_pl", "realized_pl", "unrealized_pl",
    "total_pl",     "fees",       "income", "executions"};

row profit_cells(row begun, const trading::profit_part& of) {
  for (const auto amount : {of.market_value, of.cost_basis, of.day, of.realised, of.unrealised,
                            of.total(), of.fees, of.income})
    begun.push_back(cell::amount(amount));
  begun.push_back(cell::integer(of.trades));
  return begun;
}

std::vector<std::string_view> with_profit_columns(std::vector<std::string_view> begun) {
  begun.insert(begun.end(), profit_columns.begin(), profit_columns.end());
  return begun;
}

cell side_cell(trading::quantity qty) {
  return cell::text(qty < trading::quantity{} ? "short" : "long");
}

cell unit_cell(trading::money of, trading::quantity qty) {
  return qty.is_zero() ? cell{} : cell::amount(trading::unit_price(of, qty));
}

trading::quantity size_of(trading::quantity qty) {
  return qty < trading::quantity{} ? -qty : qty;
}

std::uint64_t days_between(trading::time_ns from, trading::time_ns to) {
  return to > from ? static_cast<std::uint64_t>((to - from) / trading::day_ns) : 0;
}

} // namespace

void write_summary(json_writer& json, const trading::account_summary& sum) {
  const auto& [at_ns, equity, cash, contributed] = sum.worth;
  json.object().key("account_id").text(sum.broker_account).key("currency").text("USD");
  json.key("time").time(at_ns).key("equity").decimal(equity).key("cash").decimal(cash);
  json.key("long_market_value").decimal(sum.long_value);
  json.key("short_market_value").decimal(sum.short_value);
  json.key("positions").raw(std::to_string(sum.positions));
  json.key("contributed").decimal(contributed);
  json.key("total_pl").decimal(sum.profit.total());
  json.key("realized_pl").decimal(sum.profit.realised);
  json.key("unrealized_pl").decimal(sum.profit.unrealised);
  json.key("fees").decimal(sum.profit.fees).key("income").decimal(sum.profit.income);
  json.key("executions").raw(std::to_string(sum.profit.trades));
  json.key("day_pl").decimal(sum.profit.day);
  json.key("day_start_equity").decimal(sum.day_start_equity);
  json.key("day_ends_at").time(sum.day_ends_ns).end_object();
}

report_table history_table(const trading::account_report& told) {
  report_table table{"equity", {"time", "equity", "cash", "contributed", "total_pl"}, {},
                     told.next};
  for (const auto& each : told.history)
    table.rows.push_back({cell::time(each.at_ns), cell::amount(each.equity),
                          cell::amount(each.cash), cell::amount(each.contributed),
                          cell::amount(each.equity - each.contributed)});
  return table;
}

report_table strategy_table(const trading::account_report& told) {
  report_table table{"strategies", with_profit_columns({"strategy"}), {}, 0};
  for (const auto& each : trading::by_strategy(told.profits))
    table.rows.push_back(profit_cells({cell::text(each.strategy)}, each));
  return table;
}

report_table symbol_table(const trading::account_report& told) {
  report_table table{"symbols", with_profit_columns({"symbol", "qty"}), {}, 0};
  for (const auto& each : trading::by_symbol(told.profits))
    table.rows.push_back(
        profit_cells({cell::text_or_null(each.symbol.text()), cell::amount(each.qty)}, each));
  return table;
}

report_table execution_table(const trading::account_report& told) {
  report_table table{"executions",
                     {"time", "symbol", "strategy", "side", "qty", "price", "fee", "fee_qty",
                      "realized_pl", "client_order_id", "execution_id"},
                     {},
                     told.next};
  for (const auto& each : told.trades)
    table.rows.push_back({cell::time(each.market_ns), cell::text(each.symbol.text()),
                          cell::text(each.strategy), cell::text(trading::to_text(each.side)),
                          cell::amount(each.qty), cell::amount(each.px), cell::amount(each.fee),
                          cell::amount(each.fee_qty), cell::amount(each.realised),
                          cell::text(each.client_order_id),
                          cell::text_or_null(each.execution_id)});
  return table;
}

report_table trade_table(const trading::account_report& told) {
  report_table table{"trades",
                     {"opened_at", "closed_at", "symbol", "strategy", "side", "qty",
                      "entry_price", "exit_price", "fees", "realized_pl"},
                     {},
                     told.next};
  for (const auto& [symbol, lot] : told.closed_lots) {
    const bool was_short = lot.qty < trading::quantity{};
    const auto size = size_of(lot.qty);
    table.rows.push_back({cell::time(lot.opened_ns), cell::time(lot.closed_ns),
                          cell::text(symbol.text()), cell::text(lot.strategy),
                          side_cell(lot.qty), cell::amount(size),
                          unit_cell(was_short ? lot.proceeds : lot.cost, size),
                          unit_cell(was_short ? lot.cost : lot.proceeds, size),
                          cell::amount(lot.fee), cell::amount(lot.gain())});
  }
  return table;
}

report_table closed_lot_table(const trading::account_report& told) {
  report_table table{"closed-lots",
                     {"symbol", "strategy", "side", "qty", "opened_at", "closed_at", "days_held",
                      "cost_basis", "proceeds", "fees", "gain"},
                     {},
                     told.next};
  for (const auto& [symbol, lot] : told.closed_lots)
    table.rows.push_back({cell::text(symbol.text()), cell::text(lot.strategy),
                          side_cell(lot.qty), cell::amount(size_of(lot.qty)),
                          cell::time(lot.opened_ns), cell::time(lot.closed_ns),
                          cell::integer(days_between(lot.opened_ns, lot.closed_ns)),
                          cell::amount(lot.cost), cell::amount(lot.proceeds),
                          cell::amount(lot.fee), cell::amount(lot.gain())});
  return table;
}

// As the closed ones, where they have the same to say: what is to come is null.
report_table open_lot_table(const trading::account_report& told) {
  report_table table{"open-lots",
                     {"symbol", "strategy", "side", "qty", "opened_at", "closed_at", "days_held",
                      "cost_basis", "proceeds", "fees", "gain"},
                     {},
                     0};
  const auto now_ns = told.summary.worth.at_ns;
  for (const auto& [symbol, lot] : told.lots) {
    const bool is_short = lot.qty < trading::quantity{};
    table.rows.push_back({cell::text(symbol.text()), cell::text(lot.strategy),
                          side_cell(lot.qty), cell::amount(size_of(lot.qty)),
                          cell::time(lot.opened_ns), cell{},
                          cell::integer(days_between(lot.opened_ns, now_ns)),
                          is_short ? cell{} : cell::amount(lot.cost),
                          is_short ? cell::amount(-lot.cost) : cell{}, cell::amount(lot.fee),
                          cell{}});
  }
  return table;
}

} // namespace troupe::actors
