// A backtest of the desk as a member of lists and streams, without its outcome.
#pragma once

#include "actors/backtest/backtest_desk.hpp"
#include "actors/edge/json/json_writer.hpp"

#include <string>

namespace troupe::actors {

// The members of an object that the caller opens and closes.
void write_backtest_members(json_writer& json, const backtest_desk::entry& told);
std::string backtest_entry_json(const backtest_desk::entry& told);

// Those that wait or run, and the last ones that ended: what a stream's client is told first.
std::string backtests_snapshot(const backtest_desk& desk);

} // namespace troupe::actors
