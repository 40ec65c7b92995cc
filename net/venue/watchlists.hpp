// The account's watchlists: named lists of symbols. A symbol is in a list once, where it was first
// put.
#pragma once

#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

struct watchlist {
  std::string id;
  std::string name;
  std::vector<trading::symbol> symbols;
  trading::time_ns created_ns = 0; // market time
  trading::time_ns updated_ns = 0;
};

// What to make of a list; what is empty is left as it is.
struct watchlist_change {
  std::string name;
  std::optional<std::vector<trading::symbol>> symbols;
};

class watchlists {
public:
  static constexpr std::size_t lists_max = 200;
  static constexpr std::size_t symbols_max = 1'000; // in one list
  static constexpr std::size_t name_max = 255;      // bytes

  explicit watchlists(std::uint64_t seed) : seed_(seed) {}

  const std::vector<watchlist>& all() const { return lists_; } // the oldest first
  // Null where there is none. Valid until a list is created or removed.
  const watchlist* find(std::string_view id) const;
  const watchlist* find_by_name(std::string_view name) const;

  // Errors of all below: `watchlist_not_found`, `watchlist_name_taken`, `symbol_not_found`, and
  // `invalid_parameter` for what is empty or too much. A refused change leaves no trace.
  result<watchlist> create(const watchlist_change& wanted, trading::time_ns now);
  result<watchlist> update(std::string_view id, const watchlist_change& wanted,
                           trading::time_ns now);
  result<watchlist> append(std::string_view id, const trading::symbol& added, trading::time_ns now);
  result<watchlist> erase(std::string_view id, const trading::symbol& gone, trading::time_ns now);
  result<void> remove(std::string_view id);

private:
  watchlist* at(std::string_view id);
  result<void> check_name(std::string_view name, std::string_view own_id) const;

  std::uint64_t seed_;
  std::uint64_t created_ = 0;
  std::vector<watchlist> lists_;
};

} // namespace troupe::net::venue
