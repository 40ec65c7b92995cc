#include "net/venue/activity_log.hpp"

#include "net/venue/new_york_time.hpp"
#include "trading/matching/identifier.hpp"
#include "trading/orders/fees.hpp"

#include <array>
#include <utility>

namespace troupe::net::venue {

namespace {

constexpr std::int64_t digits_of_day = 1'000'000'000; // hhmmssmmm
constexpr trading::time_ns one_hour_ns = 60 * trading::minute_ns;
constexpr trading::time_ns one_millisecond_ns = 1'000'000;

std::int64_t midnight_stamp(trading::time_ns at) {
  const std::chrono::year_month_day date(new_york_date(at));
  const std::int64_t month = static_cast<unsigned>(date.month());
  const std::int64_t day = static_cast<unsigned>(date.day());
  return ((static_cast<int>(date.year()) * 100 + month) * 100 + day) * digits_of_day;
}

std::int64_t stamp_of(trading::time_ns at) {
  const auto local = at + new_york_offset(at);
  const auto of_day = local - trading::floor_time(local, trading::day_ns);
  const auto clock = (of_day / one_hour_ns * 100 + of_day / trading::minute_ns % 60) * 100 +
                     of_day / trading::second_ns % 60;
  return midnight_stamp(at) + clock * 1000 + of_day % trading::second_ns / one_millisecond_ns;
}

activity fill_of(const trading::order_update& update) {
  const auto& event = update.event;
  activity fill;
  fill.stamp = stamp_of(event.market_ns);
  fill.id = std::to_string(fill.stamp) + "::" + update.execution_id;
  fill.order_id = event.order_id;
  fill.at_ns = event.market_ns;
  fill.symbol = event.symbol;
  fill.side = event.side;
  fill.px = event.px;
  fill.qty = event.qty;
  fill.cumulative_qty = event.cumulative_qty;
  fill.leaves_qty = update.order.qty - event.cumulative_qty;
  fill.order_status = update.order.is_open() ? trading::order_status::partially_filled
                                             : trading::order_status::filled;
  return fill;
}

} // namespace

std::string_view to_text(activity_kind kind) {
  constexpr std::array<std::string_view, 9> words{"FILL", "CFEE", "FEE", "CSD",  "CSW",
                                                  "JNLC", "DIV",  "INT", "SPLIT"};
  return words.at(static_cast<std::size_t>(kind));
}

void activity_log::record(const std::vector<trading::order_update>& updates) {
  for (const auto& update : updates) {
    if (!trading::is_execution(update.event))
      continue;
    auto fill = fill_of(update);
    record_fee(fill, update.event);
    keep(std::move(fill));
  }
}

void activity_log::record_fee(const activity& fill, const trading::order_event& event) {
  if (event.fee.is_zero() && event.fee_qty.is_zero())
    return;
  auto fee = fill;
  fee.kind = event.fee_qty.is_zero() ? activity_kind::money_fee : activity_kind::coin_fee;
  fee.stamp = midnight_stamp(fill.at_ns);
  fee.id = std::to_string(fee.stamp) +
           "::" + trading::make_identifier(seed_, trading::identifier_kind::activity, ++fees_);
  fee.qty = event.fee_qty;
  fee.fee = event.fee;
  keep(std::move(fee));
}

void activity_log::post(std::vector<activity> group, trading::time_ns at) {
  std::string group_id;
  for (auto& each : group) {
    const auto id =
        trading::make_identifier(seed_, trading::identifier_kind::activity, ++fees_);
    if (group.size() > 1 && group_id.empty())
      group_id = id;
    each.at_ns = at;
    each.stamp = midnight_stamp(at);
    each.id = std::to_string(each.stamp) + "::" + id;
    each.group_id = group_id;
    keep(std::move(each));
  }
}

void activity_log::keep(activity made) {
  kept_.push_back(std::move(made));
  if (kept_.size() > kept_max)
    kept_.pop_front();
}

} // namespace troupe::net::venue
