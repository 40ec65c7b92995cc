#include "cli/backtest.hpp"

#include "actors/backtest/backtest_json.hpp"
#include "actors/backtest/backtest_page.hpp"
#include "cli/exit_codes.hpp"
#include "cli/load_configuration.hpp"
#include "cli/progress.hpp"
#include "cli/table.hpp"
#include "runtime/clock.hpp"

#include <fstream>
#include <limits>
#include <optional>
#include <ostream>
#include <utility>

namespace troupe::cli {

namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const auto& each : parts)
    text += (text.empty() ? "" : std::string(between)) + each;
  return text;
}

// As keys of the configuration, so that they are checked as it is.
result<void> add_parameters(std::map<std::string, std::string>& flags,
                            const backtest_options& options) {
  for (const auto& each : options.parameters) {
    const auto sign = each.find('=');
    if (sign == 0 || sign == std::string::npos)
      return error{"invalid_parameter", "--param " + each + ": write name=value"};
    auto name = each.substr(0, sign);
    if (name.find('.') == std::string::npos) {
      if (options.strategies.size() != 1)
        return error{"invalid_parameter",
                     "--param " + each + ": of which strategy? Name one with --strategy, or write "
                     "strategy.name=value"};
      name = options.strategies.front() + "." + name;
    }
    flags["strategy." + name] = each.substr(sign + 1);
  }
  return {};
}

result<config::settings> settings_of(const backtest_options& options) {
  config::sources from;
  if (!options.config.empty())
    from.file = options.config;
  from.environment = config::process_environment();
  if (!options.strategies.empty())
    from.flags["trading.strategies"] = joined(options.strategies, ",");
  if (auto added = add_parameters(from.flags, options); !added)
    return added.failure();
  auto loaded = load_configuration(std::move(from));
  if (!loaded)
    return loaded.failure();
  return std::move(loaded).value().values;
}

result<std::optional<trading::time_ns>> time_of(const std::string& text, const char* option) {
  if (text.empty())
    return std::optional<trading::time_ns>{};
  const auto parsed = trading::parse_time(text);
  if (!parsed)
    return error{parsed.failure().code, std::string(option) + ": " + parsed.failure().message};
  return std::optional(*parsed);
}

struct speed {
  double seconds = 0;
  std::uint64_t rows = 0;

  double rows_per_s() const {
    return seconds > 0 ? static_cast<double>(rows) / seconds : 0;
  }
};

std::string percent(std::optional<double> share) {
  return share ? actors::ratio_text(*share * 100, 2) + " %" : "-";
}

std::string plain(std::optional<double> value) {
  return value ? actors::ratio_text(value, 2) : "-";
}

void print(const actors::backtest_outcome& done, const speed& took, std::ostream& output) {
  const auto told = done.run.figures();
  const auto& trades = told.trades;
  const std::string of_year = "of a year, from " + std::to_string(told.periods) +
                              " returns, one a " +
                              std::string(actors::period_name(told.period_ns));
  table rows({"figure", "value", ""});
  rows.add({"from", trading::format_time(done.run.first_ns()), ""});
  rows.add({"to", trading::format_time(done.run.last_ns()), ""});
  rows.add({"net profit", told.net_profit.text(), ""});
  rows.add({"return", percent(told.return_share), "the market: " + percent(told.market_return)});
  rows.add({"max drawdown", percent(told.drawdown_share), told.drawdown.text()});
  rows.add({"sharpe", plain(told.sharpe), of_year});
  rows.add({"sortino", plain(told.sortino), of_year});
  rows.add({"trades", std::to_string(trades.trades), std::to_string(told.open_trades) + " open"});
  rows.add({"win rate", percent(trades.win_rate()), ""});
  rows.add({"profit factor", plain(trades.profit_factor()), ""});
  rows.add({"average trade", plain(trades.average_profit()), ""});
  rows.add({"exposure", percent(told.exposure), "of the equity, on average"});
  rows.add({"time in market", percent(told.time_in_market), ""});
  rows.add({"fees", told.fees.text(), std::to_string(told.fills) + " fills"});
  rows.add({"final cash", told.end_cash.text(), ""});
  rows.add({"final equity", told.end_equity.text(), ""});
  rows.add({"data digest", done.market_digest, ""});
  if (!done.digest.empty())
    rows.add({"digest", done.digest, "as journal digest"});
  rows.print(output);
  output << took.rows << " bars and quotes in " << actors::ratio_text(took.seconds, 3) << " s: "
         << actors::ratio_text(took.rows_per_s(), 0) << " a second\n";
}

void print_json(const actors::backtest_outcome& done, const speed& took, std::ostream& output) {
  actors::json_writer json;
  json.object().key("result");
  write_backtest(json, done, std::numeric_limits<std::size_t>::max());
  json.key("seconds").raw(actors::ratio_text(took.seconds));
  json.key("rows_per_s").raw(actors::ratio_text(took.rows_per_s(), 0)).end_object();
  output << json.take() << '\n';
}

bool write_report(const backtest_options& options, const actors::backtest_outcome& done) {
  std::ofstream file(options.report, std::ios::binary | std::ios::trunc);
  const auto& named = done.run.simulated().desk().terms().strategies;
  std::vector<std::string> names;
  for (const auto& each : named)
    names.push_back(each.name);
  file << actors::backtest_page(done, "Backtest of " + joined(names, ", "));
  file.close();
  return !file.fail();
}

result<actors::recorded_market> market_of(const backtest_options& options, std::ostream& errors) {
  auto rows = actors::read_market_files({options.data.begin(), options.data.end()},
                                        options.skip_bad_rows);
  if (!rows)
    return rows.failure();
  for (const auto& each : rows->warnings)
    errors << each << '\n';
  return actors::open_market(std::move(rows).value());
}

} // namespace

int backtest(const backtest_options& options, std::ostream& output, std::ostream& errors) {
  actors::backtest_request asked;
  auto settings = settings_of(options);
  if (!settings)
    return refuse(settings.failure(), errors, wrong_usage);
  asked.settings = std::move(settings).value();
  const auto from = time_of(options.from, "--from");
  const auto to = time_of(options.to, "--to");
  if (!from || !to)
    return refuse((from ? to : from).failure(), errors, wrong_usage);
  asked.from = *from;
  asked.to = *to;
  asked.digested = options.digest;
  auto market = market_of(options, errors);
  if (!market)
    return refuse(market.failure(), errors, wrong_usage);
  const runtime::system_clock_source clock;
  const auto began_ns = clock.steady_ns();
  auto done = [&] {
    progress bar("backtest", errors);
    asked.on_progress = [&bar](double behind) { bar.show(behind); };
    return run_backtest(asked, std::move(market).value());
  }();
  if (!done)
    return refuse(done.failure(), errors, wrong_usage);
  const auto passed_ns = static_cast<double>(clock.steady_ns() - began_ns);
  const speed took{passed_ns / trading::second_ns, done->run.bars() + done->run.quotes()};
  options.json ? print_json(*done, took, output) : print(*done, took, output);
  if (options.report.empty() || write_report(options, *done))
    return success;
  return refuse({"unwritable_file", "--report: " + options.report + " cannot be written"},
                errors);
}

} // namespace troupe::cli
