#include "cli/venue_home.hpp"

#include "persistence/journal/chain_writer.hpp"
#include "persistence/journal/cursor.hpp"

#include <chrono>
#include <utility>

namespace troupe::cli {

namespace {

namespace journal = persistence::journal;

constexpr std::string_view account = "venue";
constexpr std::uint64_t epoch = 1; // the lock alone keeps a second writer out

std::int64_t wall_ns() {
  using namespace std::chrono;
  return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

class venue_home final : public net::venue::state_log {
public:
  venue_home(std::filesystem::path folder, journal::chain_writer writer)
      : folder_(std::move(folder)), writer_(std::move(writer)), opened_with_(writer_.last_seq()),
        walked_(folder_) {}

  result<void> rewind() override {
    walked_ = journal::cursor(folder_);
    return walked_.start_at(1);
  }

  result<std::optional<std::string>> next() override {
    if (walked_.next_seq() > opened_with_)
      return std::optional<std::string>{};
    const auto step = walked_.advance();
    if (!step)
      return step.failure();
    if (*step == journal::cursor::step::damaged)
      return error{"journal_damaged", to_text(walked_.found())};
    if (*step == journal::cursor::step::end)
      return std::optional<std::string>{};
    return std::optional(std::string(walked_.payload()));
  }

  result<void> append(std::string_view entry, trading::time_ns market_ns) override {
    const journal::chain_record record{
        .type = venue_entry_type, .market_ns = market_ns, .cause_seq = 0, .wall_ns = wall_ns()};
    auto appended = writer_.append(record, [&](auto& into) { into.write(entry); });
    if (!appended)
      return appended.failure();
    auto flushed = writer_.flush(false);
    if (!flushed)
      writer_.forget_waiting();
    return flushed;
  }

  result<void> sync() override { return writer_.flush(true); }

private:
  std::filesystem::path folder_;
  journal::chain_writer writer_;
  std::uint64_t opened_with_;
  journal::cursor walked_;
};

result<void> check_type(const journal::record_header& header, std::string_view) {
  if (header.type == venue_entry_type)
    return {};
  return error{"invalid_home", "a record of type " + std::to_string(header.type) +
                                   " is not a venue's: is this a journal's folder?"};
}

} // namespace

result<std::shared_ptr<net::venue::state_log>> open_venue_home(const std::filesystem::path& home) {
  const auto folder = home / "venue";
  auto writer = journal::chain_writer::open(folder, account, epoch, {}, check_type);
  if (!writer)
    return writer.failure();
  return std::shared_ptr<net::venue::state_log>(
      std::make_shared<venue_home>(folder, std::move(*writer)));
}

} // namespace troupe::cli
