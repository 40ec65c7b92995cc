// What ten strategies on thirty symbols cost a lane that is told 1,000 quotes of each in a second.
#pragma once

#include "tests/bench/report.hpp"

namespace troupe::bench {

// In market time: thousand quotes of each symbol a second, and a bar of each a minute, through
// everything that a lane does with them between the feed and the executor (the strategies' candles
// and decisions, the risk role's books and rules), in one loop. Each turn is a sample of the row
// "quotes through 10 strategies and risk"; each bar that an order came of one of "bar in, order
// approved, 30 symbols x 10 strategies", from the bar to the approval. Throws std::runtime_error
// where no order comes of it.
void measure_strategy_load(report& into, int turns);

// With the share of a core that 30,000 quotes a second take.
void print_strategy_load(const report& of, std::ostream& out);

} // namespace troupe::bench
