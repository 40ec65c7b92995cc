// Every order of the account, with the instants at which it came to its end, and the lists that
// Alpaca's API makes of them.
#pragma once

#include "trading/orders/order_book.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::actors {

// Market time; 0 for what did not happen.
struct order_times {
  trading::time_ns filled_ns = 0;
  trading::time_ns canceled_ns = 0;
  trading::time_ns expired_ns = 0;
  trading::time_ns failed_ns = 0;
  trading::time_ns replaced_ns = 0;
};

// Valid until the history changes.
struct order_view {
  const trading::order* order = nullptr;
  order_times times{};
  std::string replaces{}; // identifiers as `id` is shown; empty for none
  std::string replaced_by{};
  std::vector<order_view> legs{};
};

// The venue's identifier, or the client's until the venue has given one.
const std::string& shown_id(const trading::order& known);

enum class order_selection : std::uint8_t { open, closed, all };

struct order_query {
  order_selection status = order_selection::open;
  std::vector<trading::symbol> symbols = {};     // empty: all
  std::optional<trading::time_ns> after_ns = {}; // exclusive, of the creation
  std::optional<trading::time_ns> until_ns = {};
  bool newest_first = true;
  std::size_t limit = 50;
};

// A fold of the journal's intents and order events. Every order is kept, about one kilobyte each.
class order_history {
public:
  void fold(const trading::intent& asked) { book_.fold(asked); }
  void fold(const trading::order_event& reported);

  // By the venue's identifier or the client's.
  std::optional<order_view> find(std::string_view id) const;
  std::vector<order_view> list(const order_query& wanted) const;
  const trading::order_book& book() const { return book_; }

private:
  order_view view_of(const trading::order& known) const;

  trading::order_book book_;
  std::map<std::string, order_times, std::less<>> times_; // by client order id
};

} // namespace troupe::actors
