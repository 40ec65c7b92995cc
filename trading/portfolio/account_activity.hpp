// What the venue says has moved an account besides executions, and which differences between its
// books and ours that explains.
//
// An activity is taken over once, by its identifier, as an adjustment of a kind of its own. The
// venue's amounts count for money that moves by itself: deposits, dividends, interest. What our
// fills may have told already, a fee in money or in coin, and what venues tell in several ways, a
// split, explains a difference only where it comes to exactly that; all else stays a correction.
#pragma once

#include "trading/events.hpp"
#include "trading/portfolio/portfolio.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::trading {

enum class activity_cause : std::uint8_t {
  other, // of no consequence here
  transfer,
  dividend,
  interest,
  fee,
  coin_fee,
  split
};

// Of Alpaca's word for a type of activity: "CSD", "DIVNRA", "SPLIT".
activity_cause activity_cause_of(std::string_view word);

struct account_activity {
  activity_cause cause = activity_cause::other;
  std::string id;
  std::string word;       // the venue's
  trading::symbol symbol; // empty of the account's
  quantity qty;           // added to the position
  price px;
  money amount; // added to the cash
  time_ns at_ns = 0;
  std::string description;
};

// What explains these differences (see reconcile.hpp), among what is not known yet and happened
// at `since` or later: taken over at `now`, in the order told, splits and coin fees last. Empty
// where nothing does.
std::vector<adjustment> explained_by(const std::vector<account_activity>& told,
                                     const std::vector<adjustment>& differences,
                                     const portfolio& books, time_ns since, time_ns now);

} // namespace troupe::trading
