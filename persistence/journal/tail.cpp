#include "persistence/journal/tail.hpp"

#include "persistence/journal/crc32c.hpp"
#include "persistence/journal/layout.hpp"

namespace troupe::persistence::journal {

namespace {

// A group that was written when everything before it was on the disk.
bool begins_a_later_group(std::string_view bytes, std::uint32_t stream, std::uint64_t due_seq) {
  const auto header = parse_record_header(bytes.data());
  if (!is_plausible(header, stream) || header.flags != flag_group_start ||
      header.seq <= due_seq || bytes.size() < header.record_size())
    return false;
  constexpr auto checksum_size = sizeof header.checksum;
  return crc32c(bytes.substr(checksum_size, header.record_size() - checksum_size)) ==
         header.checksum;
}

} // namespace

bool is_torn_tail(std::string_view rest, std::uint32_t stream, std::uint64_t due_seq) {
  for (std::size_t at = 1; at + record_header_size <= rest.size(); ++at)
    if (begins_a_later_group(rest.substr(at), stream, due_seq))
      return false;
  return true;
}

} // namespace troupe::persistence::journal
