// The opening and closing auctions of a stock, one object a trading day.
//
// The venue's market has no auctions of its own. What stands for them is what was traded first
// and last in the day's core session: the open of its first bar and the close of its last, each as
// the auction's print (condition O, 6) and as the official price (Q, M).
#pragma once

#include "net/venue/data/bar_tape.hpp"
#include "net/venue/json_writer.hpp"

#include <string>
#include <vector>

namespace troupe::net::venue {

struct auction_print {
  trading::time_ns at = 0;
  trading::price px;
  trading::quantity qty;
};

struct daily_auctions {
  trading::symbol symbol;
  trading::time_ns market_ns = 0; // midnight in New York
  auction_print opening;
  auction_print closing;
};

// Of the days that begin within [first_ns, last_ns]. A session that is still open by `now` has no
// auctions yet.
std::vector<daily_auctions> auctions_between(const bar_tape& bars, const trading::symbol& of,
                                             trading::time_ns first_ns, trading::time_ns last_ns,
                                             trading::time_ns now);
void write_object(json_writer& json, const daily_auctions& day);

} // namespace troupe::net::venue
