// A lane: one thread that runs sockets, timers and a chosen set of actors together.
//
//   caf::actor_system system{configuration};
//   lane trading{system, "trading"};
//   auto risk  = spawn_on<risk_role>(trading, limits);       // see runtime/pinned.hpp
//   auto links = link{trading, options, handlers};           // sockets on the same thread
//   ...
//   caf::anon_send_exit(risk, caf::exit_reason::user_shutdown);
//   trading.stop();                                          // after its actors have ended
//
// What it guarantees
//  - Actors pinned to a lane, the handlers of its io_context and nothing else run on its thread,
//    one at a time: what lives on one lane needs no lock, and a message from one of its actors to
//    another costs a queue entry, no lock and no wake-up.
//  - First come, first served among its actors, and fair between actors and sockets: a turn runs at
//    most `actors_per_turn` actors of at most `messages_per_actor` messages each, then at most
//    `handlers_per_turn` ready handlers. While no actor waits, handlers run one at a time, and the
//    actors that one has set going run before the next: a tick is through before what it posted.
//  - An ordinary scheduled actor that is woken from a lane goes to the system's scheduler.
//  - From other threads, use asio::post(lane.io(), ...) or send an actor a message.
//
// Failure. CAF catches what an actor throws and ends the actor; its supervisor restarts it. What an
// Asio handler throws has no owner: half-done work cannot be told from done work. So the lane logs
// `lane_handler_threw` with the lane's name and the text, and calls std::terminate: the process
// dies by SIGABRT and whoever started it (--respawn, systemd, the orchestrator) starts it again.
//
// Bounds. The run queue holds every actor at most once. Mailboxes are counted (mailbox_gauge), and
// bounded by those who send to them.
//
// Driven lanes. With `options.driven` there is no thread: a test calls `drive()`, which runs on the
// caller's thread what is ready, so that a simulation owns every interleaving. There, what a
// handler throws reaches the caller.
#pragma once

#include "runtime/mailbox_gauge.hpp"

#include <boost/asio/io_context.hpp>
#include <caf/actor_system.hpp>
#include <caf/execution_unit.hpp>
#include <caf/resumable.hpp>

#include <cstddef>
#include <deque>
#include <string>
#include <thread>

namespace troupe::runtime {

struct lane_options {
  bool spin = false;   // burn the core instead of parking: only where the profile grants it one
  bool driven = false; // no thread; drive() runs it
};

class lane : public caf::execution_unit {
public:
  static constexpr std::size_t actors_per_turn = 16;
  static constexpr std::size_t messages_per_actor = 32;
  static constexpr std::size_t handlers_per_turn = 64;
  static constexpr std::size_t turns_after_stop = 1'000; // for actors that never fall silent

  lane(caf::actor_system& system, std::string name, lane_options options = {});
  ~lane() override; // stops
  lane(const lane&) = delete;
  lane& operator=(const lane&) = delete;

  const std::string& name() const { return name_; }
  boost::asio::io_context& io() { return io_; }
  mailbox_roster& mailboxes() { return mailboxes_; }

  // Whether the caller runs on this lane.
  bool is_current() const;

  // Lets its actors finish what they were sent, then ends the thread and joins it. Repeatable, from
  // any thread but the lane's own. Actors that have not ended by then never run again, and the
  // actor system then waits for them for ever: end them first.
  void stop();

  // Driven lanes only: runs everything that is ready, until nothing is; returns how many actors
  // and handlers ran.
  std::size_t drive();

  // CAF's hook; takes over one reference to `job`. From any thread.
  void exec_later(caf::resumable* job) override;

private:
  void run();
  std::size_t run_actors();
  std::size_t run_handlers();
  void wait_for_handler();
  void step(caf::resumable* job);
  [[noreturn]] void fail() const;

  std::string name_;
  lane_options options_;
  mailbox_roster mailboxes_;
  boost::asio::io_context io_{1};
  std::deque<caf::resumable*> queue_; // touched on the lane's thread only
  bool stopping_ = false;             // likewise
  std::thread thread_;
};

} // namespace troupe::runtime
