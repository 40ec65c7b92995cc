#include "actors/edge/rest/body.hpp"

#include "actors/edge/rest/json_members.hpp"
#include "trading/orders/order_rules.hpp"
#include "trading/risk/limit_table.hpp"

#include <initializer_list>
#include <utility>

namespace troupe::actors {

namespace {

using nlohmann::json;

error invalid_order(std::string message) {
  return {"invalid_order", std::move(message)};
}

template <class Amount>
result<void> read_amount(const json& object, const char* name, Amount& into) {
  const auto text = text_of(object, name);
  if (text.empty())
    return {};
  const auto parsed = Amount::parse(text);
  if (!parsed)
    return invalid_order(std::string(name) + ": " + parsed.failure().message);
  if (*parsed <= Amount{})
    return invalid_order(std::string(name) + " must be greater than 0");
  into = *parsed;
  return {};
}

result<void> read_words(const json& object, trading::order_request& order) {
  const auto side = trading::parse_side(text_of(object, "side"));
  if (!side)
    return invalid_order(side.failure().message);
  const auto type = trading::parse_order_type(text_of(object, "type"));
  if (!type)
    return invalid_order(type.failure().message);
  const auto lasting = text_of(object, "time_in_force");
  if (lasting.empty()) {
    order.time_in_force =
        order.symbol.is_crypto() ? trading::time_in_force::gtc : trading::time_in_force::day;
  } else {
    const auto parsed = trading::parse_time_in_force(lasting);
    if (!parsed)
      return invalid_order(parsed.failure().message);
    order.time_in_force = *parsed;
  }
  order.side = *side;
  order.type = *type;
  return {};
}

// By the venue's rules, and under their codes. Whether a sale closes what is held is not known
// here; the executor asks again, knowing it.
result<void> check(const trading::order_request& order) {
  const auto meant = order.side == trading::side::buy ? trading::position_intent::buy_to_open
                                                      : trading::position_intent::sell_to_close;
  if (const auto refusal = trading::refusal_of(trading::draft_of(order, meant), {}))
    return error{std::string(refusal->code), refusal->message};
  return {};
}

result<void> read_flag(const json& object, const char* name, bool& into) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null())
    return {};
  if (!found->is_boolean())
    return invalid_order(std::string(name) + " must be true or false");
  into = found->get<bool>();
  return {};
}

// A member that is an object: its prices, by their own names.
result<void> read_exit(const json& object, const char* name,
                       std::initializer_list<std::pair<const char*, trading::price*>> prices) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null())
    return {};
  if (!found->is_object())
    return invalid_order(std::string(name) + " must be an object");
  for (const auto& [key, into] : prices)
    if (const auto read = read_amount(*found, key, *into); !read)
      return error{read.failure().code, std::string(name) + "." + read.failure().message};
  return {};
}

// An OCO's limit_price is that of its take_profit, and may be left out.
result<void> read_group(const json& object, trading::order_request& order) {
  const auto word = text_of(object, "order_class");
  const auto parsed = trading::parse_order_class(word);
  if (!parsed)
    return invalid_order(parsed.failure().message);
  order.order_class = *parsed;
  if (const auto read =
          read_exit(object, "take_profit", {{"limit_price", &order.take_profit_limit_price}});
      !read)
    return read;
  if (const auto read = read_exit(object, "stop_loss",
                                  {{"stop_price", &order.stop_loss_stop_price},
                                   {"limit_price", &order.stop_loss_limit_price}});
      !read)
    return read;
  if (order.order_class == trading::order_class::oco && order.limit_price.is_zero())
    order.limit_price = order.take_profit_limit_price;
  return {};
}

} // namespace

result<login_body> read_login(std::string_view body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  login_body given{text_of(*object, "username"), text_of(*object, "password"),
                   object->value("cookie", json(false)) == json(true)};
  if (given.username.empty() || given.password.empty())
    return error{"invalid_body", "send {\"username\":\"...\",\"password\":\"...\"}"};
  return given;
}

