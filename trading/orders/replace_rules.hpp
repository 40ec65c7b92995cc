// The one table of what Alpaca takes for a replacement (PATCH /v2/orders/{id}), beside that of new
// orders (order_rules.hpp): what may be changed, of which order, in which state.
//
// A rule speaks when its condition is met; the first is the answer. What a replacement leaves is an
// order, so a replacement that breaks no rule here is asked of the order rules too, as the order
// that it would make. Statuses, codes and messages as there.
#pragma once

#include "trading/orders/order_rules.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace troupe::trading {

// What is to be changed; empty is left as it is. `trail` is a price or a percentage, as the order
// has it.
struct order_change {
  std::optional<quantity> qty{};
  std::optional<trading::time_in_force> time_in_force{};
  std::optional<price> limit_price{};
  std::optional<price> stop_price{};
  std::optional<number> trail{};
  std::string_view client_order_id{}; // not owned; empty is none

  bool is_empty() const;
};

// Where the order stands: `resting` is new or partially_filled, `held` waits for another of its
// group, `waiting` is accepted or pending_new, `ended` is all else.
enum class change_stage : std::uint8_t { resting, held, waiting, ended };

struct changed_order {
  order_draft draft; // as it is now
  change_stage stage = change_stage::resting;
  quantity filled_qty{};
};

struct replace_rule {
  std::string_view code;
  std::string_view field;
  std::string_view condition; // in words
  bool (*broken)(const order_change&, const changed_order&);
  venue_answer answer;
  std::string_view message;
  wording words;
};

// In the order in which they are asked.
std::span<const replace_rule> replace_rules();

// The order that the change would make of it: quantities are the total that is wanted.
order_draft draft_after(const order_change& change, const changed_order& now);

// Empty where the change is allowed; `setting` is for the order rules. A leg of a group is asked as
// the simple order that it is.
std::optional<order_refusal> refusal_of(const order_change& change, const changed_order& now,
                                        const order_setting& setting);

} // namespace troupe::trading
