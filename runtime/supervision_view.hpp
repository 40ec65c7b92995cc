// What the supervision trees of this process look like right now, for the API, the web page and
// the tests. Supervisors write it; everybody may read it from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::runtime {

enum class restart_strategy : std::uint8_t { one_for_one, one_for_all, rest_for_one };
std::string_view to_text(restart_strategy strategy);

enum class child_state : std::uint8_t {
  running,
  restarting, // crashed, or going down with a sibling; waits for its turn
  stopped     // ended for good: by policy, by order, or because its supervisor gave up
};
std::string_view to_text(child_state state);

struct child_status {
  std::string id;
  child_state state = child_state::stopped;
  std::uint64_t incarnation = 0; // 1 at the first start; 0 before it
  std::uint64_t restarts = 0;
  std::string last_reason; // why it went down last; empty if it never did

  friend bool operator==(const child_status&, const child_status&) = default;
};

struct supervisor_status {
  std::string name;
  std::string parent; // the supervisor above; empty for a root
  restart_strategy strategy = restart_strategy::one_for_one;
  std::vector<child_status> children; // in the order of start

  friend bool operator==(const supervisor_status&, const supervisor_status&) = default;
};

// Thread-safe. Supervisors are known by name; a restarted one takes its place over.
class supervision_view {
public:
  void publish(supervisor_status status);
  std::vector<supervisor_status> snapshot() const; // by name

private:
  mutable std::mutex mutex_;
  std::map<std::string, supervisor_status> supervisors_;
};

} // namespace troupe::runtime
