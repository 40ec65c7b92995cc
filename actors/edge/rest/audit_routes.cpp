// Who changed what: the audit log, for admins.
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

constexpr std::size_t entries_default = 100;
constexpr std::size_t entries_max = 1'000;

void list_writes(const route_sources& from, const call& asked, respond answer) {
  const auto limit = asked.limit_parameter(entries_default, entries_max);
  if (!limit)
    return answer(error_reply(limit.failure()));
  const auto before = asked.page_token_parameter();
  if (!before)
    return answer(error_reply(before.failure()));
  const audit_query wanted{*limit, std::string(asked.parameter("who")), before->value_or(0)};
  from.answer_later(
      [wanted, log = from.audit()](const replay_desk::should_stop& stop) {
        return log.list(wanted, stop);
      },
      std::move(answer));
}

} // namespace

void add_audit_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/audit", user_role::admin, [from](const call& asked, respond answer) {
    list_writes(from, asked, std::move(answer));
  });
}

} // namespace troupe::actors
