#include "actors/edge/json/decision_json.hpp"

#include "trading/decision_summary.hpp"

namespace troupe::actors {

void write_gates(json_writer& json, const trading::gate_list& gates) {
  json.array();
  for (const auto& each : gates) {
    json.object().key("name").text(each.name).key("value").number(each.value);
    json.key("comparison").text(each.comparison.text()).key("threshold").number(each.threshold);
    json.key("passed").flag(each.passed).end_object();
  }
  json.end_array();
}

void write_decision_members(json_writer& json, const trading::decision& made) {
  json.key("symbol").text(made.symbol.text()).key("strategy").text(made.strategy);
  json.key("stage").text(trading::to_text(made.stage)).key("ordinal").integer(made.ordinal);
  json.key("verdict").text(trading::to_text(made.verdict)).key("reason").text(made.reason);
  json.key("summary").text(trading::summary_of(made)).key("first_failed_gate");
  const auto* failed = trading::first_failed_gate(made);
  failed == nullptr ? json.null() : json.text(failed->name);
  json.key("inputs").object();
  for (const auto& each : made.inputs) {
    json.key(each.name);
    each.defined ? json.number(each.value) : json.null();
  }
  json.end_object().key("gates");
  write_gates(json, made.gates);
}

} // namespace troupe::actors
