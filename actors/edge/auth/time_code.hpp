// Time-based one-time passwords (RFC 6238) as authenticator apps make them: six digits by
// HMAC-SHA-1 of a secret and the number of the 30 seconds since 1970.
#pragma once

#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace troupe::actors {

inline constexpr std::int64_t time_step_s = 30;
inline constexpr std::size_t time_code_digits = 6;

// 160 random bits, in base32 (RFC 4648) without padding.
std::string random_time_secret();
// Error: `invalid_time_secret`.
result<std::string> decode_time_secret(std::string_view base32);

// Of a secret's bytes.
std::string time_code(std::string_view secret, std::int64_t step);
// The step whose code it is: the present one, the one before or the one behind, for clocks that
// differ. Nothing for any other text; compares in constant time.
std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view code,
                                         std::int64_t now_s);

// What an authenticator takes, as text or as a QR code of it.
std::string enrolment_uri(std::string_view user, std::string_view base32);

} // namespace troupe::actors
