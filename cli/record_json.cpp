#include "cli/record_json.hpp"

#include "persistence/codec/fields.hpp"

#include <concepts>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <variant>

namespace troupe::cli {

namespace {

using json = nlohmann::ordered_json;
using persistence::codec::fields;

std::string dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

template <class Structure>
void put_fields(json& object, const Structure& value);

template <class Tag>
json to_json(trading::fixed<Tag> amount) {
  return amount.text();
}
json to_json(const trading::symbol& name) {
  return name.text();
}
json to_json(const std::string& text) {
  return text;
}
json to_json(trading::term name) {
  return name.text();
}
json to_json(trading::comparison sign) {
  return sign.text();
}

template <class Value>
json to_json(const Value& value) {
  if constexpr (std::is_enum_v<Value>) {
    return to_text(value);
  } else if constexpr (std::is_arithmetic_v<Value>) {
    return value;
  } else {
    json object = json::object();
    put_fields(object, value);
    return object;
  }
}

json to_json(const std::vector<trading::setting>& values) {
  json object = json::object();
  for (const auto& value : values)
    object.emplace(value.key, value.value);
  return object;
}

template <class Value, std::size_t Capacity>
json to_json(const trading::evidence_list<Value, Capacity>& values) {
  json array = json::array();
  for (const auto& value : values)
    array.push_back(to_json(value));
  return array;
}

// The record's own instant is told as t; other instants are told as such, lengths as numbers.
bool put_instant(json& object, std::string_view name, std::int64_t value) {
  constexpr std::string_view suffix = "_ns";
  if (name == "market_ns")
    return true;
  if (!name.ends_with(suffix) || name == "length_ns")
    return false;
  name.remove_suffix(suffix.size());
  object.emplace(std::string(name), trading::format_time(value));
  return true;
}

template <class Value>
concept flattened =
    std::same_as<Value, trading::order_request> || std::same_as<Value, trading::bar>;

template <class Value>
void put_field(json& object, std::string_view name, const Value& value) {
  if constexpr (flattened<Value>) {
    put_fields(object, value);
  } else {
    if constexpr (std::is_same_v<Value, std::int64_t>)
      if (put_instant(object, name, value))
        return;
    object.emplace(std::string(name), to_json(value));
  }
}

template <class Structure>
void put_fields(json& object, const Structure& value) {
  fields(value,
         [&object](const auto&... each) { (put_field(object, each.name, each.value), ...); });
}

json event_fields(const trading::event& happened) {
  json object = json::object();
  std::visit([&object](const auto& event) { put_fields(object, event); }, happened);
  return object;
}

} // namespace

std::string record_json(const persistence::journal::record& entry) {
  json object{{"type", trading::type_name(entry.event)},
              {"seq", entry.seq},
              {"t", trading::format_time(entry.market_ns)},
              {"cause", entry.cause_seq},
              {"epoch", entry.epoch},
              {"wall", trading::format_time(entry.wall_ns)}};
  object.update(event_fields(entry.event));
  return dump(object);
}

std::string record_line(const persistence::journal::record& entry) {
  auto line = std::to_string(entry.seq) + ' ' + trading::format_time(entry.market_ns) + ' ' +
              std::string(trading::type_name(entry.event));
  if (entry.cause_seq != 0)
    line += " cause=" + std::to_string(entry.cause_seq);
  const auto named = event_fields(entry.event);
  for (const auto& [name, value] : named.items())
    line +=
        ' ' + name + '=' +
        (value.is_string() && dump(value).find(' ') == std::string::npos ? value.get<std::string>()
                                                                         : dump(value));
  return line;
}

} // namespace troupe::cli
