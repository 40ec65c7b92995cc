#include "persistence/journal/writer.hpp"

#include "persistence/codec/codec.hpp"

namespace troupe::persistence::journal {

result<writer> writer::open(const std::filesystem::path& folder, std::string_view account,
                            std::uint64_t epoch, const writer_options& options) {
  writer opened;
  auto chain = chain_writer::open(
      folder, account, epoch, options,
      [&](const record_header& header, std::string_view payload) -> result<void> {
        const auto event = codec::decode(header.type, payload);
        if (!event)
          return event.failure();
        opened.causes_.record(header.seq, *event);
        return {};
      });
  if (!chain)
    return chain.failure();
  opened.chain_.emplace(std::move(*chain));
  return opened;
}

result<std::uint64_t> writer::append(const trading::event& happened, std::int64_t wall_ns) {
  const chain_record next{.type = static_cast<std::uint8_t>(codec::type_of(happened)),
                          .market_ns = trading::market_time(happened),
                          .cause_seq = causes_.cause_of(happened),
                          .wall_ns = wall_ns};
  auto seq = chain_->append(next, [&](codec::buffer& into) { codec::encode(into, happened); });
  if (seq)
    causes_.record(*seq, happened);
  return seq;
}

result<void> writer::flush(bool sync) {
  return chain_->flush(sync);
}
void writer::forget_waiting() {
  chain_->forget_waiting();
  causes_.forget_after(chain_->last_seq());
}
std::uint64_t writer::last_seq() const {
  return chain_->last_seq();
}
std::uint64_t writer::flushed_seq() const {
  return chain_->flushed_seq();
}
std::uint64_t writer::synced_seq() const {
  return chain_->synced_seq();
}
std::uint32_t writer::stream() const {
  return chain_->stream();
}
const std::optional<damage>& writer::healed() const {
  return chain_->healed();
}

} // namespace troupe::persistence::journal
