// A short story for the edge's tests: a bar, two decisions, an order and its fill, as the journal
// would tell them; and a folder that vanishes.
#pragma once

#include "actors/edge/read_model/read_model.hpp"
#include "trading/portfolio/account_ledger.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

namespace troupe::actors {

inline const trading::time_ns story_ns = trading::parse_time("2024-05-01T12:00:00Z").value();
inline const trading::symbol bitcoin = trading::symbol::of("BTC/USD");
inline const trading::symbol apple = trading::symbol::of("AAPL");

inline trading::bar minute_bar(const trading::symbol& name, trading::time_ns start_ns,
                               std::int64_t close = 100) {
  trading::bar made;
  made.symbol = name;
  made.start_ns = start_ns;
  made.open = trading::price::of(100);
  made.low = std::min(made.open, trading::price::of(close));
  made.high = std::max(made.open, trading::price::of(close));
  made.close = trading::price::of(close);
  made.volume = trading::quantity::of(2);
  made.trade_count = 1;
  return made;
}

inline trading::decision decision_of(trading::decision_stage stage, trading::verdict verdict,
                                     trading::time_ns market_ns = story_ns) {
  trading::decision made;
  made.market_ns = market_ns;
  made.symbol = bitcoin;
  made.strategy = "stochrsi_ema";
  made.stage = stage;
  made.verdict = verdict;
  made.reason = "cross_above";
  made.inputs = {{"k", trading::number{12'500'000'000}, true}, {"ema", {}, false}};
  made.gates = {{"cross_above", trading::number::of(2), ">", trading::number::of(1), true}};
  return made;
}

inline trading::intent intent_of(std::string client_order_id, trading::time_ns market_ns = story_ns,
                                 const trading::symbol& name = bitcoin) {
  trading::intent made;
  made.request.client_order_id = std::move(client_order_id);
  made.request.symbol = name;
  made.request.qty = trading::quantity::of(2);
  made.strategy = "stochrsi_ema";
  made.market_ns = market_ns;
  return made;
}

inline trading::order_event event_of(const trading::intent& asked, trading::order_event_kind kind) {
  trading::order_event told;
  told.kind = kind;
  told.client_order_id = asked.request.client_order_id;
  told.order_id = "venue-" + asked.request.client_order_id;
  told.symbol = asked.request.symbol;
  told.side = asked.request.side;
  told.market_ns = asked.market_ns + trading::second_ns;
  if (kind == trading::order_event_kind::fill) {
    told.execution_id = "execution-" + asked.request.client_order_id;
    told.qty = told.cumulative_qty = asked.request.qty;
    told.px = trading::price{100'500'000'000};
  }
  return told;
}

inline trading::session_started session_of(std::string broker_account) {
  trading::session_started started;
  started.node = "a";
  started.account_id = "main";
  started.broker_account = std::move(broker_account);
  started.simulated = true;
  started.market_ns = story_ns - trading::minute_ns;
  started.cash = trading::money::of(100'000);
  return started;
}

inline persistence::journal::record record_of(std::uint64_t seq, trading::event happened,
                                              std::uint64_t cause_seq = 0) {
  persistence::journal::record made;
  made.seq = seq;
  made.cause_seq = cause_seq;
  made.market_ns = trading::market_time(happened);
  made.wall_ns = story_ns;
  made.event = std::move(happened);
  return made;
}

inline record_pointer kept_record(std::uint64_t seq, trading::event happened,
                                  std::uint64_t cause_seq = 0) {
  return std::make_shared<const persistence::journal::record>(
      record_of(seq, std::move(happened), cause_seq));
}

// Records 1 to 7: a session, a bar, the strategy's decision, risk's, the intent, its ack, its fill.
inline void tell_story(read_model& known) {
  using trading::decision_stage;
  using trading::order_event_kind;
  using trading::verdict;
  const auto asked = intent_of("main-1-1");
  known.fold(record_of(1, session_of("broker-1")));
  known.fold(record_of(2, minute_bar(bitcoin, story_ns - trading::minute_ns)));
  known.fold(record_of(3, decision_of(decision_stage::strategy, verdict::enter_long), 2));
  known.fold(record_of(4, decision_of(decision_stage::risk, verdict::approved), 3));
  known.fold(record_of(5, asked, 4));
  known.fold(record_of(6, event_of(asked, order_event_kind::open), 5));
  known.fold(record_of(7, event_of(asked, order_event_kind::fill), 5));
}

inline trading::quote bitcoin_quote() {
  return {bitcoin,
          story_ns,
          trading::price{100'100'000'000},
          trading::quantity::of(3),
          trading::price{100'300'000'000},
          trading::quantity::of(5)};
}

inline void tell_books(read_model& known) {
  account_update account;
  account.broker_account = "broker-1";
  account.cash = trading::money::of(99'000);
  account.equity = trading::money{100'000'500'000'000};
  account.day_start_equity = trading::money::of(100'000);
  account.simulated = account.trading_enabled = true;
  account.market_ns = story_ns;
  known.fold(account);
  trading::position held;
  held.symbol = bitcoin;
  held.qty = trading::quantity::of(2);
  held.average_price = trading::price::of(100);
  held.cost_basis = trading::money::of(200);
  held.market_price = trading::price::of(101);
  known.fold(position_update{held});
}

// The same order, then a sale of half of it and a short sale, and interest.
inline void tell_trades(trading::account_ledger& ledger) {
  ledger.fold(session_of("broker-1"));
  const auto trade = [&](std::string id, const trading::symbol& name, trading::side side,
                         std::int64_t qty) {
    auto asked = intent_of(std::move(id), story_ns, name);
    asked.request.side = side;
    asked.request.qty = trading::quantity::of(qty);
    ledger.fold(asked);
    ledger.fold(event_of(asked, trading::order_event_kind::fill));
  };
  trade("main-1-1", bitcoin, trading::side::buy, 2);
  trade("main-1-2", bitcoin, trading::side::sell, 1);
  trade("main-1-3", apple, trading::side::sell, 3);
  trade("main-1-4", apple, trading::side::buy, 1);
  trading::adjustment paid;
  paid.kind = trading::adjustment_kind::interest;
  paid.cash = trading::money{1'250'000'000};
  paid.market_ns = story_ns + 3 * trading::second_ns;
  ledger.fold(paid);
  ledger.fold(minute_bar(bitcoin, story_ns, 110));
}

class scratch_folder {
public:
  scratch_folder() {
    auto name = (std::filesystem::temp_directory_path() / "troupe-edge-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

} // namespace troupe::actors
