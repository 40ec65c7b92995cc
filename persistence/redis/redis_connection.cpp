#include "persistence/redis/redis_connection.hpp"

#include <sys/time.h>

#include <algorithm>
#include <utility>

namespace troupe::persistence::redis {

namespace {

constexpr timeval deadline{redis_connection::deadline_ms / 1'000,
                           redis_connection::deadline_ms % 1'000 * 1'000};

} // namespace

error redis_connection::fail(const std::string& why) {
  context_.reset();
  not_before_ns_ = steady_ns_() + pause_ns_;
  pause_ns_ = std::min(2 * pause_ns_, longest_pause_ns);
  last_failure_ = why;
  return {"redis_unreachable", "Redis at " + where_.place() + ": " + why};
}

result<void> redis_connection::open() {
  if (context_)
    return {};
  if (steady_ns_() < not_before_ns_)
    return error{"redis_unreachable", "Redis at " + where_.place() + " is not tried again yet: " +
                                          last_failure_};
  context_.reset(redisConnectWithTimeout(where_.host.c_str(), where_.port, deadline));
  if (!context_)
    return fail("no memory for a connection");
  if (context_->err != 0)
    return fail(context_->errstr);
  if (redisSetTimeout(context_.get(), deadline) != REDIS_OK)
    return fail("no deadline could be set");
  return introduce();
}

result<void> redis_connection::introduce() {
  std::vector<std::vector<std::string>> greetings;
  if (!where_.password.empty() && where_.user.empty())
    greetings.push_back({"AUTH", where_.password});
  else if (!where_.password.empty())
    greetings.push_back({"AUTH", where_.user, where_.password});
  if (where_.database != 0)
    greetings.push_back({"SELECT", std::to_string(where_.database)});
  for (const auto& each : greetings) {
    const auto told = send(each);
    if (!told)
      return told.failure();
    if ((*told)->type == REDIS_REPLY_ERROR) {
      const std::string why((*told)->str, (*told)->len);
      return error{"redis_refused", fail(why).message};
    }
  }
  return {};
}

result<reply> redis_connection::send(const std::vector<std::string>& command) {
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  for (const auto& each : command) {
    texts.push_back(each.data());
    sizes.push_back(each.size());
  }
  reply told(static_cast<redisReply*>(redisCommandArgv(
      context_.get(), static_cast<int>(texts.size()), texts.data(), sizes.data())));
  if (!told)
    return fail(context_->err == REDIS_ERR_IO ? "no answer in time, or the connection broke"
                                              : context_->errstr);
  return told;
}

result<reply> redis_connection::ask(const std::vector<std::string>& command) {
  if (auto opened = open(); !opened)
    return opened.failure();
  auto told = send(command);
  if (!told)
    return told;
  pause_ns_ = first_pause_ns;
  if ((*told)->type == REDIS_REPLY_ERROR)
    return error{"redis_refused", "Redis at " + where_.place() + ": " +
                                      std::string((*told)->str, (*told)->len)};
  return told;
}

} // namespace troupe::persistence::redis
