#include "persistence/journal/digest.hpp"

#include "persistence/journal/writer.hpp"
#include "tests/unit/persistence/journal/events_for_tests.hpp"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>

namespace troupe::persistence::journal::digest_test {
namespace {

using trading::decision_stage;
using trading::minute_ns;

constexpr auto of_nothing = "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8";

std::string digest_of(const std::vector<trading::event>& events) {
  digest_fold fold;
  for (const auto& event : events)
    fold.apply(event);
  return fold.hex();
}

// Two symbols traded at three instants, each order filled in two parts.
std::vector<trading::event> a_run(const std::string& id_prefix) {
  std::vector<trading::event> events;
  int orders = 0;
  for (const trading::time_ns at : {5 * minute_ns, 10 * minute_ns, 15 * minute_ns})
    for (const auto* symbol : {"AAPL", "BTC/USD"}) {
      const auto id = id_prefix + std::to_string(++orders);
      events.emplace_back(decision_of(symbol, at, decision_stage::strategy));
      events.emplace_back(decision_of(symbol, at, decision_stage::risk));
      events.emplace_back(intent_of(symbol, at, id));
      auto part = fill_of(symbol, at + 1, id);
      part.kind = trading::order_event_kind::partial_fill;
      part.qty = part.cumulative_qty = trading::quantity::of(1);
      events.emplace_back(part);
      auto rest = part;
      rest.kind = trading::order_event_kind::fill;
      rest.cumulative_qty = trading::quantity::of(2);
      events.emplace_back(rest);
    }
  return events;
}

std::vector<trading::event> with(const std::vector<trading::event>& before,
                                 const std::vector<trading::event>& after) {
  auto all = before;
  all.insert(all.end(), after.begin(), after.end());
  return all;
}

TEST(digest, of_nothing_is_the_hash_of_no_bytes) {
  EXPECT_EQ(digest_of({}), of_nothing);
  const scratch_folder folder;
  EXPECT_EQ(*digest(folder.path()), of_nothing);
}

TEST(digest, is_that_of_the_journal_that_holds_the_events) {
  const scratch_folder folder;
  const auto events = with({session_of("paper", 1)}, a_run("main-1-"));
  auto journal = writer::open(folder.path(), "main", 1);
  for (const auto& event : events)
    ASSERT_TRUE(journal->append(event, 1));
  ASSERT_TRUE(journal->flush(false));
  EXPECT_EQ(*digest(folder.path()), digest_of(events));
}

TEST(digest, does_not_depend_on_how_the_events_interleave) {
  const auto events = a_run("main-1-");
  const auto expected = digest_of(events);
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    // An order's events stay behind its intent, as the executor writes them.
    std::vector<trading::event> first;
    std::vector<trading::event> then;
    for (const auto& event : events)
      (std::holds_alternative<trading::order_event>(event) ? then : first).push_back(event);
    std::shuffle(first.begin(), first.end(), random);
    std::shuffle(then.begin(), then.end(), random);
    EXPECT_EQ(digest_of(with(first, then)), expected);
  }
}

TEST(digest, does_not_depend_on_restarts_retries_nodes_and_ids) {
  const auto plain = with({session_of("paper", 1)}, a_run("main-1-"));
  auto session = session_of("paper", 2);
  session.node = "b";
  const auto remade = decision_of("AAPL", 15 * minute_ns, decision_stage::risk);
  auto restarted = with(with({session_of("paper", 1)}, a_run("main-2-")), {session, remade});
  auto again = fill_of("AAPL", 15 * minute_ns + 1, "main-2-5");
  again.qty = trading::quantity::of(1);
  again.order_id = again.execution_id = "another";
  restarted.emplace_back(again);
  auto unknown = again;
  unknown.kind = trading::order_event_kind::unknown;
  restarted.emplace_back(unknown);
  restarted.emplace_back(quote_of("AAPL", 1));
  restarted.emplace_back(trading::clock_tick{4});
  restarted.emplace_back(trading::adjustment{});
  EXPECT_EQ(digest_of(restarted), digest_of(plain));
}

TEST(digest, is_of_the_last_run_only) {
  const auto run = a_run("main-1-");
  const auto alone = with({session_of("second", 1)}, run);
  const auto after_another = with(
      with({session_of("first", 1)}, {decision_of("NVDA", 3, decision_stage::strategy)}), alone);
  EXPECT_EQ(digest_of(after_another), digest_of(alone));
  EXPECT_EQ(digest_of(with(alone, {session_of("third", 1)})), of_nothing);
}

TEST(digest, sees_every_change_of_a_fill) {
  const auto events = a_run("main-1-");
  const auto expected = digest_of(events);
  const std::vector<std::function<void(trading::order_event&)>> changes{
      [](auto& fill) { ++fill.px.units; },
      [](auto& fill) { ++fill.qty.units; },
      [](auto& fill) { ++fill.cumulative_qty.units; },
      [](auto& fill) { ++fill.fee.units; },
      [](auto& fill) { ++fill.fee_qty.units; },
      [](auto& fill) { ++fill.market_ns; },
      [](auto& fill) { fill.side = trading::side::sell; },
      [](auto& fill) { fill.symbol = trading::symbol::of("MSFT"); },
      [](auto& fill) { fill.client_order_id = "nobody's"; }};
  for (std::size_t n = 0; n < events.size(); ++n)
    if (std::holds_alternative<trading::order_event>(events[n])) {
      for (std::size_t change = 0; change < changes.size(); ++change) {
        auto changed = events;
        changes[change](std::get<trading::order_event>(changed[n]));
        EXPECT_NE(digest_of(changed), expected) << n << ' ' << change;
      }
      auto missing = events;
      missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(n));
      EXPECT_NE(digest_of(missing), expected) << n;
    }
}

TEST(digest, keeps_equal_fills_of_two_orders_apart) {
  const auto first = intent_of("AAPL", 1, "main-1-1");
  const auto second = intent_of("AAPL", 2, "main-1-2");
  const auto one = fill_of("AAPL", 9, "main-1-1");
  const auto other = fill_of("AAPL", 9, "main-1-2");
  EXPECT_NE(digest_of({first, second, one, other}), digest_of({first, second, one}));
}

} // namespace
} // namespace troupe::persistence::journal::digest_test
