#include "runtime/supervisor.hpp"

#include "runtime/log.hpp"

#include <caf/actor_clock.hpp>
#include <caf/actor_system.hpp>
#include <caf/exit_reason.hpp>
#include <caf/sec.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace troupe::runtime {

namespace {

using std::chrono::milliseconds;

// Spares overflow: beyond this many doublings every delay is at its maximum.
constexpr std::uint32_t most_doublings = 30;

bool is_normal(const caf::error& reason) {
  return !reason || reason == caf::exit_reason::normal || reason == caf::exit_reason::user_shutdown;
}

} // namespace

std::string_view to_text(supervision_event_kind kind) {
  switch (kind) {
  case supervision_event_kind::started:
    return "started";
  case supervision_event_kind::ended:
    return "ended";
  case supervision_event_kind::crashed:
    return "crashed";
  case supervision_event_kind::killed:
    return "killed";
  case supervision_event_kind::gave_up:
    return "gave_up";
  }
  return "unknown";
}

supervisor::supervisor(caf::actor_config& config, supervisor_options options,
                       std::vector<child_spec> specs)
    : caf::event_based_actor(config), options_(std::move(options)), random_(options_.seed) {
  children_.reserve(specs.size());
  for (auto& spec : specs) {
    child added;
    added.status.id = spec.id;
    added.status.state = child_state::restarting;
    added.spec = std::move(spec);
    children_.push_back(std::move(added));
  }
}

supervisor::~supervisor() = default;

caf::behavior supervisor::make_behavior() {
  set_down_handler([this](caf::down_msg& message) { on_down(message); });
  set_exit_handler([this](caf::exit_msg& message) { shut_down(std::move(message.reason)); });
  const auto now = clock().now();
  for (auto& each : children_) {
    each.due = now;
  }
  send(this, caf::tick_atom_v);
  return {
      [this](caf::tick_atom) { advance(); },
      [this](caf::timeout_atom, std::uint64_t index, std::uint64_t incarnation) {
        on_stop_deadline(index, incarnation);
      },
      [this](restart_group& order) {
        if (!children_.empty() && !shutting_down_) {
          restart(0, children_.size() - 1, delay_ms(1), "ordered: " + order.reason);
        }
      },
  };
}

void supervisor::on_exit() {
  for (auto& each : children_) {
    if (each.handle) {
      send_exit(each.handle, caf::exit_reason::kill);
      each.handle = nullptr;
      each.status.state = child_state::stopped;
    }
  }
  publish();
}

void supervisor::on_down(const caf::down_msg& message) {
  const auto found = std::ranges::find_if(children_, [&message](const child& each) {
    return each.handle && each.handle.address() == message.source;
  });
  if (found != children_.end()) {
    found->handle = nullptr;
    const bool ordered = std::exchange(found->stopping, false);
    const auto index = static_cast<std::size_t>(found - children_.begin());
    if (ordered || shutting_down_) {
      on_end(index, to_string(message.reason));
    } else {
      on_own_end(index, is_normal(message.reason), to_string(message.reason));
    }
  }
}

void supervisor::on_stop_deadline(std::size_t index, std::uint64_t incarnation) {
  auto& late = children_[index];
  if (late.stopping && late.status.incarnation == incarnation) {
    report(supervision_event_kind::killed, late,
           "still ran " + std::to_string(options_.stop_timeout_ms) + " ms after the stop");
    send_exit(late.handle, caf::exit_reason::kill);
  }
}

void supervisor::on_end(std::size_t index, std::string reason) {
  auto& ended = children_[index];
  const bool comes_back = ended.pending && !shutting_down_;
  ended.status.state = comes_back ? child_state::restarting : child_state::stopped;
  ended.status.last_reason = reason;
  report(supervision_event_kind::ended, ended, std::move(reason));
  advance();
}

void supervisor::on_own_end(std::size_t index, bool normally, std::string reason) {
  auto& ended = children_[index];
  if (normally && ended.spec.policy != restart_policy::permanent) {
    ended.pending = false;
    return on_end(index, std::move(reason));
  }
  ended.status.last_reason = reason;
  report(supervision_event_kind::crashed, ended, reason);
  if (ended.spec.policy == restart_policy::temporary) {
    ended.pending = false;
    ended.status.state = child_state::stopped;
    return advance();
  }
  if (ended.started_at + milliseconds{options_.delay.reset_after_ms} <= clock().now()) {
    ended.crashes = 0;
  }
  ended.pending = true;
  const bool alone = options_.strategy == restart_strategy::one_for_one;
  const bool all = options_.strategy == restart_strategy::one_for_all;
  restart(all ? 0 : index, alone ? index : children_.size() - 1, delay_ms(++ended.crashes),
          ended.spec.id + ": " + reason);
}

