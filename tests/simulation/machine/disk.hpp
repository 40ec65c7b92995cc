// What would be left on a disk if the machine stopped now.
//
// The files are real ones below a root, written at once; the disk knows besides what of each was
// synced, and in what order the rest was written. After a crash of the process all of it is there.
// After a loss of power what was synced is there, and of the rest what the survivors' rule says;
// a name is there once its folder was synced, or if the rule keeps it.
//
// Full: a write that makes a file longer fails with ENOSPC, as does an allocation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace troupe::simulation {

// What of the writes that were not synced is found after the stop.
struct all_survives {}; // a process was killed, the machine was not
struct none_survives {};
// Each page of page_bytes by itself, and each name, by the toss of a coin.
struct pages_survive {
  std::uint64_t seed = 0;
};
using survivors = std::variant<all_survives, none_survives, pages_survive>;

class disk {
public:
  static constexpr std::size_t page_bytes = 4096;

  explicit disk(std::string root) : root_(std::move(root)) {}

  // Whether a path is this disk's.
  bool owns(std::string_view path) const { return path.starts_with(root_); }

  void fill() { full_ = true; }
  void make_room() { full_ = false; }
  bool is_full() const { return full_; }

  // Called before a write to a file whose name ends so; of the bytes, so many as it returns are
  // left by a stop. The writer is told that all were written, and reads them back.
  using write_hook = std::function<std::size_t(std::string_view path, std::string_view bytes)>;
  void on_write(std::string ending, write_hook hook);

  // From behind the write under way on nothing is written or synced any more, and nobody is told;
  // `then` is called there.
  void freeze(std::function<void()> then) { freezing_ = std::move(then); }
  void thaw() { frozen_ = false; }
  // Whether a file below this folder, whose name ends so, has the text where it is synced.
  bool holds(const std::string& below, std::string_view ending, std::string_view text) const;

  // Copies what is left of the files below `from` to `into`, as files that are synced.
  void leave(const std::string& from, const std::string& into, const survivors& rule);

  // -- system calls: as those of their names; -1 with errno ----------------------------------
  int open(const char* path, int flags, unsigned mode);
  bool knows(int number) const { return open_.contains(number); }
  std::int64_t write(int number, std::string_view bytes, std::optional<std::uint64_t> offset);
  int truncate(int number, std::uint64_t size);
  int allocate(int number, std::uint64_t size);
  int sync(int number);
  int rename(const char* from, const char* to);
  void close(int number) { open_.erase(number); }

private:
  struct change {
    std::uint64_t offset = 0; // of a truncation: the size
    std::optional<std::string> bytes;
  };
  struct file {
    std::string synced;
    bool name_synced = false;
    std::vector<change> since; // the sync
  };
  static void apply(std::string& content, const change& made);
  static std::string content_of(const file& left, const survivors& rule);

  std::string root_;
  bool full_ = false;
  std::function<void()> freezing_;
  bool frozen_ = false;
  std::string ending_;
  write_hook hook_;
  std::map<int, std::string> open_; // path by descriptor
  std::map<std::string, file> files_;
};

} // namespace troupe::simulation
