#include "net/venue/order_body.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>

namespace troupe::net::venue {

namespace {

using nlohmann::json;

// The decimal text of a member: numbers with nine decimals, which is exact for what fits.
std::string text_of(const json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null())
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

error invalid(std::string message) {
  return {"invalid_order", std::move(message)};
}

template <class Amount>
result<void> read_amount(const json& body, const char* name, Amount& into) {
  const auto text = text_of(body, name);
  if (text.empty())
    return {};
  const auto parsed = Amount::parse(text);
  if (!parsed)
    return invalid("invalid " + std::string(name) + ": " + parsed.failure().message);
  into = *parsed;
  if (into.is_zero())
    return invalid(std::string(name) + " must be > 0");
  return {};
}

result<void> read_amounts(const json& body, trading::order_request& order) {
  if (auto read = read_amount(body, "qty", order.qty); !read)
    return read;
  if (auto read = read_amount(body, "notional", order.notional); !read)
    return read;
  if (auto read = read_amount(body, "limit_price", order.limit_price); !read)
    return read;
  return read_amount(body, "stop_price", order.stop_price);
}

result<void> read_words(const json& body, trading::order_request& order) {
  const auto side = trading::parse_side(text_of(body, "side"));
  if (!side)
    return invalid("invalid side");
  const auto type = trading::parse_order_type(text_of(body, "type"));
  if (!type)
    return invalid("invalid order type");
  const auto lasting = trading::parse_time_in_force(text_of(body, "time_in_force"));
  if (!lasting)
    return invalid("invalid time_in_force");
  order.side = *side;
  order.type = *type;
  order.time_in_force = *lasting;
  return {};
}

} // namespace

result<trading::order_request> read_order(const exchange& market, std::string_view text) {
  const auto body = json::parse(text, nullptr, false);
  if (!body.is_object())
    return error{"invalid_body", "request body format is invalid"};
  const auto name = text_of(body, "symbol");
  if (name.empty())
    return invalid("symbol is required");
  const auto order_class = text_of(body, "order_class");
  if (!order_class.empty() && order_class != "simple")
    return error{"order_not_allowed",
                 "order_class \"" + order_class + "\" is not served here; send simple orders"};
  const auto asset = market.find_asset(name);
  if (!asset)
    return error{"unknown_symbol", "asset \"" + name + "\" not found"};
  trading::order_request order;
  order.symbol = *asset;
  order.client_order_id = text_of(body, "client_order_id");
  if (auto read = read_words(body, order); !read)
    return read.failure();
  if (auto read = read_amounts(body, order); !read)
    return read.failure();
  return order;
}

} // namespace troupe::net::venue
