#include "cli/secret.hpp"

#include "cli/audit.hpp"
#include "cli/exit_codes.hpp"
#include "cli/load_configuration.hpp"
#include "cli/prompt.hpp"
#include "config/schema.hpp"
#include "persistence/secrets/secret_store.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace troupe::cli {

namespace {

// Secret keys, and the id that belongs to one.
bool may_be_sealed(const config::key& row) {
  return row.shown == config::visibility::secret || row.name == "alpaca.key_id";
}

std::string sealable_names() {
  std::string names;
  for (const auto& row : config::schema())
    if (may_be_sealed(row))
      names += (names.empty() ? "" : ", ") + std::string(row.name);
  return names;
}

} // namespace

int set_secret(const secret_options& options, std::ostream& output, std::ostream& errors) {
  const auto* row = config::find_key(options.name);
  if (row == nullptr || !may_be_sealed(*row))
    return refuse({"unknown_key", options.name + " is no secret key; allowed: " +
                                      sealable_names()},
                  errors, 2);
  const auto key = master_key();
  if (!key)
    return refuse(key.failure(), errors, 2);
  const auto value = read_secret("value of " + options.name);
  if (!value)
    return refuse(value.failure(), errors, 2);
  const persistence::secret_store store(options.home);
  if (const auto sealed = store.set(options.name, *value, *key); !sealed)
    return refuse(sealed.failure(), errors);
  output << "sealed " << options.name << " in " << store.path().string() << '\n';
  return keep_write(options.home, "secret", "sealed " + options.name, errors);
}

int list_secrets(const secret_options& options, std::ostream& output, std::ostream& errors) {
  const auto names = persistence::secret_store(options.home).names();
  if (!names)
    return refuse(names.failure(), errors);
  if (options.json) {
    output << nlohmann::json(*names).dump(2) << '\n';
    return 0;
  }
  for (const auto& each : *names)
    output << each << '\n';
  return 0;
}

int remove_secret(const secret_options& options, std::ostream& output, std::ostream& errors) {
  if (const auto removed = persistence::secret_store(options.home).remove(options.name); !removed)
    return refuse(removed.failure(), errors);
  output << "removed " << options.name << '\n';
  return keep_write(options.home, "secret", "removed " + options.name, errors);
}

} // namespace troupe::cli
