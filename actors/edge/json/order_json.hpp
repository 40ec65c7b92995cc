// An order as Alpaca's API writes it. Its status is Alpaca's word, but for one: `unknown` says
// that its outcome is not known, which Alpaca has no word for. Besides Alpaca's members it has
// `strategy` and, where something went wrong, `reason`.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/read_model/order_history.hpp"

#include <vector>

namespace troupe::actors {

void write_order(json_writer& json, const order_view& known);
// The members alone, for an object that has more.
void write_order_members(json_writer& json, const order_view& known);
void write_orders(json_writer& json, const std::vector<order_view>& known);

} // namespace troupe::actors
