// CRC-32C (Castagnoli), as in iSCSI (RFC 3720, B.4): the checksum of "123456789" is 0xe3069283.
#pragma once

#include <cstdint>
#include <string_view>

namespace troupe::persistence::journal {

std::uint32_t crc32c(std::string_view bytes);

} // namespace troupe::persistence::journal
