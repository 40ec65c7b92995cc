// A short day of an account as the journal tells it, for the read side's tests.
#pragma once

#include "persistence/journal/record.hpp"

#include <string>
#include <vector>

namespace troupe::persistence::read_side {

inline constexpr trading::time_ns story_ns = 1'795'527'000 * trading::second_ns;
inline const auto bitcoin = trading::symbol::of("BTC/USD");

inline trading::order_event fill_of(const char* execution, std::int64_t at, std::int64_t cumulative,
                                    trading::order_event_kind kind) {
  trading::order_event made;
  made.kind = kind;
  made.client_order_id = "main-1-1";
  made.order_id = "v-1";
  made.execution_id = execution;
  made.symbol = bitcoin;
  made.side = trading::side::buy;
  made.market_ns = story_ns + at * trading::second_ns;
  made.qty = trading::quantity::of(1);
  made.cumulative_qty = trading::quantity::of(cumulative);
  made.px = trading::price::of(100);
  made.fee_qty = trading::quantity{2'500'000};
  return made;
}

inline trading::decision decision_of(trading::decision_stage stage, trading::verdict verdict) {
  trading::decision made;
  made.market_ns = story_ns + 500;
  made.symbol = bitcoin;
  made.strategy = "stochrsi_ema";
  made.stage = stage;
  made.verdict = verdict;
  made.reason = "cross_up";
  made.gates.push_back({"cross_above", trading::number::of(21), trading::comparison(">"),
                        trading::number::of(20), true});
  return made;
}

// Eleven records, of an order in two executions, one of which is told twice.
inline std::vector<journal::record> story() {
  trading::session_started session;
  session.account_id = "main";
  session.broker_account = "PA1";
  session.market_ns = story_ns;
  session.cash = trading::money::of(1000);
  trading::bar candle;
  candle.symbol = bitcoin;
  candle.start_ns = story_ns - trading::minute_ns;
  candle.open = candle.high = candle.low = candle.close = trading::price::of(100);
  candle.volume = trading::quantity::of(3);
  trading::intent asked;
  asked.request.client_order_id = "main-1-1";
  asked.request.symbol = bitcoin;
  asked.request.qty = trading::quantity::of(2);
  asked.strategy = "stochrsi_ema";
  asked.market_ns = story_ns + 1000;
  using kind = trading::order_event_kind;
  using trading::decision_stage;
  using trading::verdict;
  const std::vector<trading::event> told{
      session,
      trading::configuration{story_ns, {{"risk.daily_loss_max", "500"}, {"trading.symbols", ""}}},
      candle,
      decision_of(decision_stage::strategy, verdict::none),
      decision_of(decision_stage::strategy, verdict::enter_long),
      decision_of(decision_stage::risk, verdict::approved),
      asked,
      fill_of("e1", 1, 1, kind::partial_fill),
      fill_of("e1", 1, 1, kind::partial_fill),
      fill_of("e2", 2, 2, kind::fill),
      trading::command{trading::command_kind::halt, "admin", "a nervous day", story_ns + 9}};
  std::vector<journal::record> records;
  for (const auto& each : told) {
    journal::record made;
    made.seq = records.size() + 1;
    made.wall_ns = story_ns + 77;
    made.market_ns = trading::market_time(each);
    made.event = each;
    records.push_back(made);
  }
  return records;
}

} // namespace troupe::persistence::read_side
