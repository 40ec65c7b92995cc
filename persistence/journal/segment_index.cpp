#include "persistence/journal/segment_index.hpp"

#include "persistence/journal/crc32c.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

namespace troupe::persistence::journal {

namespace {

constexpr std::string_view index_mark = "TROUPEIX";
constexpr std::uint64_t index_format = 1;
constexpr std::size_t index_word = sizeof(std::uint64_t);
constexpr std::size_t index_header_size = 4 * index_word + chain_hash_size;
constexpr std::size_t index_entry_size = 4 * index_word;

template <class Number>
void put(std::string& into, Number value) {
  into.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string last_bytes_of(const std::filesystem::path& path, std::uint64_t size) {
  std::string read(chain_hash_size, '\0');
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(size - chain_hash_size));
  file.read(read.data(), static_cast<std::streamsize>(read.size()));
  return file ? read : std::string();
}

// Whole, and made of exactly this segment.
bool is_index_of(const std::string& bytes, const std::filesystem::path& segment) {
  if (bytes.size() < index_header_size + sizeof(std::uint32_t) || !bytes.starts_with(index_mark))
    return false;
  const auto checked = std::string_view(bytes).substr(0, bytes.size() - sizeof(std::uint32_t));
  if (crc32c(checked) != load<std::uint32_t>(&bytes[checked.size()]) ||
      load<std::uint64_t>(&bytes[index_word]) != index_format ||
      load<std::uint64_t>(&bytes[2 * index_word]) !=
          (checked.size() - index_header_size) / index_entry_size)
    return false;
  const auto size = load<std::uint64_t>(&bytes[3 * index_word]);
  std::error_code failed;
  return size >= segment_header_size && std::filesystem::file_size(segment, failed) == size &&
         !failed && bytes.substr(4 * index_word, chain_hash_size) == last_bytes_of(segment, size);
}

void add_stretch(std::vector<seq_stretch>& found, std::uint64_t first, std::uint64_t behind) {
  if (!found.empty() && found.back().behind == first)
    found.back().behind = behind;
  else
    found.push_back({first, behind});
}

} // namespace

void segment_index::add(const record_header& header, std::uint64_t offset) {
  const bool begins_group = (header.flags & flag_group_start) != 0;
  if (entries_.empty() || (begins_group && offset >= entries_.back().offset + index_stride))
    entries_.push_back({header.seq, offset});
  auto& last = entries_.back();
  last.earliest_ns = std::min(last.earliest_ns, header.market_ns);
  last.latest_ns = std::max(last.latest_ns, header.market_ns);
}

const index_entry* segment_index::before(std::uint64_t seq) const {
  const auto after = std::upper_bound(
      entries_.begin(), entries_.end(), seq,
      [](std::uint64_t wanted, const index_entry& each) { return wanted < each.first_seq; });
  return after == entries_.begin() ? nullptr : &*std::prev(after);
}

std::string segment_index::to_bytes(std::uint64_t segment_bytes, const chain_hash& head) const {
  std::string bytes(index_mark);
  put(bytes, index_format);
  put(bytes, static_cast<std::uint64_t>(entries_.size()));
  put(bytes, segment_bytes);
  bytes.append(reinterpret_cast<const char*>(head.data()), head.size());
  for (const auto& each : entries_) {
    put(bytes, each.first_seq);
    put(bytes, each.offset);
    put(bytes, each.earliest_ns);
    put(bytes, each.latest_ns);
  }
  put(bytes, crc32c(bytes));
  return bytes;
}

std::filesystem::path index_path(const std::filesystem::path& segment) {
  auto path = segment;
  return path.replace_extension(".index");
}

std::optional<segment_index> load_index(const segment& of) {
  const auto bytes = bytes_of(index_path(of.path));
  if (!is_index_of(bytes, of.path))
    return std::nullopt;
  segment_index index;
  for (auto at = index_header_size; at + index_entry_size <= bytes.size(); at += index_entry_size)
    index.entries_.push_back({load<std::uint64_t>(&bytes[at]),
                              load<std::uint64_t>(&bytes[at + index_word]),
                              load<std::int64_t>(&bytes[at + 2 * index_word]),
                              load<std::int64_t>(&bytes[at + 3 * index_word])});
  if (index.entries_.empty() || index.entries_.front().first_seq != of.first_seq)
    return std::nullopt;
  return index;
}

void keep_index(const segment_index& index, const std::filesystem::path& segment,
                std::uint64_t segment_bytes, const chain_hash& head) {
  const auto path = index_path(segment);
  const auto bytes = index.to_bytes(segment_bytes, head);
  if (bytes_of(path) == bytes)
    return;
  auto unfinished = path;
  unfinished += ".tmp";
  std::error_code failed;
  std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  if (file)
    std::filesystem::rename(unfinished, path, failed);
  if (!file || failed)
    std::filesystem::remove(unfinished, failed);
}

result<std::vector<seq_stretch>> stretches_of(const std::filesystem::path& folder,
                                              std::int64_t from_ns, std::int64_t to_ns) {
  const auto segments = list_segments(folder);
  if (!segments)
    return segments.failure();
  std::vector<seq_stretch> found;
  for (std::size_t at = 0; at < segments->size(); ++at) {
    const auto& each = (*segments)[at];
    const bool last = at + 1 == segments->size();
    const auto behind = last ? seq_stretch{}.behind : (*segments)[at + 1].first_seq;
    const auto index = last ? std::nullopt : load_index(each);
    if (!index) {
      add_stretch(found, each.first_seq, behind);
      continue;
    }
    const auto& entries = index->entries();
    for (std::size_t n = 0; n < entries.size(); ++n)
      if (entries[n].latest_ns >= from_ns && entries[n].earliest_ns <= to_ns)
        add_stretch(found, entries[n].first_seq,
                    n + 1 < entries.size() ? entries[n + 1].first_seq : behind);
  }
  return found;
}

} // namespace troupe::persistence::journal
