// The bytes of the journal's files: little-endian, at fixed places.
//
// A segment file is a header of segment_header_size bytes and then records, one after another. A
// record is a header of record_header_size bytes, its payload, and the chain hash up to it. Zero
// bytes may follow the last record. docs/journal-format.md is the description for other readers.
#pragma once

#include "persistence/journal/record.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace troupe::persistence::journal {

static_assert(std::endian::native == std::endian::little,
              "the journal's files are little-endian and read in place");

template <class T>
T load(const char* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

inline constexpr std::size_t segment_header_size = 128;
inline constexpr std::size_t account_max_bytes = 48;
inline constexpr std::uint32_t segment_format = 1;

struct segment_header {
  std::uint64_t first_seq = 0;
  chain_hash previous{}; // after the last record of the segment before; zeros in the first one
  std::string account;
};

inline constexpr std::size_t record_header_size = 56;
inline constexpr std::size_t chain_hash_size = std::tuple_size_v<chain_hash>;
inline constexpr std::size_t payload_max_bytes = 1 << 20;
inline constexpr std::uint8_t record_version = 1;

// Set on the first record of each group that flush() writes: by then every earlier group had been
// written, and was on the disk but for those that flag_after_unsynced tells of.
inline constexpr std::uint16_t flag_group_start = 1;
// Set besides when a group before it was perhaps not on the disk yet: that one may be missing where
// this one is there.
inline constexpr std::uint16_t flag_after_unsynced = 2;

struct record_header {
  std::uint32_t checksum = 0; // CRC-32C of everything after itself, the chain hash included
  std::uint32_t payload_size = 0;
  std::uint8_t version = record_version;
  std::uint8_t type = 0; // codec::event_type
  std::uint16_t flags = 0;
  std::uint32_t stream = 0;
  std::uint64_t epoch = 0;
  std::uint64_t seq = 0;
  std::int64_t market_ns = 0;
  std::uint64_t cause_seq = 0;
  std::int64_t wall_ns = 0;

  std::size_t record_size() const { return record_header_size + payload_size + chain_hash_size; }
};

std::array<char, segment_header_size> to_bytes(const segment_header& header);
// None where the bytes are no whole segment header of a known format.
std::optional<segment_header> parse_segment_header(std::string_view bytes);

void store(const record_header& header, char* into);
record_header parse_record_header(const char* from);
// Whether these can be the first bytes of a record of this stream, whatever follows.
bool is_plausible(const record_header& header, std::uint32_t stream);

// Of an account: the CRC-32C of its name.
std::uint32_t stream_of(std::string_view account);

// The chain as it is before a segment's first record: over the segment's header.
chain_hash chain_start(std::string_view segment_header_bytes);
// The chain after a record: over the hash before it and the record's bytes between its checksum
// and its own hash.
chain_hash chain_after(const chain_hash& before, std::string_view bytes);

} // namespace troupe::persistence::journal
