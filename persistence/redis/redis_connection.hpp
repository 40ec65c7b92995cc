// One connection to a Redis, opened when it is needed, with a deadline for everything.
//
// After a failure nothing is sent for a while, which doubles from first_pause_ns to
// longest_pause_ns: whoever asks then is refused at once. For one thread at a time.
#pragma once

#include "persistence/redis/redis_address.hpp"

#include <hiredis/hiredis.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace troupe::persistence::redis {

struct reply_deleter {
  void operator()(redisReply* reply) const { freeReplyObject(reply); }
};
using reply = std::unique_ptr<redisReply, reply_deleter>;

class redis_connection {
public:
  static constexpr std::int64_t deadline_ms = 250; // for connecting, and for each answer
  static constexpr std::int64_t first_pause_ns = 100'000'000;
  static constexpr std::int64_t longest_pause_ns = 5'000'000'000;

  redis_connection(redis_address where, std::function<std::int64_t()> steady_ns)
      : where_(std::move(where)), steady_ns_(std::move(steady_ns)) {}

  // Errors: `redis_unreachable`, `redis_refused` (what Redis said). Never null.
  result<reply> ask(const std::vector<std::string>& command);

private:
  struct context_deleter {
    void operator()(redisContext* context) const { redisFree(context); }
  };
  result<void> open();
  result<void> introduce();
  result<reply> send(const std::vector<std::string>& command);
  error fail(const std::string& why);

  redis_address where_;
  std::function<std::int64_t()> steady_ns_;
  std::unique_ptr<redisContext, context_deleter> context_;
  std::int64_t not_before_ns_ = 0;
  std::int64_t pause_ns_ = first_pause_ns;
  std::string last_failure_;
};

} // namespace troupe::persistence::redis
