// How the executor stops: open orders are cancelled, and positions closed, as configured.
#include "actors/executor/executor_role.hpp"

#include "trading/orders/wind_down.hpp"

namespace troupe::actors {

void executor_role::on_wind_down() {
  winding_down_ = true;
  const auto policy = settings().trading.on_stop;
  const auto ids = policy == config::on_stop::keep ? trading::open_entries(books_)
                                                   : trading::open_orders(books_);
  for (const auto& id : ids) {
    const auto* known = books_.orders().find(id);
    if (known->order_id.empty())
      continue;
    ++cancels_under_way_;
    client_->cancel(known->order_id, guarded([this](const result<void>&) {
      --cancels_under_way_;
      finish_winding_down();
    }));
  }
  if (policy == config::on_stop::flatten)
    close_positions();
  finish_winding_down();
}

void executor_role::close_positions() {
  std::uint32_t ordinal = 0;
  for (auto& each : trading::closing_orders(books_)) {
    approved_order closing;
    closing.request = std::move(each);
    closing.strategy = "manual";
    closing.market_ns = context().clock->utc_ns(); // of the operator's stop, not of the market
    closing.ordinal = ordinal++;
    closing.received_ns = steady_ns();
    intend(closing);
  }
}

void executor_role::finish_winding_down() {
  if (winding_down_ && cancels_under_way_ == 0 && idle())
    context().on_wound_down();
}

} // namespace troupe::actors
