// Which stretch of the account's history a question means.
#include "net/venue/history_window.hpp"

#include "tests/unit/net/venue/market_start.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace troupe::net::venue::history_window_test {
namespace {

using trading::day_ns;

history_question question(std::string_view period, std::string_view timeframe = {}) {
  return {.period = period, .timeframe = timeframe, .start = {}, .end = {}};
}

TEST(history_window, is_the_last_month_in_days_without_any_word) {
  const auto window = resolve({}, start_ns);
  ASSERT_TRUE(window);
  EXPECT_EQ(window->until, start_ns);
  EXPECT_EQ(window->from, start_ns - 30 * day_ns);
  EXPECT_EQ(window->timeframe, "1D");
}

TEST(history_window, grows_coarser_with_the_period) {
  EXPECT_EQ(resolve(question("6D"), start_ns)->timeframe, "1Min");
  EXPECT_EQ(resolve(question("1W"), start_ns)->timeframe, "15Min");
  EXPECT_EQ(resolve(question("29D"), start_ns)->timeframe, "15Min");
  EXPECT_EQ(resolve(question("1A"), start_ns)->timeframe, "1D");
  EXPECT_EQ(resolve(question("1M", "1H"), start_ns)->length, 60 * trading::minute_ns);
}

TEST(history_window, takes_any_two_of_start_end_and_period) {
  const auto later = start_ns + 3 * day_ns;
  const auto both = resolve({.period = {}, .timeframe = {}, .start = start_ns, .end = later}, 0);
  EXPECT_EQ(both->until - both->from, 3 * day_ns);
  const auto from = resolve({.period = "2D", .timeframe = {}, .start = start_ns, .end = {}}, 0);
  EXPECT_EQ(from->until, start_ns + 2 * day_ns);
  const auto to = resolve({.period = "2D", .timeframe = {}, .start = {}, .end = later}, 0);
  EXPECT_EQ(to->from, start_ns + day_ns);
  const auto since = resolve({.period = {}, .timeframe = {}, .start = start_ns, .end = {}}, later);
  EXPECT_EQ(since->until, later);
}

TEST(history_window, refuses_what_makes_no_window) {
  const history_question table[] = {
      question("1Y"),
      question("D"),
      question("0D"),
      question("-1D"),
      question("101A"),
      question("1D1"),
      question("99999999999999999999D"),
      question("1D", "2Min"),
      question("2M", "1H"),
      {.period = "1D", .timeframe = {}, .start = start_ns, .end = start_ns},
      {.period = {}, .timeframe = {}, .start = start_ns, .end = start_ns - 1}};
  for (const auto& asked : table) {
    const auto refused = resolve(asked, start_ns);
    ASSERT_FALSE(refused) << asked.period << ' ' << asked.timeframe;
    EXPECT_EQ(refused.failure().code, "invalid_parameter");
  }
}

TEST(history_window, survives_the_ends_of_time) {
  using limits = std::numeric_limits<trading::time_ns>;
  EXPECT_FALSE(resolve(
      {.period = {}, .timeframe = {}, .start = limits::min(), .end = limits::max()}, start_ns));
  const auto last =
      resolve({.period = "100A", .timeframe = {}, .start = limits::max(), .end = {}}, start_ns);
  EXPECT_GT(last->until, last->from);
}

} // namespace
} // namespace troupe::net::venue::history_window_test
