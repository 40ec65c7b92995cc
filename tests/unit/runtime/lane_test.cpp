#include "runtime/lane.hpp"
#include "runtime/pinned.hpp"
#include "tests/unit/runtime/testing_config.hpp"

#include <boost/asio/post.hpp>
#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace troupe::runtime::lane_test {
namespace {

using echo_actor = caf::typed_actor<caf::replies_to<int>::with<int>>;

class echo : public echo_actor::base {
public:
  explicit echo(caf::actor_config& config, std::thread::id* ran_on = nullptr)
      : echo_actor::base(config), ran_on_(ran_on) {}
  const char* name() const override { return "echo"; }
  behavior_type make_behavior() override {
    return {[this](int value) {
      if (ran_on_ != nullptr) {
        *ran_on_ = std::this_thread::get_id();
      }
      return value + 1;
    }};
  }

private:
  std::thread::id* ran_on_;
};

class recorder : public caf::event_based_actor {
public:
  recorder(caf::actor_config& config, std::vector<int>& seen, caf::actor next = {})
      : caf::event_based_actor(config), seen_(seen), next_(std::move(next)) {}
  const char* name() const override { return "recorder"; }
  caf::behavior make_behavior() override {
    return {[this](int value) {
      seen_.push_back(value);
      if (value < 0) {
        throw std::runtime_error{"negative"};
      }
      if (next_) {
        send(next_, value);
      }
    }};
  }

private:
  std::vector<int>& seen_;
  caf::actor next_;
};

// One driven lane beside the test coordinator: nothing runs unless the test says so.
struct driven_stage {
  testing_config config;
  caf::actor_system system{config};
  lane where{system, "driven", {.driven = true}};

