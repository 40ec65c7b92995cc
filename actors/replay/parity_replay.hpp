// What a backtest of a day would have done against what was done, of a journal's last run (see
// trading/backtest/parity_check.hpp).
//
// A day is New York's, from midnight to midnight, for crypto too, as the books count it.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "actors/replay/journal_replay.hpp"
#include "trading/backtest/parity_check.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace troupe::actors {

// "2024-03-05". Error: `invalid_parameter`.
result<std::chrono::sys_days> parse_day(std::string_view text);

// Without a day the one in which the journal ends. Errors: replay_journal's, and
// `day_not_in_journal` where nothing of the market was told on it.
result<trading::parity_report> replay_parity(const replay_request& asked,
                                             std::optional<std::chrono::sys_days> day);

// {"date","from","to","complete","configurations","start_equity","actual":{…},"backtest":{…},
// "identical","difference":{"total","signal","timing","fill","fee"},"adjusted","rows":[…],
// "differing","trades":[…]}
void write_parity(json_writer& json, const trading::parity_report& report);

} // namespace troupe::actors
