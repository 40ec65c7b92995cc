// Which intents exist already, and what the next one is called.
//
// An intent is identified by (market_ns, symbol, strategy, ordinal). After a crash the roles
// before the executor may decide the same again; the ledger, rebuilt from the journal, admits
// each key once, so that nothing is ordered twice.
#pragma once

#include "trading/events.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

namespace troupe::trading {

class intent_ledger {
public:
  // Client order ids are <account>-<epoch>-<sequence>, the sequence counting from 1 in an epoch.
  intent_ledger(std::string account_id, std::uint64_t epoch);

  // Remembers a journaled intent, and of an order's event that its number is taken: an intent that
  // a full disk refused is not in the journal, what became of it may be. A session with another
  // broker's account forgets the keys: the same instants may be traded there again.
  void fold(const event& happened);

  // Asked for by this account's executor, in this epoch or an earlier one.
  bool is_ours(std::string_view client_order_id) const;

  // The intent of an approved request, with its client order id; empty when its key is known.
  std::optional<intent> admit(order_request request, term strategy, time_ns market_ns,
                              std::uint32_t ordinal);

private:
  void take(std::string_view client_order_id);

  using key = std::tuple<time_ns, symbol, term, std::uint32_t>;

  std::string account_prefix_; // "<account>-"
  std::string prefix_;         // of this epoch
  std::string broker_account_;
  std::uint64_t sequence_ = 0;
  std::set<key> known_; // as many as orders were ever intended in this journal
};

} // namespace troupe::trading
