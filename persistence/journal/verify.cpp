#include "persistence/journal/verify.hpp"

#include "persistence/codec/codec.hpp"
#include "persistence/journal/cursor.hpp"

namespace troupe::persistence::journal {

result<verification> verify(const std::filesystem::path& folder) {
  cursor walked(folder);
  if (auto started = walked.start_at(1); !started)
    return started.failure();
  verification report;
  for (;;) {
    const auto step = walked.advance();
    if (!step)
      return step.failure();
    report.segments = walked.segments_seen();
    if (*step == cursor::step::damaged)
      report.first_bad = walked.found();
    if (*step != cursor::step::record)
      return report;
    const auto& header = walked.header();
    const auto event = codec::decode(header.type, walked.payload());
    if (!event || trading::market_time(*event) != header.market_ns) {
      report.first_bad = {walked.file()->string(), walked.record_offset(),
                          event ? "the record's instant is not its event's"
                                : event.failure().message};
      return report;
    }
    ++report.records;
    report.last_seq = header.seq;
    report.head = walked.chain();
  }
}

} // namespace troupe::persistence::journal
