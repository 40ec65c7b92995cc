#include "net/venue/call.hpp"

#include "net/venue/json_writer.hpp"
#include "trading/orders/replace_rules.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

struct known_failure {
  std::string_view ours;
  int status;
  int code;
};

constexpr known_failure known_failures[] = {
    {"invalid_body", 400, 40010000},
    {"insufficient_buying_power", 403, 40310000},
    {"insufficient_qty", 403, 40310000},
    {"insufficient_balance", 403, 40310000},
    {"order_too_small", 403, 40310000},
    {"wash_trade", 403, 40310000},
    {"order_forbidden", 403, 40310000},
    {"order_not_found", 404, 40410000},
    {"position_not_found", 404, 40410000},
    {"asset_not_found", 404, 40410000},
    {"symbol_not_found", 404, 40410000},
    {"watchlist_not_found", 404, 40410000},
    {"announcement_not_found", 404, 40410000},
    {"endpoint_not_found", 404, 40410000},
    {"method_not_allowed", 405, 40510000},
    {"invalid_order", 422, 40010001},
    {"invalid_parameter", 422, 40010001},
    {"client_order_id_taken", 422, 40010001},
    {"watchlist_name_taken", 422, 40010001},
    {"unknown_symbol", 422, 42210000},
    {"order_not_allowed", 422, 42210000},
    {"order_not_open", 422, 42210000},
    {"no_price", 422, 42210000},
    {"rate_limited", 429, 42910000},
};

constexpr known_failure unforeseen{"", 500, 50010000};

// A failure that the venue does not know by itself is a rule's of the order tables.
known_failure shown_for(std::string_view code) {
  for (const auto& known : known_failures)
    if (known.ours == code)
      return known;
  for (const auto& rule : trading::order_rules())
    if (rule.code == code)
      return {rule.code, rule.answer.http_status, rule.answer.code};
  for (const auto& rule : trading::replace_rules())
    if (rule.code == code)
      return {rule.code, rule.answer.http_status, rule.answer.code};
  return unforeseen;
}

} // namespace

bool call::starts_with(std::initializer_list<std::string_view> path) const {
  return segments.size() >= path.size() && std::equal(path.begin(), path.end(), segments.begin());
}

bool call::is(std::initializer_list<std::string_view> path) const {
  return segments.size() == path.size() && starts_with(path);
}

std::string_view call::parameter(std::string_view name) const {
  const auto found = std::find_if(query.begin(), query.end(),
                                  [&](const auto& given) { return given.name == name; });
  return found == query.end() ? std::string_view{} : std::string_view(found->value);
}

std::string call::rest_from(std::size_t first) const {
  std::string joined;
  for (auto index = first; index < segments.size(); ++index)
    joined += (index == first ? "" : "/") + segments[index];
  return joined;
}

call read_call(const http::request& asked) {
  auto parts = http::split_target(asked.target);
  std::erase(parts.segments, "");
  return {.method = asked.method,
          .segments = std::move(parts.segments),
          .query = std::move(parts.query),
          .body = asked.body};
}

bool asks_for_msgpack(const std::vector<http::header>& headers) {
  return http::header_value(headers, "Content-Type") == "application/msgpack";
}

http::response json_reply(std::string body, int status) {
  return {.status = status,
          .headers = {{"Content-Type", "application/json; charset=UTF-8"}},
          .body = std::move(body)};
}

http::response empty_reply(int status) {
  return {.status = status, .headers = {}, .body = {}};
}

http::response error_reply(const error& failure) {
  return error_reply(failure, {});
}

http::response error_reply(const error& failure,
                           const std::vector<trading::refusal_detail>& details) {
  const auto shown = shown_for(failure.code);
  json_writer json;
  json.object().key("code").integer(shown.code);
  json.key("message").text(failure.message);
  for (const auto& detail : details) {
    json.key(detail.key);
    if (!detail.is_list) {
      json.text(detail.text);
      continue;
    }
    json.array();
    for (const auto& each : detail.list)
      json.text(each);
    json.end_array();
  }
  json.end_object();
  return json_reply(json.take(), shown.status);
}

http::response message_reply(int status, std::string_view message) {
  json_writer json;
  json.object().key("message").text(message).end_object();
  return json_reply(json.take(), status);
}

http::response method_not_allowed() {
  return error_reply({"method_not_allowed", "method not allowed"});
}

} // namespace troupe::net::venue
