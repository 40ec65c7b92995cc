#include "persistence/journal/cursor.hpp"

#include "persistence/journal/crc32c.hpp"
#include "persistence/journal/tail.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace troupe::persistence::journal {

namespace {

constexpr std::size_t checksum_size = sizeof(record_header::checksum);

bool all_zero(std::string_view bytes) {
  return bytes.find_first_not_of('\0') == std::string_view::npos;
}

} // namespace

const std::filesystem::path* cursor::file() const {
  return at_ ? &segments_[*at_].path : nullptr;
}

result<void> cursor::start_at(std::uint64_t seq) {
  auto listed = list_segments(folder_);
  if (!listed)
    return listed.failure();
  segments_ = std::move(*listed);
  const auto after = std::upper_bound(
      segments_.begin(), segments_.end(), seq,
      [](std::uint64_t wanted, const segment& each) { return wanted < each.first_seq; });
  // advance() opens the first segment behind those that are dropped here.
  if (after != segments_.begin())
    segments_.erase(segments_.begin(), after - 1);
  goal_.reset();
  if (segments_.size() > 1 && segments_.front().first_seq < seq)
    if (const auto index = load_index(segments_.front()))
      goal_ = *index->before(seq);
  at_.reset();
  window_.reset();
  epoch_ = 0;
  segments_seen_ = 0;
  account_.clear();
  chain_ = {};
  const bool from_the_first = segments_.empty() || segments_.front().first_seq == 1 || seq <= 1;
  next_seq_ = from_the_first ? 1 : segments_.front().first_seq;
  chain_known_ = from_the_first;
  return {};
}

result<cursor::step> cursor::advance() {
  if (!at_) {
    const auto exists = next_segment_exists();
    if (!exists)
      return exists.failure();
    if (!*exists)
      return step::end;
    if (const auto opened = open_segment(0); !opened || *opened != step::record)
      return opened;
    if (const auto jumped = jump(); !jumped)
      return jumped.failure();
  }
  bool next_exists = false;
  for (;;) {
    auto seen = look();
    if (seen && *seen != place::record) {
      // The window may be older than what the writer wrote since.
      window_->forget();
      seen = look();
    }
    if (!seen)
      return seen.failure();
    if (*seen == place::record)
      return take_record();
    if (*seen == place::broken)
      return torn_or_damaged();
    if (next_exists) {
      if (const auto opened = open_segment(*at_ + 1); !opened || *opened != step::record)
        return opened;
      next_exists = false;
      continue;
    }
    const auto exists = next_segment_exists();
    if (!exists)
      return exists.failure();
    if (!*exists)
      return step::end;
    // The writer may have written here before it began the next segment: look once more.
    next_exists = true;
  }
}

// An index that names no record is passed over: the walk begins with the segment.
result<void> cursor::jump() {
  const auto goal = std::exchange(goal_, std::nullopt);
  if (!goal || goal->offset <= offset_ || goal->first_seq <= next_seq_)
    return {};
  const auto begin = std::pair(offset_, next_seq_);
  const auto hash = window_->at(goal->offset - chain_hash_size, chain_hash_size);
  if (!hash)
    return hash.failure();
  if (hash->size() < chain_hash_size)
    return {};
  const auto before = load<chain_hash>(hash->data());
  offset_ = goal->offset;
  next_seq_ = goal->first_seq;
  const auto seen = look();
  if (!seen)
    return seen.failure();
  if (*seen == place::record && header_.seq == next_seq_ && follows(before))
    chain_ = before;
  else
    std::tie(offset_, next_seq_) = begin;
  return {};
}

bool cursor::follows(const chain_hash& before) const {
  const auto hashed = record_bytes_.size() - chain_hash_size;
  return chain_after(before, record_bytes_.substr(checksum_size, hashed - checksum_size)) ==
         load<chain_hash>(&record_bytes_[hashed]);
}

result<bool> cursor::next_segment_exists() {
  const auto next = at_ ? *at_ + 1 : 0;
  if (next < segments_.size())
    return true;
  auto listed = list_segments(folder_);
  if (!listed)
    return listed.failure();
  const auto seen = segments_.empty() ? 0 : segments_.back().first_seq;
  for (auto& each : *listed)
    if (each.first_seq > seen)
      segments_.push_back(std::move(each));
  return next < segments_.size();
}