  void end(const caf::actor& actor) {
    caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
    where.drive();
  }
};

TEST(lane, runs_a_pinned_typed_actor_on_its_own_thread_and_answers_requests) {
  caf::actor_system_config config;
  caf::actor_system system{config};
  lane where{system, "trading"};
  std::thread::id ran_on;
  auto typed = spawn_on<echo>(where, &ran_on);
  static_assert(std::is_same_v<decltype(typed), echo_actor>);
  caf::scoped_actor self{system};
  int answer = 0;
  self->request(typed, std::chrono::seconds{5}, 41)
      .receive([&](int value) { answer = value; }, [](caf::error&) {});
  EXPECT_EQ(answer, 42);
  std::promise<std::thread::id> lane_thread;
  boost::asio::post(where.io(), [&] { lane_thread.set_value(std::this_thread::get_id()); });
  EXPECT_EQ(ran_on, lane_thread.get_future().get());
  EXPECT_NE(ran_on, std::this_thread::get_id());
  EXPECT_FALSE(where.is_current());
  caf::anon_send_exit(typed, caf::exit_reason::user_shutdown);
  where.stop();
}

TEST(lane, keeps_the_order_of_one_senders_messages_over_several_hops) {
  driven_stage stage;
  std::vector<int> first_seen;
  std::vector<int> last_seen;
  auto last = spawn_on<recorder>(stage.where, last_seen);
  auto first = spawn_on<recorder>(stage.where, first_seen, last);
  std::vector<int> expected;
  for (int value = 0; value < 1'000; ++value) {
    caf::anon_send(first, value);
    expected.push_back(value);
  }
  stage.where.drive();
  EXPECT_EQ(first_seen, expected);
  EXPECT_EQ(last_seen, expected);
  stage.end(first);
  stage.end(last);
}

TEST(lane, lets_a_ready_handler_run_between_actors_that_never_fall_silent) {
  driven_stage stage;
  std::vector<int> seen;
  bool handler_ran = false;
  std::size_t seen_before_handler = 0;
  auto actor = spawn_on<recorder>(stage.where, seen);
  stage.where.drive();
  const std::size_t many = 4 * lane::actors_per_turn * lane::messages_per_actor;
  for (std::size_t index = 0; index < many; ++index) {
    caf::anon_send(actor, 1);
  }
  boost::asio::post(stage.where.io(), [&] {
    handler_ran = true;
    seen_before_handler = seen.size();
  });
  stage.where.drive();
  EXPECT_TRUE(handler_ran);
  EXPECT_LE(seen_before_handler, lane::actors_per_turn * lane::messages_per_actor);
  EXPECT_EQ(seen.size(), many);
  stage.end(actor);
}

TEST(lane, hands_an_ordinary_actor_back_to_the_scheduler) {
  driven_stage stage;
  auto& scheduler = dynamic_cast<caf::scheduler::test_coordinator&>(stage.system.scheduler());
  bool ran_on_lane = true;
  auto ordinary = stage.system.spawn([&](caf::event_based_actor*) -> caf::behavior {
    return {[&](int) { ran_on_lane = stage.where.is_current(); }};
  });
  scheduler.run();
  std::vector<int> seen;
  auto sender = spawn_on<recorder>(stage.where, seen, ordinary);
  caf::anon_send(sender, 7);
  stage.where.drive();
  EXPECT_TRUE(ran_on_lane) << "it must not have run yet";
  scheduler.run();
  EXPECT_FALSE(ran_on_lane);
  caf::anon_send_exit(ordinary, caf::exit_reason::kill);
  scheduler.run();
  stage.end(sender);
}

TEST(lane, counts_what_waits_in_a_mailbox_and_what_its_end_leaves_behind) {
  driven_stage stage;
  std::vector<int> seen;
  auto actor = spawn_on<recorder>(stage.where, seen);
  stage.where.drive();
  for (int value = 0; value < 5; ++value) {
    caf::anon_send(actor, value);
  }
  const mailbox_reading five{"recorder", "driven", 5, 5};
  EXPECT_EQ(stage.where.mailboxes().snapshot(), std::vector{five});
  stage.where.drive();
  const mailbox_reading none{"recorder", "driven", 0, 5};
  EXPECT_EQ(stage.where.mailboxes().snapshot(), std::vector{none});
  caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
  caf::anon_send(actor, 6);
  stage.where.drive();
  caf::anon_send(actor, 7);
  EXPECT_TRUE(stage.where.mailboxes().snapshot().empty());
  EXPECT_EQ(stage.where.mailboxes().dropped(), 2U);
  EXPECT_EQ(seen.size(), 5U);
}

TEST(lane, ends_an_actor_that_throws_with_the_text_of_the_exception) {
  driven_stage stage;
  std::vector<int> seen;
  auto actor = spawn_on<recorder>(stage.where, seen);
  std::string reason;
  actor->attach_functor([&](const caf::error& why) { reason = caf::to_string(why); });
  caf::anon_send(actor, -1);
  caf::anon_send(actor, 1);
  stage.where.drive();
  EXPECT_NE(reason.find("negative"), std::string::npos) << reason;
  EXPECT_EQ(seen.size(), 1U);
  EXPECT_EQ(stage.where.mailboxes().dropped(), 1U);
}

TEST(lane, lets_its_actors_finish_what_they_were_sent_before_it_stops) {
  caf::actor_system_config config;
  caf::actor_system system{config};
  std::vector<int> seen;
  lane where{system, "short"};
  auto actor = spawn_on<recorder>(where, seen);
  for (int value = 0; value < 10'000; ++value) {
    caf::anon_send(actor, value);
  }
  caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
  where.stop();
  EXPECT_EQ(seen.size(), 10'000U);
}

void run_a_handler_that_throws() {
  caf::actor_system_config config;
  caf::actor_system system{config};
  lane where{system, "doomed"};
  boost::asio::post(where.io(), [] { throw std::runtime_error{"no owner"}; });
  where.stop();
}

TEST(lane_death_test, a_handler_that_throws_ends_the_process_with_a_line_that_names_the_lane) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_DEATH(run_a_handler_that_throws(), "lane_handler_threw.*doomed.*no owner");
}

} // namespace
} // namespace troupe::runtime::lane_test
