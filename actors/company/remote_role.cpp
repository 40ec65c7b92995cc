#include "actors/company/remote_role.hpp"

#include "actors/protocol/type_ids.hpp"
#include "actors/protocol/wire.hpp"

#include <caf/message_handler.hpp>

#include <utility>

namespace troupe::actors {

remote_role::remote_role(caf::actor_config& config,
                         std::shared_ptr<runtime::cluster::link> through, runtime::role_key key)
    : event_based_actor(config), through_(std::move(through)), key_(std::move(key)) {}

// A link that is down drops and counts what it is given; the directory forgets the role then.
caf::behavior remote_role::make_behavior() {
  caf::message_handler every;
#define TROUPE_FORWARD(type)                                                                       \
  every = every.or_else(                                                                           \
      [this](const type& told) { through_->send({key_.role, key_.shard, encode(told)}); });
  TROUPE_MESSAGES(TROUPE_FORWARD)
#undef TROUPE_FORWARD
  return every;
}

} // namespace troupe::actors
