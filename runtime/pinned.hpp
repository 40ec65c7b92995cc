// Makes an actor class run on a lane, whoever sends to it, and counts its mailbox.
//
//   class risk_role : public risk_actor::base { ... };       // or caf::event_based_actor
//   risk_actor risk = spawn_on<risk_role>(trading_lane, limits);
//
// A child that a pinned actor spawns is an ordinary scheduled actor unless it is spawned with
// spawn_on too. `request` from a pinned actor only on its own lane (its handlers are).
#pragma once

#include "runtime/lane.hpp"

#include <caf/actor_config.hpp>
#include <caf/invoke_message_result.hpp>
#include <caf/scheduled_actor.hpp>
#include <caf/spawn_options.hpp>

#include <exception>
#include <memory>
#include <utility>

namespace troupe::runtime {

// What an actor that wants to read its own mailbox finds by dynamic_cast<has_mailbox_gauge*>(this).
class has_mailbox_gauge {
public:
  virtual ~has_mailbox_gauge() = default;
  virtual const std::shared_ptr<const mailbox_gauge>& gauge() const = 0;
};

// What an actor that threw quits with: the exception's text, for the supervisor's log and view.
caf::error exit_reason_for(const std::exception_ptr& thrown);

template <class Actor>
class pinned : public Actor, public has_mailbox_gauge {
public:
  // `config.host` is the lane.
  template <class... Args>
  explicit pinned(caf::actor_config& config, Args&&... args)
      : Actor(config, std::forward<Args>(args)...), lane_(static_cast<lane*>(config.host)),
        counts_(std::make_shared<mailbox_gauge>()), gauge_(counts_) {
    counts_->actor = this->name();
    counts_->lane = lane_->name();
    lane_->mailboxes().add(counts_);
    this->set_exception_handler(
        [](std::exception_ptr& thrown) -> caf::error { return exit_reason_for(thrown); });
  }

  const std::shared_ptr<const mailbox_gauge>& gauge() const override { return gauge_; }
  std::int64_t depth() const { return counts_->depth.load(std::memory_order_relaxed); }

  using Actor::enqueue;
  void enqueue(caf::mailbox_element_ptr element, caf::execution_unit*) override {
    if (counts_->closed.load(std::memory_order_acquire)) {
      counts_->dropped->fetch_add(1, std::memory_order_relaxed);
    } else {
      counts_->received.fetch_add(1, std::memory_order_relaxed);
      counts_->depth.fetch_add(1, std::memory_order_relaxed);
    }
    caf::scheduled_actor::enqueue(std::move(element), lane_);
  }

  // Not a scheduled_actor to the lane: that word sends an actor back to the system's scheduler.
  caf::resumable::subtype_t subtype() const override { return caf::resumable::io_actor; }

  using Actor::consume;
  caf::invoke_message_result consume(caf::mailbox_element& element) override {
    struct leaving {
      mailbox_gauge& counts;
      bool handled = true;
      ~leaving() {
        if (handled) {
          counts.depth.fetch_sub(1, std::memory_order_relaxed);
        }
      }
    } message{*counts_};
    const auto outcome = Actor::consume(element);
    message.handled = outcome != caf::invoke_message_result::skipped;
    return outcome;
  }

  bool cleanup(caf::error&& reason, caf::execution_unit* host) override {
    counts_->closed.store(true, std::memory_order_release);
    const bool first_time = Actor::cleanup(std::move(reason), host);
    if (const auto left = counts_->depth.exchange(0, std::memory_order_relaxed); left > 0) {
      counts_->dropped->fetch_add(static_cast<std::uint64_t>(left), std::memory_order_relaxed);
    }
    return first_time;
  }

private:
  lane* lane_;
  std::shared_ptr<mailbox_gauge> counts_;
  std::shared_ptr<const mailbox_gauge> gauge_;
};

// Starts an actor on a lane; from any thread. Returns its handle, typed if the class is.
template <class Actor, class... Args>
auto spawn_on(lane& where, Args&&... args) {
  caf::actor_config config{&where};
  return where.system().template spawn_impl<pinned<Actor>, caf::no_spawn_options>(
      config, std::forward<Args>(args)...);
}

} // namespace troupe::runtime
