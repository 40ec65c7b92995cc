#include "actors/replay/journal_replay.hpp"

#include "actors/replay/journal_survey.hpp"
#include "config/journaled.hpp"
#include "config/strategy_choices.hpp"
#include "persistence/journal/reader.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>
#include <vector>

namespace troupe::actors {

namespace {

using persistence::journal::reader;
using trading::journal_check;

constexpr std::uint64_t stop_interval = 4096; // records

// Every record in order until visit says false.
template <class Visit>
result<void> each_record(const replay_request& asked, reader& from, Visit&& visit) {
  if (asked.last_seq)
    from.follow(*asked.last_seq);
  for (std::uint64_t count = 1;; ++count) {
    if (count % stop_interval == 0 && asked.stop && asked.stop())
      return error{"replay_stopped", "the replay was stopped before its end"};
    auto next = from.next();
    if (!next)
      return next.failure();
    if (!*next || !visit(**next))
      return {};
  }
}

result<journal_check::candidate> candidate_of(const config::settings& from,
                                              std::vector<trading::setting> settings,
                                              const std::set<trading::symbol>& symbols) {
  auto terms = desk_terms_of(from);
  if (!terms)
    return terms.failure();
  if (terms->symbols.empty())
    terms->symbols.assign(symbols.begin(), symbols.end());
  auto desk = trading::trading_desk::make(std::move(terms).value());
  if (!desk)
    return desk.failure();
  return journal_check::candidate{std::move(settings), std::move(desk).value()};
}

result<std::vector<journal_check::candidate>> candidates_of(const replay_request& asked,
                                                            journal_survey found) {
  std::vector<journal_check::candidate> candidates;
  if (found.needs_fallback()) {
    auto fallback = candidate_of(asked.fallback, {}, found.symbols);
    if (!fallback)
      return fallback.failure();
    candidates.push_back(std::move(fallback).value());
  }
  for (auto& each : found.configurations) {
    const auto settings = config::settings_of(each);
    if (!settings)
      return settings.failure();
    auto made = candidate_of(*settings, std::move(each), found.symbols);
    if (!made)
      return made.failure();
    candidates.push_back(std::move(made).value());
  }
  return candidates;
}

result<persistence::journal::damage> place_of(reader& journal, std::uint64_t seq) {
  if (auto sought = journal.seek(seq); !sought)
    return sought.failure();
  if (auto found = journal.next(); !found)
    return found.failure();
  return journal.place();
}

} // namespace

result<trading::desk_terms> desk_terms_of(const config::settings& from) {
  trading::desk_terms terms;
  terms.limits = from.risk;
  auto sectors = trading::sector_table::parse(from.risk.sectors);
  if (!sectors)
    return sectors.failure();
  terms.sectors = std::move(sectors).value();
  auto chosen = config::strategy_choices(from);
  if (!chosen)
    return chosen.failure();
  terms.strategies = std::move(chosen).value();
  terms.watchlists = trading::parse_watchlists(from.trading.watchlists).value(); // just parsed
  for (const auto& each : from.trading.symbols) {
    const auto parsed = trading::symbol::parse(each);
    if (!parsed)
      return parsed.failure();
    terms.symbols.push_back(*parsed);
  }
  return terms;
}

result<trading::simulation_terms> simulation_terms_of(const config::settings& from) {
  auto desk = desk_terms_of(from);
  if (!desk)
    return desk.failure();
  trading::simulation_terms terms;
  terms.desk = std::move(desk).value();
  terms.half_spread_bps = from.venue.half_spread_bps;
  terms.deferred = from.venue.speed == "max";
  return terms;
}

result<void> visit_journal(const replay_request& asked, std::uint64_t last_seq,
                           const std::function<bool(const persistence::journal::record&)>& visit) {
  auto journal = reader::open(asked.folder);
  if (!journal)
    return journal.failure();
  return each_record(asked, *journal, [&](const auto& record) {
    return record.seq <= last_seq && visit(record);
  });
}

result<replay_outcome> replay_journal(const replay_request& asked) {
  auto found = survey_journal(asked);
  if (!found)
    return found.failure();
  const auto run_seq = found->run_seq;
  auto candidates = candidates_of(asked, std::move(found).value());
  if (!candidates)
    return candidates.failure();
  replay_outcome outcome{journal_check(std::move(candidates).value()), 0, 0, {}, {}};
  auto journal = reader::open(asked.folder);
  if (!journal)
    return journal.failure();
  const auto read = each_record(asked, *journal, [&](const auto& record) {
    if (asked.until && record.seq > run_seq && record.market_ns > *asked.until)
      return false;
    outcome.check.fold(record.seq, record.event);
    outcome.last_seq = record.seq;
    outcome.market_ns = record.market_ns;
    return true;
  });
  if (!read)
    return read.failure();
  if (!asked.until && !asked.last_seq)
    outcome.check.finish();
  outcome.torn = journal->torn();
  if (const auto& different = outcome.check.first_difference()) {
    auto place = place_of(*journal, different->seq);
    if (!place)
      return place.failure();
    outcome.place = std::move(place).value();
  }
  return outcome;
}

} // namespace troupe::actors
