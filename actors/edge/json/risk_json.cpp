#include "actors/edge/json/risk_json.hpp"

#include "trading/risk/limit_table.hpp"

#include <algorithm>

namespace troupe::actors {

namespace {

std::uint64_t refusals_of(const risk_report& told, trading::term rule) {
  const auto found = std::find_if(told.refusals.begin(), told.refusals.end(),
                                  [rule](const refusal_count& each) { return each.rule == rule; });
  return found == told.refusals.end() ? 0 : found->refusals;
}

void write_headroom(json_writer& json, const trading::gate& asked) {
  const auto sign = asked.comparison.text();
  if (sign.starts_with('<'))
    json.number(trading::number{asked.threshold.units - asked.value.units});
  else if (sign.starts_with('>'))
    json.number(trading::number{asked.value.units - asked.threshold.units});
  else
    json.null();
}

void write_rule(json_writer& json, const trading::gate& asked, std::uint64_t refusals) {
  json.object().key("name").text(asked.name).key("value").number(asked.value);
  json.key("comparison").text(asked.comparison.text()).key("limit").number(asked.threshold);
  json.key("headroom");
  write_headroom(json, asked);
  json.key("passed").flag(asked.passed);
  json.key("refusals").raw(std::to_string(refusals)).end_object();
}

void write_refusals(json_writer& json, const refusal_count& counted) {
  json.object().key("name").text(counted.rule);
  for (const auto* unknown : {"value", "comparison", "limit", "headroom", "passed"})
    json.key(unknown).null();
  json.key("refusals").raw(std::to_string(counted.refusals)).end_object();
}

void write_standing(json_writer& json, const strategy_standing& of) {
  json.object().key("name").text(of.strategy).key("at_stake").decimal(of.at_stake);
  json.key("budget").decimal(of.budget).key("realised").decimal(of.realised);
  json.key("unrealised").decimal(of.unrealised).key("trades").integer(of.trades);
  json.key("score").number(of.score).key("may_enter").flag(of.may_enter).end_object();
}

} // namespace

void write_limits(json_writer& json, const trading::risk_limits& limits) {
  json.object();
  for (const auto& row : trading::limit_table)
    if (row.amount != nullptr)
      json.key(row.name()).decimal(limits.*row.amount);
    else
      json.key(row.name()).integer(limits.*row.count);
  json.end_object();
}

void write_risk_members(json_writer& json, const risk_report* told) {
  if (told == nullptr) {
    for (const auto* unknown :
         {"state", "drawdown", "measured_at", "rules", "figures", "strategies"})
      json.key(unknown).null();
    return;
  }
  json.key("state").text(told->state).key("drawdown").object();
  json.key("state").text(told->drawdown).key("equity").decimal(told->equity);
  json.key("highest_equity").decimal(told->highest_equity).end_object();
  json.key("measured_at").time(told->market_ns).key("rules").array();
  for (const auto& each : told->gates)
    write_rule(json, each, refusals_of(*told, each.name));
  for (const auto& each : told->refusals)
    if (std::none_of(told->gates.begin(), told->gates.end(),
                     [&](const trading::gate& gate) { return gate.name == each.rule; }))
      write_refusals(json, each);
  json.end_array().key("figures").object();
  for (const auto& each : told->figures)
    if (json.key(each.name.text()); each.defined)
      json.number(each.value);
    else
      json.null();
  json.end_object().key("strategies").array();
  for (const auto& each : told->strategies)
    write_standing(json, each);
  json.end_array();
}

} // namespace troupe::actors
