// Analytics: keeps the read side, the database of database_url, as far as the journal goes.
//
// A database that is slow, away or full delays the read side and nothing else: this role then asks
// the journal for no more, tries again, and catches up. It plays beside the journal, on a lane of
// its own and with a low priority; the database's calls wait on a thread beside that lane. It is
// ready at once, since nobody relies on it.
//
// It also says in the log, when a day has ended, how it compares with a backtest of it
// (parity_reporter.hpp).
//
// Bound: at most rows_max rows, and one batch on its way, wait in memory, and what the journal's
// window has under way then.
#pragma once

#include "actors/analytics/parity_reporter.hpp"
#include "actors/role/side_thread.hpp"
#include "actors/protocol/interfaces.hpp"
#include "actors/role/journal_reader.hpp"
#include "actors/role/role.hpp"
#include "persistence/read_side/projector.hpp"
#include "persistence/read_side/read_store.hpp"

#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

namespace troupe::actors {

class analytics_role : public role<analytics_actor> {
public:
  static constexpr std::size_t rows_max = 20'000;

  analytics_role(caf::actor_config& config, role_context context);

  behavior_type make_behavior() override;

private:
  using batch = persistence::read_side::row_batch;
  using position = persistence::read_side::stored_position;

  void on_exit() override;
  void open();
  void on_record(const persistence::journal::record& told);
  void check();
  void store(std::shared_ptr<const batch> rows, bool forget_first);
  void on_failure(const error& why, std::function<void()> again);

  std::shared_ptr<persistence::read_side::read_store> store_; // called on the side thread
  std::unique_ptr<side_thread> side_;                         // ended on the lane, in on_exit
  std::unique_ptr<parity_reporter> days_; // likewise
  journal_reader journal_;
  persistence::read_side::projector projector_;
  std::optional<position> stored_; // once the database has told it
  bool begun_ = false;             // the journal's first record has been seen
  bool forget_first_ = false;      // the database has rows of another journal
  bool storing_ = false;
  std::chrono::milliseconds pause_;
  boost::asio::steady_timer timer_;
  boost::asio::steady_timer retry_timer_;
  runtime::counter& rows_;
  runtime::counter& failures_;
  runtime::gauge& lag_;
};

} // namespace troupe::actors
