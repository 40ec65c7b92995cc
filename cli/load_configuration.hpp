// The effective configuration with the sealed secrets of its home, which TROUPE_MASTER_KEY opens.
#pragma once

#include "config/load.hpp"

namespace troupe::cli {

// Errors: those of config::load and of persistence::secret_store, `invalid_redis_url`, and
// `master_key_missing` where there are sealed secrets and no key in the environment.
result<config::loaded> load_configuration(config::sources from);
// Without the secrets. Errors: those of config::load, `invalid_redis_url`.
result<config::loaded> load_file(const config::sources& from);

// Of TROUPE_MASTER_KEY. Error: `master_key_missing`.
result<std::string> master_key();

} // namespace troupe::cli
