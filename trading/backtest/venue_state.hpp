// The simulated venue as if it had led an account until now: what the account's books say of its
// cash, positions and open orders, as a state that a paper engine goes on from.
//
// What books do not keep is taken for what it was when the order came: a trailing stop trails from
// the price of now, an order for an amount of money that still rests is left out, and a stop whose
// price was reached waits for it once more. Fees are the engine's from here on.
#pragma once

#include "trading/matching/paper_engine.hpp"
#include "trading/portfolio/portfolio.hpp"

namespace troupe::trading {

// Markets and time are those of the state before.
paper_state venue_state_of(const portfolio& books, const paper_terms& terms, paper_state before);
paper_account venue_account_of(const portfolio& books, const paper_terms& terms);

} // namespace troupe::trading
