#include "cli/audit.hpp"

#include "actors/edge/audit/audit_log.hpp"
#include "runtime/clock.hpp"

#include <nlohmann/json.hpp>
#include <ostream>
#include <pwd.h>
#include <unistd.h>

namespace troupe::cli {

int keep_write(const std::filesystem::path& home, const std::string& command,
               const std::string& done, std::ostream& errors) {
  actors::audit_entry entry;
  entry.time_ns = runtime::system_clock_source().utc_ns();
  const auto* account = ::getpwuid(::getuid());
  entry.who = "os:" + (account != nullptr ? std::string(account->pw_name)
                                          : std::to_string(::getuid()));
  entry.method = "CLI";
  entry.path = command;
  entry.after = nlohmann::json(done).dump();
  const auto kept = actors::audit_log(home).append(entry);
  if (kept)
    return 0;
  errors << "troupe: done, but not in the audit log: " << kept.failure().message << '\n';
  return 1;
}

} // namespace troupe::cli
