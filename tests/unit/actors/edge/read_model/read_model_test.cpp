#include "actors/edge/read_model/read_model.hpp"

#include "tests/unit/actors/edge/story.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::read_model_test {

namespace {

using trading::decision_stage;
using trading::order_event_kind;
using trading::verdict;

std::vector<std::uint64_t> seqs_of(const std::vector<record_pointer>& records) {
  std::vector<std::uint64_t> seqs;
  for (const auto& each : records)
    seqs.push_back(each->seq);
  return seqs;
}

using seqs = std::vector<std::uint64_t>;

} // namespace

TEST(read_model, explains_an_order_from_its_bar_to_its_fill) {
  read_model known;
  tell_story(known);
  const auto chain = known.archive().chain_of("main-1-1");
  EXPECT_EQ(seqs_of(chain.records), (seqs{2, 3, 4, 5, 6, 7}));
  EXPECT_EQ(chain.missing_seq, 0u);
}

TEST(read_model, explains_a_manual_order_from_the_risk_decision_on) {
  read_model known;
  const auto asked = intent_of("main-1-2");
  known.fold(record_of(1, decision_of(decision_stage::risk, verdict::approved)));
  known.fold(record_of(2, asked, 1));
  known.fold(record_of(3, event_of(asked, order_event_kind::rejected), 2));
  EXPECT_EQ(seqs_of(known.archive().chain_of("main-1-2").records), (seqs{1, 2, 3}));
}

TEST(read_model, says_which_cause_it_does_not_have) {
  read_model known;
  known.fold(record_of(9, intent_of("main-1-3"), 4));
  const auto chain = known.archive().chain_of("main-1-3");
  EXPECT_EQ(seqs_of(chain.records), (seqs{9}));
  EXPECT_EQ(chain.missing_seq, 4u);
  EXPECT_TRUE(known.archive().chain_of("main-9-9").records.empty());
}

TEST(read_model, tells_an_order_by_either_identifier_with_its_times) {
  read_model known;
  tell_story(known);
  const auto order = known.orders().find("venue-main-1-1");
  ASSERT_TRUE(order);
  EXPECT_EQ(order->order, known.orders().find("main-1-1")->order);
  EXPECT_EQ(order->order->status, trading::order_status::filled);
  EXPECT_EQ(order->times.filled_ns, story_ns + trading::second_ns);
  EXPECT_FALSE(known.orders().find("main-1-9"));
}

TEST(read_model, forgets_everything_with_another_account_but_the_operators_halt) {
  read_model known;
  tell_story(known);
  tell_books(known);
  known.fold(record_of(8, trading::command{trading::command_kind::halt, "ann", "", story_ns}));
  known.fold(record_of(9, session_of("broker-2")));
  EXPECT_FALSE(known.orders().find("main-1-1"));
  EXPECT_TRUE(known.decisions().find({}).records.empty());
  EXPECT_TRUE(known.positions().empty());
  EXPECT_EQ(known.bars().latest(bitcoin), nullptr);
  EXPECT_TRUE(known.trading_switch().halted());
}

TEST(read_model, keeps_everything_over_a_new_session_of_the_same_account) {
  read_model known;
  tell_story(known);
  known.fold(record_of(8, session_of("broker-1")));
  EXPECT_TRUE(known.orders().find("main-1-1"));
}

TEST(read_model, takes_no_flat_position_for_a_position) {
  read_model known;
  tell_books(known);
  EXPECT_EQ(known.positions().size(), 1u);
  trading::position flat;
  flat.symbol = bitcoin;
  known.fold(position_update{flat});
  EXPECT_TRUE(known.positions().empty());
}

