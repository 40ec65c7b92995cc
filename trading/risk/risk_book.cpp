#include "trading/risk/risk_book.hpp"

#include "trading/exits/price_distance.hpp"
#include "trading/risk/entry_size.hpp"
#include "trading/risk/native_exit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <new>
#include <stdexcept>
#include <utility>

namespace troupe::trading {

namespace {

order_key key_of(const decision& made) {
  return {made.market_ns, made.symbol, made.strategy, made.ordinal};
}

order_request market_order(const proposal& asked) {
  order_request request;
  request.symbol = asked.symbol;
  request.side = asked.side;
  request.type = order_type::market;
  request.time_in_force = asked.symbol.is_crypto() ? time_in_force::gtc : time_in_force::day;
  request.qty = asked.qty;
  return request;
}

// How far a trailing stop may be from the price; zero for every other order.
price trail_of(const order_request& asked, price reference) {
  if (asked.trail_percent.is_zero())
    return asked.trail_price;
  return moved_by_percent(reference, asked.trail_percent) - reference;
}

} // namespace

risk_book::risk_book(const risk_limits& limits, sector_table sectors)
    : configured_(limits), limits_(limits) {
  at_stake_.set_sectors(std::move(sectors));
}

assessment risk_book::assess(const decision& wish, price reference, time_ns now) {
  const bool enters = wish.verdict == verdict::enter_long || wish.verdict == verdict::enter_short;
  if (!enters && wish.verdict != verdict::exit)
    throw std::invalid_argument("risk was asked about a decision that wants nothing");
  const auto key = key_of(wish);
  let_go(key);
  settle(now);
  const auto around = situation(wish.symbol, now);
  proposal asked{wish.symbol, wish.strategy, side::buy, {}, reference, 0};
  asked.data_ns = std::min(wish.market_ns, around.memory.data_ns);
  asked.wished_ns = wish.market_ns;
  if (enters) {
    asked.side = wish.verdict == verdict::enter_long ? side::buy : side::sell;
    asked.qty = entry_qty(wish, reference);
    asked.value = notional(reference, asked.qty);
    auto request = market_order(asked);
    add_bracket(request, wish, reference);
    auto made = conclude(judge(asked, key, entry_rules(), around), asked, std::move(request));
    if (made.request)
      note_pass({wish.symbol, wish.strategy, wish.market_ns}, asked.side);
    return made;
  }
  asked.side = around.of_symbol.held < quantity{} ? side::buy : side::sell;
  if (const auto* target = resting_target(books_.orders(), wish.symbol, asked.side);
      target != nullptr && target->strategy == wish.strategy.text() && reference > price{})
    return conclude(judge(asked, key, bracket_exit_rules(), around), asked,
                    moved_to_the_market(*target, reference));
  asked.qty = closable_by_strategies(wish.symbol);
  return conclude(judge(asked, key, exit_rules(), around), asked, market_order(asked));
}

assessment risk_book::assess_manual(const order_request& asked, price reference, time_ns now) {
  if (const auto* open = books_.orders().find(asked.replaces))
    return assess_replacement(*open, asked, reference, now);
  settle(now);
  const auto around = situation(asked.symbol, now);
  const auto [meant, closes] = case_of(asked, reference, around);
  const order_key key{now, asked.symbol, manual_strategy, next_manual_ordinal(asked.symbol, now)};
  const auto rules = closes ? manual_exit_rules() : entry_rules();
  auto request = asked;
  request.client_order_id.clear();
  if (closes) { // for an amount of money it might sell more than is held, should the price fall
    request.qty = meant.qty;
    request.notional = {};
  }
  return conclude(judge(meant, key, rules, around), meant, std::move(request));
}

decision risk_book::preview_manual(const order_request& asked, price reference, time_ns now) {
  settle(now);
  const auto around = situation(asked.symbol, now);
  const auto [meant, closes] = case_of(asked, reference, around);
  return judge(meant, {now, asked.symbol, manual_strategy, 0},
               closes ? manual_exit_rules() : entry_rules(), around);
}

risk_book::manual_case risk_book::case_of(const order_request& asked, price reference,
                                          const risk_situation& now) {
  proposal meant{asked.symbol, manual_strategy, asked.side, asked.qty, reference, 0};
  meant.data_ns = now.memory.data_ns;
  if (!asked.limit_price.is_zero())
    meant.reference = asked.limit_price;
  else if (!reference.is_zero()) // a buy stop fills at its stop price or above
    meant.reference = std::max(reference, asked.stop_price) + trail_of(asked, reference);
  if (asked.qty.is_zero() && !meant.reference.is_zero())
    meant.qty = quantity{
        exact::multiply_divide(asked.notional.units, units_per_one, meant.reference.units)};
  meant.value = notional(meant.reference, meant.qty);
  const auto held = now.of_symbol.held;
  const bool opposite = asked.side == side::sell ? held > quantity{} : held < quantity{};
  const bool closes = opposite && meant.qty <= now.of_symbol.closable();
  return {std::move(meant), closes};
}

void risk_book::release(const decision& approved) {
  let_go(key_of(approved));
}

decision risk_book::judge(const proposal& asked, const order_key& key,
                          std::span<const risk_rule> rules, const risk_situation& now) const {
  decision judged;
  judged.market_ns = key.market_ns;
  judged.symbol = key.symbol;
  judged.strategy = key.strategy;
  judged.stage = decision_stage::risk;
  judged.ordinal = key.ordinal;
  judged.inputs = {{"reference", number{asked.reference.units}, !asked.reference.is_zero()},
                   {"quantity", number{asked.qty.units}, true},
                   {"equity", number{now.equity.units}, true},
                   {"cash", number{books_.cash().units}, true}};
  alignas(gate) std::array<std::byte, gates_max * sizeof(gate)> room; // of which few are made
  auto* const gates = reinterpret_cast<gate*>(room.data());
  std::size_t count = 0;
  for (const auto rule : rules) {
    const auto* answer = new (gates + count) gate(rule(asked, now));
    if (!answer->name.empty())
      ++count;
  }
  judged.gates.append({gates, count});
  rule_on(judged);
  return judged;
}

void risk_book::rule_on(decision& judged) {
  const auto& gates = std::as_const(judged.gates);
  const auto failed =
      std::find_if(gates.begin(), gates.end(), [](const gate& each) { return !each.passed; });
  const bool approved = failed == gates.end();
  judged.verdict = approved ? verdict::approved : verdict::refused;
  judged.reason = approved ? term("all_rules_passed") : failed->name;
}

gate_list risk_book::account_gates(time_ns now) {
  static constexpr std::array<risk_rule, 18> rules{
      trading_enabled, not_halted,          account_known,  account_fresh,  open_positions,
      gross_exposure,  net_exposure,        daily_loss,     daily_realised_loss, drawdown_limit,
      buying_power,    order_rate,          turnover_rate,  day_trade_count, approvals_waiting,
      protection,      value_at_risk,       conditional_value_at_risk};
  settle(now);
  const auto around = situation({}, now);
  gate_list told;
  for (const auto rule : rules)
    if (const auto answer = rule({}, around); !answer.name.empty())
      told.push_back(answer);
  return told;
}

risk_state risk_book::state(time_ns now) const {
  const auto fallen = drawdown_now();
  if (permission_.halted() || fallen == drawdown_state::halted)
    return risk_state::halted;
  const auto within_ns = limits_.protection_within_ms * millisecond_ns;
  const auto bare_since = at_stake_.bare_since_ns();
  const bool bare = within_ns > 0 && bare_since && now - *bare_since > within_ns;
  return bare || fallen == drawdown_state::reducing ? risk_state::reducing : risk_state::active;
}

risk_situation risk_book::situation(const symbol& name, time_ns now) {
  static const symbol_memory nothing;
  const auto known = memory_.find(name);
  return {limits_,   books_, approved_, at_stake_,    at_stake_.of(name),
          known == memory_.end() ? nothing : known->second,
          permission_, books_.day(), fall_, rate_,        round_trips_,
          returns_,  strategies_,  books_.equity(), now};
}

void risk_book::settle(time_ns now) {
  advance(now);
  forget_lapsed(now);
  at_stake_.settle(books_, now);
}

quantity risk_book::closable_by_strategies(const symbol& name) const {
  const auto by_hand = books_.manual_qty(name);
  const auto kept = by_hand < quantity{} ? -by_hand : by_hand;
  const auto rest = at_stake_.of(name).closable();
  return kept.is_zero() ? rest : std::max(rest - kept, quantity{});
}

// Of one order, and of what is left of its strategy's budget.
money risk_book::most_for(const decision& wish) const {
  if (!strategies_.is_shared())
    return limits_.order_notional_max;
  const auto share = strategies_.share(wish.strategy);
  constexpr auto hundred = number::of(100);
  if (share.budget_percent == hundred)
    return limits_.order_notional_max;
  const auto left = budget_of(share, books_.equity()) -
                    strategies_.at_stake(wish.strategy, books_, approved_);
  return std::clamp(left, money{}, limits_.order_notional_max);
}

// What rules ask about later; nobody does where strategies do not share.
void risk_book::note_pass(const passing& who, side direction) {
  if (strategies_.is_shared() || limits_.opposite_window_ms > 0 ||
      limits_.same_direction_window_ms > 0)
    strategies_.pass(who.name, {who.strategy, direction, who.market_ns});
}

// The volatility of a year of the exchange's sessions, or of all days; the strategy's last trades.
measured_risk risk_book::measured_risk_of(const decision& wish) const {
  constexpr time_ns session_year_ns = 252 * 390 * minute_ns;
  constexpr time_ns year_ns = 365 * day_ns;
  constexpr std::int64_t trades_min = 10;
  measured_risk known;
  const auto samples_min = static_cast<std::size_t>(limits_.correlation_samples_min);
  if (const auto scatter = returns_.scatter_of(wish.symbol, samples_min)) {
    const auto year = wish.symbol.is_crypto() ? year_ns : session_year_ns;
    known.volatility = scatter->deviation * std::sqrt(static_cast<double>(year) /
                                                      static_cast<double>(scatter->length_ns));
  }
  const auto* trades = strategies_.performance().of(wish.strategy);
  if (trades != nullptr && trades->trades >= trades_min) {
    const auto count = static_cast<double>(trades->counted());
    const auto wins = static_cast<double>(trades->wins());
    const auto losses = static_cast<double>(trades->losses());
    known.trades = {wins / count, wins > 0 ? trades->gross_profit().to_double() / wins : 0.0,
                    losses > 0 ? -trades->gross_loss().to_double() / losses : 0.0};
  }
  return known;
}

quantity risk_book::entry_qty(const decision& wish, price reference) const {
  if (reference <= price{})
    return {};
  const auto increment = order_increment(wish.symbol);
  const auto most = most_for(wish);
  if (is_sized(wish)) {
    size_request request;
    request.entry = reference;
    request.equity = std::max(books_.equity(), money{});
    request.cash = std::clamp(books_.cash() - at_stake_.total().buys, money{}, most);
    request.increment = increment;
    request.minimum_notional = order_minimum(wish.symbol);
    const auto sized = entry_size_of(wish, request, measured_risk_of(wish));
    return sized ? *sized : quantity{};
  }
  const auto fraction = share_of(books_.equity(), limits_.equity_fraction_bps);
  const auto target = std::clamp(fraction, money{}, most);
  const auto rounded = exact::multiply_divide(target.units, units_per_one, reference.units);
  const quantity qty{exact::floor_to(rounded, increment.units)};
  return notional(reference, qty) > target ? qty - increment : qty;
}

assessment risk_book::conclude(decision judged, const proposal& asked, order_request request) {
  if (judged.verdict != verdict::approved)
    return {std::move(judged), std::nullopt};
  const commitment made{asked.symbol, judged.strategy.text(), asked.side, asked.qty,
                        asked.reference};
  approved_.set(key_of(judged), made);
  at_stake_.approve(made);
  return {std::move(judged), std::move(request)};
}

void risk_book::let_go(const order_key& key) {
  if (const auto reserved = approved_.take(key))
    at_stake_.release(*reserved);
}

void risk_book::forget_lapsed(time_ns now) {
  while (const auto lapsed = approved_.take_before(now - limits_.data_age_max_s * second_ns))
    at_stake_.release(*lapsed);
}

std::uint32_t risk_book::next_manual_ordinal(const symbol& name, time_ns now) {
  const auto known = last_manual_.find(name);
  const bool again = known != last_manual_.end() && known->second.market_ns == now;
  const auto ordinal = again ? known->second.ordinal + 1 : 0;
  last_manual_[name] = {now, name, manual_strategy, ordinal};
  return ordinal;
}

} // namespace troupe::trading
