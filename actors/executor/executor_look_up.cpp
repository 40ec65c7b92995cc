// Orders whose outcome, or whose executions, are not known: the venue is asked until it knows.
#include "actors/executor/executor_role.hpp"

#include <chrono>
#include <memory>
#include <utility>

namespace troupe::actors {

namespace alpaca = net::alpaca;

namespace {

constexpr unsigned execution_tries_max = 8;

} // namespace

void executor_role::look_up(const std::string& client_order_id) {
  unknown_since_ns_.try_emplace(client_order_id, steady_ns());
  if (unknown_.try_emplace(client_order_id, 0u).second)
    look_up_again(client_order_id);
}

void executor_role::look_up_again(const std::string& client_order_id) {
  unknown_orders_.set(static_cast<std::int64_t>(unknown_.size()));
  auto timer = std::make_shared<boost::asio::steady_timer>(
      context().lane->io(),
      std::chrono::milliseconds(settings().executor.unknown_lookup_interval_ms));
  timer->async_wait(guarded([this, timer, client_order_id](const auto& failed) {
    if (failed)
      return;
    client_->order_by_client_id(
        client_order_id, guarded([this, client_order_id](const auto& answer) {
          on_found(client_order_id, answer);
        }));
  }));
}

void executor_role::on_found(const std::string& client_order_id,
                             const result<alpaca::order_report>& answer) {
  const auto* known = books_.orders().find(client_order_id);
  if (known == nullptr) // of an account that is not ours any more
    return end_look_up(client_order_id);
  const bool missing = !answer && answer.failure().code == "order_not_found";
  if (answer) {
    if (answer->legs.empty())
      without_legs_.insert(client_order_id);
    if (lacks_executions(*answer))
      return look_up_executions(*answer);
    take_in(*answer);
  } else if (missing && may_be_sent_again(*known)) {
    return send_again(*known);
  } else if (missing) {
    trading::order_event told;
    told.kind = trading::order_event_kind::resolved;
    told.client_order_id = client_order_id;
    told.symbol = known->request.symbol;
    told.side = known->request.side;
    told.market_ns = known->updated_ns;
    told.reason = "never_reached_the_venue";
    publish(std::move(told));
  } else {
    return look_up_again(client_order_id);
  }
  end_look_up(client_order_id);
}

void executor_role::look_up_executions(const alpaca::order_report& report) {
  client_->executions(
      {.order_id = report.order_id},
      guarded([this, report](const auto& answer) { on_executions(report, answer); }));
}

// Activities may lag behind orders, so that the sum is taken only after some tries.
void executor_role::on_executions(
    const alpaca::order_report& report,
    const result<std::vector<alpaca::execution_report>>& answer) {
  const auto& id = report.client_order_id;
  if (books_.orders().find(id) == nullptr) // of an account that is not ours any more
    return end_look_up(id);
  admit(report);
  if (answer)
    for (const auto& each : *answer)
      take_in(each, id);
  if (lacks_executions(report)) {
    if (++unknown_.at(id) < execution_tries_max)
      return look_up_again(id);
    runtime::log::write(runtime::log::level::warning, "executions_not_told",
                        {{"client_order_id", id},
                         {"filled_qty", report.filled_qty.text()},
                         {"why", answer ? "the venue's activities do not add up to its order"
                                        : answer.failure().message}});
  }
  tell_state(report);
  take_in_legs(report);
  end_look_up(id);
}

void executor_role::end_look_up(const std::string& client_order_id) {
  unknown_.erase(client_order_id);
  unknown_since_ns_.erase(client_order_id);
  unknown_orders_.set(static_cast<std::int64_t>(unknown_.size()));
  take_early_updates();
  advance_step();
}

// Only what never had an identifier there may not have got there; what was given up meanwhile stays
// so.
bool executor_role::may_be_sent_again(const trading::order& known) const {
  return known.order_id.empty() && !trading::is_terminal(known.status) &&
         ledger_.is_ours(known.request.client_order_id) && is_fresh(known);
}

// The venue does not have it, and refuses a second one of the same id: sending again loses nothing
// and doubles nothing, as long as the market that it was decided in is still there. The venue's
// time moves with what it tells, so that one who hears nothing of it counts by his own besides.
bool executor_role::is_fresh(const trading::order& known) const {
  const auto age_max_ns = settings().risk.data_age_max_s * trading::second_ns;
  const auto unknown = unknown_since_ns_.find(known.request.client_order_id);
  return venue_ns_ - known.created_ns <= age_max_ns && unknown != unknown_since_ns_.end() &&
         (lockstep_ || steady_ns() - unknown->second <= age_max_ns);
}

void executor_role::send_again(const trading::order& known) {
  request again;
  again.intent.request = known.request;
  again.intent.strategy = trading::term::of(known.strategy);
  again.intent.market_ns = known.created_ns;
  again.received_ns = steady_ns();
  auto since = unknown_since_ns_.extract(known.request.client_order_id);
  queue(std::move(again));
  end_look_up(known.request.client_order_id);
  unknown_since_ns_.insert(std::move(since));
}

} // namespace troupe::actors
