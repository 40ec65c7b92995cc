#include "actors/edge/facts/fact_exchange.hpp"

#include "actors/edge/auth/login_throttle.hpp"
#include "actors/edge/rest/request_throttle.hpp"
#include "persistence/facts/process_fact_store.hpp"

#include <atomic>
#include <gtest/gtest.h>

namespace troupe::actors::fact_exchange_test {

namespace {

constexpr std::int64_t second_ns = 1'000'000'000;

// A store that edges share, and that can be out.
class shared_store : public persistence::facts::process_fact_store {
public:
  using process_fact_store::process_fact_store;
  bool is_shared() const override { return true; }
  result<persistence::facts::endings_answer>
  exchange(const persistence::facts::endings_question& asked) override {
    if (is_out)
      return error{"redis_unreachable", "it is out"};
    return process_fact_store::exchange(asked);
  }
  std::atomic<bool> is_out = false;
};

struct edge {
  edge(boost::asio::io_context& lane, std::shared_ptr<shared_store> store,
       const runtime::process_clock& clock, std::string name, std::int64_t rate = 10)
      : throttle(rate), meters(fact_exchange::make_meters(metrics)),
        exchange(lane, std::move(store), revoked, clock, std::move(name),
                 {[this](const std::string& session) { ended.push_back(session); },
                  [this] { ++begun; }, [] { return std::string(); },
                  [] { return std::vector<persistence::facts::fact>(); }},
                 meters) {
    exchange.share("address", throttle, request_throttle::burst_s * second_ns);
    exchange.share("login", logins, login_throttle::tries_max * login_throttle::refill_ns);
  }
  std::uint64_t rounds() const { return meters.exchanges->value() + meters.failures->value(); }

