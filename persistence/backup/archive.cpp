#include "persistence/backup/archive.hpp"

#include "persistence/journal/blake2b.hpp"
#include "persistence/journal/file_descriptor.hpp"
#include "persistence/journal/layout.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace troupe::persistence::backup {

namespace {

using journal::blake2b;
using journal::file_descriptor;
using journal::from_errno;

constexpr std::string_view magic("TROUPEBK\x01\0\0\0\0\0\0\0", 16);
constexpr std::size_t chunk_bytes = 1 << 20;
constexpr std::size_t path_max_bytes = 4096;
constexpr std::size_t entry_header_size = 16; // behind the byte 1
constexpr mode_t mode_bits = 0777;

error invalid(const std::filesystem::path& file, std::uint64_t at, std::string_view why) {
  return {"invalid_backup", file.string() + " at byte " + std::to_string(at) + ": " +
                                std::string(why) + "; take another backup"};
}

bool is_taken(const std::filesystem::path& path) {
  const auto name = path.filename().string();
  const bool made_again = name.starts_with("read_side.db"); // of the journal
  return name != "lock" && !name.ends_with(".tmp") && !made_again;
}

bool stays_inside(const std::filesystem::path& path) {
  return !path.empty() && path.is_relative() &&
         std::none_of(path.begin(), path.end(), [](const auto& part) { return part == ".."; });
}

// Everything that passes through it is hashed.
class hashing_writer {
public:
  hashing_writer(file_descriptor file, std::filesystem::path path)
      : file_(std::move(file)), path_(std::move(path)) {}

  result<void> write(std::string_view bytes) {
    hash_.add(bytes);
    return write_unhashed(bytes);
  }
  result<void> finish(std::string& hash) {
    if (auto written = write(std::string_view("\0", 1)); !written)
      return written;
    const auto digest = hash_.finish();
    hash = journal::to_hex(digest);
    if (auto written = write_unhashed({reinterpret_cast<const char*>(digest.data()),
                                       digest.size()});
        !written)
      return written;
    return ::fsync(file_.get()) == 0 ? result<void>() : result<void>(from_errno("sync", path_));
  }

private:
  result<void> write_unhashed(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto done = ::write(file_.get(), bytes.data(), bytes.size());
      if (done < 0 && errno != EINTR)
        return from_errno("write", path_);
      bytes.remove_prefix(done < 0 ? 0 : static_cast<std::size_t>(done));
    }
    return {};
  }

  file_descriptor file_;
  std::filesystem::path path_;
  blake2b hash_;
};

class hashing_reader {
public:
  hashing_reader(file_descriptor file, std::filesystem::path path)
      : file_(std::move(file)), path_(std::move(path)) {}

  // Exactly so many bytes.
  result<std::string_view> take(std::size_t count, bool hashed = true) {
    bytes_.resize(count);
    for (std::size_t have = 0; have < count;) {
      const auto got = ::read(file_.get(), bytes_.data() + have, count - have);
      if (got < 0 && errno != EINTR)
        return from_errno("read", path_);
      if (got == 0)
        return invalid(path_, at_ + have, "the file ends too early");
      have += got < 0 ? 0 : static_cast<std::size_t>(got);
    }
    at_ += count;
    if (hashed)
      hash_.add(bytes_);
    return std::string_view(bytes_);
  }
  journal::chain_hash hash() { return hash_.finish(); }
  std::uint64_t at() const { return at_; }
  const std::filesystem::path& path() const { return path_; }

private:
  file_descriptor file_;
  std::filesystem::path path_;
  std::string bytes_;
  std::uint64_t at_ = 0;
  blake2b hash_;
};

