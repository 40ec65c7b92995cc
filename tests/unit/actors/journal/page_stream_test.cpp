// What a journal's readers are told: everything they want, in order, a little at a time.
#include "actors/journal/page_stream.hpp"

#include "persistence/journal/writer.hpp"
#include "tests/unit/persistence/journal/events_for_tests.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace troupe::actors::page_stream_test {

namespace {

namespace journal = persistence::journal;

constexpr std::uint64_t records = 40'000; // more than is kept in memory
constexpr std::uint64_t rare_every = 15'000;

bool is_rare(std::uint64_t seq) { return seq % rare_every == 0; }

// A journal of ticks of the clock, with a rare event in between.
class page_stream_test : public testing::Test {
protected:
  page_stream_test() : writer_(journal::writer::open(folder_.path(), "main", 1, {}).value()) {
    for (std::uint64_t seq = 1; seq <= records; ++seq)
      append(is_rare(seq));
    EXPECT_TRUE(writer_.flush(false));
    stream_.emplace(folder_.path(), [this](const std::string&, std::uint32_t, journal_page page) {
      pages_.push_back(std::move(page));
      return true;
    });
    stream_->publish(records);
  }

  void append(bool rare) {
    if (rare)
      EXPECT_TRUE(writer_.append(trading::operator_order{}, 1));
    else
      EXPECT_TRUE(writer_.append(trading::clock_tick{1}, 1));
  }
  void subscribe(bool rare_only, std::uint64_t subscription = 7) {
    const auto all = 0xFFFFFFFFu;
    const auto rare = 1u << trading::event(trading::operator_order{}).index();
    stream_->subscribe({"reader", 0, 1, rare_only ? rare : all, subscription});
  }
  void acknowledge() { stream_->acknowledge({"reader", 0, 7}); }

  // Acknowledges page by page until nothing is missing; the numbers of the records told.
  std::vector<std::uint64_t> read_on() {
    std::vector<std::uint64_t> told;
    for (std::size_t next = 0; next < pages_.size(); ++next) {
      for (const auto& each : pages_[next].records)
        told.push_back(each->seq);
      const auto before = pages_.size();
      acknowledge();
      EXPECT_LE(pages_.size(), before + 1) << "an acknowledged page makes room for one";
    }
    return told;
  }

  persistence::scratch_folder folder_;
  journal::writer writer_;
  std::vector<journal_page> pages_;
  std::optional<page_stream> stream_;
};

} // namespace

TEST_F(page_stream_test, who_wants_little_is_told_how_far_the_reading_is_and_no_turn_reads_it_all) {
  subscribe(true);
  ASSERT_EQ(pages_.size(), page_stream::window);
  EXPECT_LE(pages_.back().next_seq, page_stream::window * page_stream::page_records_max + 1);
  for (std::size_t index = 1; index < pages_.size(); ++index)
    EXPECT_GT(pages_[index].next_seq, pages_[index - 1].next_seq);
}

TEST_F(page_stream_test, who_wants_little_gets_it_all_and_is_told_once_that_he_has_caught_up) {
  subscribe(true);
  EXPECT_EQ(read_on(), (std::vector<std::uint64_t>{rare_every, 2 * rare_every}));
  EXPECT_TRUE(pages_.back().caught_up);
  EXPECT_EQ(pages_.back().next_seq, records + 1);
}

TEST_F(page_stream_test, who_wants_everything_gets_every_record_once) {
  subscribe(false);
  const auto told = read_on();
  ASSERT_EQ(told.size(), records);
  for (std::uint64_t index = 0; index < records; ++index)
    ASSERT_EQ(told[index], index + 1);
}

TEST_F(page_stream_test, who_has_caught_up_is_sent_no_page_of_what_he_does_not_want) {
  subscribe(true);
  read_on();
  const auto before = pages_.size();
  for (const bool rare : {false, false, true}) {
    append(rare);
    ASSERT_TRUE(writer_.flush(false));
    stream_->publish(writer_.flushed_seq());
  }
  ASSERT_EQ(pages_.size(), before + 1);
  EXPECT_EQ(pages_.back().records.size(), 1u);
  EXPECT_EQ(pages_.back().next_seq, records + 4);
}

} // namespace troupe::actors::page_stream_test
