// What has moved the account: every execution, every fee of one, and what was posted (see
// posting_routes.cpp), as it was recorded.
//
// A fee is posted with its execution: CFEE where it was taken in coin, FEE where in money. An id
// is "YYYYMMDDhhmmssmmm::uuid" in New York time, whose time part is midnight for all but
// executions.
#pragma once

#include "trading/matching/paper_order.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

enum class activity_kind : std::uint8_t {
  fill,
  coin_fee,
  money_fee,
  deposit,
  withdrawal,
  journal, // cash from or to another account of the owner
  dividend,
  interest,
  split
};

std::string_view to_text(activity_kind kind); // FILL, CFEE, FEE, CSD, CSW, JNLC, DIV, INT, SPLIT

struct activity {
  activity_kind kind = activity_kind::fill;
  std::string id;
  std::int64_t stamp = 0; // the id's time part as a number of seventeen digits
  std::string order_id;
  trading::time_ns at_ns = 0; // of the execution
  trading::symbol symbol;
  trading::side side = trading::side::buy;
  trading::price px;
  trading::quantity qty; // of the execution, or the coin taken as a fee
  trading::money fee;    // the money taken
  trading::money amount; // of what was posted: added to the cash
  std::string description{}; // likewise
  std::string group_id{};    // of activities that are one
  trading::quantity cumulative_qty;
  trading::quantity leaves_qty;
  trading::order_status order_status = trading::order_status::filled;
};

class activity_log {
public:
  // Some 30 MB; the oldest are forgotten.
  static constexpr std::size_t kept_max = 100'000;

  explicit activity_log(std::uint64_t seed) : seed_(seed) {}

  void record(const std::vector<trading::order_update>& updates);
  // What was posted, in kind, symbol, qty, px, amount and description; the rest is given here, the
  // group's id from the first of a group.
  void post(std::vector<activity> group, trading::time_ns at);
  // As recorded, the oldest first.
  const std::deque<activity>& all() const { return kept_; }

private:
  void keep(activity made);
  void record_fee(const activity& fill, const trading::order_event& event);

  std::uint64_t seed_;
  std::uint64_t fees_ = 0; // and what was posted
  std::deque<activity> kept_;
};

} // namespace troupe::net::venue
