// What somebody asks of the edge to be tested, and what it is made with.
//
//   {"strategy":"stochrsi_ema","parameters":{"rsi_length":"21"},"symbols":["BTC/USD"],
//    "files":["BTC-USD_1m.csv"],"from":T,"to":T,"settings":{"risk.order_notional_max":"900"},
//    "name":"longer rsi"}
//
// Only the strategy is needed. With `files`, CSV files of backtest.data_folder are the market, by
// their plain names; without, it is what the market told the present run, as its journal has it.
// Settings of risk, venue.half_spread_bps and venue.start_cash may be given; all else is as the
// configuration and the operators have it.
#pragma once

#include "actors/backtest/backtest_run.hpp"
#include "config/settings.hpp"
#include "trading/events.hpp"
#include "trading/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::actors {

struct backtest_order {
  std::string strategy;
  std::string name; // of an experiment; may be empty
  std::vector<trading::setting> parameters;
  std::vector<trading::setting> settings;
  std::vector<std::string> symbols; // empty: those of the configuration
  std::vector<std::string> files;
  std::optional<trading::time_ns> from;
  std::optional<trading::time_ns> to;

  static constexpr std::size_t files_max = 64;
  static constexpr std::size_t name_max = 64; // bytes
};

// Errors: `invalid_body`, `invalid_parameter`.
result<backtest_order> read_backtest_order(std::string_view body);
std::string to_json(const backtest_order& asked);

// The settings that the backtest is to run with. Errors: `unknown_strategy`, `invalid_setting`,
// `override_not_allowed`, `invalid_symbol`.
result<config::settings> settings_for(const backtest_order& asked, const config::settings& now);

// Where the files are. Errors: `invalid_parameter` for anything but the plain name of a CSV file in
// the folder itself, whatever links say; `not_found`.
result<std::vector<std::filesystem::path>> files_for(const backtest_order& asked,
                                                     const config::settings& now);
// The folder of the configuration, or `data` under home.
std::filesystem::path data_folder(const config::settings& now);

} // namespace troupe::actors
