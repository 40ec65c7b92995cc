// What faults do to one order event on its way to the clients. Every client meets the same.
#pragma once

#include "net/venue/faults/dice.hpp"
#include "net/venue/faults/later.hpp"
#include "net/venue/faults/plan.hpp"
#include "trading/matching/paper_order.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace troupe::net::venue {

struct event_verdict {
  bool dropped = false;
  int copies = 1;
  std::int64_t delay_ms = 0;
  std::int64_t held_ms = 0; // behind the event that comes next, or so long when none comes
};

// Every rule that concerns the event is asked, whatever the others said.
event_verdict judge_event(const fault_plan& plan, dice& chance,
                          const trading::order_update& update);

// Carries the verdicts out.
class event_gate {
public:
  static constexpr std::size_t held_max = 1024; // more are told at once

  explicit event_gate(later& waiting) : waiting_(waiting) {}

  void pass(const event_verdict& verdict, std::function<void()> tell);
  // Tells what is held back for an event that comes next.
  void release();

private:
  std::vector<std::function<void()>> held_; // at most held_max
  std::uint64_t round_ = 0;                 // counts the releases
  later& waiting_;
};

} // namespace troupe::net::venue
