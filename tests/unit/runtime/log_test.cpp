#include "runtime/log.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <limits>

namespace troupe::runtime::log_test {
namespace {

class log_test : public testing::Test {
protected:
  void SetUp() override { std::filesystem::remove(path); }
  void TearDown() override {
    const auto quiet = log::open({.lowest = log::level::critical});
    EXPECT_TRUE(quiet);
    std::filesystem::remove(path);
  }

  std::vector<nlohmann::json> lines() const {
    std::vector<nlohmann::json> all;
    std::ifstream file{path};
    for (std::string line; std::getline(file, line);) {
      all.push_back(nlohmann::json::parse(line));
    }
    return all;
  }

  std::string path =
      testing::TempDir() + "troupe_log_test_" + std::to_string(::getpid()) + ".jsonl";
};

TEST(log_format, writes_one_json_object_with_the_time_in_utc_and_typed_fields) {
  const auto line =
      log::format(1'714'564'800'123'456'789, log::level::info, "link_up",
                  {{"peer", "b"}, {"count", -3}, {"bytes", std::size_t{7}}, {"first", true}});
  EXPECT_EQ(line, R"({"ts":"2024-05-01T12:00:00.123456Z","level":"info","event":"link_up",)"
                  R"("peer":"b","count":-3,"bytes":7,"first":true})");
}

TEST(log_format, stays_parseable_whatever_the_text_holds) {
  const std::string text{"quote \" backslash \\ line\nend \x01 broken \xff\xfe utf-8"};
  const auto line = log::format(0, log::level::error, "odd", {{"text", text}});
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto parsed = nlohmann::json::parse(line);
  EXPECT_EQ(parsed["text"].get<std::string>().substr(0, 8), "quote \" ");
}

TEST(log_format, parses_the_names_of_its_levels) {
  for (const auto severity : {log::level::debug, log::level::info, log::level::warning,
                              log::level::error, log::level::critical}) {
    EXPECT_EQ(*log::parse_level(log::to_text(severity)), severity);
  }
  EXPECT_EQ(*log::parse_level("warn"), log::level::warning);
  ASSERT_FALSE(log::parse_level("loud"));
  EXPECT_EQ(log::parse_level("loud").failure().code, "invalid_log_level");
}

TEST_F(log_test, writes_from_the_level_on_in_order_and_flushes) {
  ASSERT_TRUE(log::open({.lowest = log::level::warning, .path = path}));
  log::write(log::level::info, "ignored");
  for (int number = 0; number < 100; ++number) {
    log::write(log::level::warning, "counted", {{"number", number}});
  }
  log::flush();
  const auto written = lines();
  ASSERT_EQ(written.size(), 100U);
  for (int number = 0; number < 100; ++number) {
    EXPECT_EQ(written[static_cast<std::size_t>(number)]["number"], number);
  }
}

TEST_F(log_test, counts_the_lines_it_gives_up_when_its_queue_is_full) {
  const auto before = log::dropped();
  ASSERT_TRUE(log::open({.lowest = log::level::info, .path = path, .queue_lines = 4}));
  constexpr std::uint64_t written = 5'000;
  for (std::uint64_t number = 0; number < written; ++number) {
    log::write(log::level::info, "flood", {{"number", number}});
  }
  log::close();
  const auto dropped = log::dropped() - before;
  EXPECT_GT(dropped, 0U);
  EXPECT_EQ(lines().size() + dropped, written);
}

TEST_F(log_test, says_so_when_its_file_cannot_be_written) {
  const auto opened = log::open({.path = "/proc/no_such_folder/troupe.log"});
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.failure().code, "log_file_unusable");
  EXPECT_NE(opened.failure().message.find("/proc/no_such_folder"), std::string::npos);
}

} // namespace
} // namespace troupe::runtime::log_test
