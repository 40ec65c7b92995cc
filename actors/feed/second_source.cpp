#include "actors/feed/second_source.hpp"

#include <utility>

namespace troupe::actors {

namespace {

constexpr auto asked_range_ns = 30 * trading::minute_ns;

// Its last price on both sides, with no size: a price to see, not one to trade at.
trading::quote as_quote(const trading::symbol& name, const net::yahoo::chart& told) {
  trading::quote made;
  made.symbol = name;
  made.market_ns = told.last_at_ns;
  made.bid = made.ask = told.last_price;
  return made;
}

} // namespace

void second_source::ask(const std::vector<trading::symbol>& silent, std::int64_t now_ns,
                        std::int64_t utc_ns) {
  constexpr auto pause_ns = std::chrono::nanoseconds(pause).count();
  for (const auto& name : silent) {
    const auto asked = asked_ns_.find(name);
    if (asked != asked_ns_.end() && now_ns - asked->second < pause_ns)
      continue;
    asked_ns_[name] = now_ns;
    client_.ask({name, utc_ns - asked_range_ns, utc_ns, trading::minute_ns},
                [this, name](const auto& told) { take(name, told); });
  }
}

void second_source::take(const trading::symbol& name, const result<net::yahoo::chart>& told) {
  if (!told)
    return steps_.fail(told.failure());
  if (!told->last_price.is_zero())
    steps_.tell({as_quote(name, *told), "yahoo", told->bars});
}

} // namespace troupe::actors
