// TCP, and what waits for it, in memory: sockets, pollers (epoll), timers and event counters, each
// a descriptor with a number that no real file has.
//
// A connection keeps the order of its bytes and loses none of them while it lasts; how long each
// piece takes is drawn anew, from latency_ns. What goes wrong is told by the functions below. A
// sender may have window_bytes under way or unread. Blocking calls never block: they fail with
// EAGAIN.
#pragma once

#include "trading/matching/splitmix64.hpp"

#include <sys/epoll.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::simulation {

class machine;

struct latency_range {
  std::int64_t least_ns = 0;
  std::int64_t most_ns = 0;
};

class network {
public:
  static constexpr int first_number = 1 << 20;
  static constexpr std::size_t window_bytes = 1 << 20;

  network(machine& owner, std::uint64_t seed);

  // -- what the scenario does to it ---------------------------------------------------------
  void set_latency(latency_range range) { latency_ = range; }
  // Every connection breaks at once; both ends learn of it.
  void reset_connections();
  // Nothing that is sent arrives before this instant, and no connection is made until then.
  void hold_until(std::int64_t steady_ns) { held_until_ns_ = steady_ns; }
  // What is under way from this host still arrives, and then the end of each connection.
  void power_off(int host);
  // Told of everything that is sent to this port, when it is sent.
  void on_send(std::uint16_t port, std::function<void(std::string_view)> tell);

  // -- time ---------------------------------------------------------------------------------
  std::int64_t next_timer_ns() const;
  void ring_timers(std::int64_t now_ns);

  // -- system calls: as those of their names; -1 with errno ----------------------------------
  static bool owns(int number) { return number >= first_number; }
  int open_socket();
  int open_poller();
  int open_timer();
  int open_counter(std::uint64_t value);
  int close(int number);
  int bind(int number, std::uint16_t port);
  int listen(int number);
  int connect(int number, std::uint16_t port);
  int accept(int number, std::uint16_t& peer_port);
  std::int64_t receive(int number, char* into, std::size_t size);
  std::int64_t send(int number, std::string_view bytes);
  int shut_down(int number, bool reading, bool writing);
  int take_error(int number);
  bool port_of(int number, bool peer, std::uint16_t& port);
  int control(int poller, int operation, int number, const epoll_event* wanted);
  int wait(int poller, epoll_event* into, int most);
  int set_timer(int number, std::int64_t due_ns);
  std::uint32_t readiness(int number);

private:
  enum class kind { socket, listener, poller, timer, counter };
  struct descriptor {
    network::kind kind = kind::socket;
    int host = 0;
    // Where it is watched.
    int poller = 0;
    std::uint32_t events = 0;
    epoll_data_t data{};
    bool queued = false;
    // A socket's.
    std::uint16_t port = 0;
    std::uint16_t peer_port = 0;
    int peer = 0; // 0: none
    bool connected = false;
    std::string inbox;
    std::size_t taken = 0;     // of the inbox
    std::size_t under_way = 0; // sent to it, not yet in the inbox
    bool end_of_input = false;
    bool input_closed = false;
    bool output_closed = false;
    int failure = 0;
    std::int64_t last_arrival_ns = 0;
    std::deque<int> waiting; // of a listener: made, not accepted
    // A timer's; 0 is none.
    std::int64_t due_ns = 0;
    bool rung = false;
    std::uint64_t value = 0;   // of a counter
    std::deque<int> ready;     // of a poller
  };

  descriptor* find(int number);
  int add(network::kind what);
  void wake(int number);
  std::uint32_t readiness(const descriptor& of) const;
  void deliver(int to, std::string bytes);
  void deliver_end(int to);
  std::int64_t arrival_of(descriptor& to);
  void break_off(int number, int failure);

  machine& machine_;
  trading::splitmix64 random_;
  latency_range latency_;
  std::int64_t held_until_ns_ = 0;
  int next_number_ = first_number;
  std::uint16_t next_port_ = 40'000;
  std::map<int, descriptor> descriptors_;
  std::map<std::uint16_t, int> listeners_;
  std::uint16_t watched_port_ = 0;
  std::function<void(std::string_view)> watcher_;
};

} // namespace troupe::simulation
