// Trailing and break-even stops against known levels, and that they never give way.
#include "trading/exits/break_even_stop.hpp"
#include "trading/exits/trailing_stop.hpp"

#include <gtest/gtest.h>

#include <random>

namespace troupe::trading::trailing_stop_test {
namespace {

constexpr std::uint64_t seed = 2'5;

price of(const char* text) {
  return *price::parse(text);
}
number percent(const char* text) {
  return *number::parse(text);
}

struct step {
  const char* px;
  const char* level;
  bool hit = false;
};

void follow(trailing_stop stop, std::initializer_list<step> steps) {
  for (const auto& each : steps) {
    SCOPED_TRACE(each.px);
    EXPECT_EQ(stop.update(price_action::of(of(each.px))), each.hit);
    EXPECT_EQ(stop.level(), of(each.level));
  }
}

TEST(trailing_stop, follows_a_long_position_as_it_is_known_to) {
  const trailing_settings chosen{percent("5"), percent("3"), percent("2"), {}, {}};
  follow(trailing_stop(chosen, true, of("100")), {{"99", "95"},
                                                  {"101", "95"},
                                                  {"102.9", "95"},
                                                  {"103", "100.94"},
                                                  {"104", "101.92"},
                                                  {"106", "103.88"},
                                                  {"105", "103.88"},
                                                  {"110", "107.8"},
                                                  {"108.5", "107.8"},
                                                  {"107.9", "107.8"},
                                                  {"107.8", "107.8", true}});
}

TEST(trailing_stop, mirrors_that_for_a_short_position) {
  const trailing_settings chosen{percent("5"), percent("3"), percent("2"), {}, {}};
  follow(trailing_stop(chosen, false, of("100")), {{"101", "105"},
                                                   {"97", "98.94"},
                                                   {"96", "97.92"},
                                                   {"94", "95.88"},
                                                   {"95", "95.88"},
                                                   {"95.8", "95.88"},
                                                   {"95.9", "95.88", true}});
}

TEST(trailing_stop, begins_to_follow_at_its_activation) {
  const trailing_settings chosen{percent("0.2"), percent("0.1"), percent("0.2"), {}, {}};
  follow(trailing_stop(chosen, true, of("100")), {{"100.05", "99.8"},
                                                  {"100.1", "99.8998"},
                                                  {"100.4", "100.1992"},
                                                  {"100.2", "100.1992"},
                                                  {"100.45", "100.2491"},
                                                  {"100.24", "100.2491", true}});
}

TEST(trailing_stop, keeps_ranges_behind_the_close_or_behind_the_high) {
  trailing_stop by_close({{}, {}, {}, number::of(2), {}}, true, of("100"));
  trailing_stop by_high({{}, {}, {}, {}, number::of(2)}, true, of("100"));
  const price_action rise{of("110"), of("115"), of("99")};
  EXPECT_FALSE(by_close.update(rise));
  EXPECT_FALSE(by_close.level()) << "the range is not known yet";
  by_close.update(rise, of("3"));
  by_high.update(rise, of("3"));
  EXPECT_EQ(by_close.level(), of("104"));
  EXPECT_EQ(by_high.level(), of("109"));
  by_high.update(rise, of("30"));
  EXPECT_EQ(by_high.level(), of("109")) << "a wider range does not loosen it";
}

TEST(trailing_stop, never_gives_way_and_is_hit_exactly_at_its_level_or_beyond) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    SCOPED_TRACE(seed + round);
    std::mt19937_64 random(seed + round);
    const auto some = [&random](std::int64_t most) {
      return number{static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most)) *
                    units_per_one / 10};
    };
    const bool is_long = random() % 2 == 0;
    trailing_stop stop({some(50), some(30), some(40), some(30), some(30)}, is_long, of("100"));
    std::optional<price> before;
    price px = of("100");
    for (int index = 0; index < 200; ++index) {
      px += price{(static_cast<std::int64_t>(random() % 401) - 200) * 10'000'000};
      const price_action now{px, px + of("0.3"), px - of("0.3")};
      const bool hit =
          stop.update(now, random() % 2 == 0 ? std::optional(price{some(30).units}) : std::nullopt);
      const auto level = stop.level();
      ASSERT_TRUE(!before || (level && (is_long ? *level >= *before : *level <= *before)));
      ASSERT_EQ(hit, level && (is_long ? px <= *level : px >= *level));
      before = level;
    }
  }
}

TEST(break_even_stop, stands_at_the_entry_once_enough_was_gained) {
  break_even_stop stop(number::of(1), true, of("100"));
  EXPECT_FALSE(stop.update(of("99")));
  EXPECT_FALSE(stop.update(of("100.99")));
  EXPECT_FALSE(stop.level());
  EXPECT_FALSE(stop.update(of("101")));
  EXPECT_EQ(stop.level(), of("100"));
  EXPECT_FALSE(stop.update(of("100.01")));
  EXPECT_TRUE(stop.update(of("100")));
  break_even_stop off(number{}, false, of("100"));
  EXPECT_FALSE(off.update(of("1")));
  EXPECT_FALSE(off.update(of("200")));
}

} // namespace
} // namespace troupe::trading::trailing_stop_test
