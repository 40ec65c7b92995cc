#include "runtime/cluster/link.hpp"

#include "runtime/cluster/link_state.hpp"

#include <utility>

namespace troupe::runtime::cluster {

std::string_view to_text(link_state state) {
  switch (state) {
  case link_state::waiting:
    return "waiting";
  case link_state::connecting:
    return "connecting";
  case link_state::up:
    return "up";
  case link_state::stopped:
    return "stopped";
  }
  return "unknown";
}

link::link(lane& where, link_options options, link_handlers handlers)
    : machine_(std::make_shared<state_machine>(where, std::move(options), std::move(handlers))) {
  machine_->start();
}

link::~link() {
  if (machine_) {
    machine_->stop();
  }
}

link::link(link&&) noexcept = default;

bool link::send(const envelope& message) {
  return machine_->send(message);
}
void link::announce(std::vector<announcement> roles) {
  machine_->announce(std::move(roles));
}
const link_options& link::options() const {
  return machine_->options();
}
link_reading link::read() const {
  return machine_->read();
}
void link::stop() {
  machine_->stop();
}

} // namespace troupe::runtime::cluster
