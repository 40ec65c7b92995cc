#include "actors/risk/risk_role.hpp"

#include "config/strategy_choices.hpp"
#include "trading/orders/order_replacement.hpp"
#include "trading/orders/order_stake.hpp"
#include "trading/risk/limit_table.hpp"
#include "trading/risk/wish_order.hpp"

#include <algorithm>
#include <utility>

namespace troupe::actors {

namespace {

constexpr std::size_t early_events_max = 4096;

template <class Amount>
std::optional<Amount> unless_zero(Amount amount) {
  return amount.is_zero() ? std::nullopt : std::optional(amount);
}

trading::order_change change_of(const replace_order& asked) {
  trading::order_change change;
  change.qty = unless_zero(asked.qty);
  if (const auto lasting = trading::parse_time_in_force(asked.time_in_force))
    change.time_in_force = *lasting;
  change.limit_price = unless_zero(asked.limit_price);
  change.stop_price = unless_zero(asked.stop_price);
  change.trail = unless_zero(asked.trail);
  return change;
}

} // namespace

risk_role::risk_role(caf::actor_config& config, role_context given,
                     const config::risk_settings& configured)
    : role(config, std::move(given)),
      book_(configured, trading::sector_table::parse(configured.sectors).value()),
      strategies_(config::strategy_choices(settings()).value(), // checked at the start
                  trading::parse_watchlists(settings().trading.watchlists).value()),
      steps_(context().shards()),
      past_(context(),
            {.waits_for = {{"journal", 0}, {"executor", 0}},
             .on_record = [this](const auto& told) { rebuild(told.event); },
             .on_caught_up = [this] { begin(); },
             .on_waiting = [this](std::string whom) { wait_because(std::move(whom)); }}),
      executor_(reach<executor_actor>("executor")),
      stopping_(reach<executor_actor>("executor", 0, runtime::readiness::accept_unready)),
      edge_(reach<edge_actor>("edge", 0, runtime::readiness::accept_unready)),
      lockstep_(context().is_lockstep()),
      approved_(context().metrics->make_counter("troupe_risk_assessments_total",
                                                "Orders put through risk.",
                                                {{"verdict", "approved"}})),
      refused_(context().metrics->make_counter("troupe_risk_assessments_total",
                                               "Orders put through risk.",
                                               {{"verdict", "refused"}})),
      state_(context().metrics->make_gauge(
          "troupe_risk_state", "What orders may do: 0 add risk, 1 reduce, 2 reduce until resumed.",
          {})) {
  book_.set_strategies(strategies_.choices());
  for (std::uint32_t shard = 0; shard < context().shards(); ++shard)
    signals_.push_back(reach<signal_actor>("signal", shard));
}

risk_role::behavior_type risk_role::make_behavior() {
  past_.start();
  return {
      [this](const proposal& wanted) { on_proposal(wanted); },
      [this](const step_done& step) {
        if (auto wishes = steps_.shard_done(step.step, step.shard))
          finish_step(std::move(*wishes), step.step, step.end);
      },
      [this](const market_quote& told) {
        book_.fold(told.quote);
        market_ns_ = std::max(market_ns_, told.quote.market_ns);
      },
      [this](const market_bar& told) {
        book_.fold(told.bar);
        market_ns_ = std::max(market_ns_, told.bar.end_ns());
      },
      [this](const market_tick& told) { on_tick(told); },
      [this](const account_event& told) { on_account(told.event); },
      [this](const settle& asked) { tell(executor_, settled{asked.step, "risk", 0}); },
      [this](const operator_command& ordered) { on_command(ordered); },
      [this](const manual_order& asked) { on_manual(asked); },
      [this](const replace_order& asked) { on_replace(asked); },
      [this](const risk_request& asked) { report(asked); },
      [this](const journal_page& page) { past_.accept(page); },
  };
}

void risk_role::rebuild(const trading::event& happened) {
  const auto* session = std::get_if<trading::session_started>(&happened);
  const auto at = trading::market_time(happened);
  market_ns_ = session ? at : std::max(market_ns_, at);
  if (const auto* made = std::get_if<trading::decision>(&happened))
    remember_refusals(*made);
  fold(happened);
}

void risk_role::fold(const trading::event& happened) {
  if (const auto* session = std::get_if<trading::session_started>(&happened))
    if (session->broker_account != book_.books().broker_account())
      run_refusals_.clear();
  strategies_.fold(happened);
  if (std::holds_alternative<trading::session_started>(happened) ||
      std::holds_alternative<trading::command>(happened))
    book_.set_strategies(strategies_.choices());
  book_.fold(happened);
}

void risk_role::on_account(trading::event happened) {
  if (past_.caught_up())
    return fold(happened);
  if (early_.size() == early_events_max)
    return fail("too_many_events", "the account changes faster than its past can be read");
  early_.push_back(std::move(happened));
}

// What the command line and the configuration say of trading, against what is journaled.
void risk_role::begin() {
  using trading::command_kind;
  for (const auto& each : std::exchange(early_, {}))
    if (std::holds_alternative<trading::intent>(each) ||
        std::holds_alternative<trading::order_event>(each))
      book_.fold(each);
  const bool enabled = book_.permission().enabled();
  if (enabled && !context().venue->trading_allowed)
    order({command_kind::disable_trading, "configuration", "trading.allow_live is false", {}});
  else if (!enabled && settings().trading.enable_at_start && context().venue->trading_allowed)
    order({command_kind::enable_trading, "command line", "--enable-trading", {}});
  become_ready();
}

void risk_role::on_proposal(const proposal& wanted) {
  if (wanted.deferred)
    steps_.add({wanted.decision, wanted.received_ns});
  else
    assess(wanted.decision, wanted.received_ns);
}

// Without lockstep nobody else hears of the market's end.
void risk_role::on_tick(const market_tick& tick) {
  book_.fold(trading::event(trading::clock_tick{tick.market_ns}));
  market_ns_ = std::max(market_ns_, tick.market_ns);
  watch_state();
  if (!tick.lockstep) {
    if (tick.end)
      context().on_market_end();
    return;
  }
  if (auto wishes = steps_.feed_done(tick.step))
    finish_step(std::move(*wishes), tick.step, tick.end);
}

void risk_role::assess(const trading::decision& wish, std::int64_t received_ns) {
  const auto reference = book_.books().mark_of(wish.symbol);
  hand_on(book_.assess(wish, reference, market_ns_), received_ns, 0);
}

void risk_role::finish_step(std::vector<trading::wish> wishes, std::int64_t step, bool end) {
  trading::order_wishes(wishes, book_.strategies(),
                        [](const trading::wish& of) -> const trading::decision& {
                          return of.decision;
                        });
  for (const auto& each : wishes)
    assess(each.decision, each.received_ns);
  market_ended_ = market_ended_ || end;
  change_strategies_now();
  tell(executor_, step_done{step, 0, market_ns_, end});
}

void risk_role::hand_on(trading::assessment assessed, std::int64_t received_ns,
                        std::uint64_t request_id) {
  const auto& judged = assessed.risk_decision;
  (assessed.request ? approved_ : refused_).add();
  if (!assessed.request) {
    count_refusals(judged);
    record(judged);
    if (request_id > 0)
      tell(edge_, operator_reply{request_id, std::string(judged.reason.text()),
                                 "risk refused the order: " + std::string(judged.reason.text()),
                                 std::nullopt, judged.gates});
    return;
  }
  // Where the executor is on another node, its record must find this one in the journal.
  const bool apart = !settings().cluster.nodes.empty();
  if (apart) {
    record(judged);
    context().outbox->flush();
  }
  const bool taken =
      tell(executor_, approved_order{std::move(*assessed.request), judged.strategy,
                                     judged.market_ns, judged.ordinal, received_ns, request_id});
  if (!taken) {
    book_.release(judged);
    if (request_id > 0)
      tell(edge_, operator_reply{request_id,
                                 "role_unavailable",
                                 "the executor takes no orders just now; see /ready for the reason",
                                 std::nullopt,
                                 {}});
  }
  if (!apart)
    record(std::move(assessed.risk_decision)); // the executor runs after this
}

// What a rebuild reads is counted too; an operator's refused orders are recorded likewise.
void risk_role::remember_refusals(const trading::decision& judged) {
  if (judged.stage != trading::decision_stage::risk)
    return;
  for (const auto& each : judged.gates)
    if (!each.passed)
      ++run_refusals_[each.name];
}

void risk_role::report(const risk_request& asked) {
  risk_report told;
  told.request_id = asked.request_id;
  told.market_ns = market_ns_;
  told.state = to_text(book_.state(market_ns_));
  told.drawdown = to_text(book_.drawdown_now());
  told.equity = book_.books().equity();
  told.highest_equity = book_.highest_equity();
  told.gates = book_.account_gates(market_ns_);
  for (const auto& [rule, count] : run_refusals_)
    told.refusals.push_back({rule, count});
  if (asked.order)
    told.preview = book_.preview_manual(
        *asked.order, book_.books().mark_of(asked.order->symbol), market_ns_);
  told.figures = book_.figures(market_ns_);
  report_strategies(told);
  tell(edge_, std::move(told));
}

void risk_role::report_strategies(risk_report& into) const {
  const auto& shared = book_.strategies();
  const auto& books = book_.books();
  const trading::switching_terms by{book_.limits().switch_trades_min,
                                    book_.limits().switch_lead_bps};
  auto profits = shared.profits(books);
  for (const auto& each : strategies_.choices())
    profits.try_emplace(each.name);
  for (const auto& [name, profit] : profits) {
    strategy_standing told;
    told.strategy = trading::term::of(name);
    told.at_stake = shared.at_stake(name, books, book_.approved());
    told.budget = trading::budget_of(shared.share(name), books.equity());
    told.realised = profit.realised;
    told.unrealised = profit.unrealised;
    if (const auto* closed = shared.performance().of(name)) {
      told.trades = closed->trades;
      told.score = trading::to_number(closed->score());
    }
    told.may_enter = shared.performance().may_enter(name, by);
    into.strategies.push_back(told);
  }
}

void risk_role::count_refusals(const trading::decision& judged) {
  remember_refusals(judged);
  for (const auto& each : judged.gates) {
    if (each.passed)
      continue;
    auto& counted = refusals_[each.name];
    if (counted == nullptr)
      counted = &context().metrics->make_counter("troupe_risk_refusals_total",
                                                 "Orders that a rule stood in the way of.",
                                                 {{"rule", std::string(each.name.text())}});
    counted->add();
  }
}

void risk_role::watch_state() {
  const auto state = book_.state(market_ns_);
  const auto fallen = book_.drawdown_now();
  state_.set(static_cast<std::int64_t>(state));
  using runtime::log::level;
  if (state != std::exchange(told_state_, state))
    runtime::log::write(state == trading::risk_state::active ? level::info : level::warning,
                        "risk_state", {{"state", std::string(to_text(state))}});
  if (fallen != std::exchange(told_drawdown_, fallen) &&
      fallen == trading::drawdown_state::warning)
    runtime::log::write(level::warning, "drawdown",
                        {{"highest", book_.highest_equity().text()},
                         {"equity", book_.books().equity().text()}});
}

void risk_role::on_manual(const manual_order& asked) {
  record(trading::operator_order{asked.request, asked.who, market_ns_});
  const auto reference = book_.books().mark_of(asked.request.symbol);
  hand_on(book_.assess_manual(asked.request, reference, market_ns_), steady_ns(),
          asked.request_id);
}

void risk_role::on_replace(const replace_order& asked) {
  const auto& orders = book_.books().orders();
  const auto* open = orders.find_by_venue_id(asked.order_id);
  if (open == nullptr)
    open = orders.find(asked.order_id);
  if (open == nullptr)
    return refuse(asked.request_id, {"order_not_found", "there is no order " + asked.order_id});
  const auto change = change_of(asked);
  const auto held = book_.books().position_of(open->request.symbol).qty;
  const auto seen =
      trading::as_changed(*open, trading::waits_for_its_group(orders, *open),
                          trading::intent_of(open->request.side, held));
  if (const auto refusal = trading::refusal_of(change, seen, {}))
    return refuse(asked.request_id, {std::string(refusal->code), refusal->message});
  on_manual({asked.request_id, trading::request_after(change, *open), asked.who});
}

void risk_role::refuse(std::uint64_t request_id, const error& why) {
  tell(edge_, operator_reply{request_id, why.code, why.message, std::nullopt, {}});
}

void risk_role::on_command(const operator_command& ordered) {
  operator_reply answer;
  answer.request_id = ordered.request_id;
  if (ordered.command.kind == trading::command_kind::enable_trading &&
      !context().venue->trading_allowed) {
    answer.code = "live_trading_not_allowed";
    answer.message = "the venue trades real money; set trading.allow_live = true first";
  } else if (const auto checked = check(ordered.command); !checked) {
    answer.code = checked.failure().code;
    answer.message = checked.failure().message;
  } else if (ordered.command.kind == trading::command_kind::change_strategy) {
    change_strategy(ordered.command);
  } else {
    order(ordered.command);
  }
  tell(edge_, std::move(answer));
}

result<void> risk_role::check(const trading::command& ordered) const {
  if (ordered.kind == trading::command_kind::change_limits) {
    if (const auto changed = trading::with_changes(book_.limits(), ordered.changes); !changed)
      return changed.failure();
  } else if (ordered.kind == trading::command_kind::change_strategy) {
    if (const auto changed = strategies_.changed_by(ordered.changes); !changed)
      return changed.failure();
  }
  return {};
}

// In lockstep a change waits for the end of the step that the market is in: so what was decided
// before it and what after it is the same on every lane, and in every replay.
void risk_role::change_strategy(trading::command ordered) {
  changes_.push_back(std::move(ordered));
  if (!lockstep_ || market_ended_)
    change_strategies_now();
}

void risk_role::change_strategies_now() {
  for (auto& each : std::exchange(changes_, {})) {
    each.market_ns = market_ns_;
    order(each);
    for (auto& shard : signals_)
      tell(shard, operator_command{0, each});
  }
}

void risk_role::order(trading::command command) {
  command.market_ns = market_ns_;
  fold(trading::event(command));
  tell(stopping_, operator_command{0, command});
  record(std::move(command));
  context().outbox->flush();
}

void risk_role::on_exit() {
  role::on_exit();
  past_.stop();
}

} // namespace troupe::actors
