// What is still to be done with the account's orders before the executor stops.
#pragma once

#include "trading/portfolio/portfolio.hpp"

#include <string>
#include <vector>

namespace troupe::trading {

// Whether it does not only reduce what is held.
bool adds_risk(const portfolio& books, const order_request& asked);
// Client order ids of open orders that add risk.
std::vector<std::string> open_entries(const portfolio& books);
// Of every open order that the venue knows.
std::vector<std::string> open_orders(const portfolio& books);
// A market order for each position that closes it, by symbol; client order ids are left empty.
std::vector<order_request> closing_orders(const portfolio& books);

} // namespace troupe::trading
