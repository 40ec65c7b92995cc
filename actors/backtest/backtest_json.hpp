// The outcome of a backtest as JSON. docs/openapi.yaml says what each member is.
#pragma once

#include "actors/backtest/backtest_run.hpp"
#include "actors/edge/json/json_writer.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace troupe::actors {

// Of trades and fills the first `rows_max` are written, and how many were left out.
void write_backtest(json_writer& json, const backtest_outcome& done, std::size_t rows_max);

// {"net_profit":"12.5","return":0.0001,…}: amounts are decimal strings, ratios numbers or null.
void write_figures(json_writer& json, const trading::backtest_figures& figures);

// With so many decimals; "null" where there is none.
std::string ratio_text(std::optional<double> value, int decimals = 6);
// "minute", "hour" or "day".
std::string_view period_name(trading::time_ns length_ns);

} // namespace troupe::actors
