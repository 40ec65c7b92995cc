// A REST request as the venue's routes see it, and the replies they give.
//
// A route family is one function in one file: it answers what belongs to it and returns nothing
// for what does not, and the router asks the next.
#pragma once

#include "net/http/message.hpp"
#include "net/venue/exchange.hpp"
#include "trading/matching/refusal_details.hpp"
#include "trading/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

struct call {
  std::string method;
  std::vector<std::string> segments; // "/v2/orders/1" is {"v2","orders","1"}
  std::vector<http::header> query;
  std::string body;

  // Whether the path starts with these segments, and how many follow.
  bool starts_with(std::initializer_list<std::string_view> path) const;
  bool is(std::initializer_list<std::string_view> path) const;
  // A parameter's value; empty means the same as absent.
  std::string_view parameter(std::string_view name) const;
  // The segments from this one on, joined by '/': clients send BTC/USD raw.
  std::string rest_from(std::size_t first) const;
};

call read_call(const http::request& asked);

// Whether an upgrade request wants MessagePack instead of JSON.
bool asks_for_msgpack(const std::vector<http::header>& headers);

using reply = std::optional<http::response>;

http::response json_reply(std::string body, int status = 200);
http::response empty_reply(int status);
// {"code":…,"message":…} in Alpaca's codes, by the code of our error.
http::response error_reply(const error& failure);
// With what Alpaca tells besides.
http::response error_reply(const error& failure,
                           const std::vector<trading::refusal_detail>& details);
// {"message":…}: how market data refuse.
http::response message_reply(int status, std::string_view message);
http::response method_not_allowed();

// One a file: account_routes.cpp, asset_routes.cpp, position_routes.cpp, order_routes.cpp,
// configuration_routes.cpp, activity_routes.cpp,
// portfolio_history_routes.cpp, posting_routes.cpp, calendar_routes.cpp,
// market_hours_routes.cpp, watchlist_routes.cpp;
// in data/ stock_data_routes.cpp, crypto_data_routes.cpp, news_routes.cpp, screener_routes.cpp and
// empty_routes.cpp.
reply answer_account(exchange& market, const call& asked);
reply answer_assets(exchange& market, const call& asked);
reply answer_positions(exchange& market, const call& asked);
reply answer_orders(exchange& market, const call& asked);
reply answer_stock_data(exchange& market, const call& asked);
reply answer_crypto_data(exchange& market, const call& asked);
reply answer_configurations(exchange& market, const call& asked);
reply answer_activities(exchange& market, const call& asked);
reply answer_portfolio_history(exchange& market, const call& asked);
reply answer_calendar(exchange& market, const call& asked);
reply answer_market_hours(exchange& market, const call& asked);
reply answer_watchlists(exchange& market, const call& asked);
reply answer_news(exchange& market, const call& asked);
reply answer_screener(exchange& market, const call& asked);
// Whoever runs the venue: what moves the account besides orders.
reply answer_postings(exchange& market, const call& asked);
reply answer_what_is_empty(exchange& market, const call& asked);

} // namespace troupe::net::venue
