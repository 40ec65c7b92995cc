// Who has a second factor, and its secrets: $TROUPE_HOME/second-factors, sealed under
// TROUPE_MASTER_KEY as persistence/secrets/secret_store.hpp says. The users' names are in plain
// sight. Sealing and opening take a tenth of a second.
#pragma once

#include "persistence/secrets/secret_store.hpp"

namespace troupe::actors {

inline persistence::secret_store second_factor_file(const std::filesystem::path& home) {
  return persistence::secret_store(home, "second-factors");
}

} // namespace troupe::actors
