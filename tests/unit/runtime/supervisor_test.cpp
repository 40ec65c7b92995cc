#include "runtime/supervisor.hpp"
#include "tests/unit/runtime/testing_config.hpp"

#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace troupe::runtime::supervisor_test {
namespace {

using std::chrono::milliseconds;

struct supervised_config : testing_config {
  supervised_config() { add_message_types<caf::id_block::troupe_runtime>(); }
};

// Ends on a message: below zero it throws, at zero it quits normally.
caf::behavior worker(caf::event_based_actor* self, bool stubborn) {
  self->set_exception_handler([](std::exception_ptr&) -> caf::error {
    return caf::make_error(caf::sec::runtime_error, "boom");
  });
  if (stubborn) {
    self->set_exit_handler([](caf::exit_msg&) {});
  }
  return {[self](int value) {
    if (value < 0) {
      throw std::runtime_error{"boom"};
    }
    self->quit();
  }};
}

// A supervisor of a, b and c in virtual time, and the story of what it did.
class troop {
public:
  troop() {
    options.name = "top";
    options.delay.jitter_percent = 0;
    options.view = view;
  }
  ~troop() {
    for (const auto& each : {root, child("a"), child("b"), child("c")}) {
      if (each) {
        caf::anon_send_exit(each, caf::exit_reason::kill);
      }
    }
    scheduler().run();
  }

  caf::scheduler::test_coordinator& scheduler() {
    return dynamic_cast<caf::scheduler::test_coordinator&>(system.scheduler());
  }

  child_spec spec(const std::string& id) {
    return {id,
            [this, id](std::uint64_t) {
              if (failing_starts[id] > 0) {
                --failing_starts[id];
                throw std::runtime_error{"no luck"};
              }
              children[id] = system.spawn(worker, stubborn.contains(id));
              return children[id];
            },
            policies.contains(id) ? policies[id] : restart_policy::permanent};
  }

  void start() {
    options.on_event = [this](const supervision_event& event) { tell(event); };
    root = system.spawn<supervisor>(options, std::vector{spec("a"), spec("b"), spec("c")});
    scheduler().run();
  }

  void tell(const supervision_event& event) {
    story += event.child + std::to_string(event.incarnation) + " " +
             std::string{to_text(event.kind)} + "; ";
  }

  std::string take_story() { return std::exchange(story, {}); }
  caf::actor child(const std::string& id) { return children[id]; }
  void crash(const std::string& id) {
    caf::anon_send(child(id), -1);
    scheduler().run();
  }
  void finish(const std::string& id) {
    caf::anon_send(child(id), 0);
    scheduler().run();
  }
  void pass(int time_ms) {
    scheduler().advance_time(milliseconds{time_ms});
    scheduler().run();
  }
  void stop() {
    caf::anon_send_exit(root, caf::exit_reason::user_shutdown);
    scheduler().run();
  }
  child_status status(std::size_t index) { return view->snapshot().at(0).children.at(index); }

