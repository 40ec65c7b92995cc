#include "actors/replay/parity_replay.hpp"

#include "actors/replay/journal_survey.hpp"
#include "config/journaled.hpp"
#include "trading/market/new_york_time.hpp"

#include <limits>
#include <string>
#include <utility>

namespace troupe::actors {

namespace {

using trading::parity_check;

result<parity_check::candidate> parity_candidate_of(const config::settings& from,
                                             std::vector<trading::setting> settings,
                                             const journal_survey& found) {
  auto terms = simulation_terms_of(from);
  if (!terms)
    return terms.failure();
  if (terms->desk.symbols.empty())
    terms->desk.symbols.assign(found.symbols.begin(), found.symbols.end());
  auto run = trading::simulation::make(std::move(terms).value());
  if (!run)
    return run.failure();
  return parity_check::candidate{std::move(settings), std::move(run).value()};
}

result<std::vector<parity_check::candidate>> parity_candidates_of(const replay_request& asked,
                                                           const journal_survey& found) {
  std::vector<parity_check::candidate> candidates;
  if (found.needs_fallback()) {
    auto made = parity_candidate_of(asked.fallback, {}, found);
    if (!made)
      return made.failure();
    candidates.push_back(std::move(made).value());
  }
  for (const auto& each : found.configurations) {
    const auto settings = config::settings_of(each);
    if (!settings)
      return settings.failure();
    auto made = parity_candidate_of(*settings, each, found);
    if (!made)
      return made.failure();
    candidates.push_back(std::move(made).value());
  }
  return candidates;
}

std::string date_of(trading::time_ns midnight_ns) {
  return trading::format_time(midnight_ns).substr(0, 10);
}

void write_parts(json_writer& json, const trading::parity_parts& parts) {
  json.object().key("total").decimal(parts.total());
  for (std::size_t index = 0; index < parts.of.size(); ++index)
    json.key(to_text(static_cast<trading::parity_cause>(index))).decimal(parts.of[index]);
  json.end_object();
}

void write_count(json_writer& json, std::string_view name, std::uint64_t value) {
  json.key(name).integer(static_cast<std::int64_t>(value));
}

void write_side(json_writer& json, const trading::parity_side& side) {
  json.object().key("equity").decimal(side.equity).key("fees").decimal(side.fees);
  write_count(json, "wishes", side.wishes);
  write_count(json, "executions", side.executions);
  json.end_object();
}

void write_filled(json_writer& json, const std::optional<trading::filled_wish>& filled) {
  if (!filled) {
    json.null();
    return;
  }
  json.object().key("side").text(to_text(filled->side)).key("qty").decimal(filled->qty);
  json.key("notional").decimal(filled->notional).key("fee").decimal(filled->fee);
  json.key("fee_qty").decimal(filled->fee_qty).key("filled_at").time(filled->filled_ns);
  json.key("quoted_at").time_or_null(filled->quote_ns).end_object();
}

void write_rows(json_writer& json, const trading::parity_comparison& compared) {
  json.array();
  for (const auto& [of, row] : compared.rows) {
    json.object().key("symbol").text(of.first.text()).key("strategy").text(of.second.text());
    write_count(json, "both", row.both);
    write_count(json, "only_actual", row.only_actual);
    write_count(json, "only_backtest", row.only_simulated);
    json.key("difference");
    write_parts(json, row.parts);
    json.end_object();
  }
  json.end_array();
}

void write_trades(json_writer& json, const trading::parity_comparison& compared) {
  json.array();
  for (const auto& each : compared.trades) {
    json.object().key("time").time(each.key.market_ns).key("symbol").text(each.key.symbol.text());
    json.key("strategy").text(each.key.strategy.text());
    write_count(json, "ordinal", each.key.ordinal);
    json.key("actual");
    write_filled(json, each.actual);
    json.key("backtest");
    write_filled(json, each.simulated);
    json.key("difference");
    write_parts(json, each.parts);
    json.end_object();
  }
  json.end_array();
}

} // namespace

result<std::chrono::sys_days> parse_day(std::string_view text) {
  const auto noon = trading::parse_time(std::string(text) + "T12:00:00Z");
  if (text.size() != 10 || !noon)
    return error{"invalid_parameter", "a day is written as 2024-03-05"};
  return trading::new_york_date(*noon);
}

result<trading::parity_report> replay_parity(const replay_request& asked,
                                             std::optional<std::chrono::sys_days> day) {
  const auto found = survey_journal(asked);
  if (!found)
    return found.failure();
  auto candidates = parity_candidates_of(asked, *found);
  if (!candidates)
    return candidates.failure();
  const auto date = day.value_or(trading::new_york_date(found->last_ns));
  parity_check check(std::move(candidates).value(), trading::new_york_midnight(date),
                     trading::new_york_midnight(date + std::chrono::days(1)));
  const auto last_seq = asked.last_seq.value_or(std::numeric_limits<std::uint64_t>::max());
  const auto read = visit_journal(asked, last_seq, [&](const auto& record) {
    if (record.seq >= found->run_seq)
      check.fold(record.event);
    return !check.done();
  });
  if (!read)
    return read.failure();
  auto report = check.finish();
  if (!report.traded)
    return error{"day_not_in_journal",
                 "the journal's last run tells nothing of the market on " +
                     date_of(trading::new_york_midnight(date)) + " in New York"};
  return report;
}

void write_parity(json_writer& json, const trading::parity_report& report) {
  json.object().key("date").text(date_of(report.begins_ns));
  json.key("from").time(report.begins_ns).key("to").time(report.ends_ns);
  json.key("complete").flag(report.complete);
  write_count(json, "configurations", report.configurations);
  json.key("start_equity").decimal(report.start_equity).key("actual");
  write_side(json, report.actual);
  json.key("backtest");
  write_side(json, report.simulated);
  json.key("identical").flag(report.compared.differing == 0).key("difference");
  write_parts(json, report.compared.parts);
  json.key("adjusted").decimal(report.adjusted).key("rows");
  write_rows(json, report.compared);
  write_count(json, "differing", report.compared.differing);
  json.key("trades");
  write_trades(json, report.compared);
  json.end_object();
}

} // namespace troupe::actors
