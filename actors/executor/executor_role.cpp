#include "actors/executor/executor_role.hpp"

#include "actors/role/venue_of.hpp"
#include "net/alpaca/order_events.hpp"
#include "net/alpaca/venue_error.hpp"
#include "trading/orders/order_replacement.hpp"
#include "trading/orders/wind_down.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

namespace troupe::actors {

namespace alpaca = net::alpaca;

namespace {

alpaca::gate_options gate_of(const config::settings& settings, bool in_lockstep) {
  alpaca::gate_options options;
  options.response_timeout = std::chrono::milliseconds(settings.executor.request_timeout_ms);
  if (!in_lockstep)
    options.order_wait_max = options.response_timeout;
  return options;
}

error waited_too_long() {
  return {"waited_too_long", "the venue was out of reach for too long"};
}

std::int64_t waiting_max_ns(const config::settings& settings) {
  return settings.executor.request_timeout_ms * trading::second_ns / 1000;
}

} // namespace

executor_role::executor_role(caf::actor_config& config, role_context given, std::uint64_t epoch)
    : role(config, std::move(given)), ledger_(settings().trading.account_id, epoch),
      venue_(venue_of(*context().venue)),
      client_(std::in_place, context().lane->io(), venue_,
              gate_of(settings(), context().is_lockstep())),
      epoch_(epoch),
      lockstep_(context().is_lockstep()),
      next_token_(context().incarnation << 32),
      past_(context(),
            {.waits_for = {{"journal", 0}},
             .types = event_types<trading::session_started, trading::intent, trading::order_event,
                                  trading::adjustment, trading::command>(),
             .on_record = [this](const auto& told) { rebuild(told.event); },
             .on_caught_up = [this] { begin_session(); },
             .on_waiting = [this](std::string whom) { wait_because(std::move(whom)); }}),
      journal_(reach<journal_actor>("journal")),
      risk_(reach<risk_actor>("risk", 0, runtime::readiness::accept_unready)),
      edge_(reach<edge_actor>("edge", 0, runtime::readiness::accept_unready)),
      retry_timer_(context().lane->io()), settle_timer_(context().lane->io()),
      audit_timer_(context().lane->io()),
      tick_to_order_(context().metrics->make_histogram(
          "troupe_tick_to_order_seconds",
          "From a tick's arrival in the feed to its order's request being written.")),
      orders_(context().metrics->make_counter("troupe_orders_sent_total",
                                              "Orders sent to the venue.")),
      refusals_(context().metrics->make_counter("troupe_orders_refused_total",
                                                "Orders that the venue refused.")),
      repeated_(context().metrics->make_counter(
          "troupe_intents_repeated_total",
          "Approved orders left alone because their intent exists already.")),
      late_(context().metrics->make_counter("troupe_orders_after_stop_total",
                                            "Approved orders that came while stopping.")),
      adopted_(context().metrics->make_counter(
          "troupe_orders_adopted_total", "Orders found at the venue that nobody here asked for.")),
      early_refused_(context().metrics->make_counter(
          "troupe_early_leg_updates_refused_total",
          "Updates of legs that came before their order's, and found no room to wait in.")),
      differences_(context().metrics->make_counter(
          "troupe_books_differences_total",
          "Differences to the venue's books that were taken over.")),
      activities_(context().metrics->make_counter(
          "troupe_account_activities_total",
          "Deposits, dividends, splits and the like that were taken over.")),
      unknown_orders_(context().metrics->make_gauge("troupe_orders_unknown",
                                                    "Orders whose outcome is not known.")) {}

executor_role::behavior_type executor_role::make_behavior() {
  past_.start();
  return {
      [this](const approved_order& approved) { on_approved(approved); },
      [this](const step_done& step) { on_step(step); },
      [this](const intents_durable& told) { on_durable(told.token); },
      [this](const intents_refused& told) { on_refused(told); },
      [this](const settled& told) { on_settled(told); },
      [this](const operator_command& ordered) { on_command(ordered); },
      [this](const cancel_order& asked) { on_cancel(asked); },
      [this](const wind_down&) { on_wind_down(); },
      [this](const journal_page& page) { past_.accept(page); },
  };
}

// -- orders -----------------------------------------------------------------------------------

void executor_role::on_approved(const approved_order& approved) {
  if (winding_down_) {
    late_.add();
    const error why{"stopping", "the process is stopping and takes no more orders"};
    return reply(approved.request_id, &why, {});
  }
  intend(approved);
}

void executor_role::intend(const approved_order& approved) {
  auto intent =
      ledger_.admit(approved.request, approved.strategy, approved.market_ns, approved.ordinal);
  if (!intent)
    return repeated_.add();
  if (const auto why = refusal_of(intent->request))
    return refuse(*intent, approved.request_id, *why);
  const trading::event happened = *intent;
  request next{std::move(*intent), approved.received_ns, approved.request_id, 0, stops_};
  if (!settings().journal.fsync) { // no disk is waited for: the request leaves before anything else
    queue(std::move(next));
    account_for(happened);
    return record(happened);
  }
  account_for(happened);
  const auto token = ++next_token_;
  context().outbox->flush();
  tell(journal_, record_intents{{next.intent}, token});
  waiting_.emplace(token, std::move(next));
}

void executor_role::account_for(const trading::event& intent) {
  books_.fold(intent);
  tell(risk_, account_event{intent});
}

void executor_role::on_durable(std::uint64_t token) {
  if (token == books_token_ && !ready()) {
    started_ = true;
    become_ready();
    return send_next();
  }
  auto found = waiting_.extract(token);
  if (found.empty())
    return;
  queue(std::move(found.mapped()));
}

void executor_role::on_refused(const intents_refused& refused) {
  if (refused.token == books_token_ && !ready())
    return confirm_books_again(refused);
  auto found = waiting_.extract(refused.token);
  if (found.empty())
    return;
  const auto& asked = found.mapped().intent.request;
  trading::order_event rejected;
  rejected.kind = trading::order_event_kind::rejected;
  rejected.client_order_id = asked.client_order_id;
  rejected.symbol = asked.symbol;
  rejected.side = asked.side;
  rejected.market_ns = found.mapped().intent.market_ns;
  rejected.reason = refused.code;
  publish(rejected);
  const error why{refused.code, refused.reason};
  reply(found.mapped().request_id, &why, asked.client_order_id);
  advance_step();
}

// In lockstep one after another: the venue then sees them in the order in which risk took them.
void executor_role::send_next() {
  while (connected_ && !durable_.empty() && (in_flight_ == 0 || !progress_.on())) {
    auto next = std::move(durable_.front());
    durable_.pop_front();
    if (const auto why = stop_of(next))
      give_up(next, *why);
    else
      submit(std::move(next));
  }
}

// Why it may not leave any more.
std::optional<error> executor_role::stop_of(const request& next) const {
  const bool stopped = switch_.halted() || !switch_.enabled();
  if (stopped && next.stops != stops_ && trading::adds_risk(books_, next.intent.request))
    return error{"trading_stopped", "trading was stopped before the order could leave"};
  if (!lockstep_ && steady_ns() - next.queued_ns > waiting_max_ns(settings()))
    return waited_too_long();
  return std::nullopt;
}

void executor_role::on_command(const operator_command& ordered) {
  if (past_.caught_up())
    fold(ordered.command);
  else
    early_commands_.push_back(ordered.command);
}

void executor_role::fold(const trading::event& happened) {
  if (const auto* session = std::get_if<trading::session_started>(&happened))
    switch_.fold(*session);
  if (const auto* ordered = std::get_if<trading::command>(&happened)) {
    switch_.fold(*ordered);
    if (ordered->kind == trading::command_kind::halt ||
        ordered->kind == trading::command_kind::disable_trading)
      ++stops_;
  }
  ledger_.fold(happened);
  books_.fold(happened);
}

void executor_role::queue(request next) {
  next.queued_ns = steady_ns();
  durable_.push_back(std::move(next));
  send_next();
}

// Of what waited for the stream, or for the venue's rate limit. Should an earlier attempt have got
// there after all, the order comes back.
void executor_role::give_up(const request& waited, const error& why) {
  trading::order_event told;
  told.kind = trading::order_event_kind::resolved;
  told.client_order_id = waited.intent.request.client_order_id;
  told.symbol = waited.intent.request.symbol;
  told.side = waited.intent.request.side;
  told.market_ns = waited.intent.market_ns;
  told.reason = why.code;
  unknown_since_ns_.erase(told.client_order_id);
  publish(told);
  reply(waited.request_id, &why, told.client_order_id);
}

void executor_role::submit(request next) {
  ++in_flight_;
  orders_.add();
  const auto sent = std::make_shared<const request>(std::move(next));
  auto done = guarded(
      [this, sent](const result<alpaca::order_report>& answer) { on_answer(*sent, answer); });
  // It may have to wait for another order's answer, for the limit, for a connection.
  auto may_leave = [this, sent]() -> result<void> {
    std::optional<error> why;
    guarded([&] { why = stop_of(*sent); })();
    return why ? result<void>(*why) : result<void>();
  };
  const auto& asked = sent->intent.request;
  const auto* replaced = books_.orders().find(asked.replaces);
  if (replaced == nullptr) {
    client_->submit(asked, std::move(done), std::move(may_leave));
  } else {
    auto change = trading::change_between(replaced->request, asked);
    change.client_order_id = asked.client_order_id;
    client_->replace(replaced->order_id, change, std::move(done), std::move(may_leave));
  }
  tick_to_order_.observe_ns(steady_ns() - sent->received_ns);
}

void executor_role::on_answer(const request& sent, const result<alpaca::order_report>& answer) {
  --in_flight_;
  const auto& asked = sent.intent.request;
  if (answer) {
    unknown_since_ns_.erase(asked.client_order_id);
    auto told = alpaca::to_event(*answer);
    if (told.kind == trading::order_event_kind::accepted ||
        told.kind == trading::order_event_kind::open)
      publish(std::move(told));
    take_in_legs(*answer);
    reply(sent.request_id, nullptr, asked.client_order_id);
  } else if (answer.failure().code == "client_order_id_not_unique") {
    look_up(asked.client_order_id); // the venue has it after all
  } else if (answer.failure().code == "rate_limited") {
    durable_.push_front(sent); // it was turned away unread; it waits for as long as it may
  } else if (answer.failure().code == "waited_too_long" ||
             answer.failure().code == "trading_stopped") {
    give_up(sent, answer.failure());
  } else {
    trading::order_event told;
    told.client_order_id = asked.client_order_id;
    told.symbol = asked.symbol;
    told.side = asked.side;
    told.market_ns = sent.intent.market_ns;
    told.reason = answer.failure().code;
    const bool unknown = alpaca::outcome_is_unknown(answer.failure());
    told.kind = unknown ? trading::order_event_kind::unknown : trading::order_event_kind::rejected;
    publish(std::move(told));
    runtime::log::write(runtime::log::level::warning, "order_not_accepted",
                        {{"client_order_id", asked.client_order_id},
                         {"code", answer.failure().code},
                         {"why", answer.failure().message}});
    reply(sent.request_id, &answer.failure(), asked.client_order_id);
    if (unknown) {
      look_up(asked.client_order_id);
    } else {
      unknown_since_ns_.erase(asked.client_order_id);
      refusals_.add();
    }
  }
  send_next();
  advance_step();
}

void executor_role::on_cancel(const cancel_order& asked) {
  const auto& orders = books_.orders();
  const auto* known = orders.find(asked.order_id);
  if (known == nullptr)
    known = orders.find_by_venue_id(asked.order_id);
  if (known == nullptr || known->order_id.empty()) {
    const error why{"order_not_found", "there is no order " + asked.order_id};
    return reply(asked.request_id, &why, {});
  }
  const auto id = known->request.client_order_id;
  client_->cancel(known->order_id, guarded([this, id, request_id = asked.request_id](
                                              const result<void>& answer) {
    reply(request_id, answer ? nullptr : &answer.failure(), id);
  }));
}

void executor_role::reply(std::uint64_t request_id, const error* failure,
                          const std::string& client_order_id) {
  if (request_id == 0)
    return;
  operator_reply told;
  told.request_id = request_id;
  if (failure != nullptr) {
    told.code = failure->code;
    told.message = failure->message;
  }
  if (const auto* known = books_.orders().find(client_order_id)) {
    told.order = *known;
    for (const auto* leg : books_.orders().legs_of(client_order_id))
      told.legs.push_back(*leg);
  }
  tell(edge_, std::move(told));
}

// -- events -----------------------------------------------------------------------------------

void executor_role::on_event(trading::order_event reported) {
  venue_ns_ = std::max(venue_ns_, reported.market_ns);
  last_heard_ns_ = std::max(last_heard_ns_, reported.market_ns);
  trading::apply(fees_, reported);
  if (trading::is_execution(reported))
    ++executions_heard_;
  const auto id = reported.client_order_id;
  const auto cumulative_qty = reported.cumulative_qty;
  publish(std::move(reported));
  if (!books_.orders().covers(id, cumulative_qty) || books_.orders().find(id)->strategy.empty())
    look_up(id); // an execution before this one is missing, or nobody here asked for it
}

void executor_role::publish(trading::event happened) {
  fold(happened);
  tell(risk_, account_event{happened});
  record(std::move(happened));
}

void executor_role::on_exit() {
  role::on_exit();
  past_.stop();
  retry_timer_.cancel();
  settle_timer_.cancel();
  audit_timer_.cancel();
  stream_.reset();
  client_.reset();
}

} // namespace troupe::actors
