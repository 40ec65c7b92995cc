#include "trading/orders/intent_ledger.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace troupe::trading {

intent_ledger::intent_ledger(std::string account_id, std::uint64_t epoch)
    : account_prefix_(std::move(account_id) + '-'),
      prefix_(account_prefix_ + std::to_string(epoch) + '-') {}

bool intent_ledger::is_ours(std::string_view client_order_id) const {
  return client_order_id.starts_with(account_prefix_);
}

void intent_ledger::fold(const event& happened) {
  if (const auto* session = std::get_if<session_started>(&happened)) {
    if (session->broker_account != broker_account_)
      known_.clear();
    broker_account_ = session->broker_account;
    return;
  }
  if (const auto* told = std::get_if<order_event>(&happened))
    return take(told->client_order_id);
  const auto* past = std::get_if<intent>(&happened);
  if (!past)
    return;
  known_.emplace(past->market_ns, past->request.symbol, past->strategy, past->ordinal);
  take(past->request.client_order_id);
}

void intent_ledger::take(std::string_view client_order_id) {
  if (!client_order_id.starts_with(prefix_))
    return;
  std::uint64_t sequence = 0;
  std::from_chars(client_order_id.data() + prefix_.size(),
                  client_order_id.data() + client_order_id.size(), sequence);
  sequence_ = std::max(sequence_, sequence);
}

std::optional<intent> intent_ledger::admit(order_request request, term strategy,
                                           time_ns market_ns, std::uint32_t ordinal) {
  // Nearly always the latest: then nothing is searched.
  const auto before = known_.size();
  known_.emplace_hint(known_.end(), market_ns, request.symbol, strategy, ordinal);
  if (known_.size() == before)
    return std::nullopt;
  request.client_order_id = prefix_ + std::to_string(++sequence_);
  return intent{std::move(request), strategy, market_ns, ordinal};
}

} // namespace troupe::trading
