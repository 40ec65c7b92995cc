// `troupe user totp NAME`: enrols an authenticator for a user, or removes it, without the edge. A
// running edge sees it within two seconds.
#pragma once

#include "cli/user.hpp"

namespace troupe::cli {

// Prints the secret, and keeps it, sealed, once a code of it comes on standard input.
user_command enrol_second_factor;
user_command remove_second_factor;

} // namespace troupe::cli