template <class Number>
void append(std::string& to, Number value) {
  to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

result<std::uint64_t> pack_file(hashing_writer& into, const std::filesystem::path& path,
                                const std::string& name) {
  const auto file = file_descriptor::open(path, O_RDONLY);
  if (!file)
    return file.failure();
  struct ::stat about {};
  if (::fstat(file->get(), &about) != 0)
    return from_errno("look at", path);
  const auto size = static_cast<std::uint64_t>(about.st_size);
  std::string header(1, '\1');
  append(header, static_cast<std::uint32_t>(about.st_mode & mode_bits));
  append(header, static_cast<std::uint32_t>(name.size()));
  append(header, size);
  if (auto written = into.write(header + name); !written)
    return written.failure();
  std::string chunk;
  for (std::uint64_t done = 0; done < size;) {
    chunk.resize(static_cast<std::size_t>(std::min<std::uint64_t>(chunk_bytes, size - done)));
    const auto got = ::read(file->get(), chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return from_errno("read", path);
    if (got == 0) // it was cut: what was asked for ahead is zeros, and they mean nothing
      std::fill(chunk.begin(), chunk.end(), '\0');
    else
      chunk.resize(static_cast<std::size_t>(got));
    if (auto written = into.write(chunk); !written)
      return written.failure();
    done += chunk.size();
  }
  return size;
}

// The archive of a journal may be a link to another disk (persistence/journal/archive.hpp).
bool is_linked_archive(const std::filesystem::directory_entry& each) {
  return each.is_symlink() && each.is_directory() && each.path().filename() == "archive";
}

void add_files(const std::filesystem::path& folder, std::vector<std::filesystem::path>& files,
               std::error_code& failed) {
  for (std::filesystem::recursive_directory_iterator each(folder, failed), end;
       !failed && each != end; each.increment(failed)) {
    if (each->is_regular_file() && !each->is_symlink() && is_taken(each->path()))
      files.push_back(each->path());
    if (!is_linked_archive(*each))
      continue;
    for (std::filesystem::directory_iterator held(each->path(), failed), last;
         !failed && held != last; held.increment(failed))
      if (held->is_regular_file() && is_taken(held->path()))
        files.push_back(held->path());
  }
}

result<std::vector<std::filesystem::path>> files_of(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  add_files(folder, files, failed);
  if (failed)
    return error{"io_error", "cannot list " + folder.string() + ": " + failed.message()};
  std::sort(files.begin(), files.end());
  return files;
}

struct entry {
  std::filesystem::path path;
  mode_t mode = 0;
  std::uint64_t size = 0;
};

using take_bytes = std::function<result<void>(std::string_view)>;
// Says where the bytes of a file go.
using begin_file = std::function<result<take_bytes>(const entry&)>;

result<entry> read_entry(hashing_reader& from) {
  const auto at = from.at();
  const auto header = from.take(entry_header_size);
  if (!header)
    return header.failure();
  entry found;
  found.mode = static_cast<mode_t>(journal::load<std::uint32_t>(header->data())) & mode_bits;
  const auto path_size = journal::load<std::uint32_t>(header->data() + 4);
  found.size = journal::load<std::uint64_t>(header->data() + 8);
  if (path_size == 0 || path_size > path_max_bytes)
    return invalid(from.path(), at, "no path of a file");
  const auto name = from.take(path_size);
  if (!name)
    return name.failure();
  found.path = *name;
  if (!stays_inside(found.path))
    return invalid(from.path(), at, "a path that leads out of the folder");
  return found;
}

result<archive_summary> walk(const std::filesystem::path& file, const begin_file& begin) {
  auto opened = file_descriptor::open(file, O_RDONLY);
  if (!opened)
    return opened.failure();
  hashing_reader from(std::move(*opened), file);
  const auto head = from.take(magic.size());
  if (!head)
    return head.failure();
  if (*head != magic)
    return invalid(file, 0, "no backup of troupe, or of a newer one");
  archive_summary summary;
  for (;;) {
    const auto kind = from.take(1);
    if (!kind)
      return kind.failure();
    if (kind->front() == '\0')
      break;
    if (kind->front() != '\1')
      return invalid(file, from.at() - 1, "neither a file nor the end");
    const auto found = read_entry(from);
    if (!found)
      return found.failure();
    const auto take = begin(*found);
    if (!take)
      return take.failure();
    for (auto left = found->size; left > 0;) {
      const auto some = from.take(static_cast<std::size_t>(std::min<std::uint64_t>(left,
                                                                                   chunk_bytes)));
      if (!some)
        return some.failure();
      if (auto taken = (*take)(*some); !taken)
        return taken.failure();
      left -= some->size();
    }
    ++summary.files;
    summary.bytes += found->size;
  }
  const auto hash = from.hash();
  summary.hash = journal::to_hex(hash);
  const auto end = from.at();
  const auto noted = from.take(hash.size(), false);
  if (!noted)
    return noted.failure();
  if (!std::equal(hash.begin(), hash.end(), noted->begin(),
                  [](unsigned char left, char right) {
                    return left == static_cast<unsigned char>(right);
                  }))
    return invalid(file, end, "the hash over the backup is wrong: it was changed");
  return summary;
}

result<take_bytes> extract(const std::filesystem::path& folder, const entry& found) {
  const auto path = folder / found.path;
  std::error_code failed;
  std::filesystem::create_directories(path.parent_path(), failed);
  if (failed)
    return error{"io_error", "cannot create " + path.parent_path().string() + ": " +
                                 failed.message()};
  auto file = file_descriptor::open(path, O_WRONLY | O_CREAT | O_EXCL);
  if (!file)
    return file.failure();
  if (::fchmod(file->get(), found.mode) != 0)
    return from_errno("set the mode of", path);
  auto open = std::make_shared<file_descriptor>(std::move(*file));
  if (found.size == 0)
    return take_bytes([](std::string_view) { return result<void>(); });
  return take_bytes([open, path, left = found.size](std::string_view bytes) mutable
                    -> result<void> {
    left -= bytes.size();
    while (!bytes.empty()) {
      const auto done = ::write(open->get(), bytes.data(), bytes.size());
      if (done < 0 && errno != EINTR)
        return from_errno("write", path);
      bytes.remove_prefix(done < 0 ? 0 : static_cast<std::size_t>(done));
    }
    if (left == 0 && ::fsync(open->get()) != 0)
      return from_errno("sync", path);
    return {};
  });
}

} // namespace

result<archive_summary> pack_folder(const std::filesystem::path& folder,
                                    const std::filesystem::path& into,
                                    const std::filesystem::path& settings) {
  if (std::filesystem::exists(into))
    return error{"file_exists", into.string() + " is there already; name another file"};
  const auto files = files_of(folder);
  if (!files)
    return files.failure();
  auto unfinished = into;
  unfinished += ".tmp";
  auto file = file_descriptor::open(unfinished, O_WRONLY | O_CREAT | O_TRUNC);
  if (!file)
    return file.failure();
  if (::fchmod(file->get(), S_IRUSR | S_IWUSR) != 0)
    return from_errno("set the mode of", unfinished);
  archive_summary summary;
  hashing_writer to(std::move(*file), unfinished);
  if (auto written = to.write(magic); !written)
    return written.failure();
  const auto pack = [&](const std::filesystem::path& path, const std::string& name) {
    const auto size = pack_file(to, path, name);
    ++summary.files;
    summary.bytes += size ? *size : 0;
    return size ? result<void>() : result<void>(size.failure());
  };
  for (const auto& each : *files)
    if (auto packed = pack(each, each.lexically_relative(folder).string()); !packed)
      return packed.failure();
  if (!settings.empty())
    if (auto packed = pack(settings, "troupe.toml"); !packed)
      return packed.failure();
  if (auto finished = to.finish(summary.hash); !finished)
    return finished.failure();
  const auto read_back = check_archive(unfinished);
  if (!read_back)
    return read_back.failure();
  if (read_back->hash != summary.hash)
    return invalid(unfinished, 0, "it does not read back as it was written");
  if (::rename(unfinished.c_str(), into.c_str()) != 0)
    return from_errno("rename", unfinished);
  const auto parent = into.has_parent_path() ? into.parent_path() : std::filesystem::path(".");
  if (auto synced = journal::sync_folder(parent); !synced)
    return synced.failure();
  return summary;
}

result<archive_summary> check_archive(const std::filesystem::path& file) {
  return walk(file, [](const entry&) {
    return take_bytes([](std::string_view) { return result<void>(); });
  });
}

result<archive_summary> unpack_archive(const std::filesystem::path& file,
                                       const std::filesystem::path& folder) {
  if (std::filesystem::exists(folder))
    return error{"file_exists", folder.string() + " is there already; remove it first"};
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    return error{"io_error", "cannot create " + folder.string() + ": " + failed.message()};
  return walk(file, [&folder](const entry& found) { return extract(folder, found); });
}

} // namespace troupe::persistence::backup
