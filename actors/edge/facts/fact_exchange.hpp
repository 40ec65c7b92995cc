// Keeps this edge and the others that share a store of facts (a Redis) of one mind: which sessions
// have ended, how much of each limit is spent, who listens to streams. Without a Redis the store is
// in this process, and there are no others.
//
// What the edge knows itself always counts, and no request waits for the store: ten times a second
// a thread of its own tells what is new here and brings what is new elsewhere. Only a refresh token
// is asked for first, so that it is good once among all edges, and no longer than claim_ms. While
// the store is out, sessions and limits are what this edge knows of them; when it is back, it is
// told everything that ended. What was spent of limits meanwhile is not told (and counted).
//
// Bounds: one exchange and pending_max questions at a time; beyond, a question is answered from
// what is known here. The destructor waits for the call under way (redis_connection: 250 ms each
// for connecting and answering). Belongs to one lane.
#pragma once

#include "actors/edge/auth/revocation_list.hpp"
#include "actors/edge/rest/spending_record.hpp"
#include "actors/edge/system_state.hpp"
#include "actors/role/side_thread.hpp"
#include "persistence/facts/fact_store.hpp"
#include "runtime/clock.hpp"
#include "runtime/metrics.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace troupe::actors {

class fact_exchange {
public:
  using store = persistence::facts::fact_store;
  static constexpr std::size_t pending_max = 18;
  static constexpr std::int64_t claim_ms = 300;
  static constexpr std::int64_t begin_ns = 1'000'000'000;
  static constexpr std::int64_t streams_lifetime_ms = 30'000;
  static constexpr std::int64_t quotes_lifetime_ms = 86'400'000;

  struct roads {
    // A session ended at another edge.
    std::function<void(const std::string& session)> on_session_end;
    // The first exchange is over, well or not, or begin_ns have passed: once.
    std::function<void()> on_begun;
    // This edge's open streams as a JSON array; empty where there are none.
    std::function<std::string()> streams;
    // The latest quotes that have changed since this was called last, by symbol.
    std::function<std::vector<persistence::facts::fact>()> quotes;
  };
  struct meters {
    runtime::counter* exchanges = nullptr;
    runtime::counter* failures = nullptr;
    runtime::counter* dropped = nullptr; // what was spent of a limit, and told to nobody
    runtime::gauge* up = nullptr;
  };
  static meters make_meters(runtime::metrics& metrics);

  // `name` is this edge's, among all that share the store.
  fact_exchange(boost::asio::io_context& lane, std::shared_ptr<store> with,
                std::shared_ptr<revocation_list> revoked, const runtime::process_clock& clock,
                std::string name, roads to, meters count);

  // A limit that is shared where the store is: before the first on_time(). A bucket holds
  // `most_ns`.
  template <class Throttle>
  void share(const std::string& kind, Throttle& throttle, std::int64_t most_ns) {
    if (!store_->is_shared())
      return;
    auto& made = *limits_.emplace_back(std::make_unique<limit>());
    made.kind = kind + ":";
    made.most_ns = most_ns;
    made.hear = [&throttle](const std::string& who, std::int64_t full_ns, std::int64_t now_ns) {
      throttle.hear(who, full_ns, now_ns);
    };
    throttle.keep(made.spent);
  }

  // Every 100 ms or so.
  void on_time();
  // Whether nobody has redeemed this refresh token before, here (where the caller has looked
  // already) or at another edge. In doubt, it is so.
  void claim(const std::string& token, std::int64_t until_s, std::function<void(bool)> done);
  // What each edge has published of its streams.
  void ask_streams(std::function<void(result<std::vector<persistence::facts::fact>>)> done);

  bool is_shared() const { return store_->is_shared(); }
  // For /ready; none without a Redis.
  std::optional<dependency> state() const;

private:
  struct limit {
    std::string kind;
    std::int64_t most_ns = 0;
    spending_record spent;
    std::function<void(const std::string&, std::int64_t, std::int64_t)> hear;
  };
  struct round;
  struct outcome;

  round gather();
  void accept(const round& asked, const result<outcome>& told);
  void hear_limits(const round& asked, const outcome& told);
  void begin();
  bool has_something_to_tell() const;
  static result<outcome> carry_out(store& with, const round& asked);
  static result<void> tell_endings(store& with, const round& asked, outcome& told);

  boost::asio::io_context& lane_;
  std::shared_ptr<store> store_;
  std::shared_ptr<revocation_list> revoked_;
  const runtime::process_clock& clock_;
  std::string name_;
  roads to_;
  meters count_;
  std::vector<std::unique_ptr<limit>> limits_;
  persistence::facts::hearing heard_;
  bool tell_all_ = true;
  bool under_way_ = false;
  bool begun_ = false;
  std::int64_t started_ns_;
  std::int64_t streams_told_ns_ = 0;
  std::int64_t quotes_told_ns_ = 0;
  std::string streams_told_;
  std::optional<error> failure_; // of the last exchange
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  side_thread side_; // ends first
};

} // namespace troupe::actors
