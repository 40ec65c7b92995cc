#include "cli/load_configuration.hpp"

#include "persistence/redis/redis_address.hpp"
#include "persistence/secrets/secret_store.hpp"

#include <cstdlib>
#include <utility>

namespace troupe::cli {

result<std::string> master_key() {
  const char* key = std::getenv("TROUPE_MASTER_KEY");
  if (key == nullptr || *key == '\0')
    return error{"master_key_missing", "TROUPE_MASTER_KEY is not set; sealed secrets are opened "
                                       "and sealed with it"};
  return std::string(key);
}

namespace {

result<config::loaded> with_usable_redis(result<config::loaded> loaded) {
  if (!loaded || loaded->values.redis_url.empty())
    return loaded;
  const auto where = persistence::redis::redis_address::parse(loaded->values.redis_url);
  return where ? loaded : where.failure();
}

result<config::loaded> load_all(config::sources from) {
  auto loaded = config::load(from);
  if (!loaded)
    return loaded;
  const persistence::secret_store store(loaded->values.home);
  if (!store.exists())
    return loaded;
  const auto key = master_key();
  if (!key)
    return error{key.failure().code, store.path().string() + ": " + key.failure().message};
  auto opened = store.open(*key);
  if (!opened)
    return opened.failure();
  from.secrets = std::move(*opened);
  return config::load(from);
}

} // namespace

result<config::loaded> load_configuration(config::sources from) {
  return with_usable_redis(load_all(std::move(from)));
}

result<config::loaded> load_file(const config::sources& from) {
  return with_usable_redis(config::load(from));
}

} // namespace troupe::cli
