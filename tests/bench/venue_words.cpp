#include "tests/bench/venue_words.hpp"

namespace troupe::bench {

namespace {

constexpr std::string_view fill_price = "60000.25";

bool says(std::string_view message, std::string_view word) {
  return message.find(word) != std::string_view::npos;
}

// The text between the quotes behind `"name":`.
std::string text_of(std::string_view json, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":\"";
  const auto found = json.find(key);
  if (found == std::string_view::npos)
    return {};
  json.remove_prefix(found + key.size());
  return std::string(json.substr(0, json.find('"')));
}

std::string order_object(std::string_view body, const std::string& id, const std::string& at,
                         std::string_view status, const std::string& filled_qty) {
  std::string json = R"({"id":")" + id + R"(","client_order_id":")" +
                     text_of(body, "client_order_id") + R"(","created_at":")" + at +
                     R"(","updated_at":")" + at + R"(","submitted_at":")" + at + R"(",)";
  json += R"("asset_class":"crypto","symbol":"BTC/USD","qty":")" + text_of(body, "qty") +
          R"(","filled_qty":")" + filled_qty + R"(","side":")" + text_of(body, "side") +
          R"(","type":")" + text_of(body, "type") + R"(","time_in_force":")" +
          text_of(body, "time_in_force") + R"(","filled_avg_price":)";
  json += filled_qty == "0" ? "null" : "\"" + std::string(fill_price) + "\"";
  return json + R"(,"limit_price":null,"stop_price":null,"status":")" + std::string(status) + "\"}";
}

} // namespace

std::string answer_to_query(std::string_view target, trading::time_ns now) {
  const auto path = target.substr(0, target.find('?'));
  if (path == "/v2/clock")
    return R"({"timestamp":")" + trading::format_time(now) + R"(","is_open":true,)" +
           R"("next_open":")" + trading::format_time(now) + R"(","next_close":")" +
           trading::format_time(now + trading::day_ns) + "\"}";
  if (path == "/v2/account")
    return R"({"id":"bench","status":"ACTIVE","currency":"USD","cash":"1000000",)"
           R"("equity":"1000000","buying_power":"1000000",)"
           R"("non_marginable_buying_power":"1000000"})";
  if (path == "/v2/orders" || path == "/v2/positions")
    return "[]";
  if (path.ends_with("/bars"))
    return R"({"bars":{},"next_page_token":null})";
  return {};
}

std::string quote_payload(trading::time_ns at) {
  return R"([{"T":"q","S":"BTC/USD","bp":60000,"bs":1.5,"ap":60000.5,"as":2.25,"t":")" +
         trading::format_time(at) + "\"}]";
}

order_words words_for_order(std::string_view body, std::uint64_t number, trading::time_ns at) {
  const std::string id = "bench-order-" + std::to_string(number);
  const std::string stamp = trading::format_time(at);
  const std::string qty = text_of(body, "qty");
  return {order_object(body, id, stamp, "accepted", "0"),
          R"({"stream":"trade_updates","data":{"event":"fill","execution_id":"execution-)" +
              std::to_string(number) + R"(","timestamp":")" + stamp + R"(","price":")" +
              std::string(fill_price) + R"(","qty":")" + qty + R"(","order":)" +
              order_object(body, id, stamp, "filled", qty) + "}}"};
}

std::string answer_to_data_client(std::string_view message, bool& subscribes) {
  if (says(message, R"("auth")"))
    return R"([{"T":"success","msg":"authenticated"}])";
  if (!says(message, R"("subscribe")"))
    return {};
  subscribes = true;
  return R"([{"T":"subscription","trades":["BTC/USD"],"quotes":["BTC/USD"],)"
         R"("bars":["BTC/USD"]}])";
}

std::string answer_to_order_client(std::string_view message) {
  if (says(message, R"("authenticate")"))
    return R"({"stream":"authorization","data":{"status":"authorized","action":"authenticate"}})";
  if (says(message, R"("listen")"))
    return R"({"stream":"listening","data":{"streams":["trade_updates"]}})";
  return {};
}

} // namespace troupe::bench
