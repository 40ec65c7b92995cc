#include "runtime/log_memory.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace troupe::runtime::log_memory_test {

namespace {

std::string line_of(std::string_view event, std::string_view role = "edge",
                    log::level severity = log::level::info) {
  return log::format(0, severity, event, {{"role", role}});
}

std::vector<std::uint64_t> seqs_of(const log::line_page& page) {
  std::vector<std::uint64_t> told;
  for (const auto& each : page.lines)
    told.push_back(each->seq);
  return told;
}

} // namespace

TEST(log_memory, tells_the_latest_first_page_by_page_without_a_gap) {
  log::line_memory memory;
  for (int number = 0; number < 7; ++number)
    memory.keep(log::level::info, "counted", line_of("counted"));
  log::line_query wanted;
  wanted.limit = 3;
  std::vector<std::uint64_t> told;
  for (bool more = true; more;) {
    const auto page = memory.find(wanted);
    for (const auto seq : seqs_of(page))
      told.push_back(seq);
    wanted.before_seq = page.next_before_seq;
    more = page.next_before_seq != 0;
  }
  EXPECT_EQ(told, (std::vector<std::uint64_t>{7, 6, 5, 4, 3, 2, 1}));
}

TEST(log_memory, finds_by_level_event_role_and_text) {
  log::line_memory memory;
  memory.keep(log::level::debug, "ping", line_of("ping", "feed", log::level::debug));
  memory.keep(log::level::warning, "late", line_of("late", "feed", log::level::warning));
  memory.keep(log::level::error, "gone", line_of("gone", "edge", log::level::error));
  // Names a role in a text only.
  memory.keep(log::level::info, "said",
              log::format(0, log::level::info, "said", {{"why", R"(x","role":"edge")"}}));
  log::line_query bad;
  bad.least = log::level::warning;
  EXPECT_EQ(seqs_of(memory.find(bad)), (std::vector<std::uint64_t>{3, 2}));
  log::line_query event;
  event.event = "ping";
  EXPECT_EQ(seqs_of(memory.find(event)), (std::vector<std::uint64_t>{1}));
  log::line_query role;
  role.role = "edge";
  EXPECT_EQ(seqs_of(memory.find(role)), (std::vector<std::uint64_t>{3}));
  log::line_query text;
  text.text = "GONE";
  EXPECT_EQ(seqs_of(memory.find(text)), (std::vector<std::uint64_t>{3}));
}

TEST(log_memory, forgets_the_oldest_beyond_its_bounds_and_counts_them) {
  log::line_memory memory;
  constexpr std::size_t more = 10;
  for (std::size_t number = 0; number < log::line_memory::lines_max + more; ++number)
    memory.keep(log::level::info, "counted", line_of("counted"));
  EXPECT_EQ(memory.forgotten(), more);
  log::line_query wanted;
  wanted.limit = log::line_memory::lines_max * 2;
  const auto page = memory.find(wanted);
  EXPECT_EQ(page.lines.size(), log::line_memory::lines_max);
  EXPECT_EQ(page.lines.back()->seq, more + 1);

  memory.keep(log::level::info, "long", std::string(log::line_memory::bytes_max - 1, ' '));
  const auto few = memory.find(wanted);
  std::size_t bytes = 0;
  for (const auto& each : few.lines)
    bytes += each->text.size();
  EXPECT_LE(bytes, log::line_memory::bytes_max);
  EXPECT_EQ(few.lines.front()->event, "long");
}

TEST(log_memory, keeps_the_lines_of_many_threads_each_once) {
  log::line_memory memory;
  constexpr int threads = 4;
  constexpr int lines = 500;
  std::vector<std::thread> writers;
  for (int number = 0; number < threads; ++number)
    writers.emplace_back([&memory] {
      for (int line = 0; line < lines; ++line)
        memory.keep(log::level::info, "counted", line_of("counted"));
    });
  for (auto& each : writers)
    each.join();
  log::line_query wanted;
  wanted.limit = log::line_memory::lines_max;
  const auto told = seqs_of(memory.find(wanted));
  ASSERT_EQ(told.size(), std::size_t{threads} * lines);
  EXPECT_EQ(told.front(), told.size());
  EXPECT_EQ(told.back(), 1u);
}

TEST(log_memory, has_what_is_written_and_nothing_below_the_lowest_level) {
  log::write(log::level::critical, "remembered_for_a_test", {{"role", "nobody"}});
  log::write(log::level::debug, "not_remembered_for_a_test");
  log::line_query wanted;
  wanted.event = "remembered_for_a_test";
  const auto page = log::memory().find(wanted);
  ASSERT_EQ(page.lines.size(), 1u);
  EXPECT_NE(page.lines.front()->text.find(R"("role":"nobody")"), std::string::npos);
  wanted.event = "not_remembered_for_a_test";
  EXPECT_TRUE(log::memory().find(wanted).lines.empty());
}

} // namespace troupe::runtime::log_memory_test
