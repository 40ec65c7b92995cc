// Logging in, off the lane: passwords are hashed and the users' file is read on a thread of its
// own, one at a time, and the answer comes back on the lane.
//
// Bound: pending_max requests wait; more are refused with `login_busy`. The destructor waits for
// the hash under way (at most 100 ms); no callback runs afterwards.
#pragma once

#include "actors/edge/auth/login_throttle.hpp"
#include "actors/edge/auth/user.hpp"
#include "trading/result.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace troupe::actors {

class login_desk {
public:
  static constexpr std::size_t pending_max = 16;
  using on_user = std::function<void(result<user>)>;
  // The made-up password of the first start, if there was one.
  using on_prepared = std::function<void(result<std::optional<std::string>>)>;

  login_desk(boost::asio::io_context& lane, std::filesystem::path home);
  ~login_desk();
  login_desk(const login_desk&) = delete;
  login_desk& operator=(const login_desk&) = delete;

  // Sees to it that there is an admin; every login waits behind it.
  void prepare(std::string configured_password, on_prepared done);
  // Errors: `invalid_credentials`, `login_busy`, and those of user_file.
  void check_password(std::string name, std::string password, on_user done);
  // The user as the file has him now. Error besides: `user_gone`.
  void look_up(std::string name, on_user done);

private:
  template <class Outcome>
  void work(std::function<Outcome()> task, std::function<void(Outcome)> done);

  boost::asio::io_context& lane_;
  std::filesystem::path home_;
  std::size_t pending_ = 0;
  std::shared_ptr<bool> alive_; // touched on the lane only
  boost::asio::thread_pool worker_{1};
};

} // namespace troupe::actors