result<cursor::step> cursor::open_segment(std::size_t index) {
  auto& next = segments_[index];
  auto window = file_window::open(next.path);
  if (!window && !std::filesystem::exists(next.path)) { // archived meanwhile
    next.path = segment_path(archive_folder(folder_), next.first_seq);
    window = file_window::open(next.path);
  }
  if (!window)
    return window.failure();
  const auto bytes = window->at(0, segment_header_size);
  if (!bytes)
    return bytes.failure();
  const auto header_bytes = bytes->substr(0, segment_header_size);
  const auto header = parse_segment_header(header_bytes);
  const auto bad = [&](std::string why) {
    damage_ = {next.path.string(), 0, std::move(why), false};
    return step::damaged;
  };
  if (!header)
    return bad("the segment's header is damaged, or of a newer format");
  if (header->first_seq != next.first_seq)
    return bad("the segment begins with record " + std::to_string(header->first_seq) +
               ", its name says " + std::to_string(next.first_seq));
  if (header->first_seq != next_seq_ && next_seq_ == 1)
    return bad("the journal begins with record " + std::to_string(header->first_seq) +
               ": the files of the records before it are neither in its folder nor in the folder "
               "archive below it; bring them back, as from a backup");
  if (header->first_seq != next_seq_)
    return bad("the segment begins with record " + std::to_string(header->first_seq) + " where " +
               std::to_string(next_seq_) + " is due: a segment is missing");
  if (chain_known_ && header->previous != chain_)
    return bad("the segment does not follow from the one before it: the hash chain is broken");
  if (!account_.empty() && header->account != account_)
    return bad("the segment is of account " + header->account + ", not of " + account_);
  account_ = header->account;
  stream_ = stream_of(account_);
  chain_ = chain_start(header_bytes);
  chain_known_ = true;
  at_ = index;
  window_.emplace(std::move(*window));
  offset_ = segment_header_size;
  ++segments_seen_;
  return step::record;
}

result<cursor::place> cursor::look() {
  // Most records fit into what is asked for here, so that the window is asked once.
  constexpr std::size_t usual_size = 1024;
  auto bytes = window_->at(offset_, usual_size);
  if (!bytes)
    return bytes.failure();
  if (bytes->size() < record_header_size || (*bytes)[8] == '\0') {
    const auto blank = is_blank_from_here();
    if (!blank)
      return blank.failure();
    broken_why_ = "a record that is not whole";
    return *blank ? place::blank : place::broken;
  }
  header_ = parse_record_header(bytes->data());
  if (!is_plausible(header_, stream_)) {
    broken_why_ = "what stands here is no record of this journal";
    return place::broken;
  }
  const auto size = header_.record_size();
  if (bytes->size() < size) {
    bytes = window_->at(offset_, size);
    if (!bytes)
      return bytes.failure();
  }
  if (bytes->size() < size) {
    broken_why_ = "a record that is not whole";
    return place::broken;
  }
  record_bytes_ = bytes->substr(0, size);
  if (crc32c(record_bytes_.substr(checksum_size)) != header_.checksum) {
    broken_why_ = "the record's checksum is wrong";
    return place::broken;
  }
  return place::record;
}

// Asked anew: most often a record has been written here since the window was filled.
result<bool> cursor::is_blank_from_here() {
  window_->forget();
  for (auto at = offset_;;) {
    const auto bytes = window_->at(at, 1);
    if (!bytes)
      return bytes.failure();
    if (bytes->empty()) {
      window_->forget();
      return true;
    }
    if (!all_zero(*bytes))
      return false;
    at += bytes->size();
  }
}

result<cursor::step> cursor::take_record() {
  if (header_.seq != next_seq_)
    return damaged(offset_, "record " + std::to_string(header_.seq) + " stands where " +
                                std::to_string(next_seq_) + " is due");
  if (header_.epoch < epoch_)
    return damaged(offset_, "record " + std::to_string(header_.seq) + " is of epoch " +
                                std::to_string(header_.epoch) + ", after epoch " +
                                std::to_string(epoch_));
  if (!follows(chain_))
    return damaged(offset_,
                   "record " + std::to_string(header_.seq) +
                       " does not follow from the one before it: the hash chain is broken");
  payload_ = record_bytes_.substr(record_header_size, header_.payload_size);
  record_offset_ = offset_;
  offset_ += record_bytes_.size();
  chain_ = load<chain_hash>(&record_bytes_[record_bytes_.size() - chain_hash_size]);
  epoch_ = header_.epoch;
  ++next_seq_;
  return step::record;
}

result<cursor::step> cursor::torn_or_damaged() {
  const auto exists = next_segment_exists();
  if (!exists)
    return exists.failure();
  bool torn = false;
  if (!*exists) {
    const auto size = window_->size();
    if (!size)
      return size.failure();
    const auto rest =
        window_->at(offset_, static_cast<std::size_t>(*size - std::min(*size, offset_)));
    if (!rest)
      return rest.failure();
    torn = is_torn_tail(*rest, stream_, next_seq_);
    window_->forget();
  }
  return damaged(offset_, broken_why_, torn);
}

cursor::step cursor::damaged(std::uint64_t offset, std::string why, bool torn_tail) {
  damage_ = {file()->string(), offset, std::move(why), torn_tail};
  return step::damaged;
}

} // namespace troupe::persistence::journal
