// Making and revoking API keys, off the lane; and whether the file was changed by the command line.
//
// Bound: pending_max changes wait or run; more are refused with `keys_busy`. The destructor waits
// for the one under way; no callback runs afterwards. Belongs to one lane.
#pragma once

#include "actors/edge/auth/api_key_file.hpp"
#include "actors/role/side_thread.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace troupe::actors {

class api_key_desk {
public:
  static constexpr std::size_t pending_max = 16;
  using keys = std::vector<api_key>;
  using on_keys = std::function<void(const keys&)>;
  using on_done = std::function<void(const result<void>&)>;

  // `told` gets every state of the keys that differs from the one before.
  api_key_desk(boost::asio::io_context& lane, const std::filesystem::path& home, on_keys told)
      : file_(home), told_(std::move(told)), worker_(lane, pending_max) {}

  // Once a second: reads the file when it is another one. A file that cannot be read leaves the
  // keys as they are, and `failed` is told why.
  void look(std::function<void(const error&)> failed);
  // Errors: those of api_key_file, `keys_busy`.
  void add(api_key made, on_done done);
  void revoke(std::string id, on_done done);

private:
  void change(std::function<result<keys>()> task, on_done done);

  api_key_file file_;
  on_keys told_;
  std::optional<std::filesystem::file_time_type> seen_; // the worker's alone
  bool looking_ = false;
  side_thread worker_; // last: a task under way looks at the members above
};

} // namespace troupe::actors
