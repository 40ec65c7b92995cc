// The outcome of a backtest as one HTML file that needs nothing else: no script, no style sheet, no
// picture is fetched. Equity and drawdown are drawn as SVG.
#pragma once

#include "actors/backtest/backtest_run.hpp"

#include <cstddef>
#include <string>

namespace troupe::actors {

inline constexpr std::size_t page_trades_max = 5'000; // more are counted, not listed

std::string backtest_page(const backtest_outcome& done, const std::string& title);

} // namespace troupe::actors
