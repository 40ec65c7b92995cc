#include "net/alpaca/order_body.hpp"

#include "net/alpaca/wire_text.hpp"

#include <optional>
#include <string_view>

namespace troupe::net::alpaca {

namespace {

constexpr std::size_t usual_size = 256;

void append_word(std::string& out, std::string_view key_and_quote, std::string_view word) {
  out += key_and_quote;
  out += word;
  out += '"';
}

template <class Tag>
void append_amount(std::string& out, std::string_view key_and_quote, trading::fixed<Tag> amount) {
  if (!amount.is_zero())
    append_word(out, key_and_quote, amount.text());
}

void append_prices(std::string& body, const trading::order_request& wanted) {
  append_amount(body, R"(,"limit_price":")", wanted.limit_price);
  append_amount(body, R"(,"stop_price":")", wanted.stop_price);
  append_amount(body, R"(,"trail_price":")", wanted.trail_price);
  append_amount(body, R"(,"trail_percent":")", wanted.trail_percent);
}

void append_group(std::string& body, const trading::order_request& wanted) {
  append_word(body, R"(,"order_class":")", to_text(wanted.order_class));
  if (!wanted.take_profit_limit_price.is_zero()) {
    append_amount(body, R"(,"take_profit":{"limit_price":")", wanted.take_profit_limit_price);
    body += '}';
  }
  if (!wanted.stop_loss_stop_price.is_zero()) {
    append_amount(body, R"(,"stop_loss":{"stop_price":")", wanted.stop_loss_stop_price);
    append_amount(body, R"(,"limit_price":")", wanted.stop_loss_limit_price);
    body += '}';
  }
}

template <class Tag>
void append_amount(std::string& out, std::string_view key_and_quote,
                   const std::optional<trading::fixed<Tag>>& amount) {
  if (amount)
    append_word(out, key_and_quote, amount->text());
}

} // namespace

std::string order_body(const trading::order_request& wanted) {
  std::string body;
  body.reserve(usual_size);
  append_word(body, R"({"symbol":")", wanted.symbol.text());
  append_word(body, R"(,"side":")", to_text(wanted.side));
  append_word(body, R"(,"type":")", to_text(wanted.type));
  append_word(body, R"(,"time_in_force":")", to_text(wanted.time_in_force));
  append_amount(body, R"(,"qty":")", wanted.qty);
  append_amount(body, R"(,"notional":")", wanted.notional);
  append_prices(body, wanted);
  if (wanted.order_class != trading::order_class::simple)
    append_group(body, wanted);
  if (wanted.extended_hours)
    body += R"(,"extended_hours":true)";
  body += R"(,"client_order_id":)";
  append_json(body, wanted.client_order_id);
  body += '}';
  return body;
}

std::string change_body(const trading::order_change& wanted) {
  std::string body = R"({"client_order_id":)";
  append_json(body, wanted.client_order_id);
  append_amount(body, R"(,"qty":")", wanted.qty);
  if (wanted.time_in_force)
    append_word(body, R"(,"time_in_force":")", to_text(*wanted.time_in_force));
  append_amount(body, R"(,"limit_price":")", wanted.limit_price);
  append_amount(body, R"(,"stop_price":")", wanted.stop_price);
  append_amount(body, R"(,"trail":")", wanted.trail);
  body += '}';
  return body;
}

} // namespace troupe::net::alpaca
