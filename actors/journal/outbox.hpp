// What the roles of one lane have to say to the journal, gathered over a turn of the lane and the
// fifty microseconds after it.
//
// A tick that runs through feed, signal, risk and executor leaves four records. Sent one by one,
// each could wake the journal's thread before the order is out; gathered, they leave as one
// message, in the order in which they were added. To wake another thread takes the lane longer
// than to decide; for these microseconds its core is the network's, which has an order to send.
// Whoever must not wait (an intent that goes to the disk, the end of a step) flushes.
//
// Lives on its lane's thread. Bound: what the lane adds in that time, at most some thousand events.
#pragma once

#include "actors/protocol/interfaces.hpp"
#include "runtime/lane.hpp"
#include "runtime/role_ref.hpp"

#include <boost/asio/steady_timer.hpp>

#include <vector>

namespace troupe::actors {

class journal_outbox {
public:
  journal_outbox(runtime::lane& where, const runtime::directory& directory,
                 runtime::metrics& metrics);

  void add(trading::event happened);
  // Sends what was added so far, now: before a message that must not overtake it. What is sent
  // while there is no journal is dropped and counted.
  void flush();
  // Lets go of the journal, so that the actor system can end.
  void release() { journal_.release(); }

private:
  void wait_a_little();

  runtime::lane& lane_;
  boost::asio::steady_timer timer_;
  runtime::counter& dropped_;
  runtime::role_ref<journal_actor> journal_;
  std::vector<trading::event> waiting_;
  bool scheduled_ = false;
};

} // namespace troupe::actors
