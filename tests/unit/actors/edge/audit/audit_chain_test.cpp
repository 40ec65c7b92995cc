#include "actors/edge/audit/audit_chain.hpp"

#include "actors/edge/audit/audit_log.hpp"
#include "tests/unit/actors/edge/story.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <thread>

namespace troupe::actors::audit_chain_test {

namespace {

audit_entry write_of(const std::string& who) {
  audit_entry entry{story_ns, "id", who, user_role::trader, "127.0.0.1"};
  entry.method = "POST";
  entry.path = "/api/orders";
  entry.asked = R"({"qty":"1"})";
  return entry;
}

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream text(file);
  std::vector<std::string> found;
  for (std::string line; std::getline(text, line);)
    found.push_back(line);
  return found;
}

void rewrite(const std::filesystem::path& file, const std::vector<std::string>& lines) {
  std::ofstream text(file);
  for (const auto& each : lines)
    text << each << '\n';
}

// The message names the line.
void expect_damage_at(const std::filesystem::path& file, std::size_t line) {
  const auto found = verify_audit(file);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.failure().code, "audit_damaged");
  EXPECT_NE(found.failure().message.find("line " + std::to_string(line) + ":"), std::string::npos)
      << found.failure().message;
}

} // namespace

TEST(audit_chain, holds_over_what_was_written_and_is_empty_before) {
  const scratch_folder home;
  const audit_log log(home.path());
  EXPECT_EQ(verify_audit(log.path())->lines, 0u);
  for (int count = 0; count < 20; ++count)
    ASSERT_TRUE(log.append(write_of("ann")));
  const auto found = verify_audit(log.path());
  ASSERT_TRUE(found) << found.failure().message;
  EXPECT_EQ(found->lines, 20u);
  EXPECT_EQ(found->unchained, 0u);
  EXPECT_EQ(found->last_hash, chain_hash_of(lines_of(log.path()).back()));
}

TEST(audit_chain, shows_each_line_that_was_changed_taken_out_put_in_or_moved) {
  const scratch_folder home;
  const audit_log log(home.path());
  constexpr std::size_t count = 6;
  for (std::size_t index = 0; index < count; ++index)
    ASSERT_TRUE(log.append(write_of("ann" + std::to_string(index))));
  const auto lines = lines_of(log.path());
  for (std::size_t index = 0; index + 1 < count; ++index) {
    auto changed = lines;
    changed[index].replace(changed[index].find("ann"), 3, "bob");
    rewrite(log.path(), changed);
    expect_damage_at(log.path(), index + 2);
    auto without = lines;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(index));
    rewrite(log.path(), without);
    expect_damage_at(log.path(), index + 1);
    auto doubled = lines;
    doubled.insert(doubled.begin() + static_cast<std::ptrdiff_t>(index), lines[index]);
    rewrite(log.path(), doubled);
    expect_damage_at(log.path(), index + 2);
    auto swapped = lines;
    std::swap(swapped[index], swapped[index + 1]);
    rewrite(log.path(), swapped);
    expect_damage_at(log.path(), index + 1);
  }
  rewrite(log.path(), lines);
  EXPECT_TRUE(verify_audit(log.path()));
}

TEST(audit_chain, is_one_though_several_write_at_once) {
  const scratch_folder home;
  const audit_log log(home.path());
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer)
    writers.emplace_back([&log, writer] {
      for (int count = 0; count < 100; ++count)
        EXPECT_TRUE(log.append(write_of("writer" + std::to_string(writer))));
    });
  for (auto& each : writers)
    each.join();
  const auto found = verify_audit(log.path());
  ASSERT_TRUE(found) << found.failure().message;
  EXPECT_EQ(found->lines, 400u);
}

TEST(audit_chain, begins_behind_the_lines_of_before_there_was_one_and_then_does_not_stop) {
  const scratch_folder home;
  const audit_log log(home.path());
  rewrite(log.path(), {to_line(write_of("ann")), to_line(write_of("bob"))});
  ASSERT_TRUE(log.append(write_of("carol")));
  const auto found = verify_audit(log.path());
  ASSERT_TRUE(found) << found.failure().message;
  EXPECT_EQ(found->unchained, 2u);
  std::ofstream(log.path(), std::ios::app) << to_line(write_of("eve")) << '\n';
  expect_damage_at(log.path(), 4);
}

TEST(audit_chain, goes_on_behind_a_line_that_a_crash_tore) {
  const scratch_folder home;
  const audit_log log(home.path());
  ASSERT_TRUE(log.append(write_of("ann")));
  std::ofstream(log.path(), std::ios::app) << R"({"time":"2024-)";
  ASSERT_TRUE(log.append(write_of("bob")));
  ASSERT_TRUE(log.append(write_of("carol")));
  const auto found = verify_audit(log.path());
  ASSERT_TRUE(found) << found.failure().message;
  EXPECT_EQ(found->lines, 4u);
  EXPECT_NE(lines_of(log.path()).at(2).find("bob"), std::string::npos);
}

} // namespace troupe::actors::audit_chain_test
