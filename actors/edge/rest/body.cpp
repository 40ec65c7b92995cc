#include "actors/edge/rest/body.hpp"

#include "trading/orders/order_rules.hpp"
#include "trading/risk/limit_table.hpp"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace troupe::actors {

namespace {

using nlohmann::json;

result<json> read_object(std::string_view body) {
  auto object = json::parse(body, nullptr, false);
  if (!object.is_object())
    return error{"invalid_body", "the body must be a JSON object"};
  return object;
}

// The decimal text of a member: numbers with nine decimals, which is exact for what fits.
std::string text_of(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null())
    return {};
  if (found->is_string())
    return found->get<std::string>();
  if (!found->is_number_float())
    return found->dump();
  std::array<char, 400> digits{};
  const auto [end, failed] = std::to_chars(digits.data(), digits.data() + digits.size(),
                                           found->get<double>(), std::chars_format::fixed, 9);
  return failed == std::errc{} ? std::string(digits.data(), end) : found->dump();
}

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
  if (order.type == trading::order_type::trailing_stop)
    return error{"order_not_allowed", "trailing stops are not taken here"};
  const auto meant = order.side == trading::side::buy ? trading::position_intent::buy_to_open
                                                      : trading::position_intent::sell_to_close;
  if (const auto refusal = trading::refusal_of(trading::draft_of(order, meant), {}))
    return error{std::string(refusal->code), refusal->message};
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
  const auto order_class = text_of(*object, "order_class");
  if (!order_class.empty() && order_class != "simple")
    return error{"order_not_allowed",
                 "order_class \"" + order_class + "\" is not taken here; send simple orders"};
  trading::order_request order;
  const auto name = trading::symbol::parse(text_of(*object, "symbol"));
  if (!name)
    return name.failure();
  order.symbol = *name;
  for (const auto& read : {read_words(*object, order), read_amount(*object, "qty", order.qty),
                           read_amount(*object, "notional", order.notional),
                           read_amount(*object, "limit_price", order.limit_price),
                           read_amount(*object, "stop_price", order.stop_price), check(order)})
    if (!read)
      return read.failure();
  return order;
}

} // namespace troupe::actors