void supervisor::restart(std::size_t first, std::size_t last, std::int64_t wait_ms,
                         const std::string& cause) {
  if (too_many_restarts()) {
    report(supervision_event_kind::gave_up, children_[first], cause);
    return shut_down(caf::make_error(caf::sec::runtime_error,
                                     "supervisor " + options_.name + " gave up: " + cause));
  }
  const auto due = clock().now() + milliseconds{wait_ms};
  for (std::size_t index = first; index <= last; ++index) {
    auto& member = children_[index];
    if (member.pending || member.handle) {
      member.pending = true;
      member.due = std::max(member.due, due);
      member.status.state = child_state::restarting;
    }
  }
  delayed_send(this, milliseconds{wait_ms}, caf::tick_atom_v);
  advance();
}

void supervisor::shut_down(caf::error reason) {
  if (!shutting_down_) {
    shutting_down_ = true;
    quit_reason_ = std::move(reason);
    for (auto& each : children_) {
      each.pending = true;
    }
    advance();
  }
}

void supervisor::advance() {
  if (stop_last_pending()) {
    return publish();
  }
  if (shutting_down_) {
    for (auto& each : children_) {
      each.status.state = child_state::stopped;
    }
    publish();
    return quit(quit_reason_);
  }
  start_due();
  publish();
}

// Whether a child has yet to go down; its end calls advance again.
bool supervisor::stop_last_pending() {
  for (std::size_t index = children_.size(); index-- > 0;) {
    auto& last = children_[index];
    if (last.pending && last.handle) {
      if (!last.stopping) {
        last.stopping = true;
        send_exit(last.handle, caf::exit_reason::user_shutdown);
        delayed_send(this, milliseconds{options_.stop_timeout_ms}, caf::timeout_atom_v,
                     static_cast<std::uint64_t>(index), last.status.incarnation);
      }
      return true;
    }
  }
  return false;
}

void supervisor::start_due() {
  const auto now = clock().now();
  const auto waits = [now](const child& each) { return each.pending && each.due > now; };
  const bool alone = options_.strategy == restart_strategy::one_for_one;
  if (!alone && std::ranges::any_of(children_, waits)) {
    return;
  }
  for (std::size_t index = 0; index < children_.size(); ++index) {
    if (children_[index].pending && !waits(children_[index]) && !start(index)) {
      return;
    }
  }
}

// False when the start failed; what follows from that is done then.
bool supervisor::start(std::size_t index) {
  auto& starting = children_[index];
  auto& status = starting.status;
  if (starting.spec.policy == restart_policy::temporary && status.incarnation > 0) {
    starting.pending = false;
    status.state = child_state::stopped;
    return true;
  }
  status.restarts += status.incarnation > 0 ? 1 : 0;
  starting.started_at = clock().now();
  std::string failure = "the start function returned no actor";
  try {
    starting.handle = starting.spec.start(++status.incarnation);
  } catch (const std::exception& thrown) {
    failure = thrown.what();
  } catch (...) {
    failure = "the start function threw something that is no std::exception";
  }
  if (!starting.handle) {
    on_own_end(index, false, "start failed: " + failure);
    return false;
  }
  starting.pending = false;
  status.state = child_state::running;
  monitor(starting.handle);
  report(supervision_event_kind::started, starting);
  return true;
}

bool supervisor::too_many_restarts() {
  const auto now = clock().now();
  restarts_.push_back(now);
  while (restarts_.front() + milliseconds{options_.window_ms} < now) {
    restarts_.pop_front();
  }
  return restarts_.size() > options_.max_restarts;
}

std::int64_t supervisor::delay_ms(std::uint32_t crashes) {
  const auto& wanted = options_.delay;
  const auto doublings = std::min(crashes - 1, most_doublings);
  const auto delay = std::min(wanted.initial_ms << doublings, wanted.maximum_ms);
  const auto jitter = static_cast<std::uint64_t>(delay * wanted.jitter_percent / 100);
  return delay + static_cast<std::int64_t>(random_.below(jitter + 1));
}

void supervisor::publish() {
  if (options_.view) {
    supervisor_status status{options_.name, options_.parent, options_.strategy, {}};
    status.children.reserve(children_.size());
    for (const auto& each : children_) {
      status.children.push_back(each.status);
    }
    options_.view->publish(std::move(status));
  }
}

void supervisor::report(supervision_event_kind kind, const child& about, std::string reason) {
  const bool bad = kind != supervision_event_kind::started && kind != supervision_event_kind::ended;
  log::write(bad ? log::level::error : log::level::info, "child_" + std::string{to_text(kind)},
             {{"supervisor", options_.name},
              {"child", about.spec.id},
              {"incarnation", about.status.incarnation},
              {"reason", reason}});
  if (options_.on_event) {
    options_.on_event(
        {kind, options_.name, about.spec.id, about.status.incarnation, std::move(reason)});
  }
}

} // namespace troupe::runtime
