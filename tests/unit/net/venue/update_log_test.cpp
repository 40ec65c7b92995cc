#include "net/venue/update_log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace troupe::net::venue::update_log_test {
namespace {

trading::order_update update_at(trading::time_ns at) {
  trading::order_update made;
  made.event.market_ns = at;
  return made;
}

TEST(update_log, numbers_what_it_keeps_and_forgets_the_oldest) {
  update_log log;
  EXPECT_EQ(log.first(), log.end());
  constexpr std::size_t told = update_log::kept_max + 5;
  for (std::size_t count = 1; count <= told; ++count)
    log.record({update_at(static_cast<trading::time_ns>(count))});
  EXPECT_EQ(log.first(), 6u);
  EXPECT_EQ(log.end(), told + 1);
  EXPECT_EQ(log.at(log.first()).event.market_ns, 6);
  EXPECT_EQ(log.at(log.end() - 1).event.market_ns, static_cast<trading::time_ns>(told));
}

// The first ten letters of a ULID are its millisecond: 1469918176385 is 01ARYZ6S41.
TEST(update_log, gives_ids_that_sort_by_time_and_then_by_number) {
  constexpr trading::time_ns at = 1'469'918'176'385'000'000;
  EXPECT_EQ(event_id_of(update_at(at), 33), "01ARYZ6S410000000000000011");
  std::vector<std::string> ids;
  for (const auto later : {0, 999'999, 1'000'000, 3'000'000})
    for (const std::uint64_t number : {1u, 31u, 32u, 70'000u})
      ids.push_back(event_id_of(update_at(at + later), number + ids.size() * 100'000));
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), ids.size());
}

} // namespace
} // namespace troupe::net::venue::update_log_test