  runtime::metrics metrics;
  std::vector<std::string> ended;
  int begun = 0;
  std::shared_ptr<revocation_list> revoked = std::make_shared<revocation_list>();
  request_throttle throttle;
  login_throttle logins;
  fact_exchange::meters meters;
  fact_exchange exchange;
};

class two_edges : public testing::Test {
protected:
  // One exchange of each edge, over.
  void go_on() {
    for (auto* each : {&one, &two}) {
      const auto before = each->rounds();
      each->exchange.on_time();
      const auto keep_running = boost::asio::make_work_guard(lane);
      lane.restart();
      for (int turn = 0; turn < 5'000 && each->rounds() == before; ++turn)
        lane.run_one_for(std::chrono::milliseconds(1));
      ASSERT_EQ(each->rounds(), before + 1);
    }
  }
  // How many requests pass at once.
  int passing(edge& at) {
    int count = 0;
    while (count < 1'000 && at.throttle.wait_ns("a", clock.steady_ns()) == 0)
      ++count;
    return count;
  }

  boost::asio::io_context lane;
  runtime::manual_clock clock{1'700'000'000 * second_ns};
  std::shared_ptr<shared_store> store =
      std::make_shared<shared_store>([this] { return clock.steady_ns(); });
  edge one{lane, store, clock, "one"};
  edge two{lane, store, clock, "two"};
};

} // namespace

TEST_F(two_edges, what_ended_at_one_ends_at_the_other_once) {
  go_on();
  one.revoked->revoke("session", 1'700'000'900);
  go_on();
  go_on();
  EXPECT_TRUE(two.revoked->contains("session"));
  EXPECT_EQ(two.ended, std::vector<std::string>{"session"});
  EXPECT_TRUE(one.ended.empty()) << "its own";
}

TEST_F(two_edges, spend_one_limit_together_from_the_first_request_that_comes_to_both) {
  go_on();
  EXPECT_EQ(passing(one), 20);
  EXPECT_EQ(two.throttle.wait_ns("a", clock.steady_ns()), 0);
  EXPECT_EQ(two.throttle.wait_ns("b", clock.steady_ns()), 0);
  go_on();
  EXPECT_EQ(passing(two), 0) << "the bucket is one";
  clock.advance(second_ns);
  EXPECT_EQ(passing(two), 10);
}

TEST_F(two_edges, share_the_tries_of_a_password_and_what_is_given_back) {
  go_on();
  for (int tries = 0; tries < login_throttle::tries_max; ++tries)
    EXPECT_EQ(one.logins.wait_ns("a", clock.steady_ns()), 0);
  one.logins.give_back("a");
  EXPECT_EQ(two.logins.wait_ns("a", clock.steady_ns()), 0);
  go_on();
  EXPECT_GT(two.logins.wait_ns("a", clock.steady_ns()), 0);
}

TEST_F(two_edges, begin_though_the_store_is_out_and_tell_all_that_ended_when_it_is_back) {
  store->is_out = true;
  one.revoked->revoke("early", 1'700'000'900);
  go_on();
  EXPECT_EQ(one.begun, 1);
  EXPECT_EQ(one.meters.up->value(), 0);
  ASSERT_TRUE(one.exchange.state());
  one.throttle.wait_ns("a", clock.steady_ns());
  one.revoked->revoke("late", 1'700'000'900);
  go_on();
  EXPECT_EQ(one.meters.dropped->value(), 1u) << "counted, and told to nobody";
  store->is_out = false;
  go_on();
  EXPECT_EQ(one.begun, 1);
  EXPECT_EQ(one.meters.up->value(), 1);
  EXPECT_TRUE(two.revoked->contains("early"));
  EXPECT_TRUE(two.revoked->contains("late"));
}

TEST_F(two_edges, let_a_token_be_redeemed_at_one_of_them) {
  go_on();
  int first = 0;
  int answers = 0;
  for (auto* each : {&one, &two})
    each->exchange.claim("token", 1'700'000'900, [&](bool is_first) {
      ++answers;
      first += is_first ? 1 : 0;
    });
  const auto keep_running = boost::asio::make_work_guard(lane);
  lane.restart();
  for (int turn = 0; turn < 5'000 && answers < 2; ++turn)
    lane.run_one_for(std::chrono::milliseconds(1));
  EXPECT_EQ(answers, 2);
  EXPECT_EQ(first, 1);
}

TEST(throttle_hear, never_fills_a_bucket_and_empties_it_no_further_than_was_told) {
  request_throttle throttle(10);
  constexpr std::int64_t now_ns = 100 * second_ns;
  throttle.hear("a", now_ns + second_ns, now_ns); // half of it is left
  int count = 0;
  while (throttle.wait_ns("a", now_ns) == 0)
    ++count;
  EXPECT_EQ(count, 10);
  throttle.hear("a", now_ns, now_ns);
  EXPECT_GT(throttle.wait_ns("a", now_ns), 0);
  login_throttle logins;
  logins.hear("a", now_ns + login_throttle::tries_max * login_throttle::refill_ns, now_ns);
  EXPECT_EQ(logins.wait_ns("a", now_ns), login_throttle::refill_ns);
  logins.hear("a", now_ns - second_ns, now_ns);
  EXPECT_EQ(logins.wait_ns("a", now_ns), login_throttle::refill_ns);
}

TEST(spending_record, adds_up_by_name_within_its_bound_and_counts_what_is_beyond) {
  spending_record record;
  EXPECT_TRUE(record.empty());
  for (std::size_t index = 0; index < spending_record::names_max + 7; ++index)
    record.add(std::to_string(index), 3);
  record.add("0", 4);
  record.add("1", -1);
  EXPECT_EQ(record.take_lost(), 7u);
  EXPECT_EQ(record.take_lost(), 0u);
  const auto sums = record.take();
  EXPECT_EQ(sums.size(), spending_record::names_max);
  EXPECT_EQ(sums.at("0"), 7);
  EXPECT_EQ(sums.at("1"), 2);
  EXPECT_TRUE(record.empty());
}

} // namespace troupe::actors::fact_exchange_test
