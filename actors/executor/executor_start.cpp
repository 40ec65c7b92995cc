// How the executor starts: its past from the journal, then the venue's books against its own.
#include "actors/executor/executor_role.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace troupe::actors {

namespace alpaca = net::alpaca;

namespace {

constexpr std::chrono::milliseconds start_retry_interval{500};

} // namespace

void executor_role::rebuild(const trading::event& happened) {
  if (const auto* session = std::get_if<trading::session_started>(&happened)) {
    journaled_epoch_ = session->epoch;
    account_stale_ = false;
    if (session->broker_account != books_.broker_account()) {
      account_since_ns_ = session->market_ns;
      last_heard_ns_ = 0;
    }
  }
  if (const auto* noted = std::get_if<trading::command>(&happened))
    account_stale_ = noted->kind == trading::command_kind::account_stale ||
                     (account_stale_ && noted->kind != trading::command_kind::account_fresh);
  fold(happened);
  if (const auto* told = std::get_if<trading::order_event>(&happened))
    last_heard_ns_ = std::max(last_heard_ns_, told->market_ns);
}

void executor_role::begin_session() {
  for (const auto& each : std::exchange(early_commands_, {}))
    fold(each);
  compare_now_and_then();
  alpaca::order_stream_handlers on;
  on.on_ready = guarded([this] { ask_books(); });
  on.on_event = guarded([this](const trading::order_event& told,
                               const alpaca::order_report& order) { on_update(told, order); });
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

// Live, requests wait until the stream is back and the books are compared. In lockstep a lost frame
// would be a lost step: the role ends and starts again.
void executor_role::on_stream_lost(const error& why) {
  if (ready() && lockstep_)
    return fail(why.code, why.message);
  connected_ = false;
  books_token_ = 0;
  become_unready(why.message);
  runtime::log::write(runtime::log::level::warning, "venue_unreachable",
                      {{"code", why.code}, {"why", why.message}});
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
  retry_timer_.expires_after(start_retry_interval);
  retry_timer_.async_wait(guarded([this](const auto& failed) {
    if (!failed)
      confirm_books();
  }));
}

} // namespace troupe::actors
