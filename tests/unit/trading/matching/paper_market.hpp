// A market for the tests of the simulated venue's engine: amounts, quotes and orders in one word.
#pragma once

#include "trading/matching/paper_engine.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace troupe::trading::paper_test {

inline const symbol bitcoin = symbol::of("BTC/USD");
inline const symbol apple = symbol::of("AAPL");

inline price at(const char* text) {
  return price::parse(text).value();
}

inline quote quoted(const symbol& of, const char* bid, const char* ask) {
  quote made;
  made.symbol = of;
  made.bid = at(bid);
  made.ask = at(ask);
  made.bid_qty = made.ask_qty = quantity::of(1);
  return made;
}

inline order_draft draft(const symbol& of, side which, std::int64_t qty,
                         order_type type = order_type::market) {
  order_draft asked;
  asked.symbol = of;
  asked.intent = intent_of(which, {});
  asked.type = type;
  asked.time_in_force = time_in_force::gtc;
  asked.qty = quantity::of(qty);
  return asked;
}

inline order_draft limit(const symbol& of, side which, std::int64_t qty, const char* px) {
  auto asked = draft(of, which, qty, order_type::limit);
  asked.limit_price = at(px);
  return asked;
}

// "buy limit filled" of each event, in order: enough to tell one order of a test from another.
inline std::vector<std::string> words(const order_updates& updates) {
  std::vector<std::string> told;
  for (const auto& update : updates)
    told.push_back(std::string(to_text(update.order.request.side)) + " " +
                   std::string(to_text(update.order.request.type)) + " " +
                   std::string(to_text(update.kind)));
  return told;
}

using told = std::vector<std::string>;

} // namespace troupe::trading::paper_test
