// A computer that is not there: the system calls of this process, answered from memory.
//
// While a machine exists, the clocks, timers, pollers and TCP sockets that code of this process
// asks its C library for are the machine's (system_calls.cpp stands between), and what is written
// below the disk's root is watched by it. So the actors, Asio, Beast and the venue run as they are,
// in one thread, on time that moves only when told to, and the same seed gives the same run.
//
// Hosts. Everything belongs to the host that runs when it is made. The venue is one host; each life
// of the trader is another, so that a crash can take everything from it at once: its connections
// break, what it still does reaches nobody, and its memory is simply left behind.
//
// One machine at a time. A copy of the process by fork(2) has a machine of its own from then on.
#pragma once

#include "tests/simulation/machine/disk.hpp"
#include "tests/simulation/machine/network.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace troupe::simulation {

class machine {
public:
  // Files below `disk_root` are the disk's. Time begins at utc_ns.
  machine(std::uint64_t seed, std::string disk_root, std::int64_t utc_ns);
  ~machine();
  machine(const machine&) = delete;
  machine& operator=(const machine&) = delete;

  static machine* current();

  std::int64_t steady_ns() const { return now_ns_; }
  std::int64_t utc_ns() const { return now_ns_ + utc_ahead_ns_; }
  // The clock of the day is set forwards or back; the steady clock does not notice.
  void set_clock(std::int64_t by_ns) { utc_ahead_ns_ += by_ns; }

  // To be done at an instant, in the order of the instants, then of the calls.
  void at(std::int64_t steady_ns, std::function<void()> what);
  // When the next thing is due; nothing may be.
  std::int64_t next_due_ns() const;
  // Time goes on to this instant; what is due on the way is done.
  void advance_to(std::int64_t steady_ns);

  int host() const { return host_; }
  void run_as(int host) { host_ = host; }
  // Nothing that this host does from now on has an effect.
  void power_off(int host);
  bool is_off(int host) const { return off_.contains(host); }

  network& wires() { return network_; }
  disk& storage() { return disk_; }

private:
  std::int64_t now_ns_ = 1'000'000'000;
  std::int64_t utc_ahead_ns_;
  std::multimap<std::int64_t, std::function<void()>> agenda_;
  std::map<int, bool> off_;
  int host_ = 0;
  network network_;
  disk disk_;
};

} // namespace troupe::simulation