result<std::string> read_refresh_token(std::string_view body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  auto token = text_of(*object, "refresh_token");
  if (token.empty())
    return error{"invalid_body", "send {\"refresh_token\":\"...\"}"};
  return token;
}

result<std::string> read_reason(std::string_view body) {
  if (body.empty())
    return std::string();
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  return text_of(*object, "reason");
}

result<release_body> read_release(std::string_view body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  const auto name = trading::symbol::parse(text_of(*object, "symbol"));
  if (!name)
    return name.failure();
  return release_body{*name, text_of(*object, "reason")};
}

result<replay_body> read_replay(std::string_view body) {
  replay_body wanted;
  if (body.empty())
    return wanted;
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  for (const auto& [name, into] : {std::pair("from", &wanted.from), std::pair("to", &wanted.to)}) {
    const auto text = text_of(*object, name);
    if (text.empty())
      continue;
    const auto parsed = trading::parse_time(text);
    if (!parsed)
      return error{"invalid_parameter",
                   std::string(name) + " is not a time: " + parsed.failure().message};
    *into = *parsed;
  }
  const auto settings = object->find("settings");
  if (settings == object->end())
    return wanted;
  if (!settings->is_object())
    return error{"invalid_body", "settings must be an object of keys and values"};
  for (const auto& [key, value] : settings->items())
    wanted.settings.push_back({key, text_of(*settings, key.c_str())});
  return wanted;
}

result<limits_body> read_limits(std::string_view body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  limits_body wanted{{}, text_of(*object, "reason")};
  for (const auto& [name, value] : object->items()) {
    if (name == "reason")
      continue;
    const auto* row = trading::find_limit(name);
    const auto text = text_of(*object, name.c_str());
    if (row == nullptr)
      return error{"unknown_limit", "there is no limit \"" + name + "\"; GET /api/risk lists all"};
    if (text.empty() || text.find(' ') != std::string::npos)
      return error{"invalid_body", name + " must be a number, or decimal text"};
    wanted.changes += wanted.changes.empty() ? "" : " ";
    wanted.changes += std::string(row->name()) + '=' + text;
  }
  if (wanted.changes.empty())
    return error{"invalid_body", "name at least one limit; GET /api/risk lists all"};
  return wanted;
}

result<trading::order_request> read_order(std::string_view body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  trading::order_request order;
  const auto name = trading::symbol::parse(text_of(*object, "symbol"));
  if (!name)
    return name.failure();
  order.symbol = *name;
  for (const auto& read : {read_words(*object, order), read_amount(*object, "qty", order.qty),
                           read_amount(*object, "notional", order.notional),
                           read_amount(*object, "limit_price", order.limit_price),
                           read_amount(*object, "stop_price", order.stop_price),
                           read_amount(*object, "trail_price", order.trail_price),
                           read_amount(*object, "trail_percent", order.trail_percent),
                           read_flag(*object, "extended_hours", order.extended_hours),
                           read_group(*object, order)})
    if (!read)
      return read.failure();
  if (const auto allowed = check(order); !allowed)
    return allowed.failure();
  return order;
}

result<replace_order> read_change(std::string_view body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  replace_order change;
  change.time_in_force = text_of(*object, "time_in_force");
  if (const auto parsed = trading::parse_time_in_force(change.time_in_force);
      !parsed && !change.time_in_force.empty())
    return invalid_order(parsed.failure().message);
  for (const auto& read : {read_amount(*object, "qty", change.qty),
                           read_amount(*object, "limit_price", change.limit_price),
                           read_amount(*object, "stop_price", change.stop_price),
                           read_amount(*object, "trail", change.trail)})
    if (!read)
      return read.failure();
  if (change.time_in_force.empty() && change.qty.is_zero() && change.limit_price.is_zero() &&
      change.stop_price.is_zero() && change.trail.is_zero())
    return invalid_order("name what is to be changed: qty, time_in_force, limit_price, "
                         "stop_price or trail");
  return change;
}

} // namespace troupe::actors
