#include "trading/risk/risk_book.hpp"

#include "trading/exits/price_distance.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <variant>

namespace troupe::trading {

namespace {

constexpr std::int64_t bps_per_one = 10'000;

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

void risk_book::fold(const event& happened) {
  if (const auto* candle = std::get_if<bar>(&happened))
    return fold(*candle);
  if (const auto* seen = std::get_if<quote>(&happened))
    return fold(*seen);
  if (const auto* past = std::get_if<history_bar>(&happened))
    return fold(past->bar);
  if (const auto* started = std::get_if<session_started>(&happened)) {
    approved_.clear(); // whoever was to intend them is gone
    permission_.fold(*started);
  } else if (const auto* ordered = std::get_if<command>(&happened)) {
    permission_.fold(*ordered);
  } else if (const auto* asked = std::get_if<intent>(&happened)) {
    approved_.erase({asked->market_ns, asked->request.symbol, asked->strategy, asked->ordinal});
  } else if (const auto* made = std::get_if<decision>(&happened)) {
    if (made->stage == decision_stage::risk && made->strategy == manual_strategy)
      last_manual_[made->symbol] = std::max(last_manual_[made->symbol], key_of(*made));
  }
  books_.fold(happened);
}

void risk_book::fold(const bar& candle) {
  books_.fold(candle);
  auto& last = data_ns_[candle.symbol];
  last = std::max(last, candle.end_ns());
}

void risk_book::fold(const quote& seen) {
  books_.fold(seen);
  auto& last = data_ns_[seen.symbol];
  last = std::max(last, seen.market_ns);
}

assessment risk_book::assess(const decision& wish, price reference, time_ns now) {
  const bool enters = wish.verdict == verdict::enter_long || wish.verdict == verdict::enter_short;
  if (!enters && wish.verdict != verdict::exit)
    throw std::invalid_argument("risk was asked about a decision that wants nothing");
  const auto key = key_of(wish);
  approved_.erase(key);
  forget_lapsed(now);
  proposal asked{wish.symbol, wish.strategy, side::buy, {}, reference, 0};
  asked.data_ns = std::min(wish.market_ns, data_ns(wish.symbol));
  if (enters) {
    asked.side = wish.verdict == verdict::enter_long ? side::buy : side::sell;
    asked.qty = entry_qty(wish.symbol, reference);
    return conclude(judge(asked, key, entry_rules(), now), asked, market_order(asked));
  }
  asked.side = books_.position_of(wish.symbol).qty < quantity{} ? side::buy : side::sell;
  asked.qty = exposure(books_, approved_).closable_by_strategies(wish.symbol);
  return conclude(judge(asked, key, exit_rules(), now), asked, market_order(asked));
}

assessment risk_book::assess_manual(const order_request& asked, price reference, time_ns now) {
  if (const auto* open = books_.orders().find(asked.replaces))
    return assess_replacement(*open, asked, reference, now);
  forget_lapsed(now);
  proposal meant{asked.symbol, manual_strategy, asked.side, asked.qty, reference, 0};
  meant.data_ns = data_ns(asked.symbol);
  if (!asked.limit_price.is_zero())
    meant.reference = asked.limit_price;
  else if (!reference.is_zero()) // a buy stop fills at its stop price or above
    meant.reference = std::max(reference, asked.stop_price) + trail_of(asked, reference);
  if (asked.qty.is_zero() && !meant.reference.is_zero())
    meant.qty = quantity{
        exact::multiply_divide(asked.notional.units, units_per_one, meant.reference.units)};
  const auto held = books_.position_of(asked.symbol).qty;
  const bool opposite = asked.side == side::sell ? held > quantity{} : held < quantity{};
  const bool closes = opposite && meant.qty <= exposure(books_, approved_).closable(asked.symbol);
  const order_key key{now, asked.symbol, manual_strategy,
                      next_manual_ordinal(asked.symbol, now)};
  const auto rules = closes ? manual_exit_rules() : entry_rules();
  auto request = asked;
  request.client_order_id.clear();
  return conclude(judge(meant, key, rules, now), meant, std::move(request));
}

void risk_book::release(const decision& approved) {
  approved_.erase(key_of(approved));
}

decision risk_book::judge(const proposal& asked, const order_key& key,
                          std::span<const risk_rule> rules, time_ns now) const {
  decision judged;
  judged.market_ns = key.market_ns;
  judged.symbol = key.symbol;
  judged.strategy = key.strategy;
  judged.stage = decision_stage::risk;
  judged.ordinal = key.ordinal;
  judged.inputs = {{"reference", number{asked.reference.units}, !asked.reference.is_zero()},
                   {"quantity", number{asked.qty.units}, true},
                   {"equity", number{books_.equity().units}, true},
                   {"cash", number{books_.cash().units}, true}};
  const exposure at_stake(books_, approved_);
  const risk_situation situation{limits_, books_, at_stake, permission_, now};
  for (const auto rule : rules)
    judged.gates.push_back(rule(asked, situation));
  const auto failed = std::find_if(judged.gates.begin(), judged.gates.end(),
                                   [](const gate& each) { return !each.passed; });
  const bool approved = failed == judged.gates.end();
  judged.verdict = approved ? verdict::approved : verdict::refused;
  judged.reason = approved ? "all_rules_passed" : failed->name;
  return judged;
}

quantity risk_book::entry_qty(const symbol& name, price reference) const {
  if (reference <= price{})
    return {};
  const auto fraction =
      money{exact::multiply_divide(books_.equity().units, limits_.entry_fraction_bps, bps_per_one)};
  const auto target = std::clamp(fraction, money{}, limits_.order_notional_max);
  const auto increment = order_increment(name);
  const auto rounded = exact::multiply_divide(target.units, units_per_one, reference.units);
  const quantity qty{exact::floor_to(rounded, increment.units)};
  return notional(reference, qty) > target ? qty - increment : qty;
}

assessment risk_book::conclude(decision judged, const proposal& asked, order_request request) {
  if (judged.verdict != verdict::approved)
    return {std::move(judged), std::nullopt};
  approved_.set(key_of(judged),
                {asked.symbol, judged.strategy.text(), asked.side, asked.qty, asked.reference});
  return {std::move(judged), std::move(request)};
}

void risk_book::forget_lapsed(time_ns now) {
  approved_.erase_before(now - limits_.data_age_max_ns);
}

time_ns risk_book::data_ns(const symbol& name) const {
  const auto known = data_ns_.find(name);
  return known == data_ns_.end() ? 0 : known->second;
}

std::uint32_t risk_book::next_manual_ordinal(const symbol& name, time_ns now) {
  const auto known = last_manual_.find(name);
  const bool again = known != last_manual_.end() && known->second.market_ns == now;
  const auto ordinal = again ? known->second.ordinal + 1 : 0;
  last_manual_[name] = {now, name, manual_strategy, ordinal};
  return ordinal;
}

} // namespace troupe::trading
