// How much an entry buys, as its strategy says: read from the inputs of its decision, so that the
// journal has all that the size rests on.
//
//   size_quantity           so many shares or coins
//   size_notional           so much money's worth
//   size_equity_percent     this share of the equity
//   size_risk_percent       as much as loses this share of the equity at stop_price
//   size_atr_risk_percent   the same at size_atr times atr from the entry
//   size_volatility_percent, size_parity_percent, size_kelly_percent
//                           by the models of trading/sizing/model_size.hpp, held down to stop_price
//                           where the decision tells one; what they measure is measured_risk, which
//                           is a fold of the journal too
//
// Rounded and bounded as trading/sizing/position_size.hpp says.
#pragma once

#include "trading/decision.hpp"
#include "trading/sizing/position_size.hpp"

#include <optional>

namespace troupe::trading {

// What is known of the symbol and of the strategy. Empty where it is not known yet: then a model
// that needs it gives no size.
struct measured_risk {
  std::optional<double> volatility; // of a year
  struct outcome {
    double wins = 0; // share of the closed trades
    double average_win = 0;
    double average_loss = 0; // above zero
  };
  std::optional<outcome> trades;
};

// Whether the decision says anything of a size.
bool is_sized(const decision& wish);

// Of a decision that does. Errors: those of the sizing, and `invalid_size_request` where a figure
// that it counts with is missing.
result<quantity> entry_size_of(const decision& wish, const size_request& request,
                               const measured_risk& measured = {});

} // namespace troupe::trading
