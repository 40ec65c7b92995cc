// A supervisor: starts its children in order, restarts them when they crash, stops them in reverse.
//
//   supervisor_options options;
//   options.name = "trading";
//   options.strategy = restart_strategy::one_for_all;
//   auto trading = spawn_on<supervisor>(lane, options, std::vector<child_spec>{
//       {"risk", [&](std::uint64_t incarnation) { return as_actor(spawn_on<risk_role>(lane)); }},
//       {"executor", [&](std::uint64_t incarnation) { ... }}});
//   caf::anon_send(trading, restart_group{"the link came back"});
//   caf::anon_send_exit(trading, caf::exit_reason::user_shutdown);     // stops the children first
//
// It is an ordinary actor: spawn it on a lane or on the scheduler; a child may be a supervisor.
//
// Crash: a child ends with any reason but normal or user_shutdown, its start function throws, or
// that returns no actor. What is restarted, besides it, the strategy says:
//   one_for_one   the child alone; a child that fails to start holds no other back;
//   one_for_all   every child: the running ones are stopped first, last started first;
//   rest_for_one  the child and those started after it.
// Whether it is restarted at all, the child's policy says:
//   permanent     always, after a normal end too;
//   transient     after a crash, not after a normal end;
//   temporary     never.
//
// Back-off: a child waits initial_ms, then twice that for every further crash, at most maximum_ms,
// plus up to jitter_percent of it (seeded); a child that ran for reset_after_ms starts over at
// initial_ms. A group waits for its slowest member. Intensity: more than max_restarts restarts
// within window_ms, and the supervisor stops its children and quits with an error: its own
// supervisor sees a crash, and so on up to the root, whose end ends the process.
//
// Stop: children go one at a time in reverse order of start, each asked with user_shutdown, killed
// after stop_timeout_ms. A supervisor that itself is killed or throws kills its children at once,
// so that none is orphaned.
//
// Time is the actor system's clock, so tests drive it. Nothing here blocks.
#pragma once

#include "runtime/random.hpp"
#include "runtime/supervision_view.hpp"
#include "runtime/type_ids.hpp"

#include <caf/actor.hpp>
#include <caf/actor_cast.hpp>
#include <caf/event_based_actor.hpp>

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace troupe::runtime {

enum class restart_policy : std::uint8_t { permanent, transient, temporary };

struct child_spec {
  std::string id; // unique within the supervisor
  // Starts the child; the incarnation counts from 1. Called on the supervisor's thread; may throw.
  std::function<caf::actor(std::uint64_t incarnation)> start;
  restart_policy policy = restart_policy::permanent;
};

struct back_off {
  std::int64_t initial_ms = 100;
  std::int64_t maximum_ms = 10'000;
  std::int64_t reset_after_ms = 30'000;
  std::int64_t jitter_percent = 20;
};

enum class supervision_event_kind : std::uint8_t {
  started,
  ended,   // normally or by order
  crashed, // reason says why
  killed,  // did not stop in time
  gave_up  // the supervisor itself; the reason names the child
};
std::string_view to_text(supervision_event_kind kind);

struct supervision_event {
  supervision_event_kind kind;
  std::string supervisor;
  std::string child;
  std::uint64_t incarnation = 0;
  std::string reason;
};

struct supervisor_options {
  std::string name;
  std::string parent; // the name of the supervisor above, for the view
  restart_strategy strategy = restart_strategy::one_for_one;
  std::uint32_t max_restarts = 5;
  std::int64_t window_ms = 30'000;
  back_off delay;
  std::int64_t stop_timeout_ms = 2'000;
  std::uint64_t seed = 1;
  std::shared_ptr<supervision_view> view; // may be null
  // Called on the supervisor's thread for everything that happens, after it is logged; may be
  // empty. Must not throw.
  std::function<void(const supervision_event&)> on_event;
};

// The handle a child_spec wants, from any typed handle.
template <class Handle>
caf::actor as_actor(const Handle& handle) {
  return caf::actor_cast<caf::actor>(handle);
}

class supervisor : public caf::event_based_actor {
public:
  supervisor(caf::actor_config& config, supervisor_options options, std::vector<child_spec> specs);
  ~supervisor() override;

  const char* name() const override { return "supervisor"; }

protected:
  caf::behavior make_behavior() override;
  void on_exit() override;

private:
  using time_point = caf::actor_clock::time_point;

  struct child {
    child_spec spec;
    caf::actor handle;     // null while it does not run
    bool pending = true;   // to be stopped if it runs, then to be started when it is due
    bool stopping = false; // was asked to stop, so its end is no crash
    time_point started_at;
    time_point due;
    std::uint32_t crashes = 0; // in a row
    child_status status;
  };

  void on_down(const caf::down_msg& message);
  void on_stop_deadline(std::size_t index, std::uint64_t incarnation);
  void on_end(std::size_t index, std::string reason);
  void on_own_end(std::size_t index, bool normally, std::string reason);
  void restart(std::size_t first, std::size_t last, std::int64_t wait_ms, const std::string& cause);
  void shut_down(caf::error reason);

  void advance();
  bool stop_last_pending();
  void start_due();
  bool start(std::size_t index);
  bool too_many_restarts();
  std::int64_t delay_ms(std::uint32_t crashes);
  void publish();
  void report(supervision_event_kind kind, const child& about, std::string reason = {});

  supervisor_options options_;
  std::vector<child> children_;
  std::deque<time_point> restarts_; // within the window; at most max_restarts + 1
  generator random_;
  bool shutting_down_ = false;
  caf::error quit_reason_;
};

} // namespace troupe::runtime
