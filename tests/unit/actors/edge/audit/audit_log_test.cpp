#include "actors/edge/audit/audit_log.hpp"

#include "tests/unit/actors/edge/story.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

namespace troupe::actors::audit_log_test {

namespace {

using nlohmann::json;

audit_entry write_of(const std::string& who, const std::string& asked = {}) {
  audit_entry entry{story_ns, "id", who, user_role::trader, "127.0.0.1"};
  entry.method = "POST";
  entry.path = "/api/orders";
  entry.status = 200;
  entry.asked = asked;
  return entry;
}

json listed(const audit_log& log, const audit_query& wanted) {
  return json::parse(log.list(wanted, [] { return false; }).value());
}

} // namespace

TEST(audit_log, lists_the_latest_first_page_by_page_until_the_first_of_all) {
  const scratch_folder home;
  const audit_log log(home.path());
  EXPECT_TRUE(listed(log, {})["items"].empty());
  constexpr int count = 3'000; // several blocks of the file
  for (int index = 0; index < count; ++index)
    ASSERT_TRUE(log.append(write_of("ann", json{{"index", index}}.dump())));
  int expected = count;
  audit_query wanted{700, {}, 0};
  for (;;) {
    const auto page = listed(log, wanted);
    for (const auto& each : page["items"])
      EXPECT_EQ(each["asked"]["index"], --expected);
    if (page["next_page_token"].is_null())
      break;
    wanted.before_byte = std::stoull(page["next_page_token"].get<std::string>());
  }
  EXPECT_EQ(expected, 0);
}

TEST(audit_log, tells_one_persons_writes_alone_where_asked) {
  const scratch_folder home;
  const audit_log log(home.path());
  for (const auto* who : {"ann", "bob", "key:bot", "ann"})
    ASSERT_TRUE(log.append(write_of(who)));
  EXPECT_EQ(listed(log, {100, "ann", 0})["items"].size(), 2u);
  EXPECT_EQ(listed(log, {100, "key:bot", 0})["items"].size(), 1u);
  EXPECT_EQ(listed(log, {100, "eve", 0})["items"].size(), 0u);
}

TEST(audit_log, is_readable_by_its_owner_alone) {
  const scratch_folder home;
  const audit_log log(home.path());
  ASSERT_TRUE(log.append(write_of("ann")));
  struct ::stat about {};
  ASSERT_EQ(::stat(log.path().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777u, 0600u);
}

TEST(audit_log, keeps_each_write_on_one_line_whatever_was_asked) {
  const scratch_folder home;
  const audit_log log(home.path());
  const std::vector<std::string> bodies{
      "{\n \"a\": 1,\r\n \"b\": 0.1 }", "not JSON\n\n", "\xff\xfe", "", "[1e400]",
      '"' + std::string(2 * audit_text_bytes_max, 'x') + '"'};
  for (const auto& body : bodies)
    ASSERT_TRUE(log.append(write_of("ann\n\"\xff", body)));
  const auto items = listed(log, {})["items"];
  ASSERT_EQ(items.size(), bodies.size());
  EXPECT_EQ(items[5]["asked"], (json{{"a", 1}, {"b", 0.1}}));
  EXPECT_TRUE(items[4]["asked"].is_null());
  EXPECT_EQ(items[0]["asked"]["left_out_bytes"], 2 * audit_text_bytes_max + 2);
}

TEST(audit_log, leaves_out_what_a_crash_tore_and_goes_on_behind_it) {
  const scratch_folder home;
  const audit_log log(home.path());
  ASSERT_TRUE(log.append(write_of("ann")));
  std::ofstream(log.path(), std::ios::app) << R"({"time":"2024-05-)" << "\n\n";
  ASSERT_TRUE(log.append(write_of("bob")));
  const auto items = listed(log, {})["items"];
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[0]["who"], "bob");
  EXPECT_EQ(items[1]["who"], "ann");
}

TEST(audit_log, says_where_it_cannot_be_written) {
  const audit_log log("/proc/nowhere");
  const auto kept = log.append(write_of("ann"));
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.failure().code, "file_unwritable");
}

} // namespace troupe::actors::audit_log_test
