// Everything that the data streams tell: the market's own events, and what the venue tells beside
// them.
#pragma once

#include "net/venue/data/news_item.hpp"
#include "net/venue/data/order_book.hpp"
#include "net/venue/market_source.hpp"

#include <string_view>
#include <variant>

namespace troupe::net::venue {

struct daily_bar { // of the day so far
  trading::bar bar;
};

struct updated_bar { // a minute to which a late trade came
  trading::bar bar;
};

struct book_message {
  order_book book;
  bool whole = true; // or only what has changed
};

// In the words of tape A, B or C (status_words.hpp).
struct trading_status {
  trading::symbol symbol;
  trading::time_ns market_ns = 0;
  std::string_view code;
  std::string_view text;
  std::string_view reason_code;
  std::string_view reason;
};

struct order_imbalance { // while a stock is halted
  trading::symbol symbol;
  trading::time_ns market_ns = 0;
  trading::price px;
};

struct price_band { // limit up, limit down
  trading::symbol symbol;
  trading::time_ns market_ns = 0;
  trading::price up;
  trading::price down;
};

struct trade_correction {
  trading::trade wrong;
  trading::trade right;
  trading::time_ns market_ns = 0; // when it is told
};

struct trade_cancel {
  trading::trade canceled;
  trading::time_ns market_ns = 0; // when it is told
};

using stream_message = std::variant<trading::quote, trading::trade, trading::bar, daily_bar,
                                    updated_bar, book_message, trading_status, price_band,
                                    trade_correction, trade_cancel, news_item, order_imbalance>;

} // namespace troupe::net::venue
