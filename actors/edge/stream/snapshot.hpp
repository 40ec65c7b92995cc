// What is so at present, of what a client listens to: an object with a member for each channel.
// Latest quotes, trades, bars, signals and decisions by symbol, open orders, positions, account,
// and the newest twenty notices.
#pragma once

#include "actors/edge/read_model/read_model.hpp"
#include "actors/edge/stream/subscription.hpp"

#include <string>
#include <string_view>

namespace troupe::actors {

// `status` and `backtests` are the JSON of those channels' states.
std::string write_snapshot(const subscription& wanted, const read_model& known,
                           std::string_view status, std::string_view backtests = "[]");

} // namespace troupe::actors
