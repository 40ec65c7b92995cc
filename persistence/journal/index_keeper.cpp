#include "persistence/journal/index_keeper.hpp"

namespace troupe::persistence::journal {

void index_keeper::walk(const cursor& at, cursor::step taken) {
  if (at.file() != nullptr && *at.file() != file_) {
    if (!file_.empty())
      close(file_.parent_path(), end_, head_);
    file_ = *at.file();
  }
  if (taken != cursor::step::record)
    return;
  present_.add(at.header(), at.record_offset());
  end_ = at.offset();
  head_ = at.chain();
}

void index_keeper::add(std::string_view records, std::uint64_t offset) {
  while (!records.empty()) {
    const auto header = parse_record_header(records.data());
    present_.add(header, offset);
    records.remove_prefix(header.record_size());
    offset += header.record_size();
  }
}

void index_keeper::close(const std::filesystem::path& folder, std::uint64_t segment_bytes,
                         const chain_hash& head) {
  if (!present_.entries().empty())
    keep_index(present_, segment_path(folder, present_.entries().front().first_seq),
               segment_bytes, head);
  present_ = {};
}

} // namespace troupe::persistence::journal
