#include "actors/replay/counterfactual.hpp"

#include "actors/replay/state_json.hpp"
#include "config/journaled.hpp"

#include <algorithm>
#include <utility>

namespace troupe::actors {

namespace {

bool may_override(const std::string& key) {
  return key.starts_with("risk.") || key.starts_with("strategy.") || key == "trading.strategies";
}

result<config::settings> overridden(std::vector<trading::setting> settings,
                                    const std::vector<trading::setting>& overrides) {
  for (const auto& each : overrides) {
    if (!may_override(each.key))
      return error{"override_not_allowed",
                   "\"" + each.key + "\" cannot be replayed otherwise; give keys of [risk] and "
                                     "[strategy.<name>], or trading.strategies"};
    const auto known = std::find_if(settings.begin(), settings.end(),
                                    [&](const auto& one) { return one.key == each.key; });
    if (known == settings.end())
      settings.push_back(each);
    else
      known->value = each.value;
  }
  return config::settings_of(settings);
}

result<trading::simulation> simulation_of(const config::settings& from,
                                          const trading::desk_terms& then,
                                          const counterfactual_request& asked) {
  auto terms = simulation_terms_of(from);
  if (!terms)
    return terms.failure();
  terms->desk.symbols = then.symbols;
  terms->from_ns = asked.from.value_or(terms->from_ns);
  return trading::simulation::make(std::move(terms).value());
}

void write_simulation(json_writer& json, const trading::simulation& run) {
  const auto& figures = run.figures();
  const auto& books = run.desk().books();
  const auto number = [&json](std::string_view key, std::uint64_t value) {
    json.key(key).integer(static_cast<std::int64_t>(value));
  };
  json.object();
  number("wishes", figures.wishes);
  number("refused_by_risk", figures.refused_by_risk);
  number("refused_by_venue", figures.refused_by_venue);
  number("orders", figures.orders);
  number("fills", figures.fills);
  json.key("fees").decimal(figures.fees).key("cash").decimal(books.cash());
  json.key("equity").decimal(books.equity()).key("realized_pl").decimal(books.realised());
  json.end_object();
}

} // namespace

result<counterfactual_outcome> replay_otherwise(const counterfactual_request& asked) {
  auto past = replay_journal(asked.past);
  if (!past)
    return past.failure();
  counterfactual_outcome outcome{std::move(past).value(), {}, {}};
  if (asked.overrides.empty())
    return outcome;
  const auto& then = outcome.actual.check.settings();
  const auto& terms = outcome.actual.check.desk().terms();
  const auto as_it_was = then.empty() ? result<config::settings>(asked.past.fallback)
                                      : config::settings_of(then);
  if (!as_it_was)
    return as_it_was.failure();
  auto base = then;
  if (base.empty()) {
    auto deciding = config::deciding_settings(*as_it_was);
    if (!deciding)
      return deciding.failure();
    base = std::move(deciding).value();
  }
  const auto otherwise = overridden(std::move(base), asked.overrides);
  if (!otherwise)
    return otherwise.failure();
  auto baseline = simulation_of(*as_it_was, terms, asked);
  if (!baseline)
    return baseline.failure();
  auto changed = simulation_of(*otherwise, terms, asked);
  if (!changed)
    return changed.failure();
  const auto read = visit_journal(asked.past, outcome.actual.last_seq, [&](const auto& record) {
    baseline->fold(record.event);
    changed->fold(record.event);
    return true;
  });
  if (!read)
    return read.failure();
  outcome.baseline = std::move(baseline).value();
  outcome.changed = std::move(changed).value();
  return outcome;
}

void write_counterfactual(json_writer& json, const counterfactual_outcome& found) {
  json.object().key("parity");
  write_verification(json, found.actual);
  json.key("actual");
  write_state(json, found.actual);
  json.key("baseline");
  found.baseline ? write_simulation(json, *found.baseline) : static_cast<void>(json.null());
  json.key("counterfactual");
  found.changed ? write_simulation(json, *found.changed) : static_cast<void>(json.null());
  json.end_object();
}

} // namespace troupe::actors
