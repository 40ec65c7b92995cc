#include "tests/simulation/machine/network.hpp"

#include "tests/simulation/machine/machine.hpp"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <utility>

namespace troupe::simulation {

namespace {

constexpr std::uint32_t readable = EPOLLIN;

int failed(int why) {
  errno = why;
  return -1;
}

} // namespace

network::network(machine& owner, std::uint64_t seed) : machine_(owner), random_(seed) {}

network::descriptor* network::find(int number) {
  const auto found = descriptors_.find(number);
  return found == descriptors_.end() ? nullptr : &found->second;
}

int network::add(network::kind what) {
  descriptor made;
  made.kind = what;
  made.host = machine_.host();
  descriptors_.emplace(next_number_, std::move(made));
  return next_number_++;
}

int network::open_socket() { return add(kind::socket); }
int network::open_poller() { return add(kind::poller); }
int network::open_timer() { return add(kind::timer); }
int network::open_counter(std::uint64_t value) {
  const int number = add(kind::counter);
  descriptors_[number].value = value;
  return number;
}

// -- readiness --------------------------------------------------------------------------------

std::uint32_t network::readiness(const descriptor& of) const {
  std::uint32_t ready = 0;
  switch (of.kind) {
  case kind::timer:
    return of.rung ? readable : 0;
  case kind::counter:
    return EPOLLOUT | (of.value > 0 ? readable : 0);
  case kind::listener:
    return of.waiting.empty() ? 0 : readable;
  case kind::poller:
    return 0;
  case kind::socket:
    break;
  }
  if (of.taken < of.inbox.size() || of.end_of_input || of.failure != 0)
    ready |= EPOLLIN;
  if (of.failure != 0)
    ready |= EPOLLERR | EPOLLHUP | EPOLLOUT;
  if (of.connected) {
    const auto peer = descriptors_.find(of.peer);
    if (peer == descriptors_.end() ||
        peer->second.inbox.size() - peer->second.taken + peer->second.under_way < window_bytes)
      ready |= EPOLLOUT;
  }
  return ready;
}

std::uint32_t network::readiness(int number) {
  const auto* of = find(number);
  return of == nullptr ? std::uint32_t{EPOLLERR} : readiness(*of);
}

void network::wake(int number) {
  auto* of = find(number);
  if (of == nullptr || of->poller == 0 || of->queued)
    return;
  if (auto* poller = find(of->poller)) {
    of->queued = true;
    poller->ready.push_back(number);
  }
}

int network::control(int poller, int operation, int number, const epoll_event* wanted) {
  auto* of = find(number);
  if (of == nullptr || find(poller) == nullptr)
    return failed(EBADF);
  if (operation == EPOLL_CTL_DEL) {
    of->poller = 0;
    return 0;
  }
  of->poller = poller;
  of->events = wanted->events;
  of->data = wanted->data;
  wake(number);
  return 0;
}

int network::wait(int poller, epoll_event* into, int most) {
  auto* from = find(poller);
  if (from == nullptr)
    return failed(EBADF);
  auto ready = std::exchange(from->ready, {});
  int count = 0;
  while (!ready.empty() && count < most) {
    const int number = ready.front();
    ready.pop_front();
    auto* of = find(number);
    if (of == nullptr || of->poller != poller)
      continue;
    of->queued = false;
    const auto seen = readiness(*of) & (of->events | EPOLLERR | EPOLLHUP);
    if (seen == 0)
      continue;
    into[count].events = seen;
    into[count].data = of->data;
    ++count;
    if ((of->events & EPOLLET) == 0)
      wake(number);
  }
  from->ready.insert(from->ready.begin(), ready.begin(), ready.end());
  return count;
}

// -- timers -----------------------------------------------------------------------------------

int network::set_timer(int number, std::int64_t due_ns) {
  auto* of = find(number);
  if (of == nullptr)
    return failed(EBADF);
  of->rung = false;
  of->due_ns = due_ns;
  if (due_ns != 0 && due_ns <= machine_.steady_ns())
    ring_timers(machine_.steady_ns());
  return 0;
}

std::int64_t network::next_timer_ns() const {
  auto next = std::numeric_limits<std::int64_t>::max();
  for (const auto& [number, each] : descriptors_)
    if (each.kind == kind::timer && each.due_ns != 0 && !machine_.is_off(each.host))
      next = std::min(next, each.due_ns);
  return next;
}

void network::ring_timers(std::int64_t now_ns) {
  for (auto& [number, each] : descriptors_)
    if (each.kind == kind::timer && each.due_ns != 0 && each.due_ns <= now_ns) {
      each.due_ns = 0;
      each.rung = true;
      wake(number);
    }
}

// -- connections ------------------------------------------------------------------------------

int network::bind(int number, std::uint16_t port) {
  auto* of = find(number);
  if (of == nullptr)
    return failed(EBADF);
  of->port = port == 0 ? next_port_++ : port;
  return listeners_.contains(of->port) ? failed(EADDRINUSE) : 0;
}

int network::listen(int number) {
  auto* of = find(number);
  if (of == nullptr)
    return failed(EBADF);
  of->kind = kind::listener;
  listeners_[of->port] = number;
  return 0;
}

int network::connect(int number, std::uint16_t port) {
  const auto listener = listeners_.find(port);
  if (find(number) == nullptr)
    return failed(EBADF);
  if (machine_.is_off(machine_.host()) || listener == listeners_.end() ||
      machine_.steady_ns() < held_until_ns_)
    return failed(ECONNREFUSED);
  const auto far_host = find(listener->second)->host;
  const int far = add(kind::socket);
  auto& there = descriptors_[far];
  auto& here = descriptors_[number];
  there.host = far_host;
  here.port = next_port_++;
  there.port = here.peer_port = port;
  there.peer_port = here.port;
  here.peer = far;
  there.peer = number;
  here.connected = there.connected = true;
  find(listener->second)->waiting.push_back(far);
  wake(listener->second);
  wake(number);
  return 0;
}

int network::accept(int number, std::uint16_t& peer_port) {
  auto* of = find(number);
  if (of == nullptr)
    return failed(EBADF);
  if (of->waiting.empty())
    return failed(EAGAIN);
  const int made = of->waiting.front();
  of->waiting.pop_front();
  peer_port = descriptors_[made].peer_port;
  return made;
}

std::int64_t network::receive(int number, char* into, std::size_t size) {
  auto* of = find(number);
  if (of == nullptr)
    return failed(EBADF);
  const auto count = std::min(size, of->inbox.size() - of->taken);
  if (count > 0) {
    std::copy_n(of->inbox.data() + of->taken, count, into);
    of->taken += count;
    if (of->taken == of->inbox.size()) {
      of->inbox.clear();
      of->taken = 0;
    }
    wake(of->peer); // there is room again
    return static_cast<std::int64_t>(count);
  }
  if (of->failure != 0)
    return failed(of->failure);
  if (of->end_of_input || of->input_closed)
    return 0;
  return failed(of->connected ? EAGAIN : ENOTCONN);
}

std::int64_t network::send(int number, std::string_view bytes) {
  auto* of = find(number);
  if (of == nullptr)
    return failed(EBADF);
  if (of->failure != 0 || of->output_closed)
    return failed(of->output_closed ? EPIPE : of->failure);
  if (machine_.is_off(of->host))
    return failed(ECONNRESET);
  if (!of->connected)
    return failed(ENOTCONN);
  auto* peer = find(of->peer);
  if (peer == nullptr) {
    of->failure = ECONNRESET;
    return failed(EPIPE);
  }
  const auto held = peer->inbox.size() - peer->taken + peer->under_way;
  const auto count = std::min(bytes.size(), window_bytes - std::min(window_bytes, held));
  if (count == 0)
    return failed(EAGAIN);
  peer->under_way += count;
  if (watcher_ && of->peer_port == watched_port_)
    watcher_(bytes.substr(0, count));
  const auto arrival = arrival_of(*peer);
  if (arrival <= machine_.steady_ns())
    deliver(of->peer, std::string(bytes.substr(0, count)));
  else
    machine_.at(arrival, [this, to = of->peer, sent = std::string(bytes.substr(0, count))] {
      deliver(to, sent);
    });
  return static_cast<std::int64_t>(count);
}

std::int64_t network::arrival_of(descriptor& to) {
  const auto range = static_cast<std::uint64_t>(latency_.most_ns - latency_.least_ns);
  const auto drawn = range == 0 ? 0 : random_.below(range + 1);
  auto arrival = machine_.steady_ns() + latency_.least_ns + static_cast<std::int64_t>(drawn);
  arrival = std::max({arrival, to.last_arrival_ns, held_until_ns_});
  to.last_arrival_ns = arrival;
  return arrival;
}

void network::deliver(int to, std::string bytes) {
  auto* of = find(to);
  if (of == nullptr)
    return;
  of->under_way -= std::min(of->under_way, bytes.size());
  if (of->failure != 0 || of->input_closed)
    return;
  of->inbox += bytes;
  wake(to);
}

void network::deliver_end(int to) {
  if (auto* of = find(to)) {
    of->end_of_input = true;
    wake(to);
  }
}

int network::shut_down(int number, bool reading, bool writing) {
  auto* of = find(number);
  if (of == nullptr)
    return failed(EBADF);
  if (!of->connected)
    return failed(ENOTCONN);
  of->input_closed = of->input_closed || reading;
  if (writing && !std::exchange(of->output_closed, true))
    if (auto* peer = find(of->peer); peer != nullptr && !machine_.is_off(of->host))
      machine_.at(arrival_of(*peer), [this, to = of->peer] { deliver_end(to); });
  return 0;
}

int network::close(int number) {
  auto* of = find(number);
  if (of == nullptr)
    return failed(EBADF);
  if (of->kind == kind::listener) {
    listeners_.erase(of->port);
    for (const int each : of->waiting)
      break_off(each, ECONNRESET);
  }
  if (of->connected && !of->output_closed)
    shut_down(number, true, true);
  descriptors_.erase(number);
  return 0;
}

void network::break_off(int number, int failure) {
  auto* of = find(number);
  if (of == nullptr || of->kind != kind::socket || !of->connected)
    return;
  of->failure = failure;
  of->inbox.clear();
  of->taken = 0;
  wake(number);
}

void network::reset_connections() {
  for (auto& [number, each] : descriptors_)
    break_off(number, ECONNRESET);
}

void network::power_off(int host) {
  for (auto& [number, each] : descriptors_)
    if (each.host == host && each.kind == kind::socket && each.peer != 0) {
      each.failure = ECONNRESET;
      if (auto* peer = find(each.peer))
        machine_.at(arrival_of(*peer), [this, to = each.peer] { deliver_end(to); });
    }
}

void network::on_send(std::uint16_t port, std::function<void(std::string_view)> tell) {
  watched_port_ = port;
  watcher_ = std::move(tell);
}

int network::take_error(int number) {
  auto* of = find(number);
  return of == nullptr ? EBADF : of->failure;
}

bool network::port_of(int number, bool peer, std::uint16_t& port) {
  const auto* of = find(number);
  if (of == nullptr || (peer && !of->connected))
    return false;
  port = peer ? of->peer_port : of->port;
  return true;
}

} // namespace troupe::simulation
