// Which kind of order it is: the words that an order is asked in, without its amounts. The rules
// of order_rules.hpp speak of kinds; every_order_kind() lists them all.
//
// The sets below are sets of enumerators, at most 16 to an enumeration.
#pragma once

#include "trading/market/symbol.hpp"
#include "trading/orders/order.hpp"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace troupe::trading {

enum class order_hours : std::uint8_t { regular, extended }; // extended: the order asks for it
enum class order_sizing : std::uint8_t { whole, fractional, notional };
// What an order does to the position: Alpaca's words. A sale to open is a short sale.
enum class position_intent : std::uint8_t {
  buy_to_open,
  buy_to_close,
  sell_to_open,
  sell_to_close
};

// Alpaca's spelling ("us_equity", "bracket", "sell_to_open"), or the enumerator's own name.
std::string_view to_text(asset_class value);
std::string_view to_text(order_hours value);
std::string_view to_text(order_sizing value);
std::string_view to_text(position_intent value);

bool is_sale(position_intent value);
// What an order of this side does to a position of this size (negative where short): it closes one
// of the other sign, and opens otherwise.
position_intent intent_of(side asked, quantity held);

struct order_kind {
  trading::asset_class asset_class = asset_class::us_equity;
  order_type type = order_type::market;
  trading::time_in_force time_in_force = time_in_force::day;
  trading::order_class order_class = order_class::simple;
  order_hours hours = order_hours::regular;
  order_sizing sizing = order_sizing::whole;
  position_intent intent = position_intent::buy_to_open;

  friend bool operator==(const order_kind&, const order_kind&) = default;
};

// Each combination once: 2 * 5 * 6 * 5 * 2 * 3 * 4 = 7200.
std::vector<order_kind> every_order_kind();

// A set of enumerators; all of them unless they are listed.
template <class Enum>
class choice_of {
public:
  constexpr choice_of() = default;
  constexpr choice_of(std::initializer_list<Enum> chosen) : bits_(0) {
    for (const auto each : chosen)
      bits_ = static_cast<std::uint16_t>(bits_ | bit(each));
  }
  constexpr bool contains(Enum value) const { return (bits_ & bit(value)) != 0; }
  constexpr bool is_everything() const { return bits_ == everything; }
  constexpr std::uint32_t bits() const { return bits_; }

private:
  static constexpr std::uint16_t everything = 0xffff;
  static constexpr std::uint16_t bit(Enum value) {
    return static_cast<std::uint16_t>(1u << static_cast<unsigned>(value));
  }
  std::uint16_t bits_ = everything;
};

// The kinds that a rule speaks of: those within every one of its sets.
struct order_scope {
  choice_of<asset_class> asset_classes{};
  choice_of<order_type> types{};
  choice_of<time_in_force> times_in_force{};
  choice_of<order_class> order_classes{};
  choice_of<order_hours> hours{};
  choice_of<order_sizing> sizings{};
  choice_of<position_intent> intents{};

  bool contains(const order_kind& kind) const;
};

// The same for whoever asks many scopes of one kind: a bit for each enumerator, 27 in all. A scope
// contains a kind when it has all of the kind's bits.
std::uint32_t bits_of(const order_scope& scope);
std::uint32_t bits_of(const order_kind& kind);

// "crypto; stop, trailing_stop": the sets that leave something out; empty where none does.
std::string describe(const order_scope& scope);

} // namespace troupe::trading
