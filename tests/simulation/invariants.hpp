// What has to hold, whatever happened: each broken rule is a sentence. An empty list is the goal.
//
// Over the journal, record by record from the first on: an intent is meant once; a position is the
// sum of its fills, less the fees taken in coin, plus its adjustments; the budgets are kept with
// each new intent. In the end: every intent has come to its end, or is open at the venue too; the
// venue has no order twice, none that was not meant, and its positions and cash are the books'.
// Over what was sent: an order leaves when its intent is on the disk, and none that adds risk
// leaves while trading is halted.
#pragma once

#include "net/alpaca/reports.hpp"
#include "persistence/journal/record.hpp"
#include "tests/simulation/world.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace troupe::simulation {

// What the venue says, asked for until it has answered all of it.
struct venue_account {
  std::vector<net::alpaca::order_report> orders;
  std::vector<net::alpaca::position_report> positions;
  net::alpaca::account_state account;
  bool complete = false;
};
venue_account ask_venue(world& run);

using record_list = std::vector<persistence::journal::record>;
// Of the journal in this folder. Damage is a violation, and ends the list; a torn tail ends it.
record_list read_journal(const std::string& folder, std::vector<std::string>& violations);

std::vector<std::string> violations_of(world& run);

} // namespace troupe::simulation
