#include "persistence/journal/file_window.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace {

using troupe::persistence::journal::file_window;

std::filesystem::path file_of(std::size_t size) {
  const auto path = std::filesystem::temp_directory_path() /
                    ("troupe_file_window_" + std::to_string(::getpid()) + "_" +
                     ::testing::UnitTest::GetInstance()->current_test_info()->name());
  std::ofstream(path) << std::string(size, 'x');
  return path;
}

TEST(file_window, reads_little_at_first_and_in_large_steps_where_reading_goes_on) {
  constexpr std::size_t size = 4 * file_window::step_bytes;
  const auto path = file_of(size);
  auto window = file_window::open(path).value();
  std::size_t readings = 0;
  std::size_t largest = 0;
  for (std::size_t at = 0; at < size; ++readings) {
    const auto bytes = window.at(at, 1).value();
    if (at == 0) {
      EXPECT_EQ(bytes.size(), file_window::first_step_bytes);
    }
    largest = std::max(largest, bytes.size());
    at += bytes.size();
  }
  EXPECT_EQ(largest, file_window::step_bytes);
  EXPECT_LT(readings, 12u);
  std::filesystem::remove(path);
}

TEST(file_window, reads_little_again_after_it_was_told_to_forget) {
  const auto path = file_of(4 * file_window::step_bytes);
  auto window = file_window::open(path).value();
  ASSERT_TRUE(window.at(0, file_window::step_bytes));
  window.forget();
  EXPECT_EQ(window.at(0, 1).value().size(), file_window::first_step_bytes);
  EXPECT_GE(window.at(0, 2 * file_window::step_bytes).value().size(),
            2 * file_window::step_bytes);
  std::filesystem::remove(path);
}

TEST(file_window, shows_what_was_written_since_once_it_forgets) {
  const auto path = file_of(16);
  auto window = file_window::open(path).value();
  ASSERT_EQ(window.at(0, 16).value().front(), 'x');
  std::fstream(path, std::ios::in | std::ios::out) << 'y';
  EXPECT_EQ(window.at(0, 16).value().front(), 'x');
  window.forget();
  EXPECT_EQ(window.at(0, 16).value().front(), 'y');
  std::filesystem::remove(path);
}

} // namespace
