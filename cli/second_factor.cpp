#include "cli/second_factor.hpp"

#include "actors/edge/auth/second_factor_file.hpp"
#include "actors/edge/auth/time_code.hpp"
#include "actors/edge/auth/user_file.hpp"
#include "cli/audit.hpp"
#include "cli/exit_codes.hpp"
#include "cli/load_configuration.hpp"
#include "cli/prompt.hpp"
#include "runtime/clock.hpp"
#include "trading/market/time.hpp"

#include <ostream>

namespace troupe::cli {

namespace {

std::int64_t now_s() { return runtime::system_clock_source().utc_ns() / trading::second_ns; }

result<void> check_user(const user_options& options) {
  const auto users = actors::user_file(options.home).load();
  if (!users)
    return users.failure();
  if (actors::find_user(*users, options.name) == nullptr)
    return error{"not_found",
                 "there is no user " + options.name + "; troupe user list shows all"};
  return {};
}

} // namespace

int enrol_second_factor(const user_options& options, std::ostream& output, std::ostream& errors) {
  if (const auto there = check_user(options); !there)
    return refuse(there.failure(), errors);
  const auto key = master_key();
  if (!key)
    return refuse(key.failure(), errors, 2);
  const auto secret = actors::random_time_secret();
  output << "secret " << secret << '\n'
         << actors::enrolment_uri(options.name, secret) << '\n'
         << "give it to the authenticator, then type the code that it shows" << std::endl;
  const auto code = read_secret("code of " + options.name);
  if (!code)
    return refuse(code.failure(), errors, 2);
  if (!actors::step_of_code(actors::decode_time_secret(secret).value(), *code, now_s()))
    return refuse({"invalid_code", "the code is not the one of now; nothing was changed"}, errors);
  if (const auto sealed = actors::second_factor_file(options.home).set(options.name, secret, *key);
      !sealed)
    return refuse(sealed.failure(), errors);
  const auto done = "enrolled the authenticator of " + options.name;
  output << done << '\n';
  return keep_write(options.home, "user", done, errors);
}

int remove_second_factor(const user_options& options, std::ostream& output,
                         std::ostream& errors) {
  if (const auto removed = actors::second_factor_file(options.home).remove(options.name); !removed)
    return refuse(removed.failure().code == "no_such_secret"
                      ? error{"not_found", options.name + " has no authenticator"}
                      : removed.failure(),
                  errors);
  const auto done = "removed the authenticator of " + options.name;
  output << done << '\n';
  return keep_write(options.home, "user", done, errors);
}

} // namespace troupe::cli
