#include "net/venue/faults/event_faults.hpp"

#include <algorithm>
#include <utility>

namespace troupe::net::venue {

namespace {

bool is_of_events(fault_kind kind) {
  return kind >= fault_kind::drop_event && kind <= fault_kind::reorder_events;
}

bool concerns_event(const fault_rule& rule, const trading::order_update& update) {
  return is_of_events(rule.kind) && (!rule.symbol || *rule.symbol == update.event.symbol) &&
         (rule.event.empty() || rule.event == trading::to_text(update.kind));
}

} // namespace

event_verdict judge_event(const fault_plan& plan, dice& chance,
                          const trading::order_update& update) {
  event_verdict verdict;
  for (std::size_t index = 0; index < plan.rules.size(); ++index) {
    const auto& rule = plan.rules[index];
    if (!concerns_event(rule, update) || !chance.roll(index))
      continue;
    if (rule.kind == fault_kind::drop_event)
      verdict.dropped = true;
    else if (rule.kind == fault_kind::duplicate_event)
      ++verdict.copies;
    else if (rule.kind == fault_kind::delay_event)
      verdict.delay_ms = std::max(verdict.delay_ms, rule.delay_ms);
    else
      verdict.held_ms = std::max(verdict.held_ms, rule.delay_ms);
  }
  return verdict;
}

void event_gate::pass(const event_verdict& verdict, std::function<void()> tell) {
  if (verdict.dropped)
    return;
  auto tell_all = [copies = verdict.copies, tell = std::move(tell)] {
    for (int copy = 0; copy < copies; ++copy)
      tell();
  };
  if (verdict.delay_ms > 0)
    return waiting_.call_after(verdict.delay_ms, std::move(tell_all));
  if (verdict.held_ms == 0 || held_.size() >= held_max) {
    tell_all();
    return release();
  }
  held_.push_back(std::move(tell_all));
  if (held_.size() == 1)
    waiting_.call_after(verdict.held_ms, [this, round = round_] {
      if (round == round_)
        release();
    });
}

void event_gate::release() {
  ++round_;
  for (auto& tell : std::exchange(held_, {}))
    tell();
}

} // namespace troupe::net::venue
