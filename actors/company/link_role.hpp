// The actor that owns the link to one peer: enters the peer's roles into the directory, hands what
// they are told to the link, and what comes in to the roles here.
//
// When the link goes down the peer's roles leave the directory, and all who wait for them wait;
// nothing is kept for them, because they rebuild from the journal.
//
// Told caf::update_atom, it tells the peer what this node plays now.
#pragma once

#include "actors/protocol/wire.hpp"
#include "runtime/cluster/link.hpp"
#include "runtime/directory.hpp"
#include "runtime/lane.hpp"
#include "runtime/metrics.hpp"

#include <caf/event_based_actor.hpp>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace troupe::actors {

class link_role : public caf::event_based_actor {
public:
  struct plan {
    runtime::cluster::link_options options;
    runtime::lane* lane = nullptr;
    runtime::directory* directory = nullptr;
    runtime::metrics* metrics = nullptr;
    // Null on the side that dials.
    runtime::cluster::link_listener* listener = nullptr;
    // The roles of this node, asked for when the link comes up.
    std::function<std::vector<runtime::cluster::announcement>()> own_roles;
  };

  link_role(caf::actor_config& config, plan wanted);

  const char* name() const override { return "link"; }

protected:
  caf::behavior make_behavior() override;
  void on_exit() override;

private:
  void on_down(std::string_view reason);
  void on_envelope(const runtime::cluster::envelope& received);
  void on_announcement(const std::vector<runtime::cluster::announcement>& roles);
  caf::actor stand_in(const runtime::role_key& key);

  plan plan_;
  std::shared_ptr<runtime::cluster::link> link_;
  std::map<runtime::role_key, caf::actor> stand_ins_; // one for each role the peer ever played
  std::map<runtime::role_key, std::uint64_t> present_; // incarnations, as announced last
  runtime::counter& refused_;
};

} // namespace troupe::actors
