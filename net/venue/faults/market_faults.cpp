#include "net/venue/faults/market_faults.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace troupe::net::venue {

namespace {

constexpr trading::time_ns ms_ns = 1'000'000;
constexpr auto without_end = std::numeric_limits<trading::time_ns>::max();

// How long a rule of this kind strikes this symbol now, if one does.
std::optional<std::int64_t> strike(const fault_plan& plan, dice& chance, fault_kind kind,
                                   const trading::symbol& of) {
  for (std::size_t index = 0; index < plan.rules.size(); ++index) {
    const auto& rule = plan.rules[index];
    if (rule.kind == kind && (!rule.symbol || *rule.symbol == of) && chance.roll(index))
      return rule.duration_ms;
  }
  return std::nullopt;
}

bool lasts(const std::map<trading::symbol, trading::time_ns>& until, const trading::symbol& of,
           trading::time_ns now) {
  const auto found = until.find(of);
  return found != until.end() && now < found->second;
}

} // namespace

bool market_faults::halted(const trading::symbol& of, trading::time_ns now) const {
  return lasts(halted_until_, of, now);
}

bool market_faults::halts(const fault_plan& plan, dice& chance, const trading::symbol& of,
                          trading::time_ns now) {
  if (lasts(halted_until_, of, now))
    return true;
  const auto duration_ms = strike(plan, chance, fault_kind::halt, of);
  if (duration_ms)
    halted_until_[of] = *duration_ms == 0 ? without_end : now + *duration_ms * ms_ns;
  return duration_ms.has_value();
}

market_instant market_faults::as_traded(const fault_plan& plan, dice& chance,
                                        market_instant instant) {
  const trading::symbol* last = nullptr;
  bool halted = false;
  std::vector<market_event> kept;
  kept.reserve(instant.events.size());
  for (auto& event : instant.events) { // one symbol's events stand together: one chance for all
    const auto& symbol = symbol_of(event);
    if (last == nullptr || *last != symbol) {
      halted = halts(plan, chance, symbol, instant.at);
      if (halted)
        instant.halted.push_back(symbol);
    }
    last = &symbol;
    if (!halted)
      kept.push_back(event);
  }
  instant.events = std::move(kept);
  return instant;
}

bool market_faults::fills_partly(const fault_plan& plan, dice& chance, const trading::symbol& of) {
  return strike(plan, chance, fault_kind::partial_fill, of).has_value();
}

bool market_faults::fills_late(const fault_plan& plan, dice& chance, const trading::symbol& of) {
  return strike(plan, chance, fault_kind::late_fill, of).has_value();
}

void market_faults::show(const fault_plan& plan, dice& chance, trading::quote& quote) {
  const auto now = quote.market_ns;
  const auto begins = [&](fault_kind kind, ends& until) {
    if (lasts(until, quote.symbol, now))
      return true;
    const auto duration_ms = strike(plan, chance, kind, quote.symbol);
    if (duration_ms)
      until[quote.symbol] = now + *duration_ms * ms_ns;
    return duration_ms.has_value();
  };
  const auto before = shown_.find(quote.symbol);
  if (begins(fault_kind::stale_quotes, stale_until_) && before != shown_.end())
    quote = before->second;
  else
    shown_.insert_or_assign(quote.symbol, quote);
  if (begins(fault_kind::crossed_quotes, crossed_until_) && quote.bid < quote.ask) {
    std::swap(quote.bid, quote.ask);
    std::swap(quote.bid_qty, quote.ask_qty);
  }
}

market_instant market_faults::as_seen(const fault_plan& plan, dice& chance,
                                      market_instant instant) {
  for (auto& event : instant.events)
    if (auto* quote = std::get_if<trading::quote>(&event))
      show(plan, chance, *quote);
  return instant;
}

} // namespace troupe::net::venue
