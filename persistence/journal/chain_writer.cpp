#include "persistence/journal/chain_writer.hpp"

#include "persistence/codec/buffer.hpp"
#include "persistence/journal/crc32c.hpp"
#include "persistence/journal/cursor.hpp"
#include "persistence/journal/file_descriptor.hpp"
#include "persistence/journal/index_keeper.hpp"
#include "persistence/journal/layout.hpp"
#include "persistence/journal/segment_file.hpp"
#include "persistence/journal/segments.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <utility>

namespace troupe::persistence::journal {

namespace {

result<file_descriptor> lock_folder(const std::filesystem::path& folder) {
  const auto path = folder / "lock";
  auto file = file_descriptor::open(path, O_RDWR | O_CREAT);
  if (!file)
    return file.failure();
  if (::flock(file->get(), LOCK_EX | LOCK_NB) == 0)
    return file;
  if (errno == EWOULDBLOCK)
    return error{"journal_locked",
                 "another process writes the journal at " + folder.string() + "; stop it first"};
  return from_errno("lock", path);
}

result<void> create_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  const bool created = std::filesystem::create_directories(folder, failed);
  if (failed)
    return error{"io_error", "cannot create " + folder.string() + ": " + failed.message()};
  return created && folder.has_parent_path() ? sync_folder(folder.parent_path()) : result<void>();
}

} // namespace

class chain_writer::body {
public:
  body(std::filesystem::path folder, std::string_view account, std::uint64_t epoch,
       const writer_options& options)
      : folder_(std::move(folder)), account_(account), stream_(stream_of(account)), epoch_(epoch),
        options_(options) {}

  result<void> start(const record_visitor& each);
  result<std::uint64_t> append(const chain_record& next, const fill_payload& fill);
  result<void> flush(bool sync);
  void forget_waiting();

  std::uint64_t last_seq() const { return next_seq_ - 1; }
  std::uint64_t flushed_seq() const { return flushed_seq_.load(std::memory_order_acquire); }
  std::uint64_t synced_seq() const { return synced_seq_; }
  std::uint32_t stream() const { return stream_; }
  const std::optional<damage>& healed() const { return healed_; }

private:
  result<void> recover(const record_visitor& each);
  result<void> go_on_behind(const cursor& walked);
  bool segment_is_due() const;
  void plan_segment();
  std::uint16_t group_flags() const;
  void finish_record(std::size_t begin, const chain_record& next);
  result<void> write_group();
  result<void> begin_planned_segment();
  result<void> sync_segment();

  std::filesystem::path folder_;
  std::string account_;
  std::uint32_t stream_;
  std::uint64_t epoch_;
  writer_options options_;
  file_descriptor lock_;
  segment_file segment_;
  index_keeper indexes_;
  // The header of the segment that the group goes into, where that is not the open one.
  std::optional<std::array<char, segment_header_size>> planned_;
  std::uint64_t planned_first_seq_ = 0;
  codec::buffer group_; // appended, not flushed; its bound is options_.buffer_max_bytes
  chain_hash chain_{};
  chain_hash group_chain_{}; // before the first record that waits
  std::uint64_t next_seq_ = 1;
  std::atomic<std::uint64_t> flushed_seq_{0};
  std::uint64_t synced_seq_ = 0;
  std::optional<error> refusal_; // until a flush succeeds
  bool broken_ = false;          // a sync failed: for good
  std::optional<damage> healed_;
};

result<void> chain_writer::body::start(const record_visitor& each) {
  if (account_.empty() || account_.size() > account_max_bytes)
    return error{"invalid_account", "the account's name \"" + account_ + "\" has " +
                                        std::to_string(account_.size()) +
                                        " bytes; 1 to 48 are allowed"};
  if (auto created = create_folder(folder_); !created)
    return created;
  auto locked = lock_folder(folder_);
  if (!locked)
    return locked.failure();
  lock_ = std::move(*locked);
  return recover(each);
}

result<void> chain_writer::body::recover(const record_visitor& each) {
  cursor walked(folder_);
  if (auto started = walked.start_at(1); !started)
    return started;
  for (;;) {
    const auto step = walked.advance();
    if (!step)
      return step.failure();
    indexes_.walk(walked, *step);
    if (*step == cursor::step::end)
      return go_on_behind(walked);
    if (*step == cursor::step::damaged) {
      if (!walked.found().torn_tail)
        return error{"journal_damaged", to_text(walked.found())};
      healed_ = walked.found();
      return go_on_behind(walked);
    }
    if (auto taken = each(walked.header(), walked.payload()); !taken)
      return error{"journal_damaged", to_text({walked.file()->string(), walked.record_offset(),
                                               taken.failure().message})};
  }
}

result<void> chain_writer::body::go_on_behind(const cursor& walked) {
  if (walked.file() == nullptr)
    return {};
  if (walked.account() != account_)
    return error{"invalid_account", "the journal at " + folder_.string() + " is of account " +
                                        walked.account() + ", not of " + account_};
  if (walked.epoch() > epoch_)
    return error{"stale_epoch", "the journal at " + folder_.string() + " was written in epoch " +
                                    std::to_string(walked.epoch()) + ", after epoch " +
                                    std::to_string(epoch_)};
  auto reopened = segment_file::reopen(*walked.file(), walked.offset());
  if (!reopened)
    return reopened.failure();
  segment_ = std::move(*reopened);
  chain_ = walked.chain();
  next_seq_ = walked.next_seq();
  flushed_seq_ = last_seq();
  synced_seq_ = last_seq();
  return {};
}

bool chain_writer::body::segment_is_due() const {
  return !segment_ || segment_.size() >= options_.segment_bytes;
}

