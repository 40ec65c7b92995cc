#include "actors/company/link_role.hpp"

#include "actors/company/remote_role.hpp"
#include "actors/protocol/type_ids.hpp"
#include "runtime/log.hpp"
#include "runtime/pinned.hpp"
#include "runtime/supervisor.hpp"

#include <caf/send.hpp>

#include <set>
#include <utility>

namespace troupe::actors {

namespace cluster = runtime::cluster;

link_role::link_role(caf::actor_config& config, plan wanted)
    : event_based_actor(config), plan_(std::move(wanted)),
      refused_(plan_.metrics->make_counter("troupe_link_unreadable_messages_total",
                                           "Messages of a peer that could not be read.",
                                           {{"peer", plan_.options.peer}})) {}

caf::behavior link_role::make_behavior() {
  cluster::link_handlers on;
  on.on_up = [this] {
    runtime::log::write(runtime::log::level::info, "link_up", {{"peer", plan_.options.peer}});
    link_->announce(plan_.own_roles());
  };
  on.on_down = [this](std::string_view reason) { on_down(reason); };
  on.on_envelope = [this](const cluster::envelope& received) { on_envelope(received); };
  on.on_announcement = [this](const std::vector<cluster::announcement>& roles) {
    on_announcement(roles);
  };
  link_ = std::make_shared<cluster::link>(*plan_.lane, plan_.options, std::move(on));
  if (plan_.listener != nullptr)
    plan_.listener->add(*link_);
  link_->announce(plan_.own_roles());
  return {[this](caf::update_atom) { link_->announce(plan_.own_roles()); }};
}

void link_role::on_down(std::string_view reason) {
  runtime::log::write(runtime::log::level::warning, "link_down",
                      {{"peer", plan_.options.peer}, {"reason", reason}});
  present_.clear();
  plan_.directory->remove_node(plan_.options.peer);
}

void link_role::on_envelope(const cluster::envelope& received) {
  auto told = decode(received.payload);
  if (!told) {
    refused_.add();
    runtime::log::write(runtime::log::level::error, "message_unreadable",
                        {{"peer", plan_.options.peer},
                         {"role", received.role},
                         {"why", told.failure().message}});
    return;
  }
  const auto entry = plan_.directory->find({received.role, received.shard});
  if (!entry || entry->node == plan_.options.peer)
    return; // the role is being restarted; who sent this will be told that it is
  std::visit([&](auto& content) { caf::anon_send(entry->handle, std::move(content)); }, *told);
}

void link_role::on_announcement(const std::vector<cluster::announcement>& roles) {
  std::set<runtime::role_key> named;
  for (const auto& each : roles) {
    const runtime::role_key key{each.role, each.shard};
    named.insert(key);
    plan_.directory->put(
        key, {stand_in(key), plan_.options.peer, each.incarnation, each.ready});
    present_[key] = each.incarnation;
  }
  std::erase_if(present_, [&](const auto& each) {
    if (named.contains(each.first))
      return false;
    plan_.directory->remove(each.first, each.second);
    return true;
  });
}

caf::actor link_role::stand_in(const runtime::role_key& key) {
  auto& handle = stand_ins_[key];
  if (!handle)
    handle = runtime::as_actor(runtime::spawn_on<remote_role>(*plan_.lane, link_, key));
  return handle;
}

void link_role::on_exit() {
  plan_.directory->remove_node(plan_.options.peer);
  if (plan_.listener != nullptr)
    plan_.listener->remove(plan_.options.peer);
  if (link_)
    link_->stop();
  for (auto& [key, handle] : stand_ins_)
    caf::anon_send_exit(handle, caf::exit_reason::user_shutdown);
  stand_ins_.clear();
}

} // namespace troupe::actors
