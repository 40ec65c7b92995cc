#include "actors/edge/stream/stream_delta.hpp"

#include "actors/edge/stream/snapshot.hpp"
#include "tests/unit/actors/edge/story.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace troupe::actors::stream_delta_test {

namespace {

using nlohmann::json;

subscription listening_to(channel which) {
  subscription wanted(trading::asset_class::crypto);
  wanted.add({true, {which}, {}, {}});
  return wanted;
}

json notices_of(const read_model& known) {
  return json::parse(write_snapshot(listening_to(channel::notifications), known, ""))
      .at("notifications");
}

persistence::journal::record halt_at(std::uint64_t seq, std::string why) {
  return record_of(seq, trading::command{trading::command_kind::halt, "ann", std::move(why),
                                         story_ns});
}

} // namespace

TEST(stream_delta, what_people_are_told_comes_beside_what_it_tells_of) {
  read_model known;
  tell_story(known);
  const auto asked = intent_of("main-1-1");
  const auto fill = record_of(7, event_of(asked, trading::order_event_kind::fill), 5);
  const auto told = deltas_of(fill, known);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].channel, channel::orders);
  EXPECT_EQ(told[1].channel, channel::notifications);
  EXPECT_EQ(told[1].type, "notification");
  EXPECT_EQ(json::parse(*told[1].data),
            json::parse(R"({"seq":7,"time":"2024-05-01T12:00:01Z","severity":"info","kind":"fill",
                            "text":"bought 2 BTC/USD at 100.5"})"));
}

TEST(stream_delta, a_command_is_a_notice_and_a_bar_is_none) {
  read_model known;
  const auto of_command = deltas_of(halt_at(1, "storm"), known);
  ASSERT_EQ(of_command.size(), 1u);
  EXPECT_EQ(of_command[0].channel, channel::notifications);
  EXPECT_FALSE(of_command[0].symbol) << "who listens to one symbol hears of a halt too";
  const auto of_bar = deltas_of(record_of(2, minute_bar(bitcoin, story_ns)), known);
  ASSERT_EQ(of_bar.size(), 1u);
  EXPECT_EQ(of_bar[0].channel, channel::bars);
}

TEST(stream_delta, a_snapshot_has_the_newest_twenty_notices_the_newest_first) {
  read_model known;
  tell_story(known);
  ASSERT_EQ(notices_of(known).size(), 1u);
  for (std::uint64_t seq = 8; seq < 8 + 30; ++seq)
    known.fold(halt_at(seq, "number " + std::to_string(seq)));
  const auto notices = notices_of(known);
  ASSERT_EQ(notices.size(), 20u);
  for (std::size_t index = 0; index < notices.size(); ++index)
    EXPECT_EQ(notices[index]["seq"], 37 - index);
  EXPECT_EQ(notices[0]["kind"], "halt");
}

} // namespace troupe::actors::stream_delta_test
