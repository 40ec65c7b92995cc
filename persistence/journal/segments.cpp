#include "persistence/journal/segments.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>

namespace troupe::persistence::journal {

namespace {

constexpr std::size_t digits = 20;
constexpr std::string_view extension = ".journal";

std::optional<std::uint64_t> first_seq_of(const std::string& name) {
  if (name.size() != digits + extension.size() || !name.ends_with(extension))
    return std::nullopt;
  std::uint64_t seq = 0;
  const auto* end = name.data() + digits;
  const auto parsed = std::from_chars(name.data(), end, seq);
  if (parsed.ec != std::errc() || parsed.ptr != end)
    return std::nullopt;
  return seq;
}

void add_segments(const std::filesystem::path& folder, std::vector<segment>& found,
                  std::error_code& failed) {
  for (std::filesystem::directory_iterator each(folder, failed), end; !failed && each != end;
       each.increment(failed))
    if (const auto seq = first_seq_of(each->path().filename().string()))
      found.push_back({each->path(), *seq});
}

} // namespace

std::filesystem::path archive_folder(const std::filesystem::path& folder) {
  return folder / "archive";
}

std::filesystem::path segment_path(const std::filesystem::path& folder, std::uint64_t first_seq) {
  auto number = std::to_string(first_seq);
  number.insert(0, digits - number.size(), '0');
  return folder / (number + std::string(extension));
}

result<std::vector<segment>> list_segments(const std::filesystem::path& folder) {
  std::error_code failed;
  std::vector<segment> found;
  add_segments(folder, found, failed);
  if (failed == std::errc::no_such_file_or_directory)
    return error{"journal_missing", "there is no journal at " + folder.string()};
  if (failed)
    return error{"io_error", "cannot list " + folder.string() + ": " + failed.message()};
  // After the folder: what moves in between is then seen twice, and not missed.
  add_segments(archive_folder(folder), found, failed);
  if (failed && failed != std::errc::no_such_file_or_directory)
    return error{"io_error", "cannot list " + archive_folder(folder).string() + ": " +
                                 failed.message()};
  const auto earlier = [](const segment& left, const segment& right) {
    return left.first_seq < right.first_seq;
  };
  std::stable_sort(found.begin(), found.end(), earlier);
  found.erase(std::unique(found.begin(), found.end(),
                          [](const segment& left, const segment& right) {
                            return left.first_seq == right.first_seq;
                          }),
              found.end());
  return found;
}

} // namespace troupe::persistence::journal
