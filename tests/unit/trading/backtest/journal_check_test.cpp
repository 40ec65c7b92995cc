// A run of the desk, kept as a journal would keep it, is made again; every change of it is found.
#include "trading/backtest/journal_check.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::journal_check_test {
namespace {

constexpr time_ns start_ns = 1'700'000'000 * second_ns / day_ns * day_ns;

desk_terms terms_of(const std::string& strategy, money order_notional_max = money::of(25'000)) {
  desk_terms terms;
  terms.symbols = {symbol::of("BTC/USD"), symbol::of("ETH/USD")};
  terms.strategies = {{strategy, {}}};
  terms.limits.order_notional_max = order_notional_max;
  return terms;
}

journal_check check_of(const desk_terms& terms) {
  std::vector<journal_check::candidate> candidates;
  candidates.push_back({{}, trading_desk::make(terms).value()});
  return journal_check(std::move(candidates));
}

session_started session_at(time_ns at, std::uint64_t epoch = 1) {
  session_started session;
  session.account_id = "main";
  session.broker_account = "paper";
  session.simulated = true;
  session.epoch = epoch;
  session.market_ns = at;
  session.cash = money::of(100'000);
  return session;
}

quote quote_at(const symbol& name, time_ns at, std::int64_t middle) {
  return {name, at, price::of(middle - 1), quantity::of(1), price::of(middle + 1),
          quantity::of(1)};
}

// Plays the roles: what the desk wants is assessed, intended and filled at once, and recorded.
class recorder {
public:
  explicit recorder(const desk_terms& terms) : desk_(trading_desk::make(terms).value()) {}

  void tell(event happened) {
    std::vector<decision> made;
    for (const auto& each : desk_.fold(happened))
      made.push_back(each);
    journal.push_back(std::move(happened));
    for (const auto& each : made)
      journal.push_back(each);
    for (const auto& each : made)
      if (each.verdict != verdict::none)
        answer(desk_.assess(each));
  }

  void ask(const order_request& by_hand) {
    journal.push_back(operator_order{by_hand, "ann", desk_.market_ns()});
    answer(desk_.assess_manual(by_hand));
  }

  std::vector<event> journal;

private:
  void answer(assessment assessed) {
    const auto judged = assessed.risk_decision;
    keep(judged);
    if (!assessed.request)
      return;
    auto request = *assessed.request;
    request.client_order_id = "main-1-" + std::to_string(++orders_);
    keep(intent{request, judged.strategy, judged.market_ns, judged.ordinal});
    order_event filled;
    filled.kind = order_event_kind::fill;
    filled.client_order_id = request.client_order_id;
    filled.order_id = "at-the-venue-" + std::to_string(orders_);
    filled.execution_id = filled.order_id + "-1";
    filled.symbol = request.symbol;
    filled.side = request.side;
    filled.market_ns = judged.market_ns;
    filled.qty = filled.cumulative_qty = request.qty;
    filled.px = desk_.books().mark_of(request.symbol);
    keep(filled);
  }
  void keep(event happened) {
    desk_.fold(happened);
    journal.push_back(std::move(happened));
  }

  trading_desk desk_;
  int orders_ = 0;
};

std::vector<event> a_run(const desk_terms& terms) {
  recorder run(terms);
  run.tell(session_at(start_ns));
  for (int step = 1; step <= 40; ++step) {
    const auto at = start_ns + step * second_ns;
    for (const auto* name : {"BTC/USD", "ETH/USD"})
      run.tell(quote_at(symbol::of(name), at, 1'000 + step % 7));
    run.tell(clock_tick{at});
    if (step == 20) {
      order_request by_hand;
      by_hand.symbol = symbol::of("ETH/USD");
      by_hand.qty = quantity::of(1);
      run.ask(by_hand);
    }
  }
  return run.journal;
}

journal_check checked(const std::vector<event>& journal, const desk_terms& terms) {
  auto check = check_of(terms);
  for (std::size_t index = 0; index < journal.size(); ++index)
    check.fold(index + 1, journal[index]);
  check.finish();
  return check;
}

template <class Event, class Which>
std::size_t find_in(const std::vector<event>& journal, Which which) {
  for (std::size_t index = 0; index < journal.size(); ++index)
    if (const auto* found = std::get_if<Event>(&journal[index]); found && which(*found))
      return index;
  throw std::logic_error("the run has no such event");
}

const auto any = [](const auto&) { return true; };

TEST(journal_check, finds_nothing_in_a_run_that_is_as_it_was) {
  const auto terms = terms_of("every_quote");
  const auto journal = a_run(terms);
  const auto check = checked(journal, terms);
  EXPECT_FALSE(check.first_difference());
  EXPECT_GT(check.counted().strategy_decisions, 20u);
  EXPECT_GT(check.counted().risk_decisions, 20u);
  EXPECT_GT(check.counted().intents, 10u);
  EXPECT_EQ(check.counted().unasked_intents, 0u);
  EXPECT_EQ(check.cut_short(), 0u);
}

TEST(journal_check, finds_a_changed_figure_of_risk_by_its_name) {
  const auto terms = terms_of("every_quote");
  auto journal = a_run(terms);
  const auto at = find_in<decision>(
      journal, [](const auto& each) { return each.stage == decision_stage::risk; });
  auto& judged = std::get<decision>(journal[at]);
  auto inputs = std::vector<input>(judged.inputs.begin(), judged.inputs.end());
  inputs[2].value.units += 1;
  judged.inputs.clear();
  for (const auto& each : inputs)
    judged.inputs.push_back(each);
  const auto check = checked(journal, terms);
  ASSERT_TRUE(check.first_difference());
  EXPECT_EQ(check.first_difference()->seq, at + 1);
  EXPECT_EQ(check.first_difference()->record, "decision");
  EXPECT_EQ(check.first_difference()->what.field, "inputs.equity");
  EXPECT_EQ(check.counted().differences, 1u);
}

TEST(journal_check, finds_a_changed_order) {
  const auto terms = terms_of("every_quote");
  auto journal = a_run(terms);
  const auto at = find_in<intent>(journal, any);
  std::get<intent>(journal[at]).request.qty.units += 1'000;
  const auto check = checked(journal, terms);
  ASSERT_TRUE(check.first_difference());
  EXPECT_EQ(check.first_difference()->seq, at + 1);
  EXPECT_EQ(check.first_difference()->record, "intent");
  EXPECT_EQ(check.first_difference()->what.field, "qty");
}

TEST(journal_check, finds_an_order_that_nobody_approved) {
  const auto terms = terms_of("every_quote");
  auto journal = a_run(terms);
  auto invented = std::get<intent>(journal[find_in<intent>(journal, any)]);
  invented.ordinal += 1'000;
  journal.push_back(invented);
  const auto check = checked(journal, terms);
  ASSERT_TRUE(check.first_difference());
  EXPECT_EQ(check.first_difference()->seq, journal.size());
  EXPECT_EQ(check.first_difference()->what.field, "intent");
}

TEST(journal_check, finds_decisions_that_are_missing_and_that_are_too_many) {
  const auto terms = terms_of("every_quote");
  auto journal = a_run(terms);
  const auto at = find_in<decision>(journal, any);
  auto without = journal;
  without.erase(without.begin() + static_cast<std::ptrdiff_t>(at));
  EXPECT_TRUE(checked(without, terms).first_difference());

  auto invented = std::get<decision>(journal[at]);
  invented.ordinal += 7;
  journal.insert(journal.begin() + static_cast<std::ptrdiff_t>(at) + 1, invented);
  const auto check = checked(journal, terms);
  ASSERT_TRUE(check.first_difference());
  EXPECT_EQ(check.first_difference()->seq, at + 2);
}

TEST(journal_check, finds_an_input_that_was_changed) {
  const auto terms = terms_of("every_quote");
  auto journal = a_run(terms);
  const auto at = find_in<quote>(
      journal, [](const auto& each) { return each.market_ns > start_ns + 5 * second_ns; });
  std::get<quote>(journal[at]).ask.units += 1'000'000'000;
  EXPECT_TRUE(checked(journal, terms).first_difference());
}

TEST(journal_check, takes_a_decision_that_is_recorded_before_its_input_or_twice) {
  const auto terms = terms_of("every_quote");
  auto journal = a_run(terms);
  const auto at = find_in<decision>(journal, any);
  auto swapped = journal;
  std::swap(swapped[at], swapped[at - 1]);
  EXPECT_FALSE(checked(swapped, terms).first_difference());

  journal.insert(journal.begin() + static_cast<std::ptrdiff_t>(at) + 1, journal[at]);
  const auto check = checked(journal, terms);
  EXPECT_FALSE(check.first_difference());
  EXPECT_EQ(check.counted().repeated_decisions, 1u);
}

TEST(journal_check, counts_what_a_journal_s_end_cut_short) {
  const auto terms = terms_of("every_quote");
  auto journal = a_run(terms);
  const auto at = find_in<decision>(
      journal, [](const auto& each) { return each.market_ns > start_ns + 10 * second_ns; });
  journal.resize(at);
  const auto check = checked(journal, terms);
  EXPECT_FALSE(check.first_difference());
  EXPECT_EQ(check.cut_short(), 1u);
}

TEST(journal_check, does_not_take_decisions_that_were_all_left_out_for_a_cut_end) {
  const auto terms = terms_of("every_quote");
  auto journal = a_run(terms);
  std::erase_if(journal, [](const auto& each) {
    return std::holds_alternative<decision>(each) || std::holds_alternative<intent>(each) ||
           std::holds_alternative<order_event>(each);
  });
  EXPECT_FALSE(checked(journal, terms).first_difference());
  const auto end = market_time(journal.back());
  for (std::uint64_t more = 0; more <= journal_check::late_records_max; ++more)
    journal.emplace_back(clock_tick{end});
  const auto check = checked(journal, terms);
  ASSERT_TRUE(check.first_difference());
  EXPECT_EQ(check.first_difference()->what.journaled, "(nothing)");
  EXPECT_EQ(check.cut_short(), 0u);
}

TEST(journal_check, judges_each_record_by_the_configuration_in_force_then) {
  const auto loose = terms_of("every_quote");
  const auto tight = terms_of("every_quote", money::of(50));
  const configuration first{start_ns, {{"risk.order_notional_max", "25000"}}};
  const configuration second{start_ns, {{"risk.order_notional_max", "50"}}};
  std::vector<event> journal{first};
  for (auto& each : a_run(loose))
    journal.push_back(std::move(each));
  auto other = a_run(tight);
  std::get<session_started>(other[0]).broker_account = "another";
  journal.push_back(other[0]);
  journal.push_back(second);
  journal.insert(journal.end(), other.begin() + 1, other.end());

  const auto run = [&](std::vector<setting> of_second, const desk_terms& with) {
    std::vector<journal_check::candidate> candidates;
    candidates.push_back({first.settings, trading_desk::make(loose).value()});
    candidates.push_back({std::move(of_second), trading_desk::make(with).value()});
    journal_check check(std::move(candidates));
    for (std::size_t index = 0; index < journal.size(); ++index)
      check.fold(index + 1, journal[index]);
    return check;
  };
  EXPECT_FALSE(run(second.settings, tight).first_difference());
  EXPECT_TRUE(run(second.settings, loose).first_difference());
  EXPECT_THROW(run({}, tight), std::invalid_argument);
}

} // namespace
} // namespace troupe::trading::journal_check_test
