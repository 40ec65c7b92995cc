#include "trading/backtest/journal_check.hpp"

#include <algorithm>
#include <stdexcept>
#include <variant>

namespace troupe::trading {

namespace {

constexpr const char* nothing = "(nothing)";

order_key key_of(const decision& made) {
  return {made.market_ns, made.symbol, made.strategy, made.ordinal};
}

bool same_instant(const decision& left, const decision& right) {
  return left.market_ns == right.market_ns && left.ordinal == right.ordinal;
}

bool is_before(const decision& left, const decision& right) {
  return std::pair(left.market_ns, left.ordinal) < std::pair(right.market_ns, right.ordinal);
}

} // namespace

journal_check::journal_check(std::vector<candidate> candidates)
    : candidates_(std::move(candidates)) {
  if (candidates_.empty())
    throw std::invalid_argument("a check needs a configuration");
}

void journal_check::fold(std::uint64_t seq, const event& happened) {
  ++counts_.records;
  last_seq_ = seq;
  if (const auto* chosen = std::get_if<configuration>(&happened))
    choose(*chosen);
  if (const auto* asked = std::get_if<operator_order>(&happened)) {
    auto assessed = candidates_[in_force_].desk.assess_manual(asked->request);
    judged_.insert_or_assign(key_of(assessed.risk_decision), assessed.risk_decision);
    keep(assessed.risk_decision, std::move(assessed.request));
  } else if (const auto* decided = std::get_if<decision>(&happened)) {
    decided->stage == decision_stage::strategy ? check_strategy(seq, *decided)
                                               : check_risk(seq, *decided);
  } else if (const auto* asked_for = std::get_if<intent>(&happened)) {
    check_intent(seq, *asked_for);
  }
  for (std::size_t index = 0; index < candidates_.size(); ++index) {
    const auto made = candidates_[index].desk.fold(happened);
    if (index == in_force_)
      note(seq, made);
  }
}

// What the one before it left open is nobody's to do any more (see actors/signal).
void journal_check::choose(const configuration& chosen) {
  const auto found = std::find_if(candidates_.begin(), candidates_.end(), [&](const auto& each) {
    return each.settings == chosen.settings;
  });
  if (found == candidates_.end())
    throw std::invalid_argument("a configuration that was not announced");
  const auto index = static_cast<std::size_t>(found - candidates_.begin());
  if (index == in_force_)
    return;
  in_force_ = index;
  due_.clear();
  finish();
  wishes_.clear();
  judged_.clear();
  approved_.clear();
}

void journal_check::note(std::uint64_t seq, std::span<const decision> made) {
  for (const auto& each : made) {
    const line of{each.symbol, each.strategy};
    last_.insert_or_assign(of, each);
    auto& early = early_[of];
    for (; !early.empty() && is_before(early.front().journaled, each); early.pop_front())
      differ_unmade(early.front());
    if (!early.empty() && same_instant(early.front().journaled, each)) {
      match(early.front().seq, early.front().journaled, each);
      early.pop_front();
    } else {
      due_[of].push_back({seq, each});
    }
    if (each.verdict == verdict::none)
      continue;
    wishes_.insert_or_assign(key_of(each), wish{each});
    if (wishes_.size() > wishes_max)
      wishes_.erase(wishes_.begin());
  }
}

void journal_check::check_strategy(std::uint64_t seq, const decision& journaled) {
  const line of{journaled.symbol, journaled.strategy};
  auto& due = due_[of];
  for (; !due.empty() && is_before(due.front().made, journaled); due.pop_front())
    differ_unrecorded(seq, due.front().made);
  if (!due.empty() && same_instant(due.front().made, journaled)) {
    match(seq, journaled, due.front().made);
    due.pop_front();
    return;
  }
  const auto& known = remembered_[of];
  if (std::find(known.begin(), known.end(), journaled) != known.end()) {
    ++counts_.repeated_decisions;
    return;
  }
  auto& early = early_[of];
  early.push_back({seq, journaled});
  if (early.size() > remembered_max) {
    differ_unmade(early.front());
    early.pop_front();
  }
}

void journal_check::match(std::uint64_t seq, const decision& journaled, const decision& made) {
  if (auto what = difference_of(journaled, made))
    differ(seq, journaled, std::move(*what));
  else
    ++counts_.strategy_decisions;
  auto& known = remembered_[{journaled.symbol, journaled.strategy}];
  known.push_back(journaled);
  if (known.size() > remembered_max)
    known.pop_front();
}

void journal_check::finish() {
  for (auto& [of, early] : early_)
    for (const auto& each : early)
      differ_unmade(each);
  early_.clear();
  for (auto& [of, due] : due_)
    for (; !due.empty() && due.front().seq + late_records_max < last_seq_; due.pop_front())
      differ_unrecorded(due.front().seq, due.front().made);
}

void journal_check::differ_unrecorded(std::uint64_t seq, const decision& made) {
  differ(seq, made, {"decision", nothing, std::string(to_text(made.verdict))});
}

void journal_check::differ_unmade(const unmade& early) {
  differ(early.seq, early.journaled,
         {"decision", std::string(to_text(early.journaled.verdict)), nothing});
}

void journal_check::check_risk(std::uint64_t seq, const decision& journaled) {
  const auto key = key_of(journaled);
  std::optional<decision> replayed;
  if (journaled.strategy == manual_strategy) {
    auto found = judged_.extract(key);
    if (found.empty())
      return; // of a journal that has no operators' orders
    replayed = std::move(found.mapped());
  } else if (const auto wished = wishes_.find(key); wished != wishes_.end()) {
    check_missed(seq, journaled);
    auto assessed = candidates_[in_force_].desk.assess(wished->second.made);
    wished->second.assessed = true;
    replayed = assessed.risk_decision;
    keep(assessed.risk_decision, std::move(assessed.request));
  }
  if (!replayed)
    return differ(seq, journaled, {"decision", std::string(to_text(journaled.verdict)), nothing});
  if (auto what = difference_of(journaled, *replayed))
    differ(seq, journaled, std::move(*what));
  else
    ++counts_.risk_decisions;
  if (journaled.verdict == verdict::refused)
    wishes_.erase(key);
}

// Risk takes the wishes of a symbol and a strategy one after another.
void journal_check::check_missed(std::uint64_t seq, const decision& journaled) {
  const auto key = key_of(journaled);
  for (auto each = wishes_.begin(); each != wishes_.end() && each->first < key;) {
    const auto& made = each->second.made;
    const bool missed = made.symbol == journaled.symbol && made.strategy == journaled.strategy &&
                        !each->second.assessed;
    if (missed)
      differ(seq, made, {"assessment", nothing, std::string(to_text(made.verdict))});
    each = missed ? wishes_.erase(each) : std::next(each);
  }
}

void journal_check::keep(const decision& judged, std::optional<order_request> request) {
  if (request)
    approved_.insert_or_assign(key_of(judged), std::move(*request));
  else
    approved_.erase(key_of(judged));
  if (approved_.size() > wishes_max)
    approved_.erase(approved_.begin());
}

void journal_check::check_intent(std::uint64_t seq, const intent& journaled) {
  const order_key key{journaled.market_ns, journaled.request.symbol, journaled.strategy,
                      journaled.ordinal};
  const auto approved = approved_.extract(key);
  wishes_.erase(key);
  const bool leg = !journaled.request.parent_id.empty(); // the venue made it
  if (approved.empty() && (leg || journaled.strategy == manual_strategy)) {
    ++counts_.unasked_intents;
    return;
  }
  std::optional<field_difference> what;
  if (approved.empty())
    what = {"intent", std::string(to_text(journaled.request.side)), nothing};
  else
    what = difference_of(journaled.request, approved.mapped());
  if (!what) {
    ++counts_.intents;
    return;
  }
  differ({seq, "intent", journaled.market_ns, journaled.request.symbol,
          std::string(journaled.strategy.text()), "", std::move(*what)});
}

std::size_t journal_check::cut_short() const {
  std::size_t count = 0;
  for (const auto& [of, due] : due_)
    count += due.size();
  return count;
}

void journal_check::differ(std::uint64_t seq, const decision& at, field_difference what) {
  differ({seq, "decision", at.market_ns, at.symbol, std::string(at.strategy.text()),
          std::string(to_text(at.stage)), std::move(what)});
}

void journal_check::differ(difference found) {
  ++counts_.differences;
  if (!first_)
    first_ = std::move(found);
}

} // namespace troupe::trading
