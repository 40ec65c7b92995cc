#include "trading/orders/order_stake.hpp"

#include "trading/orders/stop_types.hpp"

#include <algorithm>
#include <tuple>

namespace troupe::trading {

namespace {

price stated_price(const order& open) {
  const auto& asked = open.request;
  return asked.limit_price.is_zero() ? asked.stop_price : asked.limit_price;
}

// Null unless it is open too.
const order* open_predecessor(const order_book& book, const order& open) {
  if (open.request.replaces.empty())
    return nullptr;
  const auto* before = book.find(open.request.replaces);
  return before == nullptr || is_terminal(before->status) ? nullptr : before;
}

bool is_being_replaced(const order_book& book, const order& open) {
  if (open.replaced_by.empty())
    return false;
  const auto* by = book.find(open.replaced_by);
  return by != nullptr && !is_terminal(by->status);
}

bool has_open_parent(const order_book& book, const order& leg) {
  const auto* parent = book.find(leg.request.parent_id);
  while (parent != nullptr && is_terminal(parent->status))
    parent = parent->replaced_by.empty() ? nullptr : book.find(parent->replaced_by);
  return parent != nullptr;
}

bool counts_for_its_group(const order_book& book, const order& leg) {
  bool first = true;
  book.each_open(leg.request.symbol, [&](const order& other) {
    if (other.request.parent_id == leg.request.parent_id && !is_being_replaced(book, other))
      first = first && std::forward_as_tuple(other.open_qty(), other.request.client_order_id) <=
                           std::forward_as_tuple(leg.open_qty(), leg.request.client_order_id);
  });
  return first;
}

} // namespace

bool counts(const order_book& book, const order& open) {
  if (is_being_replaced(book, open))
    return false;
  return open.request.parent_id.empty() ||
         (!has_open_parent(book, open) && counts_for_its_group(book, open));
}

quantity quantity_at_stake(const order_book& book, const order& open) {
  const auto* before = open_predecessor(book, open);
  const auto own = std::max(open.open_qty(), quantity{});
  return before == nullptr ? own : std::max(own, before->open_qty());
}

price price_at_stake(const order_book& book, const order& open) {
  const auto* before = open_predecessor(book, open);
  const auto own = stated_price(open);
  return before == nullptr ? own : std::max(own, stated_price(*before));
}

bool waits_for_its_group(const order_book& book, const order& open) {
  return !open.request.parent_id.empty() && has_open_parent(book, open);
}

quantity protected_qty(const order_book& book, const symbol& name, quantity held) {
  const auto closing = held > quantity{} ? side::sell : side::buy;
  quantity sum;
  book.each_open(name, [&](const order& open) {
    if (open.request.side == closing && is_stop(open.request.type) && !open.order_id.empty() &&
        !waits_for_its_group(book, open))
      sum += std::max(open.open_qty(), quantity{});
  });
  return sum;
}

} // namespace troupe::trading
