#include "runtime/lease.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

namespace troupe::runtime {

namespace {

constexpr std::int64_t ns_per_ms = 1'000'000;

class descriptor {
public:
  explicit descriptor(int number = -1) : number_(number) {}
  descriptor(descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  descriptor& operator=(descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }
  explicit operator bool() const { return number_ >= 0; }
  int number() const { return number_; }

private:
  int number_;
};

struct record {
  std::uint64_t epoch = 0;
  std::string holder;
  long process = 0;
};

error unavailable(const std::string& what, const std::string& path) {
  return {"lease_unavailable", "cannot " + what + " " + path + ": " + std::strerror(errno) +
                                   "; the folder must be writable and on a local disk"};
}

// Nothing when nobody ever held the lease.
result<std::optional<record>> read_record(const std::string& path) {
  std::ifstream file{path};
  if (!file) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored)
               ? result<std::optional<record>>{unavailable("read", path)}
               : std::optional<record>{};
  }
  record found;
  if (!(file >> found.epoch >> found.process >> found.holder)) {
    return error{"lease_unavailable",
                 path + " is not a lease file (epoch, process, holder); restore it from a backup: "
                        "an epoch must never be given twice"};
  }
  return std::optional{found};
}

result<void> write_durably(const std::string& directory, const std::string& path,
                           const record& content) {
  std::ostringstream text;
  text << content.epoch << ' ' << content.process << ' ' << content.holder << '\n';
  const auto bytes = text.str();
  const auto aside = path + ".new";
  const descriptor file{::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)};
  if (!file ||
      ::write(file.number(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()) ||
      ::fsync(file.number()) != 0) {
    return unavailable("write", aside);
  }
  const descriptor folder{::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (::rename(aside.c_str(), path.c_str()) != 0 || !folder || ::fsync(folder.number()) != 0) {
    return unavailable("replace", path);
  }
  return {};
}

class lease_file : public lease {
public:
  lease_file(lease_file_options options, const process_clock& clock)
      : options_(std::move(options)), clock_(clock),
        lock_path_(options_.directory + "/" + options_.scope + ".lock"),
        record_path_(options_.directory + "/" + options_.scope + ".lease") {}

  result<grant> acquire(std::string_view holder) override {
    release();
    const auto asked_at_ns = clock_.steady_ns();
    std::error_code failed;
    std::filesystem::create_directories(options_.directory, failed);
    descriptor lock{::open(lock_path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
    if (!lock) {
      return unavailable("open", lock_path_);
    }
    if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
      return errno == EWOULDBLOCK ? held_by_other() : unavailable("lock", lock_path_);
    }
    const auto before = read_record(record_path_);
    if (!before) {
      return before.failure();
    }
    const record after{(*before ? (*before)->epoch : 0) + 1, std::string{holder}, ::getpid()};
    if (const auto written = write_durably(options_.directory, record_path_, after); !written) {
      return written.failure();
    }
    lock_ = std::move(lock);
    epoch_ = after.epoch;
    extend(asked_at_ns);
    return grant{epoch_};
  }

  bool renew() override {
    const auto asked_at_ns = clock_.steady_ns();
    if (!lock_ || stored_epoch() != epoch_) {
      return false;
    }
    extend(asked_at_ns);
    return true;
  }

  void release() override { lock_ = descriptor{}; }

  bool held() const override { return lock_ && clock_.steady_ns() < expires_ns_; }

  result<void> check(std::uint64_t epoch) override {
    if (!held()) {
      return error{"lease_expired", "the lease " + record_path_ + " was not renewed in time"};
    }
    if (const auto stored = stored_epoch(); epoch != epoch_ || stored != epoch_) {
      return error{"lease_fenced", "epoch " + std::to_string(epoch) + " may no longer act; " +
                                       record_path_ + " is at epoch " + std::to_string(stored)};
    }
    return {};
  }

private:
  void extend(std::int64_t from_ns) {
    expires_ns_ = from_ns + options_.time_to_live_ms * ns_per_ms;
  }

  std::uint64_t stored_epoch() const {
    const auto stored = read_record(record_path_);
    return stored && *stored ? (*stored)->epoch : 0;
  }

  error held_by_other() const {
    const auto stored = read_record(record_path_);
    const auto other = stored ? stored->value_or(record{}) : record{};
    return {"lease_held", "the lease " + record_path_ + " is held by " + other.holder +
                              ", process " + std::to_string(other.process) +
                              "; stop that one first"};
  }

  lease_file_options options_;
  const process_clock& clock_;
  std::string lock_path_;
  std::string record_path_;
  descriptor lock_;
  std::uint64_t epoch_ = 0;
  std::int64_t expires_ns_ = 0;
};

} // namespace

std::unique_ptr<lease> make_lease_file(lease_file_options options, const process_clock& clock) {
  return std::make_unique<lease_file>(std::move(options), clock);
}

} // namespace troupe::runtime
