#include "persistence/journal/layout.hpp"

#include "persistence/journal/blake2b.hpp"
#include "persistence/journal/crc32c.hpp"

namespace troupe::persistence::journal {

namespace {

constexpr std::string_view magic = "TROUPEJL";
constexpr std::size_t format_at = 8;
constexpr std::size_t size_at = 12;
constexpr std::size_t first_seq_at = 16;
constexpr std::size_t stream_at = 24;
constexpr std::size_t previous_at = 32;
constexpr std::size_t account_at = 64;
constexpr std::size_t header_checksum_at = 124;

template <class T>
void put(char* into, T value) {
  std::memcpy(into, &value, sizeof value);
}

} // namespace

std::array<char, segment_header_size> to_bytes(const segment_header& header) {
  std::array<char, segment_header_size> bytes{};
  magic.copy(bytes.data(), magic.size());
  put(&bytes[format_at], segment_format);
  put(&bytes[size_at], static_cast<std::uint32_t>(segment_header_size));
  put(&bytes[first_seq_at], header.first_seq);
  put(&bytes[stream_at], stream_of(header.account));
  put(&bytes[previous_at], header.previous);
  header.account.copy(&bytes[account_at], account_max_bytes);
  put(&bytes[header_checksum_at], crc32c({bytes.data(), header_checksum_at}));
  return bytes;
}

std::optional<segment_header> parse_segment_header(std::string_view bytes) {
  if (bytes.size() < segment_header_size || !bytes.starts_with(magic) ||
      load<std::uint32_t>(&bytes[format_at]) != segment_format ||
      load<std::uint32_t>(&bytes[size_at]) != segment_header_size ||
      load<std::uint32_t>(&bytes[header_checksum_at]) !=
          crc32c(bytes.substr(0, header_checksum_at)))
    return std::nullopt;
  segment_header header;
  header.first_seq = load<std::uint64_t>(&bytes[first_seq_at]);
  header.previous = load<chain_hash>(&bytes[previous_at]);
  const auto account = bytes.substr(account_at, account_max_bytes);
  header.account = account.substr(0, account.find('\0'));
  if (load<std::uint32_t>(&bytes[stream_at]) != stream_of(header.account))
    return std::nullopt;
  return header;
}

void store(const record_header& header, char* into) {
  put(into, header.checksum);
  put(into + 4, header.payload_size);
  put(into + 8, header.version);
  put(into + 9, header.type);
  put(into + 10, header.flags);
  put(into + 12, header.stream);
  put(into + 16, header.epoch);
  put(into + 24, header.seq);
  put(into + 32, header.market_ns);
  put(into + 40, header.cause_seq);
  put(into + 48, header.wall_ns);
}

record_header parse_record_header(const char* from) {
  return {load<std::uint32_t>(from),      load<std::uint32_t>(from + 4),
          load<std::uint8_t>(from + 8),   load<std::uint8_t>(from + 9),
          load<std::uint16_t>(from + 10), load<std::uint32_t>(from + 12),
          load<std::uint64_t>(from + 16), load<std::uint64_t>(from + 24),
          load<std::int64_t>(from + 32),  load<std::uint64_t>(from + 40),
          load<std::int64_t>(from + 48)};
}

bool is_plausible(const record_header& header, std::uint32_t stream) {
  constexpr auto known_flags = flag_group_start | flag_after_unsynced;
  return header.version == record_version && header.stream == stream &&
         header.payload_size <= payload_max_bytes && (header.flags & ~known_flags) == 0;
}

std::uint32_t stream_of(std::string_view account) {
  return crc32c(account);
}

chain_hash chain_start(std::string_view segment_header_bytes) {
  blake2b hash;
  hash.add(segment_header_bytes);
  return hash.finish();
}

chain_hash chain_after(const chain_hash& before, std::string_view bytes) {
  blake2b hash;
  hash.add({reinterpret_cast<const char*>(before.data()), before.size()});
  hash.add(bytes);
  return hash.finish();
}

} // namespace troupe::persistence::journal
