// Cash and holdings of the simulated account, moved by fills, and by what whoever runs the venue
// posts: money that comes or goes, and splits.
//
// A fill moves cash by exactly price * quantity (rounded as trading/market says) and the fee. The
// fee of a crypto fill is taken from what is received: coin of a buy, money of a sale; shares
// trade free of charge. Nothing is lent: see buying_power in paper_engine.hpp.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/orders/order.hpp"

#include <cstdint>
#include <map>
#include <utility>

namespace troupe::trading {

struct holding {
  quantity qty;     // negative where short
  money cost_basis; // what qty cost at its fill prices; negative where short

  friend bool operator==(const holding&, const holding&) = default;
};

struct fill_charges {
  money notional;
  money fee;
  quantity fee_qty;
};

class paper_account {
public:
  paper_account(money cash, std::int64_t crypto_fee_bps, std::map<symbol, holding> holdings = {})
      : cash_(cash), crypto_fee_bps_(crypto_fee_bps), holdings_(std::move(holdings)) {}

  fill_charges apply(const symbol& traded, side of, price px, quantity qty);

  void pay(money by) { cash_ += by; }
  // What is held becomes this many units, at the same cost. Neither is zero.
  void rescale(const symbol& held, quantity units) { holdings_.at(held).qty = units; }

  money cash() const { return cash_; }
  quantity qty_of(const symbol& held) const;
  const std::map<symbol, holding>& holdings() const { return holdings_; } // none of them zero

private:
  void move(const symbol& traded, quantity by, price px);

  money cash_;
  std::int64_t crypto_fee_bps_;
  std::map<symbol, holding> holdings_;
};

} // namespace troupe::trading
