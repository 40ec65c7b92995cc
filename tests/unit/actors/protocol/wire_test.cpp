#include "actors/protocol/wire.hpp"

#include "tests/unit/actors/edge/story.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::wire_test {

TEST(wire, brings_a_question_of_the_books_over_as_it_was) {
  portfolio_question asked;
  asked.request_id = 7;
  asked.wanted.list = trading::report_list::trades;
  asked.wanted.step = trading::history_step::day;
  asked.wanted.symbol = bitcoin;
  asked.wanted.newest_first = true;
  asked.wanted.after = 12;
  const auto told = decode(encode(asked));
  ASSERT_TRUE(told) << told.failure().message;
  const auto& got = std::get<portfolio_question>(*told);
  EXPECT_EQ(got.request_id, 7u);
  EXPECT_EQ(got.wanted.list, trading::report_list::trades);
  EXPECT_EQ(got.wanted.step, trading::history_step::day);
  EXPECT_EQ(got.wanted.symbol, bitcoin);
  EXPECT_TRUE(got.wanted.newest_first);
  EXPECT_EQ(got.wanted.after, 12u);
  EXPECT_EQ(got.wanted.to_ns, asked.wanted.to_ns);
}

TEST(wire, brings_every_list_of_the_books_over_as_it_was) {
  trading::account_ledger ledger;
  tell_trades(ledger);
  using trading::report_list;
  for (const auto list : {report_list::history, report_list::profits, report_list::trades,
                          report_list::lots, report_list::closed_lots}) {
    const portfolio_answer sent{3, trading::report_of(ledger, {.list = list})};
    const auto bytes = encode(sent);
    const auto told = decode(bytes);
    ASSERT_TRUE(told) << told.failure().message;
    const auto& got = std::get<portfolio_answer>(*told);
    EXPECT_EQ(encode(got), bytes);
    EXPECT_EQ(got.report.history, sent.report.history);
    EXPECT_EQ(got.report.profits, sent.report.profits);
    EXPECT_EQ(got.report.trades.size(), sent.report.trades.size());
    if (!sent.report.trades.empty()) {
      EXPECT_EQ(got.report.trades.back().side, trading::side::buy);
    }
  }
}

} // namespace troupe::actors::wire_test
