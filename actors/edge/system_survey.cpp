#include "actors/edge/system_survey.hpp"

#include "actors/role/readiness_board.hpp"

namespace troupe::actors {

namespace {

// In the order of their start.
std::vector<runtime::role_key> roles_needed(std::uint32_t shards) {
  std::vector<runtime::role_key> roles{{"journal"}, {"portfolio"}, {"executor"}, {"risk"}};
  for (std::uint32_t shard = 0; shard < shards; ++shard)
    roles.push_back({"signal", shard});
  for (const auto* role : {"feed", "notifier", "edge"})
    roles.push_back({role});
  return roles;
}

} // namespace

system_state survey_system(const role_context& context, const edge_services& services) {
  system_state state;
  const auto notes = context.readiness->snapshot();
  for (const auto& key : roles_needed(context.shards())) {
    role_presence found{key.role, key.shard, false, false, {}, 0, {}};
    if (const auto entry = context.directory->find(key)) {
      found.present = true;
      found.ready = entry->ready;
      found.node = entry->node;
      found.incarnation = entry->incarnation;
    }
    if (const auto note = notes.find(key); !found.ready && note != notes.end())
      found.note = note->second;
    state.roles.push_back(std::move(found));
  }
  if (services.supervision != nullptr)
    state.supervisors = services.supervision->snapshot();
  if (services.mailboxes)
    state.mailboxes = services.mailboxes();
  return state;
}

} // namespace troupe::actors
