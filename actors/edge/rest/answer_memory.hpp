// Answers to writes by Idempotency-Key: a write that is sent again with its key, for its answer was
// lost, gets the first one's answer and is not carried out twice.
//
// A key belongs to its user and its request (method, target, body). Answers are kept for a day of
// process time, at most answers_max of them, the oldest going first; a restart of the edge forgets
// them. An answer that says nothing was done (429, 503) is not kept. Belongs to one lane.
#pragma once

#include "net/http/message.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>

namespace troupe::actors {

class answer_memory {
public:
  static constexpr std::size_t answers_max = 4'096;
  static constexpr std::size_t key_bytes_max = 128;
  static constexpr std::int64_t kept_ns = 86'400'000'000'000;

  // Empty: carry it out, and tell finish(). Errors: `invalid_idempotency_key`,
  // `idempotency_key_reused` for another request under a key, `request_under_way`.
  result<std::optional<net::http::response>> begin(const std::string& user, const std::string& key,
                                                   const net::http::request& asked,
                                                   std::int64_t now_ns);
  void finish(const std::string& user, const std::string& key,
              const net::http::response& answer);
  std::size_t size() const { return kept_.size(); }

private:
  struct entry {
    std::int64_t began_ns = 0;
    std::string request;
    std::optional<net::http::response> answer; // none while it is under way
  };
  struct age {
    std::int64_t began_ns;
    std::string name;
  };
  void forget(std::int64_t now_ns);

  std::map<std::string, entry> kept_; // by user and key
  std::deque<age> ages_;              // oldest first; may name entries that are gone or begun anew
};

} // namespace troupe::actors
