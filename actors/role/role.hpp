// The base of every role: an actor of a typed interface on a lane, with its sockets and timers.
//
// What happens on a socket or a timer of the lane belongs to the role only while it lives:
// guarded() wraps such a callback, so that after the role's end it does nothing, and an exception
// in it ends the role, as one in a message handler does; the supervisor then restarts it.
#pragma once

#include "actors/journal/outbox.hpp"
#include "actors/role/readiness_board.hpp"
#include "actors/role/role_context.hpp"
#include "runtime/log.hpp"
#include "runtime/role_ref.hpp"

#include <boost/asio/post.hpp>
#include <caf/send.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <exception>
#include <memory>
#include <string>
#include <utility>

namespace troupe::actors {

template <class Interface>
class role : public Interface::base {
public:
  using behavior_type = typename Interface::behavior_type;

  role(caf::actor_config& config, role_context context)
      : Interface::base(config), context_(std::move(context)), name_(context_.key.role),
        alive_(std::make_shared<bool>(true)) {}

  const char* name() const override { return name_.c_str(); }

protected:
  const role_context& context() const { return context_; }
  const config::settings& settings() const { return *context_.settings; }
  std::int64_t steady_ns() const { return context_.clock->steady_ns(); }

  // A role that is absent drops the message and counts it.
  template <class Handle>
  runtime::role_ref<Handle>
  reach(std::string whom, std::uint32_t shard = 0,
        runtime::readiness wanted = runtime::readiness::require_ready) {
    auto& drops = context_.metrics->make_counter(
        "troupe_role_drops_total", "Messages to a role that nobody played.",
        {{"from", context_.key.role}, {"to", whom}});
    return {*context_.directory, {std::move(whom), shard}, drops, wanted};
  }

  template <class Handle, class Message>
  bool tell(runtime::role_ref<Handle>& whom, Message&& told) {
    return whom.send_from(this, std::forward<Message>(told));
  }

  // Into the journal, behind everything that this lane has recorded before.
  void record(trading::event happened) { context_.outbox->add(std::move(happened)); }

  // From here on the others may rely on this role, and on what it has recorded.
  void become_ready() {
    if (ready_)
      return;
    ready_ = true;
    context_.outbox->flush();
    context_.readiness->note(context_.key, "");
    enter_as_ready();
    runtime::log::write(runtime::log::level::info, "role_ready",
                        {{"role", context_.key.role},
                         {"shard", context_.key.shard},
                         {"incarnation", context_.incarnation}});
  }
  bool ready() const { return ready_; }

  // For a while the others may not rely on this role; become_ready() ends it.
  void become_unready(std::string why) {
    if (std::exchange(ready_, false))
      context_.directory->set_ready(context_.key, context_.incarnation, false);
    wait_because(std::move(why));
  }

  void wait_because(std::string why) { context_.readiness->note(context_.key, std::move(why)); }

  // Ends this role; its supervisor restarts it.
  void fail(const std::string& code, const std::string& why) {
    runtime::log::write(runtime::log::level::error, "role_failed",
                        {{"role", context_.key.role}, {"code", code}, {"why", why}});
    wait_because(why);
    this->send_exit(this->address(),
                    caf::make_error(caf::sec::runtime_error, code + ": " + why));
  }

  template <class Call>
  auto guarded(Call call) {
    return [this, call = std::move(call),
            alive = std::weak_ptr<bool>(alive_)](auto&&... arguments) mutable {
      const auto still = alive.lock();
      if (!still || !*still)
        return;
      try {
        call(std::forward<decltype(arguments)>(arguments)...);
      } catch (const std::exception& thrown) {
        *still = false;
        fail("broken_invariant", thrown.what());
      }
    };
  }

  // Overriders end what they own on the lane, then call this.
  void on_exit() override {
    *alive_ = false;
    ready_ = false;
  }

private:
  // Who started this role enters it into the directory just after, on another thread.
  void enter_as_ready() {
    if (!context_.directory->set_ready(context_.key, context_.incarnation, true))
      boost::asio::post(context_.lane->io(), guarded([this] { enter_as_ready(); }));
  }

  role_context context_;
  std::string name_;
  std::shared_ptr<bool> alive_;
  bool ready_ = false;
};

} // namespace troupe::actors
