#include "cli/replay.hpp"

#include "actors/replay/state_json.hpp"
#include "cli/exit_codes.hpp"
#include "cli/journal.hpp"
#include "cli/parity.hpp"
#include "config/load.hpp"
#include "trading/market/time.hpp"

#include <ostream>

namespace troupe::cli {

namespace {

void tell_difference(const actors::replay_outcome& past, std::ostream& err) {
  const auto& found = *past.check.first_difference();
  err << "troupe: " << past.place->file << " at byte " << past.place->offset << ", record "
      << found.seq << ": the " << found.stage << (found.stage.empty() ? "" : " ") << found.record
      << " of " << found.strategy << " on " << found.symbol.text() << " at "
      << trading::format_time(found.market_ns) << " differs in " << found.what.field
      << ": the journal has " << found.what.journaled << ", the replay " << found.what.replayed
      << "; " << past.check.counted().differences << " differ in all\n";
}

void tell_counts(const actors::replay_outcome& past, std::ostream& out) {
  const auto& counts = past.check.counted();
  out << counts.records << " records replayed; identical: " << counts.strategy_decisions
      << " decisions of strategies, " << counts.risk_decisions << " of risk, " << counts.intents
      << " intents";
  if (counts.unasked_intents > 0)
    out << "; taken as they are: " << counts.unasked_intents << " intents of operators";
  if (const auto left = past.check.cut_short(); left > 0)
    out << "; " << left << " decisions of the last moment were not recorded any more";
  out << '\n';
}

void tell_state(const actors::replay_outcome& past, std::ostream& out) {
  const auto& books = past.check.desk().books();
  out << "at " << trading::format_time(past.market_ns) << ", record " << past.last_seq
      << ": account " << books.broker_account() << ", cash " << books.cash().text() << ", equity "
      << books.equity().text() << '\n';
  for (const auto& [name, held] : books.positions())
    if (!held.qty.is_zero())
      out << "  " << name.text() << ' ' << held.qty.text() << " at " << held.average_price.text()
          << ", now " << held.market_price.text() << '\n';
  for (const auto* each : books.orders().open_orders())
    out << "  order " << each->request.client_order_id << ' '
        << trading::to_text(each->request.side) << ' ' << each->request.symbol.text() << ' '
        << trading::to_text(each->status) << '\n';
}

int tell(const replay_options& options, const actors::replay_outcome& past, std::ostream& out,
         std::ostream& err) {
  const bool differs = options.verify && past.check.counted().differences > 0;
  const bool torn = options.verify && past.torn;
  if (options.json) {
    actors::json_writer json;
    json.object();
    if (options.verify) {
      json.key("verification");
      write_verification(json, past);
    }
    json.key("state");
    write_state(json, past);
    json.end_object();
    out << json.take() << '\n';
  } else {
    if (options.verify && !differs)
      tell_counts(past, out);
    tell_state(past, out);
  }
  if (differs)
    tell_difference(past, err);
  if (torn)
    err << "troupe: " << to_text(*past.torn) << "; a torn tail, which the next start cuts off\n";
  return differs || torn ? failed : success;
}

} // namespace

int replay(const replay_options& options, std::ostream& out, std::ostream& err) {
  config::sources sources;
  if (!options.config.empty())
    sources.file = options.config;
  const auto loaded = config::load(sources);
  if (!loaded)
    return refuse(loaded.failure(), err, wrong_usage);
  actors::replay_request asked;
  asked.folder = journal_folder(options.home, options.account);
  asked.fallback = loaded->values;
  if (options.parity)
    return parity(asked, {options.day, options.json}, out, err);
  if (!options.until.empty()) {
    const auto until = trading::parse_time(options.until);
    if (!until)
      return refuse({"invalid_timestamp", "--until: " + until.failure().message}, err,
                    wrong_usage);
    asked.until = *until;
  }
  const auto past = actors::replay_journal(asked);
  if (!past)
    return refuse(past.failure(), err);
  return tell(options, *past, out, err);
}

} // namespace troupe::cli
