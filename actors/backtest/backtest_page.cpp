#include "actors/backtest/backtest_page.hpp"

#include "actors/backtest/backtest_json.hpp"

#include <algorithm>
#include <string_view>

namespace troupe::actors {

namespace {

constexpr double width = 960;
constexpr double equity_height = 260;
constexpr double drawdown_height = 120;
constexpr std::string_view style = R"(body{font:14px/1.45 system-ui,sans-serif;max-width:1000px;
margin:2em auto;padding:0 1em;color:#1c2733;background:#fff}h1{font-size:1.5em}h2{font-size:1.1em;
margin-top:2em}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25em .6em;
border-bottom:1px solid #dde3ea}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
svg{width:100%;height:auto;border:1px solid #dde3ea}code{font-size:.85em;overflow-wrap:anywhere}
.g{color:#0a7d4f}.l{color:#b3261e}@media(prefers-color-scheme:dark){body{background:#12171d;
color:#dbe3ea}th,td,svg{border-color:#2b3540}.g{color:#4cc38a}.l{color:#ff8a80}})";

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char each : text) {
    switch (each) {
    case '&': safe += "&amp;"; break;
    case '<': safe += "&lt;"; break;
    case '>': safe += "&gt;"; break;
    case '"': safe += "&quot;"; break;
    default: safe += each;
    }
  }
  return safe;
}

std::string percent(std::optional<double> share) {
  if (!share)
    return "–";
  const auto text = ratio_text(*share * 100, 2);
  return text == "null" ? "–" : text + " %";
}

std::string two_decimals(std::optional<double> value) {
  auto text = ratio_text(value, 2);
  return text == "null" ? "–" : text;
}

std::string to_cents(trading::money amount) {
  constexpr std::int64_t cent = trading::units_per_one / 100;
  const auto rounded = trading::exact::multiply_divide(amount.units, 1, cent);
  auto text = trading::money{rounded * cent}.text();
  const auto point = text.find('.');
  if (point == std::string::npos)
    return text + ".00";
  return text.size() - point == 2 ? text + "0" : text;
}

std::string length_text(trading::time_ns length_ns) {
  const auto minutes = length_ns / trading::minute_ns;
  if (minutes < 120)
    return std::to_string(minutes) + " min";
  return minutes < 2 * 1'440 ? std::to_string(minutes / 60) + " h"
                             : std::to_string(minutes / 1'440) + " d";
}

std::string row_of(std::string_view name, std::string_view value) {
  return "<tr><th>" + std::string(name) + "</th><td class=n>" + escaped(value) + "</td></tr>\n";
}

// Points of a polyline: x by time, y from the top.
template <class Height>
std::string points_of(const std::vector<trading::curve_point>& line, Height&& height_of) {
  std::string text;
  const auto first = static_cast<double>(line.front().at_ns);
  const auto span = std::max(1.0, static_cast<double>(line.back().at_ns) - first);
  for (const auto& each : line) {
    const double x = (static_cast<double>(each.at_ns) - first) / span * width;
    text += (text.empty() ? "" : " ") + two_decimals(x) + "," + two_decimals(height_of(each));
  }
  return text;
}

std::string picture(std::string_view label, double height, std::string_view inside) {
  return "<svg role=\"img\" aria-label=\"" + std::string(label) + "\" viewBox=\"0 0 " +
         two_decimals(width) + " " + two_decimals(height) + "\">" + std::string(inside) +
         "</svg>\n";
}

std::string equity_picture(const std::vector<trading::curve_point>& line) {
  auto low = line.front().equity;
  auto high = low;
  for (const auto& each : line) {
    low = std::min(low, each.equity);
    high = std::max(high, each.equity);
  }
  const double span = std::max(0.01, (high - low).to_double());
  constexpr double margin = 16;
  const auto points = points_of(line, [&](const auto& each) {
    return margin + (high - each.equity).to_double() / span * (equity_height - 2 * margin);
  });
  return picture("Equity over time", equity_height,
                 "<polyline fill=\"none\" stroke=\"#2563eb\" stroke-width=\"1.5\" points=\"" +
                     points + "\"/><text x=\"4\" y=\"12\" font-size=\"12\" fill=\"#6b7785\">" +
                     to_cents(high) + "</text><text x=\"4\" y=\"256\" font-size=\"12\" "
                     "fill=\"#6b7785\">" + to_cents(low) + "</text>");
}

std::string drawdown_picture(const std::vector<trading::curve_point>& line, double deepest) {
  const double span = std::max(0.000001, deepest);
  const auto points = points_of(line, [&](const auto& each) {
    return each.drawdown / span * (drawdown_height - 16);
  });
  return picture("Drawdown over time", drawdown_height,
                 "<polygon fill=\"#b3261e\" fill-opacity=\"0.45\" points=\"0,0 " + points + " " +
                     two_decimals(width) + ",0\"/><text x=\"4\" y=\"116\" font-size=\"12\" "
                     "fill=\"#6b7785\">-" + percent(deepest) + "</text>");
}

std::string figures_table(const trading::backtest_figures& told) {
  const auto& trades = told.trades;
  const std::string period(period_name(told.period_ns));
  const auto of_year = " (of a year, from " + std::to_string(told.periods) + " returns, one a " +
                       period + ")";
  return "<table>\n" + row_of("Equity at the start", to_cents(told.start_equity)) +
         row_of("Equity at the end", to_cents(told.end_equity)) +
         row_of("Net profit", to_cents(told.net_profit)) +
         row_of("Return", percent(told.return_share)) +
         row_of("Return of the market", percent(told.market_return)) +
         row_of("Maximum drawdown", to_cents(told.drawdown) + ", " +
                                        percent(told.drawdown_share)) +
         row_of("Longest drawdown", length_text(told.drawdown_ns)) +
         row_of("Sharpe" + of_year, two_decimals(told.sharpe)) +
         row_of("Sortino" + of_year, two_decimals(told.sortino)) +
         row_of("Trades", std::to_string(trades.trades) + " closed, " +
                              std::to_string(told.open_trades) + " open") +
         row_of("Win rate", percent(trades.win_rate())) +
         row_of("Profit factor", two_decimals(trades.profit_factor())) +
         row_of("Average trade", two_decimals(trades.average_profit())) +
         row_of("Best and worst trade", to_cents(trades.best) + ", " + to_cents(trades.worst)) +
         row_of("Average time held", length_text(trades.held_ns)) +
         row_of("Fees", to_cents(told.fees)) +
         row_of("Time in the market", percent(told.time_in_market)) +
         row_of("Exposure, on average", percent(told.exposure)) + "</table>\n";
}

std::string data_table(const backtest_outcome& done) {
  std::string symbols;
  for (const auto& each : done.symbols)
    symbols += (symbols.empty() ? "" : " ") + std::string(each.text());
  return "<table>\n" + row_of("Symbols", symbols) +
         row_of("Traded from", trading::format_time(done.run.first_ns())) +
         row_of("to", trading::format_time(done.run.last_ns())) +
         row_of("Bars and quotes in the data", std::to_string(done.market_bars) + ", " +
                                                   std::to_string(done.market_quotes)) +
         row_of("The data's first", trading::format_time(done.market_first_ns)) +
         row_of("and last", trading::format_time(done.market_last_ns)) +
         "<tr><th>Digest of the data</th><td><code>" + done.market_digest +
         "</code></td></tr>\n</table>\n";
}

std::string trades_table(const std::vector<trading::round_trip>& trades) {
  std::string text = "<table>\n<tr><th>Opened</th><th>Closed</th><th>Symbol</th><th>Strategy</th>"
                     "<th>Side</th><th class=n>Quantity</th><th class=n>Fees</th><th class=n>Profit"
                     "</th><th class=n>Return</th></tr>\n";
  const auto count = std::min(trades.size(), page_trades_max);
  for (std::size_t at = 0; at < count; ++at) {
    const auto& each = trades[at];
    const bool is_long = each.opened_by == trading::side::buy;
    text += "<tr><td>" + trading::format_time(each.opened_ns) + "</td><td>" +
            trading::format_time(each.closed_ns) + "</td><td>" +
            std::string(each.symbol.text()) + "</td><td>" + escaped(each.strategy) + "</td><td>" +
            (is_long ? "long" : "short") + "</td><td class=n>" +
            (is_long ? each.bought : each.sold).text() + "</td><td class=n>" +
            to_cents(each.fees) + "</td><td class=\"n " +
            (each.profit() < trading::money{} ? "l" : "g") + "\">" + to_cents(each.profit()) +
            "</td><td class=n>" + percent(each.profit_share()) + "</td></tr>\n";
  }
  text += "</table>\n";
  if (trades.size() > count)
    text += "<p>" + std::to_string(trades.size() - count) + " more are not listed here.</p>\n";
  return text;
}

std::string settings_table(const std::vector<trading::setting>& settings) {
  std::string text = "<table>\n";
  for (const auto& each : settings)
    text += row_of("<code>" + escaped(each.key) + "</code>", each.value);
  return text + "</table>\n";
}

} // namespace

std::string backtest_page(const backtest_outcome& done, const std::string& title) {
  const auto figures = done.run.figures();
  const auto& line = done.run.curve().points();
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" +
         escaped(title) + "</title><meta name=\"viewport\" content=\"width=device-width\"><style>" +
         std::string(style) + "</style></head>\n<body>\n<h1>" + escaped(title) + "</h1>\n" +
         "<p>Simulated: past prices, fills at the quote in force. What a strategy earned here it "
         "need not earn again.</p>\n<h2>Equity</h2>\n" +
         equity_picture(line) + "<h2>Drawdown</h2>\n" +
         drawdown_picture(line, figures.drawdown_share) + "<h2>Figures</h2>\n" +
         figures_table(figures) + "<h2>Data</h2>\n" + data_table(done) + "<h2>Trades</h2>\n" +
         trades_table(done.run.trades()) + "<h2>Settings</h2>\n" +
         settings_table(done.settings) + "</body>\n</html>\n";
}

} // namespace troupe::actors
