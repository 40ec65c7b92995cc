// One actor's view of a role that it sends to: the typed handle, looked up again only when the
// directory has changed.
//
//   role_ref<risk_actor> risk{where, {"risk", 0}, metrics.make_counter("troupe_role_drops_total",
//   ...)}; risk.send_from(this, proposal);          // counts a drop when nobody plays the role
//
// Belongs to one thread. A role that is not ready is absent unless `accept_unready` is given.
#pragma once

#include "runtime/directory.hpp"
#include "runtime/metrics.hpp"

#include <utility>

namespace troupe::runtime {

enum class readiness : std::uint8_t { require_ready, accept_unready };

template <class Handle>
class role_ref {
public:
  role_ref(const directory& where, role_key key, counter& drops,
           readiness wanted = readiness::require_ready)
      : where_(&where), key_(std::move(key)), drops_(&drops), wanted_(wanted) {}

  const role_key& key() const { return key_; }

  // Null when nobody plays the role; valid until the next call.
  Handle* get() {
    if (const auto version = where_->version(); version != seen_) {
      seen_ = version;
      const auto entry = where_->find(key_);
      const bool present = entry && (entry->ready || wanted_ == readiness::accept_unready);
      handle_ = present ? caf::actor_cast<Handle>(entry->handle) : Handle{};
    }
    return handle_ ? &handle_ : nullptr;
  }

  // Sends from an actor (`self->send`); false, and a counted drop, when the role is absent.
  template <class Self, class... Message>
  bool send_from(Self* self, Message&&... message) {
    Handle* const receiver = get();
    if (receiver == nullptr) {
      drops_->add();
      return false;
    }
    self->send(*receiver, std::forward<Message>(message)...);
    return true;
  }

  // Lets go of the handle; it is looked up again at the next use.
  void release() {
    handle_ = Handle{};
    seen_ = never;
  }

private:
  static constexpr std::uint64_t never = ~std::uint64_t{0};

  const directory* where_;
  role_key key_;
  counter* drops_;
  readiness wanted_;
  std::uint64_t seen_ = never;
  Handle handle_;
};

} // namespace troupe::runtime
