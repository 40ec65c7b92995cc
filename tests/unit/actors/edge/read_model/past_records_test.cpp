#include "actors/edge/read_model/past_records.hpp"
#include "persistence/journal/writer.hpp"
#include "tests/unit/actors/edge/story.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::past_records_test {
namespace {

using trading::decision_stage;
using trading::verdict;

constexpr std::uint64_t decisions = 200; // each behind its bar: records 2 to 401

// A run that goes on over many small files, as a journal does over large ones.
class past_records : public testing::Test {
protected:
  past_records() {
    auto journal = persistence::journal::writer::open(
        folder.path(), "main", 1, {.segment_bytes = 4'000, .preallocate_bytes = 0});
    EXPECT_TRUE(journal) << journal.failure().message;
    write(*journal, session_of("broker-1"));
    for (std::uint64_t index = 0; index < decisions; ++index) {
      const auto end_ns = story_ns + static_cast<std::int64_t>(index) * trading::minute_ns;
      write(*journal, minute_bar(bitcoin, end_ns - trading::minute_ns));
      write(*journal, decision_of(decision_stage::strategy, verdict::none, end_ns));
    }
    EXPECT_TRUE(journal->flush(false));
    asked.folder = folder.path();
    asked.last_seq = journal->last_seq();
  }

  static void write(persistence::journal::writer& journal, const trading::event& happened) {
    EXPECT_TRUE(journal.append(happened, story_ns));
    if (journal.last_seq() % 10 == 0) {
      EXPECT_TRUE(journal.flush(false));
    }
  }

  // By pages of this size; the sequence numbers, the latest first.
  std::vector<std::uint64_t> all(std::size_t limit, decision_query wanted = {}) {
    std::vector<std::uint64_t> found;
    wanted.limit = limit;
    do {
      const auto page = past_decisions(asked, wanted);
      EXPECT_TRUE(page) << page.failure().message;
      for (const auto& each : page->records)
        found.push_back(each->seq);
      wanted.before_seq = page->next_before_seq;
    } while (wanted.before_seq != 0);
    return found;
  }

  scratch_folder folder;
  past_request asked;
};

TEST_F(past_records, page_backwards_over_files_without_a_gap_whatever_the_size) {
  std::vector<std::uint64_t> every;
  for (auto seq = asked.last_seq; seq >= 3; seq -= 2)
    every.push_back(seq);
  ASSERT_EQ(every.size(), decisions);
  for (const std::size_t limit : {1, 7, 100, 200, 1'000})
    EXPECT_EQ(all(limit), every) << limit;
}

TEST_F(past_records, tell_of_the_symbol_and_the_time_that_were_asked_for) {
  EXPECT_TRUE(all(100, {.symbol = apple}).empty());
  const auto found = all(2, {.symbol = bitcoin,
                             .from_ns = story_ns + 2 * trading::minute_ns,
                             .to_ns = story_ns + 4 * trading::minute_ns});
  EXPECT_EQ(found, (std::vector<std::uint64_t>{11, 9, 7}));
}

TEST_F(past_records, tell_nothing_of_another_run_nor_of_what_comes_later) {
  asked.first_seq = 101;
  asked.last_seq = 106;
  EXPECT_EQ(all(100), (std::vector<std::uint64_t>{105, 103, 101}));
}

TEST_F(past_records, complete_a_chain_with_the_causes_that_were_forgotten) {
  causal_chain chain;
  chain.missing_seq = 301;
  ASSERT_TRUE(complete_chain(asked, chain));
  ASSERT_EQ(chain.records.size(), 2u);
  EXPECT_EQ(chain.records[0]->seq, 300u) << "the bar behind the decision";
  EXPECT_EQ(chain.records[1]->seq, 301u);
  EXPECT_EQ(chain.missing_seq, 0u);
}

TEST_F(past_records, say_where_there_is_no_journal) {
  asked.folder = folder.path() / "elsewhere";
  EXPECT_EQ(past_decisions(asked, {}).failure().code, "journal_missing");
}

} // namespace
} // namespace troupe::actors::past_records_test
