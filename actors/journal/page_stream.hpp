// Tells the journal's records to its subscribers, each at its own pace.
//
// What is recent comes from memory, what is older from the files. A subscriber has at most
// `window` pages under way; one that does not acknowledge gets no more and costs nothing, and
// goes on from the files when it does.
#pragma once

#include "actors/protocol/messages.hpp"
#include "persistence/journal/reader.hpp"

#include <caf/actor.hpp>

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace troupe::actors {

class page_stream {
public:
  static constexpr std::size_t page_records_max = 2048;
  static constexpr std::uint32_t window = 4;
  static constexpr std::size_t recent_max = 32'768; // records kept in memory

  // Sends a page to who plays (role, shard); false when nobody does.
  using send = std::function<bool(const std::string& role, std::uint32_t shard, journal_page)>;

  // Opens the journal in this folder for reading. Throws std::runtime_error when it cannot be read.
  page_stream(std::filesystem::path folder, send deliver);

  void subscribe(const subscribe_journal& wanted);
  void acknowledge(const page_done& done);
  // Records up to here may be read. Every subscriber with room is told what is new.
  void publish(std::uint64_t flushed_seq);

private:
  using record_ptr = std::shared_ptr<const persistence::journal::record>;
  struct subscriber {
    std::uint64_t subscription = 0;
    std::uint64_t next_seq = 1;
    std::uint32_t types = 0;
    std::uint32_t under_way = 0;
    bool told_caught_up = false;
    std::optional<persistence::journal::reader> past; // while it reads what is no longer recent
  };
  using subscriber_key = std::pair<std::string, std::uint32_t>;

  void feed(const subscriber_key& key, subscriber& to);
  journal_page next_page(subscriber& to);
  void take_from_files(subscriber& to, journal_page& page);
  void take_recent(subscriber& to, journal_page& page);
  std::uint64_t oldest_recent() const;

  std::filesystem::path folder_;
  send deliver_;
  persistence::journal::reader tail_;
  std::deque<record_ptr> recent_;
  std::uint64_t flushed_seq_ = 0;
  std::map<subscriber_key, subscriber> subscribers_; // one for each role and shard
};

} // namespace troupe::actors
