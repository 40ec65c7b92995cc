#include "persistence/journal/cause_index.hpp"

#include "tests/unit/persistence/journal/events_for_tests.hpp"

#include <gtest/gtest.h>

namespace troupe::persistence::journal::cause_index_test {
namespace {

using trading::decision_stage;
using trading::minute_ns;

TEST(cause_index, leads_from_a_fill_back_to_the_bar) {
  cause_index index;
  const auto at = 5 * minute_ns;
  index.record(1, bar_of("AAPL", 4 * minute_ns));
  const auto strategy = decision_of("AAPL", at, decision_stage::strategy);
  EXPECT_EQ(index.cause_of(strategy), 1u);
  index.record(2, strategy);
  const auto risk = decision_of("AAPL", at, decision_stage::risk);
  EXPECT_EQ(index.cause_of(risk), 2u);
  index.record(3, risk);
  const auto intent = intent_of("AAPL", at, "main-1-1");
  EXPECT_EQ(index.cause_of(intent), 3u);
  index.record(4, intent);
  EXPECT_EQ(index.cause_of(fill_of("AAPL", at + 1, "main-1-1")), 4u);
}

TEST(cause_index, does_not_name_a_bar_from_after_the_decision) {
  cause_index index;
  index.record(1, bar_of("AAPL", 3 * minute_ns));
  index.record(2, bar_of("AAPL", 4 * minute_ns));
  index.record(3, bar_of("AAPL", 5 * minute_ns));
  EXPECT_EQ(index.cause_of(decision_of("AAPL", 5 * minute_ns, decision_stage::strategy)), 2u);
}

TEST(cause_index, falls_back_to_a_quote_and_then_to_a_tick) {
  cause_index index;
  const auto decision = decision_of("AAPL", minute_ns, decision_stage::strategy);
  EXPECT_EQ(index.cause_of(decision), 0u);
  index.record(1, trading::clock_tick{minute_ns});
  EXPECT_EQ(index.cause_of(decision), 1u);
  index.record(2, quote_of("AAPL", minute_ns));
  index.record(3, quote_of("MSFT", minute_ns));
  EXPECT_EQ(index.cause_of(decision), 2u);
  index.record(4, bar_of("AAPL", 0));
  EXPECT_EQ(index.cause_of(decision), 4u);
}

TEST(cause_index, keeps_decisions_of_other_keys_apart) {
  cause_index index;
  auto other = decision_of("AAPL", minute_ns, decision_stage::strategy);
  other.ordinal = 1;
  index.record(1, other);
  EXPECT_EQ(index.cause_of(decision_of("AAPL", minute_ns, decision_stage::risk)), 0u);
  index.record(2, decision_of("AAPL", 2 * minute_ns, decision_stage::strategy));
  EXPECT_EQ(index.cause_of(decision_of("AAPL", minute_ns, decision_stage::risk)), 0u);
}

TEST(cause_index, forgets_the_oldest_beyond_its_bound_and_then_names_no_cause) {
  cause_index index;
  for (std::size_t n = 0; n <= cause_index::decisions_max; ++n)
    index.record(n + 1,
                 decision_of("AAPL", static_cast<trading::time_ns>(n), decision_stage::strategy));
  EXPECT_EQ(index.cause_of(decision_of("AAPL", 0, decision_stage::risk)), 0u);
  EXPECT_EQ(index.cause_of(decision_of("AAPL", 1, decision_stage::risk)), 2u);
}

TEST(cause_index, gives_what_comes_from_outside_no_cause) {
  cause_index index;
  index.record(1, bar_of("AAPL", 0));
  EXPECT_EQ(index.cause_of(bar_of("AAPL", minute_ns)), 0u);
  EXPECT_EQ(index.cause_of(quote_of("AAPL", minute_ns)), 0u);
  EXPECT_EQ(index.cause_of(trading::command{}), 0u);
  EXPECT_EQ(index.cause_of(fill_of("AAPL", 1, "somebody-else")), 0u);
}

} // namespace
} // namespace troupe::persistence::journal::cause_index_test
