// The one table of what Alpaca takes for an order: by class of asset, type, time in force, order
// class, hours and size, and by what is asked in prices and amounts. Client, venue, risk and web
// page ask this table and nothing else.
//
// A rule speaks of the kinds within its scope and, where it has a condition, of those of them that
// meet it. The first rule that is broken is the answer; an order that breaks none is allowed. What
// needs the account's funds or its other orders is not here: buying power, quantities held back,
// wash trades, a client order id that is taken.
//
// Status, code and message are Alpaca's (trading API v2, as of 2026-09), word for word where its
// documentation or its answers show them (wording::alpacas). Where Alpaca refuses such an order but
// its words are not known, or its silence leaves an order ambiguous, the words are ours. Which rule
// speaks when several are broken is this table's order; Alpaca's is not known.
#pragma once

#include "trading/orders/order_draft.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::trading {

enum class wording : std::uint8_t { alpacas, ours };

struct venue_answer {
  int http_status;
  int code;
};

inline constexpr venue_answer malformed_parameter{422, 40010001};
inline constexpr venue_answer against_the_rules{422, 42210000};
inline constexpr venue_answer not_permitted{403, 40310000};

struct order_rule {
  std::string_view code;  // ours: snake_case, stable, once in the table
  std::string_view field; // of the request, as Alpaca spells it: the one to change
  order_scope scope;
  std::string_view condition; // in words; empty where the kind alone is refused
  bool (*broken)(const order_draft&, const order_setting&); // null where there is no condition
  venue_answer answer;
  std::string_view message; // with places to fill in: {symbol}, {limit_price}, {size}, ...
  wording words;
};

struct order_refusal {
  std::string_view code; // the rule's; lives as long as the program
  std::string_view field;
  venue_answer answer;
  std::string message;
};

// All rules in the order in which they are asked; at most a hundred.
std::span<const order_rule> order_rules();

// Empty where the order is allowed.
std::optional<order_refusal> refusal_of(const order_draft& asked, const order_setting& setting);

// The rule by which no order of this kind is ever taken, whatever its amounts; null where there is
// none. refusal_of() refuses every order of such a kind.
const order_rule* rule_against(const order_kind& kind);

} // namespace troupe::trading
