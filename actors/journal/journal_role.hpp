// The journal as a role: one writer, group commit, and a live stream to whoever subscribed.
//
// Everything that waits in the mailbox is appended before the group is flushed, so a burst costs
// one write. Only a group with intents, or with an operator's word, waits for the disk; before one
// with intents is committed, the lease is asked whether this epoch may still act. Nobody is told a
// record before it is written.
//
// With a full disk intents are refused, and so is what happens meanwhile; a group with refused
// intents is forgotten whole. When there is room again and something was refused, the role ends:
// whoever follows the journal starts anew with it, and the executor asks the venue for what the
// journal missed.
//
// Old files go to the archive once a day where the settings say so (archiver.hpp).
//
// It lives on a lane of its own, because writing blocks.
#pragma once

#include "actors/journal/archiver.hpp"
#include "actors/journal/page_stream.hpp"
#include "actors/role/role.hpp"
#include "actors/protocol/interfaces.hpp"
#include "persistence/journal/writer.hpp"
#include "runtime/lease.hpp"

#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace troupe::actors {

class journal_role : public role<journal_actor> {
public:
  struct place {
    std::filesystem::path folder;
    std::shared_ptr<runtime::lease> lease; // held, under this epoch
    std::uint64_t epoch = 0;
  };

  journal_role(caf::actor_config& config, role_context context, place where);

  behavior_type make_behavior() override;

private:
  void on_exit() override;

  result<void> append(const trading::event& happened);
  void schedule_flush();
  void flush();
  bool may_commit();
  void answer_intents();
  void refuse_intents(const error& why);
  void forget_group();
  void keep_lease();

  place where_;
  std::optional<persistence::journal::writer> writer_; // closed in on_exit, for the next one
  page_stream pages_;
  std::unique_ptr<archiver> archiver_; // ended on the lane, in on_exit
  runtime::role_ref<executor_actor> executor_;
  runtime::role_ref<portfolio_actor> portfolio_;
  boost::asio::steady_timer lease_timer_;
  boost::asio::steady_timer retry_timer_;
  runtime::counter& records_;
  runtime::counter& refused_records_;
  runtime::histogram& commit_time_;
  std::vector<std::uint64_t> waiting_tokens_; // of intents in the present group
  std::vector<settle> waiting_settles_;
  bool flush_scheduled_ = false;
  bool sync_wanted_ = false; // an operator's word is in the present group
  bool has_gap_ = false; // a record was refused, and the disk has had no room since
};

} // namespace troupe::actors
