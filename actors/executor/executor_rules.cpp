// The venue's own rules, asked before an order goes out: what it would refuse never leaves, under
// the code that every other surface gives for it.
#include "actors/executor/executor_role.hpp"

#include "trading/orders/order_replacement.hpp"
#include "trading/orders/order_rules.hpp"
#include "trading/orders/order_stake.hpp"

namespace troupe::actors {

std::optional<error> executor_role::refusal_of(const trading::order_request& asked) const {
  if (!asked.replaces.empty())
    return replace_refusal_of(asked);
  const auto held = books_.position_of(asked.symbol).qty;
  const auto draft = trading::draft_of(asked, trading::intent_of(asked.side, held));
  const auto refusal = trading::refusal_of(draft, {});
  if (!refusal)
    return std::nullopt;
  return error{std::string(refusal->code), refusal->message};
}

// Risk asked the same when it let the change pass; the order may have ended since.
std::optional<error>
executor_role::replace_refusal_of(const trading::order_request& asked) const {
  const auto& orders = books_.orders();
  const auto* now = orders.find(asked.replaces);
  if (now == nullptr || now->order_id.empty())
    return error{"order_not_found", "there is no order " + asked.replaces + " to be replaced"};
  const auto held = books_.position_of(asked.symbol).qty;
  const auto refusal = trading::refusal_of(
      trading::change_between(now->request, asked),
      trading::as_changed(*now, trading::waits_for_its_group(orders, *now),
                          trading::intent_of(asked.side, held)),
      {});
  if (!refusal)
    return std::nullopt;
  return error{std::string(refusal->code), refusal->message};
}

// Journaled as an intent that was rejected at once, so that risk gives back what it held for it.
void executor_role::refuse(const trading::intent& wanted, std::uint64_t request_id,
                           const error& why) {
  publish(wanted);
  trading::order_event told;
  told.kind = trading::order_event_kind::rejected;
  told.client_order_id = wanted.request.client_order_id;
  told.symbol = wanted.request.symbol;
  told.side = wanted.request.side;
  told.market_ns = wanted.market_ns;
  told.reason = why.code;
  publish(std::move(told));
  refusals_.add();
  reply(request_id, &why, wanted.request.client_order_id);
}

} // namespace troupe::actors
