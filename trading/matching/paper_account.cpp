#include "trading/matching/paper_account.hpp"

namespace troupe::trading {

fill_charges paper_account::apply(const symbol& traded, side of, price px, quantity qty) {
  fill_charges charges{.notional = notional(px, qty), .fee = {}, .fee_qty = {}};
  if (of == side::buy) {
    if (traded.is_crypto())
      charges.fee_qty = fee_on(qty, crypto_fee_bps_);
    cash_ -= charges.notional;
    move(traded, qty - charges.fee_qty, px);
  } else {
    if (traded.is_crypto())
      charges.fee = fee_on(charges.notional, crypto_fee_bps_);
    cash_ += charges.notional - charges.fee;
    move(traded, -qty, px);
  }
  return charges;
}

quantity paper_account::qty_of(const symbol& held) const {
  const auto found = holdings_.find(held);
  return found == holdings_.end() ? quantity{} : found->second.qty;
}

void paper_account::move(const symbol& traded, quantity by, price px) {
  auto& held = holdings_[traded];
  const auto after = held.qty + by;
  const bool grows = held.qty.is_zero() || (held.qty > quantity{}) == (by > quantity{});
  const bool crosses = !grows && (after > quantity{}) != (held.qty > quantity{});
  if (grows)
    held.cost_basis += notional(px, by);
  else if (crosses)
    held.cost_basis = notional(px, after);
  else
    held.cost_basis =
        money{exact::multiply_divide(held.cost_basis.units, after.units, held.qty.units)};
  held.qty = after;
  if (held.qty.is_zero())
    holdings_.erase(traded);
}

} // namespace troupe::trading
