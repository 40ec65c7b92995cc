#include "actors/backtest/backtest_json.hpp"

#include "trading/strategies/strategy_choice.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace troupe::actors {

namespace {

using trading::to_text;

void write_ratio(json_writer& json, std::string_view name, std::optional<double> value) {
  json.key(name).raw(ratio_text(value));
}

void write_count(json_writer& json, std::string_view name, std::uint64_t count) {
  json.key(name).integer(static_cast<std::int64_t>(count));
}

void write_seconds(json_writer& json, std::string_view name, trading::time_ns length_ns) {
  json.key(name).integer(length_ns / trading::second_ns);
}

void write_trade(json_writer& json, const trading::round_trip& trade) {
  json.object().key("symbol").text(trade.symbol.text()).key("strategy").text(trade.strategy);
  json.key("side").text(trade.opened_by == trading::side::buy ? "long" : "short");
  json.key("opened_at").time(trade.opened_ns).key("closed_at").time(trade.closed_ns);
  json.key("bought").decimal(trade.bought).key("sold").decimal(trade.sold);
  json.key("paid").decimal(trade.paid).key("received").decimal(trade.received);
  json.key("fees").decimal(trade.fees).key("profit").decimal(trade.profit());
  write_ratio(json, "return", trade.profit_share());
  json.end_object();
}

void write_fill(json_writer& json, const trading::trade_record& fill) {
  json.object().key("time").time(fill.market_ns).key("symbol").text(fill.symbol.text());
  json.key("strategy").text(fill.strategy).key("side").text(to_text(fill.side));
  json.key("qty").decimal(fill.qty).key("price").decimal(fill.px);
  json.key("fee").decimal(fill.fee).key("fee_qty").decimal(fill.fee_qty).end_object();
}

template <class Rows, class Write>
void write_rows(json_writer& json, std::string_view name, const Rows& rows, std::size_t rows_max,
                Write&& write) {
  json.key(name).array();
  const auto count = std::min(rows.size(), rows_max);
  for (std::size_t at = 0; at < count; ++at)
    write(json, rows[at]);
  json.end_array();
  write_count(json, std::string(name) + "_left_out", rows.size() - count);
}

void write_data(json_writer& json, const backtest_outcome& done) {
  json.key("data").object();
  write_count(json, "bars", done.market_bars);
  write_count(json, "quotes", done.market_quotes);
  json.key("from").time(done.market_first_ns).key("to").time(done.market_last_ns);
  json.key("digest").text(done.market_digest).end_object();
}

void write_curve(json_writer& json, const trading::equity_curve& curve) {
  json.key("curve").array();
  for (const auto& each : curve.points()) {
    json.object().key("time").time(each.at_ns).key("equity").decimal(each.equity);
    write_ratio(json, "drawdown", each.drawdown);
    json.end_object();
  }
  json.end_array();
}

} // namespace

std::string ratio_text(std::optional<double> value, int decimals) {
  if (!value || !std::isfinite(*value) || std::abs(*value) > 1e15)
    return "null";
  std::array<char, 64> text{};
  const auto [end, failed] = std::to_chars(text.data(), text.data() + text.size(), *value,
                                           std::chars_format::fixed, decimals);
  return failed == std::errc{} ? std::string(text.data(), end) : "null";
}

std::string_view period_name(trading::time_ns length_ns) {
  if (length_ns == trading::day_ns)
    return "day";
  return length_ns == trading::minute_ns ? "minute" : "hour";
}

void write_figures(json_writer& json, const trading::backtest_figures& figures) {
  const auto& trades = figures.trades;
  json.object().key("start_equity").decimal(figures.start_equity);
  json.key("end_equity").decimal(figures.end_equity).key("end_cash").decimal(figures.end_cash);
  json.key("net_profit").decimal(figures.net_profit);
  write_ratio(json, "return", figures.return_share);
  write_ratio(json, "market_return", figures.market_return);
  json.key("max_drawdown").decimal(figures.drawdown);
  write_ratio(json, "max_drawdown_share", figures.drawdown_share);
  write_seconds(json, "max_drawdown_s", figures.drawdown_ns);
  json.key("period").text(period_name(figures.period_ns));
  write_count(json, "periods", figures.periods);
  write_ratio(json, "sharpe", figures.sharpe);
  write_ratio(json, "sortino", figures.sortino);
  write_count(json, "trades", trades.trades);
  write_count(json, "open_trades", figures.open_trades);
  write_count(json, "fills", figures.fills);
  write_ratio(json, "win_rate", trades.win_rate());
  write_ratio(json, "profit_factor", trades.profit_factor());
  json.key("gross_profit").decimal(trades.gross_profit);
  json.key("gross_loss").decimal(trades.gross_loss);
  json.key("best_trade").decimal(trades.best).key("worst_trade").decimal(trades.worst);
  write_ratio(json, "average_trade", trades.average_profit());
  write_seconds(json, "average_held_s", trades.held_ns);
  json.key("fees").decimal(figures.fees);
  write_ratio(json, "time_in_market", figures.time_in_market);
  write_ratio(json, "exposure", figures.exposure);
  json.end_object();
}

void write_backtest(json_writer& json, const backtest_outcome& done, std::size_t rows_max) {
  const auto& run = done.run;
  const auto& counted = run.simulated().figures();
  json.object().key("strategies").array();
  for (const auto& each : run.simulated().desk().terms().strategies)
    json.text(each.name);
  json.end_array().key("symbols").array();
  for (const auto& each : done.symbols)
    json.text(each.text());
  json.end_array().key("from").time(run.first_ns()).key("to").time(run.last_ns());
  write_data(json, done);
  json.key("figures");
  write_figures(json, run.figures());
  json.key("decided").object();
  write_count(json, "wishes", counted.wishes);
  write_count(json, "refused_by_risk", counted.refused_by_risk);
  write_count(json, "refused_by_venue", counted.refused_by_venue);
  write_count(json, "orders", counted.orders);
  json.end_object().key("digest");
  done.digest.empty() ? json.null() : json.text(done.digest);
  json.key("settings").object();
  for (const auto& each : done.settings)
    json.key(each.key).text(each.value);
  json.end_object();
  write_curve(json, run.curve());
  write_rows(json, "trades", run.trades(), rows_max, write_trade);
  write_rows(json, "fills", run.fills(), rows_max, write_fill);
  json.end_object();
}

} // namespace troupe::actors
