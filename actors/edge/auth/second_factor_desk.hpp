// The second factor: who has enrolled an authenticator must tell its code before he orders or
// changes limits; then the session may for held_s. Optional, each user for himself.
//
// A code is good once, at all edges that share a Redis; five wrong ones in a minute, and the user
// waits. What has been passed is kept here: after a restart of the edge it is asked for again, and
// a code of the last 90 seconds could come again.
//
// Secrets are opened off the lane, when a code is looked at, and not kept. Bounds: pending_max look
// or change at a time, more are refused with `second_factor_busy`; sessions_max sessions and as
// many proposals, the one that ends first making room. The destructor waits for the one under way;
// no callback runs afterwards. Belongs to one lane.
#pragma once

#include "actors/edge/auth/login_throttle.hpp"
#include "actors/edge/auth/second_factor_file.hpp"
#include "actors/edge/auth/web_token.hpp"
#include "actors/role/side_thread.hpp"

#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace troupe::actors {

class second_factor_desk {
public:
  static constexpr std::int64_t held_s = 60 * 60;
  static constexpr std::int64_t proposal_s = 10 * 60;
  static constexpr std::size_t pending_max = 8;
  static constexpr std::size_t sessions_max = 4'096;
  // Whether nobody else has used this up before; told now or later.
  using claim = std::function<void(const std::string& what, std::int64_t until_s,
                                   std::function<void(bool)>)>;
  struct passed {
    std::int64_t until_s = 0;
    bool is_new = false; // the authenticator is enrolled with this code
  };
  using on_passed = std::function<void(const result<passed>&)>;
  using on_removed = std::function<void(const result<void>&)>;

  // Without a master key nobody can enrol, and no code of who did is good.
  second_factor_desk(boost::asio::io_context& lane, const std::filesystem::path& home,
                     std::string master_key, claim once);

  // Reads the names again where the file is another one. Error: those of secret_store; then who
  // was known stays, and before anything was read nobody passes.
  result<void> look();
  bool is_enrolled(const std::string& name) const { return names_.contains(name); }
  // 0: the session has to tell a code.
  std::int64_t passed_until_s(const std::string& session, std::int64_t now_s) const;
  // Of a session, not of an API key. Errors: `second_factor_needed`, `second_factor_unreadable`.
  result<void> check(const token_claims& who, std::int64_t now_s) const;

  // A secret that counts once a code of it has come. Error: `master_key_missing`.
  result<std::string> propose(const std::string& name, std::int64_t now_s);
  // 0 and a try taken, or how long to wait.
  std::int64_t wait_ns(const std::string& name, std::int64_t steady_ns) {
    return tries_.wait_ns(name, steady_ns);
  }
  // Errors: `invalid_code`, `code_used`, `second_factor_not_enrolled`, `second_factor_busy`, and
  // those of secret_store.
  void pass(const token_claims& who, std::string code, std::int64_t now_s, on_passed done);
  // Errors: `second_factor_not_enrolled`, and those of secret_store.
  void remove(const std::string& name, on_removed done);

private:
  struct proposal {
    std::string secret;
    std::int64_t until_s = 0;
  };
  struct found_code {
    std::int64_t step = 0;
    bool is_new = false;
  };
  static result<found_code> find(const persistence::secret_store& file, const std::string& key,
                                 const std::string& name, const std::string& code,
                                 const std::optional<std::string>& proposed, std::int64_t now_s);
  void accept(const token_claims& who, const found_code& found, std::int64_t now_s,
              on_passed done);
  void admit(const std::string& session, std::int64_t until_s, std::int64_t now_s);

  persistence::secret_store file_;
  std::string master_key_;
  claim once_;
  std::optional<std::filesystem::file_time_type> seen_;
  bool readable_ = false;
  std::set<std::string> names_;
  std::map<std::string, proposal> proposed_;        // by user
  std::map<std::string, std::int64_t> passed_;      // sessions, until when
  std::map<std::string, std::int64_t> last_step_;   // that was taken, by user
  login_throttle tries_;
  side_thread worker_; // ends first
};

} // namespace troupe::actors
