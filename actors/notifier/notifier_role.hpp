// The notifier: tells people what they want to know at once, in the log and, where one is
// configured, by a webhook. What is told is trading::notice_of's to say.
//
// Only what happens while it runs is told, never the past. Bound: the webhook keeps its own queue
// and drops, counted, beyond it; trading never waits.
#pragma once

#include "actors/protocol/interfaces.hpp"
#include "actors/role/journal_reader.hpp"
#include "actors/role/role.hpp"
#include "net/notify/webhook.hpp"

#include <memory>

namespace troupe::actors {

class notifier_role : public role<notifier_actor> {
public:
  notifier_role(caf::actor_config& config, role_context context);

  behavior_type make_behavior() override;

private:
  void on_exit() override;
  void open_webhook();
  void on_record(const persistence::journal::record& told);
  void post(std::string json);

  journal_reader journal_;
  std::unique_ptr<net::notify::webhook> webhook_; // ended on the lane, in on_exit
  runtime::counter& notices_;
  runtime::counter& undelivered_;
};

} // namespace troupe::actors
