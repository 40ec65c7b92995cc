// Adding, changing and removing users, off the lane; and whether the file was changed by the
// command line.
//
// Bound: pending_max changes wait or run; more are refused with `users_busy`. The destructor waits
// for the one under way (at most 100 ms); no callback runs afterwards. Belongs to one lane.
#pragma once

#include "actors/edge/auth/user_file.hpp"
#include "actors/edge/auth/user_rules.hpp"
#include "actors/role/side_thread.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace troupe::actors {

class user_desk {
public:
  static constexpr std::size_t pending_max = 16;
  using on_users = std::function<void(const user_list&)>;
  using on_done = std::function<void(const result<user_list>&)>; // as they are now

  // `told` gets every state of the users that differs from the one before.
  user_desk(boost::asio::io_context& lane, std::filesystem::path home, on_users told)
      : home_(std::move(home)), file_(home_), told_(std::move(told)), worker_(lane, pending_max) {}

  // Once a second: reads the file when it is another one. A file that cannot be read leaves the
  // users as they are, and `failed` is told why.
  void look(std::function<void(const error&)> failed);
  // Errors: those of user_file and user_rules, `users_busy`.
  void list(on_done done);
  void add(std::string name, user_role role, std::string password, on_done done);
  void change(std::string name, std::optional<user_role> role, std::optional<std::string> password,
              on_done done);
  void remove(std::string name, on_done done);

private:
  void write(std::function<result<user_list>(user_list)> rule, on_done done,
             std::function<void()> saved = [] {});

  std::filesystem::path home_;
  user_file file_;
  on_users told_;
  std::optional<std::filesystem::file_time_type> seen_; // the worker's alone
  bool looking_ = false;
  side_thread worker_; // last: a task under way looks at the members above
};

} // namespace troupe::actors
