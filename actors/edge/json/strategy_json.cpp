#include "actors/edge/json/strategy_json.hpp"

#include <array>
#include <cstddef>

namespace troupe::actors {

namespace {

std::string_view to_text(trading::parameter_kind kind) {
  constexpr std::array<std::string_view, 3> words{"whole", "decimal", "on_off"};
  return words.at(static_cast<std::size_t>(kind));
}

void write_value(json_writer& json, const trading::parameter_definition& of,
                 trading::number value) {
  if (of.kind == trading::parameter_kind::on_off)
    json.flag(value != trading::number{});
  else
    json.number(value);
}

void write_parameter(json_writer& json, const trading::parameter_definition& of,
                     const trading::strategy_choice* running) {
  auto value = of.initial;
  if (running != nullptr)
    if (const auto given = running->parameters.find(of.name); given != running->parameters.end())
      value = given->second;
  json.object().key("name").text(of.name).key("type").text(to_text(of.kind)).key("value");
  write_value(json, of, value);
  json.key("default");
  write_value(json, of, of.initial);
  json.key("min").number(of.lowest).key("max").number(of.highest);
  json.key("unit").text(of.unit).key("meaning").text(of.meaning).end_object();
}

} // namespace

void write_strategy(json_writer& json, const trading::strategy_definition& known,
                    const trading::strategy_choice* running,
                    const std::vector<trading::symbol>& traded) {
  json.object().key("name").text(known.name).key("meaning").text(known.meaning);
  json.key("running").flag(running != nullptr);
  json.key("enabled").flag(running != nullptr && running->enabled);
  json.key("universe").text(running == nullptr ? std::string() : running->symbols.text());
  json.key("symbols").array();
  for (const auto& each : traded)
    if (running != nullptr && running->symbols.names(each))
      json.text(each.text());
  json.end_array();
  const auto machine =
      running == nullptr ? trading::make_strategy(known.name)
                         : trading::make_strategy(known.name, running->parameters);
  json.key("warm_up_candles").integer((*machine)->warm_up_candles());
  json.key("candle_minutes").integer((*machine)->candle_length_ns() / trading::minute_ns);
  json.key("parameters").array();
  for (const auto& each : known.parameters)
    write_parameter(json, each, running);
  json.end_array().end_object();
}

} // namespace troupe::actors
