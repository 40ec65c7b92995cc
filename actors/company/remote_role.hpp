// Stands for a role that another node plays: whatever it is told goes over the link to that node.
#pragma once

#include "runtime/cluster/link.hpp"
#include "runtime/directory.hpp"

#include <caf/event_based_actor.hpp>

#include <memory>

namespace troupe::actors {

class remote_role : public caf::event_based_actor {
public:
  remote_role(caf::actor_config& config, std::shared_ptr<runtime::cluster::link> through,
              runtime::role_key key);

  const char* name() const override { return "remote_role"; }

protected:
  caf::behavior make_behavior() override;

private:
  std::shared_ptr<runtime::cluster::link> through_;
  runtime::role_key key_;
};

} // namespace troupe::actors
