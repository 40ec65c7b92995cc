#include "trading/orders/intent_ledger.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::intent_ledger_test {
namespace {

order_request buy(std::string_view name) {
  order_request request;
  request.symbol = symbol::of(name);
  request.qty = quantity::of(1);
  return request;
}

TEST(intent_ledger, names_intents_by_account_epoch_and_sequence) {
  intent_ledger ledger("main", 7);
  const auto first = ledger.admit(buy("AAPL"), "stochrsi_ema", 100, 0);
  const auto second = ledger.admit(buy("MSFT"), "stochrsi_ema", 100, 0);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->request.client_order_id, "main-7-1");
  EXPECT_EQ(second->request.client_order_id, "main-7-2");
}

TEST(intent_ledger, admits_a_key_once) {
  intent_ledger ledger("main", 1);
  ASSERT_TRUE(ledger.admit(buy("AAPL"), "stochrsi_ema", 100, 0));
  EXPECT_FALSE(ledger.admit(buy("AAPL"), "stochrsi_ema", 100, 0));
  EXPECT_TRUE(ledger.admit(buy("AAPL"), "stochrsi_ema", 100, 1));
  EXPECT_TRUE(ledger.admit(buy("AAPL"), "stochrsi_ema", 200, 0));
  EXPECT_TRUE(ledger.admit(buy("AAPL"), "ma_crossover", 100, 0));
}

TEST(intent_ledger, rebuilt_from_the_journal_neither_repeats_a_key_nor_a_client_order_id) {
  intent_ledger before("main", 1);
  const auto journaled = before.admit(buy("AAPL"), "stochrsi_ema", 100, 0);
  ASSERT_TRUE(journaled);

  intent_ledger same_epoch("main", 1);
  same_epoch.fold(*journaled);
  EXPECT_FALSE(same_epoch.admit(buy("AAPL"), "stochrsi_ema", 100, 0));
  const auto next = same_epoch.admit(buy("AAPL"), "stochrsi_ema", 200, 0);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->request.client_order_id, "main-1-2");

  intent_ledger next_epoch("main", 2);
  next_epoch.fold(*journaled);
  EXPECT_FALSE(next_epoch.admit(buy("AAPL"), "stochrsi_ema", 100, 0));
}

TEST(intent_ledger, gives_no_number_again_of_which_only_what_became_of_it_is_journaled) {
  order_event refused;
  refused.kind = order_event_kind::rejected;
  refused.client_order_id = "main-1-4";
  intent_ledger ledger("main", 1);
  ledger.fold(refused);
  EXPECT_EQ(ledger.admit(buy("AAPL"), "stochrsi_ema", 100, 0)->request.client_order_id, "main-1-5");
}

TEST(intent_ledger, forgets_the_keys_of_another_brokers_account) {
  intent_ledger ledger("main", 2);
  session_started session;
  session.broker_account = "first";
  ledger.fold(session);
  intent past;
  past.request = buy("AAPL");
  past.strategy = "stochrsi_ema";
  past.market_ns = 100;
  ledger.fold(past);
  ledger.fold(session);
  EXPECT_FALSE(ledger.admit(buy("AAPL"), "stochrsi_ema", 100, 0));
  session.broker_account = "second";
  ledger.fold(session);
  EXPECT_TRUE(ledger.admit(buy("AAPL"), "stochrsi_ema", 100, 0));
}

} // namespace
} // namespace troupe::trading::intent_ledger_test
