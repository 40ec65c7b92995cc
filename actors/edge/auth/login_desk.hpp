// Logging in, off the lane: passwords are hashed and the users' file is read on a thread of its
// own, one at a time, and the answer comes back on the lane.
//
// Bound: pending_max requests wait; more are refused with `login_busy`. The destructor waits for
// the hash under way (at most 100 ms); no callback runs afterwards.
#pragma once

#include "actors/edge/auth/login_throttle.hpp"
#include "actors/edge/auth/user.hpp"
#include "actors/role/side_thread.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace troupe::actors {

class login_desk {
public:
  static constexpr std::size_t pending_max = 16;
  using on_user = std::function<void(result<user>)>;
  // The made-up password of the first start, if there was one.
  using on_prepared = std::function<void(result<std::optional<std::string>>)>;

  login_desk(boost::asio::io_context& lane, std::filesystem::path home)
      : home_(std::move(home)), worker_(lane, pending_max) {}

  // Sees to it that there is an admin; every login waits behind it.
  void prepare(std::string configured_password, on_prepared done);
  // Errors: `invalid_credentials`, `login_busy`, and those of user_file.
  void check_password(std::string name, std::string password, on_user done);
  // The user as the file has him now. Error besides: `user_gone`.
  void look_up(std::string name, on_user done);

private:
  template <class Value>
  void work(std::function<result<Value>()> task, std::function<void(result<Value>)> done);

  std::filesystem::path home_;
  side_thread worker_;
};

} // namespace troupe::actors
