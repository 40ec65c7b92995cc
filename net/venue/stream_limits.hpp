// Limits that both kinds of stream share.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace troupe::net::venue {

inline constexpr std::chrono::seconds authentication_timeout{10};
// A client this far behind slows a market that runs free; further behind, the server closes it.
inline constexpr std::size_t congested_bytes = 256u << 10;
inline constexpr std::size_t slow_client_bytes = 2u << 20; // below the server's own bound
inline constexpr std::uint16_t policy_close = 1008;
inline constexpr std::uint16_t restart_close = 1012; // asked for, as a fault

} // namespace troupe::net::venue