  supervised_config config;
  caf::actor_system system{config};
  std::shared_ptr<supervision_view> view = std::make_shared<supervision_view>();
  supervisor_options options;
  std::map<std::string, caf::actor> children;
  std::map<std::string, int> failing_starts;
  std::map<std::string, restart_policy> policies;
  std::set<std::string> stubborn;
  std::string story;
  caf::actor root;
};

TEST(supervisor, starts_in_order_and_stops_in_reverse) {
  troop family;
  family.start();
  EXPECT_EQ(family.take_story(), "a1 started; b1 started; c1 started; ");
  family.stop();
  EXPECT_EQ(family.take_story(), "c1 ended; b1 ended; a1 ended; ");
  EXPECT_EQ(family.status(0).state, child_state::stopped);
}

TEST(supervisor, restarts_only_the_crashed_child_one_for_one) {
  troop family;
  family.start();
  family.take_story();
  family.crash("b");
  EXPECT_EQ(family.take_story(), "b1 crashed; ");
  EXPECT_EQ(family.status(1).state, child_state::restarting);
  family.pass(99);
  EXPECT_EQ(family.take_story(), "");
  family.pass(1);
  EXPECT_EQ(family.take_story(), "b2 started; ");
  const auto status = family.status(1);
  EXPECT_EQ(status.state, child_state::running);
  EXPECT_EQ(status.restarts, 1U);
  EXPECT_NE(status.last_reason.find("boom"), std::string::npos) << status.last_reason;
}

TEST(supervisor, restarts_every_child_one_for_all) {
  troop family;
  family.options.strategy = restart_strategy::one_for_all;
  family.start();
  family.take_story();
  family.crash("b");
  EXPECT_EQ(family.take_story(), "b1 crashed; c1 ended; a1 ended; ");
  family.pass(100);
  EXPECT_EQ(family.take_story(), "a2 started; b2 started; c2 started; ");
}

TEST(supervisor, restarts_the_crashed_child_and_the_later_ones_rest_for_one) {
  troop family;
  family.options.strategy = restart_strategy::rest_for_one;
  family.start();
  family.take_story();
  family.crash("b");
  family.pass(100);
  EXPECT_EQ(family.take_story(), "b1 crashed; c1 ended; b2 started; c2 started; ");
}

TEST(supervisor, restarts_by_policy) {
  troop family;
  family.policies = {{"a", restart_policy::permanent},
                     {"b", restart_policy::transient},
                     {"c", restart_policy::temporary}};
  family.start();
  family.take_story();
  family.finish("a");
  family.finish("b");
  family.crash("c");
  family.pass(60'000);
  EXPECT_EQ(family.take_story(), "a1 crashed; b1 ended; c1 crashed; a2 started; ");
  EXPECT_EQ(family.status(1).state, child_state::stopped);
  EXPECT_EQ(family.status(2).state, child_state::stopped);
}

TEST(supervisor, leaves_a_temporary_child_stopped_when_its_group_restarts) {
  troop family;
  family.options.strategy = restart_strategy::one_for_all;
  family.policies = {{"c", restart_policy::temporary}};
  family.start();
  family.crash("a");
  family.pass(100);
  EXPECT_EQ(family.take_story(), "a1 started; b1 started; c1 started; a1 crashed; c1 ended; "
                                 "b1 ended; a2 started; b2 started; ");
  EXPECT_EQ(family.status(2).state, child_state::stopped);
}

TEST(supervisor, doubles_the_back_off_up_to_its_maximum_and_forgets_it_after_a_quiet_time) {
  troop family;
  family.options.delay.maximum_ms = 350;
  family.options.max_restarts = 100;
  family.start();
  for (const int delay_ms : {100, 200, 350, 350}) {
    SCOPED_TRACE(delay_ms);
    family.crash("a");
    family.take_story();
    family.pass(delay_ms - 1);
    EXPECT_EQ(family.take_story(), "");
    family.pass(1);
    EXPECT_NE(family.take_story(), "");
  }
  family.pass(30'000);
  family.crash("a");
  family.take_story();
  family.pass(100);
  EXPECT_EQ(family.take_story(), "a6 started; ");
}

TEST(supervisor, spreads_the_back_off_by_its_seed_within_the_jitter) {
  std::set<int> waits;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    troop family;
    family.options.seed = seed;
    family.options.delay.jitter_percent = 50;
    family.start();
    family.crash("a");
    int waited = 0;
    while (family.status(0).state != child_state::running && waited <= 200) {
      family.pass(1);
      ++waited;
    }
    EXPECT_GE(waited, 100);
    EXPECT_LE(waited, 150);
    waits.insert(waited);
  }
  EXPECT_GT(waits.size(), 5U);
}

TEST(supervisor, gives_up_when_restarts_come_too_often_and_stops_what_still_runs) {
  troop family;
  family.options.max_restarts = 2;
  family.start();
  family.take_story();
  std::string reason;
  family.root->attach_functor([&](const caf::error& why) { reason = caf::to_string(why); });
  for (int crash = 0; crash < 3; ++crash) {
    family.crash("a");
    family.pass(1'000);
  }
  EXPECT_EQ(family.take_story(), "a1 crashed; a2 started; a2 crashed; a3 started; a3 crashed; "
                                 "a3 gave_up; c1 ended; b1 ended; ");
  EXPECT_NE(reason.find("gave up"), std::string::npos) << reason;
}

TEST(supervisor, bears_the_same_number_of_crashes_when_they_are_spread_out) {
  troop family;
  family.options.max_restarts = 2;
  family.start();
  for (int crash = 0; crash < 10; ++crash) {
    family.crash("a");
    family.pass(20'000);
  }
  EXPECT_EQ(family.status(0).state, child_state::running);
  EXPECT_EQ(family.status(0).restarts, 10U);
}

TEST(supervisor, escalates_through_two_levels) {
  troop family;
  family.options.max_restarts = 0; // the outer one
  supervisor_options inner;
  inner.name = "inner";
  inner.parent = "top";
  inner.max_restarts = 1;
  inner.view = family.view;
  inner.delay.jitter_percent = 0;
  family.options.on_event = [&](const supervision_event& event) { family.tell(event); };
  family.root = family.system.spawn<supervisor>(
      family.options, std::vector<child_spec>{{"group",
                                               [&](std::uint64_t) {
                                                 return as_actor(family.system.spawn<supervisor>(
                                                     inner, std::vector{family.spec("a")}));
                                               }},
                                              family.spec("b")});
  family.scheduler().run();
  bool root_ended = false;
  family.root->attach_functor([&](const caf::error&) { root_ended = true; });
  family.crash("a");
  family.pass(100);
  EXPECT_FALSE(root_ended);
  family.crash("a");
  EXPECT_TRUE(root_ended);
  EXPECT_EQ(family.take_story(),
            "group1 started; b1 started; group1 crashed; group1 gave_up; b1 ended; ");
  const auto trees = family.view->snapshot();
  ASSERT_EQ(trees.size(), 2U);
  EXPECT_EQ(trees.at(0).parent, "top");
}

TEST(supervisor, kills_a_child_that_does_not_stop_in_time) {
  troop family;
  family.stubborn = {"b"};
  family.start();
  family.take_story();
  family.stop();
  EXPECT_EQ(family.take_story(), "c1 ended; ");
  family.pass(1'999);
  EXPECT_EQ(family.take_story(), "");
  family.pass(1);
  EXPECT_EQ(family.take_story(), "b1 killed; b1 ended; a1 ended; ");
}

TEST(supervisor, counts_a_start_that_throws_as_a_crash) {
  troop family;
  family.failing_starts["b"] = 2;
  family.start();
  EXPECT_EQ(family.take_story(), "a1 started; b1 crashed; c1 started; ");
  family.pass(100);
  family.pass(200);
  EXPECT_EQ(family.take_story(), "b2 crashed; b3 started; ");
  EXPECT_EQ(family.status(1).restarts, 2U);
  EXPECT_NE(family.status(1).last_reason.find("no luck"), std::string::npos);
}

TEST(supervisor, holds_the_later_children_back_until_an_earlier_one_starts_rest_for_one) {
  troop family;
  family.options.strategy = restart_strategy::rest_for_one;
  family.failing_starts["b"] = 1;
  family.start();
  EXPECT_EQ(family.take_story(), "a1 started; b1 crashed; ");
  family.pass(100);
  EXPECT_EQ(family.take_story(), "b2 started; c1 started; ");
}

TEST(supervisor, survives_a_crash_of_another_child_while_its_group_goes_down) {
  troop family;
  family.options.strategy = restart_strategy::one_for_all;
  family.stubborn = {"c"};
  family.start();
  family.take_story();
  family.crash("b");
  family.crash("a"); // while c is still being stopped
  EXPECT_EQ(family.take_story(), "b1 crashed; a1 crashed; ");
  family.pass(2'000);
  family.pass(100);
  EXPECT_EQ(family.take_story(), "c1 killed; c1 ended; a2 started; b2 started; c2 started; ");
}

TEST(supervisor, restarts_its_whole_group_on_request_whatever_the_strategy) {
  troop family;
  family.start();
  family.take_story();
  caf::anon_send(family.root, restart_group{"the link came back"});
  family.scheduler().run();
  EXPECT_EQ(family.take_story(), "c1 ended; b1 ended; a1 ended; ");
  family.pass(100);
  EXPECT_EQ(family.take_story(), "a2 started; b2 started; c2 started; ");
}

TEST(supervisor, leaves_no_orphan_when_it_is_killed) {
  troop family;
  family.start();
  int ended = 0;
  for (const auto& [id, child] : family.children) {
    child->attach_functor([&](const caf::error&) { ++ended; });
  }
  caf::anon_send_exit(family.root, caf::exit_reason::kill);
  family.scheduler().run();
  EXPECT_EQ(ended, 3);
}

} // namespace
} // namespace troupe::runtime::supervisor_test
