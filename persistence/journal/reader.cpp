#include "persistence/journal/reader.hpp"

#include "persistence/codec/codec.hpp"
#include "persistence/journal/cursor.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace troupe::persistence::journal {

namespace {

constexpr std::size_t reserve_max = 4096;
constexpr auto unlimited = std::numeric_limits<std::uint64_t>::max();

} // namespace

class reader::body {
public:
  explicit body(const std::filesystem::path& folder) : cursor_(folder) {}

  result<void> seek(std::uint64_t seq);
  void follow(std::uint64_t last_seq) {
    last_seq_ = last_seq_ == unlimited ? last_seq : std::max(last_seq, last_seq_);
  }
  result<std::optional<record>> next();
  damage place() const {
    const auto* file = cursor_.file();
    return {file == nullptr ? "" : file->string(), cursor_.record_offset(), "", false};
  }
  const std::optional<damage>& torn() const { return torn_; }
  std::uint64_t due_seq() const { return std::max(cursor_.next_seq(), wanted_seq_); }

private:
  cursor cursor_;
  std::uint64_t wanted_seq_ = 1;
  std::uint64_t last_seq_ = unlimited;
  std::optional<damage> torn_;
};

result<void> reader::body::seek(std::uint64_t seq) {
  wanted_seq_ = seq;
  return cursor_.start_at(seq);
}

result<std::optional<record>> reader::body::next() {
  for (;;) {
    if (cursor_.next_seq() > last_seq_)
      return std::optional<record>();
    const auto step = cursor_.advance();
    if (!step)
      return step.failure();
    if (*step == cursor::step::damaged && !cursor_.found().torn_tail)
      return error{"journal_damaged", to_text(cursor_.found())};
    torn_ = *step == cursor::step::damaged ? std::optional(cursor_.found()) : std::nullopt;
    if (*step != cursor::step::record)
      return std::optional<record>();
    if (cursor_.header().seq >= wanted_seq_)
      break;
  }
  const auto& header = cursor_.header();
  auto event = codec::decode(header.type, cursor_.payload());
  if (!event)
    return error{"journal_damaged", to_text({cursor_.file()->string(), cursor_.record_offset(),
                                             event.failure().message})};
  return std::optional<record>({header.seq, header.epoch, header.stream, header.cause_seq,
                                header.market_ns, header.wall_ns, std::move(*event)});
}

reader::reader(std::unique_ptr<body> content) : body_(std::move(content)) {}
reader::reader(reader&&) noexcept = default;
reader& reader::operator=(reader&&) noexcept = default;
reader::~reader() = default;

result<reader> reader::open(const std::filesystem::path& folder) {
  auto content = std::make_unique<body>(folder);
  if (auto started = content->seek(1); !started)
    return started.failure();
  return reader(std::move(content));
}

result<void> reader::seek(std::uint64_t seq) {
  return body_->seek(seq);
}
void reader::follow(std::uint64_t last_seq) {
  body_->follow(last_seq);
}
result<std::optional<record>> reader::next() {
  return body_->next();
}

damage reader::place() const {
  return body_->place();
}
const std::optional<damage>& reader::torn() const {
  return body_->torn();
}

result<std::vector<record>> reader::read_from(std::uint64_t seq, std::size_t max) {
  if (seq != body_->due_seq())
    if (auto sought = body_->seek(seq); !sought)
      return sought.failure();
  std::vector<record> read;
  read.reserve(std::min(max, reserve_max));
  while (read.size() < max) {
    auto one = body_->next();
    if (!one)
      return one.failure();
    if (!*one)
      break;
    read.push_back(std::move(**one));
  }
  return read;
}

} // namespace troupe::persistence::journal
