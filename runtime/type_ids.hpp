// The runtime's message types. The next block of the program begins at
// caf::id_block::troupe_runtime::end; register both with add_message_types.
#pragma once

#include <caf/meta/type_name.hpp>
#include <caf/type_nr.hpp>

#include <string>

namespace troupe::runtime {

// Tells a supervisor to restart every child as if one had crashed under one_for_all. It counts as
// one restart, with its back-off.
struct restart_group {
  std::string reason;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& visit, restart_group& message) {
  return visit(caf::meta::type_name("restart_group"), message.reason);
}

} // namespace troupe::runtime

CAF_BEGIN_TYPE_ID_BLOCK(troupe_runtime, caf::first_custom_type_id)
CAF_ADD_TYPE_ID(troupe_runtime, (troupe::runtime::restart_group))
CAF_END_TYPE_ID_BLOCK(troupe_runtime)
