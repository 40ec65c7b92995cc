#include "actors/edge/audit/audit_log.hpp"

#include "actors/edge/audit/audit_chain.hpp"
#include "actors/edge/json/json_writer.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace troupe::actors {

namespace {

constexpr std::size_t block_bytes = 64u << 10;
constexpr std::size_t line_bytes_max = 1u << 20; // longer ones are none of ours

class audit_file {
public:
  audit_file(const std::filesystem::path& path, int flags)
      : file_(::open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}
  ~audit_file() {
    if (file_ >= 0)
      ::close(file_);
  }
  audit_file(const audit_file&) = delete;
  audit_file& operator=(const audit_file&) = delete;
  int get() const { return file_; }

private:
  int file_;
};

// The lines of a file from a place backwards, each with the byte that it begins at.
class backward_lines {
public:
  backward_lines(int file, std::uint64_t end) : file_(file), begin_(end) {}

  // False at the file's beginning.
  bool next(std::string& line, std::uint64_t& place) {
    for (;;) {
      const auto search =
          held_.size() < 2 ? std::string::npos : held_.rfind('\n', held_.size() - 2);
      if (search != std::string::npos || begin_ == 0) {
        if (held_.empty())
          return false;
        const auto first = search == std::string::npos ? 0 : search + 1;
        line = held_.substr(first);
        place = begin_ + first;
        held_.resize(first);
        return true;
      }
      if (!read_block())
        return false;
    }
  }

private:
  bool read_block() {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(begin_, block_bytes));
    std::string block(size, '\0');
    const auto from = begin_ - size;
    if (held_.size() > line_bytes_max ||
        ::pread(file_, block.data(), size, static_cast<off_t>(from)) != static_cast<ssize_t>(size))
      return false;
    begin_ = from;
    held_.insert(0, block);
    return true;
  }

  int file_;
  std::uint64_t begin_; // of what is held
  std::string held_;
};

// Without its end; torn: it has none.
std::string last_line(int file, bool& is_torn) {
  struct ::stat about {};
  if (::fstat(file, &about) != 0)
    return {};
  std::string line;
  std::uint64_t place = 0;
  if (!backward_lines(file, static_cast<std::uint64_t>(about.st_size)).next(line, place))
    return {};
  is_torn = line.back() != '\n';
  if (!is_torn)
    line.pop_back();
  return line;
}

} // namespace

result<void> audit_log::append(const audit_entry& entry) const {
  const auto unwritable = [this] {
    return error{"file_unwritable", "cannot write " + path_.string() + ": " + std::strerror(errno)};
  };
  const audit_file file(path_, O_RDWR | O_APPEND | O_CREAT);
  // Until it is closed: the line before must still be the one before.
  if (file.get() < 0 || ::flock(file.get(), LOCK_EX) != 0)
    return unwritable();
  bool is_torn = false;
  const auto before = last_line(file.get(), is_torn);
  const auto line = (is_torn ? "\n" : "") + with_link(to_line(entry), before) + "\n";
  if (::write(file.get(), line.data(), line.size()) != static_cast<ssize_t>(line.size()))
    return unwritable();
  return {};
}

result<std::string> audit_log::list(const audit_query& wanted,
                                    const std::function<bool()>& stop) const {
  json_writer json;
  json.object().key("items").array();
  const audit_file file(path_, O_RDONLY);
  if (file.get() < 0 && errno != ENOENT)
    return error{"file_unreadable", "cannot read " + path_.string() + ": " + std::strerror(errno)};
  struct ::stat about {};
  const bool there = file.get() >= 0 && ::fstat(file.get(), &about) == 0;
  const auto size = there ? static_cast<std::uint64_t>(about.st_size) : 0;
  const auto end = wanted.before_byte == 0 ? size : std::min(wanted.before_byte, size);
  backward_lines lines(file.get(), end);
  std::string line;
  std::uint64_t place = 0;
  std::uint64_t reached = 0; // 0: the beginning
  for (std::size_t written = 0; lines.next(line, place);) {
    reached = place;
    const auto entry = nlohmann::json::parse(line, nullptr, false);
    if (entry.is_object() && (wanted.who.empty() || entry.value("who", "") == wanted.who)) {
      json.raw(std::string_view(line).substr(0, line.find('\n')));
      ++written;
    }
    if (written == wanted.limit || stop())
      break;
    reached = 0;
  }
  json.end_array().key("next_page_token");
  reached == 0 ? json.null() : json.text(std::to_string(reached));
  json.end_object();
  return json.take();
}

} // namespace troupe::actors
