#include "net/venue/activity_json.hpp"
#include "net/venue/activity_page.hpp"
#include "net/venue/call.hpp"
#include "net/venue/date_parameter.hpp"
#include "net/venue/json_writer.hpp"
#include "net/venue/new_york_time.hpp"
#include "net/venue/parameter.hpp"

#include <algorithm>
#include <array>

namespace troupe::net::venue {

namespace {

// Every type that exists; of those that never happen here, the list is empty.
constexpr std::array<std::string_view, 44> activity_types{
    "FILL",    "CFEE",  "FEE",    "TRANS",  "MISC",   "ACATC", "ACATS",  "CIL",    "CSD",
    "CSW",     "DIV",   "DIVCGL", "DIVCGS", "DIVFEE", "DIVFT", "DIVNRA", "DIVROC", "DIVTW",
    "DIVTXEX", "FOPT",  "INT",    "INTNRA", "INTTW",  "JNL",   "JNLC",   "JNLS",   "MA",
    "MEM",     "NC",    "OPASN",  "OPCA",   "OPCSH",  "OPEXC", "OPEXP",  "OPTRD",  "PTC",
    "PTR",     "REORG", "SPIN",   "SPLIT",  "SSO",    "SSP",   "VOF",    "WH"};

constexpr std::array recorded_kinds{
    activity_kind::fill,    activity_kind::coin_fee, activity_kind::money_fee,
    activity_kind::deposit, activity_kind::withdrawal, activity_kind::journal,
    activity_kind::dividend, activity_kind::interest, activity_kind::split};

error refused(std::string message) {
  return {"invalid_parameter", std::move(message)};
}

result<std::vector<activity_kind>> read_kinds(std::string_view list) {
  std::vector<activity_kind> kinds;
  while (!list.empty()) {
    const auto comma = list.find(',');
    const auto name = list.substr(0, comma);
    list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    if (std::find(activity_types.begin(), activity_types.end(), name) == activity_types.end())
      return refused("invalid activity type: " + std::string(name));
    for (const auto kind : recorded_kinds)
      if (to_text(kind) == name)
        kinds.push_back(kind);
  }
  return kinds;
}

// By the path, `activity_types` or `category`; none of them means all.
result<void> read_wanted_kinds(const call& asked, activity_query& into) {
  const auto category = asked.parameter("category");
  const auto types = asked.parameter("activity_types");
  const std::string_view list = asked.segments.size() == 4 ? asked.segments[3] : types;
  if (!list.empty() && !category.empty())
    return refused("only one of activity_types or category is accepted");
  if (category == "trade_activity") {
    into.kinds = {activity_kind::fill};
  } else if (category == "non_trade_activity") {
    into.kinds.emplace(recorded_kinds.begin() + 1, recorded_kinds.end());
  } else if (!category.empty()) {
    return refused("invalid category: use trade_activity or non_trade_activity");
  } else if (!list.empty()) {
    auto kinds = read_kinds(list);
    if (!kinds)
      return kinds.failure();
    into.kinds = std::move(*kinds);
  }
  return {};
}

result<void> read_times(const call& asked, activity_query& into) {
  const auto after = market_time_parameter(asked, "after");
  const auto until = market_time_parameter(asked, "until");
  if (!after || !until)
    return after ? until.failure() : after.failure();
  const auto date = date_parameter(asked, "date");
  if (!date)
    return date.failure();
  if (*date && (*after || *until))
    return refused("date cannot be used with after or until");
  into.after = *after;
  into.until = *until;
  if (*date) {
    const std::chrono::year_month_day day(**date);
    into.date = static_cast<int>(day.year()) * 10'000 + static_cast<unsigned>(day.month()) * 100 +
                static_cast<unsigned>(day.day());
  }
  return {};
}

result<activity_query> read_query(const call& asked) {
  activity_query wanted;
  if (auto read = read_wanted_kinds(asked, wanted); !read)
    return read.failure();
  if (auto read = read_times(asked, wanted); !read)
    return read.failure();
  const auto direction = asked.parameter("direction");
  if (!direction.empty() && direction != "asc" && direction != "desc")
    return refused("invalid direction: use asc or desc");
  wanted.ascending = direction == "asc";
  constexpr auto most = static_cast<std::int64_t>(activity_query::page_max);
  const auto size = integer_parameter(asked, "page_size", {1, most, most});
  if (!size)
    return size.failure();
  wanted.page_size = static_cast<std::size_t>(*size);
  wanted.order_id = asked.parameter("order_id");
  wanted.page_token = asked.parameter("page_token");
  return wanted;
}

} // namespace

reply answer_activities(exchange& market, const call& asked) {
  if (!asked.starts_with({"v2", "account", "activities"}) || asked.segments.size() > 4)
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  const auto wanted = read_query(asked);
  if (!wanted)
    return error_reply(wanted.failure());
  const auto page = select_page(market.activities().all(), *wanted);
  if (!page)
    return error_reply(page.failure());
  json_writer json;
  json.array();
  for (const auto* one : *page)
    write_activity(json, *one);
  json.end_array();
  return json_reply(json.take());
}

} // namespace troupe::net::venue
