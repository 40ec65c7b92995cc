// An order object as the venue writes it, for tests.
#pragma once

#include <string>

namespace troupe::net::alpaca {

struct order_words {
  std::string id = "order-1";
  std::string client_order_id = "main-1-1";
  std::string status = "new";
  std::string qty = "10";
  std::string filled_qty = "0";
  std::string average = "null"; // a JSON value
  std::string submitted_at = "2026-11-23T15:00:00.11215304Z";
};

inline std::string order_text(const order_words& words) {
  return R"({"id":")" + words.id + R"(","client_order_id":")" + words.client_order_id +
         R"(","created_at":"2026-11-23T15:00:00.118273551Z",
 "updated_at":"2026-11-23T15:00:00.118273551Z","submitted_at":")" +
         words.submitted_at + R"(","filled_at":null,"expired_at":null,
 "canceled_at":null,"failed_at":null,"replaced_at":null,"replaced_by":null,"replaces":null,
 "asset_id":"a","symbol":"AAPL","asset_class":"us_equity","notional":null,"qty":")" +
         words.qty + R"(","filled_qty":")" + words.filled_qty + R"(","filled_avg_price":)" +
         words.average + R"(,"order_class":"","order_type":"limit","type":"limit","side":"buy",
 "position_intent":"buy_to_open","time_in_force":"day","limit_price":"149.5","stop_price":null,
 "status":")" +
         words.status + R"(","extended_hours":false,"legs":null,"trail_percent":null,
 "hwm":null,"subtag":null,"source":null,"expires_at":"2026-11-23T21:00:00Z"})";
}

inline std::string update_text(const std::string& event, const std::string& details,
                               const order_words& words) {
  return R"({"stream":"trade_updates","data":{"event":")" + event +
         R"(","timestamp":"2026-11-23T15:00:00.345113Z")" + details + R"(,"order":)" +
         order_text(words) + "}}";
}

} // namespace troupe::net::alpaca