void chain_writer::body::plan_segment() {
  planned_ = to_bytes({next_seq_, chain_, account_});
  planned_first_seq_ = next_seq_;
  chain_ = chain_start({planned_->data(), planned_->size()});
}

result<std::uint64_t> chain_writer::body::append(const chain_record& next,
                                                 const fill_payload& fill) {
  if (refusal_)
    return *refusal_;
  if (group_.size() >= options_.buffer_max_bytes)
    return error{"journal_backlog", std::to_string(group_.size()) +
                                        " bytes wait to be flushed; flush before appending more"};
  const auto begin = group_.size();
  group_.write(std::string_view(std::array<char, record_header_size>{}.data(), record_header_size));
  fill(group_);
  if (const auto payload = group_.size() - begin - record_header_size;
      payload > payload_max_bytes) {
    group_.shrink_to(begin);
    return error{"event_too_large", "an event of " + std::to_string(payload) + " bytes; at most " +
                                        std::to_string(payload_max_bytes) + " are allowed"};
  }
  finish_record(begin, next);
  return next_seq_++;
}

// As it is now: between this and the group's write nothing is synced.
std::uint16_t chain_writer::body::group_flags() const {
  const bool synced = synced_seq_ == flushed_seq();
  return synced ? flag_group_start : flag_group_start | flag_after_unsynced;
}

void chain_writer::body::finish_record(std::size_t begin, const chain_record& next) {
  record_header header;
  header.payload_size = static_cast<std::uint32_t>(group_.size() - begin - record_header_size);
  header.type = next.type;
  if (begin == 0)
    header.flags = group_flags();
  header.stream = stream_;
  header.epoch = epoch_;
  header.seq = next_seq_;
  header.market_ns = next.market_ns;
  header.cause_seq = next.cause_seq;
  header.wall_ns = next.wall_ns;
  store(header, group_.data() + begin);

  constexpr auto checksum_size = sizeof header.checksum;
  if (begin == 0) {
    if (!planned_ && segment_is_due())
      plan_segment();
    group_chain_ = chain_;
  }
  chain_ = chain_after(chain_, group_.view().substr(begin + checksum_size));
  group_.write(reinterpret_cast<const char*>(chain_.data()), chain_.size());
  header.checksum = crc32c(group_.view().substr(begin + checksum_size));
  store(header, group_.data() + begin);
}

result<void> chain_writer::body::flush(bool sync) {
  if (broken_)
    return *refusal_;
  if (!group_.empty())
    if (auto written = write_group(); !written) {
      refusal_ = written.failure();
      return written;
    }
  refusal_.reset();
  return sync ? sync_segment() : result<void>();
}

void chain_writer::body::forget_waiting() {
  if (group_.empty())
    return;
  group_.clear();
  chain_ = group_chain_;
  next_seq_ = flushed_seq() + 1;
  if (!broken_)
    refusal_.reset();
}

result<void> chain_writer::body::write_group() {
  if (planned_)
    if (auto begun = begin_planned_segment(); !begun)
      return begun;
  segment_.reserve(group_.size(), options_.preallocate_bytes);
  if (auto written = segment_.append(group_.view()); !written)
    return written;
  indexes_.add(group_.view(), segment_.size() - group_.size());
  group_.clear();
  flushed_seq_.store(last_seq(), std::memory_order_release);
  return {};
}

result<void> chain_writer::body::begin_planned_segment() {
  if (segment_) {
    if (auto sealed = segment_.seal(); !sealed) {
      broken_ = true;
      return sealed;
    }
    synced_seq_ = flushed_seq();
    indexes_.close(folder_, segment_.size(),
                   parse_segment_header({planned_->data(), planned_->size()})->previous);
  }
  auto created = segment_file::create(segment_path(folder_, planned_first_seq_),
                                      {planned_->data(), planned_->size()});
  if (!created)
    return created.failure();
  segment_ = std::move(*created);
  planned_.reset();
  return {};
}

result<void> chain_writer::body::sync_segment() {
  if (synced_seq_ == flushed_seq())
    return {};
  if (auto synced = segment_.sync(); !synced) {
    broken_ = true;
    refusal_ = synced.failure();
    return synced;
  }
  synced_seq_ = flushed_seq();
  return {};
}

chain_writer::chain_writer(std::unique_ptr<body> content) : body_(std::move(content)) {}
chain_writer::chain_writer(chain_writer&&) noexcept = default;
chain_writer& chain_writer::operator=(chain_writer&&) noexcept = default;
chain_writer::~chain_writer() = default;

result<chain_writer> chain_writer::open(const std::filesystem::path& folder,
                                        std::string_view account, std::uint64_t epoch,
                                        const writer_options& options, const record_visitor& each) {
  auto content = std::make_unique<body>(folder, account, epoch, options);
  if (auto started = content->start(each); !started)
    return started.failure();
  return chain_writer(std::move(content));
}

result<std::uint64_t> chain_writer::append(const chain_record& next, const fill_payload& fill) {
  return body_->append(next, fill);
}

result<void> chain_writer::flush(bool sync) {
  return body_->flush(sync);
}
void chain_writer::forget_waiting() {
  body_->forget_waiting();
}
std::uint64_t chain_writer::last_seq() const {
  return body_->last_seq();
}
std::uint64_t chain_writer::flushed_seq() const {
  return body_->flushed_seq();
}
std::uint64_t chain_writer::synced_seq() const {
  return body_->synced_seq();
}
std::uint32_t chain_writer::stream() const {
  return body_->stream();
}
const std::optional<damage>& chain_writer::healed() const {
  return body_->healed();
}

} // namespace troupe::persistence::journal
