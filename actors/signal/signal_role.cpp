#include "actors/signal/signal_role.hpp"

#include <stdexcept>
#include <utility>

namespace troupe::actors {

signal_role::signal_role(caf::actor_config& config, role_context given, plan wanted)
    : role(config, std::move(given)), plan_(std::move(wanted)), book_(make_book()),
      deferred_(context().is_lockstep()),
      past_(context(),
            {.waits_for = {{"journal", 0}, {"executor", 0}, {"risk", 0}, {"portfolio", 0}},
             .on_record = [this](const auto& told) { rebuild(told.event); },
             .on_caught_up = [this] { finish_rebuild(); },
             .on_waiting = [this](std::string whom) { wait_because(std::move(whom)); }}),
      risk_(reach<risk_actor>("risk")), executor_(reach<executor_actor>("executor")),
      hop_time_(context().metrics->make_histogram(
          "troupe_hop_seconds", "From a tick's arrival in the feed to its being handled.",
          {{"role", "signal"}})),
      decisions_(context().metrics->make_counter("troupe_strategy_decisions_total",
                                                 "Decisions of the strategies.")) {}

signal_role::behavior_type signal_role::make_behavior() {
  past_.start();
  return {
      [this](const market_quote& told) {
        hop_time_.observe_ns(steady_ns() - told.received_ns);
        emit(book_.fold(told.quote), told.received_ns);
      },
      [this](const market_bar& told) {
        if (told.historical)
          book_.fold(trading::history_bar{told.bar});
        else
          emit(book_.fold(told.bar), told.received_ns);
      },
      [this](const market_tick& told) { on_tick(told); },
      [this](const position_update& told) { book_.fold(told.position); },
      [this](const settle& asked) {
        tell(executor_, settled{asked.step, "signal", context().key.shard});
      },
      [this](const operator_command& changed) { book_.fold(changed.command); },
      [this](const journal_page& page) { past_.accept(page); },
  };
}

trading::signal_book signal_role::make_book() const {
  auto lists = trading::parse_watchlists(settings().trading.watchlists).value();
  auto made = trading::signal_book::make(plan_.symbols, plan_.strategies, std::move(lists));
  if (!made)
    throw std::invalid_argument(made.failure().message);
  return std::move(made).value();
}

// What a crash cut short waits for the first tick of its own instant or a later one: by then risk
// knows how late it is, and in lockstep everything else that belongs to that instant.
void signal_role::on_tick(const market_tick& tick) {
  std::erase_if(cut_short_, [&](const trading::decision& wish) {
    const bool is_due = wish.market_ns <= tick.market_ns;
    if (is_due)
      propose({wish, steady_ns(), deferred_});
    return is_due;
  });
  emit(book_.advance(tick.market_ns), steady_ns());
  if (!tick.lockstep)
    return;
  if (context().is_spread())
    context().outbox->flush();
  tell(risk_, step_done{tick.step, context().key.shard, tick.market_ns, tick.end});
}

void signal_role::emit(std::span<const trading::decision> decisions, std::int64_t received_ns) {
  for (const auto& each : decisions) {
    decisions_.add();
    if (each.verdict == trading::verdict::none) {
      record(each);
      continue;
    }
    proposal wish{each, received_ns, deferred_};
    record(each);
    propose(std::move(wish));
  }
}

// Where risk is elsewhere its record of the proposal must find the strategy's in the journal.
void signal_role::propose(proposal wish) {
  if (context().is_spread())
    context().outbox->flush();
  tell(risk_, std::move(wish));
}

// -- rebuilding -------------------------------------------------------------------------------

void signal_role::rebuild(const trading::event& happened) {
  if (const auto* session = std::get_if<trading::session_started>(&happened))
    begin_session(*session);
  std::span<const trading::decision> again;
  if (const auto* live = std::get_if<trading::bar>(&happened))
    again = book_.fold(*live);
  else if (const auto* past = std::get_if<trading::history_bar>(&happened))
    book_.fold(*past);
  else if (const auto* quote = std::get_if<trading::quote>(&happened))
    again = book_.fold(*quote);
  else if (const auto* tick = std::get_if<trading::clock_tick>(&happened))
    again = book_.advance(tick->market_ns);
  else if (const auto* ordered = std::get_if<trading::command>(&happened))
    book_.fold(*ordered);
  for (const auto& each : again)
    unanswered_.made(each);
  unanswered_.fold(happened);

  const auto* reported = std::get_if<trading::order_event>(&happened);
  const auto* adjusted = std::get_if<trading::adjustment>(&happened);
  books_.fold(happened);
  if (reported || adjusted)
    book_.fold(books_.position_of(reported ? reported->symbol : adjusted->symbol));
}

void signal_role::begin_session(const trading::session_started& session) {
  if (session.broker_account == books_.broker_account())
    return;
  book_ = make_book();
  unanswered_ = {};
}

void signal_role::finish_rebuild() {
  books_ = {};
  auto left = unanswered_.take();
  for (auto& each : left.unrecorded)
    record(each);
  cut_short_ = std::move(left.wishes);
  become_ready();
}

void signal_role::on_exit() {
  role::on_exit();
  past_.stop();
}

} // namespace troupe::actors
