#include "trading/portfolio/account_activity.hpp"

#include "trading/portfolio/reconcile.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace troupe::trading::account_activity_test {
namespace {

constexpr time_ns begun_ns = 1'714'564'800 * second_ns;
constexpr time_ns now_ns = begun_ns + minute_ns;
const auto apple = symbol::of("AAPL");
const auto coin = symbol::of("BTC/USD");

account_activity activity(std::string_view word, std::string id, money amount,
                          const symbol& of = {}, quantity qty = {}) {
  account_activity told;
  told.cause = activity_cause_of(word);
  told.id = std::move(id);
  told.word = word;
  told.amount = amount;
  told.symbol = of;
  told.qty = qty;
  told.at_ns = begun_ns + second_ns;
  return told;
}

// Books with 1,000 in cash that hold ten of each, and a venue that has what it is told.
class two_books {
public:
  two_books() {
    session_started begun;
    begun.broker_account = "PA1";
    begun.cash = cash = money::of(1'000);
    begun.market_ns = begun_ns;
    ours.fold(begun);
    for (const auto& name : {apple, coin}) {
      adjustment adopted;
      adopted.kind = adjustment_kind::position_adopted;
      adopted.symbol = name;
      adopted.qty = quantity::of(10);
      adopted.px = price::of(100);
      adopted.market_ns = begun_ns;
      ours.fold(adopted);
      held.push_back({name, quantity::of(10), price::of(100), {}, {}, price::of(100)});
    }
  }

  std::vector<adjustment> differences() const { return reconcile(ours, held, cash, now_ns); }
  std::vector<adjustment> causes() const {
    return explained_by(told, differences(), ours, begun_ns, now_ns);
  }
  // As the executor does: what is explained first, then what is left.
  void settle() {
    for (auto explained = causes(); !explained.empty(); explained = causes())
      for (const auto& each : explained)
        ours.fold(each);
    for (const auto& each : differences())
      ours.fold(each);
  }

  portfolio ours;
  std::vector<position> held;
  money cash;
  std::vector<account_activity> told;
};

TEST(account_activity, of_every_word_the_cause_is_known_or_none) {
  EXPECT_EQ(activity_cause_of("CSD"), activity_cause::transfer);
  EXPECT_EQ(activity_cause_of("JNLC"), activity_cause::transfer);
  EXPECT_EQ(activity_cause_of("DIVNRA"), activity_cause::dividend);
  EXPECT_EQ(activity_cause_of("INT"), activity_cause::interest);
  EXPECT_EQ(activity_cause_of("CFEE"), activity_cause::coin_fee);
  EXPECT_EQ(activity_cause_of("SPLIT"), activity_cause::split);
  EXPECT_EQ(activity_cause_of("REORG"), activity_cause::other);
  EXPECT_EQ(activity_cause_of(""), activity_cause::other);
}

TEST(account_activity, money_that_came_or_went_is_named) {
  two_books both;
  both.cash = money::of(1'560);
  both.told = {activity("CSD", "a", money::of(700)), activity("CSW", "b", money::of(-200)),
               activity("DIV", "c", money::of(60), apple)};
  const auto causes = both.causes();
  ASSERT_EQ(causes.size(), 3u);
  EXPECT_EQ(causes[0].kind, adjustment_kind::deposit);
  EXPECT_EQ(causes[0].cash, money::of(700));
  EXPECT_EQ(causes[0].activity_id, "a");
  EXPECT_EQ(causes[0].market_ns, now_ns);
  EXPECT_EQ(causes[1].kind, adjustment_kind::withdrawal);
  EXPECT_EQ(causes[2].kind, adjustment_kind::dividend);
  EXPECT_EQ(causes[2].symbol, apple);
  both.settle();
  EXPECT_EQ(both.ours.cash(), both.cash);
  EXPECT_EQ(both.ours.day_profit(), money::of(60));
}

TEST(account_activity, what_the_venue_does_not_name_stays_a_correction) {
  two_books both;
  both.cash = money::of(1'750);
  both.told = {activity("CSD", "a", money::of(700))};
  both.settle();
  EXPECT_EQ(both.ours.cash(), money::of(1'750));
  EXPECT_EQ(both.ours.day_profit(), money{});
}

TEST(account_activity, an_activity_counts_once) {
  two_books both;
  both.cash = money::of(1'700);
  both.told = {activity("CSD", "a", money::of(700))};
  both.settle();
  both.cash = money::of(2'400);
  EXPECT_TRUE(both.causes().empty());
  both.told.push_back(activity("CSD", "b", money::of(700)));
  ASSERT_EQ(both.causes().size(), 1u);
  EXPECT_EQ(both.causes()[0].activity_id, "b");
}

TEST(account_activity, what_happened_before_the_account_was_first_seen_is_in_its_cash_already) {
  two_books both;
  both.cash = money::of(1'700);
  both.told = {activity("CSD", "a", money::of(700))};
  both.told[0].at_ns = begun_ns - 1;
  EXPECT_TRUE(both.causes().empty());
}

TEST(account_activity, a_split_in_two_pieces_is_one) {
  two_books both;
  both.held[0].qty = quantity::of(40);
  both.told = {activity("SPLIT", "a", {}, apple, quantity::of(-10)),
               activity("SPLIT", "b", {}, apple, quantity::of(40))};
  const auto causes = both.causes();
  ASSERT_EQ(causes.size(), 1u);
  EXPECT_EQ(causes[0].kind, adjustment_kind::split);
  EXPECT_EQ(causes[0].qty, quantity::of(30));
  both.settle();
  EXPECT_EQ(both.ours.position_of(apple).average_price, price::of(25));
  EXPECT_FALSE(both.ours.quarantined().contains(apple)) << "it is no disagreement";
  EXPECT_TRUE(both.ours.knows_activity("a") && both.ours.knows_activity("b"));
  both.held[0].qty = quantity::of(30);
  EXPECT_TRUE(both.causes().empty()) << "a piece of it explains nothing else";
}

TEST(account_activity, a_split_of_another_size_is_a_disagreement) {
  two_books both;
  both.held[0].qty = quantity::of(41);
  both.told = {activity("SPLIT", "a", {}, apple, quantity::of(30))};
  EXPECT_TRUE(both.causes().empty());
  both.settle();
  EXPECT_TRUE(both.ours.quarantined().contains(apple));
}

TEST(account_activity, fees_that_the_fills_have_told_are_not_counted_again) {
  two_books both;
  both.told = {activity("CFEE", "a", {}, coin, *quantity::parse("-0.5")),
               activity("FEE", "b", money::of(-3), coin)};
  EXPECT_TRUE(both.causes().empty()) << "nothing differs";
  both.cash = money::of(900);
  EXPECT_TRUE(both.causes().empty()) << "the fee is not the difference";
  both.cash = money::of(997);
  both.held[1].qty = *quantity::parse("9.5");
  const auto causes = both.causes();
  ASSERT_EQ(causes.size(), 2u);
  EXPECT_EQ(causes[0].kind, adjustment_kind::fee);
  EXPECT_EQ(causes[1].kind, adjustment_kind::coin_fee);
  EXPECT_EQ(causes[1].qty, *quantity::parse("-0.5"));
}

// Whatever the venue tells or leaves out, the books end as the venue's.
TEST(account_activity, the_books_end_as_the_venues_whatever_was_told) {
  constexpr std::uint64_t seed = 4'711;
  for (std::uint64_t round = 0; round < 300; ++round) {
    SCOPED_TRACE(seed + round);
    std::mt19937_64 random(seed + round);
    two_books both;
    const std::string_view words[] = {"CSD", "CSW", "DIV", "INT", "FEE", "CFEE", "SPLIT", "REORG"};
    for (int step = 0; step < 8; ++step) {
      const auto& word = words[random() % 8];
      const money amount{static_cast<std::int64_t>(random() % 2'000'000'000) - 1'000'000'000};
      const quantity qty{static_cast<std::int64_t>(random() % 900'000'000) - 450'000'000};
      auto made = activity(word, std::to_string(step), amount, random() % 2 ? apple : coin, qty);
      const bool moves_units = word == "CFEE" || word == "SPLIT";
      if (random() % 4 != 0 && moves_units)
        both.held[made.symbol == apple ? 0 : 1].qty += qty;
      else if (random() % 4 != 0 && !moves_units)
        both.cash += amount;
      if (random() % 4 != 0)
        both.told.push_back(made);
      if (random() % 3 == 0)
        both.settle();
    }
    both.settle();
    ASSERT_EQ(both.ours.cash(), both.cash);
    for (const auto& each : both.held)
      ASSERT_EQ(both.ours.position_of(each.symbol).qty, each.qty);
  }
}

} // namespace
} // namespace troupe::trading::account_activity_test
