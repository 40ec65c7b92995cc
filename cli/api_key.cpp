#include "cli/api_key.hpp"

#include "actors/edge/auth/api_key_file.hpp"
#include "cli/audit.hpp"
#include "cli/table.hpp"
#include "runtime/clock.hpp"
#include "trading/market/time.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

namespace troupe::cli {

namespace {

int say_no(const error& why, std::ostream& errors, int code = 1) {
  errors << "troupe: " << why.message << '\n';
  return code;
}

std::string time_of(std::int64_t at_s) {
  return trading::format_time(at_s * trading::second_ns);
}

} // namespace

int add_key(const key_options& options, std::ostream& output, std::ostream& errors) {
  if (const auto fits = actors::check_key_name(options.name); !fits)
    return say_no(fits.failure(), errors, 2);
  const auto role = actors::parse_user_role(options.role);
  if (!role)
    return say_no(role.failure(), errors, 2);
  if (options.days < 1 || options.days > actors::key_days_max)
    return say_no({"invalid_days", "--days must be a number from 1 to " +
                                       std::to_string(actors::key_days_max)},
                  errors, 2);
  const auto now_s = runtime::system_clock_source().utc_ns() / trading::second_ns;
  const auto made = actors::make_api_key(options.name, *role, "command line", now_s, options.days);
  if (const auto kept = actors::api_key_file(options.home).add(made.kept); !kept)
    return say_no(kept.failure(), errors);
  output << made.text << '\n';
  return keep_write(options.home, "key",
                    "added " + options.name + ", " + options.role + ", id " + made.kept.id, errors);
}

int list_keys(const key_options& options, std::ostream& output, std::ostream& errors) {
  const auto keys = actors::api_key_file(options.home).load();
  if (!keys)
    return say_no(keys.failure(), errors);
  auto rows = nlohmann::ordered_json::array();
  table shown({"id", "name", "role", "made by", "expires"});
  for (const auto& each : *keys) {
    const auto role = std::string(to_text(each.role));
    rows.push_back({{"id", each.id},
                    {"name", each.name},
                    {"role", role},
                    {"made_by", each.made_by},
                    {"expires_at", time_of(each.expires_s)}});
    shown.add({each.id, each.name, role, each.made_by, time_of(each.expires_s)});
  }
  if (options.json)
    output << rows.dump(2) << '\n';
  else
    shown.print(output);
  return 0;
}

int revoke_key(const key_options& options, std::ostream& output, std::ostream& errors) {
  const auto left = actors::api_key_file(options.home).remove(options.name);
  if (!left)
    return say_no(left.failure(), errors);
  output << "revoked " << options.name << '\n';
  return keep_write(options.home, "key", "revoked " + options.name, errors);
}

} // namespace troupe::cli
