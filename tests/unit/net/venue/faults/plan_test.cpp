#include "net/venue/faults/plan.hpp"
#include "net/venue/faults/plan_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace troupe::net::venue::plan_test {
namespace {

constexpr const char* every_kind[] = {
    "status",         "html",         "truncated_json",   "delay_answer", "lose_answer",
    "slow_answer",    "clock_skew",   "drop_event",       "delay_event",  "duplicate_event",
    "reorder_events", "mute_stream",  "disconnect_storm", "stale_quotes", "crossed_quotes",
    "halt",           "partial_fill", "late_fill",
    "slow_socket",    "reset_socket"};

fault_plan plan_of(const std::string& rule) {
  return parse_fault_plan(R"({"faults":[)" + rule + "]}").value();
}

class fault_file {
public:
  fault_file(const std::string& name, const std::string& text)
      : path_(std::filesystem::temp_directory_path() /
              ("faults-" + std::to_string(::getpid()) + "-" + name)) {
    std::ofstream(path_) << text;
  }
  ~fault_file() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

TEST(fault_plan_test, tells_every_kind_again_as_it_reads_it) {
  for (const auto* kind : every_kind) {
    SCOPED_TRACE(kind);
    const auto plan = plan_of(std::string(R"({"kind":")") + kind +
                              R"(","probability":0.25,"times":3,"after":2})");
    const auto told = members_of(plan.rules[0]);
    EXPECT_EQ(to_text(plan.rules[0].kind), kind);
    EXPECT_NE(told.find(R"("probability":0.25,"times":3,"after":2)"), std::string::npos) << told;
    EXPECT_EQ(members_of(plan_of("{" + told + "}").rules[0]), told);
  }
}

TEST(fault_plan_test, keeps_probabilities_to_the_millionth) {
  const std::pair<const char*, std::int64_t> spellings[] = {
      {"0", 0}, {"1", certain_ppm}, {"1.0", certain_ppm}, {"0.000001", 1}, {"0.1", 100'000}};
  for (const auto& [text, ppm] : spellings)
    EXPECT_EQ(plan_of(R"({"kind":"halt","probability":)" + std::string(text) + "}")
                  .rules[0]
                  .probability_ppm,
              ppm)
        << text;
}

TEST(fault_plan_test, loses_the_answers_to_orders_unless_told_otherwise) {
  const auto rule = plan_of(R"({"kind":"lose_answer"})").rules[0];
  EXPECT_EQ(rule.method, "POST");
  EXPECT_EQ(rule.path, "/v2/orders");
}

TEST(fault_plan_test, names_rule_key_and_what_is_allowed_when_it_refuses) {
  const std::pair<const char*, const char*> table[] = {
      {"nonsense", "faults: the plan must be a JSON object"},
      {R"({"fault":[]})", "fault: there is no such key; allowed: seed, faults"},
      {R"({"seed":-1})", "seed: must be a whole number from 0 to"},
      {R"({"faults":{}})", "faults: must be a list of at most 64 rules"},
      {R"({"faults":[{"kind":"html"},7]})", "faults[1]: must be an object"},
      {R"({"faults":[{"kind":"htm"}]})", "faults[0].kind: must be one of status, html,"},
      {R"({"faults":[{"kind":"halt","probability":1.5}]})",
       "faults[0].probability: must be a number from 0 to 1"},
      {R"({"faults":[{"kind":"halt","probability":1e-9}]})",
       "faults[0].probability: must be 0 or at least a millionth"},
      {R"({"faults":[{"kind":"halt","times":-1}]})", "faults[0].times: must be a whole number"},
      {R"({"faults":[{"kind":"halt","status":429}]})",
       "faults[0].status: halt takes no such key; it takes probability, times, after, symbol,"},
      {R"({"faults":[{"kind":"status","status":18446744073709551615}]})",
       "faults[0].status: must be a whole number from 200 to 599"},
      {R"({"faults":[{"kind":"status","method":"FETCH"}]})",
       "faults[0].method: must be one of GET, POST,"},
      {R"({"faults":[{"kind":"mute_stream","stream":"news"}]})",
       "faults[0].stream: must be one of orders, data"},
      {R"({"faults":[{"kind":"halt","symbol":""}]})", "faults[0].symbol: must be a symbol"}};
  for (const auto& [text, expected] : table) {
    SCOPED_TRACE(text);
    const auto plan = parse_fault_plan(text);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.failure().code, "invalid_faults");
    EXPECT_TRUE(plan.failure().message.starts_with(expected)) << plan.failure().message;
  }
}

TEST(fault_plan_test, refuses_more_rules_than_its_bound) {
  std::string rules = R"({"kind":"halt"})";
  for (std::size_t count = 1; count < fault_rules_max; ++count)
    rules += R"(,{"kind":"halt"})";
  EXPECT_TRUE(parse_fault_plan(R"({"faults":[)" + rules + "]}"));
  EXPECT_FALSE(parse_fault_plan(R"({"faults":[)" + rules + R"(,{"kind":"halt"}]})"));
}

TEST(fault_plan_test, reads_the_same_plan_from_toml_and_json) {
  const fault_file toml("plan.toml", "seed = 9\n[[faults]]\nkind = \"status\"\nstatus = 429\n"
                                     "probability = 0.5\n[[faults]]\nkind = \"halt\"\n"
                                     "symbol = \"BTC/USD\"\n");
  const fault_file json("plan.json", R"({"seed":9,"faults":[{"kind":"status","status":429,)"
                                     R"("probability":0.5},{"kind":"halt","symbol":"BTCUSD"}]})");
  const auto left = read_fault_plan(toml.path());
  const auto right = read_fault_plan(json.path());
  ASSERT_TRUE(left) << left.failure().message;
  ASSERT_TRUE(right) << right.failure().message;
  EXPECT_EQ(left->seed, 9u);
  ASSERT_EQ(left->rules.size(), 2u);
  for (std::size_t index = 0; index < 2; ++index)
    EXPECT_EQ(members_of(left->rules[index]), members_of(right->rules[index]));
}

TEST(fault_plan_test, names_the_file_and_the_line_that_it_cannot_read) {
  const fault_file toml("broken.toml", "seed = 9\n[[faults]\n");
  const fault_file wrong("wrong.json", R"({"faults":[{"kind":"none"}]})");
  const auto broken = read_fault_plan(toml.path());
  ASSERT_FALSE(broken);
  EXPECT_TRUE(broken.failure().message.starts_with(toml.path().string() + ":2:"))
      << broken.failure().message;
  EXPECT_TRUE(read_fault_plan(wrong.path())
                  .failure()
                  .message.starts_with(wrong.path().string() + ": faults[0].kind"));
  EXPECT_EQ(read_fault_plan("/nowhere/faults.toml").failure().code, "faults_unreadable");
  EXPECT_EQ(read_fault_plan(std::filesystem::temp_directory_path()).failure().code,
            "faults_unreadable");
}

} // namespace
} // namespace troupe::net::venue::plan_test
