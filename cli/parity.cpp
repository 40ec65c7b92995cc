#include "cli/parity.hpp"

#include "actors/replay/parity_replay.hpp"
#include "cli/exit_codes.hpp"

#include <ostream>

namespace troupe::cli {

namespace {

using trading::parity_cause;

void tell_side(std::string_view name, const trading::parity_side& side, std::ostream& out) {
  out << name << ": equity " << side.equity.text() << ", " << side.wishes << " wishes filled in "
      << side.executions << " executions, fees " << side.fees.text() << '\n';
}

void tell_parts(const trading::parity_parts& parts, std::ostream& out) {
  out << parts.total().text() << " =";
  for (std::size_t index = 0; index < parts.of.size(); ++index)
    out << (index > 0 ? " + " : " ") << to_text(static_cast<parity_cause>(index)) << ' '
        << parts.of[index].text();
  out << '\n';
}

void tell(const trading::parity_report& report, std::ostream& out) {
  out << "from " << trading::format_time(report.begins_ns) << " to "
      << trading::format_time(report.ends_ns)
      << (report.complete ? "" : ", which the journal does not reach") << '\n';
  if (report.configurations > 0)
    out << "the backtest keeps the day's first configuration; others that came: "
        << report.configurations << '\n';
  out << "began with " << report.start_equity.text() << '\n';
  tell_side("done    ", report.actual, out);
  tell_side("backtest", report.simulated, out);
  out << "difference: ";
  tell_parts(report.compared.parts, out);
  if (!report.adjusted.is_zero())
    out << "besides, by adjustments: " << report.adjusted.text() << '\n';
  for (const auto& [of, row] : report.compared.rows) {
    if (row.parts == trading::parity_parts{} && row.only_actual + row.only_simulated == 0)
      continue;
    out << "  " << of.first.text() << ' ' << of.second.text() << " (both " << row.both
        << ", only done " << row.only_actual << ", only backtest " << row.only_simulated << "): ";
    tell_parts(row.parts, out);
  }
}

} // namespace

int parity(const actors::replay_request& asked, const parity_options& options, std::ostream& out,
           std::ostream& err) {
  std::optional<std::chrono::sys_days> day;
  if (!options.day.empty()) {
    const auto parsed = actors::parse_day(options.day);
    if (!parsed)
      return refuse({"invalid_parameter", "--day: " + parsed.failure().message}, err,
                    wrong_usage);
    day = *parsed;
  }
  const auto report = actors::replay_parity(asked, day);
  if (!report)
    return refuse(report.failure(), err);
  if (!options.json) {
    tell(*report, out);
    return 0;
  }
  actors::json_writer json;
  actors::write_parity(json, *report);
  out << json.take() << '\n';
  return 0;
}

} // namespace troupe::cli
