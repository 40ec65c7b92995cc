// The account's books for reports: their sum as JSON, their lists as tables.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/report_table.hpp"
#include "trading/portfolio/account_report.hpp"

namespace troupe::actors {

void write_summary(json_writer& json, const trading::account_summary& sum);

report_table history_table(const trading::account_report& told);
report_table strategy_table(const trading::account_report& told);
report_table symbol_table(const trading::account_report& told);
report_table execution_table(const trading::account_report& told);
// What was closed, as trades: in, out, and what came of it.
report_table trade_table(const trading::account_report& told);
// The same as tax lots: acquired, disposed of, basis and gain.
report_table closed_lot_table(const trading::account_report& told);
report_table open_lot_table(const trading::account_report& told);

} // namespace troupe::actors
