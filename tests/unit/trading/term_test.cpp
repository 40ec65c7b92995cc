#include "trading/term.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace troupe::trading::term_test {
namespace {

TEST(term, is_its_text_wherever_it_comes_from) {
  const term literal = "daily_loss";
  const auto read = term::of(std::string("daily_") + "loss");
  EXPECT_EQ(literal, read);
  EXPECT_EQ(literal, "daily_loss");
  EXPECT_EQ(read.text().data(), term::of("daily_loss").text().data()) << "kept once";
  EXPECT_LT(term::of("alpha"), term::of("beta"));
  EXPECT_TRUE(term::of("").empty());
}

TEST(term, refuses_what_is_too_long_or_holds_a_nul) {
  EXPECT_EQ(term::find_or_add(std::string(65, 'x')).failure().code, "invalid_term");
  EXPECT_EQ(term::find_or_add(std::string_view("a\0b", 3)).failure().code, "invalid_term");
  EXPECT_TRUE(term::find_or_add(std::string(64, 'x')));
}

TEST(term, is_the_same_for_threads_that_add_it_at_once) {
  std::vector<std::vector<const char*>> seen(2);
  std::vector<std::thread> threads;
  for (auto& mine : seen)
    threads.emplace_back([&mine] {
      for (int index = 0; index < 200; ++index)
        mine.push_back(term::of("shared_" + std::to_string(index)).c_str());
    });
  for (auto& each : threads)
    each.join();
  EXPECT_EQ(seen[0], seen[1]);
}

} // namespace
} // namespace troupe::trading::term_test
