#include "persistence/journal/archive.hpp"

#include "persistence/journal/file_descriptor.hpp"
#include "persistence/journal/reader.hpp"
#include "persistence/journal/segment_index.hpp"
#include "persistence/journal/segments.hpp"

#include <algorithm>
#include <fcntl.h>
#include <limits>
#include <system_error>
#include <unistd.h>

namespace troupe::persistence::journal {

namespace {

error cannot_archive(const std::filesystem::path& what, const std::error_code& why) {
  const bool full = why == std::errc::no_space_on_device;
  return {full ? "disk_full" : "io_error",
          "cannot archive " + what.string() + ": " + why.message()};
}

result<void> sync_file(const std::filesystem::path& path) {
  const auto file = file_descriptor::open(path, O_RDONLY);
  if (!file)
    return file.failure();
  return ::fsync(file->get()) == 0 ? result<void>() : from_errno("sync", path);
}

// A copy, and not a renaming: the archive may be another disk.
result<void> move_file(const std::filesystem::path& from, const std::filesystem::path& folder) {
  const auto to = folder / from.filename();
  auto unfinished = to;
  unfinished += ".tmp";
  std::error_code failed;
  std::filesystem::copy_file(from, unfinished, std::filesystem::copy_options::overwrite_existing,
                             failed);
  if (failed)
    return cannot_archive(from, failed);
  if (auto synced = sync_file(unfinished); !synced)
    return synced;
  std::filesystem::rename(unfinished, to, failed);
  if (failed)
    return cannot_archive(from, failed);
  if (auto synced = sync_folder(folder); !synced)
    return synced;
  std::filesystem::remove(from, failed);
  return failed ? result<void>(cannot_archive(from, failed)) : result<void>();
}

bool is_before(const segment_index& index, trading::time_ns before_ns) {
  return std::all_of(index.entries().begin(), index.entries().end(),
                     [&](const index_entry& each) { return each.latest_ns < before_ns; });
}

} // namespace

result<archived> archive_before(const std::filesystem::path& folder, trading::time_ns before_ns,
                                const std::function<bool()>& stop) {
  const auto segments = list_segments(folder);
  if (!segments)
    return segments.failure();
  const auto archive = archive_folder(folder);
  archived moved;
  for (std::size_t at = 0; at + 1 < segments->size(); ++at) {
    const auto& each = (*segments)[at];
    if (each.path.parent_path() == archive)
      continue;
    const auto index = load_index(each);
    if (!index || !is_before(*index, before_ns) || (stop && stop()))
      break;
    std::error_code failed;
    std::filesystem::create_directories(archive, failed);
    if (failed)
      return cannot_archive(archive, failed);
    const auto bytes = std::filesystem::file_size(each.path, failed);
    // The index first: a reader then finds it wherever it finds the segment.
    for (const auto& path : {index_path(each.path), each.path})
      if (auto done = move_file(path, archive); !done)
        return done.failure();
    ++moved.segments;
    moved.bytes += bytes;
  }
  return moved;
}

result<archived> archive_older_than(const std::filesystem::path& folder, trading::time_ns age_ns) {
  const auto segments = list_segments(folder);
  if (!segments)
    return segments.failure();
  if (segments->empty())
    return archived{};
  auto journal = reader::open(folder);
  if (!journal)
    return journal.failure();
  if (auto sought = journal->seek(segments->back().first_seq); !sought)
    return sought.failure();
  auto latest_ns = std::numeric_limits<trading::time_ns>::min();
  for (;;) {
    const auto next = journal->next();
    if (!next)
      return next.failure();
    if (!*next)
      break;
    latest_ns = std::max(latest_ns, (*next)->market_ns);
  }
  return latest_ns < age_ns ? archived{} : archive_before(folder, latest_ns - age_ns);
}

} // namespace troupe::persistence::journal
