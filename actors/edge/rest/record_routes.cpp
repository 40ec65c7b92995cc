// The latest records of the journal, as they are and as people are told of them.
#include "actors/edge/json/notice_json.hpp"
#include "actors/edge/json/record_json.hpp"
#include "actors/edge/rest/routes.hpp"

#include <limits>

namespace troupe::actors {

namespace {

constexpr std::size_t records_default = 100;
constexpr std::size_t records_max = 1'000;
constexpr int looked_at_max = 20'000; // records in one answer; a token leads on

struct record_query {
  std::size_t limit = 0;
  std::uint64_t before_seq = std::numeric_limits<std::uint64_t>::max();
};

result<record_query> read_record_query(const call& asked) {
  record_query wanted;
  const auto limit = asked.limit_parameter(records_default, records_max);
  if (!limit)
    return limit.failure();
  wanted.limit = *limit;
  const auto before = asked.page_token_parameter();
  if (!before)
    return before.failure();
  wanted.before_seq = before->value_or(wanted.before_seq);
  return wanted;
}

// `write` puts a record into the list, or says that it does not belong there.
template <class Write>
net::http::response list(const read_model& known, const record_query& wanted, Write write) {
  json_writer json;
  json.object().key("items").array();
  std::size_t written = 0;
  int looked_at = 0;
  const auto last = known.archive().walk_back(wanted.before_seq, [&](const auto& each) {
    written += write(json, *each) ? 1 : 0;
    return written < wanted.limit && ++looked_at < looked_at_max;
  });
  json.end_array().key("next_page_token");
  last == 0 ? json.null() : json.text(std::to_string(last));
  json.end_object();
  return json_reply(json.take());
}

net::http::response list_journal(const read_model& known, const call& asked) {
  const auto type = asked.parameter("type");
  const auto wanted = read_record_query(asked);
  if (!wanted)
    return error_reply(wanted.failure());
  return list(known, *wanted, [type](json_writer& json, const auto& told) {
    const bool belongs = type.empty() || trading::type_name(told.event) == type;
    if (belongs)
      write_record(json, told);
    return belongs;
  });
}

net::http::response list_notifications(const read_model& known, const call& asked) {
  const auto wanted = read_record_query(asked);
  if (!wanted)
    return error_reply(wanted.failure());
  return list(known, *wanted, write_notice);
}

} // namespace

void add_record_routes(route_table& table, const route_sources& from) {
  const auto* known = from.known;
  table.add("GET", "/api/journal", user_role::viewer, [known](const call& asked, respond answer) {
    answer(list_journal(*known, asked));
  });
  table.add("GET", "/api/notifications", user_role::viewer,
            [known](const call& asked, respond answer) {
              answer(list_notifications(*known, asked));
            });
}

} // namespace troupe::actors