TEST(read_model, holds_back_the_cash_of_open_purchases) {
  read_model known;
  tell_books(known);
  auto limit = intent_of("main-1-4");
  limit.request.type = trading::order_type::limit;
  limit.request.limit_price = trading::price::of(50);
  known.fold(record_of(1, limit));
  EXPECT_EQ(known.buying_power(), trading::money::of(98'900));
  auto market = intent_of("main-1-5");
  known.fold(bitcoin_quote(), 0);
  known.fold(record_of(2, market));
  EXPECT_EQ(known.buying_power().text(), "98699.6");
}

TEST(read_model, values_a_one_sided_quote_at_its_side) {
  auto quote = bitcoin_quote();
  EXPECT_EQ(middle_of(quote).text(), "100.2");
  quote.ask = {};
  EXPECT_EQ(middle_of(quote), quote.bid);
}

TEST(record_archive, stays_within_its_bound_and_forgets_whole_orders) {
  record_archive archive(3);
  const auto asked = intent_of("main-1-1");
  archive.fold(kept_record(1, asked));
  archive.fold(kept_record(2, event_of(asked, order_event_kind::open), 1));
  archive.fold(kept_record(3, minute_bar(apple, story_ns)));
  archive.fold(kept_record(4, minute_bar(apple, story_ns)));
  EXPECT_EQ(archive.size(), 3u);
  EXPECT_EQ(archive.find(1), nullptr);
  const auto chain = archive.chain_of("main-1-1");
  EXPECT_EQ(seqs_of(chain.records), (seqs{2}));
  EXPECT_EQ(chain.missing_seq, 1u);
  archive.fold(kept_record(5, minute_bar(apple, story_ns)));
  EXPECT_TRUE(archive.chain_of("main-1-1").records.empty());
}

TEST(decision_history, pages_backwards_without_a_gap_and_within_its_bound) {
  decision_history decisions;
  const auto count = decision_history::decisions_max + 5;
  for (std::uint64_t seq = 1; seq <= count; ++seq)
    decisions.fold(kept_record(seq, decision_of(decision_stage::strategy, verdict::none,
                                                story_ns + static_cast<std::int64_t>(seq))));
  std::uint64_t expected = count;
  decision_query wanted{.limit = 1'000};
  for (int page = 0; page < 3; ++page) {
    const auto found = decisions.find(wanted);
    for (const auto& each : found.records)
      EXPECT_EQ(each->seq, expected--);
    EXPECT_EQ(found.is_whole, page < 2) << "older ones were forgotten";
    wanted.before_seq = found.next_before_seq;
  }
  EXPECT_EQ(wanted.before_seq, 0u);
  EXPECT_EQ(expected, 5u);
}

TEST(decision_history, looks_only_where_it_is_asked_to) {
  decision_history decisions;
  for (std::uint64_t seq = 1; seq <= 9; ++seq)
    decisions.fold(kept_record(seq, decision_of(decision_stage::strategy, verdict::none,
                                                story_ns + static_cast<std::int64_t>(seq))));
  EXPECT_EQ(seqs_of(decisions.find({.from_ns = story_ns + 3, .to_ns = story_ns + 5}).records),
            (seqs{5, 4, 3}));
  EXPECT_TRUE(decisions.find({.symbol = apple}).records.empty());
  EXPECT_EQ(decisions.find({.symbol = bitcoin}).records.size(), 9u);
}

TEST(order_history, lists_as_alpaca_does) {
  order_history orders;
  for (int index = 1; index <= 6; ++index) {
    const auto asked = intent_of("main-1-" + std::to_string(index), story_ns + index,
                                 index % 2 == 0 ? apple : bitcoin);
    orders.fold(asked);
    if (index > 3)
      orders.fold(event_of(asked, order_event_kind::canceled));
  }
  const auto ids = [&](order_query wanted) {
    std::string found;
    for (const auto& each : orders.list(wanted))
      found += each.order->request.client_order_id.back();
    return found;
  };
  EXPECT_EQ(ids({}), "321");
  EXPECT_EQ(ids({.status = order_selection::closed}), "654");
  EXPECT_EQ(ids({.status = order_selection::all, .newest_first = false}), "123456");
  EXPECT_EQ(ids({.status = order_selection::all, .limit = 2}), "65");
  EXPECT_EQ(ids({.status = order_selection::all, .symbols = {apple}}), "642");
  EXPECT_EQ(
      ids({.status = order_selection::all, .after_ns = story_ns + 2, .until_ns = story_ns + 5}),
      "43");
}

} // namespace troupe::actors::read_model_test
