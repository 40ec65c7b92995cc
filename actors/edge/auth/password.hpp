// Passwords are kept as argon2id hashes (RFC 9106, libsodium's interactive limits). Each of these
// calls takes 50 to 100 ms and 64 MB: never on a lane.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace troupe::actors {

inline constexpr std::size_t password_bytes_max = 1'024; // longer ones are refused before hashing

std::string hash_password(std::string_view password);
// False for a hash that is none.
bool verify_password(const std::string& hash, std::string_view password);
// Takes as long as verify_password does, so that a missing user cannot be told by the clock.
void pretend_to_verify(std::string_view password);
// 24 letters and digits from the system's random source: 120 bits.
std::string random_password();

} // namespace troupe::actors
