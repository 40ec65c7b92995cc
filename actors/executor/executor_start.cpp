// How the executor starts: its past from the journal, then the venue's books against its own.
#include "actors/executor/executor_role.hpp"

#include "net/alpaca/order_events.hpp"
#include "trading/portfolio/reconcile.hpp"

#include <chrono>
#include <utility>

namespace troupe::actors {

namespace alpaca = net::alpaca;

namespace {

constexpr std::chrono::milliseconds books_retry_interval{500};

} // namespace

void executor_role::rebuild(const trading::event& happened) {
  ledger_.fold(happened);
  books_.fold(happened);
  if (const auto* session = std::get_if<trading::session_started>(&happened))
    journaled_epoch_ = session->epoch;
}

// Only a start reconciles: when the stream is lost later, the role ends and starts again.
void executor_role::begin_session() {
  alpaca::order_stream_handlers on;
  on.on_ready = guarded([this] { ask_books(); });
  on.on_event = guarded([this](const trading::order_event& told) { on_event(told); });
  on.on_lost = guarded([this](const error& why) { on_stream_lost(why); });
  on.on_barrier = guarded([this](std::uint64_t step, trading::time_ns) {
    progress_.begin_order_step(static_cast<std::int64_t>(step));
    ask_to_settle();
  });
  on.on_synced = guarded([this](std::uint64_t step) {
    if (progress_.now() == step_progress::phase::syncing &&
        static_cast<std::int64_t>(step) == progress_.step()) {
      progress_.settle();
      ask_to_settle();
    }
  });
  alpaca::stream_options options;
  options.seed = context().seed;
  wait_because("connects to the venue's order stream at " + context().venue->orders_url);
  stream_.emplace(context().lane->io(), venue_, options, std::move(on));
  stream_->start();
}

void executor_role::on_stream_lost(const error& why) {
  if (ready())
    return fail(why.code, why.message);
  wait_because(why.message);
  runtime::log::write(runtime::log::level::warning, "venue_unreachable",
                      {{"code", why.code}, {"why", why.message}});
}

void executor_role::ask_books() {
  wait_because("compares its books with the venue's");
  ask_for_books(*client_, guarded([this](const result<venue_books>& found) {
    if (!found)
      return retry(found.failure());
    take_over(*found);
  }));
}

void executor_role::retry(const error& why) {
  wait_because(why.message);
  runtime::log::write(runtime::log::level::warning, "venue_retry",
                      {{"code", why.code}, {"why", why.message}});
  retry_timer_.expires_after(books_retry_interval);
  retry_timer_.async_wait(guarded([this](const auto& failed) {
    if (!failed)
      ask_books();
  }));
}

void executor_role::take_over(const venue_books& found) {
  venue_ns_ = found.market_ns;
  if (found.account.broker_account != books_.broker_account() || epoch_ != journaled_epoch_) {
    trading::session_started session;
    session.node = context().node;
    session.account_id = settings().trading.account_id;
    session.broker_account = found.account.broker_account;
    session.venue_url = context().venue->base_url;
    session.simulated = context().venue->simulated();
    session.epoch = epoch_;
    session.market_ns = found.market_ns;
    session.cash = found.account.cash;
    publish(std::move(session));
  }
  for (const auto& each : found.orders)
    if (const auto* known = books_.orders().find(each.client_order_id))
      for (auto& missed :
           alpaca::missed_events(each, known->filled_qty, known->filled_notional))
        on_event(std::move(missed));
  for (const auto* each : books_.orders().open_orders())
    if (each->status == trading::order_status::intended ||
        each->status == trading::order_status::unknown)
      look_up(each->request.client_order_id);
  std::vector<trading::position> held;
  for (const auto& each : found.positions)
    held.push_back({each.symbol, each.qty, each.avg_entry_price, {}, {}, each.current_price});
  for (auto& each : trading::reconcile(books_, held, found.account.cash, found.market_ns))
    publish(std::move(each));
  confirm_books();
}

// Ready only when the journal has what was taken over: who waits for this role finds it there.
void executor_role::confirm_books() {
  wait_because("waits for the journal to have its books");
  context().outbox->flush();
  books_token_ = ++next_token_;
  tell(journal_, record_intents{{}, books_token_});
}

void executor_role::confirm_books_again(const intents_refused& refused) {
  wait_because(refused.reason);
  retry_timer_.expires_after(books_retry_interval);
  retry_timer_.async_wait(guarded([this](const auto& failed) {
    if (!failed)
      confirm_books();
  }));
}

} // namespace troupe::actors
