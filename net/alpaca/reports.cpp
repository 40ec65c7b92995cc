#include "net/alpaca/reports.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace troupe::net::alpaca {

namespace {

using trading::order_status;

struct status_spelling {
  std::string_view word;
  order_status status;
};

constexpr std::array<status_spelling, 20> status_spellings{{
    {"new", order_status::open},
    {"partially_filled", order_status::partially_filled},
    {"filled", order_status::filled},
    {"canceled", order_status::canceled},
    {"accepted", order_status::accepted},
    {"pending_new", order_status::accepted},
    {"pending_cancel", order_status::pending_cancel},
    {"expired", order_status::expired},
    {"rejected", order_status::rejected},
    {"replaced", order_status::replaced},
    {"accepted_for_bidding", order_status::accepted},
    {"pending_review", order_status::accepted},
    {"held", order_status::open},
    {"pending_replace", order_status::pending_replace},
    {"done_for_day", order_status::open},
    {"stopped", order_status::open},
    {"suspended", order_status::open},
    {"calculated", order_status::open},
    {"restated", order_status::open},
    {"cancelled", order_status::canceled},
}};

} // namespace

std::vector<order_report> flattened(order_report group) {
  std::vector<order_report> all;
  auto legs = std::exchange(group.legs, {});
  all.push_back(std::move(group));
  for (auto& leg : legs)
    all.push_back(std::move(leg));
  return all;
}

order_status parse_order_status(std::string_view word) {
  for (const auto& known : status_spellings)
    if (known.word == word)
      return known.status;
  return order_status::unknown;
}

} // namespace troupe::net::alpaca
